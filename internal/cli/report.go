package cli

import (
	"context"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"crm/internal/book"
	"crm/internal/crm"
	"crm/internal/locale"
	"crm/internal/query"
	"crm/internal/report"
	"crm/internal/say"
	"crm/internal/wire"
)

func (a *app) reportCommand() *cobra.Command {
	cmd := &cobra.Command{Use: "report NAME", Short: "Reports, built in and of the book's own", Args: cobra.ArbitraryArgs, ValidArgsFunction: a.completeReports,
		Long: `Show a report: the records of one kind, counted and summed up in groups. What the
figures mean, and how to write a report of your own: docs/reports.md.`,
		Example: "  crm report pipeline\n  crm report conversion --by owner --from \"-90d\" --owner all -o csv"}
	run := a.runReport(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		switch len(args) {
		case 0:
			return cmd.Help()
		case 1:
			return run(cmd.Context(), args[0])
		}
		return crm.Errorf(crm.CodeUsage, "%q is too much", args[1]).Try("Usage: %s", cmd.UseLine())
	}
	for _, r := range report.Summaries() {
		sub := &cobra.Command{Use: r.Name, Short: r.About, Args: args(0, 0)}
		run := a.runReport(sub)
		name := r.Name
		sub.RunE = func(cmd *cobra.Command, _ []string) error { return run(cmd.Context(), name) }
		cmd.AddCommand(sub)
	}
	verbs := a.verbsOf("report")
	cmd.AddCommand(a.listReports(), a.showReport(), a.saveReport(verbs["save"]), verbs["remove"])
	return cmd
}

// runReport binds the flags of a report and gives what runs it.
func (a *app) runReport(cmd *cobra.Command) func(ctx context.Context, name string) error {
	var q book.ReportQuery
	var raw bool
	f := cmd.Flags()
	f.SortFlags = false
	f.StringVar(&q.By, "by", "", "what to group by: stage, line, source, owner, month … as the report has it")
	dateFlag(cmd, &q.From, "from", "only from that `DATE` on")
	dateFlag(cmd, &q.To, "to", "only until that `DATE`")
	f.StringVar(&q.Owner, "owner", "", "whose: a `PRODUCER`, or all")
	f.StringVar(&q.Where, "where", "", "only records for which an `EXPRESSION` holds: 'line in [\"auto\", \"home\"]'")
	countFlag(f, &q.Limit, "limit", 0, "at most so many rows")
	f.BoolVar(&raw, "raw", false, "csv and tsv exactly as stored, formulas not defused")
	_ = cmd.RegisterFlagCompletionFunc("owner", a.completeRecords(crm.KindProducer, ""))
	_ = cmd.RegisterFlagCompletionFunc("by", a.completeGroupings)
	return func(ctx context.Context, name string) error {
		if q.Limit < 0 {
			return crm.Errorf(crm.CodeUsage, "a limit can't be negative").On("limit")
		}
		b, err := a.read(ctx)
		if err != nil {
			return err
		}
		q.Name = name
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
		s.Raw, s.Bars = raw, a.onTerminal()
		return s.Report(sheet)
	}
}

// emptyReport is a built-in report where there is no book.
func emptyReport(q book.ReportQuery) (*crm.Sheet, error) {
	r := report.Builtin(q.Name)
	if r == nil {
		return nil, crm.Errorf(crm.CodeNotFound, "there is no report %q", q.Name).Next("List them", "report list")
	}
	scope := &query.Scope{Noun: r.Of, Decimals: crm.Decimals(crm.DefaultSettings().Currency), Word: locale.Word}
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

// mostReport is how much of a file is read for a report.
const mostReport = 1 << 20

// saveReport reads the file in which a report is written.
func (a *app) saveReport(cmd *cobra.Command) *cobra.Command {
	run := cmd.RunE
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		text, err := a.readDefinition(args[1])
		if err != nil {
			return err
		}
		return run(cmd, []string{args[0], text})
	}
	return cmd
}

func (a *app) readDefinition(path string) (string, error) {
	in := a.env.In
	if path != "-" {
		file, err := os.Open(path)
		if err != nil {
			return "", crm.Errorf(crm.CodeNotFound, "%s can't be read", path)
		}
		defer file.Close()
		in = file
	}
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
	if b := a.peek(cmd); r == nil && b != nil && len(given) == 1 {
		r, _ = b.ReportDefinition(cmd.Context(), given[0])
	}
	if r == nil {
		return nil, noFiles
	}
	var offers []string
	for _, g := range r.By {
		offers = append(offers, g.Name)
	}
	return offers, noFiles
}
