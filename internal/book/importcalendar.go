package book

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"time"

	"crm/internal/crm"
	"crm/internal/store"
)

// An event of a calendar becomes an appointment with whoever takes part and is in the book. It
// is known again by what the calendar calls it, so that a later file moves or cancels it. What
// the calendar last said is kept with it: where that has not changed, the book may say
// something else by now, and that stays.

// CalendarEntry is an event or a task of a calendar, one day of it where it repeats itself.
type CalendarEntry struct {
	Line                 int
	UID, Occurrence      string
	Sequence             int64
	ByRule               bool // it is one of those that a rule gives, and has the Sequence of the rule
	Task, WholeDay       bool
	Start, End           time.Time
	Subject, Place, Note string
	Cancelled, Completed bool
	Tentative            bool // it is not agreed on yet
	AndLater             bool
	Derived              bool // another book has worked it out of its own records
	Private              bool // another book has left out what it is about, where and with whom
	People               []CalendarPerson
	Fault                error
}

// CalendarPerson is who takes part in an event, or has declined to.
type CalendarPerson struct {
	Name, Email string
	Declined    bool
}

// CalendarImport is what ImportCalendar is given.
type CalendarImport struct {
	Entries []CalendarEntry
	Whole   []string // UIDs of which every day up to Until is among the entries
	Until   crm.Date
	Endless bool // something goes on after that
	Answer  string
	// Contacts are whom events are with where the file does not say it, by the line on which
	// they begin; 0 is any line.
	Contacts    map[int]string
	Opportunity string // what the appointments of its contact regard
	Owner       string // whose calendar it is
	Held        bool   // what is before today was held
	SkipBad     bool
}

// ImportCalendar takes over appointments and tasks from a calendar, as one change.
//
// Errors: CodeInvalid for events that can't be read unless bad ones are left out, and for a
// contact or an opportunity that fits none of them.
func (b *Book) ImportCalendar(ctx context.Context, command string, in CalendarImport) (*crm.Outcome, error) {
	return b.change(ctx, command, func(w *work) error {
		w.backsUp = crm.BackupBeforeImport
		c := &calendarImport{work: w, in: in, out: &crm.ImportedCalendar{Answer: in.Answer}, seen: map[string]bool{}, told: map[string]bool{}, rules: map[string]int64{}, renamed: map[string]int64{}, offers: map[int64][]int64{}}
		w.outcome.Calendar = c.out
		return c.run()
	})
}

// calendarImport is an import of a calendar in the making.
type calendarImport struct {
	*work
	in      CalendarImport
	out     *crm.ImportedCalendar
	matched int                       // entries that regard what they are to regard
	seen    map[string]bool           // what the file calls its entries
	told    map[string]bool           // lines that are left out, with the reason
	rules   map[string]int64          // the SEQUENCE of events that repeat themselves, by UID
	renamed map[string]int64          // activities of a series that was moved as a whole
	offers  map[int64][]int64         // new appointments that regard nothing, by their contact
	others  int                       // known ones that regard something else than they are to
	bad     []*crm.Error              // with the line
	people  map[string][]*crm.Contact // by address and name
	// colleagues are all of them once asked is set, or why they could not be read.
	colleagues []*crm.Producer
	asked      bool
	failed     error
}

func (c *calendarImport) run() error {
	c.people = map[string][]*crm.Contact{}
	if _, line := c.word("line", c.in.Opportunity, c.settings.Values("line")...); c.in.Opportunity != "" && !line {
		if _, err := c.opportunityMeant(c.in.Opportunity); err != nil {
			return err
		}
	}
	for i := range c.in.Entries {
		e := &c.in.Entries[i]
		e.name()
		if c.seen[e.id()] = true; e.ByRule {
			c.rules[e.UID] = max(c.rules[e.UID], e.Sequence)
		}
	}
	for _, uid := range c.in.Whole {
		if err := c.renameSeries(calendarID(uid)); err != nil {
			return err
		}
	}
	for i := range c.in.Entries {
		e := &c.in.Entries[i]
		err := e.Fault
		if err == nil {
			err = c.entry(e)
		}
		if err := c.fault(e, err); err != nil {
			return err
		}
	}
	if err := c.badEvents(); err != nil {
		return err
	}
	for _, uid := range c.in.Whole {
		if err := c.dropRest(calendarID(uid)); err != nil {
			return err
		}
	}
	if err := c.checkFlags(); err != nil {
		return err
	}
	c.sayLeft()
	return c.offerSales()
}

