package locale

import "testing"

func TestNamesSpouse(t *testing.T) {
	for _, name := range []string{"Bill Pohl", "Mary Ann O'Neil", "José de la Cruz", "Lucia Rossi", "高橋 花子", "花子", "Grace Latent", "Max Singler"} {
		if !NamesSpouse(name) {
			t.Errorf("%q is a name", name)
		}
	}
	for _, text := range []string{"", "N/A", "None", "late John Pohl", "Bill Pohl (deceased)", "ex-wife Ann", "Not Married", "Same as above", "vedova Rossi", "Ninguna Persona", "故 一郎", "なし", "do not call Bill"} {
		if NamesSpouse(text) {
			t.Errorf("%q names nobody", text)
		}
	}
}
