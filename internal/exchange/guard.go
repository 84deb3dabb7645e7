package exchange

import (
	"strings"
	"unicode"
)

// A spreadsheet takes a cell that begins with one of = + - @ TAB CR LF for a formula
// and runs it. Such text gets an apostrophe in front, which a spreadsheet reads as
// "this is text". Text that looks guarded already gets another one, so that this can
// always be taken back.

// Content is what a column of a file holds, as far as formulas are concerned.
type Content byte

// The contents.
const (
	Words   Content = iota // any text, which is guarded
	Phones                 // phone numbers, guarded unless they look like one
	Figures                // numbers and dates, which are never guarded
)

// guard guards a cell of a column. The + of a phone number and the - of an amount are
// harmless, and an apostrophe in front of them a nuisance.
func (c Content) guard(cell string) string {
	if c == Figures || !formula(strings.TrimLeft(cell, "'")) || c == Phones && dialled(cell) {
		return cell
	}
	return "'" + cell
}

// dialled reports whether a text only has characters of phone numbers. A formula of
// these does no more than sums.
func dialled(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool {
		return !unicode.IsDigit(r) && !unicode.IsSpace(r) && !unicode.Is(unicode.Pd, r) && !strings.ContainsRune("+()./,;:*#xXextEXT", r)
	}) < 0
}

// Unguard removes the apostrophe that Writer puts in front of text.
func Unguard(s string) string {
	if rest, ok := strings.CutPrefix(s, "'"); ok && formula(strings.TrimLeft(rest, "'")) {
		return rest
	}
	return s
}

func formula(s string) bool {
	return s != "" && strings.IndexByte("=+-@\t\r\n", s[0]) >= 0
}
