package book

import (
	"cmp"
	"context"
	"os"
	"path/filepath"
	"slices"

	"crm/internal/crm"
	"crm/internal/rules"
	"crm/internal/store"
)

// past is a book as it was. It goes on as the journal of the present one tells, in a file of its
// own that nobody sees, and may try what rules make of a change before the change is in it.
type past struct {
	*Book
	draft *store.Draft
	now   reader // the present book
	// trying are the names of the rules that are tried, as own has them.
	trying []string
	own    []rules.Own
	set    *rules.Set // in force in the past book, with those
	setBy  string
	ctx    context.Context
	// supposed is the number of the next record that was never recorded.
	supposed int64
}

// pastBook makes a book as it was before a change.
func pastBook(ctx context.Context, now reader, first int64) (*past, error) {
	o := now.options
	o.Today, o.From, o.As, o.Op, o.IfVersion, o.DryRun, o.Yes = "", "", "", "", 0, false, true
	o.Ask = nil
	p := &past{Book: &Book{options: o}, now: now, ctx: ctx, supposed: store.Supposed}
	var err error
	p.draft, err = store.Scratch(ctx, filepath.Join(os.TempDir(), "crm-replay.db"), func(tx *store.Tx) error { return p.fill(tx, first) })
	if err != nil {
		return nil, err
	}
	p.store = p.draft.Store
	return p, nil
}

func (p *past) discard() { p.draft.Discard() }

// fill writes the book as it was before a change.
func (p *past) fill(tx *store.Tx, first int64) error {
	if err := tx.Loading(); err != nil {
		return err
	}
	var again []int64 // contacts who may have been contacted then and not now, or the other way round
	every := false
	kinds := append([]crm.Kind{crm.KindSettings, crm.KindField, crm.KindSuppression, crm.KindConsent}, crm.Kinds()...)
	for i, kind := range kinds {
		if i > 3 && slices.Contains(kinds[:4], kind) {
			continue
		}
		there, err := p.now.tx.ThereBefore(kind, first)
		if err != nil {
			return err
		}
		for _, t := range there {
			record, err := p.recordBefore(kind, t, first)
			if err == nil && record != nil {
				err = tx.Load(record)
			}
			if err != nil {
				return err
			}
			every = every || t.Touched && (kind == crm.KindSuppression || kind == crm.KindConsent)
			if c, ok := record.(*crm.Contact); ok && (every || t.Touched || c.Kind != crm.Person || !c.MayCall() || !c.EmailsBarred.IsZero() || !c.TextsWithdrawn.IsZero() || !c.PostWithdrawn.IsZero()) {
				again = append(again, t.ID)
			}
		}
		if kind == crm.KindField {
			if err := tx.Settled(); err != nil {
				return err
			}
		}
	}
	for _, t := range crm.Tables() {
		at := slices.IndexFunc(t.Columns, func(c crm.Column) bool { return c.Name == "change" || c.Name == "id" && t.Name == "changes" })
		for row, err := range p.now.tx.Rows(t) {
			if err != nil {
				return err
			}
			if at >= 0 && row[at].(int64) >= first {
				break // they are in this order
			}
			if err := tx.LoadRow(t, row); err != nil {
				return err
			}
		}
	}
	next, err := p.now.tx.NextBefore(first)
	if err != nil {
		return err
	}
	if err := tx.Loaded(crm.Whole{Next: next, Change: first}); err != nil {
		return err
	}
	for range 2 { // first the people, then those who stand for them
		for _, id := range again {
			if err := tx.StopAgain(id); err != nil {
				return err
			}
		}
	}
	return nil
}

// recordBefore returns a record as it was before a change, or nil.
func (p *past) recordBefore(kind crm.Kind, t store.There, first int64) (crm.Record, error) {
	record, err := p.now.tx.Ref(kind, t.ID)
	if err != nil || !t.Touched {
		return record, err
	}
	entries, err := p.now.tx.EntriesOf(t.ID)
	if err != nil {
		return nil, err
	}
	for _, e := range slices.Backward(entries) {
		if e.Change < first {
			break
		}
		if e.Kind != kind {
			continue
		}
		switch {
		case e.Action == crm.Create:
			record = nil
			continue
		case e.Action == crm.Delete || record == nil:
			record = crm.New(kind)
			crm.HeadOf(record).ID = e.ID
		}
		if err := p.now.decodeInto(record, e.Before); err != nil {
			return nil, err
		}
		crm.HeadOf(record).Version = e.Version - 1
	}
	return record, nil
}

// key is what a record is known by.
type key struct {
	kind crm.Kind
	id   int64
}

