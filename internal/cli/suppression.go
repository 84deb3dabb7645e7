package cli

import (
	"context"
	"iter"
	"path/filepath"
	"strings"
	"unicode"

	"github.com/spf13/cobra"

	"crm/internal/book"
	"crm/internal/crm"
	"crm/internal/exchange"
	"crm/internal/fold"
	"crm/internal/locale"
	"crm/internal/wire"
)

func (a *app) dncCommand() *cobra.Command {
	return groupOf("dnc", "Phones and e-mails that nobody may use",
		a.addSuppression(), a.listSuppressions(), a.importSuppressions(), a.exportSuppressions(), a.removeSuppression())
}

func (a *app) addSuppression() *cobra.Command {
	var reason, note string
	cmd := &cobra.Command{Use: "add PHONE|EMAIL...", Short: "Keep phones and e-mails from being used, whoever has them", Args: args(1, -1),
		Example: "  crm dnc add 614-555-0147 --reason asked -m \"wrote on 3 May\"\n  crm dnc add jane@example.com --reason legal"}
	cmd.Flags().StringVar(&reason, "reason", "", "why: "+strings.Join(crm.Picklist("stop_reason"), "|"))
	cmd.Flags().StringVarP(&note, "note", "m", "", "what they said")
	_ = cmd.MarkFlagRequired("reason")
	_ = cmd.RegisterFlagCompletionFunc("reason", a.completeCodes("stop_reason"))
	return a.add(cmd, func(ctx context.Context, b *book.Book, args []string) (*crm.Outcome, error) {
		return b.AddSuppressions(ctx, args, reason, note)
	})
}

func (a *app) removeSuppression() *cobra.Command {
	var reason string
	cmd := &cobra.Command{Use: "remove PHONE|EMAIL...", Short: "Let phones and e-mails be used again; rules plan again with those who have them", Args: args(1, -1)}
	cmd.Flags().StringVar(&reason, "reason", "", "who asked for it and when; it is kept")
	_ = cmd.MarkFlagRequired("reason")
	return a.write(cmd, func(ctx context.Context, b *book.Book, args []string) (*crm.Outcome, error) {
		return b.RemoveSuppressions(ctx, args, reason)
	})
}

func (a *app) listSuppressions() *cobra.Command {
	var all bool
	l := mustList("dnc", "List phones and e-mails that nobody may use")
	l.flags = func(cmd *cobra.Command) {
		cmd.Flags().BoolVar(&all, "all", false, "those that may be used again as well")
	}
	l.narrow = func() []string {
		if all {
			return nil
		}
		return []string{"ended == nil"}
	}
	l.also = func() []string {
		if all {
			return []string{"ended", "ended_reason", "ended_by.name"}
		}
		return nil
	}
	return a.list(l)
}

// exportSuppressions writes the list as a file that another book can import.
func (a *app) exportSuppressions() *cobra.Command {
	cmd := &cobra.Command{Use: "export", Short: "Write the list as CSV, which dnc import reads", Args: args(0, 0),
		Example: "  crm dnc export > dnc.csv"}
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		l := mustList("dnc", "")
		l.fixed = []string{"ended == nil"}
		if a.format() == wire.Table {
			a.flags.output = string(wire.CSV)
		}
		return a.showList(cmd.Context(), l, listFlags{columns: []string{"point", "since", "reason", "note", "source"}})
	}
	return cmd
}