// sayLeft says how more of the calendar is taken.
func (c *calendarImport) sayLeft() {
	again := func(flag, value string) crm.Command {
		return crm.Run("import", crm.TheFile, crm.With(flag, value))
	}
	if c.out.Past > 0 {
		c.say("calendar-past", "n", c.out.Past, "command", again("past", "held"))
	}
	if c.in.Endless {
		c.out.Until = c.in.Until
		c.say("calendar-until", "date", c.in.Until)
	}
	if c.in.Answer != "" {
		c.warn("calendar-answer")
	}
	asked := slices.DeleteFunc(slices.Clone(c.out.Left), func(l crm.LeftEvent) bool {
		return l.Reason != crm.EventNobody && l.Reason != crm.EventSeveral && l.Reason != crm.EventDeclined
	})
	if len(asked) == 0 {
		return
	}
	l, with := asked[0], "NAME"
	if i := slices.IndexFunc(asked, func(l crm.LeftEvent) bool { return l.ID != 0 }); i >= 0 {
		l, with = asked[i], strconv.FormatInt(asked[i].ID, 10)
	}
	c.say("calendar-nobody", "command", again("contact", strconv.Itoa(l.Line)+"="+with))
}

// entry takes over one entry.
func (c *calendarImport) entry(e *CalendarEntry) error {
	if e.AndLater {
		return c.cancelLater(e)
	}
	own, err := c.ownEntry(e)
	if own || err != nil {
		return err
	}
	if e.Derived {
		if said := strconv.Itoa(e.Line); !c.told[said] { // of another year of it
			c.told[said] = true
			c.out.Derived++
		}
		return nil
	}
	a, err := c.activityOf(e)
	switch {
	case err != nil:
		return err
	case a != nil:
		if err = c.update(a, e); err == nil && e.Tentative && a.Status == crm.Open {
			c.out.Tentative++
		}
		if err != nil {
			return err
		}
		return c.asTold(a.ID, e)
	case e.Cancelled || e.Task && e.Completed:
		return nil // and never was
	case !e.Task && crm.DateOf(e.Start.In(c.zone)).Before(c.today) && !c.in.Held:
		c.out.Past++
		return nil
	}
	return c.make(e)
}

// activityOf returns what the book has of an entry, or nil.
func (c *calendarImport) activityOf(e *CalendarEntry) (*crm.Activity, error) {
	if id := c.renamed[e.id()]; id != 0 {
		return store.Get[*crm.Activity](c.tx.View, id)
	}
	return c.tx.FromCalendar(e.id())
}

// update changes what the calendar says otherwise than before.
func (c *calendarImport) update(a *crm.Activity, e *CalendarEntry) error {
	last := lastSaid(a)
	says := e.saysAfter(last)
	renamed := a.ExternalID != e.id()
	switch {
	case last == nil:
		last = &calendarSaid{}
	case c.isOutdated(e, last):
		c.out.Outdated++
		return nil
	case says.same(*last) && !renamed:
		c.out.Known++
		return nil
	}
	a.ExternalID, a.ExternalSaid = e.id(), says.String()
	reopens := last.Cancelled && !says.Cancelled && a.Status == crm.Cancelled
	switch {
	case says.Cancelled && a.Status == crm.Open:
		c.out.Cancelled++
		return c.closeActivity(a, crm.Cancelled, "")
	case says.Completed && a.Kind == crm.Task && a.Status == crm.Open:
		c.out.Changed++
		return c.closeActivity(a, crm.Done, "")
	case a.Status != crm.Open && !reopens:
		if says.Cancelled == (a.Status == crm.Cancelled) {
			c.out.Known++
			return nil
		}
		c.left(e, crm.EventClosed, a.ID, c.nameOf(a))
		return nil
	}
	if reopens {
		a.Status, a.DoneOn = crm.Open, crm.Date{}
	}
	if !says.sameWith(*last) {
		if err := c.sayWhoTakesPart(a, e); err != nil {
			return err
		}
	}
	moves := !says.Start.Equal(last.Start) || !says.End.Equal(last.End)
	if moves {
		c.setTime(a, e)
	}
	if says.Subject != last.Subject {
		a.Subject = shortSubject(says.Subject)
	}
	if says.Place != last.Place {
		a.Place = says.Place
	}
	return c.putChanged(a, moves)
}

