package fold

import (
	"strings"

	"golang.org/x/text/unicode/norm"
)

// Number is the stored form of somebody else's number, such as a policy's: in half
// width, with ASCII hyphens, and without outer spaces: "Ｈ－００－１１" is "H-00-11".
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
