package rules

import (
	"slices"
	"time"

	"crm/internal/calendar"
	"crm/internal/crm"
)

// Try runs the examples of the rules of a name, or of all for an empty one, against the
// built-in rules and those of the file. It needs no book, and comes out alike in every one of the same currency.
func (f *File) Try(name string) (all []*crm.RuleTrial, err error) {
	set := With(f.schema, OwnOf(f))
	for _, x := range f.examples {
		if name != "" && x.Rule != name {
			continue
		}
		t, err := x.try(set)
		if err != nil {
			return nil, err
		}
		all = append(all, t)
	}
	return all, nil
}

func (x *Example) try(set *Set) (*crm.RuleTrial, error) {
	s, err := x.stage(set.schema)
	if err != nil {
		return nil, err
	}
	trial := &crm.RuleTrial{Rule: x.Rule, About: x.About, At: x.At, Today: x.Today}
	var got []crm.Deed
	for e, err := range set.Decide(s.edit, x.Today, s.cal, func() (*Facts, error) { return s.facts, nil }) {
		var done []crm.Deed
		if err == nil {
			done, err = s.follow(e)
		}
		got = append(got, done...)
		var failed *Failure
		switch {
		case err == nil:
		case !asFailure(err, &failed):
			return nil, err
		case failed.Rule == x.Rule:
			trial.Differences = append(trial.Differences, crm.DeedDifference{Failed: failed.Error()})
		}
	}
	for e, err := range set.Stays(s.edit, true, x.Today, s.cal, func() (*Facts, error) { return s.facts, nil }) {
		switch {
		case err != nil && !isFailure(err):
			return nil, err
		case err != nil:
			trial.Differences = append(trial.Differences, crm.DeedDifference{Failed: err.Error()})
			continue
		}
		if e.Create != nil {
			e.Create.Slot = e.Rule // without the number
		}
		done, err := s.follow(e)
		if err != nil {
			return nil, err
		}
		got = append(got, done...)
	}
	trial.Differences = append(trial.Differences, compare(x.Rule, x.expected, got)...)
	return trial, nil
}

// stage is what an example is played on.
type stage struct {
	*Example
	cal     *calendar.Calendar
	edit    *crm.Edit
	facts   *Facts
	open    []*crm.Activity
	quotes  []*crm.Quote
	members []*crm.Contact
}

// Numbers of the records of an example, unless it gives them others.
var numbers = map[string]int64{
	"owner": 1, "contact": 2, "record": 3, "opportunity": 4, "quote": 5, "policy": 6, "heir": 7, "lost_call": 8, "last_try": 9, "other_sale": 10,
}

func (x *Example) stage(schema *crm.Schema) (*stage, error) {
	s := &stage{Example: x}
	var err error
	if s.cal, err = calendar.New(calendar.Settings{Country: x.country, Weekend: []time.Weekday{time.Saturday, time.Sunday}}); err != nil {
		return nil, err
	}
	contact, err := recordOf[*crm.Contact](x, "contact", crm.KindContact)
	if err != nil {
		return nil, err
	}
	s.facts = &Facts{Contact: contact, Settings: crm.DefaultSettings(), Beside: map[string]crm.Record{}}
	s.facts.Settings.Currency = schema.Currency()
	for _, name := range []string{"owner", "opportunity", "quote", "policy"} {
		r, err := x.record(name, vocabulary().Records[name])
		if err != nil {
			return nil, err
		}
		if r != nil {
			s.facts.Beside[name] = r
		}
	}
	if err := s.edited(); err != nil {
		return nil, err
	}
	if s.open, err = recordsOf[*crm.Activity](s, "open", crm.KindActivity); err != nil {
		return nil, err
	}
	if s.quotes, err = recordsOf[*crm.Quote](s, "quotes", crm.KindQuote); err != nil {
		return nil, err
	}
	if s.members, err = recordsOf[*crm.Contact](s, "members", crm.KindContact); err != nil {
		return nil, err
	}
	return s, s.know()
}

