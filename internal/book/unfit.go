package book

import (
	"fmt"
	"slices"

	"crm/internal/crm"
	"crm/internal/store"
)

// unfit is a value that a record came back with and that its field can't have now: one of
// another type, which is kept unseen, or one that is not among the choices.
type unfit struct {
	field, value string
	choice       bool
}

// noteUnfit notes which values of the book's own fields, as they were when a record was
// removed, don't fit the fields as they are.
func (w *work) noteUnfit(e *store.Entry) error {
	for key, stored := range e.Before {
		id, own := crm.KeyOf(key)
		f, known := w.schema.Fields(e.Kind).Kept(key)
		text, _ := stored.(string)
		if !own || stored == nil || known && (f.Choices == nil || slices.Contains(f.Choices, text)) {
			continue
		}
		value := fmt.Sprint(e.ID)
		if text != "" {
			value = fmt.Sprintf("%s (%d)", text, e.ID)
		}
		if known {
			w.unfit = append(w.unfit, unfit{f.Name, value, true})
			continue
		}
		name, err := w.fieldNamed(id)
		if err != nil {
			return err
		}
		w.unfit = append(w.unfit, unfit{name, value, false})
	}
	return nil
}

// fieldNamed returns what a field of the book's own is called, or was before it went.
func (v reader) fieldNamed(id int64) (string, error) {
	f, err := store.Ref[*crm.OwnField](v.tx, id)
	if err != nil {
		return "", err
	}
	if f != nil {
		return f.Name, nil
	}
	entries, err := v.tx.EntriesOf(id)
	for _, e := range slices.Backward(entries) {
		if name, ok := e.Before["name"].(string); ok && e.Action == crm.Delete {
			return name, err
		}
	}
	return "", err
}

// mostUnfit is the most values that are told of a field.
const mostUnfit = 10

// sayUnfit tells what came back and doesn't fit its field.
func (w *work) sayUnfit() {
	for len(w.unfit) > 0 {
		first := w.unfit[0]
		var values []string
		w.unfit = slices.DeleteFunc(w.unfit, func(u unfit) bool {
			same := u.field == first.field && u.choice == first.choice
			if same {
				values = append(values, u.value)
			}
			return same
		})
		slices.Sort(values)
		code := "values-unseen"
		if first.choice {
			code = "choices-gone"
		}
		if len(values) > mostUnfit {
			values = append(values[:mostUnfit], "…")
		}
		w.warn(code, "name", first.field, "names", values)
	}
}
