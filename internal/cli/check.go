package cli

import (
	"fmt"

	"github.com/spf13/cobra"

	"crm/internal/book"
	"crm/internal/crm"
	"crm/internal/say"
	"crm/internal/verb"
)

// checkBook makes a command look for what is wrong with the book. It prints nothing if
// nothing is.
func (a *app) checkBook(cmd *cobra.Command, v *verb.Verb) {
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		o, err := a.options()
		if err != nil {
			return err
		}
		problems, err := book.Check(cmd.Context(), o, v.Request(cmd.Context(), nil, nil, flagsGiven(cmd, v)).Is("deep"))
		if err != nil || len(problems) == 0 && a.forPeople() {
			return err
		}
		if err := a.screen().Problems(problems); err != nil || len(problems) == 0 {
			return err
		}
		return wrong(problems)
	}
}

// wrong returns the error for a book with problems.
func wrong(problems []crm.Problem) error {
	mendable := 0
	for _, p := range problems {
		if p.Derived {
			mendable++
		}
	}
	e := crm.Errorf(crm.CodeProblems, "%s found; nothing was changed", counted(len(problems), "problem"))
	switch {
	case mendable == len(problems):
		return e.Next("All of it follows from the rest of the book, and can be rebuilt", "book repair")
	case mendable > 0:
		return e.Next(fmt.Sprintf("%d of them follow from the rest of the book, and can be rebuilt", mendable), "book repair").
			Try("For the others, restore a backup made before the damage, or edit the record.")
	}
	return e.Try("Restore a backup made before the damage, or edit the record.")
}

func counted(n int, word string) string {
	if n != 1 {
		word += "s"
	}
	return fmt.Sprintf("%d %s", n, word)
}

// repairBook restores what follows from the rest of the book.
func (a *app) repairBook(cmd *cobra.Command, _ []string) error {
	o, err := a.options()
	if err != nil {
		return err
	}
	done, err := book.Repair(cmd.Context(), o)
	if err != nil {
		return err
	}
	if len(done.Mended) > 0 || !a.forPeople() {
		if err := a.screen().Problems(done.Mended); err != nil {
			return err
		}
	}
	l := a.locale
	switch {
	case len(done.Mended) == 0:
		fmt.Fprintln(a.env.Err, "crm: "+l.Text("repair.nothing"))
	case a.flags.dryRun:
		fmt.Fprintln(a.env.Err, "crm: "+l.Plural("repair.would", len(done.Mended)))
	default:
		fmt.Fprintln(a.env.Err, "crm: "+l.Plural("repair.done", len(done.Mended), "path", say.Clean(done.Backup)))
		if done.AsIs {
			fmt.Fprintln(a.env.Err, "crm: "+l.Text("repair.as-is"))
		}
	}
	if len(done.Left) == 0 {
		return nil
	}
	left := crm.Errorf(crm.CodeProblems, "%s left that a repair does not mend", counted(len(done.Left), "problem"))
	left.Saved = len(done.Mended) > 0 && !a.flags.dryRun
	return left.Next("All of them", "book check")
}
