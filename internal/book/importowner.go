package book

import (
	"maps"
	"slices"

	"crm/internal/crm"
)

// A file may name colleagues who have been retired since it was written. Their rows are
// bad unless the import says who is to look after them.

// checkHeir rejects, before the first row, an owner to whom nobody can be given.
func (w *work) checkHeir(in Import) error {
	text, given := in.Defaults.first("owner")
	if !given {
		return nil
	}
	_, err := w.recipient(text)
	return crm.OnFlag(err, "owner")
}

// inherit gives a row of a retired colleague to the owner that the import names, and
// returns the colleague's name.
func (w *work) inherit(values Values, in Import) (retired string, err error) {
	heir, given := in.Defaults.first("owner")
	if !given {
		return "", nil
	}
	owner, err := w.producer(values.text("owner"))
	if code := crm.CodeOf(err); err != nil && (code == crm.CodeNotFound || code == crm.CodeConflict) {
		return "", nil // the row is told so where it is read
	}
	if err != nil || !owner.IsRetired() {
		return "", err
	}
	values["owner"] = []string{heir}
	return owner.Name, nil
}

// sayInherited says whose rows went to somebody else.
func (w *work) sayInherited(in Import) error {
	for _, name := range slices.Sorted(maps.Keys(w.importing.inherited)) {
		heir, err := w.producer(in.Defaults.text("owner"))
		if err != nil {
			return err
		}
		w.say("rows-inherited", "name", name, "to", heir.Name, "count", w.importing.inherited[name])
	}
	return nil
}
