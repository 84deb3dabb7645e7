package book

import (
	"slices"
	"strings"

	"crm/internal/crm"
	"crm/internal/fold"
)

// skipOnlyNamed takes a row of a list of policies with nothing but a name for that of the only
// one of the book with it, whom nothing tells apart from it. See docs/decisions/0158.
//
// Errors: CodeConflict if the book has several.
func (w *work) skipOnlyNamed(t *rowTaken) (skipped bool, err error) {
	if !t.byName || t.bare == "" {
		return false, nil
	}
	named := slices.DeleteFunc(slices.Clone(t.met.named), func(other *crm.Contact) bool {
		return w.importing.made.has(other.ID) || w.importing.came.has(other.ID) || w.likeness(t.contact, other) == different || livesApart(t.contact, other)
	})
	only := len(named) == 1 && t.in.OnDuplicate != addsKnown && t.in.OnDuplicate != failsOnKnown
	if t.mark != nil && t.mark.numbers { // of a list of ours, without the numbers
		if only && !named[0].Stopped.IsZero() {
			t.mark = nil
		} else {
			t.mark.numbers = false
			t.mark.put(t.contact)
		}
	}
	switch {
	case len(named) == 0, t.in.OnDuplicate == addsKnown, w.refusesBare(t):
		return false, nil
	case only && named[0].Stopped.IsZero():
		if err := w.keepCame(t.bare, named[0]); err != nil {
			return false, err
		}
		return true, w.noteKnown(t, named[0])
	case only:
		if err := w.keepCame(t.bare, named[0]); err != nil {
			return false, err
		}
		if err := w.tellKnown(t, named[0]); err != nil {
			return false, err
		}
		return true, w.skip(t, crm.SkippedStopped, named[0])
	}
	var each []string
	for _, other := range named[:min(len(named), listed)] {
		each = append(each, namedHere(other))
	}
	return false, crm.Errorf(crm.CodeConflict, "the book has several called %q: %s. A phone, an e-mail or a birthday beside the name says who it is, and --on-duplicate add takes it for somebody else", t.contact.Name, strings.Join(each, ", ")).On("name")
}

// livesApart reports whether two people have addresses, at different numbers.
func livesApart(a, b *crm.Contact) bool {
	x, y := houseNumber(a.Address), houseNumber(b.Address)
	return x != "" && y != "" && x != y
}

func houseNumber(address string) string {
	digits := func(r rune) bool { return r < '0' || r > '9' }
	numbers := strings.FieldsFunc(fold.Text(address), digits)
	if len(numbers) == 0 {
		return ""
	}
	return numbers[0]
}
