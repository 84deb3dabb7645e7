package fold

import (
	"fmt"
	"net/mail"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// maxEmail is the longest deliverable address, in bytes (RFC 5321).
const maxEmail = 254

// Address finds the one e-mail address in a text, as written, without "mailto:",
// quotes, brackets, footnote signs and full stops around it, and with narrow letters.
// Other words beside it are the remark: "work" of "jane@example.com (work)".
//
// It rejects invisible characters, which come with copying and make an address
// undeliverable. The error is plain; the caller knows field and code.
func Address(s string) (address, remark string, err error) {
	a := addresses.of(s, newAddress)
	return a.text, a.remark, a.err
}

type address struct {
	text, remark string
	err          error
}

var addresses memo[string, address]

func newAddress(s string) address {
	text, remark, err := addressIn(s)
	return address{text, remark, err}
}

func addressIn(s string) (address, remark string, err error) {
	text := Clean(s)
	if len(text) > maxEmail {
		return "", "", fmt.Errorf("an e-mail address has at most %d bytes, this one has %d", maxEmail, len(text))
	}
	before, local, domain, behind := addressParts(norm.NFKC.String(text))
	address = Clean(local + "@" + domain)
	parsed, err := mail.ParseAddress(address)
	if err != nil || parsed.Name != "" || parsed.Address != address || strings.ContainsFunc(text, unseen) || strings.Contains(before+behind, "@") {
		return "", "", fmt.Errorf("%q is not an e-mail address", text)
	}
	return address, strings.TrimSpace(Text(before) + " " + Text(behind)), nil
}

func unseen(r rune) bool {
	return invisible(r) || unicode.IsControl(r) || r == unicode.ReplacementChar
}

// addressParts splits a text around an address. What precedes the address belongs to it
// if only a space separates it, which makes it invalid.
func addressParts(text string) (before, local, domain, behind string) {
	if from, to := strings.LastIndexByte(text, '<'), strings.LastIndexByte(text, '>'); from >= 0 && from < to && strings.Contains(text[from:to], "@") {
		before, behind, text = text[:from], text[to+1:], text[from+1:to]
	}
	if at := strings.Index(strings.ToLower(text), "mailto:"); at >= 0 && len(text) == len(strings.ToLower(text)) {
		before += text[:at]
		text, _, _ = strings.Cut(text[at+len("mailto:"):], "?")
	}
	at := strings.LastIndexByte(text, '@')
	if at < 0 {
		return before, "", "", behind
	}
	local, domain = text[:at], text[at+1:]
	if set := strings.LastIndexAny(local, `:()[]{}"“”«»「」『』【】`); set >= 0 {
		_, size := utf8.DecodeRuneInString(local[set:])
		before, local = before+" "+local[:set+size], local[set+size:]
	}
	local = strings.TrimLeftFunc(local, ornament)
	end := strings.IndexFunc(domain, func(r rune) bool {
		return r != '.' && r != '-' && !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.Is(unicode.M, r)
	})
	if end < 0 {
		end = len(domain)
	}
	if dot := strings.LastIndexByte(domain[:end], '.'); dot >= 0 && dot+1 < end && domain[dot+1] < 0x80 { // example.com会社
		if other := strings.IndexFunc(domain[dot:end], func(r rune) bool { return r >= 0x80 }); other > 0 {
			end = dot + other
		}
	}
	domain, behind = domain[:end], domain[end:]+" "+behind
	return before, local, strings.TrimRight(domain, ".-"), behind
}

// ornament reports whether a character before an address is not part of it.
func ornament(r rune) bool {
	return unicode.IsSpace(r) || strings.ContainsRune("'`\"<>,;.*!?-~^", r) || r >= 0x80 && !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.Is(unicode.M, r)
}

// Email returns the one e-mail address in a text in comparable form: Address in lower
// case, the part before the @ included, since no common provider distinguishes case
// there. Remarks are ignored. The error is that of Address.
func Email(s string) (string, error) {
	address, _, err := Address(s)
	if err != nil {
		return "", err
	}
	return EmailPart(address), nil
}

// EmailPart is Email for a piece of an address.
func EmailPart(s string) string {
	// Some letters are no longer in NFC once they are small.
	return Clean(strings.ToLower(norm.NFKC.String(s)))
}

// EmailPoint returns the mailbox of an address, by which somebody refuses e-mails:
// Email without what the owner chooses freely, which is all after a plus, and at Gmail
// the dots. The mailbox of a mailbox is itself. It is false for an invalid address.
func EmailPoint(s string) (string, bool) {
	address, err := Email(s)
	if err != nil {
		return "", false
	}
	at := strings.LastIndexByte(address, '@')
	box, domain := address[:at], address[at+1:]
	if domain == "googlemail.com" {
		domain = "gmail.com"
	}
	if domain == "gmail.com" {
		box = strings.ReplaceAll(box, ".", "")
	}
	// "a.@example.com" would not be an address.
	if own, _, tagged := strings.Cut(box, "+"); tagged && own != "" && !strings.HasSuffix(own, ".") {
		box = own
	}
	return box + "@" + domain, true
}
