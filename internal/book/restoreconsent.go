package book

import "crm/internal/crm"

// withdrawAgain records again which consents have been withdrawn by now and are not in the
// draft.
func (r *restoring) withdrawAgain(w *work) error {
	for _, now := range r.Withdrawn {
		c, err := r.sameContact(w, now.ID)
		if c == nil || err != nil {
			if err != nil {
				return err
			}
			continue
		}
		again := false
		for _, channel := range crm.Channels() {
			last := crm.LastWord(r.Words[now.ID], channel)
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
