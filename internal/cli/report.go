package cli

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"crm/internal/book"
	"crm/internal/crm"
	"crm/internal/locale"
	"crm/internal/query"
	"crm/internal/report"
	"crm/internal/say"
	"crm/internal/verb"
	"crm/internal/wire"
)

func (a *app) reportCommand() *cobra.Command {
	v := verb.Report("", "")
	cmd := a.does(v)
	cmd.Args = cobra.ArbitraryArgs
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		switch len(args) {
		case 0:
			return cmd.Help()
		case 1:
			return a.runReport(cmd, v, args[0])
		}
		return crm.Errorf(crm.CodeUsage, "%q is too much", args[1]).Try("Usage: %s", cmd.UseLine())
	}
	for _, r := range report.Summaries() {
		v := verb.Report(r.Name, r.About)
		sub := a.does(v)
		sub.RunE = func(cmd *cobra.Command, _ []string) error { return a.runReport(cmd, v, v.Name) }
		cmd.AddCommand(sub)
	}
	verbs := a.verbsOf("report")
	cmd.AddCommand(a.listReports(), a.showReport(), verbs["save"], verbs["remove"])
	return cmd
}

// runReport runs a report with the flags of its command.
func (a *app) runReport(cmd *cobra.Command, v *verb.Verb, name string) error {
	ctx := cmd.Context()
	r := v.Request(ctx, nil, nil, flagsGiven(cmd, v))
	q := book.ReportQuery{Name: name, By: r.Text("by"), From: r.Text("from"), To: r.Text("to"), Owner: r.Text("owner"), Where: r.Text("where"), Limit: r.Number("limit")}
	if q.Limit < 0 {
		return crm.Errorf(crm.CodeUsage, "a limit can't be negative").On("limit")
	}
	b, err := a.read(ctx)
	if err != nil {
		return err
	}
	var sheet *crm.Sheet
	if b == nil {
		sheet, err = emptyReport(q)
	} else {
		sheet, err = b.Report(ctx, q)
	}
	if err != nil {
		return err
	}
	s := a.screen()
	s.Raw, s.Bars = r.Is("raw"), a.onTerminal()
	return s.Report(sheet)
}

// emptyReport is a built-in report without a book.
func emptyReport(q book.ReportQuery) (*crm.Sheet, error) {
	r := report.Builtin(q.Name)
	if r == nil {
		return nil, crm.Errorf(crm.CodeNotFound, "there is no report %q", q.Name).Next("List them", "report list")
	}
	scope := &query.Scope{Noun: r.Of, Word: locale.Word}
	return r.Run(report.Query{By: q.By}, scope, func(query.Aggregate) ([][]any, error) { return nil, nil })
}

func (a *app) listReports() *cobra.Command {
	cmd := &cobra.Command{Use: "list", Short: "List the reports", Args: args(0, 0)}
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		all := report.Summaries()
		b, err := a.read(cmd.Context())
		if err == nil && b != nil {
			all, err = b.Reports(cmd.Context())
		}
		if err != nil {
			return err
		}
		var shown []wire.ReportEntry
		for _, r := range all {
			entry := wire.ReportEntry{Name: r.Name, About: r.About, Builtin: r.Builtin}
			if r.Builtin {
				entry.By = report.Builtin(r.Name).By[0].Name
			}
			shown = append(shown, entry)
		}
		return a.screen().Reports(shown)
	}
	return cmd
}

func (a *app) showReport() *cobra.Command {
	cmd := &cobra.Command{Use: "show NAME", Short: "Show how a report is written", Args: args(1, 1), ValidArgsFunction: a.completeReports,
		Example: "  crm report show pipeline > mine.yaml"}
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		r := report.Builtin(args[0])
		if r == nil {
			b, err := a.read(cmd.Context())
			if err != nil {
				return err
			}
			if b == nil {
				return crm.Errorf(crm.CodeNotFound, "there is no report %q", args[0]).Next("List them", "report list")
			}
			if r, err = b.ReportDefinition(cmd.Context(), args[0]); err != nil {
				return err
			}
		}
		_, err := fmt.Fprint(a.env.Out, say.CleanLines(strings.TrimRight(r.Source, "\n"))+"\n")
		return err
	}
	return cmd
}

// mostReport is the most bytes of a report's file.
const mostReport = 1 << 20

// saveReport reads a report's file and saves it.
func (a *app) saveReport(cmd *cobra.Command) {
	run := cmd.RunE
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		text, err := a.readDefinition(args[1])
		if err != nil {
			return err
		}
		return run(cmd, []string{args[0], text})
	}
}

func (a *app) readDefinition(path string) (string, error) {
	in, err := a.openInput(path)
	if err != nil {
		return "", err
	}
	defer in.Close()
	text, err := io.ReadAll(io.LimitReader(in, mostReport))
	if err != nil {
		return "", crm.Errorf(crm.CodeEnvironment, "%s can't be read", path)
	}
	return string(text), nil
}

func (a *app) completeReports(cmd *cobra.Command, given []string, _ string) ([]string, cobra.ShellCompDirective) {
	if len(given) > 0 {
		return nil, noFiles
	}
	var offers []string
	if cmd.Name() == "show" { // of the others the subcommands are offered anyway
		for _, r := range report.Summaries() {
			offers = append(offers, r.Name+"\t"+r.About)
		}
	}
	return append(offers, a.ownNames(cmd, func(b *book.Book) ([]string, error) {
		var names []string
		all, err := b.Reports(cmd.Context())
		for _, r := range all {
			if !r.Builtin {
				names = append(names, r.Name)
			}
		}
		return names, err
	})...), noFiles
}

func (a *app) completeGroupings(cmd *cobra.Command, given []string, _ string) ([]string, cobra.ShellCompDirective) {
	r := report.Builtin(cmd.Name())
	b := a.peek(cmd)
	if r == nil && b != nil && len(given) == 1 {
		r, _ = b.ReportDefinition(cmd.Context(), given[0])
	}
	if r == nil {
		return nil, noFiles
	}
	var offers []string
	for _, g := range r.Groupings(a.schema()) {
		offers = append(offers, g.Name)
	}
	return offers, noFiles
}
