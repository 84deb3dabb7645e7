package book

import (
	"slices"

	"crm/internal/crm"
	"crm/internal/store"
)

// A call with somebody who has no phone can't be made. Whoever plans one is told, and so is
// whoever gives up looking for a number; where another one of the household could be called,
// the outcome names them.

// sayUnreached names the calls that this change leaves with somebody who has no phone.
func (w *work) sayUnreached() error {
	for _, e := range w.outcome.Edits {
		if a, ok := e.After.(*crm.Activity); ok {
			was, _ := e.Before.(*crm.Activity)
			var err error
			switch {
			case a.Kind == crm.Call && a.Status == crm.Open && slices.ContainsFunc([]string{"due", "contact"}, e.Changed):
				err = w.sayCallUnreached(a.ID, e.Rule == "")
			case a.Purpose == crm.PurposeFindPhone && a.Status == crm.Open && e.Rule != "" && e.Changed("due") && a.IsChosen():
				err = w.sayDayToFind(a)
			case a.Purpose == crm.PurposeFindPhone && a.Status != crm.Open && was != nil && was.Status == crm.Open:
				err = w.sayCallsUnreached(a.Contact, true)
			}
			if err != nil {
				return err
			}
		}
		if c, ok := e.After.(*crm.Contact); ok && e.Before != nil && e.Changed("phones") {
			if err := w.sayCallsUnreached(c.ID, false); err != nil {
				return err
			}
		}
	}
	return nil
}

// sayDayToFind says that the day that was given with a wrong number is not one to call on.
func (w *work) sayDayToFind(task *crm.Activity) error {
	c, err := w.contactIfThere(task.Contact)
	if c == nil || err != nil {
		return err
	}
	w.say("day-to-find", "name", c.Name, "date", task.Due, "command", crm.Run("contact edit", c.ID, crm.With("phone", crm.Blank("NUMBER"))))
	return nil
}

func (w *work) sayCallsUnreached(contact int64, asked bool) error {
	open, err := w.tx.OpenActivities(contact)
	for _, a := range open {
		if a.Kind == crm.Call && err == nil {
			err = w.sayCallUnreached(a.ID, asked)
		}
	}
	return err
}

// sayCallUnreached says that a call is with somebody who has no phone, if there is another
// one to call in their place, or if asked.
func (w *work) sayCallUnreached(id int64, asked bool) error {
	call, err := store.Ref[*crm.Activity](w.tx.View, id)
	if call == nil || call.Status != crm.Open || !call.IsStep() || err != nil {
		return err
	}
	c, err := w.contactIfThere(call.Contact)
	if c == nil || !c.MayCall() || err != nil {
		return err
	}
	said := func(n crm.Notice) bool {
		return n.Code == "call-nowhere" && n.Values["call"] == id || n.Code == "call-instead" && n.Values["call"] == id
	}
	reached, _, err := w.asReached(c)
	if reached.Phone != "" || err != nil || slices.ContainsFunc(w.outcome.Notices, said) {
		return err
	}
	other, err := w.inPlaceOf(c, call)
	switch {
	case err != nil:
		return err
	case other != nil:
		w.warn("call-instead", "name", c.Name, "call", id, "member", other.Name, "id", other.ID,
			"command", crm.Run("call add", other.ID, crm.With("due", call.Due.String())))
	case asked:
		w.warn("call-nowhere", "name", c.Name, "call", id, "command", crm.Run("contact edit", c.ID, crm.With("phone", crm.Blank("NUMBER"))))
	}
	return nil
}

// inPlaceOf returns who of a household can be called where a call is with somebody who has
// no phone, or nil: nobody while another call of the same list reaches them.
func (w *work) inPlaceOf(c *crm.Contact, call *crm.Activity) (*crm.Contact, error) {
	others, err := w.home(c)
	if err != nil {
		return nil, err
	}
	open, err := w.atHome(others)
	if err != nil {
		return nil, err
	}
	for _, p := range open {
		if p.Owner != call.Owner || !p.Serves() {
			continue
		}
		if reached, _, err := w.asReached(p.with); reached.Phone != "" || err != nil {
			return nil, err
		}
	}
	for _, one := range others {
		if one.Owner != call.Owner || one.Stage == "" || !one.MayCall() || !one.Adult(w.today) || one.Phone == "" {
			continue
		}
		if stopped, err := w.stopOf(one); stopped == nil || err != nil {
			return one, err
		}
	}
	return nil, nil
}
