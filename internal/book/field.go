package book

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"crm/internal/crm"
	"crm/internal/fold"
	"crm/internal/query"
	"crm/internal/store"
)

// AddField adds a field to the records of a noun. The name may be typed as people write
// it. Taken says of a name what it stands for already.
//
// Errors: CodeInvalid for an invalid name, noun, type or choice, CodeConflict for a name
// that is taken.
func (b *Book) AddField(ctx context.Context, values Values, taken func(kind crm.Kind, name string) string) (*crm.Outcome, error) {
	return b.change(ctx, "field add", func(w *work) error {
		f := &crm.OwnField{}
		typed := values.text("name")
		values["label"] = labelOf(values["label"], typed)
		values["name"] = nil
		if err := w.readField(f, values); err != nil {
			return err
		}
		var err error
		if f.Name, err = w.newFieldName(f, typed, taken); err != nil {
			return err
		}
		if err := w.checkField(f); err != nil {
			return err
		}
		w.subject(f)
		_, err = w.put(f)
		return err
	})
}

// EditField changes a field that the book has added. A type is only changed, and a choice
// only taken away, while no record has a value of it.
//
// Errors: those of AddField, CodeNotFound, CodeConflict for what records have.
func (b *Book) EditField(ctx context.Context, name string, values Values, taken func(kind crm.Kind, name string) string) (*crm.Outcome, error) {
	return b.change(ctx, "field edit", func(w *work) error {
		f, err := w.ownField(name)
		if err != nil {
			return err
		}
		w.subject(f)
		if err := w.expectVersion(f, values); err != nil {
			return err
		}
		was := crm.Copy(f)
		typed, renamed := values.first("name")
		values["name"] = nil
		if err := w.readField(f, values); err != nil {
			return err
		}
		if f.Type != crm.OwnChoice && was.Type == crm.OwnChoice && values["choices"] == nil {
			f.Choices = ""
		}
		if f.Name = was.Name; renamed {
			if f.Name, err = w.newFieldName(f, typed, taken); err != nil {
				return err
			}
		}
		if err := w.checkField(f); err != nil {
			return err
		}
		if err := w.mayBecome(was, f); err != nil {
			return err
		}
		if _, err = w.put(f); err == nil && f.Name != was.Name {
			err = w.sayUsed(was)
		}
		return err
	})
}

// RemoveField removes a field that the book has added. What records have of it stays with
// them, unseen, and comes back with the field if that is undone. It asks if any record has
// a value.
//
// Errors: CodeNotFound.
func (b *Book) RemoveField(ctx context.Context, name string) (*crm.Outcome, error) {
	return b.change(ctx, "field remove", func(w *work) error {
		f, err := w.ownField(name)
		if err != nil {
			return err
		}
		w.subject(f)
		n, err := w.tx.HaveValues(f)
		if err != nil {
			return err
		}
		if n > 0 {
			if err := w.confirm("confirm-field", "n", n, "name", f.Name); err != nil {
				return err
			}
		}
		if err := w.sayUsed(f); err != nil {
			return err
		}
		return w.remove(f.Noun(), f.ID, "")
	})
}

// readField reads what was given for a field.
func (w *work) readField(f *crm.OwnField, values Values) error {
	if on, given := values.first("on"); given {
		values["on"] = []string{nounTyped(on)}
	}
	if choices := values["choices"]; choices != nil {
		values["choices"] = []string{crm.JoinChoices(crm.SplitChoices(strings.Join(choices, ",")))}
	}
	return w.setFields(f, values)
}

// nounTyped returns the noun of a word in commands, or else what was typed.
func nounTyped(text string) string {
	if n, ok := crm.NounOfWord(strings.ToLower(text)); ok {
		return string(n.Kind)
	}
	switch strings.ToLower(text) {
	case crm.StageLead, crm.StageProspect, crm.StageClient, crm.Household, "org":
		return string(crm.KindContact)
	case crm.Call, crm.Task, crm.Appointment, "appt", crm.Email:
		return string(crm.KindActivity)
	}
	return text
}

// labelOf returns the label that was given, or else what was typed as a name if that is
// how people write it.
func labelOf(label []string, name string) []string {
	if label == nil && (strings.ContainsAny(name, " ") || strings.ToLower(name) != name) {
		return []string{name}
	}
	return label
}

