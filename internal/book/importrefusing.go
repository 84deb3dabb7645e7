package book

import (
	"fmt"
	"slices"
	"strings"

	"crm/internal/crm"
)

// A row may say that somebody is not to be called, and give nothing but a name. A contact
// without a number keeps nobody from being called, so such a row is about whoever of the book
// has the name.

// skipRefusing takes such a row for that of the only one in the book with the name. Of several
// it names those who may be called, and the row is added like others.
func (w *work) skipRefusing(t *rowTaken) (skipped bool, err error) {
	if !w.refusesBare(t) || t.in.OnDuplicate == addsKnown {
		return false, nil
	}
	named := slices.DeleteFunc(slices.Clone(t.met.named), func(other *crm.Contact) bool { return w.likeness(t.contact, other) == different })
	if len(named) == 1 && t.in.OnDuplicate != failsOnKnown {
		there := named[0]
		if there.Stopped.IsZero() {
			w.importing.markedByName = append(w.importing.markedByName, namedHere(there))
		}
		if err := w.keepCame(t.bare, there); err != nil { // whoever else has the name by then
			return false, err
		}
		return true, w.noteKnown(t, there)
	}
	for _, other := range named {
		if other.Stopped.IsZero() && !slices.Contains(w.importing.mayRefuse, namedHere(other)) {
			w.importing.mayRefuse = append(w.importing.mayRefuse, namedHere(other))
		}
	}
	return false, nil
}

// refusesBare reports whether a row says of a name alone that they are not to be called.
func (w *work) refusesBare(t *rowTaken) bool {
	return t.bare != "" && !t.own && t.card == 0 && (t.mark != nil && !t.mark.numbers ||
		slices.ContainsFunc(w.importing.saidOf, func(s *crm.Consent) bool { return s.Channel == crm.ByCall && s.State == crm.Withdrawn }))
}

func namedHere(c *crm.Contact) string { return fmt.Sprintf("%s (%d)", c.Name, c.ID) }

// sayRefusing names those whom such rows mark, and those of whom they may be.
func (w *work) sayRefusing() {
	for _, told := range []struct {
		code  string
		names []string
	}{{"marked-by-name", w.importing.markedByName}, {"refuses-of-several", w.importing.mayRefuse}} {
		if n := len(told.names); n > 0 {
			w.warn(told.code, "n", n, "values", strings.Join(told.names[:min(n, listed)], ", "))
		}
	}
}
