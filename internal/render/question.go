package render

import (
	"io"

	"crm/internal/crm"
)

// mostAsked is how many records a question lists.
const mostAsked = 12

// Question writes what a command asks before it goes on: what is at stake, the
// records that the answer decides about, and what each answer does. The last
// one changes nothing. Without choices something else is to be typed.
func (s *Screen) Question(w io.Writer, n crm.Notice, choices []string) {
	p := s.page()
	p.Out = w
	for _, line := range wrap(s.Sentence(n), s.width()) {
		p.line(line)
	}
	records := asked(n)
	g := &grid{}
	for _, r := range records[:min(len(records), mostAsked)] {
		g.add(s.askedRow(r)...)
	}
	g.drop(1)
	for _, line := range g.lines("  ", s.width(), 2) {
		p.line(line)
	}
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

// NoAnswer says that none of so many choices was named, and asks again.
func (s *Screen) NoAnswer(w io.Writer, answer string, choices int) {
	p := s.page()
	p.Out = w
	keys := "y, n"
	if choices > 1 {
		keys = "0–" + itoa(choices)
	}
	for _, line := range wrap(s.Locale.Text("ask.none", "answer", Clean(answer), "keys", keys), s.width()) {
		p.line(line)
	}
	p.text.WriteString(prompt(choices))
	_ = p.show()
}

// prompt stands before what is typed, with what can be.
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
	for i, line := range wrap(text, p.width()-5) {
		if i > 0 {
			key = " "
		}
		p.line("  " + key + "  " + line)
	}
}

// Choice says what an answer does.
func (s *Screen) Choice(choice string, n crm.Notice) string {
	args := s.arguments(n)
	records := asked(n)
	var names []string
	for _, r := range records {
		names = append(names, s.numbered(r))
	}
	args["what"] = s.Locale.List(names)
	if len(names) > 3 {
		args["what"] = s.Locale.Plural("choice.all", len(names))
	}
	switch to, _ := args["to"].(string); {
	case choice == "confirm-role" && args["role"] == "":
		choice += ".none"
	case choice == "confirm-retire" && to != "":
		choice += ".to"
	}
	return s.Locale.Text("choice."+choice, args)
}

// asked are the records that the answer to a question decides about.
func asked(n crm.Notice) []crm.Record {
	records, _ := n.Values["records"].([]crm.Record)
	return records
}

// askedRow is a record in the list below a question: its number, its day, and
// what it is.
func (s *Screen) askedRow(r crm.Record) []string {
	day, what := "", s.nameOf(r, nil)
	switch r := r.(type) {
	case *crm.Activity:
		day, what = s.Locale.DateAligned(r.Due, s.Today), s.about(r)
		if r.Kind == crm.Appointment {
			what = s.joined([]string{what, s.span(r), Clean(r.Place)})
		}
	case *crm.Quote:
		what = s.joined([]string{Clean(r.Carrier), s.perTerm(r.Premium, r.Term), s.word("quote_status", r.Status)})
	case *crm.Policy:
		what = s.policyText(r)
	case *crm.Opportunity:
		what = s.joined([]string{what, Clean(r.Topic)})
	}
	return []string{s.numbered(r), day, what}
}

func idsOf(records []crm.Record) crm.Numbers {
	var ids crm.Numbers
	for _, r := range records {
		ids = append(ids, crm.IDOf(r))
	}
	return ids
}
