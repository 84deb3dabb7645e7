package cli

import (
	"context"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"unicode"

	"github.com/spf13/cobra"

	"crm/internal/book"
	"crm/internal/crm"
	"crm/internal/exchange"
	"crm/internal/fold"
	"crm/internal/locale"
	"crm/internal/verb"
	"crm/internal/wire"
)

// exportSuppressions writes the list as a file that another book can import, without the
// numbers that can only be compared in this one, which it counts.
func (a *app) exportSuppressions(cmd *cobra.Command, _ []string) error {
	l := mustList("dnc")
	secret := fmt.Sprintf("point startsWith %q", crm.Secret(""))
	l.fixed = []string{"ended == nil", "not (" + secret + ")"}
	if a.format() == wire.Table {
		a.flags.output = string(wire.CSV)
	}
	b, err := a.read(cmd.Context())
	if err != nil {
		return err
	}
	if err := a.showListOf(cmd.Context(), b, l, listFlags{columns: []string{"point", "since", "reason", "note", "source"}}); err != nil || b == nil {
		return err
	}
	n, err := a.countListed(cmd.Context(), b, book.ListQuery{Noun: l.noun, Fixed: []string{"ended == nil", secret}})
	if err == nil && n > 0 {
		a.screen().Sentences(a.env.Err, []string{a.locale.Plural("list.secret", n)})
	}
	return err
}

// sayKeptNumbers says whose words are kept who are not in the book, and how they are lifted.
func (a *app) sayKeptNumbers(ctx context.Context) error {
	b := a.book
	if b == nil {
		return nil
	}
	since, marked, points, err := b.KeptNumbers(ctx)
	if err != nil {
		return err
	}
	var texts []string
	for _, of := range []struct {
		marked bool
		lift   crm.Command
	}{
		{true, crm.Run("contact allow", crm.Blank("NUMBER"), crm.With("reason", crm.Blank("TEXT")))},
		{false, crm.Run("contact consent", crm.Blank("NUMBER"), crm.Blank("CHANNEL"), crm.Consented)},
	} {
		var who []string
		for _, id := range slices.Sorted(maps.Keys(since)) {
			if marked[id] == of.marked {
				who = append(who, fmt.Sprintf("%d (%s)", id, a.locale.Date(since[id], b.Today())))
			}
		}
		if len(who) > 0 {
			texts = append(texts, a.locale.Plural("list.kept-words", len(who), "who", strings.Join(who, ", "), "command", of.lift.For(a.typed)))
		}
	}
	if points > 0 {
		texts = append(texts, a.locale.Plural("list.kept-points", points, "command", crm.Run("contact consent", crm.Blank("NUMBER"), crm.ByCall, crm.Consented).For(a.typed)))
	}
	a.screen().Sentences(a.env.Err, texts)
	return nil
}

func (a *app) importSuppressions(cmd *cobra.Command, v *verb.Verb) {
	a.imports(cmd, v, func(r verb.Request) (*crm.Outcome, error) {
		f := importFlagsOf(r)
		return a.importFrom(r.Context, f, suppressionFormat, func(ctx context.Context, b *book.Book, rows fileRows) (*crm.Outcome, error) {
			in := book.SuppressionImport{Rows: rows.each, DateFormats: rows.formats, Ahead: rows.ahead, Headings: rows.headings, SkipBad: f.skipBad, Reason: r.Text("reason"), Note: r.Text("note")}
			if f.path != "-" {
				in.Source = filepath.Base(f.path)
			}
			return b.ImportSuppressions(ctx, in)
		})
	})
}

// suppressionFormat describes files of numbers.
var suppressionFormat = format{
	fields:  []string{"point", "phone", "email", "area", "since", "reason", "note", "source"},
	many:    []string{"point", "phone", "email", "since", "note"},
	needs:   []string{"point", "phone", "email"},
	dates:   []string{"since"},
	what:    "the number",
	reads:   newListRows,
	columns: locale.ListHeaders,
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
			default:
				fields[i] = book.SaidField
			}
		}
		if points == 0 {
			return nil
		}
		return fields
	},
}

// newListRows reads a file of numbers for those that are not on the list, or are to come
// off it.
func newListRows(reader *exchange.Reader) *contactRows {
	r := newContactRows(reader, "", saying{})
	r.list = true
	for i, heading := range r.header {
		if heading == "" && r.fields[i] == "" && !slices.Contains(r.ignored, i) {
			r.ignored = append(r.ignored, i)
		}
	}
	return r
}
