package fold

import "testing"

func TestNumber(t *testing.T) {
	for _, text := range []string{"H-00-11", "Ｈ－００－１１", "H−00—11", " Ｈ‐００‑１１　", "H―００ー11"} {
		if got := Number(text); got != "H-00-11" {
			t.Errorf("%q is %q", text, got)
		}
	}
	for text, want := range map[string]string{"": "", "証券１２３": "証券123", "PA 12/07.3": "PA 12/07.3", "№ 12": "No 12"} {
		if got := Number(text); got != want || Number(got) != got {
			t.Errorf("%q is %q, want %q", text, got, want)
		}
	}
}
