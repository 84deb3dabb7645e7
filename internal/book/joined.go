package book

import (
	"slices"
	"strconv"
	"strings"

	"crm/internal/crm"
)

// A household or an organization that said no has done so for itself: whoever belongs to it
// may still be contacted, and is named when the mark is set. Who comes to it later is, too.

// touchJoined remembers who comes to a household or an organization that is marked.
func (w *work) touchJoined(edit *crm.Edit) error {
	c, ok := edit.After.(*crm.Contact)
	if !ok || w.quiet || c.Household == 0 && c.Org == 0 {
		return nil
	}
	for field, id := range map[string]int64{"household": c.Household, "org": c.Org} {
		if id == 0 || !edit.Changed(field) {
			continue
		}
		marked, known := w.markedHomes[id]
		if !known {
			home, err := w.contactOrNil(id)
			if err != nil {
				return err
			}
			marked = home != nil && !home.DoNotContact.IsZero()
			if w.markedHomes == nil {
				w.markedHomes = map[int64]bool{}
			}
			w.markedHomes[id] = marked
		}
		if marked {
			w.joinedMarked = append(w.joinedMarked, homeOf{c.ID, id})
		}
	}
	return nil
}

// homeOf is a contact and a household or an organization of theirs.
type homeOf struct{ member, home int64 }

// sayJoined names, for each marked household or organization, who has come to it and may be
// contacted.
func (w *work) sayJoined() error {
	said := map[int64]bool{}
	for _, j := range w.joinedMarked {
		home, err := w.contactOrNil(j.home)
		if err != nil {
			return err
		}
		if said[j.home] || home == nil || home.DoNotContact.IsZero() {
			continue
		}
		said[j.home] = true
		var names, ids []string
		for _, o := range w.joinedMarked {
			m, err := w.contactOrNil(o.member)
			if err != nil {
				return err
			}
			if o.home != j.home || m == nil || !m.Stopped.IsZero() || m.Household != o.home && m.Org != o.home || slices.Contains(ids, strconv.FormatInt(m.ID, 10)) {
				continue
			}
			names, ids = append(names, m.Name), append(ids, strconv.FormatInt(m.ID, 10))
		}
		if n := len(names); n > 0 {
			shown := min(n, listed)
			w.warn("joined-stopped", "of", home.Name, "since", home.DoNotContact, "names", names[:shown], "n", n, "ids", strings.Join(ids[:shown], " "))
		}
	}
	return nil
}
