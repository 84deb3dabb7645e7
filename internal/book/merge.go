package book

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"crm/internal/crm"
	"crm/internal/store"
)

// Merge makes one contact of two: whatever refers to other refers to keep, keep gets what
// it lacks, and the number of other means keep from then on. Where both say something
// else, keep stands, unless prefer names the field; what is left is kept in Also, and
// said. A do-not-contact mark of either stays. See docs/decisions/0117.
//
// Errors: CodeInvalid for a contact and itself, and for a field that can't be chosen;
// CodeConflict for two kinds of contact; CodeRefused for what a colleague looks after.
func (b *Book) Merge(ctx context.Context, command, keep, other string, prefer []string) (*crm.Outcome, error) {
	return b.change(ctx, command, func(w *work) error {
		m := &merge{work: w}
		if err := m.find(keep, other); err != nil {
			return err
		}
		if err := m.choose(prefer); err != nil {
			return crm.OnFlag(err, "prefer")
		}
		w.backsUp, w.input.Merged = crm.BackupBeforeMerge, true
		w.subject(m.keep)
		if err := m.leaveHome(); err != nil {
			return err
		}
		for _, do := range []func() error{m.stayWithdrawn, m.joinTwo, w.drain, m.settle} {
			if err := do(); err != nil {
				return err
			}
		}
		if err := w.sayRelationsDiffer(m.joined); err != nil {
			return err
		}
		return m.say()
	})
}

// merge is a merge in the making.
type merge struct {
	*work
	keep, other *crm.Contact
	joined      *crm.Contact // what becomes of keep
	preferred   map[string]bool
	all         bool // every field of other is preferred
	left        crm.Terms
	cause       *crm.Edit // the edit of keep, or that of its new alias
}

// find finds the two, and rejects those that can't be one.
func (m *merge) find(keep, other string) (err error) {
	for _, who := range []string{keep, other} {
		if err := m.ownNumber(who, "merge"); err != nil {
			return err
		}
	}
	if m.keep, err = m.contact(keep); err != nil {
		return err
	}
	if m.other, err = m.contact(other); err != nil {
		return err
	}
	for _, c := range []*crm.Contact{m.keep, m.other} {
		if crm.IsErased(c) {
			return errorErased(c)
		}
	}
	switch {
	case m.keep.ID == m.other.ID:
		return crm.Errorf(crm.CodeInvalid, "%s (%d) can't be merged with themselves", m.keep.Name, m.keep.ID)
	case m.keep.Kind != m.other.Kind:
		e := crm.Errorf(crm.CodeConflict, "%s (%d) is %s, and %s (%d) is %s", m.keep.Name, m.keep.ID, crm.Article(m.keep.Kind), m.other.Name, m.other.ID, crm.Article(m.other.Kind))
		return wayApart(e, m.keep, m.other)
	}
	m.joined = crm.Copy(m.keep)
	return nil
}

// wayApart adds to the error for two of different kinds what may have been meant: that the one
// belongs to the other, or was entered by mistake.
func wayApart(e *crm.Error, one, other *crm.Contact) *crm.Error {
	if one.Kind != crm.Person {
		one, other = other, one
	}
	if one.Kind == crm.Person {
		e.Next(fmt.Sprintf("If %s belongs to it", one.Name), "contact edit", one.ID, crm.With(memberOf(other), other.ID))
	}
	return e.Next("Look at both", "show", one.ID).Then("show", other.ID).
		Next("If one was entered by mistake, what it has is told by", "delete", crm.Blank("NUMBER"), crm.With("dry-run", nil))
}

// choose reads which fields of other are preferred: "birthday", or "birthday=5" with the
// number or the name of other.
func (m *merge) choose(prefer []string) error {
	m.preferred = map[string]bool{}
	for _, text := range prefer {
		name, of, said := strings.Cut(text, "=")
		if said {
			whose, err := m.contact(of)
			switch {
			case err != nil:
				return err
			case whose.ID == m.keep.ID:
				continue
			case whose.ID != m.other.ID:
				return crm.Errorf(crm.CodeInvalid, "%s (%d) is neither of the two", whose.Name, whose.ID)
			}
		}
		if name = strings.TrimSpace(name); name == "all" {
			m.all = true
			continue
		}
		f, err := m.fieldToPrefer(name)
		if err != nil {
			return err
		}
		m.preferred[f.Name] = true
	}
	return nil
}

