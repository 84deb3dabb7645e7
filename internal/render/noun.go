package render

import (
	"strings"

	"crm/internal/crm"
)

// word, label and shortest are the words of package locale for a code. A code
// of the book's own is its own word, so that they need cleaning like any text.
func (s *Screen) word(list, code string) string { return Clean(s.Locale.Inline(list, code)) }

func (s *Screen) label(list, code string) string { return Clean(s.Locale.Label(list, code)) }

func (s *Screen) shortest(list, code string) string { return Clean(s.Locale.Short(list, code)) }

// activityStatus is how an activity stands; an e-mail that came in was not sent.
func (s *Screen) activityStatus(a *crm.Activity) string {
	if a.Kind == crm.Email && a.Direction == "inbound" {
		return Clean(s.Locale.InlineOf("activity_status", a.Status, a.Direction))
	}
	return Clean(s.Locale.InlineOf("activity_status", a.Status, a.Kind))
}

// noun is the word for a record inside a sentence, noun.id with its number.
func (s *Screen) noun(r crm.Record) string { return s.word("noun", crm.WordFor(r)) }

// short is the shortest word for a record, for the columns of a screen: the
// one that is typed, where the language has one.
func (s *Screen) short(r crm.Record) string { return s.shortWord(crm.WordFor(r)) }

func (s *Screen) shortWord(code string) string {
	if key := "noun." + code; s.Locale.Has(key) {
		return s.Locale.Text(key)
	}
	return s.word("noun", code)
}

// numbered is a record in a column: "call 415".
func (s *Screen) numbered(r crm.Record) string {
	if crm.IDOf(r) == 0 { // the settings
		return s.short(r)
	}
	if r, ok := r.(*crm.Suppression); ok { // nobody types its number
		return s.short(r) + " " + Clean(r.Value)
	}
	return s.short(r) + " " + itoa(crm.IDOf(r))
}

// about is what an activity is for: its subject, or what the rule that made it
// meant by it; for a call its type.
func (s *Screen) about(a *crm.Activity) string {
	switch {
	case a.Subject != "":
		return Clean(a.Subject)
	case a.Purpose != "":
		return s.word("purpose", a.Purpose)
	case a.Kind == crm.Call && a.CallType != "":
		return s.shortest("call_type", a.CallType)
	case a.Kind == crm.Call && a.Note != "":
		return Clean(a.Note)
	}
	return ""
}

// nameOf is the name by which a record is called in a sentence.
func (s *Screen) nameOf(r crm.Record, people map[int64]*crm.Contact) string {
	switch r := r.(type) {
	case *crm.File:
		return s.Locale.Join([]string{Clean(r.Name), s.Locale.Size(r.Size)})
	case *crm.Activity:
		if r.Kind == crm.Task || r.Kind == crm.Email || people[r.Contact] == nil {
			return s.about(r)
		}
	case *crm.Opportunity:
		line := s.word("line", r.Line)
		if c := people[r.Contact]; c != nil {
			return s.Locale.Join([]string{line, Clean(c.Name)})
		}
		return line
	}
	if name, ok := crm.BuiltIn(r.Noun()).Field("name"); ok {
		return s.cell(name, name.Get(r))
	}
	if c := people[crm.About(r, crm.KindContact)]; c != nil {
		return Clean(c.Name)
	}
	return ""
}

// oneLine is a remark of several lines in one.
func oneLine(text string) string {
	return Clean(strings.Join(strings.FieldsFunc(text, func(r rune) bool { return r == '\n' || r == '\r' }), " "))
}

// firstWord is the short form of a name in a column: "Ann" of "Ann Lee".
func firstWord(name string) string {
	name = Clean(name)
	for i, r := range name {
		if (r == ' ' || r == '　') && i > 0 {
			return name[:i]
		}
	}
	return name
}

// colleague is the name of a producer or a team, or the number where the name
// is not known.
func (s *Screen) colleague(id int64) string {
	if name, ok := s.Names[id]; ok {
		return Clean(name)
	}
	return itoa(id)
}

// colleagues are the names of several.
func (s *Screen) colleagues(ids crm.Numbers) string {
	var names []string
	for _, id := range ids {
		names = append(names, s.colleague(id))
	}
	return s.Locale.Join(names)
}