// putChanged writes an activity and counts what has become of it.
func (c *calendarImport) putChanged(a *crm.Activity, moves bool) error {
	edit, err := c.put(a)
	switch {
	case edit == nil:
		c.out.Known++
	case moves && (edit.Changed("start") || edit.Changed("end") || edit.Changed("due")):
		c.out.Moved++
	default:
		c.out.Changed++
	}
	return err
}

// setTime gives an activity the time of an entry.
func (c *calendarImport) setTime(a *crm.Activity, e *CalendarEntry) {
	a.Due = c.today
	if !e.Start.IsZero() {
		a.Due = crm.DateOf(e.Start.In(c.zone))
	}
	if a.Kind == crm.Appointment {
		a.Start, a.End, a.Zone = e.Start.UTC(), e.End.UTC(), c.settings.Timezone
		return
	}
	if a.DueTime = ""; !e.WholeDay && !e.Start.IsZero() {
		a.DueTime = e.Start.In(c.zone).Format("15:04")
	}
	a.Slot = ""
}

// longestSubject is how many characters of what an event is about are kept.
const longestSubject = 500

func shortSubject(text string) string {
	if runes := []rune(text); len(runes) > longestSubject {
		return string(runes[:longestSubject-1]) + "…"
	}
	return text
}

// make puts what the book does not have on the list.
func (c *calendarImport) make(e *CalendarEntry) error {
	if listed, err := c.onlyListed(e); listed || err != nil {
		return err
	}
	contact, others, err := c.whoTakesPart(e)
	if err != nil || contact == nil && !e.Task {
		return err
	}
	a := &crm.Activity{Kind: crm.Appointment, Status: crm.Open, Created: c.today, Subject: shortSubject(e.Subject), Place: e.Place, Note: withOthers(e.Note, others), ExternalID: e.id(), ExternalSaid: e.says().String()}
	if e.Task {
		a.Kind = crm.Task
		if a.Place = ""; a.Subject == "" {
			return crm.Errorf(crm.CodeInvalid, "the task has no SUMMARY")
		}
	}
	c.setTime(a, e)
	sale := ""
	if contact != nil {
		a.Contact = contact.ID
		known, err := c.adopt(a)
		if known || err != nil {
			return err
		}
		stop, err := c.stopOf(contact)
		if err != nil {
			return err
		}
		held := a.Kind == crm.Appointment && a.Due.Before(c.today)
		if stop != nil && (!held || !a.Due.Before(stop.Since)) {
			c.left(e, crm.EventStopped, contact.ID, contact.Name)
			return nil
		}
		if sale, err = c.saleWithContact(contact); err != nil {
			return err
		}
		if held {
			return c.hold(a, contact)
		}
	}
	if err := c.setOwner(a); err != nil {
		return err
	}
	if err := c.regard(a, nil, sale); err != nil {
		return err
	}
	if err := c.completeFromRegarded(a); err != nil {
		return err
	}
	if _, err := c.put(a); err != nil {
		return err
	}
	if c.out.Made++; e.Tentative {
		c.out.Tentative++
	}
	c.sayOthers(a, e, contact, others)
	if contact != nil && a.Opportunity == 0 && a.Kind == crm.Appointment {
		c.offers[contact.ID] = append(c.offers[contact.ID], a.ID)
	}
	return nil
}

// setOwner gives an activity to whose calendar it is.
func (c *calendarImport) setOwner(a *crm.Activity) error {
	if a.Owner = c.MyID(); c.in.Owner == "" {
		return nil
	}
	return c.setGiven(a, map[string]string{"owner": c.in.Owner})
}