// edits returns what entries of one change did as records before and after, where the book is as
// it was before them. One whose record is not there, or is there already, is nil.
func (p *past) edits(tx *store.Tx, entries []*store.Entry) ([]*crm.Edit, error) {
	var all []*crm.Edit
	made, is := map[int64]*crm.Edit{}, map[key]crm.Record{}
	for _, e := range entries {
		k := key{e.Kind, e.ID}
		there, known := is[k]
		if !known {
			var err error
			if there, err = tx.Ref(e.Kind, e.ID); err != nil {
				return nil, err
			}
		}
		edit := &crm.Edit{Action: e.Action, Kind: e.Kind, ID: e.ID, Rule: e.Rule, Seq: int(e.Seq), Cause: made[e.Cause]}
		if (there == nil) != (e.Action == crm.Create) {
			all = append(all, nil)
			continue
		}
		var err error
		switch e.Action {
		case crm.Create:
			edit.After, err = p.now.recordAfter(e)
		case crm.Delete:
			edit.Before = there
		default:
			edit.Before, edit.After = there, crm.Copy(there)
			err = p.decodeIn(tx, edit.After, e.After)
		}
		if err != nil {
			return nil, err
		}
		if edit.After != nil {
			crm.HeadOf(edit.After).Version = e.Version
		}
		made[e.Seq], is[k] = edit, edit.After
		all = append(all, edit)
	}
	return all, nil
}

func (p *past) decodeIn(tx *store.Tx, record crm.Record, image map[string]any) error {
	return reader{p.Book, tx.View}.decodeInto(record, image)
}

// learnOf goes on with the settings and the rules of the past book, on the day and with the
// producer of a change.
func (p *past) learnOf(tx *store.Tx, c *store.Change) error {
	p.options.Now, p.options.Today = c.MadeAt, c.AsOf.String()
	if err := p.learn(tx.View); err != nil {
		return err
	}
	p.today = c.AsOf
	if c.Producer != 0 {
		me, err := store.Ref[*crm.Producer](tx.View, c.Producer)
		if err != nil {
			return err
		}
		p.me = cmp.Or(me, p.me)
	}
	return p.learnRules(tx)
}

// learnRules has those rules asked that were in force, with those that are tried in their place.
func (p *past) learnRules(tx *store.Tx) error {
	p.knowSchema(tx.Schema())
	mark := tx.Settings().Rules
	if p.rules != nil && p.rules == p.set && p.setBy == mark {
		return nil
	}
	there, err := tx.OwnRules()
	if err != nil {
		return err
	}
	var all []rules.Own
	for _, o := range p.ownOf(there) {
		i := slices.IndexFunc(p.own, func(tried rules.Own) bool { return tried.Name == o.Name })
		switch {
		case i >= 0:
			o.Off, o.Heads, o.Clauses = false, p.own[i].Heads, p.own[i].Clauses
		case slices.Contains(p.trying, o.Name):
			o.Off = false
		}
		all = append(all, o)
	}
	for _, tried := range p.own {
		if !slices.ContainsFunc(all, func(o rules.Own) bool { return o.Name == tried.Name }) {
			all = append(all, tried)
		}
	}
	packs, err := reader{p.Book, tx.View}.packs()
	if err != nil {
		return err
	}
	if p.set = p.setOf(nil, packs); len(all) > 0 {
		p.set = rules.With(p.schema, all, packs...)
	}
	p.rules, p.ruledBy, p.setBy = p.set, mark, mark
	return nil
}

// goOn brings the book to where a piece of a change left it. Some of its edits may be nil.
func (p *past) goOn(tx *store.Tx, entries []*store.Entry, edits []*crm.Edit) error {
	for i, e := range entries {
		var err error
		switch {
		case edits[i] == nil:
			continue
		case e.Action == crm.Delete:
			if err := p.withoutSupposed(tx, e.Kind, e.ID); err != nil {
				return err
			}
			_, err = tx.Delete(e.Kind, e.ID)
		default:
			_, err = tx.PutAgain(crm.Copy(edits[i].After))
		}
		if err != nil {
			return err
		}
	}
	return tx.JournalAgain(entries)
}

// withoutSupposed removes what was never recorded and refers to a record.
func (p *past) withoutSupposed(tx *store.Tx, kind crm.Kind, id int64) error {
	for {
		r, err := tx.Referrer(kind, id)
		if r == nil || err != nil || crm.IDOf(r) < store.Supposed {
			return err
		}
		if err := p.withoutSupposed(tx, r.Noun(), crm.IDOf(r)); err != nil {
			return err
		}
		if _, err := tx.Delete(r.Noun(), crm.IDOf(r)); err != nil {
			return err
		}
	}
}
