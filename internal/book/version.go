package book

import (
	"fmt"
	"strconv"
	"strings"

	"crm/internal/crm"
)

// expectVersion rejects editing a record that somebody else has written since it was
// looked at: it must still have Options.IfVersion. Every verb that edits a record calls
// it before it changes anything, with the record as it is in the book and with the
// values to set; change makes sure of that.
//
// Errors: CodeConflict, with what each field is and would have become; CodeUsage if a
// command edits several records.
func (w *work) expectVersion(record crm.Record, values Values) error {
	expected := w.options.IfVersion
	if expected == 0 {
		return nil
	}
	if w.versioned {
		return crm.Errorf(crm.CodeUsage, "--if-version is about one record, and several were given").On("if-version")
	}
	w.versioned = true
	head := crm.HeadOf(record)
	if head.Version == expected {
		return nil
	}
	e := crm.Errorf(crm.CodeConflict, "%s %d is at version %d, not %d", crm.WordFor(record), head.ID, head.Version, expected).On("if-version")
	var err error
	if e.Rows, err = w.bothValues(record, values); err != nil {
		return err
	}
	return e.Try("If what you give is right all the same: the same command with --if-version %d", head.Version)
}

// bothValues lists what fields are and would become, a row each.
func (w *work) bothValues(record crm.Record, values Values) ([][]any, error) {
	var rows [][]any
	for _, f := range w.schema.Fields(record.Noun()).Fields {
		texts, ok := values[f.Name]
		if !ok {
			continue
		}
		is, err := w.asTyped(f, f.Get(record))
		if err != nil {
			return nil, err
		}
		rows = append(rows, []any{label(f.Name), "is " + is, "given " + orNothing(strings.ReplaceAll(strings.Join(texts, ", "), Away, "without "))})
	}
	return rows, nil
}

// asTyped writes a value as a flag takes it, and a reference with its name.
func (w *work) asTyped(f *crm.Field, value any) (string, error) {
	switch v := value.(type) {
	case nil:
		return orNothing(""), nil
	case crm.Tags:
		return strings.Join(v, ", "), nil
	case crm.Money:
		return v.Major(crm.Decimals(w.settings.Currency)), nil
	case int64:
		text := strconv.FormatInt(v, 10)
		if f.Ref == "" {
			return text, nil
		}
		to, err := w.tx.Ref(f.Ref, v)
		return strings.TrimSpace(text + " " + crm.NameOf(to)), err
	}
	return fmt.Sprint(f.EncodeValue(value)), nil
}

func orNothing(text string) string {
	if text == "" {
		return "nothing"
	}
	return text
}
