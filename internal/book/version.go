package book

import (
	"fmt"
	"strconv"
	"strings"

	"crm/internal/crm"
)

// expectVersion refuses to edit a record that somebody else has written since
// it was looked at: where Options.IfVersion says which version the command is
// about, the record has to be at it still. Every verb that edits a record calls
// it with the record as it is in the book, before changing anything, and with
// what the command would set; change makes sure that one did.
//
// Errors: CodeConflict, with what each field is now and would have become;
// CodeUsage where a command edits several records.
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

// bothValues sets what the fields of a record are beside what they would become, a
// row each.
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
		rows = append(rows, []any{label(f.Name), "is " + is, "given " + orNothing(strings.Join(texts, ", "))})
	}
	return rows, nil
}

// asTyped is a value of a field in the form in which a flag takes it, a
// reference with the name of what it refers to.
func (w *work) asTyped(f *crm.Field, value any) (string, error) {
	switch v := value.(type) {
	case nil:
		return orNothing(""), nil
	case crm.Money:
		return v.Major(crm.Decimals(w.settings.Currency)), nil
	case int64:
		text := strconv.FormatInt(v, 10)
		if f.Ref == "" {
			return text, nil
		}
		to, err := w.tx.Ref(f.Ref, v)
		switch r := to.(type) {
		case *crm.Contact:
			text += " " + r.Name
		case *crm.Producer:
			text += " " + r.Name
		}
		return text, err
	}
	return fmt.Sprint(f.EncodeValue(value)), nil
}

func orNothing(text string) string {
	if text == "" {
		return "nothing"
	}
	return text
}
