package book

import (
	"cmp"
	"context"
	"slices"

	"crm/internal/crm"
	"crm/internal/rules"
	"crm/internal/store"
)

// replay asks rules about what the journal has.
type replay struct {
	*past
	since crm.Date
	out   *crm.RuleReplay
	left  map[string]int
	// ofChange is the change that was looked at last, for what counts changes, and reason why
	// it is left out.
	ofChange int64
	reason   string
	due      map[crm.Date]int
	counts   map[[3]string]*crm.ReplayCount
	failedIn int64
}

// ReplayRules returns what rules would have done with what was recorded from a day on: those of a
// file, or of the names if it is nil. It changes nothing.
//
// Errors: CodeNotFound.
func (b *Book) ReplayRules(ctx context.Context, file *rules.File, names []string, since string) (*crm.RuleReplay, error) {
	out := &crm.RuleReplay{Rules: names}
	err := b.read(ctx, func(v reader) error {
		var err error
		if since != "" {
			if out.Since, err = b.periodDay("since", since, crm.FlagLooks("since"), crm.Date{}); err != nil {
				return err
			}
		}
		first, n, err := v.tx.FirstSince(out.Since)
		if err != nil || n == 0 {
			return err
		}
		first = max(first, 2) // the first one made the book
		p, err := pastBook(ctx, v, first)
		if err != nil {
			return err
		}
		defer p.discard()
		if p.trying = names; file != nil {
			p.own = rules.OwnOf(file)
		}
		r := &replay{past: p, since: out.Since, out: out, left: map[string]int{}, due: map[crm.Date]int{}, counts: map[[3]string]*crm.ReplayCount{}}
		if err := p.walk(first, r.wants, r.tell); err != nil {
			return err
		}
		r.sum()
		return nil
	})
	return out, err
}

// wants reports whether a piece may set the rules off and can be played.
func (r *replay) wants(at *piece, edits []*crm.Edit) (bool, error) {
	if at.AsOf.Before(r.since) {
		return false, nil
	}
	if r.ofChange != at.ID {
		r.ofChange, r.reason = at.ID, ""
		if r.out.Changes++; r.out.Since.IsZero() {
			r.out.Since = at.AsOf
		}
	}
	if !r.concerns(at, edits) || !isAsked(at.Change) {
		return false, nil
	}
	reason := ""
	switch {
	case at.UndoneBy != 0:
		reason = crm.LeftUndone
	case slices.ContainsFunc(at.entries, func(e *store.Entry) bool { return e.Rule == crm.ErasedRule }):
		reason = crm.LeftErased
	case slices.Contains(edits, nil):
		reason = crm.LeftBroken
	case !isPlayable(at.Change):
		reason = crm.LeftUnasked
	}
	if reason != "" && r.reason == "" {
		r.reason = reason
		r.left[reason]++
	}
	return reason == "", nil
}

// standsFor are the fields of a contact that say of others, too, whether they may be contacted;
// their records are not edited then.
var standsFor = []string{"phones", "emails", "do_not_contact", "household", "org"}

// concerns reports whether rules that are tried may act on a piece, as far as that can be told of
// its edits alone.
func (r *replay) concerns(at *piece, edits []*crm.Edit) bool {
	idle := r.set.IdleNounsOf(r.trying)
	flips := len(idle) > 0 || r.set.ListensTo(crm.KindContact, r.trying)
	homes := slices.Contains(r.trying, householdRule)
	for i, e := range at.entries {
		edit := edits[i]
		switch {
		case !isGiven(e) && slices.Contains(r.trying, e.Rule):
			return true
		case homes && (e.Kind == crm.KindContact || e.Kind == crm.KindActivity):
			return true
		case flips && (e.Kind == crm.KindSuppression || e.Kind == crm.KindConsent):
			return true
		case edit == nil:
			if e.Rule != crm.ErasedRule && r.set.ListensTo(e.Kind, r.trying) {
				return true
			}
		case flips && e.Kind == crm.KindContact && e.Action == crm.Update && slices.ContainsFunc(standsFor, edit.Changed):
			return true
		case r.set.MayActOn(edit, r.trying), slices.ContainsFunc(idle, func(of crm.Kind) bool { return mayWake(edit, of) }):
			return true
		}
	}
	return false
}

// mayWake reports whether an edit may be something that happens with a record of a noun, or decide
// whether anything is to happen with it.
func mayWake(edit *crm.Edit, of crm.Kind) bool {
	if edit.Rule != "" && edit.Kind != of {
		return false
	}
	return crm.About(edit.Before, of) != 0 || crm.About(edit.After, of) != 0
}

// tell compares what rules make of a piece with what they did, and returns what is new.
func (r *replay) tell(done *played) (fresh []*crm.Edit, err error) {
	r.out.Asked++
	var was []*crm.Edit
	for i, e := range done.edits {
		if !isGiven(done.entries[i]) && slices.Contains(r.trying, e.Rule) {
			was = append(was, e)
		}
	}
	r.out.Acted = r.out.Acted || len(was) > 0
	add := func(e *crm.Edit, became string) error {
		d, err := r.deed(done, e, became)
		if err == nil && d != nil {
			r.count(d)
		}
		return err
	}
	for _, e := range done.made {
		if !slices.Contains(r.trying, e.Rule) {
			continue
		}
		became := crm.ReplayNew
		if i := slices.IndexFunc(was, func(w *crm.Edit) bool { return sameDeed(w, e, isImport(done.Change)) }); i >= 0 {
			became, was = crm.ReplaySame, slices.Delete(was, i, i+1)
		} else {
			fresh = append(fresh, e)
		}
		if err := add(e, became); err != nil {
			return nil, err
		}
	}
	for _, e := range was {
		if err := add(e, crm.ReplayOnly); err != nil {
			return nil, err
		}
	}
	for _, f := range done.failures {
		if !slices.Contains(r.trying, f.Rule) {
			continue
		}
		if r.out.Why == nil {
			f.Change = done.ID
			r.out.Why = f
		}
		if r.failedIn != done.ID {
			r.failedIn = done.ID
			r.out.Failed++
		}
	}
	return fresh, nil
}

