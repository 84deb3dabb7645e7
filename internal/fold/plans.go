package fold

import (
	"slices"
	"strings"
)

// plan is how telephone numbers of a country are dialled.
type plan struct {
	country string              // ISO 3166, small letters
	code    string              // calling code
	trunks  []string            // what is dialled before a national number and is not part of it
	length  int                 // digits of every national number, 0 where they differ
	least   int                 // digits of the shortest national number where they differ, 0 where that is not told
	longest int                 // and of the longest
	exits   []string            // what is dialled before a calling code, besides 00
	plain   func(string) string // drops what is dialled within a number, or adds what is not always written
}

// The trunk prefixes there are.
var (
	zero   = []string{"0"}
	one    = []string{"1"}
	nanp   = []string{"011"}
	mexico = []string{"01", "044", "045", "1"} // not dialled since 2019, still written
)

// plans has every country whose holidays the program knows, and then others whose numbers
// are written with a zero after the calling code. Countries that share a calling code
// share its rules, and the first stands for all.
var plans = [...]plan{
	{country: "us", code: "1", trunks: one, length: 10, exits: nanp},
	{country: "ca", code: "1", trunks: one, length: 10, exits: nanp},
	{country: "ar", code: "54", trunks: zero, length: 10, plain: argentine},
	{country: "at", code: "43", trunks: zero},
	{country: "au", code: "61", trunks: zero, exits: []string{"0011"}},
	{country: "be", code: "32", trunks: zero},
	{country: "bg", code: "359", trunks: zero},
	{country: "br", code: "55", trunks: zero, longest: 11, plain: brazilian},
	{country: "ch", code: "41", trunks: zero, least: 9, longest: 9},
	{country: "cy", code: "357", length: 8},
	{country: "cz", code: "420", length: 9},
	{country: "de", code: "49", trunks: zero},
	{country: "dk", code: "45", length: 8},
	{country: "ee", code: "372"},
	{country: "es", code: "34", length: 9},
	{country: "fi", code: "358", trunks: zero},
	{country: "fr", code: "33", trunks: zero, least: 9, longest: 9},
	{country: "gb", code: "44", trunks: zero, least: 9, longest: 10},
	{country: "gr", code: "30", length: 10},
	{country: "hr", code: "385", trunks: zero},
	{country: "hu", code: "36", trunks: []string{"06"}},
	{country: "ie", code: "353", trunks: zero},
	{country: "is", code: "354"},
	{country: "it", code: "39", longest: 11}, // the zero is part of the number
	{country: "jp", code: "81", trunks: zero, exits: []string{"010"}, least: 9, longest: 10},
	{country: "ke", code: "254", trunks: zero, exits: []string{"000"}},
	{country: "lt", code: "370", trunks: []string{"0", "8"}, length: 8},
	{country: "lu", code: "352"},
	{country: "lv", code: "371", length: 8},
	{country: "mt", code: "356", length: 8},
	{country: "mw", code: "265", trunks: zero},
	{country: "mx", code: "52", trunks: mexico, length: 10, exits: nanp, plain: mexican},
	{country: "nc", code: "687", length: 6},
	{country: "nl", code: "31", trunks: zero},
	{country: "no", code: "47", length: 8},
	{country: "nz", code: "64", trunks: zero},
	{country: "pl", code: "48", trunks: zero, length: 9},
	{country: "pt", code: "351", length: 9},
	{country: "ro", code: "40", trunks: zero},
	{country: "rs", code: "381", trunks: zero},
	{country: "ru", code: "7", trunks: []string{"8"}, length: 10, exits: []string{"810"}},
	{country: "se", code: "46", trunks: zero},
	{country: "si", code: "386", trunks: zero},
	{country: "sk", code: "421", trunks: zero},
	{country: "th", code: "66", trunks: zero, exits: []string{"001"}},
	{country: "ua", code: "380", trunks: zero},
	{country: "za", code: "27", trunks: zero},

	{country: "ae", code: "971", trunks: zero},
	{country: "al", code: "355", trunks: zero},
	{country: "ba", code: "387", trunks: zero},
	{country: "bd", code: "880", trunks: zero},
	{country: "bo", code: "591", trunks: zero},
	{country: "cn", code: "86", trunks: zero},
	{country: "dz", code: "213", trunks: zero},
	{country: "ec", code: "593", trunks: zero},
	{country: "eg", code: "20", trunks: zero},
	{country: "ge", code: "995", trunks: zero},
	{country: "gh", code: "233", trunks: zero},
	{country: "id", code: "62", trunks: zero},
	{country: "il", code: "972", trunks: zero},
	{country: "in", code: "91", trunks: zero},
	{country: "ir", code: "98", trunks: zero},
	{country: "kr", code: "82", trunks: zero},
	{country: "lk", code: "94", trunks: zero},
	{country: "ma", code: "212", trunks: zero},
	{country: "md", code: "373", trunks: zero},
	{country: "mk", code: "389", trunks: zero},
	{country: "my", code: "60", trunks: zero},
	{country: "ng", code: "234", trunks: zero},
	{country: "np", code: "977", trunks: zero},
	{country: "pe", code: "51", trunks: zero},
	{country: "ph", code: "63", trunks: zero},
	{country: "pk", code: "92", trunks: zero},
	{country: "py", code: "595", trunks: zero},
	{country: "sa", code: "966", trunks: zero},
	{country: "tr", code: "90", trunks: zero},
	{country: "tw", code: "886", trunks: zero},
	{country: "uy", code: "598", trunks: zero},
	{country: "ve", code: "58", trunks: zero},
	{country: "vn", code: "84", trunks: zero},
}

