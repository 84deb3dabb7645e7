package book

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"crm/internal/crm"
)

// An appointment is with one contact. Who else takes part, and what the calendar later says of
// who does, is told.

// sayOthers tells who of the book takes part beside the contact of a new appointment, once of
// an event that repeats itself.
func (c *calendarImport) sayOthers(a *crm.Activity, e *CalendarEntry, contact *crm.Contact, others []*crm.Contact) {
	said := strconv.Itoa(e.Line) + "others"
	if len(others) == 0 || c.told[said] {
		return
	}
	c.told[said] = true
	var names []string
	for _, o := range others {
		names = append(names, o.Name)
	}
	c.say("calendar-others", "id", a.ID, "name", contact.Name, "names", names, "n", len(names))
}

// sayWhoTakesPart tells who takes part in an event of whom that is not as it was: if the contact of
// its appointment does not any more, and else who does beside them. The appointment may regard what
// is theirs alone, so it stays with them.
func (c *calendarImport) sayWhoTakesPart(a *crm.Activity, e *CalendarEntry) error {
	said := strconv.Itoa(e.Line) + "changed"
	contact, err := c.contactOrNil(a.Contact)
	if contact == nil || err != nil || e.Cancelled || c.told[said] {
		return err
	}
	t, err := c.takersOf(e)
	is := func(o *crm.Contact) bool { return o.ID == contact.ID }
	if err != nil {
		return err
	}
	if slices.ContainsFunc(slices.Concat(t.free, t.stopped), is) {
		c.sayOthers(a, e, contact, slices.DeleteFunc(slices.Clone(t.free), is))
		return nil
	}
	cancel := crm.Run("appt cancel", a.ID)
	switch {
	case len(t.free) > 0:
		c.warn("calendar-instead", "id", a.ID, "name", contact.Name, "invited", t.free[0].Name, "command", cancel, "instead", crm.Run("appt add", t.free[0].ID, c.whenOf(e)))
	case slices.ContainsFunc(e.People, func(p CalendarPerson) bool { return !c.isColleague(p) }):
		c.warn("calendar-declined", "id", a.ID, "name", contact.Name, "command", cancel)
	default:
		return nil
	}
	c.told[said] = true
	return nil
}

// withOthers adds to a note who else of the book takes part.
func withOthers(note string, others []*crm.Contact) string {
	lines := []string{note}
	for _, o := range others {
		lines = append(lines, fmt.Sprintf("+ %s (%d)", o.Name, o.ID))
	}
	return strings.Trim(strings.Join(lines, "\n"), "\n")
}
