package cli

import (
	"strings"
	"unicode"

	"github.com/spf13/cobra"

	"crm/internal/book"
	"crm/internal/crm"
	"crm/internal/locale"
	"crm/internal/verb"
	"crm/internal/wire"
)

// logs makes a command that logs a call say at a terminal whom to call next.
func (a *app) logs(cmd *cobra.Command, v *verb.Verb) {
	cmd.Args = a.resultLast
	log := v.Do
	v.Do = func(r verb.Request) (*crm.Outcome, error) {
		o, err := log(r)
		if err != nil || o.DryRun || !a.onTerminal() || a.format() != wire.Table || a.flags.quiet {
			return o, err
		}
		agenda, err := r.Book.Agenda(r.Context, book.AgendaQuery{})
		if err == nil {
			o.Next = agenda.NextCall()
		}
		return o, err
	}
}

// resultLast is args(2, -1) with a hint where the day belongs.
func (a *app) resultLast(cmd *cobra.Command, given []string) error {
	if err := args(2, -1)(cmd, given); err != nil {
		return err
	}
	isResult := func(text string) (string, bool) {
		code, err := locale.Code("call_result", text)
		return code, err == nil
	}
	for i := 1; i < len(given)-1; i++ {
		code, is := isResult(given[i])
		if _, whole := isResult(strings.Join(given[i:], " ")); whole || !is {
			continue
		}
		who, behind := strings.Join(given[:i], " "), strings.Join(given[i+1:], " ")
		e := tooMuch(cmd, behind)
		if code == crm.AppointmentResult {
			return e.Next("If that is when you meet", "log", who, given[i], crm.With("appt", behind))
		}
		if g, there := a.flagsBetween(cmd, given)[i+1]; there && a.isBehind(g.value, given[i+1]) {
			e = g.cutShort(behind).Try("If it belongs to the value: --%s %q", g.name, g.value+" "+behind)
		}
		if f := cmd.Flags().Lookup("due"); f != nil && !f.Changed && a.mayBeDay(behind) {
			e = e.Try("If that is a day:           --due %q", behind)
		}
		if f := cmd.Flags().Lookup("note"); f != nil && !f.Changed {
			e = e.Try("If it is what was said:     -m %q", behind)
		}
		return e
	}
	return nil
}

// mayBeDay reports whether a text is a day, or has figures that may be one. The order of the
// book's country is not known yet.
func (a *app) mayBeDay(text string) bool {
	_, _, err := crm.Reading{Today: crm.DateOf(a.env.Now())}.When(text)
	return err == nil || strings.ContainsFunc(text, unicode.IsDigit)
}

// correctArgs also takes the number alone, or the name of who was called, of a call made on
// another day, which keeps its result.
func (a *app) correctArgs(cmd *cobra.Command, given []string) error {
	if len(given) == 1 {
		if cmd.Flags().Changed("on") {
			return nil
		}
		return crm.Errorf(crm.CodeUsage, "what came of the call is missing").On("call_result").
			OneOfList("call_result", crm.Picklist("call_result")).
			Next("Say it", "call correct", given[0], crm.Blank("RESULT")).
			Next("If only its day was wrong", "call correct", given[0], crm.With("on", crm.Blank("DATE")))
	}
	return a.resultLast(cmd, given)
}
