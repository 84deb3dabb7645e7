package fold

import (
	"slices"
	"testing"
)

// samples are names that are one, or of which one is in the other.
var samples = [][]string{
	{"Bob O'Hara", "Bob OHara", "Bob O Hara", "O'Hara, Bob", "Mr. Bob O'Hara", "Bob O'Hara Jr."},
	{"Mario D'Angelo", "Mario Dangelo", "Dangelo Mario", "Sig. D'Angelo Mario"},
	{"Mary-Ann Roe", "Mary Ann Roe", "Maryann Roe", "Roe, Mary Ann"},
	{"Jörg Müller", "Joerg Mueller", "Jorg Muller", "Müller Jörg"},
	{"Bob Low", "Bob J. Low", "Bob Low Jr.", "Robert Low", "Low, Bob", "Dr. Bob Low", "bob low"},
	{"Giulia De Luca", "Giulia Deluca", "De Luca Giulia", "Giulia De Luca in Rossi"},
	{"高橋 花子", "高橋花子", "髙橋花子", "高橋花子様", "花子 高橋"},
	{"株式会社山田", "㈱山田", "山田"},
	{"Acme Inc.", "Acme", "ACME, Inc"},
	{"Jane Hudson", "Jane Roe", "John Hudson", "Anna", "Anna Paz"},
}

// TestSameKeys: names that are the same share a key, and names of which one is in the other a
// parcel and a probe.
func TestSameKeys(t *testing.T) {
	t.Parallel()
	shares := func(a, b []string) bool {
		return slices.ContainsFunc(a, func(k string) bool { return slices.Contains(b, k) })
	}
	var all []string
	for _, names := range samples {
		all = append(all, names...)
	}
	same, like := 0, 0
	for _, a := range all {
		for _, b := range all {
			is, enough := Within(a, b)
			switch {
			case SameName(a, b):
				same++
				if !shares(SameKeys(a), SameKeys(b)) {
					t.Errorf("%s and %s are the same, and have %q and %q", a, b, SameKeys(a), SameKeys(b))
				}
			case shares(SameKeys(a), SameKeys(b)):
				t.Errorf("%s and %s are not the same", a, b)
			case is && enough:
				like++
				if !shares(LikeParcels(a), LikeProbes(b)) {
					t.Errorf("%s has %q, and %s %q", a, LikeParcels(a), b, LikeProbes(b))
				}
			}
		}
	}
	if same < 100 || like < 20 {
		t.Errorf("%d are the same, and %d like", same, like)
	}
	for _, test := range [][2]string{{"Jane Hudson", "Jane Roe"}, {"Anna", "Anna Paz"}, {"田中 一", "田中 二"}} {
		if shares(LikeParcels(test[0]), LikeProbes(test[1])) {
			t.Errorf("%s is like %s", test[0], test[1])
		}
	}
}
