package fold

import (
	"strings"
	"sync"
)

// ofLength is how many digits national numbers have that begin so, where numbers of the
// country differ in length. A digit too few or too many leaves a number that may be dialled.
type ofLength struct {
	begins         string
	least, longest int
}

// lengths are by country. The first that a number begins with holds.
var lengths = sync.OnceValue(func() map[string][]ofLength {
	return map[string][]ofLength{
		"it": {{"3", 10, 10}},
		"jp": {{"50", 10, 10}, {"60", 10, 10}, {"70", 10, 10}, {"80", 10, 10}, {"90", 10, 10}, {"570", 9, 9}, {"", 9, 9}},
		"gb": {{"7", 10, 10}},
		"de": {{"15", 10, 11}, {"16", 10, 11}, {"17", 10, 11}},
		"au": {{"4", 9, 9}},
		"be": {{"4", 8, 9}},
		"br": {{"", 10, 11}},
		"cn": {{"1", 10, 11}},
		"hu": {{"20", 9, 9}, {"30", 9, 9}, {"31", 9, 9}, {"50", 9, 9}, {"70", 9, 9}},
		"ie": {{"8", 9, 9}},
		"in": {{"6", 10, 10}, {"7", 10, 10}, {"8", 10, 10}, {"9", 10, 10}},
		"nl": {{"6", 9, 9}},
		"pe": {{"9", 9, 9}},
		"ro": {{"7", 9, 9}},
		"se": {{"7", 9, 9}},
		"tr": {{"5", 10, 10}},
		"za": {{"", 9, 9}},
	}
})

// OddLength reports whether a telephone number has a digit or more too few or too many for
// one that begins like it, in that country or, if it is international, in its own: has
// digits, the zero in front with them, where others have from least to longest. It is false where Incomplete is true.
func OddLength(s, country string) (has, least, longest int, odd bool) {
	n, ok := dialled(s)
	p, known := planOf(country)
	if !ok || !n.spell(known && p.code == "1") || !n.plus && len(n.digits) <= minLocal || Incomplete(s, country) {
		return 0, 0, 0, false
	}
	digits := n.digits
	if !n.plus && known {
		digits, n.plus = p.cutExitCode(digits)
	}
	if n.plus {
		if p, known = planDialled(digits); known {
			digits = digits[len(p.code):]
		}
	} else if known && p.beginsWithCode(digits) {
		digits = digits[len(p.code):]
	}
	if !known {
		return 0, 0, 0, false
	}
	national := strings.TrimLeft(p.plainly(digits), "0")
	if p.country == "it" && len(national) < len(digits) && (national == "" || national[0] != '3' || len(national) < nanpLength) {
		return 0, 0, 0, false // a landline
	}
	for _, of := range lengths()[p.country] {
		if strings.HasPrefix(national, of.begins) {
			zeros := 0 // people count the one in front
			if len(p.trunks) > 0 {
				zeros = len(digits) - len(strings.TrimLeft(digits, "0"))
			}
			return len(national) + zeros, of.least + zeros, of.longest + zeros, len(national) < of.least || len(national) > of.longest
		}
	}
	return 0, 0, 0, false
}
