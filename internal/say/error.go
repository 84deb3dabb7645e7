package say

import (
	"slices"
	"strings"

	"crm/internal/crm"
)

// Failure is the error of a command, which is empty for an unknown one. Errors are in
// English.
type Failure struct {
	*Voice
	*crm.Error
	Command  string
	Mutation bool // it would have changed something, and has to say that nothing was
}

// Failed puts an error into words.
func Failed(command string, err error, mutation bool, today crm.Date) Failure {
	e, ok := crm.AsError(err)
	if !ok {
		e = crm.Errorf(crm.CodeInternal, "%s", err.Error())
	}
	if e.Code == crm.CodeDamaged { // a command that met damage would meet it again
		other := *e
		other.Remedies = slices.DeleteFunc(slices.Clone(e.Remedies), func(r crm.Remedy) bool {
			return len(r.Commands) == 1 && r.Commands[0].Verb == command
		})
		e = &other
	}
	return Failure{(&Voice{Today: today}).English(), e, command, mutation}
}

// WithFlags gives flags to the commands of an error.
func (f Failure) WithFlags(flags []crm.Given) Failure {
	voice := *f.Voice
	voice.Locale = f.Locale.WithFlags(flags)
	f.Voice = &voice
	return f
}

// The most characters of a message and of a line of help. An expression is shown whole,
// since a position in it is marked.
const (
	longestMessage = 1000
	longestHelp    = 5000
)

// Message is the text of an error, with readable dates, and without the middle of very
// long input.
func (f Failure) Message() string {
	return cutMiddle(f.Say(func(d crm.Date) string { return f.Locale.Date(d, f.Today) }), longestMessage)
}

// Help returns what to do next, a line each.
func (f Failure) Help() []string {
	var lines []string
	for _, r := range f.Remedies {
		lines = append(lines, cutMiddle(r.For(f.Locale.Flags()), longestHelp))
	}
	return lines
}

// cutMiddle keeps the first and last hundred characters of a longer text.
func cutMiddle(text string, most int) string {
	runes := []rune(text)
	if len(runes) <= most {
		return text
	}
	return string(runes[:100]) + "..." + string(runes[len(runes)-100:])
}

// leavesAsItWas reports whether an error of that code changed nothing.
func leavesAsItWas(code crm.Code) bool { return code != crm.CodeInternal && code != crm.CodePartial }

// Sentence says what was attempted, what is wrong, and whether anything was changed.
func (f Failure) Sentence() string {
	text := "crm: "
	if f.Command != "" {
		text += Clean(f.Command) + ": "
	}
	text += strings.TrimRight(Clean(f.Message()), ".")
	if !strings.HasSuffix(text, "?") {
		text += "."
	}
	if f.Command != "" && f.Mutation && !f.Saved && leavesAsItWas(f.Code) && f.Code != crm.CodeProblems {
		text += " Nothing was changed."
	}
	return text
}

// Candidates returns the people an error is about in columns, with the call that a log
// would close, or what tells them apart.
func (f Failure) Candidates() [][]string {
	calls := strings.HasPrefix(f.Command, "call") || f.Command == "log"
	var rows [][]string
	for _, one := range f.People {
		c := one.Contact
		id, name, number := itoa(c.ID), Clean(c.Name), Phone(c.Phone)
		if c.Reading != "" && readApart(c, f.People) {
			name += " (" + Clean(c.Reading) + ")"
		}
		if calls {
			rows = append(rows, []string{id, name, number, f.Locale.Join(f.Stopped(c), f.givenUp(c), f.openCall(one.Call))})
			continue
		}
		kind := c.Stage
		if kind == "" {
			kind = c.Kind
		}
		if len(one.Members) > 0 {
			kind += " of " + f.firstOf(one.Members[:min(len(one.Members), 2)], len(one.Members))
		}
		born, owner := "", ""
		if !c.Birthday.IsZero() {
			born = "born " + f.Locale.Birthday(c.Birthday)
		}
		if one.Owner != "" {
			owner = "owner " + Clean(one.Owner)
		}
		rows = append(rows, []string{id, name, f.Locale.Join(f.Stopped(c), f.givenUp(c), Clean(kind)), number, born, owner})
	}
	return rows
}

// givenUp says that a contact has been given up, and why.
func (v *Voice) givenUp(c *crm.Contact) string {
	if c.Stage != "" || c.RejectReason == "" {
		return ""
	}
	return "given up: " + Clean(v.Word("reject_reason", c.RejectReason))
}

// readApart reports whether another has the name of a contact with another reading.
func readApart(c *crm.Contact, others []*crm.Candidate) bool {
	return slices.ContainsFunc(others, func(o *crm.Candidate) bool {
		return o.Contact.Name == c.Name && o.Contact.Reading != c.Reading
	})
}

func (v *Voice) openCall(a *crm.Activity) string {
	if a == nil {
		return "no open call"
	}
	what := "call"
	if a.CallType != "" {
		what = v.Word("call_type", a.CallType)
	}
	due := v.Locale.Date(a.Due, v.Today)
	if a.Due == v.Today {
		due = "today"
	}
	return Clean(what) + " " + itoa(a.ID) + ", " + due
}
