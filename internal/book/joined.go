package book

import (
	"slices"
	"strconv"
	"strings"

	"crm/internal/crm"
)

// A household or an organization that said no, or wants no calls, has said so for itself:
// whoever belongs to it may still be contacted, and is named on that day. Who comes to it
// later is, too.

// saidNo reports whether a household or an organization has said no itself.
func saidNo(home *crm.Contact) bool {
	return home != nil && (!home.DoNotContact.IsZero() || !home.CallsWithdrawn.IsZero())
}

// touchJoined remembers who comes to a household or an organization that said no.
func (w *work) touchJoined(edit *crm.Edit) error {
	c, ok := edit.After.(*crm.Contact)
	if !ok || w.quiet || c.Household == 0 && c.Org == 0 {
		return nil
	}
	for _, of := range []struct {
		field string
		id    int64
	}{{"household", c.Household}, {"org", c.Org}} {
		id := of.id
		if id == 0 || !edit.Changed(of.field) {
			continue
		}
		said, known := w.refusedHomes[id]
		if !known {
			home, err := w.contactOrNil(id)
			if err != nil {
				return err
			}
			said = saidNo(home)
			if w.refusedHomes == nil {
				w.refusedHomes = map[int64]bool{}
			}
			w.refusedHomes[id] = said
		}
		if said {
			w.cameTo = append(w.cameTo, homeOf{c.ID, id})
		}
	}
	return nil
}

// homeOf is a contact and a household or an organization of theirs.
type homeOf struct{ member, home int64 }

// sayJoined names, for each household or organization that said no, who has come to it and
// may be contacted, or called.
func (w *work) sayJoined() error {
	said := map[int64]bool{}
	for _, j := range w.cameTo {
		home, err := w.contactOrNil(j.home)
		if err != nil {
			return err
		}
		if said[j.home] || !saidNo(home) {
			continue
		}
		said[j.home] = true
		var names, ids []string
		var first int64
		for _, o := range w.cameTo {
			m, err := w.contactOrNil(o.member)
			if err != nil {
				return err
			}
			if o.home != j.home || m == nil || m.Household != o.home && m.Org != o.home || !meantBy(home, m) || slices.Contains(ids, strconv.FormatInt(m.ID, 10)) {
				continue
			}
			if first == 0 {
				first = m.ID
			}
			names, ids = append(names, m.Name), append(ids, strconv.FormatInt(m.ID, 10))
		}
		n := len(names)
		shown := min(n, listed)
		switch {
		case n == 0:
		case home.DoNotContact.IsZero():
			w.warn("joined-no-calls", "of", home.Name, "since", home.CallsWithdrawn, "names", names[:shown], "n", n, "many", n > 1,
				"command", crm.Run("contact consent", first, crm.ByCall, crm.Withdrawn))
		default:
			w.warn("joined-stopped", "of", home.Name, "since", home.DoNotContact, "names", names[:shown], "n", n, "ids", strings.Join(ids[:shown], " "))
		}
	}
	return nil
}

// meantBy reports whether what a household or an organization has said may be meant of a
// member, who may still be reached.
func meantBy(home, m *crm.Contact) bool {
	if home.DoNotContact.IsZero() {
		return m.MayCall() && (m.Phone != "" || m.Stage != "")
	}
	return m.Stopped.IsZero()
}
