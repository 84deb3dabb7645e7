package cli

import (
	"context"
	"errors"
	"io"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"crm/internal/book"
	"crm/internal/crm"
	"crm/internal/exchange"
	"crm/internal/fold"
)

// importFlags are what an import is asked for.
type importFlags struct {
	fields      []string // Full Name=name
	dateFormats []string // DD/MM/YYYY, birthday=DD/MM/YYYY
	source      string
	encoding    string
	delimiter   string
	reject      string
	onDuplicate string
	skipBad     bool
	saying      saying
	callsPerDay int
	paced       bool // callsPerDay was given
}

// importCommand is crm import, short for crm lead import.
func (a *app) importCommand() *cobra.Command {
	return a.importContacts(people{noun: "lead", stage: crm.StageLead}, "Add leads from a CSV file (short for lead import)")
}

func (a *app) importContacts(p people, short string) *cobra.Command {
	var f importFlags
	cmd := &cobra.Command{Use: "import FILE", Short: short, Args: args(1, 1),
		Long: short + `, as one change.

The first line names the columns; the usual names are recognised in English,
Japanese, Italian and Spanish. Nothing is taken when a row can't be read. Rows
that are in the book already are skipped and listed, so that the same file can
be imported again. What crm contact list -o csv wrote comes back as it was, those
at no stage and who must not be contacted too. "-" reads standard input.

Fields: ` + strings.Join(book.ImportFields(), ", "),
		Example: "  crm " + p.noun + " import leads.csv --dry-run\n  crm " + p.noun + " import leads.csv --map \"Full Name=name,Cell=phone\" --date-format DD/MM/YYYY",
	}
	flags := cmd.Flags()
	flags.SortFlags = false
	flags.StringSliceVar(&f.fields, "map", nil, "columns and the fields they give: \"Full Name=name,Cell=phone\"")
	flags.StringSliceVar(&f.dateFormats, "date-format", nil, dateFormatUsage)
	flags.StringVar(&f.source, "source", "", "the source of rows that give none")
	flags.StringVar(&f.onDuplicate, "on-duplicate", "skip", "rows that are in the book already: skip|fail|add")
	flags.BoolVar(&f.skipBad, "skip-bad", false, "leave rows out that can't be read and write them to a reject file")
	flags.StringVar(&f.reject, "reject-file", "", "that file; FILE.rejected.csv unless said")
	countFlag(flags, &f.callsPerDay, "calls-per-day", 0, "spread the calls that rules make over working days, so many a day")
	flags.StringVar(&f.saying.refusals, "refusals", "", "notes that ask not to be called: mark|keep (those people as not to be contacted, or the notes alone)")
	flags.StringVar(&f.saying.former, "former", "", "rows of who has left or is inactive: mark|keep (as not to be contacted, or to be called)")
	for _, answer := range []string{"refusals", "former"} {
		_ = cmd.RegisterFlagCompletionFunc(answer, cobra.FixedCompletions([]string{"mark", "keep"}, cobra.ShellCompDirectiveNoFileComp))
	}
	flags.StringVar(&f.encoding, "encoding", "utf-8", "encoding of the file: "+strings.Join(exchange.Encodings, "|"))
	flags.StringVar(&f.delimiter, "delimiter", "", "what stands between columns; found out unless said")
	_ = cmd.RegisterFlagCompletionFunc("encoding", cobra.FixedCompletions(exchange.Encodings, cobra.ShellCompDirectiveNoFileComp))
	_ = cmd.RegisterFlagCompletionFunc("on-duplicate", cobra.FixedCompletions([]string{"skip", "fail", "add"}, cobra.ShellCompDirectiveNoFileComp))
	cmd.Annotations = map[string]string{"writes": "yes"}
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		f.paced = cmd.Flags().Changed("calls-per-day")
		o, err := a.importFile(cmd.Context(), p, f, args[0])
		return a.outcome(o, err)
	}
	return cmd
}

func (a *app) importFile(ctx context.Context, p people, f importFlags, path string) (*crm.Outcome, error) {
	if !slices.Contains([]string{"skip", "fail", "add"}, f.onDuplicate) {
		return nil, crm.Errorf(crm.CodeUsage, "--on-duplicate is skip, fail or add").On("on-duplicate")
	}
	if f.paced && f.callsPerDay < 1 {
		return nil, crm.Errorf(crm.CodeUsage, "--calls-per-day is a number from 1").On("calls-per-day")
	}
	if f.reject != "" && !f.skipBad {
		return nil, crm.Errorf(crm.CodeUsage, "--reject-file belongs to --skip-bad").On("reject-file")
	}
	for flag, answer := range map[string]string{"refusals": f.saying.refusals, "former": f.saying.former} {
		if !slices.Contains([]string{"", "mark", "keep"}, answer) {
			return nil, crm.Errorf(crm.CodeUsage, "--%s is mark or keep", flag).On(flag)
		}
	}
	return a.importFrom(ctx, f, path, contactFormat(p, f.saying), func(ctx context.Context, b *book.Book, rows iter.Seq2[book.ImportRow, error], formats map[string]string) (*crm.Outcome, error) {
		in := book.Import{
			Stage: p.stage, Rows: rows, SkipBad: f.skipBad, OnDuplicate: f.onDuplicate,
			DateFormats: formats, CallsPerDay: f.callsPerDay,
		}
		if f.source != "" {
			in.Defaults = book.Values{"source": {f.source}}
		}
		return b.ImportContacts(ctx, p.noun+" import", in)
	})
}