// planOf returns the plan of a country.
func planOf(country string) (*plan, bool) {
	for i := range plans {
		if strings.EqualFold(plans[i].country, country) {
			return &plans[i], true
		}
	}
	return nil, false
}

// planDialled returns the plan of a number that begins with its calling code. No
// calling code begins another.
func planDialled(digits string) (*plan, bool) {
	for i := range plans {
		if strings.HasPrefix(digits, plans[i].code) {
			return &plans[i], true
		}
	}
	return nil, false
}

// cutExitCode cuts off what is dialled before a calling code. 00 is understood
// everywhere, since no national number begins with it.
func (p *plan) cutExitCode(digits string) (string, bool) {
	for _, exit := range p.exits {
		if rest, ok := strings.CutPrefix(digits, exit); ok {
			return rest, true
		}
	}
	return strings.CutPrefix(digits, "00")
}

// national removes the trunk prefix; it is false for an incomplete number. If all
// numbers have one length, this identifies prefixes and the country's own code without
// a +.
func (p *plan) national(digits string) (string, bool) {
	if p.length > 0 {
		if len(digits) == p.length {
			return digits, true
		}
		for _, trunk := range p.trunks {
			if rest, ok := strings.CutPrefix(digits, trunk); ok && len(rest) == p.length {
				return rest, true
			}
		}
		if rest, ok := strings.CutPrefix(digits, p.code); ok && len(rest) == p.length {
			return rest, true
		}
		return "", false
	}
	for _, trunk := range p.trunks {
		for strings.HasPrefix(digits, trunk) {
			digits = digits[len(trunk):]
		}
	}
	if p.country == "it" {
		digits = italian(digits)
	}
	return digits, len(digits) >= minLocal
}

// plainly returns a national number, with or without the calling code, as it is dialled
// from everywhere; other digits stay.
func (p *plan) plainly(digits string) string {
	if p.plain == nil {
		return digits
	}
	if rest, ok := strings.CutPrefix(digits, p.code); ok {
		if national := p.plain(rest); national != rest {
			return national
		}
	}
	return p.plain(digits)
}

// argentine drops what is dialled for a mobile: 15 behind the area code at home, which
// begins with 11, 2 or 3, and 9 before it from abroad. Only those of Buenos Aires have
// eight digits, so they are known without their area code.
func argentine(digits string) string {
	d := strings.TrimLeft(digits, "0")
	if behind, ok := strings.CutPrefix(d, "9"); ok && len(d) > 10 {
		d = strings.TrimLeft(behind, "0")
	}
	for area := 2; area <= 4 && len(d) == 12; area++ {
		if d[area:area+2] == "15" && (area == 2) == strings.HasPrefix(d, "11") && strings.IndexByte("123", d[0]) >= 0 {
			d = d[:area] + d[area+2:]
		}
	}
	if behind, ok := strings.CutPrefix(d, "15"); ok && len(d) == 10 {
		d = "11" + behind
	}
	if len(d) != 10 {
		return digits
	}
	return d
}

