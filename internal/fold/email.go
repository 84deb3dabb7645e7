package fold

import (
	"fmt"
	"net/mail"
	"strings"
	"unicode"
)

// maxEmail is the longest address that can be delivered to, in bytes (RFC 5321).
const maxEmail = 254

// Email checks that s is one bare e-mail address (no display name, no angle
// brackets) and gives the form to compare it in: Clean, and lower case, the
// part before the @ too, since no provider people use tells case apart there.
// Characters that can't be seen are refused; they come with copying, and the
// address would not be delivered to. The error is a plain one; the caller
// knows the field and the code to put to it.
func Email(s string) (string, error) {
	text := Clean(s)
	if len(text) > maxEmail {
		return "", fmt.Errorf("an e-mail address has at most %d bytes, this one has %d", maxEmail, len(text))
	}
	hidden := strings.ContainsFunc(text, func(r rune) bool {
		return invisible(r) || unicode.IsControl(r) || r == unicode.ReplacementChar
	})
	address, err := mail.ParseAddress(text)
	if err != nil || hidden || address.Name != "" || address.Address != text {
		return "", fmt.Errorf("%q is not an e-mail address", text)
	}
	// Some letters are no longer in NFC once they are small.
	return Clean(strings.ToLower(text)), nil
}
