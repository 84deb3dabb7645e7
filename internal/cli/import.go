package cli

import (
	"cmp"
	"context"
	"errors"
	"io"
	"iter"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"crm/internal/book"
	"crm/internal/crm"
	"crm/internal/exchange"
	"crm/internal/fold"
	"crm/internal/locale"
	"crm/internal/verb"
)

// importFlags are flags of every import.
type importFlags struct {
	path        string
	fields      []string // Full Name=name
	dateFormats []string // DD/MM/YYYY, birthday=DD/MM/YYYY
	encoding    string
	delimiter   string
	sheet       string
	reject      string
	skipBad     bool
	noHeader    bool
	request     verb.Request
}

func importFlagsOf(r verb.Request) importFlags {
	return importFlags{
		path: r.Text("file"), fields: r.All("map"), dateFormats: r.All("date-format"), encoding: r.Text("encoding"),
		delimiter: r.Text("delimiter"), sheet: r.Text("sheet"), reject: r.Text("reject-file"), skipBad: r.Is("skip-bad"),
		noHeader: r.Is("no-header"), request: r,
	}
}

// imports makes a command import a file.
func (a *app) imports(cmd *cobra.Command, v *verb.Verb, run func(verb.Request) (*crm.Outcome, error)) {
	cmd.RunE = func(cmd *cobra.Command, args []string) error { return a.runImport(cmd, v, args, run) }
}

// runImport imports a file for a command.
func (a *app) runImport(cmd *cobra.Command, v *verb.Verb, args []string, run func(verb.Request) (*crm.Outcome, error)) error {
	a.line = commandLine(cmd, args)
	return a.outcome(a.paced(cmd, v, args, run))
}

// importContacts makes a command import contacts at a stage, which is its noun, too.
func (a *app) importContacts(cmd *cobra.Command, v *verb.Verb, stage string) {
	a.imports(cmd, v, func(r verb.Request) (*crm.Outcome, error) {
		how, err := importHow(r)
		if err != nil {
			return nil, err
		}
		var own []*crm.Field
		var kept []*crm.ImportProfile
		a.glance(r.Context, func(b *book.Book) { own, kept = ownFields(b, crm.KindContact), b.ImportProfiles() })
		of := contactFormat(stage, how.saying, own)
		if err := of.choose(r.Text("profile"), ownProfiles(kept, "")); err != nil {
			return nil, err
		}
		how.noHeader = how.noHeader || of.profile != nil && of.profile.NoHeader
		return a.importFrom(r.Context, how.importFlags, of, func(ctx context.Context, b *book.Book, rows fileRows) (*crm.Outcome, error) {
			said := keptOf(rows.reader, kept)
			how.source, how.owner = cmp.Or(how.source, said.Source), cmp.Or(how.owner, said.Owner)
			in := a.importOf(how, stage, rows)
			in.Show = a.preview()
			if in.Keep, err = profileOf(r, rows, in.Defaults); err != nil {
				return nil, err
			}
			return b.ImportContacts(ctx, stage+" import", in)
		})
	})
}

// importing is how people are imported.
type importing struct {
	importFlags
	saying
	again, households, source, owner, unknown string
	pace                                      int
}

// importHow reads the flags of an import of people.
//
// Errors: CodeUsage.
func importHow(r verb.Request) (how importing, err error) {
	how = importing{importFlags: importFlagsOf(r), again: r.Text("on-duplicate"), households: r.Text("households"), source: r.Text("source"), owner: r.Text("owner"), unknown: r.Text("unknown"), pace: r.Number("calls-per-day")}
	if err := r.OneOfValues("on-duplicate", "households", "unknown"); err != nil {
		return how, err
	}
	switch {
	case how.reject != "" && !how.skipBad:
		return how, crm.Errorf(crm.CodeUsage, "--reject-file belongs to --skip-bad").On("reject-file")
	}
	if how.refusals, err = readVerdict("refusals", r.Text("refusals")); err != nil {
		return how, err
	}
	how.former, err = readVerdict("former", r.Text("former"))
	return how, err
}

