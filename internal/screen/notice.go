package screen

import (
	"io"
	"strings"
)

// Sentences writes sentences, as many on a line as fit. Behind a command, which ends without a
// stop, begins a new line.
func (s *Screen) Sentences(w io.Writer, sentences []string) {
	p, text := s.page(), ""
	p.Out = w
	for _, sentence := range sentences {
		switch {
		case text == "":
			text = sentence
		case strings.HasSuffix(strings.TrimRight(text, ".。!?！？"), text): // it ends in a command
			p.addWrapped(text)
			text = sentence
		case cells(text)+1+cells(sentence) <= s.width():
			text += s.Space() + sentence
		default:
			p.addWrapped(text)
			text = sentence
		}
	}
	p.addWrapped(text)
	_ = p.show()
}
