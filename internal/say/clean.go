package say

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// Clean makes text safe to put into one line of a terminal: whatever could
// drive it, change the order of what is read or hide something is shown as an
// escape that a reader can see.
//
//   - Control characters, C0, DEL and C1: \n, \t, \r, and \x1b or \u009b for
//     the others.
//   - Bytes that are not UTF-8 (a bare C1 byte is one): \x9b.
//   - Controls of direction, zero-width characters, line and paragraph
//     separators, tags: \u202e, \U000e0041. The joiner within an emoji goes
//     the same way; its parts are then shown one by one.
//
// All else is left as it is, a backslash too: the escapes are for people and
// are not meant to be read back. Text that is safe is returned itself, without
// an allocation.
func Clean(s string) string { return clean(s, false) }

// CleanLines is Clean for several lines: it keeps \n.
func CleanLines(s string) string { return clean(s, true) }

func clean(s string, lines bool) string {
	first := firstUnsafe(s, lines)
	if first < 0 {
		return s
	}
	var out strings.Builder
	out.Grow(len(s) + 16)
	for first >= 0 {
		out.WriteString(s[:first])
		r, size := utf8.DecodeRuneInString(s[first:])
		switch {
		case r == utf8.RuneError && size == 1:
			fmt.Fprintf(&out, `\x%02x`, s[first])
		case r == '\n':
			out.WriteString(`\n`)
		case r == '\t':
			out.WriteString(`\t`)
		case r == '\r':
			out.WriteString(`\r`)
		case r < utf8.RuneSelf:
			fmt.Fprintf(&out, `\x%02x`, r)
		case r <= 0xffff:
			fmt.Fprintf(&out, `\u%04x`, r)
		default:
			fmt.Fprintf(&out, `\U%08x`, r)
		}
		s = s[first+size:]
		first = firstUnsafe(s, lines)
	}
	out.WriteString(s)
	return out.String()
}

// firstUnsafe returns the offset of the first character to escape, or -1.
func firstUnsafe(s string, lines bool) int {
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			if (c < ' ' || c == 0x7f) && !(lines && c == '\n') {
				return i
			}
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		if r == utf8.RuneError && size == 1 || Risky(r) {
			return i
		}
		i += size
	}
	return -1
}

// Risky reports whether a character outside ASCII must not reach a terminal.
func Risky(r rune) bool {
	switch {
	case r <= 0x9f: // C1
		return true
	case r < 0x61c:
		return false
	}
	return r == 0x61c || // Arabic letter mark
		0x200b <= r && r <= 0x200f || // zero width, direction marks
		0x2028 <= r && r <= 0x202e || // separators, embeddings, overrides
		0x2060 <= r && r <= 0x206f || // word joiner, isolates
		r == 0xfeff ||
		0xfff9 <= r && r <= 0xfffb || // interlinear annotation
		0xe0000 <= r && r <= 0xe007f // tags
}
