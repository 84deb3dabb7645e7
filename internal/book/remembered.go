package book

import (
	"context"
	"fmt"
	"slices"

	"crm/internal/crm"
	"crm/internal/store"
)

// Whoever said no, was not in a backup that was restored, and is in the book again: what they
// said counts again.

// arrival is somebody who has come into the book, or got another name or more by which they
// are known.
type arrival struct {
	id     int64
	before *crm.Contact // nil if they were not there
}

// arrives notes that a contact has come into the book, or is known by something else.
func (w *work) arrives(edit *crm.Edit) {
	now, is := edit.After.(*crm.Contact)
	if !is || now == nil {
		return
	}
	if edit.Action == crm.Create {
		w.arrived = append(w.arrived, arrival{id: edit.ID})
		return
	}
	before, _ := edit.Before.(*crm.Contact)
	bare := func(c *crm.Contact) bool { return len(c.Phones)+len(c.Emails) == 0 }
	if before == nil || bare(now) && !bare(before) || now.Birthday.IsZero() && !before.Birthday.IsZero() {
		return
	}
	if slices.ContainsFunc([]string{"name", "phones", "emails", "birthday", "external_id"}, edit.Changed) {
		w.arrived = append(w.arrived, arrival{edit.ID, crm.Copy(before)})
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
// kept. Whoever has the name alone of somebody who said no may be them.
func (w *work) arrivedAgain() (back []*crm.Contact, err error) {
	arrived := w.arrived
	w.arrived = nil
	if some, err := w.tx.SomeSilenced(); !some || err != nil {
		return nil, err
	}
	for _, a := range arrived {
		c, err := w.contactIfThere(a.id)
		if err != nil {
			return nil, err
		}
		if c == nil || has(back, c) {
			continue
		}
		words, err := w.newWords(c, a.before, func(c *crm.Contact) (map[string]store.Silenced, error) { return w.tx.Remembered(c, true) })
		if err != nil {
			return nil, err
		}
		if len(words) > 0 {
			back = append(back, c)
			continue
		}
		if words, err = w.newWords(c, a.before, w.tx.RememberedLike); err != nil {
			return nil, err
		}
		if len(words) > 0 && c.Erased.IsZero() && c.DoNotContact.IsZero() {
			w.likened = append(w.likened, recalled{c, saidOn(words)})
		}
	}
	return back, nil
}

// comesBack reports whether a contact has come into the book.
func (w *work) comesBack(c *crm.Contact) bool {
	return slices.ContainsFunc(w.arrived, func(a arrival) bool { return a.id == c.ID && a.before == nil })
}

// newWords returns what is kept of the words of a contact, or nothing if it was kept of them
// as they were before.
func (w *work) newWords(c, before *crm.Contact, kept func(*crm.Contact) (map[string]store.Silenced, error)) (map[string]store.Silenced, error) {
	words, err := kept(c)
	if len(words) == 0 || before == nil || err != nil {
		return words, err
	}
	then, err := kept(before)
	if len(then) > 0 {
		return nil, err
	}
	return words, err
}

// saidOn returns the channels of words: that of a mark is that of all.
func saidOn(words map[string]store.Silenced) (channels []string) {
	if _, stop := words[store.StopWord]; stop {
		return []string{store.StopWord}
	}
	for _, channel := range crm.Channels() {
		if _, is := words[channel]; is {
			channels = append(channels, channel)
		}
	}
	return channels
}

// recallBack recalls what those had said whom an undo or a redo has brought back. Rules see to
// what is planned with them, and to nothing else that it did.
func (w *work) recallBack() error {
	arrived := w.arrived
	back, err := w.arrivedAgain()
	if err != nil {
		return err
	}
	w.homes, w.firsts = nil, nil
	w.quiet = false
	defer func() { w.quiet = true }()
	for _, c := range back {
		if _, err := w.recall(c, true); err != nil {
			return err
		}
	}
	if err := w.drain(); err != nil {
		return err
	}
	for _, a := range arrived {
		if a.before == nil {
			if err := w.stopBack(a.id); err != nil {
				return err
			}
		}
	}
	return w.drain()
}

// stopBack has rules see to what is planned with somebody whom an undo has brought back, and
// who must not be called because of a phone or an e-mail: it was not when they went.
func (w *work) stopBack(id int64) error {
	c, err := w.contactIfThere(id)
	if c == nil || c.MayCall() || err != nil {
		return err
	}
	open, err := w.tx.OpenActivities(id)
	if !slices.ContainsFunc(open, func(a *crm.Activity) bool { return isBarred(c, a) }) || err != nil {
		return err
	}
	free := crm.Copy(c)
	free.Stopped, free.CallsBarred = crm.Date{}, crm.Date{}
	w.queue = append(w.queue, &crm.Edit{Kind: crm.KindContact, ID: id, Action: crm.Update, Before: free, After: crm.Copy(c), Seq: w.edits, Day: w.day})
	return nil
}

// recall records again what is kept of the words of a contact, also of somebody of their name
// if it is named, and reports whether a withdrawn consent is among them that was not in the
// book.
func (w *work) recall(c *crm.Contact, named bool) (withdrawn bool, err error) {
	words, err := w.tx.Remembered(c, named)
	if len(words) == 0 || !c.Erased.IsZero() || err != nil {
		return false, err
	}
	own, err := w.tx.ConsentsOf(c.ID)
	if err != nil {
		return false, err
	}
	var channels []string
	for _, channel := range crm.Channels() {
		word, kept := words[channel]
		if !kept || !crm.WithdrawnSince(own, channel).IsZero() {
			continue
		}
		again := lastOf(own, &crm.Consent{Channel: channel, State: crm.Withdrawn, Since: word.Since}, channel, c)
		if _, err := w.put(again); err != nil {
			return false, err
		}
		own, channels, withdrawn = append(own, again), append(channels, channel), true
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
		err = w.stopSilent(now, own)
	}
	if (marks || withdrawn) && err == nil {
		if now, err = w.contactIfThere(c.ID); now == nil || err != nil {
			return withdrawn, err
		}
		if !now.DoNotContact.IsZero() {
			channels = []string{store.StopWord}
		}
		w.recalled = append(w.recalled, recalled{now, channels})
	}
	return withdrawn, err
}

// recalled is somebody of whose words some count again, or may.
type recalled struct {
	*crm.Contact
	channels []string // store.StopWord if they are marked
}

// sayRecalled names those who are marked, or have withdrawn a consent, as they had before a
// backup was restored, and those who may be such a person: by what they had said, with the
// command for the first of each.
func (w *work) sayRecalled() error {
	for _, channel := range append(crm.Channels(), store.StopWord) {
		stop := channel == store.StopWord
		w.sayOf("recalled", w.recalled, channel, func(id int64) crm.Command {
			if stop {
				return crm.Run("contact allow", id, crm.With("reason", crm.Blank("TEXT")))
			}
			return crm.Run("contact consent", id, channel, crm.Consented)
		})
		w.sayOf("recalled-like", w.likened, channel, func(id int64) crm.Command {
			if stop {
				return crm.Run("contact stop", id)
			}
			return crm.Run("contact consent", id, channel, crm.Withdrawn)
		})
	}
	return nil
}

// sayOf names those who had said no on a channel, with a command for the first of them.
func (w *work) sayOf(code string, all []recalled, channel string, command func(id int64) crm.Command) {
	var names []string
	var first int64
	for _, c := range all {
		if !slices.Contains(c.channels, channel) {
			continue
		}
		if first == 0 {
			first = c.ID
		}
		names = append(names, fmt.Sprintf("%s (%d)", c.Name, c.ID))
	}
	if first != 0 {
		w.warn(code, "names", names[:min(len(names), listed)], "n", len(names), "command", command(first))
	}
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

// KeptNumbers returns of whom words are kept who are not in the book, with the day of the
// first and whether they were marked as not to be contacted, and counts the phones and e-mails
// of such people about which words are kept.
func (b *Book) KeptNumbers(ctx context.Context) (since map[int64]crm.Date, marked map[int64]bool, points int, err error) {
	err = b.read(ctx, func(v reader) (err error) {
		since, marked, points, err = v.tx.KeptNumbers()
		return err
	})
	return since, marked, points, err
}