// importOf is what a book is told of the import of a file.
func (a *app) importOf(how importing, stage string, rows fileRows) book.Import {
	in := book.Import{Stage: stage, Rows: rows.each, SkipBad: how.skipBad, OnDuplicate: how.again, DateFormats: rows.formats, Ahead: rows.ahead, Headings: rows.headings, Households: how.households, CallsPerDay: how.pace, Names: locale.NamesSpouse}
	in.Words, in.Unknown = rows.words, how.unknown
	in.Defaults = book.Values{}
	for flag, text := range map[string]string{"source": how.source, "owner": how.owner} {
		if text != "" {
			in.Defaults[flag] = []string{text}
		}
	}
	return in
}

// format describes the files of an import.
type format struct {
	fields  []string                    // what --map can name
	many    []string                    // fields that several columns may give
	dates   []string                    // fields that are dates
	amounts []string                    // fields that are amounts
	needs   []string                    // of these fields one has to be there
	what    string                      // the word for those
	columns func() map[string]string    // fields by folded heading
	instead map[string]string           // headings that stand for others
	beside  map[string]exchange.Columns // further columns by a heading that the file has
	settle  func([]exchange.Column)     // sees to columns that are known together
	others  func() exchange.Columns     // headings of other kinds of tables
	reads   func(*exchange.Reader) *contactRows
	cards   bool // they may be vCards, too
	unnamed func(cells []string) []string
	guess   func(rows [][]string) string                // what columns without headings may be
	foot    func(text string, amounts, alone bool) bool // whether a row may be below all others
	// profiles are those that a file may be of, and profile the one that was named.
	profiles []*exchange.Profile
	profile  *exchange.Profile
	// noun is that of a list of crm; empty is of contacts.
	noun crm.Kind
}

// fileRows are the rows of a file, the formats of its dates and the headings of its columns,
// by field.
type fileRows struct {
	each              iter.Seq2[book.ImportRow, error]
	ahead             iter.Seq2[int, book.Values] // all of them, for their dates
	formats, headings map[string]string
	words             []book.ImportWord
	reader            *exchange.Reader
}

// headings returns the heading of each field of a file.
func headings(reader *exchange.Reader) map[string]string {
	of, header := map[string]string{}, reader.Header()
	for i, field := range reader.Fields() {
		if field != "" {
			of[field] = header[i]
		}
	}
	return of
}

