package verb

import (
	"strings"

	"crm/internal/crm"
)

// Take is one thing that a verb is given: an argument, or a flag.
type Take struct {
	Name   string // of the flag; of an argument what Input knows it by
	Once   string // what the flag was called once
	Letter string // of the flag, for short
	Arg    string // an argument, as usage calls it: CONTACT
	About  string // what a flag says, with what it takes in back quotes
	More   string // the same, behind the values it may have

	// Field is the field that it gives, of the record that the verb makes or edits.
	Field string
	Type  crm.Type
	Looks crm.Direction // of a date
	// List is the picklist of a code, and Values are those of a choice that is none.
	List   string
	Values []string
	// Known is a list that others know: rule, country, region, field, by for how a report groups,
	// or setting for the values of that.
	Known string
	// Ref is the noun of a record, and Among which of them are meant: a stage, or a
	// kind of activity.
	Ref    crm.Kind
	Among  string
	Closed bool // those that nobody has to look after any more
	Whose  bool // whose records are meant: a producer, a team, or all

	Switch  bool // it takes no value
	Path    bool // it is a file
	Many    bool // it may be given several times
	Commas  bool // it is a list with commas between
	Empty   bool // an empty value says something: it clears the field
	Default string
	Alone   string // the value of a flag that is given without one
	Silent  bool   // usage does not list the values

	Required bool
	// Unless are flags beside which an argument is not required. Instead are those in
	// whose presence it is not taken; where all of them are missing, Do says so.
	Unless, Instead []string
	Named           bool // a record is known by a name, too, of its own or of its contact
	New             bool // it is what something new is called
	Free            bool // it is any text, to the end
	Plain           bool // it is one word
}

// Usage says what a flag is for, and its values.
func (t Take) Usage() string {
	values := t.Values
	if t.List != "" && !t.Silent {
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

// inWords reports whether an argument may be of several words without quotes.
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

// fieldsOf makes what gives a field of a noun.
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

// flagOf is the name of the flag that gives a field.
func flagOf(field string) string {
	if field == "opportunity" {
		return "opp" // as the command is called
	}
	return strings.ReplaceAll(field, "_", "-")
}

// noteFlag is the note of a record that is made or edited.
func noteFlag(about string) Take { return Take{Name: "note", Letter: "m", Field: "note", About: about} }

// IfVersion is what every verb takes that edits records: at which version these have to
// be still.
const IfVersion = "if-version"

// edits are the takes of a verb that edits records: an empty value clears a field, but
// nobody's is on no list.
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

// wordArg is one word.
func wordArg(word, name string) Take { return arg(word, text(name, "")).plain() }

// nameArg is the name of what has one in the place of a number.
func nameArg(kind crm.Kind) Take { return arg("NAME", record("name", kind, "")).plain() }

func dateArg(word, name string) Take { return arg(word, date(name, "")) }

func codeArg(word, name, list string) Take { return arg(word, code(name, list, "")) }

// recordCalled is a record of what a word stands for; empty is any noun.
func recordCalled(word, noun string) Take {
	t := namedArg(word, crm.KindContact)
	t.Name = "record"
	switch noun {
	case crm.Call, crm.Task, crm.Appointment, crm.Email:
		t.Ref, t.Among = crm.KindActivity, noun
	default:
		for _, kind := range crm.Kinds() {
			if crm.NounOf(kind).Word == noun {
				t.Ref = kind
			}
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

// newName is what something new is called.
func newName() Take {
	return Take{Name: "name", Field: "name", Arg: "NAME", Required: true, New: true}
}
