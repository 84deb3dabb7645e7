package book

import (
	"slices"
	"strconv"
	"strings"

	"crm/internal/crm"
	"crm/internal/fold"
)

// Whom an event of a calendar is with: whoever has the address of somebody who takes part, and
// of nobody else. A name counts where no address contradicts it. Anything less is a suggestion
// and never files an event.

// whoTakesPart finds the contact of an event, and who else of the book takes part, or notes
// that it is left out.
func (c *calendarImport) whoTakesPart(e *CalendarEntry) (with *crm.Contact, others []*crm.Contact, err error) {
	for _, line := range []int{e.Line, 0} {
		if text := c.in.Contacts[line]; text != "" {
			contact, err := c.contact(text)
			return contact, nil, crm.OnFlag(err, "contact")
		}
	}
	t, err := c.takersOf(e)
	if err != nil {
		return nil, nil, err
	}
	switch {
	case len(t.free) > 0:
		return t.free[0], t.free[1:], nil
	case len(t.stopped) > 0: // which is looked at again, by the day
		return t.stopped[0], nil, nil
	case e.Task:
		return nil, nil, nil
	case len(t.declined) > 0:
		c.left(e, crm.EventDeclined, t.declined[0].ID, t.declined[0].Name)
		return nil, nil, nil
	case t.several:
		c.left(e, crm.EventSeveral, 0, "")
		return nil, nil, nil
	}
	var texts []string
	for _, p := range e.People {
		if !c.isColleague(p) {
			texts = append(texts, p.Name)
		}
	}
	guess, err := c.namedIn(strings.Join(append(texts, e.Subject), ", "))
	if guess == nil || err != nil {
		c.left(e, crm.EventNobody, 0, "")
		return nil, nil, err
	}
	c.left(e, crm.EventNobody, guess.ID, guess.Name)
	return nil, nil, nil
}

// onlyListed leaves out an entry with somebody whose e-mail is on the do-not-contact list and who
// is not in the book, unless somebody else of the book takes part. It reports whether it did.
func (c *calendarImport) onlyListed(e *CalendarEntry) (bool, error) {
	if c.in.Contacts[e.Line] != "" || c.in.Contacts[0] != "" {
		return false, nil
	}
	t, err := c.takersOf(e)
	if err != nil || len(t.free)+len(t.stopped)+len(t.declined) > 0 || t.several {
		return false, err
	}
	for _, p := range e.People {
		point, ok := c.tx.Point(crm.Email, p.Email)
		if !ok || c.isColleague(p) {
			continue
		}
		listed, err := c.tx.SuppressedPoints(point)
		if err != nil {
			return false, err
		}
		if len(listed) > 0 {
			c.left(e, crm.EventStopped, 0, "")
			return true, nil
		}
	}
	return false, nil
}

// takers are the contacts who take part in an event.
type takers struct {
	free, stopped, declined []*crm.Contact
	several                 bool // somebody may be one of several
}

func (c *calendarImport) takersOf(e *CalendarEntry) (t takers, err error) {
	var said []int64
	for _, declined := range []bool{true, false} {
		for _, p := range e.People {
			if p.Declined != declined || c.isColleague(p) {
				continue
			}
			found, err := c.peopleOf(p)
			if err != nil {
				return t, err
			}
			if t.several = t.several || len(found) > 1; len(found) != 1 || slices.Contains(said, found[0].ID) {
				continue
			}
			said = append(said, found[0].ID)
			stop, err := c.stopOf(found[0])
			switch {
			case err != nil:
				return t, err
			case declined:
				t.declined = append(t.declined, found[0])
			case stop != nil:
				t.stopped = append(t.stopped, found[0])
			default:
				t.free = append(t.free, found[0])
			}
		}
	}
	return t, nil
}

// isColleague reports whether somebody who takes part works with the book.
func (c *calendarImport) isColleague(p CalendarPerson) bool {
	return p.Email != "" && slices.ContainsFunc(c.producers(), func(o *crm.Producer) bool { return fold.EmailPart(o.Email) == fold.EmailPart(p.Email) })
}

// producers are those of the book, read once.
func (c *calendarImport) producers() []*crm.Producer {
	if !c.asked {
		c.asked = true
		c.colleagues, c.failed = c.tx.Producers()
	}
	return c.colleagues
}

