package book

import (
	"iter"
	"maps"
	"slices"
	"strings"

	"crm/internal/crm"
	"crm/internal/store"
)

// piece is a part of a change after which rules were followed, and mostly all of it.
type piece struct {
	*store.Change
	entries     []*store.Entry
	first, last bool // of its change
	// kept is what was made of it and is to be supposed from here on.
	kept []*crm.Edit
}

func isImport(c *store.Change) bool { return strings.HasSuffix(c.Command, "import") }

// mostOfPiece is from how many edits on a change is taken in pieces.
const mostOfPiece = 1000

// pieces iterates over the journal of the present book from a change on.
func (p *past) pieces(from int64) iter.Seq2[*piece, error] {
	return func(yield func(*piece, error) bool) {
		for {
			changes, err := p.now.tx.ChangesAfter(from - 1)
			if err != nil {
				yield(nil, err)
				return
			}
			for _, c := range changes {
				if !p.piecesOf(c, yield) {
					return
				}
				from = c.ID + 1
			}
			if len(changes) == 0 {
				return
			}
		}
	}
}

// piecesOf yields a change, in pieces if it is an import or large. Rules were followed behind what
// stands before the last of their edits.
func (p *past) piecesOf(c *store.Change, yield func(*piece, error) bool) bool {
	now := &piece{Change: c, first: true}
	byRow, followed := isImport(c), false
	for e, err := range p.now.tx.Entries(c.ID, 0) {
		if err == nil {
			err = p.ctx.Err()
		}
		if err != nil {
			yield(nil, err)
			return false
		}
		if followed && isGiven(e) && (byRow || len(now.entries) >= mostOfPiece) || len(now.entries) >= 20*mostOfPiece {
			if !yield(now, nil) {
				return false
			}
			now, followed = &piece{Change: c}, false
		}
		followed = followed || !isGiven(e)
		now.entries = append(now.entries, e)
	}
	now.last = true
	return yield(now, nil)
}

// played is what came of a piece that was played again.
type played struct {
	*piece
	tx       *store.View // with all of it
	edits    []*crm.Edit // as the journal has them; nil where it does not go on from what was before
	made     []*crm.Edit // by rules
	failures []*crm.RuleProblem
}

// walk brings the book from a change to the present. What wants says of is played again before it
// is in the book; what came of it is handed to tell, which returns what is to be supposed.
func (p *past) walk(from int64, wants func(*piece, []*crm.Edit) (bool, error), tell func(*played) ([]*crm.Edit, error)) error {
	next, stop := iter.Pull2(p.pieces(from))
	defer stop()
	for more := true; more; {
		err := p.store.Write(p.ctx, func(tx *store.Tx) error {
			for n := 0; n < 2*mostOfPiece; {
				var at *piece
				var err error
				if at, err, more = next(); !more || err != nil {
					return err
				}
				n += len(at.entries)
				if err := p.step(tx, at, wants, tell); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// step takes a piece into the book, and has it played again before that if that is wanted.
func (p *past) step(tx *store.Tx, at *piece, wants func(*piece, []*crm.Edit) (bool, error), tell func(*played) ([]*crm.Edit, error)) error {
	if err := p.learnRules(tx); err != nil {
		return err
	}
	edits, err := p.edits(tx, at.entries)
	if err != nil {
		return err
	}
	play, err := wants(at, edits)
	if err == nil && play {
		at.kept, err = p.try(tx, at, edits, tell)
	}
	if err != nil {
		return err
	}
	return p.take(tx, at, edits)
}

// try plays a piece again, which leaves nothing in the book.
func (p *past) try(tx *store.Tx, at *piece, edits []*crm.Edit, tell func(*played) ([]*crm.Edit, error)) (kept []*crm.Edit, err error) {
	err = tx.Try(func(tx *store.Tx) error {
		if err := p.learnOf(tx, at.Change); err != nil {
			return err
		}
		done := &played{piece: at, tx: tx.View, edits: edits}
		acted := slices.ContainsFunc(at.entries, func(e *store.Entry) bool { return slices.Contains(p.trying, e.Rule) })
		var err error
		if done.made, done.failures, err = p.play(tx, at.Change, at.entries, edits, !acted); err != nil {
			return err
		}
		kept, err = tell(done)
		return err
	})
	if slices.ContainsFunc(at.entries, func(e *store.Entry) bool { return e.Kind == crm.KindSettings }) {
		p.settings = nil // of what is not in the book
	}
	return kept, err
}

// take brings the book to where a piece left it.
func (p *past) take(tx *store.Tx, at *piece, edits []*crm.Edit) error {
	if at.first {
		if err := tx.BeginAgain(at.Change); err != nil {
			return err
		}
	}
	if err := p.goOn(tx, at.entries, edits); err != nil {
		return err
	}
	if err := p.suppose(tx, at); err != nil {
		return err
	}
	if at.last && at.Command == BackfillCommand {
		if err := p.fillAgain(tx, at.ID); err != nil {
			return err
		}
	}
	if !at.last || at.Reverses == 0 {
		return nil
	}
	by := at.ID
	if at.Command != "undo" {
		by = 0
	}
	return tx.MarkUndone(at.Reverses, by)
}

// fillAgain keeps for which records a backfill made a rule act.
func (p *past) fillAgain(tx *store.Tx, change int64) error {
	filled, err := p.now.tx.RuleFilled(change)
	for rule, ids := range filled {
		for _, id := range ids {
			if err == nil {
				err = tx.KeepRuleFill(rule, id, change)
			}
		}
	}
	return err
}

// numberFor returns the number of what a rule that is tried makes, which nothing else ever has.
func (p *past) numberFor(r crm.Record, rule string) int64 {
	if _, listed := r.(*crm.Suppression); listed || !slices.Contains(p.trying, rule) {
		return 0
	}
	p.supposed++
	return p.supposed - 1
}

// suppose keeps in the book what rules would have done because of a piece, and that they have acted.
func (p *past) suppose(tx *store.Tx, at *piece) error {
	for _, e := range at.kept {
		if err := p.supposeActed(tx, at, e); err != nil {
			return err
		}
		there, err := tx.Ref(e.Kind, e.ID)
		switch {
		case err != nil:
			return err
		case e.After == nil || (there == nil) != (e.Action == crm.Create):
			continue
		case there == nil:
			there = crm.Copy(e.After)
		default:
			for _, d := range e.Differences() {
				if err := d.Field.Set(there, d.After); err != nil {
					return err
				}
			}
		}
		if _, err := tx.PutAgain(there); err != nil {
			return err
		}
	}
	return nil
}

// supposeActed keeps for which records a rule would have acted in a piece, where the journal does not
// have what it did (see RuleActedOn).
func (p *past) supposeActed(tx *store.Tx, at *piece, e *crm.Edit) error {
	of := map[int64]bool{e.Cause.ID: true}
	for _, kind := range crm.Kinds() {
		of[crm.About(e.Record(), kind)] = true
	}
	for _, id := range slices.Sorted(maps.Keys(of)) {
		if err := tx.KeepRuleFill(e.Rule, id, at.ID); err != nil {
			return err
		}
	}
	return nil
}
