package book

import "crm/internal/crm"

// readConsents reads who has withdrawn a consent in the present book.
func (r *restoring) readConsents(v reader) (err error) {
	r.words = map[int64][]*crm.Consent{}
	if r.withdrawn, err = v.tx.Withdrawn(); err != nil {
		return err
	}
	for _, c := range r.withdrawn {
		if r.words[c.ID], err = v.tx.ConsentsOf(c.ID); err != nil {
			return err
		}
	}
	return nil
}

// withdrawAgain records again which consents have been withdrawn by now and are not in the
// draft.
func (r *restoring) withdrawAgain(w *work) error {
	for _, now := range r.withdrawn {
		c, err := r.sameContact(w, now.ID)
		if c == nil || err != nil {
			if err != nil {
				return err
			}
			continue
		}
		again := false
		for _, channel := range crm.Channels() {
			last := crm.LastWord(r.words[now.ID], channel)
			there, err := w.tx.ConsentsOf(c.ID)
			if err != nil {
				return err
			}
			if last == nil || last.State != crm.Withdrawn || !crm.WithdrawnSince(there, channel).IsZero() {
				continue
			}
			own := crm.Copy(last)
			own.Head = crm.Head{}
			if given := crm.LastWord(there, channel); given != nil {
				own.Since = crm.Latest(own.Since, given.Since)
			}
			if _, err := w.put(own); err != nil {
				return err
			}
			again = true
			if err := w.drain(); err != nil {
				return err
			}
		}
		if again {
			r.done.Silent = append(r.done.Silent, c.ID)
			all, err := w.tx.ConsentsOf(c.ID)
			if err == nil {
				err = w.stopSilent(c, all)
			}
			if err != nil {
				return err
			}
		}
	}
	return w.drain()
}
