package locale

import "testing"

// TestNamesLikeRefusals: a family name that is also a word of a refusal asks nothing, and
// says what stands beside it.
func TestNamesLikeRefusals(t *testing.T) {
	for _, name := range []string{"Ng", "Ko", "Peter Ng", "Ng, Peter", "NG, PETER", "Ann Ko", "Ko, Ann", "Ng & Lee", "Ng family", "María José Ng", "Ng Van An"} {
		if said := Hear(name, InName); said != (Heard{}) {
			t.Errorf("%s: %+v", name, said)
		}
	}
	for _, name := range []string{"山田太郎 NG", "NG", "Peter Ng (do not call)", "Ng, Peter - DNC"} {
		if !Hear(name, InName).Refuses {
			t.Errorf("%s asks nothing", name)
		}
	}
	for _, name := range []string{"Juan Gil (+)", "Gil, Juan (+)", "Juan Gil q.p.d."} {
		if !Hear(name, InName).Died {
			t.Errorf("%s is alive", name)
		}
	}
}
