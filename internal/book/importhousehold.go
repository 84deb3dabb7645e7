package book

import (
	"slices"
	"strings"

	"crm/internal/crm"
	"crm/internal/fold"
)

// A file often writes a surname for a household, and two families may have one. Somebody
// who lives elsewhere than all of a household of that name, and is reached at none of
// their phones and e-mails, is of another household or moved out. The import asks which:
// see docs/decisions/0093.

// joinHousehold puts a new contact into the household that a row names, which it may make.
// answer is "together" or "apart" for those who live elsewhere; empty asks.
//
// Errors: CodeConflict for such a contact if nobody has answered, or for an ambiguous name.
func (w *work) joinHousehold(c *crm.Contact, text, answer string) (err error) {
	w.groupsFor = c.Owner
	there, err := w.findGroup(crm.Household, text)
	if err != nil {
		return err
	}
	var elsewhere *crm.Contact
	if _, numbered := recordNumber(text); there != 0 && !numbered && c.Address != "" && answer != "together" {
		if elsewhere, err = w.livesElsewhere(c, there); err != nil {
			return err
		}
	}
	if elsewhere == nil {
		c.Household, err = w.groupMeant(crm.Household, text)
		return err
	}
	name := text + " (" + c.Address + ")"
	if c.Household, err = w.findGroup(crm.Household, name); c.Household != 0 || err != nil {
		return err
	}
	key := fold.Text(text)
	for _, id := range w.importing.apart[key] {
		if other, err := w.livesElsewhere(c, id); err != nil || other == nil {
			c.Household = id
			return err
		}
	}
	if answer != "apart" {
		return crm.Errorf(crm.CodeConflict, "%s of %s lives elsewhere, at %q, and shares no phone or e-mail", elsewhere.Name, text, elsewhere.Address).On("household").
			Again("Two households of one name", crm.With("households", "apart")).
			Again("One household", crm.With("households", "together"))
	}
	c.Household, err = w.groupMeant(crm.Household, name)
	if w.importing.apart == nil {
		w.importing.apart = map[string][]int64{}
	}
	w.importing.apart[key] = append(w.importing.apart[key], c.Household)
	return err
}

// noteJoined notes the household of the book that an imported contact has joined.
func (w *work) noteJoined(c *crm.Contact, made bool) error {
	if c.Household == 0 || w.importing.homesMet.has(c.Household) {
		return nil
	}
	w.importing.homesMet.add(c.Household)
	if made || w.importing.came.has(c.Household) {
		return nil
	}
	house, err := w.contactOrNil(c.Household)
	if house != nil {
		w.importing.joined = append(w.importing.joined, house.Name)
	}
	return err
}

// livesElsewhere returns somebody of a household if a contact lives elsewhere than all of
// it whose address is known and is reached at none of their phones and e-mails, or nil.
func (w *work) livesElsewhere(c *crm.Contact, household int64) (*crm.Contact, error) {
	house, err := w.house(&crm.Contact{Household: household})
	if err != nil {
		return nil, err
	}
	var elsewhere *crm.Contact
	for _, one := range house {
		switch {
		case w.tx.SamePoint(c, one), one.Address != "" && !fold.OtherAddress(c.Address, one.Address):
			return nil, nil
		case one.Address != "" && elsewhere == nil:
			elsewhere = one
		}
	}
	return elsewhere, nil
}

// sayHouseholds says which households an import has made, and which ones of the book have
// got somebody.
func (w *work) sayHouseholds() {
	for _, said := range []struct {
		code  string
		names []string
	}{{"households-made", w.importing.households}, {"households-joined", w.importing.joined}} {
		if n := len(said.names); n > 0 {
			w.say(said.code, "count", n, "values", strings.Join(said.names[:min(n, listed)], ", "))
		}
	}
}

// listServed lists the imported contacts for whom no call is planned, since somebody of
// their household is called.
func (w *work) listServed() error {
	for _, id := range w.importing.served {
		c, err := w.contactOrNil(id)
		if c == nil || err != nil {
			return err
		}
		calls, err := w.homeCalls(c)
		if err != nil {
			return err
		}
		calls = slices.DeleteFunc(calls, func(p plannedWith) bool {
			return p.Owner != c.Owner || !slices.Contains(perHousehold, p.CallType)
		})
		if len(calls) == 0 || slices.ContainsFunc(calls, func(p plannedWith) bool { return p.Contact == id }) {
			continue
		}
		p := calls[0]
		w.outcome.Imported.Served = append(w.outcome.Imported.Served, crm.Served{ID: id, Name: c.Name, With: p.with.Name, Call: p.ID, Due: p.Due})
	}
	return nil
}