// newFieldName makes the name of a field of what was typed.
//
// Errors: CodeInvalid, CodeConflict for one that is taken.
func (w *work) newFieldName(f *crm.OwnField, typed string, taken func(crm.Kind, string) string) (string, error) {
	name := strings.NewReplacer(" ", "_", "-", "_").Replace(strings.ToLower(fold.Clean(typed)))
	if !crm.OwnName(name) {
		e := crm.Errorf(crm.CodeInvalid, "%q can't be the name of a field", typed).On("name").
			Try("A name has up to 40 of the letters a to z, figures and _, and begins with a letter.")
		if utf8.RuneCountInString(typed) > len("policy_limit") || name != strings.ToLower(typed) || name != "" && name[0] >= 0x80 {
			e.Try("How people read it is the label: --label %q", typed)
		}
		return "", e
	}
	kind := crm.Kind(f.On)
	if there, ok := w.schema.Fields(kind).Field(name); ok {
		e := crm.Errorf(crm.CodeConflict, "%s has a field %s already", crm.Article(f.On), name).On("name")
		if there.Own {
			id, _ := crm.KeyOf(there.Key)
			if id == f.ID {
				return name, nil
			}
			return "", e.Next("To change it", "field edit", id)
		}
		return "", e.Try("Take another name, such as my_%s.", name)
	}
	if what := query.Reserved(name); what != "" || crm.IsKind(crm.Kind(name)) {
		if what == "" {
			what = "a noun of the book"
		}
		return "", crm.Errorf(crm.CodeConflict, "%s is %s and can't be the name of a field", name, what).On("name").Try("Take another name, such as my_%s.", name)
	}
	if what := taken(kind, name); what != "" {
		return "", crm.Errorf(crm.CodeConflict, "the flag %s is taken by something else", what).On("name").Try("Take another name, such as my_%s.", name)
	}
	return name, nil
}

// longestChoice is the most characters of a choice.
const longestChoice = 60

// checkField rejects a field that a book can't have.
//
// Errors: CodeInvalid.
func (w *work) checkField(f *crm.OwnField) error {
	choices := f.ChoiceList()
	invalid := func(field, format string, args ...any) *crm.Error {
		return crm.Errorf(crm.CodeInvalid, format, args...).On(field)
	}
	switch {
	case f.Type == "":
		return invalid("type", "a field has to have a type").Try("One of: %s", strings.Join(crm.Picklist("field_type"), ", "))
	case f.Type == crm.OwnChoice && len(choices) == 0:
		return invalid("choices", "a choice has to have choices").Try("Give them with commas between: --choices gold,silver,bronze")
	case f.Type != crm.OwnChoice && len(choices) > 0:
		return invalid("choices", "a field of the type %s has no choices", f.Type).Try("To choose one of several values: --type choice")
	case len(choices) > crm.MostChoices:
		return invalid("choices", "%d are too many choices; the most is %d", len(choices), crm.MostChoices)
	}
	for i, choice := range choices {
		for _, other := range choices[:i] {
			if fold.Text(other) == fold.Text(choice) {
				return invalid("choices", "%q is there twice", choice)
			}
		}
		if n := utf8.RuneCountInString(choice); n > longestChoice {
			return invalid("choices", "a choice is %d characters long; the most is %d", n, longestChoice)
		}
		if fold.Text(choice) == "" || strings.ContainsAny(choice, "\n\r\t\"") {
			return invalid("choices", "%q can't be a choice", choice).Try(`One with a comma in it is written in quotes: --choices '"both, and pets",neither'`)
		}
	}
	for _, label := range []string{f.Label, f.LabelJA, f.LabelIT, f.LabelES} {
		if strings.ContainsAny(label, "\n\r\t") {
			return invalid("label", "a label has one line")
		}
		if label == "" || w.options.Headed == nil {
			continue
		}
		if other, ok := w.options.Headed(w.schema.Fields(crm.Kind(f.On)), label); ok && other != f.Name && other != w.nameBefore(f) {
			return crm.Errorf(crm.CodeConflict, "%q is what the field %s of %s is called", label, other, crm.Article(f.On)).On("label")
		}
	}
	if err := w.headingsFree(f); err != nil {
		return err
	}
	own := 0
	for _, other := range w.schema.Fields(crm.Kind(f.On)).Fields {
		if other.Own {
			own++
		}
	}
	if f.ID == 0 && own >= crm.MostOwnFields {
		return invalid("on", "%s has %d fields of the book's own, which is the most", crm.Article(f.On), own).Next("To remove one", "field remove", crm.Blank("NAME"))
	}
	return nil
}

