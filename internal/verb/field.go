package verb

import (
	"slices"
	"strings"
	"unicode"

	"crm/internal/crm"
)

func fieldVerbs(string) []*Verb {
	field := fieldsOf(crm.KindField)
	labels := []Take{
		field("choices", "of a choice: its `VALUES`, with commas between"),
		field("label", "how people read it, a `TEXT`"), field("label_ja", "how they read it in Japanese, a `TEXT`"),
		field("label_it", "how they read it in Italian, a `TEXT`"), field("label_es", "how they read it in Spanish, a `TEXT`"),
	}
	which := nameArg(crm.KindField)
	which.Name = "field"
	on := field("on", "what has it").silent().also(": contact|activity|opp|quote|policy").must()
	return []*Verb{
		{Name: "add", About: "Add a field to the contacts, activities, opportunities, quotes or policies of this book",
			Long: `Add a field that only this book has. It is a field like any other: a flag of what
adds and changes its records, a column, a part of conditions, reports and rules,
of JSON and CSV, and a heading of imported files. A name is made of small
letters, figures and _; how people read it is its label.`,
			Examples: []string{`policy_limit --on opp --type money`, `tier --on contact --type choice --choices gold,silver --label "Service tier" --label-it Livello`},
			Takes:    append([]Take{newName(), on, field("type", "what its values are").must()}, labels...),
			Do: func(r Request) (*crm.Outcome, error) {
				return r.Book.AddField(r.Context, r.Fields(), StandsFor)
			}},
		listVerb(crm.KindField, "List the fields that this book has added", `'on == "contact"'`),
		edit("Change a field that this book has added", append([]Take{which, field("name", "its new name"), field("type", "what its values are, while it has none")}, labels...),
			func(r Request) (*crm.Outcome, error) {
				return r.Book.EditField(r.Context, r.Text("field"), r.Fields(), StandsFor)
			}, `tier --choices gold,silver,bronze`),
		{Name: "remove", About: "Remove a field that this book has added, with what records have of it; undo brings both back", Takes: []Take{which},
			Do: func(r Request) (*crm.Outcome, error) { return r.Book.RemoveField(r.Context, r.Text("field")) }},
	}
}

// globalFlags are the flags that every command has.
func globalFlags() []string {
	return []string{"book", "read-from", "output", "quiet", "dry-run", "yes", "today", "as", "lang", "op-id", "no-color", "no-input", "help", "version"}
}

// StandsFor returns the flag that a field of that name would take the place of, where its
// noun is added or changed; empty is none.
func StandsFor(kind crm.Kind, name string) string {
	flag := flagOf(name)
	if slices.Contains(globalFlags(), flag) {
		return "--" + flag
	}
	for _, word := range []string{"lead", "contact", "household"} {
		verbs := slices.Concat(contactVerbs(word), callVerbs(word), taskVerbs(word), appointmentVerbs(word), emailVerbs(word), opportunityVerbs(word), quoteVerbs(word), policyVerbs(word))
		for _, v := range verbs {
			if v.Gives == kind && slices.ContainsFunc(v.Takes, func(t Take) bool { return t.Name == flag || t.Once == flag || t.Name == name }) {
				return "--" + flag
			}
		}
	}
	return ""
}

// gives says that a verb gives a record of a noun its fields, so that it takes those that
// the book has added, too.
func (v *Verb) gives(kind crm.Kind) *Verb { v.Gives = kind; return v }

// OwnTakes makes takes for the fields that a book has added to what the verb gives. Label
// and shown write a field and its choices for a reader. Choices are texts that people have
// typed: only plain words of them are offered to a shell.
func (v *Verb) OwnTakes(own []*crm.Field, label func(*crm.Field) string, shown func(string) string) []Take {
	var takes []Take
	for _, f := range own {
		t := Take{Name: flagOf(f.Name), Field: f.Name, About: ownAbout(f, label(f)), Type: f.Type, List: f.List, Looks: f.Looks}
		if f.Choices != nil {
			t.List, t.Silent = "", true
			t.Values = slices.DeleteFunc(slices.Clone(f.Choices), func(choice string) bool { return !plain(choice) })
			t.About += ": " + shown(strings.Join(f.Choices, "|"))
		}
		t.Empty = v.Name == "edit"
		takes = append(takes, t)
	}
	return takes
}

// plain reports whether a text is safe in a shell, which evaluates completions.
func plain(text string) bool {
	return !strings.ContainsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '-' && r != '_' })
}

// ownAbout says what the flag of a field takes, beside its choices.
func ownAbout(f *crm.Field, label string) string {
	label = strings.ReplaceAll(label, "`", "'")
	switch f.Type {
	case crm.MoneyType:
		return label + ", an `AMOUNT`"
	case crm.NumberType:
		return label + ", a `NUMBER`"
	case crm.DateType:
		return label + ", a `DATE`"
	case crm.CodeType:
		return label
	default:
		return label + ", a `TEXT`"
	}
}
