package crm

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// Code names a class of failure. It is part of the contract with scripts: every code
// has one exit status, forever.
type Code string

// The codes, in the order of their exit status.
const (
	CodeInternal    Code = "internal"    // something broke, or the outcome is unknown
	CodeUsage       Code = "usage"       // the command line is malformed
	CodeNotFound    Code = "not_found"   // no such record or book
	CodeInvalid     Code = "invalid"     // an invalid value
	CodeConflict    Code = "conflict"    // duplicate, ambiguous, stale, not in this state
	CodeBusy        Code = "busy"        // another process holds the book
	CodeEnvironment Code = "environment" // disk, permissions, home
	CodeDamaged     Code = "damaged"     // not a book, or a damaged one
	CodeVersion     Code = "version"     // the book is newer than the program
	CodeRefused     Code = "refused"     // do not contact, for a manager, or no confirmation
	CodeProblems    Code = "problems"    // a check found problems, or two books differ
	CodePartial     Code = "partial"     // done in part, as asked
)

// Codes lists every code with its exit status and meaning. The program and its
// documentation are made from it.
var Codes = []struct {
	Exit  int
	Code  Code
	About string
}{
	{1, CodeInternal, "something broke, or the outcome is unknown"},
	{2, CodeUsage, "command or flag unknown, missing or malformed; a bad expression, time zone or configuration key"},
	{3, CodeNotFound, "no such record or book"},
	{4, CodeInvalid, "an invalid value or input file; nothing of it was taken"},
	{5, CodeConflict, "duplicate, ambiguous name, stale record, not allowed in this state, output file exists"},
	{6, CodeBusy, "another process holds the book; safe to retry"},
	{7, CodeEnvironment, "disk full, read-only, no permission, no home"},
	{8, CodeDamaged, "not a book, damaged, wrong passphrase"},
	{9, CodeVersion, "the book is newer than this program"},
	{10, CodeRefused, "do not contact, a decision for a manager, or a confirmation is needed and none can be asked"},
	{11, CodeProblems, "a check found problems, or two books differ"},
	{12, CodePartial, "done in part: something was left out"},
}

// Exit returns the exit status of a code; 1 for an unknown one.
func (c Code) Exit() int {
	for _, row := range Codes {
		if row.Code == c {
			return row.Exit
		}
	}
	return 1
}

// Error is a failure in the producer's terms: what is wrong, where, and what to do
// next. Its message is a phrase without the command's name, "Nothing was changed" or a
// full stop, which are added where it is shown. Match errors by CodeOf, never by text.
type Error struct {
	Code  Code
	Field string // the field or flag at fault, if there is one
	Flag  string // the flag at fault, where the message begins with it
	Line  int    // of the file that was read, from 1; 0 for none
	// Rows are what the error is about: numbers, codes, dates and texts. They are shown
	// in columns before Remedies.
	Rows [][]any
	// Values are the possible values of the picklist List, shown before Remedies in the
	// user's language.
	List     string
	Values   []string
	Remedies []Remedy // what to do next
	Answered bool     // the message says what to do instead
	People   []*Candidate
	Typed    string // what was typed and fits several, of which one is to be named by its number
	Saved    bool   // something was written all the same
	// Asks is what somebody may be asked first; the command is given the answer when it is
	// tried again.
	Asks *Notice
	Err  error // what caused it, for errors.Is; never shown

	format string
	args   []any
}

// Candidate is somebody an error is about: a possible duplicate, or one of several with
// a name.
type Candidate struct {
	Contact *Contact
	Owner   string    // name of the owner
	Members []string  // names of those who belong to a household or an organization
	Call    *Activity // the open call a log would close, or else one that lies ahead; nil for neither
}

// Error returns the message alone, with dates as 2026-11-24.
func (e *Error) Error() string { return e.Say(Date.String) }

