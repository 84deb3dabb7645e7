package book

import (
	"crm/internal/crm"
	"crm/internal/store"
)

// What an earlier state of the book gets of what was erased since.

// eraseAgain erases in an earlier state of the book whom the book has erased since, and
// reports whether anything of them was there. Of somebody who is deleted there the journal
// has all that an undo brings back.
func (w *work) eraseAgain(e crm.Erasure) (bool, error) {
	if err := w.tx.KeepErasure(e); err != nil {
		return false, err
	}
	c, err := store.Ref[*crm.Contact](w.tx.View, e.Contact)
	if err != nil || c != nil && !c.Erased.IsZero() {
		return false, err
	}
	if made, err := w.tx.MadeBy(e.Contact); made != e.Made || c == nil && made == "" || err != nil {
		return false, err // somebody else has the number there, or nobody had it yet
	}
	if c == nil {
		return w.eraseGone(e)
	}
	_, err = w.carryOutErasure(crm.Copy(c), e)
	return err == nil, err
}

// eraseGone erases what the journal has of somebody who is not in the book any more, and
// reports whether it had anything.
func (w *work) eraseGone(e crm.Erasure) (bool, error) {
	if done, err := w.tx.IsEmptied(e.Contact); done || err != nil {
		return false, err
	}
	of, err := w.tx.About(e.Contact)
	if err == nil {
		err = w.tx.Erase(e, of)
	}
	if err != nil {
		return false, err
	}
	return true, w.keepErased(of)
}

// silenceAgain keeps in an earlier state of the book what is left of the words of those who
// were erased.
func (w *work) silenceAgain(words []store.Silenced) error {
	for _, s := range words {
		if err := w.tx.Silence(s); err != nil {
			return err
		}
	}
	w.keepFlipped(&crm.Edit{Day: w.day})
	return w.drain()
}