// brazilian adds the ninth digit, which mobiles have had since 2016, and drops the two
// digits of a carrier behind the zero.
func brazilian(digits string) string {
	d := strings.TrimLeft(digits, "0")
	if len(d) < len(digits) && (len(d) == 12 || len(d) == 13) {
		d = strings.TrimLeft(d[2:], "0")
	}
	if len(d) == 10 && d[2] >= '6' {
		d = d[:2] + "9" + d[2:]
	}
	if len(d) != 10 && len(d) != 11 {
		return digits
	}
	return d
}

// mexican drops what was dialled before a number, behind a calling code without a +, too.
func mexican(digits string) string {
	for _, trunk := range mexico {
		if rest, ok := strings.CutPrefix(digits, trunk); ok && len(rest) == 10 {
			return rest
		}
	}
	return digits
}

// italian fixes the zero that landlines have and mobiles do not: a spreadsheet drops
// it, and mobiles were dialled with one until 2001, "+39 (0)347 …". A number that
// begins with 80, 84, 88 or 89 stays ambiguous; 178 and 199 are not area codes.
func italian(digits string) string {
	if len(digits) == 11 && strings.HasPrefix(digits, "03") && digits[2] >= '2' {
		return digits[1:]
	}
	if len(digits) < minLocal+2 {
		return digits
	}
	first, second := digits[0], digits[1]
	switch {
	case first == '1' && !strings.HasPrefix(digits, "178") && !strings.HasPrefix(digits, "199"),
		strings.IndexByte("245679", first) >= 0,
		first == '3' && (second < '2' || len(digits) == minLocal+2),
		first == '8' && strings.IndexByte("123567", second) >= 0:
		return "0" + digits
	}
	return digits
}

// beginsWithCode reports whether a number without a + begins with the country's calling
// code: it is longer than any national one.
func (p *plan) beginsWithCode(digits string) bool {
	longest := 10
	if len(p.trunks) > 0 { // where the zero is part of the number only those that have it are longer
		longest = max(longest, p.longest)
	}
	behind, ok := strings.CutPrefix(digits, p.code)
	return ok && p.length == 0 && len(digits) > longest && len(behind) >= minLocal && len(behind) <= max(longest, p.longest)+1
}

// isTooShort reports whether a number has fewer digits after exit and calling codes
// than a national one, not counting a zero dialled before all.
func (p *plan) isTooShort(digits string) bool {
	if p.length > 0 {
		_, complete := p.national(digits)
		return !complete && !p.tooLong(digits) && len(strings.TrimLeft(digits, "0")) != p.length
	}
	for _, trunk := range p.trunks {
		digits = strings.TrimPrefix(digits, trunk)
	}
	return len(digits) < p.least
}

// fits reports whether a number has the digits of a whole national one, without a trunk
// prefix.
func (p *plan) fits(digits string) bool {
	if p.length > 0 {
		return len(digits) == p.length && digits[0] != '0'
	}
	return p.longest > 0 && len(digits) >= max(p.least, p.longest-1) && len(digits) <= p.longest
}

// tooLong reports whether a number has more digits after exit and calling codes than a
// national one with its trunk prefix: two numbers in one, or one with a remark.
func (p *plan) tooLong(digits string) bool {
	longest := max(p.length, p.longest)
	if longest == 0 || p.length > 0 && strings.HasPrefix(digits, "0") && !slices.Contains(p.trunks, "0") {
		return false // of another country, as one dials it there
	}
	prefix := 0
	for _, trunk := range p.trunks {
		if strings.HasPrefix(digits, trunk) {
			prefix = max(prefix, len(trunk))
		}
	}
	if strings.HasPrefix(digits, p.code) {
		prefix = max(prefix, len(p.code))
	}
	return len(digits) > longest+prefix
}