// Say returns the message alone, with dates as day writes them.
func (e *Error) Say(day func(Date) string) string {
	args := make([]any, len(e.args))
	for i, arg := range e.args {
		switch v := arg.(type) {
		case Date:
			args[i] = day(v)
		case *Error:
			args[i] = v.Say(day)
		default:
			args[i] = arg
		}
	}
	text := fmt.Sprintf(strings.ReplaceAll(e.format, "%w", "%v"), args...)
	if e.Flag != "" {
		text = "--" + e.Flag + " " + text
	}
	if e.Line > 0 {
		text = fmt.Sprintf("line %d: %s", e.Line, text)
	}
	return text
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

// Errorf makes an Error; %w in the format is its cause. Dates are passed as they are
// and written where the error is shown.
func Errorf(code Code, format string, args ...any) *Error {
	return &Error{Code: code, Err: errors.Unwrap(fmt.Errorf(format, args...)), format: format, args: args}
}

// Before prepends what the message is about and returns e.
func (e *Error) Before(what string) *Error {
	e.format = strings.ReplaceAll(what, "%", "%%") + " " + e.format
	return e
}

// After appends to the message and returns e.
func (e *Error) After(more string) *Error {
	e.format += strings.ReplaceAll(more, "%", "%%")
	return e
}

// Answer appends to the message what to do instead and returns e.
func (e *Error) Answer(more string) *Error {
	e.Answered = true
	return e.After(more)
}

// Of sets what was typed and fits several, and returns e.
func (e *Error) Of(typed string) *Error { e.Typed = typed; return e }

// At sets the line of the file at fault and returns e.
func (e *Error) At(line int) *Error { e.Line = line; return e }

// On sets the field at fault and returns e.
func (e *Error) On(field string) *Error { e.Field = field; return e }

// OnField sets the field at fault if err is an Error, and returns err.
func OnField(err error, field string) error {
	if e, ok := AsError(err); ok {
		e.Field = field
	}
	return err
}

// OnFlag sets the flag at fault, with which the message begins, if err is an Error, and
// returns err.
func OnFlag(err error, flag string) error {
	if e, ok := AsError(err); ok {
		e.Field, e.Flag = flag, flag
	}
	return err
}

// DidYouMean is the text of the remedy for a misspelt word. It follows the message on
// its line.
const DidYouMean = "Did you mean"

// Try adds a line of advice and returns e.
func (e *Error) Try(format string, args ...any) *Error {
	e.Remedies = append(e.Remedies, Remedy{Text: fmt.Sprintf(format, args...)})
	return e
}

// Next adds a command to run next and its purpose, and returns e. See Run for its
// input.
func (e *Error) Next(what, verb string, given ...any) *Error {
	e.Remedies = append(e.Remedies, Remedy{Text: what, Commands: []Command{Run(verb, given...)}})
	return e
}

// Again adds flags with which the command that failed would go on, and returns e.
func (e *Error) Again(what string, flags ...Given) *Error {
	e.Remedies = append(e.Remedies, Remedy{Text: what, Adds: flags})
	return e
}

// Leaving is Again with flags that leave something out.
func (e *Error) Leaving(what string, flags ...Given) *Error {
	e.Again(what, flags...).Remedies[len(e.Remedies)-1].Loses = true
	return e
}

// Then adds a command to run after the last one.
func (e *Error) Then(verb string, given ...any) *Error {
	last := &e.Remedies[len(e.Remedies)-1]
	last.Commands = append(last.Commands, Run(verb, given...))
	return e
}

// Or adds an alternative to the last command.
func (e *Error) Or(verb string, given ...any) *Error {
	e.Remedies[len(e.Remedies)-1].Either = true
	return e.Then(verb, given...)
}

// ByOther has somebody else run the last command, as themselves.
func (e *Error) ByOther() {
	commands := e.Remedies[len(e.Remedies)-1].Commands
	commands[len(commands)-1].ByOther = true
}

// WithFlags returns the error with flags given to each command to run next.
func (e *Error) WithFlags(flags []Given) *Error {
	flagged := *e
	flagged.Remedies = slices.Clone(e.Remedies)
	for i, r := range flagged.Remedies {
		commands := slices.Clone(r.Commands)
		for n := range commands {
			commands[n].Given = slices.Concat(commands[n].Given, commands[n].missing(flags))
		}
		flagged.Remedies[i].Commands = commands
	}
	return &flagged
}

// Help returns what to do next as lines for a shell.
func (e *Error) Help() []string {
	var lines []string
	for _, r := range e.Remedies {
		lines = append(lines, r.String())
	}
	return lines
}

// OneOfList names the possible values of a picklist and returns e.
func (e *Error) OneOfList(list string, values []string) *Error {
	e.List, e.Values = list, values
	return e
}

// AsError returns the Error that err is or wraps.
func AsError(err error) (e *Error, ok bool) {
	ok = errors.As(err, &e)
	return e, ok
}

// CodeOf returns the code of an error: CodeInternal if it has none.
func CodeOf(err error) Code {
	if e, ok := AsError(err); ok {
		return e.Code
	}
	return CodeInternal
}

// Article puts the indefinite article before a word.
func Article(word string) string {
	if word != "" && strings.ContainsAny(word[:1], "aeio") {
		return "an " + word
	}
	return "a " + word
}

// OneOf joins values for a message: "a, b or c".
func OneOf(values []string) string {
	switch n := len(values); n {
	case 0:
		return ""
	case 1:
		return values[0]
	default:
		return strings.Join(values[:n-1], ", ") + " or " + values[n-1]
	}
}
