package fold

import (
	"fmt"
	"net/mail"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
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

// EmailPoint gives the mailbox that an address reaches, which is what somebody
// means who does not want to be written to: Email without what stands around
// it in a letter ("mailto:", "Jane <jane@example.com>", a full stop) and without
// the part of it that the owner chooses as they like: all behind a plus, and at
// Gmail the dots. It is false for what is no address.
func EmailPoint(s string) (string, bool) {
	text := strings.TrimSpace(norm.NFKC.String(s))
	if from, to := strings.LastIndexByte(text, '<'), strings.LastIndexByte(text, '>'); from >= 0 && from < to {
		text = text[from+1 : to]
	}
	if len(text) > len("mailto:") && strings.EqualFold(text[:len("mailto:")], "mailto:") {
		text, _, _ = strings.Cut(text[len("mailto:"):], "?")
	}
	text = strings.TrimFunc(text, func(r rune) bool { return strings.ContainsRune(" \t.,;:<>()[]", r) })
	address, err := Email(text)
	if err != nil {
		return "", false
	}
	at := strings.LastIndexByte(address, '@')
	box, domain := address[:at], address[at+1:]
	if strings.ContainsRune(box, '"') {
		return address, true
	}
	if own, _, tagged := strings.Cut(box, "+"); tagged && own != "" {
		box = own
	}
	if domain == "googlemail.com" {
		domain = "gmail.com"
	}
	if domain == "gmail.com" {
		box = strings.ReplaceAll(box, ".", "")
	}
	return box + "@" + domain, true
}