// peopleOf returns the contacts who may be somebody who takes part.
func (c *calendarImport) peopleOf(p CalendarPerson) ([]*crm.Contact, error) {
	key := p.Email + "\x00" + p.Name
	if found, known := c.people[key]; known {
		return found, nil
	}
	found, err := c.findPeople(p)
	if err == nil {
		err = c.failed
	}
	if err == nil {
		c.people[key] = found
	}
	return found, err
}

func (c *calendarImport) findPeople(p CalendarPerson) ([]*crm.Contact, error) {
	if _, err := fold.Email(p.Email); p.Email != "" && err == nil {
		found, err := c.tx.ByPoint(nil, crm.Points{{Value: p.Email}})
		found = slices.DeleteFunc(found, func(o *crm.Contact) bool { return crm.IsErased(o) })
		if len(found) > 1 { // a couple with one address
			if named := slices.DeleteFunc(slices.Clone(found), func(o *crm.Contact) bool { return !fold.SameName(o.Name, p.Name) }); len(named) == 1 {
				found = named
			}
		}
		if len(found) > 0 || err != nil {
			return found, err
		}
	}
	if _, numbered := recordNumber(p.Name); numbered || p.Name == "" {
		return nil, nil
	}
	found, err := c.tx.ByWords(p.Name)
	return slices.DeleteFunc(found, func(o *crm.Contact) bool {
		return crm.IsErased(o) || !fold.SameName(o.Name, p.Name) || p.Email != "" && len(o.Emails) > 0
	}), err
}

// namedIn returns the only contact whose name is in a text, to be suggested.
func (c *calendarImport) namedIn(text string) (*crm.Contact, error) {
	words := strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(" \t\n,;:()/|–—-、。・　", r) })
	words = words[:min(len(words), 12)]
	var found *crm.Contact
	for size := 3; size > 1; size-- {
		for i := 0; i+size <= len(words); i++ {
			name := strings.Join(words[i:i+size], " ")
			if _, err := strconv.Atoi(words[i]); err == nil {
				continue
			}
			all, err := c.tx.ByWords(name)
			if err != nil {
				return nil, err
			}
			all = slices.DeleteFunc(all, func(o *crm.Contact) bool { return crm.IsErased(o) || !fold.SameName(o.Name, name) })
			switch {
			case len(all) == 0:
			case len(all) > 1 || found != nil && found.ID != all[0].ID:
				return nil, nil
			default:
				found = all[0]
			}
		}
	}
	return found, nil
}

// ownEntry takes over what a calendar has changed of an entry that this book has written into
// it: when an appointment or a call is, and where. It is false for entries of elsewhere.
func (c *calendarImport) ownEntry(e *CalendarEntry) (bool, error) {
	uid, is := strings.CutSuffix(e.UID, calendarSuffix)
	if !is {
		return false, nil
	}
	id, err := c.ownUID(uid)
	if id == 0 || err != nil {
		return false, err
	}
	record, err := c.record(id, strconv.FormatInt(id, 10))
	if crm.CodeOf(err) == crm.CodeNotFound && !e.Derived { // undone or restored away, it comes back as that of elsewhere
		return false, nil
	}
	if crm.CodeOf(err) == crm.CodeNotFound {
		c.out.Known++
		return true, nil
	}
	a, is := record.(*crm.Activity)
	if err != nil || !is || a.Status != crm.Open { // a birthday, the end of a policy
		c.out.Known++
		return true, err
	}
	if err := c.updateOwn(crm.Copy(a), e); err != nil {
		return true, err
	}
	return true, c.asTold(a.ID, e)
}

// updateOwn changes an activity of this book as a calendar has changed its entry.
func (c *calendarImport) updateOwn(a *crm.Activity, e *CalendarEntry) error {
	switch {
	case e.Sequence < a.Version-1:
		c.out.Outdated++
		return nil
	case e.Cancelled && a.Kind == crm.Appointment:
		c.out.Cancelled++
		return c.closeActivity(a, crm.Cancelled, "")
	case e.Cancelled || e.WholeDay != (a.WholeDays(c.zone) > 0):
		c.out.Known++
		return nil
	}
	if moves := !e.Start.Equal(c.startOf(a)) || a.Kind == crm.Appointment && !e.End.Equal(a.End); moves {
		c.setTime(a, e)
		if a.Explanation != nil {
			a.Explanation = &crm.Explanation{Trigger: a.Explanation.Trigger, Steps: []crm.Step{{Op: "chosen", Is: a.Due}}}
		}
	}
	if a.Kind == crm.Appointment && e.Place != "" {
		a.Place = e.Place
	}
	return c.putChanged(a, true)
}