// headingsFree rejects a name or a label of a field of contacts that heads something else
// in a file: who said no there would be called. What the field is called already may stay.
//
// Errors: CodeConflict.
func (w *work) headingsFree(f *crm.OwnField) error {
	if f.On != string(crm.KindContact) || w.options.HeadingTaken == nil {
		return nil
	}
	before := map[string]bool{"": true}
	if known := w.before(f); known != nil {
		for heading := range known.Headings() {
			before[heading] = true
		}
	}
	for i, heading := range []string{f.Name, f.Label, f.LabelJA, f.LabelIT, f.LabelES} {
		if before[heading] {
			continue
		}
		on := []string{"name", "label", "label_ja", "label_it", "label_es"}[i]
		switch field := w.options.HeadingTaken(heading); field {
		case "":
		case "do_not_contact", "may_contact":
			return crm.Errorf(crm.CodeConflict, "a column %q of a file says whether somebody may be called, so no field can be called that", heading).On(on).
				Next("Whoever must not be called is marked", "contact stop", crm.Blank("CONTACT"))
		default:
			return crm.Errorf(crm.CodeConflict, "an import takes a column %q for the %s, so no field can be called that", heading, strings.ReplaceAll(field, "_", " ")).On(on).
				Try("Take another word.")
		}
	}
	return nil
}

// nameBefore is the name that a field has in the book as it is; empty is a new one.
func (v reader) nameBefore(f *crm.OwnField) string {
	if known := v.before(f); known != nil {
		return known.Name
	}
	return ""
}

// before is a field as it is in the book, or nil for a new one.
func (v reader) before(f *crm.OwnField) *crm.Field {
	for _, known := range v.schema.Fields(crm.Kind(f.On)).Fields {
		if id, own := crm.KeyOf(known.Key); own && id == f.ID {
			return known
		}
	}
	return nil
}

// mayBecome rejects a change of a field that some value of it does not survive.
//
// Errors: CodeConflict.
func (v reader) mayBecome(was, is *crm.OwnField) error {
	if was.On != is.On {
		return crm.Errorf(crm.CodeConflict, "a field stays with its noun").On("on").Next("Add another one", "field add", crm.Blank("NAME"), crm.With("on", is.On), crm.With("type", is.Type))
	}
	if was.Type != is.Type {
		n, err := v.tx.HaveValues(was)
		if err != nil {
			return err
		}
		if n > 0 {
			return crm.Errorf(crm.CodeConflict, "%s of %s, so it stays %s", have(n, "a value"), was.Name, crm.Article(was.Type)).On("type").
				Next("To see them", crm.NounOf(crm.Kind(was.On)).Word+" list", crm.With("where", was.Name+" != nil")).
				Next("Or add another field", "field add", crm.Blank("NAME"), crm.With("on", is.On), crm.With("type", is.Type))
		}
		return nil
	}
	for _, choice := range was.ChoiceList() {
		if slices.Contains(is.ChoiceList(), choice) {
			continue
		}
		n, err := v.tx.HaveChoice(was, choice)
		if err != nil {
			return err
		}
		if n > 0 {
			return crm.Errorf(crm.CodeConflict, "%s as %s", have(n, strconv.Quote(choice)), was.Name).On("choices").
				Next("Give them another value first; to see them", crm.NounOf(crm.Kind(was.On)).Word+" list", crm.With("where", was.Name+` == "`+choice+`"`))
		}
	}
	return nil
}

// have says how many records have something.
func have(n int, what string) string {
	if n == 1 {
		return "1 record has " + what
	}
	return fmt.Sprintf("%d records have %s", n, what)
}

// OwnFields returns the fields that the book has added, the oldest first.
func (b *Book) OwnFields(ctx context.Context) (all []*crm.OwnField, err error) {
	err = b.read(ctx, func(v reader) error {
		all, err = v.tx.OwnFields()
		return err
	})
	return all, err
}

