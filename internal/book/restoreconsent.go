package book

import (
	"slices"

	"crm/internal/crm"
	"crm/internal/store"
)

// withdrawAgain records again which consents have been withdrawn by now and are not in the
// draft. Their words stay on the phones and e-mails that they do not have there.
func (r *restoring) withdrawAgain(w *work) error {
	for _, now := range r.Withdrawn {
		same, missing, err := r.sameContacts(w, now.ID)
		if err == nil {
			err = r.remember(w, now, same, missing)
		}
		if err != nil {
			return err
		}
		said := r.Words[now.ID]
		if slices.ContainsFunc(crm.Channels(), func(channel string) bool { return !crm.WithdrawnSince(said, channel).IsZero() }) {
			r.miss(now, same)
		}
		if !r.done.Other {
			left, err := w.tx.WordsOn(now, said, same)
			if err == nil {
				err = w.silenceAgain(left)
			}
			if err != nil {
				return err
			}
		}
		for _, c := range same {
			if err := r.withdrawAgainBy(w, c, said); err != nil {
				return err
			}
		}
	}
	return w.drain()
}

// withdrawAgainBy records what a contact of the draft has withdrawn by now.
func (r *restoring) withdrawAgainBy(w *work, c *crm.Contact, words []*crm.Consent) error {
	again := false
	for _, channel := range crm.Channels() {
		last := crm.LastWord(words, channel)
		there, err := w.tx.ConsentsOf(c.ID)
		if err != nil {
			return err
		}
		if last == nil || last.State != crm.Withdrawn || !crm.WithdrawnSince(there, channel).IsZero() {
			continue
		}
		later, err := r.isLaterOf(w, c, last)
		if err != nil {
			return err
		}
		if later {
			continue
		}
		if _, err := w.put(lastOf(there, last, channel, c)); err != nil {
			return err
		}
		again = true
		if err := w.drain(); err != nil {
			return err
		}
	}
	if !again {
		return nil
	}
	r.done.Silent = append(r.done.Silent, c.ID)
	all, err := w.tx.ConsentsOf(c.ID)
	if err != nil {
		return err
	}
	return w.stopSilent(c, all)
}

// isLaterOf reports whether the draft knows a word of the present book, and what a contact of
// the draft has instead was said later. Of who was merged since, the draft has the word with
// somebody else.
func (r *restoring) isLaterOf(w *work, c *crm.Contact, word *crm.Consent) (bool, error) {
	if !r.isLater(word) {
		return false, nil
	}
	there, err := store.Ref[*crm.Consent](w.tx.View, word.ID)
	return there == nil || there.Contact == c.ID, err
}

// lastOf copies a word of somebody so that it is the last of what a contact has said of a
// channel.
func lastOf(said []*crm.Consent, word *crm.Consent, channel string, c *crm.Contact) *crm.Consent {
	own := crm.Copy(word)
	own.Head, own.Contact = crm.Head{}, c.ID
	if last := crm.LastWord(said, channel); last != nil {
		own.Since = crm.Latest(own.Since, last.Since)
	}
	return own
}