// hold records an appointment before today as held. It plans nothing.
func (c *calendarImport) hold(a *crm.Activity, contact *crm.Contact) error {
	if err := c.setOwner(a); err != nil {
		return err
	}
	if err := c.completeFromRegarded(a); err != nil {
		return err
	}
	quiet := c.quiet
	defer func() { c.quiet = quiet }()
	c.quiet = true
	a.Status, a.DoneOn, a.DoneBy = crm.Done, a.Due, c.MyID()
	if _, err := c.put(a); err != nil {
		return err
	}
	c.out.Held++
	return c.onDay(a.Due, func() error { return c.spokenTo(contact) })
}

// adopt finds the same appointment, which somebody has put on the list by hand.
func (c *calendarImport) adopt(a *crm.Activity) (bool, error) {
	if a.Kind != crm.Appointment {
		return false, nil
	}
	all, err := c.tx.Activities(a.Contact)
	if err != nil {
		return false, err
	}
	i := slices.IndexFunc(all, func(o *crm.Activity) bool {
		return o.Kind == crm.Appointment && o.ExternalID == "" && o.Status != crm.Cancelled && o.Start.Equal(a.Start)
	})
	if i < 0 {
		return false, nil
	}
	same := all[i]
	same.ExternalID, same.ExternalSaid = a.ExternalID, a.ExternalSaid
	c.out.Known++
	_, err = c.put(same)
	return true, err
}

// left notes that an entry is left out.
func (c *calendarImport) left(e *CalendarEntry, reason string, id int64, name string) {
	said := strconv.Itoa(e.Line) + reason
	if c.told[said] { // of another day of it
		return
	}
	c.told[said] = true
	l := crm.LeftEvent{Line: e.Line, Reason: reason, Subject: e.Subject, ID: id, Name: name}
	if !e.Start.IsZero() {
		start := e.Start.In(c.zone)
		if l.Day = crm.DateOf(start); !e.WholeDay {
			l.Clock = start.Format("15:04")
		}
	}
	for _, p := range e.People {
		if c.isColleague(p) {
			continue
		}
		l.People = append(l.People, cmp.Or(p.Email, p.Name))
	}
	c.out.Left = append(c.out.Left, l)
}

// fault notes that an entry can't be taken.
func (c *calendarImport) fault(e *CalendarEntry, err error) error {
	if err == nil {
		return nil
	}
	fault, ok := crm.AsError(err)
	if !ok || fault.Code != crm.CodeInvalid && fault.Code != crm.CodeConflict {
		return err
	}
	reason := *fault
	reason.Line = 0
	left := len(c.out.Left)
	if c.left(e, crm.EventBad, 0, ""); len(c.out.Left) > left {
		c.out.Left[left].Fault = reason.Error()
		reason.Line = e.Line
		c.bad = append(c.bad, &reason)
	}
	return nil
}

// badEvents fails the import if it has events that can't be read, unless those are left out.
func (c *calendarImport) badEvents() error {
	if len(c.bad) == 0 || c.in.SkipBad {
		return nil
	}
	count := crm.Errorf(crm.CodeInvalid, "an event of the calendar can't be taken")
	if len(c.bad) > 1 {
		count = crm.Errorf(crm.CodeInvalid, "%d events of the calendar can't be taken", len(c.bad))
	}
	for _, e := range c.bad[:min(len(c.bad), listed)] {
		line := *e
		line.Line = 0
		count.Try("line %d: %s", e.Line, line.Error())
	}
	return count.Leaving("Take the others", crm.With("skip-bad", nil))
}

// checkFlags rejects a contact or an opportunity that fits no event.
func (c *calendarImport) checkFlags() error {
	for line, name := range c.in.Contacts {
		if line != 0 && !slices.ContainsFunc(c.in.Entries, func(e CalendarEntry) bool { return e.Line == line }) {
			return crm.Errorf(crm.CodeUsage, "no event of the calendar begins on line %d, which is to be with %s", line, name).On("contact")
		}
	}
	if c.in.Opportunity != "" && c.matched == 0 && c.out.Made+c.out.Known+c.out.Moved+c.out.Changed > 0 {
		return crm.Errorf(crm.CodeConflict, "no appointment of the calendar is with the contact of that opportunity").On("opp").
			Try("Leave out --opp, or say whom one is with: --contact LINE=NAME")
	}
	return nil
}
