package screen

import (
	"io"
	"strings"
)

// Sentences writes sentences, as many on a line as fit.
func (s *Screen) Sentences(w io.Writer, sentences []string) {
	line, flush := "", func(text string) { _, _ = io.WriteString(w, text+"\n") }
	for _, sentence := range sentences {
		switch {
		case line == "":
			line = sentence
		case cells(line)+1+cells(sentence) <= s.width():
			line += s.Space() + sentence
		default:
			flush(strings.Join(wrap(line, s.width()), "\n"))
			line = sentence
		}
	}
	if line != "" {
		flush(strings.Join(wrap(line, s.width()), "\n"))
	}
}
