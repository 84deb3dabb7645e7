package rules

import (
	"slices"
	"strings"

	"crm/internal/crm"
)

// follow does what an effect wants on the records of an example, and returns what that is.
func (s *stage) follow(e *Effect) ([]crm.Deed, error) {
	switch {
	case e.Create != nil:
		return s.plan(e), nil
	case e.Note != nil:
		return []crm.Deed{deedOf(e, "create", createNote, e.Note)}, nil
	case e.Close != "":
		does := "cancel"
		if e.Close == crm.Done {
			does = "complete"
		}
		return s.each(e, func(a *crm.Activity) (crm.Deed, error) {
			a.Status = e.Close
			return deedOf(e, does, a.Kind, a), nil
		})
	case e.Notice != "":
		return s.remark(e)
	}
	return s.sets(e)
}

// plan returns what comes of an activity that a rule wants, where there is what is open.
func (s *stage) plan(e *Effect) []crm.Deed {
	a := e.Create
	if due := s.facts.Input.Due; e.FollowUp && !due.IsZero() {
		a.Due, a.Slot = due, ""
	}
	if a.Due.IsZero() && !a.Start.IsZero() {
		a.Due = crm.DateOf(a.Start)
	}
	if a.Due.IsZero() || a.Due.Before(s.Today) && a.Kind != crm.Appointment {
		a.Due = s.Today
	}
	if !s.facts.Contact.Stopped.IsZero() && a.Contact == 0 && a.PlansContact() {
		return nil
	}
	if a.Contact == 0 && s.facts.Contact.WantsNoText(a) {
		return nil
	}
	for _, there := range s.open {
		switch {
		case there.Status != crm.Open:
		case e.OncePer != "" && e.Repeats(there):
			return nil
		case a.Slot == "" || there.Slot != a.Slot:
		case there.Due == a.Due, e.OnlyLater && a.Due.Before(there.Due), e.OnlyEarlier && a.Due.After(there.Due):
			return nil
		}
	}
	return []crm.Deed{deedOf(e, "create", a.Kind, a)}
}

// each does something to the open activities that an effect picks.
func (s *stage) each(e *Effect, do func(*crm.Activity) (crm.Deed, error)) (all []crm.Deed, err error) {
	for _, a := range s.open {
		if a.Status != crm.Open {
			continue
		}
		if meant, err := e.Where(a); err != nil || !meant {
			if err != nil {
				return all, err
			}
			continue
		}
		d, err := do(a)
		if err != nil {
			return all, err
		}
		if d.Does != "" {
			all = append(all, d)
		}
	}
	return all, nil
}

func (s *stage) remark(e *Effect) ([]crm.Deed, error) {
	does, said := "say", e.Notice
	if e.Warning {
		does = "warn"
	}
	if e.Notice == SaidCode {
		values, err := e.Told()
		if err != nil {
			return nil, err
		}
		if i := slices.Index(values, any("text")); i >= 0 {
			said, _ = values[i+1].(string)
		}
	}
	one := crm.Deed{Does: does, What: strings.TrimSpace(said), Rule: e.Rule}
	if e.Each {
		return s.each(e, func(*crm.Activity) (crm.Deed, error) { return one, nil })
	}
	return []crm.Deed{one}, nil
}

// sets gives records the fields that an effect sets.
func (s *stage) sets(e *Effect) (all []crm.Deed, err error) {
	add := func(r crm.Record) error {
		if r == nil {
			return nil
		}
		d, err := set(e, r)
		if d.Does != "" {
			all = append(all, d)
		}
		return err
	}
	switch e.Set {
	case SetContact:
		err = add(s.facts.Contact)
	case SetRecord:
		err = add(s.edit.Record())
	case SetOpportunity:
		err = add(s.facts.Beside["opportunity"])
	case SetActivities:
		return s.each(e, func(a *crm.Activity) (crm.Deed, error) { return set(e, a) })
	case SetMembers:
		for _, m := range s.members {
			meant, err := e.Where(m)
			if err == nil && meant {
				err = add(m)
			}
			if err != nil {
				return all, err
			}
		}
	}
	return all, err
}

// set sets the fields of one record. What it has already is left out.
func set(e *Effect, r crm.Record) (crm.Deed, error) {
	values, err := e.Values(r)
	if err != nil {
		return crm.Deed{}, err
	}
	d := crm.Deed{Does: "set", What: e.Set, Rule: e.Rule}
	for _, field := range crm.BuiltIn(r.Noun()).Fields {
		value, ok := values[field]
		if !ok || field.EncodeValue(value) == field.Encode(r) {
			continue
		}
		if value == nil {
			if err := field.MayEmpty(); err != nil {
				return crm.Deed{}, &Failure{e.Rule, field.Name, err}
			}
		}
		d.Fields = append(d.Fields, crm.DeedField{Field: field, Value: value})
		if err := fillIn(r, []assigned{{field, value}}); err != nil {
			return crm.Deed{}, err
		}
	}
	for field, value := range values {
		if field.Own && field.EncodeValue(value) != field.Encode(r) {
			d.Fields = append(d.Fields, crm.DeedField{Field: field, Value: value})
		}
	}
	if len(d.Fields) == 0 {
		return crm.Deed{}, nil
	}
	return d, nil
}

// deedOf returns a deed with all fields of a record.
func deedOf(e *Effect, does, what string, r crm.Record) crm.Deed {
	d := crm.Deed{Does: does, What: what, Rule: e.Rule}
	for _, field := range crm.BuiltIn(r.Noun()).Fields {
		if value := field.Get(r); value != nil {
			d.Fields = append(d.Fields, crm.DeedField{Field: field, Value: value})
		}
	}
	return d
}
