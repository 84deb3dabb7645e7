package render

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"crm/internal/crm"
	"crm/internal/locale"
)

// Error writes an error of a command that would have changed something, with
// what to do next; command is empty for what is no command. It says so when
// nothing was changed. Errors are English, whatever the reader's language.
func Error(w io.Writer, command string, err error, asJSON bool, today crm.Date) {
	writeError(w, command, err, asJSON, today, true)
}

// ReadError is Error for a command that only reads, which need not say that
// nothing was changed.
func ReadError(w io.Writer, command string, err error, asJSON bool, today crm.Date) {
	writeError(w, command, err, asJSON, today, false)
}

func writeError(w io.Writer, command string, err error, asJSON bool, today crm.Date, mutation bool) {
	var e *crm.Error
	if !errors.As(err, &e) {
		e = crm.Errorf(crm.CodeInternal, "%s", err.Error())
	}
	english, failed := locale.New("en")
	if failed != nil {
		panic(failed) // English is always there
	}
	s := &Screen{Out: w, Locale: english, Today: today}
	if asJSON {
		out := &encoder{}
		out.object(s.errorObject(e))
		_ = out.flush(w) // there is nobody left to tell
		return
	}
	p := s.page()
	p.failure(command, e, mutation)
	_ = p.show()
}

// The most characters of a message, and of a line of help: an expression is
// shown whole, since its place is pointed at.
const (
	longestMessage = 1000
	longestHelp    = 5000
)

// message is what an error says, with dates as people write them, and without the
// middle of what somebody typed at great length, such as a letter in the place of a
// name.
func (s *Screen) message(e *crm.Error) string {
	return cutMiddle(e.Say(func(d crm.Date) string { return s.Locale.Date(d, s.Today) }), longestMessage)
}

// helpLines is what to do after an error, a line each.
func helpLines(e *crm.Error) []string {
	var lines []string
	for _, r := range e.Remedies {
		lines = append(lines, cutMiddle(r.String(), longestHelp))
	}
	return lines
}

// cutMiddle leaves a longer text its first and its last hundred characters.
func cutMiddle(text string, most int) string {
	runes := []rune(text)
	if len(runes) <= most {
		return text
	}
	return string(runes[:100]) + "..." + string(runes[len(runes)-100:])
}

// certain reports whether an error of that code leaves everything as it was.
func certain(code crm.Code) bool { return code != crm.CodeInternal && code != crm.CodePartial }

func (p *page) failure(command string, e *crm.Error, mutation bool) {
	text := "crm: "
	if command != "" {
		text += Clean(command) + ": "
	}
	text += strings.TrimRight(Clean(p.message(e)), ".")
	if !strings.HasSuffix(text, "?") {
		text += "."
	}
	if command != "" && mutation && !e.Saved && certain(e.Code) && e.Code != crm.CodeProblems {
		text += " Nothing was changed."
	}
	help := helpLines(e)
	if len(help) > 0 && e.Remedies[0].Text == crm.DidYouMean {
		if both := text + " " + Clean(help[0]); cells(both) <= plainWidth || len(e.Remedies[0].Commands) > 1 {
			text, help = both, help[1:]
		}
	}
	for _, line := range wrap(text, plainWidth) {
		p.line(line)
	}
	for _, line := range p.candidates(command, e.People) {
		p.line(line)
	}
	for _, line := range p.errorRows(e.Rows) {
		p.line(line)
	}
	for _, line := range help {
		if strings.Contains(line, "crm ") || cells(line) <= plainWidth { // a command to copy is never wrapped
			p.line(Clean(line))
			continue
		}
		for _, part := range wrap(Clean(line), plainWidth) {
			p.line(part)
		}
	}
}

