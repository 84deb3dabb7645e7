package fold

import (
	"strings"

	"golang.org/x/text/unicode/norm"
)

// Number is how a number that somebody else has given is stored, such as that of a
// policy: in half width, with the hyphen of ASCII for any dash, and without spaces
// around it: "Ｈ－００－１１" is "H-00-11".
func Number(text string) string {
	if ascii(text) {
		return strings.TrimSpace(text)
	}
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		if strings.ContainsRune("‐‑‒–—―−─━ー", r) {
			return '-'
		}
		return r
	}, norm.NFKC.String(text)))
}
