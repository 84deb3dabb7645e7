package fold

import "testing"

func TestMayBeOne(t *testing.T) {
	for _, test := range []struct {
		a, b string
		want bool
	}{
		{"Vera Stopp", "Vera Stopp", true}, {"V. Stopp", "Vera Stopp", true}, {"Stopp Vera", "Vera Stopp", true}, {"Stopp, V.", "Vera Stopp", true},
		{"Vera Hudson", "Vera Stopp", true}, {"Vera", "Vera Stopp", true}, {"Stopp", "Vera Stopp", true}, {"Mrs. Stopp", "Vera Stopp", true},
		{"John Robert Stopp", "Robert Stopp", true}, {"Rob Stopp", "Robert Stopp", true}, {"Sig.ra Riva", "Anna Riva", true},
		{"John Stopp", "Vera Stopp", false}, {"Jane Hudson", "Vera Stopp", false}, {"J. Smith", "Jane Hudson", false}, {"Mr. John Stopp", "Mrs. Vera Stopp", false},
		{"María López García", "José López García", false}, {"María Fernanda López", "María López García", true},
		{"Lo Presti M.G.", "Maria Grazia Lo Presti", true}, {"M.G. Lo Presti", "Maria Grazia Lo Presti", true}, {"Lo Presti MG", "Maria Grazia Lo Presti", true}, {"Lo Presti M. G.", "Maria Grazia Lo Presti", true},
		{"J. L. Garza T.", "José Luis Garza Treviño", true}, {"Garza Treviño J.L.", "José Luis Garza Treviño", true}, {"JL Garza", "José Luis Garza Treviño", true}, {"Garza T. J.L.", "José Luis Garza Treviño", true},
		{"Lo Presti C.A.", "Maria Grazia Lo Presti", false}, {"A.B. Garza", "José Luis Garza Treviño", false}, {"M.G. Lo Verde", "Maria Grazia Lo Presti", false},
		{"Marta Pace (mamma di Luca Bassi)", "Luca Bassi", false}, {"Marta Pace (mother of Luke Bass)", "Luke Bass", false}, {"Ana Paz (esposa de Luis Paz)", "Luis Paz", false}, {"山本 花子(山本太郎の妻)", "山本 太郎", false},
		{"Marta Pace (Bassi)", "Marta Bassi", true}, {"Marta Pace (mamma di Luca Bassi)", "Marta Bassi", true},
		{"山本 花子", "山本花子", true}, {"山本", "山本 花子", true}, {"佐藤 花子", "山本 花子", true}, {"山本花子様", "山本 花子", true}, {"Hanako Yamamoto", "山本 花子", true},
		{"山本 花子", "山本 太郎", false}, {"佐藤 一郎", "山本 花子", false}, {"山本花子", "山本和子", false},
	} {
		if got := MayBeOne(test.a, test.b); got != test.want || got != MayBeOne(test.b, test.a) {
			t.Errorf("%s and %s: %v", test.a, test.b, got)
		}
	}
}
