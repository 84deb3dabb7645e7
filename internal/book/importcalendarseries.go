package book

import (
	"slices"

	"crm/internal/crm"
)

// What becomes of an event that repeats itself, beside its single days.

// renameSeries lets what is planned of an event follow it where none of its days is what it
// was: the first becomes the first.
func (c *calendarImport) renameSeries(uid string) error {
	open, err := c.tx.OpenFromCalendar(uid, c.today, c.in.Until)
	if err != nil || len(open) == 0 || slices.ContainsFunc(open, func(a *crm.Activity) bool { return c.seen[a.ExternalID] }) {
		return err
	}
	var comes []*CalendarEntry
	for i := range c.in.Entries {
		e := &c.in.Entries[i]
		if e.UID == uid && e.Fault == nil && !e.Cancelled && !crm.DateOf(e.Start.In(c.zone)).Before(c.today) {
			comes = append(comes, e)
		}
	}
	slices.SortStableFunc(comes, func(a, b *CalendarEntry) int { return a.Start.Compare(b.Start) })
	for i, a := range open[:min(len(open), len(comes))] {
		last := lastSaid(a)
		if last != nil && comes[i].Sequence < last.Sequence {
			continue
		}
		c.renamed[comes[i].id()] = a.ID
		c.seen[a.ExternalID] = true
	}
	return nil
}

// dropRest cancels what is planned of an event and is not among its days any more.
func (c *calendarImport) dropRest(uid string) error {
	open, err := c.tx.OpenFromCalendar(uid, c.today, c.in.Until)
	if err != nil {
		return err
	}
	for _, a := range open {
		if c.seen[a.ExternalID] || c.isOlder(uid, a) {
			continue
		}
		c.out.Cancelled++
		if err := c.closeActivity(a, crm.Cancelled, ""); err != nil {
			return err
		}
	}
	return nil
}

// isOlder reports whether the book knows more of an event than the file.
func (c *calendarImport) isOlder(uid string, a *crm.Activity) bool {
	last, latest := lastSaid(a), int64(-1)
	for _, e := range c.in.Entries {
		if e.UID == uid {
			latest = max(latest, e.Sequence)
		}
	}
	return last != nil && latest >= 0 && latest < last.Sequence
}

// cancelLater cancels an entry of an event and those after it.
func (c *calendarImport) cancelLater(e *CalendarEntry) error {
	open, err := c.tx.OpenFromCalendar(e.UID, c.today, crm.Date{Year: 9999, Month: 12, Day: 31})
	if err != nil {
		return err
	}
	for _, a := range open {
		if a.ExternalID < e.id() {
			continue
		}
		c.out.Cancelled++
		if err := c.closeActivity(a, crm.Cancelled, ""); err != nil {
			return err
		}
	}
	return nil
}

// isOutdated reports whether the book knows something later of an entry. A day of a series that
// was moved is numbered by itself, so it is as old as the rule of which it was one.
func (c *calendarImport) isOutdated(e *CalendarEntry, last *calendarSaid) bool {
	if e.ByRule || !last.ByRule {
		return e.Sequence < last.Sequence
	}
	latest, known := c.rules[e.UID]
	return known && latest < last.Sequence
}
