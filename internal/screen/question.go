package screen

import (
	"io"

	"crm/internal/crm"
	"crm/internal/say"
)

// mostAsked limits the records that a question lists.
const mostAsked = 12

// Question writes a command's question: what is at stake, the records that the answer
// decides about, and what each answer does. The last one changes nothing. Without
// choices, something is to be typed.
func (s *Screen) Question(w io.Writer, n crm.Notice, choices []string) {
	p := s.page()
	p.Out = w
	p.addWrapped(s.Sentence(n))
	records := say.Asked(n)
	g := &grid{}
	for _, r := range records[:min(len(records), mostAsked)] {
		t := s.AskedAbout(r)
		g.add(t.What, s.Locale.DateAligned(t.On, s.Today), t.Text)
	}
	g.drop(1)
	p.grid("  ", g, 2)
	if more := len(records) - mostAsked; more > 0 {
		p.line("  " + s.Locale.Plural("outcome.more", more))
	}
	nothing := s.Locale.Text("choice.nothing")
	switch len(choices) {
	case 0:
		p.choice("0", nothing)
	case 1:
		p.choice("y", s.Choice(choices[0], n))
		p.choice("n", nothing)
	default:
		for i, choice := range choices {
			p.choice(itoa(i+1), s.Choice(choice, n))
		}
		p.choice("0", nothing)
	}
	p.text.WriteString(prompt(len(choices)))
	_ = p.show()
}

// NoAnswer says that the answer was not a choice, and asks again.
func (s *Screen) NoAnswer(w io.Writer, answer string, choices int) {
	p := s.page()
	p.Out = w
	text, keys := "ask.none", "y, n"
	switch {
	case choices == 0:
		text = "ask.text"
	case choices > 1:
		keys = "0–" + itoa(choices)
	}
	p.addWrapped(s.Locale.Text(text, "answer", say.Clean(answer), "keys", keys))
	p.text.WriteString(prompt(choices))
	_ = p.show()
}

// prompt precedes what is typed, with the choices.
func prompt(choices int) string {
	switch choices {
	case 0:
		return "> "
	case 1:
		return "[y/N] "
	}
	return "[0–" + itoa(choices) + "] "
}

// choice is the line about an answer.
func (p *page) choice(key, text string) {
	p.hanging("  "+key+"  ", text)
}
