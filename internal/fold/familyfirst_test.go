package fold

import "testing"

func TestFamilyFirst(t *testing.T) {
	for name, want := range map[string]string{
		"Rossi Mario": "Rossi, Mario", "De Luca Anna": "De Luca, Anna", "DUPONT Jean": "DUPONT, Jean", "DE LA TOUR Anne-Marie": "DE LA TOUR, Anne-Marie",
		"GARCIA LOPEZ Ana María": "GARCIA LOPEZ, Ana María", "Dott. Bianchi Luca": "Bianchi, Dott. Luca", "von der Leyen Ursula": "von der Leyen, Ursula",
		"De Luca": "De Luca", "De Luca Anna Maria": "De Luca Anna Maria", "Rossi Mario Carlo": "Rossi Mario Carlo", "ROSSI MARIO CARLO": "ROSSI MARIO CARLO", "Rossi": "Rossi",
		"Rossi, Mario": "Rossi, Mario", "Rossi Srl": "Rossi Srl", "Mario Brambilla": "Mario Brambilla", "Rossi Mario e Bianchi Anna": "Rossi Mario e Bianchi Anna", "Rossi & Bianchi": "Rossi & Bianchi", "山田 太郎": "山田 太郎", "": "",
	} {
		if got := FamilyFirst(name, true); got != want {
			t.Errorf("%q is %q, want %q", name, got, want)
		}
	}
	for name, want := range map[string]string{"DUPONT Jean": "DUPONT, Jean", "Marie Dupont": "Marie Dupont"} {
		if got := FamilyFirst(name, false); got != want {
			t.Errorf("%q is %q, want %q", name, got, want)
		}
	}
}
