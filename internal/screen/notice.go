package screen

import "io"

// Sentences writes sentences, as many on a line as fit.
func (s *Screen) Sentences(w io.Writer, sentences []string) {
	p, text := s.page(), ""
	p.Out = w
	for _, sentence := range sentences {
		switch {
		case text == "":
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