func (a *app) importSuppressions() *cobra.Command {
	var f importFlags
	var in book.SuppressionImport
	cmd := &cobra.Command{Use: "import FILE", Short: "Keep all phones and e-mails of a file from being used", Args: args(1, 1),
		Long: `Keep all phones and e-mails of a file from being used, as one change. The file is
that of a registry, or what crm dnc export wrote: a number or an address on each
line, the area code in a column of its own or not, with headings or without. What
is on the list already is counted, so the same file can be imported again. "-"
reads standard input.

Fields: point, phone, email, area, since, reason, note, source`,
		Example: "  crm dnc import 614.txt\n  crm dnc import optouts.csv --reason asked"}
	flags := cmd.Flags()
	flags.SortFlags = false
	flags.StringVar(&in.Reason, "reason", crm.StopRegistry, "why, where a row does not say: "+strings.Join(crm.Picklist("stop_reason"), "|"))
	flags.StringVarP(&in.Note, "note", "m", "", "what is to be kept with all of them")
	flags.StringSliceVar(&f.fields, "map", nil, "columns and the fields they give: \"Rufnummer=phone\"")
	flags.StringSliceVar(&f.dateFormats, "date-format", nil, dateFormatUsage)
	flags.BoolVar(&f.skipBad, "skip-bad", false, "leave rows out that can't be read and write them to a reject file")
	flags.StringVar(&f.reject, "reject-file", "", "that file; FILE.rejected.csv unless said")
	flags.StringVar(&f.encoding, "encoding", "utf-8", "encoding of the file: "+strings.Join(exchange.Encodings, "|"))
	flags.StringVar(&f.delimiter, "delimiter", "", "what stands between columns; found out unless said")
	_ = cmd.RegisterFlagCompletionFunc("reason", a.completeCodes("stop_reason"))
	_ = cmd.RegisterFlagCompletionFunc("encoding", cobra.FixedCompletions(exchange.Encodings, cobra.ShellCompDirectiveNoFileComp))
	cmd.Annotations = map[string]string{"writes": "yes"}
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		o, err := a.importFrom(cmd.Context(), f, args[0], suppressionFormat, func(ctx context.Context, b *book.Book, rows iter.Seq2[book.ImportRow, error], formats map[string]string) (*crm.Outcome, error) {
			in.Rows, in.DateFormats, in.SkipBad, in.Source = rows, formats, f.skipBad, filepath.Base(args[0])
			if args[0] == "-" {
				in.Source = ""
			}
			return b.ImportSuppressions(ctx, in)
		})
		return a.outcome(o, err)
	}
	return cmd
}

// suppressionFormat is what a file of numbers may look like.
var suppressionFormat = format{
	fields: []string{"point", "phone", "email", "area", "since", "reason", "note", "source"},
	many:   []string{"point", "phone", "email", "note"},
	needs:  []string{"point", "phone", "email"},
	dates:  []string{"since"},
	what:   "the number",
	columns: func() map[string]string {
		columns := map[string]string{}
		for heading, field := range locale.Headers() {
			switch field {
			case "phone", "email", "note":
				columns[heading] = field
			case "do_not_contact":
				columns[heading] = "since"
			case "do_not_contact_reason":
				columns[heading] = "reason"
			}
		}
		for field, headings := range map[string]string{
			"point":  "point,value,number,contact point,numero,número,番号",
			"area":   "area,area code,areacode,prefix,市外局番,prefisso,prefijo",
			"since":  "since,date,registered,registration date,登録日,data,dal,fecha,desde",
			"reason": "reason,why,理由,motivo",
			"source": "source",
		} {
			for _, heading := range strings.Split(headings, ",") {
				columns[fold.Text(heading)] = field
			}
		}
		return columns
	},
	unnamed: func(cells []string) []string {
		fields := make([]string, len(cells))
		points := 0
		for i, cell := range cells {
			_, phone := fold.Phone(cell)
			_, email := fold.EmailPoint(cell)
			switch digits := strings.IndexFunc(strings.TrimSpace(cell), func(r rune) bool { return !unicode.IsDigit(r) }) < 0; {
			case i == 0 && digits && len(cells) > 1 && len(strings.TrimSpace(cell)) < 6:
				fields[i] = "area"
			case email, phone:
				fields[i] = "point"
				if i > 0 && fields[i-1] == "area" {
					fields[i] = "phone"
				}
				points++
			}
		}
		if points == 0 {
			return nil
		}
		return fields
	},
}