// edited makes the edit of the example.
func (s *stage) edited() error {
	number := numbers["record"]
	if s.on == crm.KindContact {
		number = numbers["contact"]
	} else if own, ok := numbers[string(s.on)]; ok {
		number = own
	}
	after, err := s.filled(s.on, number, s.records["record"])
	if err != nil {
		return err
	}
	before := crm.Copy(after)
	s.edit = &crm.Edit{Action: crm.Update, Kind: s.on, Before: before, After: after}
	switch {
	case s.gone:
		s.edit.Action, s.edit.After, after = crm.Delete, nil, before
	case s.records["record"] == nil:
		s.edit.Action, s.edit.Before = crm.Create, nil
	}
	if s.edit.After != nil {
		if err := fillIn(after, s.Example.edit); err != nil {
			return err
		}
		s.follows(s.edit.Before, after)
	}
	if c, ok := after.(*crm.Contact); ok {
		s.facts.Contact = crm.Copy(c)
	}
	for _, r := range []crm.Record{before, after} {
		s.link(r)
	}
	if noun, named := vocabulary().Records[string(s.on)]; named && noun == s.on && s.on != crm.KindContact {
		s.facts.Beside[string(s.on)] = after
	}
	f, _ := crm.BuiltIn(s.on).Field("id")
	s.edit.ID, _ = f.Get(after).(int64)
	return nil
}

// follows gives a record what an edit of it brings with it in a book.
func (s *stage) follows(before, after crm.Record) {
	if a, ok := after.(*crm.Activity); ok {
		if was, ok := before.(*crm.Activity); a.CallResult != "" && a.Status == crm.Open && (!ok || was.CallResult == "") {
			a.Status = crm.Done
		}
		if a.Status == crm.Done && a.DoneOn.IsZero() {
			a.DoneOn = s.Today
		}
	}
	if c, ok := after.(*crm.Contact); ok && !slices.ContainsFunc(s.Example.edit, func(a assigned) bool { return a.field.Name == "stopped" }) {
		if was, ok := before.(*crm.Contact); ok && was.DoNotContact != c.DoNotContact || !ok {
			c.Stopped = crm.Latest(c.DoNotContact)
		}
	}
}

// link gives a record the numbers of those that it belongs to.
func (s *stage) link(r crm.Record) {
	beside := map[string]crm.Record{"contact": s.facts.Contact}
	for name, other := range s.facts.Beside {
		beside[name] = other
	}
	for name, other := range beside {
		field, ok := crm.BuiltIn(r.Noun()).Field(name)
		if !ok || field.Type != crm.RefType || field.Get(r) != nil || r.Noun() == other.Noun() {
			continue
		}
		id, _ := crm.BuiltIn(other.Noun()).Field("id")
		_ = field.Set(r, id.Get(other))
	}
}

// record returns a record that is given by a name; nil if it is not.
func (x *Example) record(name string, noun crm.Kind) (crm.Record, error) {
	values, given := x.records[name]
	if !given && name != "contact" {
		return nil, nil
	}
	return x.filled(noun, numbers[name], values)
}

func recordOf[R crm.Record](x *Example, name string, noun crm.Kind) (R, error) {
	var none R
	r, err := x.record(name, noun)
	if r == nil || err != nil {
		return none, err
	}
	return r.(R), nil
}

// recordsOf returns the records of a list.
func recordsOf[R crm.Record](s *stage, name string, noun crm.Kind) (all []R, err error) {
	for i, values := range s.lists[name] {
		r, err := s.filled(noun, int64(20+i), values)
		if err != nil {
			return nil, err
		}
		s.link(r)
		all = append(all, r.(R))
	}
	return all, nil
}

// filled makes a record. What is open is so unless the example says otherwise.
func (x *Example) filled(noun crm.Kind, number int64, values []assigned) (crm.Record, error) {
	r := crm.New(noun)
	id, _ := crm.BuiltIn(noun).Field("id")
	if err := id.Set(r, number); err != nil {
		return nil, err
	}
	if c, ok := r.(*crm.Contact); ok {
		c.Kind, c.Name = crm.Person, "Jane Hudson"
	}
	if a, ok := r.(*crm.Activity); ok {
		a.Status = crm.Open
	}
	if o, ok := r.(*crm.Opportunity); ok && len(x.records["record"]) > 0 || ok && noun != x.on {
		o.Status = crm.Open
	}
	if err := fillIn(r, values); err != nil {
		return nil, err
	}
	if c, ok := r.(*crm.Contact); ok && c.Stopped.IsZero() {
		c.Stopped = c.DoNotContact
	}
	return r, nil
}

func fillIn(r crm.Record, values []assigned) error {
	for _, a := range values {
		if c, ok := r.(*crm.Contact); ok && a.field.Name == "phone" {
			c.Phones, c.Phone = nil, ""
			if number, ok := a.value.(string); ok {
				c.Phones, c.Phone = crm.Points{{Value: number}}, number
			}
			continue
		}
		if err := a.field.Set(r, a.value); err != nil {
			return err
		}
	}
	return nil
}
