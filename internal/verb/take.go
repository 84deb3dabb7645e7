package verb

import (
	"strings"

	"crm/internal/crm"
)

// Take is one input of a verb: an argument, or a flag.
type Take struct {
	Name   string // of the flag; of an argument what a Request knows it by
	Once   string // what the flag was called once
	Letter string // of the flag, for short
	Arg    string // an argument, as usage calls it: CONTACT
	About  string // what a flag says, with what it takes in back quotes
	More   string // the same, behind the values it may have

	// Field is the field that it sets in the record made or edited.
	Field string
	Type  crm.Type
	Count Count         // of a number
	Looks crm.Direction // of a date
	// List is the picklist of a code, and Values are those of another choice.
	List   string
	Values []string
	// Known names a list that others know: rule, country, region, field, by for the
	// groupings of a report, or setting for its values.
	Known string
	// Ref is the noun of a record, and Among narrows it to a stage or a kind of
	// activity.
	Ref    crm.Kind
	Among  string
	Closed bool // those that nobody has to look after any more
	Whose  bool // whose records are meant: a producer, a team, or all

	Switch  bool // it takes no value
	Path    bool // it is a file
	Many    bool // it may be given several times
	Commas  bool // it is a list with commas between
	Empty   bool // an empty value says something: it clears the field
	Off     bool // what it names is taken off the field
	Default string
	Alone   string // the value of a flag that is given without one
	Silent  bool   // usage does not list the values

	Required bool
	// Unless are flags that make an argument optional. Instead are those that exclude
	// it; Do complains if all are missing.
	Unless, Instead []string
	Named           bool // a record is known by a name, too, of its own or of its contact
	New             bool // it is what something new is called
	Free            bool // it is any text, to the end
	Plain           bool // it is one word
}

// Usage says what a flag is for, and its values.
func (t Take) Usage() string {
	values := t.Values
	switch {
	case t.Silent:
		values = nil
	case t.List != "":
		values = crm.Picklist(t.List)
	}
	text := t.About
	if len(values) > 0 {
		if text != "" {
			text += ": "
		}
		text += strings.Join(values, "|")
	}
	return text + t.More
}

// inWords reports whether an argument may have several words without quotes.
func (t Take) inWords() bool { return !t.Plain && (t.Type != crm.RefType || t.Named) }

func (t Take) several() Take              { t.Many = true; return t }
func (t Take) must() Take                 { t.Required = true; return t }
func (t Take) plain() Take                { t.Plain = true; return t }
func (t Take) silent() Take               { t.Silent = true; return t }
func (t Take) closed() Take               { t.Closed = true; return t }
func (t Take) known(list string) Take     { t.Known = list; return t }
func (t Take) looks(d crm.Direction) Take { t.Looks = d; return t }
func (t Take) letter(l string) Take       { t.Letter = l; return t }
func (t Take) once(name string) Take      { t.Once = name; return t }
func (t Take) also(more string) Take      { t.More = more; return t }
func (t Take) among(which string) Take    { t.Among = which; return t }
func (t Take) usually(text string) Take   { t.Default = text; return t }

// fieldsOf makes takes for fields of a noun.
func fieldsOf(kind crm.Kind) func(field, about string) Take {
	all := crm.BuiltIn(kind)
	return func(field, about string) Take {
		t := Take{Name: flagOf(field), Field: field, About: about}
		if f, ok := all.Field(field); ok {
			t.Type, t.List, t.Ref, t.Looks = f.Type, f.List, f.Ref, f.Looks
		}
		return t
	}
}

// flagOf returns the flag of a field.
func flagOf(field string) string {
	if field == "opportunity" {
		return "opp" // as the command is called
	}
	return strings.ReplaceAll(field, "_", "-")
}

// noteFlag is the note of a record that is made or edited.
func noteFlag(about string) Take { return Take{Name: "note", Letter: "m", Field: "note", About: about} }

// IfVersion is taken by every verb that edits records: the version that they must still
// have.
const IfVersion = "if-version"

// edits returns takes for editing records, where an empty value clears a field.
func edits(takes ...Take) []Take {
	for i, t := range takes {
		takes[i].Empty = t.Field != "" && !t.Many && t.Field != "owner"
	}
	return append(takes, Take{Name: IfVersion, Type: crm.NumberType, About: "only if the record is at version `N` still, and nobody has changed it since"})
}

// What is given beside the fields of a record.

func text(name, about string) Take { return Take{Name: name, About: about} }

func note(about string) Take { return text("note", about).letter("m") }

func switchFlag(name, about string) Take { return Take{Name: name, About: about, Switch: true} }

func code(name, list, about string) Take {
	return Take{Name: name, Type: crm.CodeType, List: list, About: about}
}

func choice(name, about string, values ...string) Take {
	return Take{Name: name, About: about, Values: values}
}

func ownerFlag(name, about string) Take {
	return Take{Name: name, Type: crm.RefType, Ref: crm.KindProducer, Whose: true, About: about}
}

func date(name, about string) Take {
	return Take{Name: name, Type: crm.DateType, Looks: crm.FlagLooks(name), About: about}
}

func record(name string, kind crm.Kind, about string) Take {
	return Take{Name: name, Type: crm.RefType, Ref: kind, About: about}
}

// Arguments.

func arg(word string, t Take) Take {
	t.Arg, t.Required = word, true
	return t
}

func textArg(word, name string) Take {
	t := arg(word, text(name, ""))
	t.Free = true
	return t
}

// wordArg takes one word.
func wordArg(word, name string) Take { return arg(word, text(name, "")).plain() }

// nameArg takes the name of something that may also be given by number.
func nameArg(kind crm.Kind) Take { return arg("NAME", record("name", kind, "")).plain() }

func dateArg(word, name string) Take { return arg(word, date(name, "")) }

func codeArg(word, name, list string) Take { return arg(word, code(name, list, "")) }

// recordNamed takes a record of a word; empty is any noun.
func recordNamed(word, noun string) Take {
	t := namedArg(word, crm.KindContact)
	t.Name = "record"
	switch noun {
	case crm.Call, crm.Task, crm.Appointment, crm.Email:
		t.Ref, t.Among = crm.KindActivity, noun
	default:
		if n, ok := crm.NounOfWord(noun); ok {
			t.Ref = n.Kind
		}
	}
	return t
}

func recordArg(word string, kind crm.Kind) Take { return arg(word, record(string(kind), kind, "")) }

func namedArg(word string, kind crm.Kind) Take {
	t := recordArg(word, kind)
	t.Named = true
	return t
}

// newName takes the name of something new.
func newName() Take {
	return Take{Name: "name", Field: "name", Arg: "NAME", Required: true, New: true}
}