// sameDeed reports whether a rule did at the time what it would do, but for the number of what is
// made. On which day an import put a call for the sake of others the journal does not tell.
func sameDeed(was, e *crm.Edit, imported bool) bool {
	if was.Rule != e.Rule || was.Action != e.Action || was.Kind != e.Kind || e.Action != crm.Create && was.ID != e.ID {
		return false
	}
	then, now := was.Record(), e.Record()
	if a, ok := then.(*crm.Activity); ok && imported {
		then, now = unspread(a), unspread(now.(*crm.Activity))
	}
	for _, f := range crm.BuiltIn(e.Kind).Fields {
		if !f.Derived && !slices.Contains([]string{"id", "version", "cause", "explanation"}, f.Name) && f.Encode(then) != f.Encode(now) {
			return false
		}
	}
	return true
}

// deed describes an edit that a rule makes.
func (r *replay) deed(done *played, e *crm.Edit, became string) (*crm.ReplayDeed, error) {
	d := &crm.ReplayDeed{Day: done.AsOf, Change: done.ID, ID: e.ID, Kind: e.Kind, Was: became}
	d.Rule, d.What = e.Rule, string(e.Kind)
	if d.ID >= store.Supposed || became == crm.ReplayNew && e.Action == crm.Create {
		d.ID = 0
	}
	record := e.Record()
	if err := r.about(done, d, record); err != nil {
		return nil, err
	}
	a, ok := record.(*crm.Activity)
	if ok {
		d.What = a.Kind
	}
	before, _ := e.Before.(*crm.Activity)
	var shown []string
	switch {
	case e.Action == crm.Create:
		d.Does, shown = "create", []string{"call_type", "purpose", "subject", "due", "start", "attempt"}
	case e.Action == crm.Delete:
		return nil, nil
	case ok && before.Status != a.Status && a.Status == crm.Cancelled:
		d.Does, shown = "cancel", []string{"call_type", "purpose", "subject", "due"}
	case ok && before.Status != a.Status && a.Status == crm.Done:
		d.Does, shown = "complete", []string{"call_type", "purpose", "subject", "due"}
	case ok && before.Due != a.Due:
		d.Does, shown = "move", []string{"call_type", "purpose", "subject", "due"}
	default:
		d.Does = "set"
	}
	if ok && (d.Does == "create" || d.Does == "move") {
		d.Due = a.Due
	}
	for _, f := range crm.BuiltIn(e.Kind).Fields {
		value := f.Get(record)
		told := slices.Contains(shown, f.Name) && value != nil
		if d.Does == "set" {
			told = !f.Derived && e.Changes(f) && !slices.Contains([]string{"id", "version", "cause", "explanation", "rule", "slot", "body"}, f.Name)
		}
		if told {
			d.Fields = append(d.Fields, crm.DeedField{Field: f, Value: value})
		}
	}
	if e.Cause == nil {
		return d, nil
	}
	t, err := r.set.Trigger(e.Rule, e.Cause)
	if t.ID >= store.Supposed {
		t.ID = 0
	}
	d.Trigger = &t
	return d, err
}

// about names the contact of what is done.
func (r *replay) about(done *played, d *crm.ReplayDeed, record crm.Record) error {
	c, err := reader{r.Book, done.tx}.contactOrNil(crm.About(record, crm.KindContact))
	if c == nil || err != nil {
		return err
	}
	d.Contact, d.Name = c.ID, c.Name
	return nil
}

// count adds a deed to what is told.
func (r *replay) count(d *crm.ReplayDeed) {
	r.out.Deeds = append(r.out.Deeds, d)
	if d.Was == crm.ReplayOnly {
		return
	}
	k := [3]string{d.Rule, d.Does, d.What}
	if r.counts[k] == nil {
		r.counts[k] = &crm.ReplayCount{Rule: d.Rule, Does: d.Does, What: d.What}
	}
	r.counts[k].N++
	if d.Was == crm.ReplaySame {
		r.counts[k].Was++
	}
	if d.Does == "create" && !d.Due.IsZero() {
		r.due[d.Due]++
	}
}

// sum adds up what was found.
func (r *replay) sum() {
	for _, c := range r.counts {
		r.out.Counts = append(r.out.Counts, *c)
	}
	slices.SortFunc(r.out.Counts, func(a, b crm.ReplayCount) int {
		return cmp.Or(slices.Index(r.trying, a.Rule)-slices.Index(r.trying, b.Rule), cmp.Compare(b.N, a.N), cmp.Compare(a.Does+a.What, b.Does+b.What))
	})
	for day, n := range r.due {
		if n > r.out.MostN || n == r.out.MostN && day.Before(r.out.Most) {
			r.out.Most, r.out.MostN = day, n
		}
	}
	for _, reason := range []string{crm.LeftUndone, crm.LeftErased, crm.LeftUnasked, crm.LeftBroken} {
		if n := r.left[reason]; n > 0 {
			r.out.Left = append(r.out.Left, crm.ReplayLeft{Reason: reason, N: n})
		}
	}
}
