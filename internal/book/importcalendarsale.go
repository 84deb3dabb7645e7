package book

import (
	"maps"
	"slices"
	"strconv"

	"crm/internal/crm"
	"crm/internal/store"
)

// What appointments of a calendar regard, and what --opp and --contact say of those that the book
// has already.

// saleWithContact returns the number of the opportunity that appointments are to regard, if it
// is with a contact or their household.
func (c *calendarImport) saleWithContact(contact *crm.Contact) (string, error) {
	if c.in.Opportunity == "" {
		return "", nil
	}
	o, err := c.saleNamed(contact.ID, c.in.Opportunity)
	if crm.CodeOf(err) == crm.CodeNotFound {
		return "", nil
	}
	if err != nil || o.Contact != contact.ID && o.Contact != contact.Household {
		return "", err
	}
	c.matched++
	return strconv.FormatInt(o.ID, 10), nil
}

// asTold lets an appointment that the book has already regard what it is to regard, if it regards
// nothing yet, and says what stays otherwise than told.
func (c *calendarImport) asTold(id int64, e *CalendarEntry) error {
	a, err := store.Get[*crm.Activity](c.tx.View, id)
	if err != nil || a.Status != crm.Open || a.Contact == 0 {
		return err
	}
	contact, err := c.contactOrNil(a.Contact)
	if contact == nil || err != nil {
		return err
	}
	if err := c.sayStaysWith(a, e, contact); err != nil || a.Kind != crm.Appointment {
		return err
	}
	sale, err := c.saleWithContact(contact)
	switch {
	case sale == "" || err != nil || strconv.FormatInt(a.Opportunity, 10) == sale:
		return err
	case a.Opportunity != 0 || a.Policy != 0:
		if c.others++; c.others <= mostOffered {
			c.say("calendar-regards-other", "id", a.ID, "name", contact.Name, "command", crm.Run("appt edit", a.ID, crm.With("opp", sale)))
		}
		return nil
	}
	a = crm.Copy(a)
	if err := c.regard(a, nil, sale); err != nil {
		return err
	}
	c.out.Regarding++
	_, err = c.put(a)
	return err
}

// sayStaysWith says of an appointment that is to be with somebody else, by its line, that it stays
// with its contact, once of an event that repeats itself.
func (c *calendarImport) sayStaysWith(a *crm.Activity, e *CalendarEntry, contact *crm.Contact) error {
	said := strconv.Itoa(e.Line) + "stays"
	text := c.in.Contacts[e.Line]
	if text == "" || c.told[said] {
		return nil
	}
	with, err := c.contact(text)
	if err != nil {
		return crm.OnFlag(err, "contact")
	}
	if with.ID == contact.ID {
		return nil
	}
	c.told[said] = true
	c.warn("calendar-stays-with", "id", a.ID, "name", contact.Name, "invited", with.Name, "command", crm.Run("appt cancel", a.ID), "instead", crm.Run("appt add", with.ID, c.whenOf(e)))
	return nil
}

// whenOf is when an entry begins, as somebody types it.
func (c *calendarImport) whenOf(e *CalendarEntry) string {
	start := e.Start.In(c.zone)
	if e.WholeDay {
		return crm.DateOf(start).String()
	}
	return crm.DateOf(start).String() + " " + start.Format("15:04")
}

// offerSales names the opportunities that new appointments may regard.
func (c *calendarImport) offerSales() error {
	told := 0
	for _, id := range slices.Sorted(maps.Keys(c.offers)) {
		sale, err := c.onlySale(id)
		if err != nil {
			return err
		}
		contact, err := c.contactOrNil(id)
		if err != nil {
			return err
		}
		if sale == nil || contact == nil {
			continue
		}
		if told++; told > mostOffered {
			continue
		}
		all := c.offers[id]
		command := crm.Run("appt edit", all[0], crm.With("opp", sale.ID))
		if len(all) > 1 {
			command = crm.Run("import", crm.TheFile, crm.With("opp", sale.ID))
		}
		c.say("calendar-sale", "n", len(all), "name", contact.Name, "id", sale.ID, "line", sale.Line, "command", command)
	}
	if told > mostOffered {
		c.say("calendar-sales", "n", told-mostOffered)
	}
	return nil
}

// mostOffered limits the opportunities that appointments or e-mails may regard and that are
// named.
const mostOffered = 5
