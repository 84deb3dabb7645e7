package book

import (
	"fmt"
	"slices"

	"crm/internal/crm"
	"crm/internal/store"
)

// Whoever said no, was not in a backup that was restored, and is in the book again: what they
// said counts again.

// arrives notes that a contact has come into the book.
func (w *work) arrives(edit *crm.Edit) {
	if edit.Kind == crm.KindContact && edit.Action == crm.Create {
		w.arrived = append(w.arrived, edit.ID)
	}
}

// recallArrived recalls what those had said who have come into the book.
func (w *work) recallArrived() error {
	back, err := w.arrivedAgain()
	if err != nil {
		return err
	}
	for _, c := range back {
		if _, err := w.recall(c, true); err != nil {
			return err
		}
	}
	return nil
}

// arrivedAgain returns those who have come into the book, and of whose words something is
// kept.
func (w *work) arrivedAgain() (back []*crm.Contact, err error) {
	arrived := w.arrived
	w.arrived = nil
	if some, err := w.tx.SomeSilenced(); !some || err != nil {
		return nil, err
	}
	for _, id := range arrived {
		c, err := w.contactIfThere(id)
		if err != nil {
			return nil, err
		}
		if c == nil {
			continue
		}
		words, err := w.tx.Remembered(c, true)
		if err != nil {
			return nil, err
		}
		if len(words) > 0 {
			back = append(back, c)
		}
	}
	return back, nil
}

// recallBack recalls what those had said whom an undo or a redo has brought back. Rules see to
// what is planned with them, and to nothing else that it did.
func (w *work) recallBack() error {
	back, err := w.arrivedAgain()
	if len(back) == 0 || err != nil {
		return err
	}
	w.quiet, w.homes, w.firsts = false, nil, nil
	defer func() { w.quiet = true }()
	for _, c := range back {
		if _, err := w.recall(c, true); err != nil {
			return err
		}
	}
	return w.drain()
}

// recall records again what is kept of the words of a contact, also of somebody of their name
// if it is named, and reports whether a withdrawn consent is among them that was not in the
// book.
func (w *work) recall(c *crm.Contact, named bool) (withdrawn bool, err error) {
	words, err := w.tx.Remembered(c, named)
	if len(words) == 0 || !c.Erased.IsZero() || err != nil {
		return false, err
	}
	said, err := w.tx.ConsentsOf(c.ID)
	if err != nil {
		return false, err
	}
	for _, channel := range crm.Channels() {
		word, kept := words[channel]
		if !kept || !crm.WithdrawnSince(said, channel).IsZero() {
			continue
		}
		again := lastOf(said, &crm.Consent{Channel: channel, State: crm.Withdrawn, Since: word.Since}, channel, c)
		if _, err := w.put(again); err != nil {
			return false, err
		}
		said, withdrawn = append(said, again), true
	}
	mark, kept := words[store.StopWord]
	now, err := w.contactIfThere(c.ID)
	if now == nil || err != nil {
		return withdrawn, err
	}
	marks := kept && now.DoNotContact.IsZero()
	if marks {
		err = w.mark(now, mark.Since, mark.Reason, "")
	} else if withdrawn {
		err = w.stopSilent(now, said)
	}
	if (marks || withdrawn) && err == nil {
		w.recalled = append(w.recalled, recalled{now, marks})
	}
	return withdrawn, err
}

// recalled is somebody of whose words some count again.
type recalled struct {
	*crm.Contact
	marked bool
}

// sayRecalled names those who are marked, or have withdrawn a consent, as they had before a
// backup was restored.
func (w *work) sayRecalled() error {
	if len(w.recalled) == 0 {
		return nil
	}
	var names []string
	for _, c := range w.recalled[:min(len(w.recalled), listed)] {
		names = append(names, fmt.Sprintf("%s (%d)", c.Name, c.ID))
	}
	first := w.recalled[0]
	command := crm.Run("contact consent", first.ID, crm.ByCall, crm.Consented)
	if first.marked {
		command = crm.Run("contact allow", first.ID, crm.With("reason", crm.Blank("TEXT")))
	}
	w.warn("recalled", "names", names, "n", len(w.recalled), "command", command)
	return nil
}

// unsay drops what is kept of the words of a contact who is marked no longer, or gives a
// consent.
func (w *work) unsay(edit *crm.Edit) error {
	if said, is := edit.After.(*crm.Consent); is {
		c, err := w.contactIfThere(said.Contact)
		if c == nil || said.State != crm.Consented || edit.Action != crm.Create || err != nil {
			return err
		}
		speaks := func(channel string) bool { return crm.LastWord([]*crm.Consent{said}, channel) != nil }
		return w.tx.Unremember(c, slices.DeleteFunc(crm.Channels(), func(channel string) bool { return !speaks(channel) })...)
	}
	before, _ := edit.Before.(*crm.Contact)
	now, _ := edit.After.(*crm.Contact)
	if before == nil || now == nil || before.DoNotContact.IsZero() || !now.DoNotContact.IsZero() {
		return nil
	}
	return w.tx.Unremember(now, store.StopWord)
}
