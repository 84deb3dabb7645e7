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
	"crm/internal/fold"
	"crm/internal/locale"
	"crm/internal/verb"
	"crm/internal/wire"
)

func (a *app) dncCommand() *cobra.Command {
	verbs := a.verbsOf("dnc")
	return groupOf("dnc", "Phones and e-mails that nobody may use",
		verbs["add"], a.listSuppressions(), a.importSuppressions(verbs["import"]), a.exportSuppressions(), verbs["remove"])
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

func (a *app) importSuppressions(cmd *cobra.Command) *cobra.Command {
	return a.imports(cmd, func(ctx context.Context, in verb.Input) (*crm.Outcome, error) {
		f := importFlagsOf(in)
		return a.importFrom(ctx, f, suppressionFormat, func(ctx context.Context, b *book.Book, rows iter.Seq2[book.ImportRow, error], formats map[string]string) (*crm.Outcome, error) {
			from := book.SuppressionImport{Rows: rows, DateFormats: formats, SkipBad: f.skipBad, Reason: in.Text("reason"), Note: in.Text("note")}
			if f.path != "-" {
				from.Source = filepath.Base(f.path)
			}
			return b.ImportSuppressions(ctx, from)
		})
	})
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
