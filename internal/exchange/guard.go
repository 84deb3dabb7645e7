package exchange

import "strings"

// A spreadsheet takes a cell that begins with one of = + - @ TAB CR LF for a
// formula and runs it. Such text gets an apostrophe in front, which a
// spreadsheet reads as "this is text". So that this can always be taken back,
// text that already looks guarded gets another one.

// defuse puts the apostrophe in front of text that needs it.
func defuse(s string) string {
	if formula(strings.TrimLeft(s, "'")) {
		return "'" + s
	}
	return s
}

// Unguard takes off the apostrophe that Writer puts in front of text a
// spreadsheet would take for a formula.
func Unguard(s string) string {
	if rest, ok := strings.CutPrefix(s, "'"); ok && formula(strings.TrimLeft(rest, "'")) {
		return rest
	}
	return s
}

func formula(s string) bool {
	return s != "" && strings.IndexByte("=+-@\t\r\n", s[0]) >= 0
}