// sizeOf is the size of a file in words; empty where it has none, such as of
// standard input.
func sizeOf(path string) string {
	info, err := os.Stat(path)
	if err != nil || !info.Mode().IsRegular() {
		return ""
	}
	return strconv.FormatInt(info.Size(), 10)
}

// format is what the files of an import may look like.
type format struct {
	fields  []string                    // what --map can name
	many    []string                    // fields that several columns may give
	dates   []string                    // fields that are dates
	needs   []string                    // of these fields one has to be there
	what    string                      // the word for those
	columns func() map[string]string    // fields by folded heading
	instead map[string]string           // headings that stand for others
	beside  map[string]exchange.Columns // further columns by a heading that the file has
	settle  func([]exchange.Column)     // sees to columns that are known together
	reads   func(*exchange.Reader) *contactRows
	unnamed func(cells []string) []string
}

// importFrom opens a file and has run import its rows.
func (a *app) importFrom(ctx context.Context, f importFlags, path string, of format, run func(context.Context, *book.Book, iter.Seq2[book.ImportRow, error], map[string]string) (*crm.Outcome, error)) (*crm.Outcome, error) {
	file, err := a.openInput(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	reader, err := f.reader(file, of)
	if err != nil {
		return nil, err
	}
	formats, err := f.formats(reader, of)
	if err != nil {
		return nil, err
	}
	rejects := &rejects{path: f.reject, of: reader, dry: a.flags.dryRun}
	if rejects.path == "" {
		rejects.path = strings.TrimSuffix(path, filepath.Ext(path)) + ".rejected.csv"
		if path == "-" {
			rejects.path = "rejected.csv"
		}
	}
	defer rejects.discard()
	a.creates = true
	b, err := a.open(ctx)
	if err != nil {
		return nil, err
	}
	b.Asked(path, sizeOf(path))
	ignored := strings.Join(reader.Ignored(), ", ")
	var reads *contactRows
	if of.reads != nil {
		reads = of.reads(reader)
	}
	o, err := run(ctx, b, rows(reader, rejects, reads), formats)
	if e, ok := crm.AsError(err); ok && ignored != "" {
		return nil, e.Try("Columns that are not known: %s. Name their fields: --map COLUMN=FIELD", ignored)
	}
	if err != nil {
		return nil, err
	}
	if err := rejects.keep(); err != nil {
		return nil, err
	}
	if rejects.kept {
		o.Notices = append(o.Notices, crm.Notice{Code: "rejected-to", Values: map[string]any{"path": rejects.path, "rows": len(o.Imported.Bad)}})
	}
	o.Notices = append(o.Notices, reads.notices()...)
	if ignored != "" {
		o.Notices = append(o.Notices, crm.Notice{Code: "columns-ignored", Values: map[string]any{"columns": ignored}})
	}
	return o, nil
}

const dateFormatUsage = "how the file writes dates, or a column of it: DD/MM/YYYY, \"Birth Date=DD/MM/YYYY\""

// formats are how dates are written, by field, and under "" those of all others.
//
// Errors: CodeUsage for what is neither a column of the file nor a field that one gives.
func (f importFlags) formats(reader *exchange.Reader, of format) (map[string]string, error) {
	formats, header, fields := map[string]string{}, reader.Header(), reader.Fields()
	for _, text := range f.dateFormats {
		column, format, each := strings.Cut(text, "=")
		if !each {
			column, format = "", text
		}
		column = strings.TrimSpace(column)
		field := column
		if at := slices.IndexFunc(header, func(heading string) bool { return fold.Text(heading) == fold.Text(column) }); each && at >= 0 {
			field = fields[at]
		}
		if each && (field == "" || !slices.Contains(of.dates, field) || !slices.Contains(fields, field)) {
			e := crm.Errorf(crm.CodeUsage, "%q is not a column of dates", column).On("date-format")
			for i, field := range fields {
				if slices.Contains(of.dates, field) {
					e.Try("--date-format %q", header[i]+"="+format)
				}
			}
			return nil, e
		}
		if before, twice := formats[field]; twice && before != format {
			return nil, crm.Errorf(crm.CodeUsage, "--date-format says %s and %s", before, format).On("date-format").Try("For a column of its own: --date-format \"COLUMN=%s\"", format)
		}
		formats[field] = format
	}
	if len(formats) > 0 && !slices.ContainsFunc(fields, func(field string) bool { return slices.Contains(of.dates, field) }) {
		return nil, crm.Errorf(crm.CodeUsage, "no column of the file is known to be of dates").On("date-format").Try("Say which one it is: --map \"COLUMN=%s\"", of.dates[0])
	}
	return formats, nil
}

func (a *app) openInput(path string) (io.ReadCloser, error) {
	if path == "-" {
		return io.NopCloser(a.env.In), nil
	}
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, os.ErrNotExist):
		return nil, crm.Errorf(crm.CodeInvalid, "there is no file %s", path)
	case err != nil:
		return nil, crm.Errorf(crm.CodeEnvironment, "%s can't be opened", path)
	case !info.Mode().IsRegular() && info.Mode()&os.ModeNamedPipe == 0:
		return nil, crm.Errorf(crm.CodeInvalid, "%s is not a file", path)
	}
	file, err := os.Open(path)
	if err != nil {
		return nil, crm.Errorf(crm.CodeEnvironment, "no permission to read %s", path)
	}
	return file, nil
}