// errorRows are the rows of an error in columns, numbers to the right.
func (s *Screen) errorRows(rows [][]any) []string {
	g := &grid{right: []bool{true}, wraps: true}
	for _, row := range rows {
		texts := make([]string, len(row))
		for i, value := range row {
			switch v := value.(type) {
			case crm.Date:
				texts[i] = s.Locale.Date(v, s.Today)
			default:
				texts[i] = Clean(fmt.Sprint(v))
			}
		}
		if _, number := row[0].(int64); !number {
			g.right = nil
		}
		g.add(texts...)
	}
	return g.lines("  ", plainWidth, len(g.widths())-1)
}

// candidates are the people an error is about: with the call that a log would
// close where it is about calls, otherwise with what tells them apart. Owner and
// birthday are left out, in this order, before a name goes on in another line.
func (s *Screen) candidates(command string, people []*crm.Candidate) []string {
	calls := strings.HasPrefix(command, "call") || command == "log"
	g := &grid{right: []bool{true}, gap: []int{2, 3, 3, 3, 3, 3}, wraps: true}
	for _, one := range people {
		c := one.Contact
		id, name, number := itoa(c.ID), Clean(c.Name), phone(c.Phone)
		if c.Reading != "" && readApart(c, people) {
			name += " (" + Clean(c.Reading) + ")"
		}
		if calls {
			g.add(id, name, number, s.joined([]string{s.stopped(c), s.openCall(one.Call)}))
			continue
		}
		kind := c.Stage
		if kind == "" {
			kind = c.Kind
		}
		born, owner := "", ""
		if !c.Birthday.IsZero() {
			born = "born " + s.Locale.Birthday(c.Birthday)
		}
		if one.Owner != "" {
			owner = "owner " + Clean(one.Owner)
		}
		g.add(id, name, s.joined([]string{s.stopped(c), Clean(kind)}), number, born, owner)
	}
	const indent, asked = "  ", 4 // number, name, mark and phone; the name tells them apart
	for column := 5; column >= asked && g.width() > plainWidth-len(indent); column-- {
		for i, row := range g.rows {
			g.rows[i] = row[:min(len(row), column)]
		}
	}
	return g.lines(indent, plainWidth, 1)
}

// readApart reports whether somebody among others has the name of a contact and
// not their reading.
func readApart(c *crm.Contact, others []*crm.Candidate) bool {
	return slices.ContainsFunc(others, func(o *crm.Candidate) bool {
		return o.Contact.Name == c.Name && o.Contact.Reading != c.Reading
	})
}

func (s *Screen) openCall(a *crm.Activity) string {
	if a == nil {
		return "no open call"
	}
	what := "call"
	if a.CallType != "" {
		what = s.word("call_type", a.CallType)
	}
	due := s.Locale.Date(a.Due, s.Today)
	if a.Due == s.Today {
		due = "today"
	}
	return Clean(what) + " " + itoa(a.ID) + ", " + due
}

// errorObject is an error as JSON has it. Whether anything was changed is only
// true for what was done in part, as asked.
func (s *Screen) errorObject(e *crm.Error) object {
	o := object{
		{"code", e.Code}, {"message", s.message(e)}, {"field", orNull(e.Field)},
		{"changed", e.Saved || e.Code == crm.CodePartial}, {"retryable", e.Code == crm.CodeBusy},
	}
	if len(e.People) > 0 {
		var people []object
		for _, one := range e.People {
			people = append(people, object{{"id", one.Contact.ID}, {"name", one.Contact.Name}})
		}
		o = o.with("candidates", people)
	}
	if len(e.Rows) > 0 {
		rows := make([]any, len(e.Rows))
		for i, row := range e.Rows {
			rows[i] = row
		}
		o = o.with("rows", rows)
	}
	if help := helpLines(e); len(help) > 0 {
		o = o.with("help", help)
	}
	var next []object
	for _, r := range e.Remedies {
		for _, c := range r.Commands {
			next = append(next, commandObject(c))
		}
	}
	if len(next) > 0 {
		o = o.with("next", next)
	}
	return object{{"error", o}}
}
