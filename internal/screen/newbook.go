package screen

import (
	"io"
	"strings"

	"crm/internal/crm"
	"crm/internal/say"
)

// NewBook is a book that was made.
type NewBook struct {
	Path    string
	Wanted  bool // it would be made
	Thrown  bool // it was made for a dry run
	From    []Origin
	DaysOff crm.Days // to come

	Country, Timezone string
	Regions           bool  // the country has regions, and none was given
	Producer          int64 // whose name can be changed, 0 if nobody's
}

// Origin is a setting of a new book and where its value comes from: a flag, a variable,
// a file, or one of the sources with a message.
type Origin struct{ What, Value, Source string }

// NewBook shows where a book is, what it took from where, its next days off, and how to
// change them.
func (s *Screen) NewBook(w io.Writer, m NewBook) {
	l := s.Locale
	p := s.page()
	p.Out = w
	line := func(text string) { p.text.WriteString(text + "\n") } // a path is never broken
	switch path := say.Clean(m.Path); {
	case m.Wanted:
		line("crm: " + l.Text("made.would", "path", path))
	case m.Thrown:
		line("crm: " + l.Text("made.book", "path", l.Text("made.thrown")))
	default:
		line("crm: " + l.Text("made.book", "path", path))
	}
	g := &grid{}
	for _, o := range m.From {
		source := o.Source
		if key := "made.from." + source; l.Has(key) {
			source = l.Text(key)
		}
		g.add(l.Text("made."+o.What), say.Clean(o.Value)+" ("+say.Clean(source)+")")
	}
	p.addLines(g.lines("  ", 400, 1))
	if m.Wanted {
		_ = p.show()
		return
	}
	if next := s.NextHolidays(m.DaysOff); len(next) > 0 {
		line("  " + l.Text("made.days-off", "days", l.Join(next...)))
	}
	commands := []string{s.Command("book set", "country", m.Country), s.Command("book set", "timezone", m.Timezone)}
	line("  " + l.Text("made.change", "commands", l.Join(commands...)))
	if m.Regions {
		line(strings.Repeat(" ", 4) + l.Text("made.regions", "command", s.Command("book set", "region", crm.Blank("CODE")), "list", s.Command("book regions")))
	}
	if m.Producer != 0 {
		line(strings.Repeat(" ", 4) + s.Command("producer edit", m.Producer, crm.With("name", crm.Blank("NAME"))))
	}
	_ = p.show()
}
