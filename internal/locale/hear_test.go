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
	for _, name := range []string{"山田太郎 NG", "NG", "Peter Ng (do not call)", "Ng, Peter - DNC", "zzDNC Ada Roe", "Ada Roe xDNCx", "zDNC - Roe, Ada"} {
		if !Hear(name, InName).Refuses {
			t.Errorf("%s asks nothing", name)
		}
	}
	for _, name := range []string{"Juan Gil (+)", "Gil, Juan (+)", "Juan Gil q.p.d.", "Est. of Ada Roe"} {
		if !Hear(name, InName).Died {
			t.Errorf("%s is alive", name)
		}
	}
}

// TestRefusesAtWork: it is the place that is refused.
func TestRefusesAtWork(t *testing.T) {
	for text, want := range map[string]bool{
		"please don't ring me at work": true, "do not call at the office": true, "non chiamare al lavoro": true, "no llamar al trabajo": true, "職場には電話しないで": true,
		"do not call": false, "call at work": false, "chiamare in ufficio": false, "llamar a la oficina": false, "職場に電話希望": false, "works in the office": false,
	} {
		if RefusesAtWork(text) != want {
			t.Errorf("%s: %v", text, !want)
		}
	}
}
