package say

import (
	"strings"

	"crm/internal/crm"
	"crm/internal/fold"
)

// Word returns the label of a code inside a sentence, Label as a heading, both as short
// as there is room. A code of the book's own is its own word, so both need cleaning.
func (v *Voice) Word(list, code string) string     { return Clean(v.Locale.Inline(list, code)) }
func (v *Voice) Label(list, code string) string    { return Clean(v.Locale.Label(list, code)) }
func (v *Voice) shortest(list, code string) string { return Clean(v.Locale.Short(list, code)) }

// activityStatus is the status of an activity; a received e-mail was not sent.
func (v *Voice) activityStatus(a *crm.Activity) string {
	if a.Kind == crm.Email && a.Direction == "inbound" {
		return Clean(v.Locale.InlineOf("activity_status", a.Status, a.Direction))
	}
	return Clean(v.Locale.InlineOf("activity_status", a.Status, a.Kind))
}

// Noun is the word for a record inside a sentence, noun.id with its number.
func (v *Voice) Noun(r crm.Record) string { return v.Word("noun", crm.WordFor(r)) }

// shortWordFor is the shortest word for a record, for narrow columns: the one that is
// typed, if the language has one.
func (v *Voice) shortWordFor(r crm.Record) string { return v.ShortWord(crm.WordFor(r)) }

// ShortWord is short for the code of a noun.
func (v *Voice) ShortWord(code string) string {
	if key := "noun." + code; v.Locale.Has(key) {
		return v.Locale.Text(key)
	}
	return v.Word("noun", code)
}

// Numbered is a record in a column: "call 415".
func (v *Voice) Numbered(r crm.Record) string {
	if crm.IDOf(r) == 0 { // the settings
		return v.shortWordFor(r)
	}
	if r, ok := r.(*crm.Suppression); ok { // nobody types its number
		return v.shortWordFor(r) + " " + Clean(r.Value)
	}
	return v.shortWordFor(r) + " " + itoa(crm.IDOf(r))
}

// purposeOf says what an activity is for: its subject, its purpose, or its call type.
func (v *Voice) purposeOf(a *crm.Activity) string {
	switch {
	case a.Subject != "":
		return Clean(a.Subject)
	case a.Purpose != "":
		return v.Word("purpose", a.Purpose)
	case a.Kind == crm.Call && a.CallType != "":
		return v.shortest("call_type", a.CallType)
	case a.Kind == crm.Call && a.Note != "":
		return Clean(a.Note)
	}
	return ""
}

// nameOf is the name of a record in a sentence: what its noun says, or what an activity is
// for.
func (v *Voice) nameOf(m mentions, r crm.Record) string {
	if a, ok := r.(*crm.Activity); ok && (a.Kind == crm.Task || a.Kind == crm.Email || m.people[a.Contact] == nil) {
		return v.purposeOf(a)
	}
	if related, ok := r.(*crm.Relation); ok {
		return v.relatedText(m, related)
	}
	var parts []string
	for _, path := range crm.NounOf(r.Noun()).Naming() {
		of, name := r, path
		if noun, field, beside := strings.Cut(path, "."); beside {
			kind := crm.Kind(noun)
			of, name = m.record(kind, crm.About(r, kind)), field
		}
		if of != nil {
			f, _ := crm.BuiltIn(of.Noun()).Field(name)
			parts = append(parts, v.inline(f, f.Get(of)))
		}
	}
	return v.Locale.Join(parts...)
}

// Fields returns labels of a contact's fields.
func (v *Voice) Fields(names []string) []string {
	labels := make([]string, len(names))
	for i, name := range names {
		labels[i] = v.Locale.Field(crm.KindContact, name)
	}
	return labels
}

// nameOrNone is the name of somebody; empty of nobody.
func nameOrNone(c *crm.Contact) string {
	if c == nil {
		return ""
	}
	return Clean(c.Name)
}

// OneLine joins the lines of a remark.
func OneLine(text string) string {
	return Clean(strings.Join(strings.FieldsFunc(text, func(r rune) bool { return r == '\n' || r == '\r' }), " "))
}

// firstWord is the short form of a name in a column: "Ann" of "Ann Lee" or "Ms. Ann Lee".
func firstWord(name string) string {
	name = Clean(fold.WithoutTitles(name))
	for i, r := range name {
		if (r == ' ' || r == '　') && i > 0 {
			return name[:i]
		}
	}
	return name
}

// colleague is the name of a producer or a team, or else the number.
func (v *Voice) colleague(id int64) string {
	if name, ok := v.Names[id]; ok || id == 0 {
		return Clean(name)
	}
	return itoa(id)
}

// colleagues are the names of several.
func (v *Voice) colleagues(ids crm.Numbers) string {
	var names []string
	for _, id := range ids {
		names = append(names, v.colleague(id))
	}
	return v.Locale.Join(names...)
}