// reader opens the file as CSV with the columns that are known by name, and
// those that --map gives.
func (f importFlags) reader(file io.Reader, of format) (*exchange.Reader, error) {
	o := exchange.Options{Encoding: f.encoding, Map: map[string]string{}, Many: of.many, Unnamed: of.unnamed, Instead: of.instead, Beside: of.beside, Settle: of.settle}
	if len(f.fields) > 0 {
		o.Unnamed = nil
	}
	if f.delimiter != "" {
		text := strings.NewReplacer(`\t`, "\t", "tab", "\t").Replace(f.delimiter)
		runes := []rune(text)
		if len(runes) != 1 {
			return nil, crm.Errorf(crm.CodeUsage, "--delimiter takes one character").On("delimiter")
		}
		o.Delimiter = runes[0]
	}
	known := of.fields
	for _, pair := range f.fields {
		column, field, ok := strings.Cut(pair, "=")
		field = strings.TrimSpace(field)
		if !ok || field != "" && !slices.Contains(known, field) {
			return nil, crm.Errorf(crm.CodeUsage, "--map %q names no field", pair).On("map").
				Try("Write COLUMN=FIELD. The fields are: %s", strings.Join(known, ", "))
		}
		o.Map[strings.TrimSpace(column)] = field
	}
	reader, err := exchange.NewReader(file, of.columns(), o)
	if err != nil {
		return nil, err
	}
	if !slices.ContainsFunc(of.needs, func(field string) bool { return slices.Contains(reader.Fields(), field) }) {
		return nil, crm.Errorf(crm.CodeInvalid, "no column is known to be %s", of.what).
			Try("The columns are: %s", strings.Join(reader.Header(), ", ")).
			Try("Say which one it is: --map %q", reader.Header()[0]+"="+of.needs[0])
	}
	return reader, nil
}

// rows gives the rows of a file as the book takes them.
func rows(reader *exchange.Reader, rejects *rejects, reads *contactRows) iter.Seq2[book.ImportRow, error] {
	read := false
	return func(yield func(book.ImportRow, error) bool) {
		if read { // the first time was for a book of which another process made one, too
			yield(book.ImportRow{}, crm.Errorf(crm.CodeBusy, "another command made the book at the same moment").Try("Run the command again."))
			return
		}
		read = true
		for {
			row, err := reader.Next()
			if errors.Is(err, io.EOF) {
				if err := reads.end(); err != nil {
					yield(book.ImportRow{}, err)
				}
				return
			}
			if err == nil {
				err = reads.read(row)
			}
			in := book.ImportRow{Line: row.Line, Values: book.Values(row.Values), Reject: func(reason string) error { return rejects.add(row, reason) }}
			if !yield(in, err) || err != nil && row.Line == 0 {
				return
			}
		}
	}
}

// rejects writes the rows that were left out to a file, which gets its name
// when the import has been committed.
type rejects struct {
	path string
	of   *exchange.Reader
	dry  bool
	file *os.File
	to   *exchange.Rejects
	kept bool
}

func (r *rejects) add(row exchange.Row, reason string) error {
	if r.dry {
		return nil
	}
	if r.to == nil {
		if _, err := os.Lstat(r.path); err == nil {
			return crm.Errorf(crm.CodeConflict, "the reject file %s exists", r.path).Try("Move it away, or name another: --reject-file FILE")
		}
		var err error
		if r.file, err = os.CreateTemp(filepath.Dir(r.path), ".rejected-*"); err != nil {
			return crm.Errorf(crm.CodeEnvironment, "no reject file can be made in %s", filepath.Dir(r.path))
		}
		if r.to, err = exchange.NewRejects(r.file, r.of); err != nil {
			return err
		}
	}
	return r.to.Write(row, reason)
}

// keep gives the file its name.
func (r *rejects) keep() error {
	if r.to == nil {
		return nil
	}
	err := errors.Join(r.to.Flush(), r.file.Sync(), r.file.Close())
	if err == nil {
		err = os.Rename(r.file.Name(), r.path)
	}
	if err != nil {
		return crm.Errorf(crm.CodeEnvironment, "the import was saved, but the reject file %s could not be written", r.path)
	}
	r.kept = true
	return nil
}

// discard removes a file that did not get its name.
func (r *rejects) discard() {
	if r.file != nil && !r.kept {
		_ = r.file.Close()
		_ = os.Remove(r.file.Name())
	}
}