// ownField finds a field that the book has added by its number, its name, or a label.
//
// Errors: CodeNotFound, CodeConflict for a name that several nouns have.
func (v reader) ownField(text string) (*crm.OwnField, error) {
	all, err := v.tx.OwnFields()
	if err != nil {
		return nil, err
	}
	if id, ok := recordNumber(text); ok {
		if f, err := store.Ref[*crm.OwnField](v.tx, id); f != nil || err != nil {
			return f, err
		}
	}
	typed := spelt(text)
	found := slices.DeleteFunc(slices.Clone(all), func(f *crm.OwnField) bool {
		return !slices.ContainsFunc([]string{f.Name, f.Label, f.LabelJA, f.LabelIT, f.LabelES}, func(s string) bool { return s != "" && spelt(s) == typed })
	})
	switch len(found) {
	case 1:
		return found[0], nil
	case 0:
		e := crm.Errorf(crm.CodeNotFound, "the book has no field %q of its own", text)
		if len(all) == 0 {
			return nil, e.Next("To add one", "field add", crm.Blank("NAME"), crm.With("on", crm.Blank("NOUN")), crm.With("type", crm.Blank("TYPE")))
		}
		return nil, e.Next("List them", "field list")
	}
	e := crm.Errorf(crm.CodeConflict, "%d fields are called %q", len(found), text)
	for _, f := range found {
		e.Rows = append(e.Rows, []any{f.ID, f.On, f.Name})
	}
	return nil, e.Try("Say which one by its number: the one in front")
}

// spelt is the name of a field however it is typed.
func spelt(text string) string { return strings.ReplaceAll(fold.Text(text), " ", "") }

// What undo has to know of fields that the book has added.

// keepLeft gives a record that is brought back what it had of fields that have been
// removed meanwhile.
func (w *work) keepLeft(record crm.Record, e *store.Entry) {
	for key, stored := range e.Before {
		if _, known := w.schema.Fields(e.Kind).Kept(key); known || stored == nil {
			continue
		}
		if _, own := crm.KeyOf(key); own {
			crm.KeepLeft(record, key, stored)
		}
	}
}

// nameFree rejects bringing back a field, or what the book says of a rule, whose name another
// one has got.
//
// Errors: CodeConflict.
func (w *work) nameFree(record crm.Record) error {
	if rule, ok := record.(*crm.OwnRule); ok {
		own, err := w.tx.OwnRules()
		if other := ownRule(own, rule.Name); other != nil && other.ID != rule.ID {
			return w.touchedBy(other)
		}
		return err
	}
	f, ok := record.(*crm.OwnField)
	if !ok {
		return nil
	}
	all, err := w.tx.OwnFields()
	for _, other := range all {
		if other.ID != f.ID && other.On == f.On && other.Name == f.Name {
			return w.touchedBy(other)
		}
	}
	return err
}

// withoutValues rejects taking back a field of which records have a value. A redo removes
// again what was removed with its values.
//
// Errors: CodeConflict.
func (w *work) withoutValues(e *store.Entry) error {
	if e.Kind != crm.KindField || w.command == "redo" {
		return nil
	}
	f, err := store.Ref[*crm.OwnField](w.tx.View, e.ID)
	if f == nil || err != nil {
		return err
	}
	n, err := w.tx.HaveValues(f)
	if n > 0 && err == nil {
		err = crm.Errorf(crm.CodeConflict, "%s of the field %s, given since", have(n, "a value"), f.Name).
			Next("Remove it with what they have", "field remove", f.ID)
	}
	return err
}

// hasFieldsOf rejects taking back values of a field that the book does not have any more,
// or not as it was, and of a choice that it does not have any more.
//
// Errors: CodeConflict.
func (w *work) hasFieldsOf(e *store.Entry) error {
	for key, stored := range e.Before {
		f, known := w.schema.Fields(e.Kind).Kept(key)
		id, own := crm.KeyOf(key)
		text, _ := stored.(string)
		if !own || known && (f.Choices == nil || text == "" || slices.Contains(f.Choices, text)) {
			continue
		}
		field, err := store.Ref[*crm.OwnField](w.tx.View, id)
		if err != nil {
			return err
		}
		if field == nil {
			return w.errorForGone(id)
		}
		return w.touchedBy(field)
	}
	return nil
}

// soundField rejects a field that undo has made other than values of it are.
//
// Errors: CodeConflict.
func (w *work) soundField(e *store.Entry, record crm.Record) error {
	is, ok := record.(*crm.OwnField)
	if !ok || e.Action != crm.Update {
		return nil
	}
	was := crm.Copy(is)
	if err := w.decodeInto(was, e.Before); err != nil {
		return err
	}
	return w.mayBecome(was, is)
}

// LeftOn returns what records have of fields that the book does not have any more.
func (b *Book) LeftOn(ctx context.Context, kind crm.Kind, ids []int64) (left []crm.LeftValue, err error) {
	err = b.read(ctx, func(v reader) error {
		left, err = v.tx.LeftOn(kind, ids)
		return err
	})
	return left, err
}
