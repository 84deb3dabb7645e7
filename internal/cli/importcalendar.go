package cli

import (
	"strconv"
	"strings"

	"crm/internal/book"
	"crm/internal/crm"
	"crm/internal/exchange"
	"crm/internal/verb"
)

// importCalendar takes over the appointments and tasks of a calendar.
func (a *app) importCalendar(r verb.Request, f importFlags, file *importFile) (*crm.Outcome, error) {
	if r.Verb() != "import" {
		return nil, crm.Errorf(crm.CodeInvalid, "the file is a calendar, and has no contacts").Next("Take over its appointments", "import", f.path)
	}
	if err := flagsFit(r, file.kind); err != nil {
		return nil, err
	}
	months := r.Number("months")
	if err := r.OneOfValues("past"); err != nil {
		return nil, err
	}
	b, err := a.openForImport(r.Context, file.digest)
	if err != nil {
		return nil, err
	}
	in, err := a.readCalendar(r, f, file, b, months)
	if err != nil {
		return nil, err
	}
	in.Opportunity, in.Owner, in.Held, in.SkipBad = r.Text("opp"), r.Text("owner"), r.Text("past") == "held", f.skipBad
	return b.ImportCalendar(r.Context, "import", in)
}

// readCalendar reads a calendar as the book takes it.
func (a *app) readCalendar(r verb.Request, f importFlags, file *importFile, b *book.Book, months int) (book.CalendarImport, error) {
	in := book.CalendarImport{Until: b.Today().AddMonths(months), Contacts: map[int]string{}}
	from := b.Today()
	if r.Text("past") == "held" {
		from = from.AddMonths(-12 * 5)
	}
	calendar, err := exchange.ReadCalendar(file.in, exchange.CalendarWindow{From: from, To: in.Until, Zone: b.Zone(), Encoding: f.encoding})
	if err != nil {
		return in, err
	}
	in.Whole, in.Endless, in.Answer = calendar.Whole, calendar.Endless, calendar.Answer
	begun := map[int]bool{}
	for _, e := range calendar.Entries {
		one := book.CalendarEntry{
			Line: e.Line, UID: e.UID, Occurrence: e.Occurrence, Sequence: e.Sequence, ByRule: e.ByRule, Task: e.Task, WholeDay: e.WholeDay, Start: e.Start, End: e.End,
			Subject: e.Summary, Place: e.Place, Note: e.Note, Cancelled: e.Cancelled, Completed: e.Completed, Tentative: e.Tentative, AndLater: e.AndLater, Derived: e.Derived, Private: e.Private, Fault: e.Fault,
		}
		for _, p := range e.People {
			one.People = append(one.People, book.CalendarPerson(p))
		}
		in.Entries = append(in.Entries, one)
		begun[e.Line] = true
	}
	for _, text := range r.All("contact") {
		line, name, each := strings.Cut(text, "=")
		n, err := strconv.Atoi(strings.TrimSpace(line))
		switch {
		case each && (err != nil || n < 1):
			return in, crm.Errorf(crm.CodeUsage, "--contact %q does not begin with a line", text).On("contact").Try("Write LINE=NAME, with the line on which the event begins: --contact 12=41")
		case !each && len(begun) > 1:
			return in, crm.Errorf(crm.CodeUsage, "the calendar has %d events: which one is with %s?", len(begun), text).On("contact").Try("Write LINE=NAME, with the line on which the event begins: --contact 12=%s", text)
		case !each:
			n, name = 0, text
		}
		in.Contacts[n] = strings.TrimSpace(name)
	}
	return in, nil
}
