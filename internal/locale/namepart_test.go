package locale

import "testing"

// TestDeadInAPartOfAName: whatever part of a name says that somebody has died, alone in its
// cell, is heard, and what may be a name is not.
func TestDeadInAPartOfAName(t *testing.T) {
	for _, text := range []string{
		"Deceased", "deceased", "DECEASED", "(Deceased)", "Dec'd", "dec’d", "Decd", "Decd.", "RIP", "R.I.P.", "Deceduta", "Fallecido", "Difunta", "死亡", "故人",
	} {
		for _, at := range []Place{InName, InTitle} {
			if got := Hear(text, at); got != (Heard{Died: true}) {
				t.Errorf("%s at %d: %+v", text, at, got)
			}
		}
	}
	for _, text := range []string{"late", "Late", "fu", "def.", "Rip", "Morta", "Dead"} {
		if got := Hear(text, InName); got != (Heard{}) {
			t.Errorf("%s is a name: %+v", text, got)
		}
	}
	for text, want := range map[string]Heard{
		"late": {Died: true}, "Late": {Died: true}, "fu": {Died: true}, "Dead": {Died: true}, "(d. 2024)": {Died: true}, "DNC": {Refuses: true}, "STOP": {Refuses: true},
		"Ng": {}, "Ko": {}, "NG": {Refuses: true}, "Jr.": {}, "Sr": {}, "II": {}, "III": {}, "Esq.": {}, "MD": {}, "DDS": {}, "CPA": {}, "RICP": {}, "CLU, ChFC": {}, "PhD": {}, "Ret.": {}, "USMC": {}, "USAF (Ret)": {}, "RN": {}, "様": {}, "-": {},
	} {
		if got := Hear(text, InTitle); got != want {
			t.Errorf("%s behind a name: %+v, want %+v", text, got, want)
		}
	}
}