// fieldToPrefer finds the field of which the value of other is preferred.
func (m *merge) fieldToPrefer(name string) (*crm.Field, error) {
	fields := m.schema.Fields(crm.KindContact)
	f, ok := fields.Field(strings.ReplaceAll(name, "-", "_"))
	if !ok && m.options.Headed != nil {
		if heard, known := m.options.Headed(fields, name); known {
			f, ok = fields.Field(heard)
		}
	}
	if ok && len(f.From) == 1 { // the primary phone
		f, ok = fields.Field(f.From[0])
	}
	switch {
	case !ok:
		return nil, crm.Errorf(crm.CodeInvalid, "%q is not a field of a contact", name).Try("Fields: %s", strings.Join(m.toPrefer(), ", "))
	case joins(f) == markStays:
		return nil, crm.Errorf(crm.CodeInvalid, "%s can't be chosen: a mark of either stays", f.Name).
			Next("Once they asked to hear from you again", "contact allow", m.keep.ID, crm.With("reason", crm.Blank("REASON")))
	case joins(f) == followsOthers:
		return nil, crm.Errorf(crm.CodeInvalid, "%s can't be chosen", f.Name).Try("Fields: %s", strings.Join(m.toPrefer(), ", "))
	case f.Encode(m.other) == nil:
		return nil, crm.Errorf(crm.CodeInvalid, "%s: nothing is recorded of %s (%d)", f.Name, m.other.Name, m.other.ID)
	}
	return f, nil
}

// toPrefer are the fields that can be chosen here: those in which the two differ.
func (m *merge) toPrefer() (names []string) {
	for _, f := range m.schema.Fields(crm.KindContact).Fields {
		how := joins(f)
		if how != markStays && how != followsOthers && f.Encode(m.other) != nil && f.Encode(m.other) != f.Encode(m.keep) {
			names = append(names, f.Name)
		}
	}
	return append(names, "all")
}

// leaveHome takes other out of a household that keep will not be in, so that what it did
// for the others there passes to one of them.
func (m *merge) leaveHome() error {
	if err := m.join(); err != nil {
		return err
	}
	if m.other.Household == 0 || m.other.Household == m.joined.Household {
		return nil
	}
	m.other.Household = 0
	if _, err := m.put(m.other); err != nil {
		return err
	}
	return m.drain()
}

// stayWithdrawn says again what either has withdrawn and a later word of the other would
// take back: that word was said of somebody else.
func (m *merge) stayWithdrawn() error {
	ones, err := m.tx.ConsentsOf(m.keep.ID)
	if err != nil {
		return err
	}
	others, err := m.tx.ConsentsOf(m.other.ID)
	if err != nil {
		return err
	}
	all := slices.Concat(ones, others)
	for _, channel := range crm.Channels() {
		if !crm.WithdrawnSince(all, channel).IsZero() {
			continue
		}
		for _, said := range [][]*crm.Consent{ones, others} {
			if crm.WithdrawnSince(said, channel).IsZero() {
				continue
			}
			stays := lastOf(all, crm.LastWord(said, channel), channel, m.keep)
			if _, err := m.put(stays); err != nil {
				return err
			}
			all = append(all, stays)
			m.warn("consent-stays", "name", m.keep.Name, "channel", stays.Channel, "state", stays.State, "since", crm.WithdrawnSince(said, channel),
				"command", crm.Run("contact consent", m.keep.ID, stays.Channel, crm.Consented))
			break
		}
	}
	return nil
}

// joinTwo makes one record of the two. Halfway a word of other speaks for no phone of theirs,
// so whom it keeps from being called is asked once all is done.
func (m *merge) joinTwo() error {
	m.holding = true
	for _, do := range []func() error{m.pointElsewhere, m.joinPlans, m.putJoined, m.become} {
		if err := do(); err != nil {
			return err
		}
	}
	m.holding = false
	m.keepFlipped(m.cause)
	return nil
}

