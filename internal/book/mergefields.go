package book

import (
	"slices"

	"crm/internal/crm"
	"crm/internal/fold"
)

// What becomes of the fields of two contacts that are merged goes by the type of a field,
// so that a new one needs nothing here: a list is joined, and of two values one stands.
// These are the exceptions.

// joining is how a field of two contacts becomes one.
type joining int

const (
	onesStands    joining = iota // that of the one that is kept, unless the other's is preferred
	isJoined                     // a list has all of both
	earlierStands                // of two dates
	laterStands
	furtherStands // of two stages
	partOfName    // goes with the name that it is a part of
	withStage     // goes with the stage
	markStays     // is part of a do-not-contact mark
	followsOthers // can't be chosen
)

// joined are the fields that say something of their own.
var joined = map[string]joining{
	"id": followsOthers, "version": followsOthers, "kind": followsOthers, "also": followsOthers, "erased": followsOthers, "erased_reason": followsOthers,
	"created": earlierStands, "client_since": earlierStands, "last_call": laterStands,
	"stage": furtherStands, "reject_reason": withStage,
	"prefix": partOfName, "given": partOfName, "middle": partOfName, "family": partOfName, "suffix": partOfName, "reading": partOfName,
	"do_not_contact": markStays, "do_not_contact_reason": markStays, "do_not_contact_note": markStays,
}

// joins tells how a field becomes one.
func joins(f *crm.Field) joining {
	if how, ok := joined[f.Name]; ok && !f.Own {
		return how
	}
	switch {
	case f.Derived:
		return followsOthers
	case f.Type.IsList():
		return isJoined
	}
	return onesStands
}

// join works out what becomes of keep, and what of the two is left.
func (m *merge) join() error {
	if err := m.joinName(); err != nil {
		return err
	}
	for _, f := range m.schema.Fields(crm.KindContact).Fields {
		if f.Name == "name" && !f.Own {
			continue
		}
		prefers := m.all || m.preferred[f.Name]
		var err error
		switch joins(f) {
		case onesStands:
			err = m.oneOf(f, prefers)
		case isJoined:
			err = m.joinList(f, prefers)
		case earlierStands, laterStands:
			err = m.joinDays(f, prefers)
		}
		if err != nil {
			return err
		}
	}
	if err := m.joinStage(m.preferred["stage"]); err != nil {
		return err
	}
	m.joinMarks()
	for _, also := range append(slices.Clone(m.other.Also), m.left...) {
		known := slices.Contains(m.joined.Also, also)
		if f, ok := m.schema.Fields(crm.KindContact).Field(also.Name); ok {
			value, err := m.sayable(f, m.joined)
			if err != nil {
				return err
			}
			known = known || f.Get(m.joined) != nil && value == also.Value
		}
		if !known {
			m.joined.Also = append(m.joined.Also, also)
		}
	}
	return nil
}

// oneOf leaves the value of one of the two: the only one, or that which is preferred.
func (m *merge) oneOf(f *crm.Field, prefers bool) error {
	is, others := f.Encode(m.keep), f.Encode(m.other)
	switch {
	case others == nil, is == others, f.Ref == crm.KindContact && f.Get(m.other) == any(m.keep.ID):
		return nil
	case is == nil:
		return f.Set(m.joined, f.Get(m.other))
	case f.Ref == crm.KindContact && f.Get(m.keep) == any(m.other.ID):
		return f.Set(m.joined, f.Get(m.other))
	case prefers:
		if err := f.Set(m.joined, f.Get(m.other)); err != nil {
			return err
		}
		return m.leave(f, m.keep)
	}
	return m.leave(f, m.other)
}

// leave notes a value that does not stand.
func (m *merge) leave(f *crm.Field, of *crm.Contact) error {
	value, err := m.sayable(f, of)
	m.left = append(m.left, crm.Coverage{Name: f.Name, Value: value})
	return err
}

// joinList joins lists: what the first has comes first.
func (m *merge) joinList(f *crm.Field, prefers bool) error {
	first, second := m.keep, m.other
	if prefers {
		first, second = second, first
	}
	both := f.Join(first, second)
	if points, ok := both.(crm.Points); ok {
		both = m.samePoints(f, points)
	}
	if addresses, ok := both.(crm.Addresses); ok {
		if both = m.joinAddresses(nil, addresses); len(both.(crm.Addresses)) > crm.MostAddresses {
			return crm.Errorf(crm.CodeConflict, "together they have %d addresses, and a contact can have %d at most", len(addresses), crm.MostAddresses).On(f.Name).
				Next("Take some away", "contact edit", m.other.ID, crm.With("remove-address", crm.Blank("PART")))
		}
	}
	if tags, ok := both.(crm.Tags); ok && len(tags) > crm.MostTags {
		return crm.Errorf(crm.CodeConflict, "together they have %d tags, and a record can have %d at most", len(tags), crm.MostTags).On(f.Name).
			Next("Take some off", "tag remove", m.other.ID, crm.Blank("TAG"))
	}
	return f.Set(m.joined, both)
}

