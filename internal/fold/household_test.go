package fold

import (
	"slices"
	"testing"
)

// TestHousehold holds that each of the names of a household leads to the others.
func TestHousehold(t *testing.T) {
	for _, same := range [][]string{
		{"Famiglia Riva", "Riva", "Fam. Riva", "FAM RIVA", "Riva Famiglia"}, {"Familia Solís", "Solís", "Fam. Solis", "Flia. Solís"},
		{"The Hudson Family", "Hudson", "Hudson household", "Hudson family"}, {"The Hudsons", "Hudson"}, {"Mr. & Mrs. Hudson", "Mr. and Mrs. Hudson", "Hudson", "The Hudson Family"}, {"Sig. e Sig.ra Riva", "Fam. Riva"}, {"Sr. y Sra. Solís", "Familia Solís", "Solís"}, {"原家", "原", "原一家", "原 家", "原様"}, {"田中 家", "田中"},
	} {
		for _, a := range same {
			for _, b := range same {
				known := func(name string) bool {
					return slices.ContainsFunc(NewName(name).Turns(), func(key string) bool { return slices.Contains(NewName(b).Turns(), key) })
				}
				if !known(a) && !slices.ContainsFunc(Household(a), known) {
					t.Errorf("%q does not lead to %q: %q", a, b, Household(a))
				}
			}
		}
	}
	for _, apart := range [][2]string{{"Riva", "Rivas"}, {"Famiglia Riva", "Famiglia Rivetti"}, {"Riva Ugo", "Riva"}, {"原", "原田家"}} {
		if slices.Contains(Household(apart[0]), Text(apart[1])) {
			t.Errorf("%q leads to %q", apart[0], apart[1])
		}
	}
}