// pointElsewhere has whatever refers to other refer to keep.
func (m *merge) pointElsewhere() error {
	for {
		found, err := m.tx.Referrers(crm.KindContact, m.other.ID)
		if len(found) == 0 || err != nil {
			return err
		}
		for _, r := range found {
			if err := m.point(r); err != nil {
				return err
			}
		}
	}
}

// point has one record refer to keep. What would be nothing, or be there twice, goes.
func (m *merge) point(r crm.Record) error {
	r, err := m.tx.Ref(r.Noun(), crm.IDOf(r))
	if r == nil || err != nil { // it referred twice
		return err
	}
	ends, itself := 0, false
	for _, f := range m.schema.Fields(r.Noun()).Fields {
		if f.Ref != crm.KindContact || f.Derived {
			continue
		}
		switch f.Get(r) {
		case any(m.other.ID):
			to := any(m.keep.ID)
			if r.Noun() == crm.KindContact && crm.IDOf(r) == m.keep.ID {
				to = nil // nobody belongs to themselves
			}
			if err := f.Set(r, to); err != nil {
				return err
			}
			ends++
		case any(m.keep.ID):
			itself = true
		}
	}
	twice, err := m.saidAlready(r)
	if err != nil {
		return err
	}
	if twice || (itself || ends > 1) && crm.LinksContacts(r.Noun()) {
		return m.remove(r.Noun(), crm.IDOf(r), "")
	}
	_, err = m.put(r)
	return err
}

// saidAlready reports whether another record of keep says the same as one that comes to it.
func (m *merge) saidAlready(r crm.Record) (bool, error) {
	said, ok := r.(crm.Repeats)
	if !ok {
		return false, nil
	}
	theirs, err := m.tx.Referrers(crm.KindContact, m.keep.ID)
	return slices.ContainsFunc(theirs, func(o crm.Record) bool {
		return o.Noun() == r.Noun() && crm.IDOf(o) != crm.IDOf(r) && said.Repeats(o)
	}), err
}

// joinPlans leaves keep one plan in a slot: the earlier one, and of birthday calls that of
// the birthday. Calls that a household gets once are joined like those of a household
// (callHomesOnce).
func (m *merge) joinPlans() error {
	open, err := m.tx.OpenActivities(m.keep.ID)
	if err != nil {
		return err
	}
	var stay []*crm.Activity
	for _, a := range open {
		if slices.Contains(perHousehold, a.CallType) || !m.misses(a) && !slices.ContainsFunc(stay, a.SharesSlot) {
			stay = append(stay, a)
			continue
		}
		if err := m.cancel(a); err != nil {
			return err
		}
	}
	return nil
}

// misses reports whether a birthday call is on another day than the birthday.
func (m *merge) misses(a *crm.Activity) bool {
	born := m.joined.Birthday
	on := func(day crm.Date) bool { return born.Next(day.AddDays(-1)) == day }
	return a.Slot == crm.BirthdayCall && !born.IsZero() && !on(a.Due) && !on(a.DueFirst())
}

// cancel cancels what was planned for either, and sets no rule off: keep has the same plan.
func (m *merge) cancel(a *crm.Activity) error {
	a.Status, a.DoneOn = crm.Cancelled, m.today
	edit, err := m.put(a)
	m.queue = slices.DeleteFunc(m.queue, func(e *crm.Edit) bool { return e == edit })
	return err
}

// putJoined writes what becomes of keep.
func (m *merge) putJoined() error {
	now, err := store.Get[*crm.Contact](m.tx.View, m.keep.ID) // pointing elsewhere may have changed it
	if err != nil {
		return err
	}
	for _, f := range m.schema.Fields(crm.KindContact).Fields {
		if f.Ref == crm.KindContact && f.Get(m.joined) == any(m.other.ID) {
			if err := f.Set(m.joined, nil); err != nil {
				return err
			}
		}
	}
	from := now.Owner
	for _, f := range m.schema.Fields(crm.KindContact).Fields {
		if joins(f) == followsOthers && f.Name != "also" { // as it is by now
			if err := f.Set(m.joined, f.Get(now)); err != nil {
				return err
			}
		}
	}
	m.cause, err = m.put(m.joined)
	if err != nil {
		return err
	}
	for _, was := range []int64{from, m.other.Owner} {
		if was != 0 && was != m.joined.Owner {
			if err := m.takeAlong(m.joined, was); err != nil {
				return err
			}
		}
	}
	return nil
}

