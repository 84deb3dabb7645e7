package book

import (
	"cmp"
	"context"
	"iter"
	"maps"
	"os"
	"slices"

	"crm/internal/crm"
	"crm/internal/store"
)

// Compared is a book to be compared: its file, or an export of one.
type Compared struct {
	Path string
	From Source // nil for a file
}

// Diff compares two books, and passes show how they differ. It reads both, and changes and
// upgrades neither. Records are compared by their numbers, and fields by what is stored in
// them; what follows from others is not compared. Notes that the acting producer may not read
// in one of the books are without their texts in it.
//
// Errors: those of store.OpenRead and ImportBook, CodeConflict for a book of an earlier
// version.
func Diff(ctx context.Context, o Options, first, second Compared, opened func(*Book), show func(*crm.BooksCompared) error) error {
	done := &crm.BooksCompared{First: first.Path, Second: second.Path}
	a, err := openCompared(ctx, o, first)
	if err != nil {
		return err
	}
	defer a.Close()
	opened(a)
	if one, err := os.Stat(first.Path); err == nil && first.From == nil && second.From == nil {
		if other, err := os.Stat(second.Path); err == nil && os.SameFile(one, other) {
			done.SameBook, done.Edits = true, func(func(*crm.Edit, error) bool) {}
			done.Beside = func() ([]crm.TableDifference, error) { return nil, nil }
			return show(done)
		}
	}
	b, err := openCompared(ctx, o, second)
	if err != nil {
		return err
	}
	defer b.Close()
	return a.Whole(ctx, func(a *Whole) error {
		return b.Whole(ctx, func(b *Whole) error {
			d := &twoBooks{a, b}
			one, err := a.tx.Identity()
			if err != nil {
				return err
			}
			other, err := b.tx.Identity()
			if err != nil {
				return err
			}
			done.SameBook, done.Edits, done.Beside, done.Info = one == other, d.edits, d.beside, d.info
			return show(done)
		})
	})
}

// openCompared opens one of the books as it is.
func openCompared(ctx context.Context, o Options, of Compared) (*Book, error) {
	o.Path, o.MayCreate, o.Today, o.From, o.DryRun = of.Path, false, "", "", true
	if of.From != nil {
		draft, _, err := draftOf(ctx, dryRunPath(), o, of.From)
		if err != nil {
			return nil, err
		}
		b := &Book{options: o, store: draft.Store, draft: draft}
		return b.connected(ctx, nil)
	}
	s, err := current(ctx, o, "compared", store.OpenRead)
	if err != nil {
		return nil, err
	}
	b := &Book{options: o, store: s}
	return b.connected(ctx, nil)
}

// twoBooks are two books that are compared.
type twoBooks struct{ a, b *Whole }

// edits iterates over what makes the records of the second book of those of the first.
func (d *twoBooks) edits(yield func(*crm.Edit, error) bool) {
	for _, kind := range crm.Kinds() {
		for e, err := range merged(d.a.Records(kind), d.b.Records(kind), func(a, b crm.Record) int { return cmp.Compare(crm.IDOf(a), crm.IDOf(b)) }) {
			edit := &crm.Edit{Kind: kind, Before: e.a, After: e.b}
			switch {
			case err != nil:
				yield(nil, err)
				return
			case e.a == nil:
				edit.Action = crm.Create
			case e.b == nil:
				edit.Action = crm.Delete
			default:
				if edit.Action = crm.Update; len(edit.Differences()) == 0 {
					continue
				}
			}
			edit.ID = crm.IDOf(edit.Record())
			if !yield(edit, nil) {
				return
			}
		}
	}
}

// both are two things with the same key, of which one may be missing.
type both[T any] struct{ a, b T }

// merged iterates over two sequences in the order of their keys at once.
func merged[T any](a, b iter.Seq2[T, error], compare func(a, b T) int) iter.Seq2[both[T], error] {
	return func(yield func(both[T], error) bool) {
		nextA, stopA := iter.Pull2(a)
		defer stopA()
		nextB, stopB := iter.Pull2(b)
		defer stopB()
		oneA, errA, inA := nextA()
		oneB, errB, inB := nextB()
		for inA || inB {
			if err := cmp.Or(errA, errB); err != nil {
				yield(both[T]{}, err)
				return
			}
			var order int
			switch {
			case !inB:
				order = -1
			case !inA:
				order = 1
			default:
				order = compare(oneA, oneB)
			}
			var found both[T]
			if order <= 0 {
				found.a = oneA
			}
			if order >= 0 {
				found.b = oneB
			}
			if !yield(found, nil) {
				return
			}
			if order <= 0 {
				oneA, errA, inA = nextA()
			}
			if order >= 0 {
				oneB, errB, inB = nextB()
			}
		}
	}
}

// beside returns how the rows differ that are not records, and the bytes of files.
func (d *twoBooks) beside() (all []crm.TableDifference, err error) {
	for _, t := range crm.Tables() {
		found := crm.TableDifference{Table: t.Name}
		for rows, err := range merged(d.a.Rows(t), d.b.Rows(t), compareRows) {
			switch {
			case err != nil:
				return nil, err
			case rows.a == nil:
				found.Second++
			case rows.b == nil:
				found.First++
			case !slices.Equal(rows.a, rows.b):
				found.Changed++
			}
		}
		if found != (crm.TableDifference{Table: t.Name}) {
			all = append(all, found)
		}
	}
	found := crm.TableDifference{Table: "contents"}
	a, err := d.a.tx.ContentSums()
	if err != nil {
		return nil, err
	}
	b, err := d.b.tx.ContentSums()
	if err != nil {
		return nil, err
	}
	for _, sum := range a {
		if _, there := slices.BinarySearch(b, sum); !there {
			found.First++
		}
	}
	found.Second = len(b) - (len(a) - found.First)
	if found.First+found.Second > 0 {
		all = append(all, found)
	}
	return all, nil
}

// compareRows compares rows by the first two columns, which no two rows share.
func compareRows(a, b []any) int {
	for i := range 2 {
		order := 0
		switch x := a[i].(type) {
		case int64:
			y, _ := b[i].(int64)
			order = cmp.Compare(x, y)
		case string:
			y, _ := b[i].(string)
			order = cmp.Compare(x, y)
		}
		if order != 0 {
			return order
		}
	}
	return 0
}

// info returns edits with what they refer to, as the second book has it, or else the first.
func (d *twoBooks) info(edits []*crm.Edit) (*crm.ChangeInfo, error) {
	info := &crm.ChangeInfo{Edits: edits, People: map[int64]*crm.Contact{}, Opportunities: map[int64]*crm.Opportunity{}}
	for _, v := range []reader{d.a.reader, d.b.reader} {
		o := &crm.Outcome{Edits: edits, People: map[int64]*crm.Contact{}}
		if err := v.namePeople(o); err != nil {
			return nil, err
		}
		maps.Copy(info.People, o.People)
		maps.Copy(info.Opportunities, o.Opportunities)
	}
	return info, nil
}