// importFrom opens a file and passes its rows to run. A calendar or e-mails are imported as
// what they are.
func (a *app) importFrom(ctx context.Context, f importFlags, of format, run func(context.Context, *book.Book, fileRows) (*crm.Outcome, error)) (*crm.Outcome, error) {
	if f.path != "-" && a.env.Dir.IsFolder(f.path) {
		return a.mailFolder(f.request, f)
	}
	file, err := a.openFile(f.path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	switch file.kind {
	case calendarFile:
		return a.importCalendar(f.request, f, file)
	case mailFile, mailboxFile:
		return a.mailFile(f.request, f, file)
	}
	if kind, err := a.listIn(f.request, f, file); kind != "" || err != nil {
		if err != nil {
			return nil, err
		}
		o, err := a.importList(f.request, f, file, kind)
		if a.kind != policiesKind || !namesNobody(err) {
			return o, err
		}
		if file = a.again(file); file == nil {
			return o, err
		}
		if file.closes {
			defer file.Close()
		}
	}
	if err := flagsFit(f.request, file.kind); err != nil {
		return nil, err
	}
	return a.importTable(ctx, f, of, file, run)
}

// importTable reads a file as rows and passes them to run. It says what of the file was not
// taken.
func (a *app) importTable(ctx context.Context, f importFlags, of format, file *importFile, run func(context.Context, *book.Book, fileRows) (*crm.Outcome, error)) (*crm.Outcome, error) {
	reader, err := f.readerOf(file, of)
	if err != nil {
		return nil, err
	}
	if of.cards { // of contacts
		if err := checkList(reader, f.path); err != nil {
			return nil, reader.InSheet(err)
		}
	}
	if a.kind == "asked" {
		if err := checkKind(reader); err != nil {
			return nil, reader.InSheet(err)
		}
	}
	formats, err := f.formats(reader, of)
	if err != nil {
		return nil, err
	}
	words, err := f.words(reader)
	if err != nil {
		return nil, err
	}
	rejects := &rejects{dir: a.env.Dir, path: f.rejectPath(reader), of: reader, dry: a.flags.dryRun}
	defer rejects.discard()
	b, err := a.openForImport(ctx, file.digest)
	if err != nil {
		return nil, err
	}
	columns := newColumnsRead(reader)
	if of.noun != "" {
		columns.ofList(of)
	}
	var reads *contactRows
	if of.reads != nil {
		reads = of.reads(reader)
	}
	if reads != nil {
		reads.words = book.Import{Words: words, Unknown: f.request.Text("unknown")}
	}
	b.LeftOut(reads.leftOut)
	collectSeldom()
	o, err := run(ctx, b, fileRows{rows(reader, rejects, reads, columns), a.ahead(f, file, reader, of), formats, headings(reader), words, reader})
	err = reader.InSheet(err)
	if e, ok := crm.AsError(err); ok && len(columns.left) > 0 {
		return nil, e.Try("Columns that are not known: %s. Name their fields: --map COLUMN=FIELD", a.leftColumns(columns, false))
	}
	if err != nil {
		return nil, err
	}
	if err := rejects.keep(); err != nil {
		return o, err
	}
	if rejects.kept {
		o.Notices = append(o.Notices, crm.Notice{Code: "rejected-to", Values: map[string]any{"path": rejects.path, "rows": len(o.Imported.Bad)}})
	}
	sayTable(o, reader)
	o.Notices = append(o.Notices, reads.notices()...)
	a.sayColumns(o, columns)
	return o, nil
}

// openForImport opens the book, or makes one. Digest is that of what is imported.
func (a *app) openForImport(ctx context.Context, digest func() (string, error)) (*book.Book, error) {
	a.creates = true
	b, err := a.open(ctx)
	if err != nil {
		return nil, err
	}
	b.Asked(a.line...)
	if a.flags.op != "" {
		b.AskedIn(digest)
	}
	return b, nil
}

// rejectPath returns where the rows left out are written.
func (f importFlags) rejectPath(reader *exchange.Reader) string {
	ending := ".csv"
	if reader.IsCards() {
		ending = ".vcf"
	}
	if f.path == "-" {
		return cmp.Or(f.reject, "rejected"+ending)
	}
	return cmp.Or(f.reject, strings.TrimSuffix(f.path, filepath.Ext(f.path))+".rejected"+ending)
}

// sayTable says which part of a file was read as the table, and by which profile.
func sayTable(o *crm.Outcome, reader *exchange.Reader) {
	if sheet := reader.Sheet(); sheet != "" {
		o.Notices = append(o.Notices, crm.Notice{Code: "sheet-read", Values: map[string]any{"sheet": sheet}})
	}
	if above := reader.Titles(); len(above.Texts) > 0 {
		o.Notices = append(o.Notices, crm.Notice{Code: "titles-skipped", Values: map[string]any{"line": above.Line, "n": len(above.Texts), "text": strings.Join(above.Texts, " / ")}})
	}
	if below := reader.Footers(); len(below.Texts) > 0 {
		o.Notices = append(o.Notices, crm.Notice{Code: "footers-skipped", Values: map[string]any{"line": below.Line, "n": len(below.Texts), "text": strings.Join(below.Texts, " / ")}})
	}
	sayProfile(o, reader)
}

// followsFromOthers reports whether a column of a list that a book has written follows from
// what the book keeps: next_due, policies.
func followsFromOthers(reader *exchange.Reader, heading string) bool {
	f, ok := crm.BuiltIn(crm.KindContact).Field(heading)
	return ok && f.Derived && slices.Contains(reader.Fields(), "version")
}

// formats returns how dates are written, by field; "" is for all others.
//
// Errors: CodeUsage for what is neither a column of the file nor a field of one.
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
					e.Again("One that is", crm.With("date-format", header[i]+"="+format))
				}
			}
			return nil, e
		}
		if before, twice := formats[field]; twice && before != format {
			return nil, crm.Errorf(crm.CodeUsage, "--date-format says %s and %s", before, format).On("date-format").Try("For a column of its own: --date-format \"COLUMN=%s\"", format)
		}
		formats[field] = format
	}
	if p := reader.Profile(); p != nil && len(formats) == 0 {
		for field, format := range p.Formats {
			if field == "" || slices.Contains(fields, field) {
				formats[field] = format
			}
		}
	}
	if len(f.dateFormats) > 0 && !slices.ContainsFunc(fields, func(field string) bool { return slices.Contains(of.dates, field) }) {
		return nil, crm.Errorf(crm.CodeUsage, "no column of the file is known to be of dates").On("date-format").Again("Say which one it is", crm.With("map", crm.Blank("COLUMN="+of.dates[0])))
	}
	return formats, nil
}

