package book

import (
	"crm/internal/crm"
	"crm/internal/store"
)

// Whoever is erased where they are not in the book any more, or in an earlier state of it.

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

// deletedContact returns the contact of a number who was deleted and can be brought back, as
// they were; or nil.
func (w *work) deletedContact(who string) (*crm.Contact, error) {
	id, ok := recordNumber(who)
	if !ok {
		return nil, nil
	}
	there, err := w.tx.Record(id)
	if there != nil || crm.CodeOf(err) != crm.CodeNotFound {
		return nil, nil // which is looked into elsewhere
	}
	alias, err := w.tx.AliasOf(id)
	if alias != nil || err != nil {
		return nil, err
	}
	return w.tx.DeletedContact(id)
}

// eraseDeleted erases what the journal has of somebody who was deleted.
func (w *work) eraseDeleted(c *crm.Contact) error {
	texts, err := w.namesIn(c)
	if err != nil {
		return err
	}
	if err := w.withoutNames(c, texts); err != nil {
		return err
	}
	of, err := w.tx.About(c.ID)
	if err != nil {
		return err
	}
	told := w.toldOf(of)
	if err := w.confirm("confirm-erase", "name", c.Name, "id", c.ID, "n", told, "command", crm.Run("history", c.ID)); err != nil {
		return err
	}
	w.backsUp = crm.BackupBeforeErase
	e := crm.Erasure{Contact: c.ID, Day: w.today, Reason: w.reason}
	if e.Made, err = w.tx.MadeBy(c.ID); err != nil {
		return err
	}
	if err := w.eraseBefore(c, e); err != nil {
		return err
	}
	if w.change == nil { // no edit is left to begin it
		if err := w.beginChange(0); err != nil {
			return err
		}
	}
	if _, err := w.eraseGone(e); err != nil {
		return err
	}
	w.say("erased", "id", c.ID, "n", told)
	w.say("erase-stays")
	return w.sayElsewhere(texts, of)
}
