package fold

import (
	"strings"
	"unicode"
)

// InName finds a phone or an e-mail in a name: "Sam Jones 614-555-0142". Each may be
// empty.
func InName(name string) (phone, email string) {
	for _, word := range strings.Fields(Clean(name)) {
		word = strings.Trim(word, "<>()[],;:")
		if before, after, ok := strings.Cut(word, "@"); ok && before != "" && strings.Contains(after, ".") {
			email = word
		}
	}
	start, end, digits := -1, 0, 0
	take := func() {
		if digits >= shortestPhone && phone == "" && !isoDate().MatchString(name[start:end]) {
			phone = strings.TrimSpace(name[start:end])
		}
		start, digits = -1, 0
	}
	for i, r := range name {
		switch {
		case unicode.IsDigit(r):
			if start < 0 {
				start = i
			}
			digits++
			end = i + len(string(r))
		case start < 0 && (r == '+' || r == '('):
			start, end = i, i+1
		case start >= 0 && strings.ContainsRune(" -().+‐–ー－\u00a0", r):
		default:
			take()
		}
	}
	take()
	return phone, email
}

var isoDate = Expression(`^\d{4}-\d\d-\d\d$`)

// shortestPhone is the least digits of a phone without an area code.
const shortestPhone = 7