// readerOf opens the table that a file is.
func (f importFlags) readerOf(file *importFile, of format) (*exchange.Reader, error) {
	switch file.kind {
	case workbookFile:
		return f.sheetReader(file.ReadCloser, file.in, of)
	case cardsFile:
		return f.cardReader(file.ReadCloser, file.in, of)
	}
	if f.sheet != "" {
		return nil, crm.Errorf(crm.CodeUsage, "the file is not a workbook, and has no sheets").On("sheet")
	}
	return f.reader(file.in, of)
}

// pairs joins what was parted at the comma of a heading: "City, State=address".
func pairs(parts []string) []string {
	var all []string
	for i, part := range parts {
		if i > 0 && !strings.Contains(parts[i-1], "=") {
			all[len(all)-1] += "," + part
			continue
		}
		all = append(all, part)
	}
	return all
}

// reader opens a CSV file with its known columns and those of --map.
func (f importFlags) reader(file io.Reader, of format) (*exchange.Reader, error) {
	o, err := f.options(of)
	if err != nil {
		return nil, err
	}
	reader, err := exchange.NewReader(file, of.columns(), o)
	return needed(reader, err, of)
}

// needed passes on the reader of a table that has one of the columns it needs.
func needed(reader *exchange.Reader, err error, of format) (*exchange.Reader, error) {
	if err != nil {
		return nil, err
	}
	if err := cmp.Or(checkProfile(reader, of), checkProfileFields(reader, of)); err != nil {
		return nil, err
	}
	if !slices.ContainsFunc(of.needs, func(field string) bool { return slices.Contains(reader.Fields(), field) }) {
		return nil, reader.InSheet(unknownColumns(reader, of))
	}
	return reader, nil
}

// options are what a reader is told of a file.
func (f importFlags) options(of format) (exchange.Options, error) {
	o := exchange.Options{Encoding: f.encoding, Map: map[string]string{}, Many: of.many, Unnamed: of.unnamed, Others: of.others, Instead: of.instead, Beside: of.beside, Settle: of.settle, Needs: of.needs, Yearless: []string{"birthday"}, NoHeader: f.noHeader, Guess: of.guess, Foot: of.foot, Profiles: of.profiles, Profile: of.profile}
	if len(f.fields) > 0 {
		o.Unnamed = nil
	}
	if f.delimiter != "" {
		text := strings.NewReplacer(`\t`, "\t", "tab", "\t").Replace(f.delimiter)
		runes := []rune(text)
		if len(runes) != 1 {
			return o, crm.Errorf(crm.CodeUsage, "--delimiter takes one character").On("delimiter")
		}
		o.Delimiter = runes[0]
	}
	known := of.fields
	for _, pair := range pairs(f.fields) {
		last := strings.LastIndex(pair, "=") // a heading may have one
		column, field := pair[:max(last, 0)], strings.TrimSpace(pair[last+1:])
		if last < 0 || field != "" && !slices.Contains(known, field) {
			return o, crm.Errorf(crm.CodeUsage, "--map %q names no field", pair).On("map").
				Try("Write COLUMN=FIELD, or 3=FIELD for the third column. The fields are: %s", strings.Join(known, ", "))
		}
		o.Map[strings.TrimSpace(column)] = field
	}
	return o, nil
}

// rows iterates over the rows of a file as the book takes them.
func rows(reader *exchange.Reader, rejects *rejects, reads *contactRows, columns *columnsRead) iter.Seq2[book.ImportRow, error] {
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
				if err := cmp.Or(reads.end(), rejects.settle()); err != nil {
					yield(book.ImportRow{}, err)
				}
				return
			}
			columns.count(row)
			refusal := ""
			var spouse book.Values
			if err == nil {
				err = reads.read(row)
			}
			if err == nil && reads != nil {
				spouse = spouseOf(row)
			}
			if err != nil {
				refusal = reads.refusal(row)
			}
			in := book.ImportRow{Line: row.Line, Values: book.Values(row.Values), Refusal: refusal, UID: row.UID, Photos: photosOf(row), Related: relatedOf(row), Reject: func(reason string) error { return rejects.add(row, reason) }}
			if !yield(in, err) || err != nil && row.Line == 0 {
				return
			}
			if spouse != nil && !yield(book.ImportRow{Line: row.Line, Values: spouse, Reject: in.Reject}, nil) {
				return
			}
		}
	}
}