// become makes the number of other an alias of keep.
func (m *merge) become() error {
	m.mergedOwner = m.joined.Owner
	if err := m.remove(crm.KindContact, m.other.ID, ""); err != nil {
		return err
	}
	m.queue = slices.DeleteFunc(m.queue, func(e *crm.Edit) bool { return e.Kind == crm.KindContact && e.ID == m.other.ID })
	edit, err := m.put(&crm.Alias{Number: m.other.ID, Contact: m.keep.ID, Since: m.today})
	if m.cause == nil {
		m.cause = edit
	}
	return err
}

// settle marks whoever has withdrawn every channel between the two. It cancels what was planned
// with other and must not be with keep, and what is still in one slot twice. A number that was
// looked for is found where the two have one.
func (m *merge) settle() error {
	said, err := m.tx.ConsentsOf(m.keep.ID)
	if err == nil {
		err = m.stopSilent(m.keep, said)
	}
	if err != nil {
		return err
	}
	c, err := store.Get[*crm.Contact](m.tx.View, m.keep.ID)
	if err != nil {
		return err
	}
	open, err := m.tx.OpenActivities(c.ID)
	if err != nil {
		return err
	}
	reached, _, err := m.asReached(c)
	if err != nil {
		return err
	}
	for i, a := range open {
		var rule string
		becomes := crm.Cancelled
		switch {
		case a.Purpose == crm.PurposeFindPhone && reached.Phone != "":
			rule, becomes = newPhone, crm.Done
		case isBarred(c, a) && c.Stopped.IsZero():
			rule = noCallsRule
		case isBarred(c, a):
			rule = stoppedRule
		case c.Stage == crm.StageClient && a.CallType == crm.ReferralCall && !a.IsChosen():
			rule = clientRule
		case slices.ContainsFunc(open[:i], func(o *crm.Activity) bool { return o.Status == crm.Open && o.SharesSlot(a) }):
			if err := m.cancel(a); err != nil {
				return err
			}
			continue
		default:
			continue
		}
		a.Status, a.DoneOn = becomes, m.today
		if _, err := m.putFor(a, rule, m.cause); err != nil {
			return err
		}
	}
	return m.drain()
}

// The rules that cancel the first call of somebody who is a client, and the calls of somebody
// who wants none.
const (
	clientRule  = "client"
	noCallsRule = "no-calls"
)

// say says what is left of either.
func (m *merge) say() error {
	if len(m.left) > 0 {
		m.work.say("merge-left", "id", m.keep.ID, "left", m.left)
	}
	return nil
}

// mergedInto returns the contact whose number a number is now, or nil, and says so.
func (v reader) mergedInto(id int64, text string) (*crm.Contact, error) {
	alias, err := v.tx.AliasOf(id)
	if alias == nil || err != nil {
		return nil, err
	}
	c, err := v.contactOrNil(alias.Contact)
	if c != nil && text != "" && v.options.Heard != nil {
		v.options.Heard(notice("number-merged", "old", id, "id", c.ID, "name", c.Name, "since", alias.Since))
	}
	return c, err
}

// meant returns the number of the contact whose number a number is now: itself, unless it
// was that of one who was merged.
func (v reader) meant(number int64) (int64, error) {
	c, err := v.mergedInto(number, "condition")
	if c == nil || err != nil {
		return number, err
	}
	return c.ID, nil
}

// numbersOf returns a number with those that were merged into its contact.
func (v reader) numbersOf(id int64) ([]int64, error) {
	ids := []int64{id}
	aliases, err := v.tx.AliasesOf(id)
	for _, a := range aliases {
		ids = append(ids, a.Number)
	}
	return ids, err
}

// sayable is a value of a field as Also keeps it: as it is stored, or of a reference the
// name of what it refers to.
func (m *merge) sayable(f *crm.Field, r crm.Record) (string, error) {
	if id, ok := f.Get(r).(int64); ok && f.Ref != "" {
		to, err := m.tx.Ref(f.Ref, id)
		return strings.TrimSpace(fmt.Sprint(id, " ", crm.NameOf(to))), err
	}
	return fmt.Sprint(f.Encode(r)), nil
}
