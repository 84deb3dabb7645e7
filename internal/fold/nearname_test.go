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
		{"山本 花子", "山本花子", true}, {"山本", "山本 花子", true}, {"佐藤 花子", "山本 花子", true}, {"山本花子様", "山本 花子", true}, {"Hanako Yamamoto", "山本 花子", true},
		{"山本 花子", "山本 太郎", false}, {"佐藤 一郎", "山本 花子", false}, {"山本花子", "山本和子", false},
	} {
		if got := MayBeOne(test.a, test.b); got != test.want || got != MayBeOne(test.b, test.a) {
			t.Errorf("%s and %s: %v", test.a, test.b, got)
		}
	}
}
