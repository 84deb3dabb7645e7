package exchange

import (
	"bytes"

	"crm/internal/crm"
)

// validDelimiter rejects anything but one ASCII character without another meaning.
func validDelimiter(r rune) error {
	if r <= 0 || r >= 0x80 || r == '"' || r == '\r' || r == '\n' || r == ' ' {
		return crm.Errorf(crm.CodeUsage, "%q can't be a delimiter", r).On("delimiter").
			Try("Give one character, such as a comma, a semicolon or a tab")
	}
	return nil
}

// findDelimiter looks ahead at the heading line and returns the most frequent of TAB,
// semicolon, comma and bar outside quotes. The comma loses ties, because it is also common
// within a heading, except with the bar, which is seldom meant.
func findDelimiter(s *source) byte {
	for {
		counts, complete := countDelimiters(s.unread())
		// The parser, which knows the line, finds the end of the file and its faults.
		if !complete && !s.isFull() && s.fill() == nil {
			continue
		}
		best := byte(',')
		for _, candidate := range []byte{';', '\t'} {
			if counts[candidate] > 0 && counts[candidate] >= counts[best] {
				best = candidate
			}
		}
		if counts['|'] > counts[best] {
			best = '|'
		}
		return best
	}
}

// countDelimiters counts on the first line that is not blank; it is complete once the
// end of that line was seen.
func countDelimiters(b []byte) (counts [128]int, complete bool) {
	quoted, blank := false, true
	for _, c := range b {
		switch {
		case c == '"':
			quoted, blank = !quoted, false
		case quoted:
		case c == '\n' || c == '\r':
			if !blank {
				return counts, true
			}
			counts = [128]int{}
		default:
			blank = blank && (c == ' ' || c == '\t')
			if c < 128 {
				counts[c]++
			}
		}
	}
	return counts, false
}

// announced reads "sep=;", the line with which Excel names the delimiter.
func announced(s *source) (byte, bool) {
	for len(s.unread()) < len("sep=;\r\n") && !s.isFull() {
		if s.fill() != nil {
			break
		}
	}
	head := s.unread()
	if len(head) < 6 || !bytes.EqualFold(head[:4], []byte("sep=")) || head[5] != '\r' && head[5] != '\n' {
		return 0, false
	}
	if validDelimiter(rune(head[4])) != nil {
		return 0, false
	}
	s.pos += 5 // the parser takes the line end, which counts the line
	return head[4], true
}