// samePoints has each phone or e-mail once. One that either knows to be bad is.
func (m *merge) samePoints(f *crm.Field, points crm.Points) crm.Points {
	same := m.samePhone
	if f.Name == "emails" {
		same = sameEmail
	}
	var once crm.Points
	for _, p := range points {
		if at := slices.IndexFunc(once, func(o crm.Point) bool { return o.Value == p.Value || same(o.Value, p.Value) }); at >= 0 {
			once[at].Bad = once[at].Bad || p.Bad
			if once[at].Label == "" {
				once[at].Label = p.Label
			}
			continue
		}
		once = append(once, p)
	}
	return once
}

// joinDays leaves the earlier or the later of two days.
func (m *merge) joinDays(f *crm.Field, prefers bool) error {
	a, _ := f.Get(m.keep).(crm.Date)
	b, _ := f.Get(m.other).(crm.Date)
	switch {
	case b.IsZero():
		return nil
	case a.IsZero(), prefers && !m.all, joins(f) == earlierStands && b.Before(a), joins(f) == laterStands && b.After(a):
		return f.Set(m.joined, b)
	}
	return nil
}

// stages are in the order in which somebody goes through them.
var stages = []string{"", crm.StageLead, crm.StageProspect, crm.StageClient}

// joinStage leaves the stage that is further, with why somebody was given up.
func (m *merge) joinStage(prefers bool) error {
	from, of := m.keep, m.other
	if prefers || slices.Index(stages, of.Stage) > slices.Index(stages, from.Stage) {
		from, of = of, from
	}
	m.joined.Stage, m.joined.RejectReason = from.Stage, from.RejectReason
	if from.Stage == "" && m.joined.RejectReason == "" {
		m.joined.RejectReason = of.RejectReason
	}
	if of.RejectReason == "" || of.RejectReason == m.joined.RejectReason {
		return nil
	}
	reason, _ := m.schema.Fields(crm.KindContact).Field("reject_reason")
	return m.leave(reason, of)
}

// joinMarks keeps a do-not-contact mark of either: the earlier day, the graver reason and
// all that was said.
func (m *merge) joinMarks() {
	j, o := m.joined, m.other
	if o.DoNotContact.IsZero() {
		return
	}
	if j.DoNotContact.IsZero() || o.DoNotContact.Before(j.DoNotContact) {
		j.DoNotContact = o.DoNotContact
	}
	if crm.Graver(o.DoNotContactReason, j.DoNotContactReason) {
		j.DoNotContactReason = o.DoNotContactReason
	}
	j.DoNotContactNote = addSaid(j.DoNotContactNote, o.DoNotContactNote)
}

// joinName leaves one name with its parts, and fills in a part of the other that it has, too.
func (m *merge) joinName() error {
	fields := m.schema.Fields(crm.KindContact)
	from, of := m.keep, m.other
	if m.all || m.preferred["name"] {
		from, of = of, from
	}
	m.joined.Name = from.Name
	if from.Name != of.Name {
		name, _ := fields.Field("name")
		if err := m.leave(name, of); err != nil {
			return err
		}
	}
	for _, f := range fields.Fields {
		if joins(f) != partOfName {
			continue
		}
		value := f.Get(from)
		theirs, _ := f.Get(of).(string)
		fits := theirs != "" && inName(theirs, from.Name)
		if f.Name == "reading" {
			fits = fold.SameName(from.Name, of.Name)
		}
		switch {
		case m.preferred[f.Name]:
			value = f.Get(m.other)
		case value == nil && fits:
			value = f.Get(of)
		}
		if err := f.Set(m.joined, value); err != nil {
			return err
		}
		told := from.Name != of.Name && theirs != "" && inName(theirs, of.Name) // with the name
		if theirs != "" && !told && f.Get(m.joined) != any(theirs) {
			if err := m.leave(f, of); err != nil {
				return err
			}
		}
	}
	return m.followParts(fields)
}

// followParts makes the name of the parts that are preferred.
func (m *merge) followParts(fields *crm.Catalogue) error {
	prefers := slices.ContainsFunc(fields.Fields, func(f *crm.Field) bool { return joins(f) == partOfName && m.preferred[f.Name] })
	if !prefers || m.all || m.preferred["name"] {
		return nil
	}
	if err := followParts(m.joined, m.keep); err != nil || m.joined.Name == m.keep.Name {
		return err
	}
	name, _ := fields.Field("name")
	return m.leave(name, m.keep)
}

// FieldsToPrefer returns the fields of which a merge may prefer the value of the other, and all.
func FieldsToPrefer(schema *crm.Schema) (names []string) {
	for _, f := range schema.Fields(crm.KindContact).Fields {
		if how := joins(f); how != markStays && how != followsOthers {
			names = append(names, f.Name)
		}
	}
	return append(names, "all")
}
