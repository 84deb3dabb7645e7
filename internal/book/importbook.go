package book

import (
	"cmp"
	"context"
	"errors"
	"fmt"

	"crm/internal/crm"
	"crm/internal/store"
)

// Source is an export of a whole book, as it is read. An error of do is about the line that
// is being read.
type Source interface {
	Path() string
	Whole() crm.Whole
	// Hidden is how many notes are without their texts.
	Hidden() int
	Records(kind crm.Kind, schema *crm.Schema, decimals int, do func(crm.Record) error) error
	Rows(t crm.Table, do func([]any) error) error
	Contents(do func([]byte) error) error
	// Astray is the error for what is wrong at a line of what has the records of a table.
	Astray(table string, line int, what string) error
}

// importingBook is an export of a whole book on its way into an empty one.
type importingBook struct {
	from   Source
	done   *crm.BookImported
	failed error // as the source tells of it
}

// ImportBook makes a book of an export: the same records under the same numbers, with the
// journal. The book of the options is not there, or nothing has been recorded in it; it is
// kept as a backup then.
//
// Errors: CodeConflict for a book with records, CodeDamaged for an export that is not whole,
// those of store.Draft.Replace.
func ImportBook(ctx context.Context, o Options, from Source) (*crm.BookImported, error) {
	if err := store.InFile(o.Path, "%s is on a server, and a whole book is imported into a file", "Import it into a file, which is checked as it comes in."); err != nil {
		if e, ok := crm.AsError(err); ok && e.Code == crm.CodeConflict {
			err = e.Next("Then copy that book to the server", "book copy", crm.Blank("FILE"), o.Path)
		}
		return nil, err
	}
	to, err := destinationOf(ctx, o)
	if err != nil {
		return nil, err
	}
	if to.taken {
		return nil, crm.Errorf(crm.CodeConflict, "there are records in %s, and a whole book is imported into an empty one", o.Path).
			Next("Make another book of it", "import book", from.Path(), crm.With("book", crm.Blank("FILE")))
	}
	path := o.Path
	if o.DryRun {
		path = dryRunPath()
	}
	draft, done, err := draftOf(ctx, path, o, from)
	if err != nil {
		return nil, err
	}
	defer draft.Discard()
	done.Replaced = to.there
	problems, err := draft.Check(ctx, false)
	if err != nil {
		return nil, err
	}
	done.Problems = len(problems)
	if o.DryRun {
		return done, nil
	}
	done.Kept, err = to.take(ctx, draft, crm.BackupBeforeImport)
	return done, err
}

// draftOf makes a draft for path of an export.
func draftOf(ctx context.Context, path string, o Options, from Source) (*store.Draft, *crm.BookImported, error) {
	im := &importingBook{from: from, done: &crm.BookImported{Path: from.Path(), Book: o.Path, Hidden: from.Hidden(), DryRun: o.DryRun}}
	draft, err := store.LoadDraft(ctx, path, im.fill)
	if e, ok := crm.AsError(im.failed); ok { // a new book would call it the fault of its disk
		err = e
	}
	return draft, im.done, err
}

// fill writes all of the export into a new book.
func (im *importingBook) fill(tx *store.Tx) error {
	im.failed = im.load(tx)
	return im.failed
}

func (im *importingBook) load(tx *store.Tx) error {
	if err := tx.Loading(); err != nil {
		return err
	}
	whole := im.from.Whole()
	decimals := crm.Decimals(whole.Currency)
	counts := map[crm.Kind]int{}
	load := func(kind crm.Kind) error {
		return im.from.Records(kind, tx.Schema(), decimals, func(r crm.Record) error {
			counts[kind]++
			return im.loadRecord(tx, r, whole)
		})
	}
	// The others can't be read without these.
	if err := load(crm.KindSettings); err != nil {
		return err
	}
	if n := counts[crm.KindSettings]; n != 1 {
		return im.from.Astray(crm.NounOf(crm.KindSettings).Table, 0, fmt.Sprintf("has the settings of %d books", n))
	}
	if err := load(crm.KindField); err != nil {
		return err
	}
	if err := tx.Settled(); err != nil {
		return im.from.Astray(crm.NounOf(crm.KindField).Table, 0, "has fields that no book can have")
	}
	for _, kind := range crm.Kinds() {
		if counts[kind] == 0 {
			if err := load(kind); err != nil {
				return err
			}
		}
	}
	delete(counts, crm.KindSettings)
	for _, kind := range crm.Kinds() {
		if n := counts[kind]; n > 0 {
			im.done.Counts = append(im.done.Counts, crm.KindCount{Kind: kind, N: int64(n)})
		}
	}
	if err := im.loadRows(tx, whole); err != nil {
		return err
	}
	if err := im.from.Contents(func(content []byte) error {
		_, err := tx.Keep(content)
		return err
	}); err != nil {
		return err
	}
	if err := tx.Loaded(whole); err != nil {
		return err
	}
	astray, err := tx.Astray()
	if err != nil {
		return err
	}
	if astray != nil {
		return im.from.Astray(astray.Table, astray.Place, "refers to something in "+astray.To+" that is not there")
	}
	return nil
}

// loadRecord writes one record.
func (im *importingBook) loadRecord(tx *store.Tx, r crm.Record, whole crm.Whole) error {
	id := crm.IDOf(r)
	if s, ok := r.(*crm.Settings); ok {
		if err := new(Book).use(s); err != nil || id != 0 {
			return crm.Errorf(crm.CodeDamaged, "they are not the settings of a book: %w", cmp.Or(err, errors.New("they have a number")))
		}
	} else if _, listed := r.(*crm.Suppression); id < 1 || !listed && id >= whole.Next { // which have numbers of their own
		return crm.Errorf(crm.CodeDamaged, "%d is not a number that the book has given out", id)
	}
	return refused(tx.Load(r))
}

// refused is the error for a row that the book does not take.
func refused(err error) error {
	if store.IsConstraint(err) {
		return crm.Errorf(crm.CodeDamaged, "its number is taken, or something that it needs is missing")
	}
	return err
}

// loadRows writes the rows of the tables that have no records.
func (im *importingBook) loadRows(tx *store.Tx, whole crm.Whole) error {
	for _, t := range crm.Tables() {
		n := int64(0)
		err := im.from.Rows(t, func(row []any) error {
			n++
			if id, ok := row[0].(int64); ok && t.Name == "changes" && (id < 1 || id >= whole.Change) {
				return crm.Errorf(crm.CodeDamaged, "%d is not a number that the book has given out", id)
			}
			return refused(tx.LoadRow(t, row))
		})
		if err != nil {
			return err
		}
		if t.Name == "changes" {
			im.done.Changes = n
			if is, err := tx.Identity(); err != nil || is != whole.Identity {
				return im.from.Astray(t.Name, 1, "is not of the same book as the manifest")
			}
		}
	}
	return nil
}
