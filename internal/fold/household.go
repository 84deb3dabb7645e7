package fold

import (
	"slices"
	"strings"
)

// Household returns the other names by which a household may be known: Riva of "Fam.
// Riva", "Famiglia Riva" of Riva, 原 of 原家.
func Household(name string) []string {
	core, plural := householdCore(name)
	if core == "" {
		return nil
	}
	ways := latinHouseholds
	if Unspaced(core) {
		ways = japaneseHouseholds
	}
	var names []string
	for _, bare := range []string{core, plural} {
		if bare == "" {
			continue
		}
		for _, way := range ways {
			names = append(names, strings.Replace(way, "*", bare, 1))
		}
	}
	own := Text(name)
	return slices.DeleteFunc(names, func(other string) bool { return other == own })
}

// householdCore removes the words for a household from a folded name. plural is the name
// without its last s, of "The Hudsons".
func householdCore(name string) (core, plural string) {
	core = Text(name)
	if Unspaced(core) {
		for _, end := range japaneseHouseholds[1:] {
			if rest, found := strings.CutSuffix(core, end[1:]); found && rest != "" {
				return strings.TrimSpace(rest), ""
			}
		}
		return core, ""
	}
	words := strings.Fields(Text(WithoutTitles(name)))
	the := len(words) > 0 && slices.Contains([]string{"the", "los"}, words[0])
	for len(words) > 1 && slices.Contains(householdWords, words[0]) {
		words = words[1:]
	}
	for len(words) > 1 && slices.Contains(householdWords[2:], words[len(words)-1]) {
		words = words[:len(words)-1]
	}
	core = strings.Join(words, " ")
	if the {
		plural, _ = strings.CutSuffix(core, "s")
	}
	return core, plural
}

var (
	householdWords     = []string{"the", "los", "la", "of", "household", "family", "famiglia", "fam", "familia", "flia", "nucleo", "familiare", "familiar", "hh"}
	latinHouseholds    = []string{"*", "famiglia *", "fam *", "familia *", "flia *", "* family", "the * family", "* household", "the *", "the *s", "nucleo familiare *", "la familia *", "mr mrs *", "sig sigra *", "sig e sigra *", "sr sra *", "sr y sra *"}
	japaneseHouseholds = []string{"*", "*ご家族様", "*ご家族", "*御家族", "*家族", "*御一家", "*一家", "*世帯", "*様方", "*様宅", "*様", "*宅", "*家"}
)

// IsFamilyName reports whether the name of a household is a family name and no more: Hudson.
func IsFamilyName(name string) bool {
	return len(strings.Fields(name)) == 1 && !Unspaced(Text(name))
}
