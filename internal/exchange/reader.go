package exchange

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"

	"crm/internal/crm"
	"crm/internal/fold"
)

// Options say what a file does not say itself.
type Options struct {
	// Delimiter separates the fields; 0 finds it on the heading line: TAB, semicolon,
	// comma or bar, or what an Excel line "sep=;" before it names.
	Delimiter rune
	// Encoding is one of Encodings; empty is UTF-8. All understand a byte order mark of
	// UTF-8.
	Encoding string
	// Map gives headings of this file their fields, before Columns. Headings are
	// compared folded; a number that is not a heading is the place of a column, from 1 on.
	// An empty field name leaves the column out.
	Map map[string]string
	// Settle may change the fields of columns, which it gets with all headings; it may
	// be nil.
	Settle func([]Column)
	// Many are the fields that several columns may give; nil is phone and
	// email.
	Many []string
	// Instead are folded headings that stand for others where a file has both, as
	// the name of a household does for its number.
	Instead map[string]string
	// Beside are further columns of a file that has a certain heading, folded, by
	// that.
	Beside map[string]Columns
	// Unnamed gives the fields of a file whose first row has no headings, for
	// those cells; nil says that they are. Nil has every file named.
	Unnamed func(cells []string) []string
	// Needs are fields of which a file has one. Lines above its headings are skipped where
	// they are given.
	Needs []string
	// Yearless are the fields of days that need not have a year.
	Yearless []string
}

// Column is a column of a file. One that is Fixed keeps the field it has, or that
// it has none.
type Column struct {
	Heading, Field string
	Fixed          bool
}

// Columns are the headings a file may have: the folded heading (fold.Text)
// and the name of its field.
type Columns map[string]string

// Row is a row of a file.
type Row struct {
	// Line is the first line of the row in the file, from 1.
	Line int
	// Values are the cells by field, in the order of the columns. A cell is in
	// NFC, without white space around it and without the apostrophe of
	// Unguard; its lines end with LF. Empty cells and columns without a field
	// are not in it, so a field that is there has at least one value.
	Values map[string][]string
	// Raw are all cells as they are in the file, without their quotes.
	Raw []string
	// Of a vCard, Photos are its pictures, Related whom it names, UID is what programs know it
	// by, and Source how it stands in the file.
	Photos  []Photo
	Related []Related
	UID     string
	Source  []byte
}

// Reader reads a file of delimited text with headings, row by row.
type Reader struct {
	parser   parser
	header   []string
	fields   []string
	fixed    []bool   // whether Map gave a column its field
	empty    []string // headings of the columns without a field
	err      error    // what ended the file
	held     []string // the first row of a file without headings
	titles   Titles
	maybe    int
	cards    *cardRows // of a file of vCards
	sheet    string    // of a workbook
	yearless []string  // fields of days that need no year
}

// NewReader reads the headings and gives each column its field. It fails with
// crm.CodeUsage for an unknown encoding or delimiter and for a heading in Map
// that is not in the file, and with crm.CodeInvalid, naming the line, for a
// file that is not delimited text, has no headings, has one twice, or has two
// columns for one field. That no heading at all was recognised is not an error;
// see Ignored.
func NewReader(from io.Reader, names Columns, o Options) (*Reader, error) {
	decoder, err := decoderFor(o.Encoding)
	if err != nil {
		return nil, err
	}
	if o.Delimiter != 0 {
		if err := validDelimiter(o.Delimiter); err != nil {
			return nil, err
		}
	}
	head := make([]byte, sourceSize)
	n, err := io.ReadFull(from, head)
	head = head[:n] // it says what the file is, if anything does
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		return nil, crm.Errorf(crm.CodeEnvironment, "the file can't be read: %w", err)
	}
	r := &Reader{parser: parser{line: 1}}
	whole := io.MultiReader(bytes.NewReader(head), from)
	big, wide := looksUTF16(head)
	switch {
	case looksWorkbook(head):
		return nil, crm.Errorf(crm.CodeInvalid, "line 1: the file is a workbook or an archive, not delimited text").
			Try("save the sheet as CSV UTF-8")
	case looksMarkup(head):
		return nil, crm.Errorf(crm.CodeInvalid, "line 1: the file is a web page or XML, as some programs export under the name .xls").
			Try("open it in a spreadsheet and save it as .xlsx, or the sheet as CSV UTF-8")
	case bytes.HasPrefix(head, []byte("%PDF-")):
		return nil, crm.Errorf(crm.CodeInvalid, "line 1: the file is a PDF, which is made to be printed").
			Try("export the list as .xlsx or CSV from the program that it is from")
	case bytes.HasPrefix(head, markUTF8):
		whole = io.MultiReader(bytes.NewReader(head[len(markUTF8):]), from)
		r.parser.in = newSource(whole, false)
		r.parser.in.base = int64(len(markUTF8))
	case decoder == nil && wide:
		return nil, crm.Errorf(crm.CodeInvalid, "line 1, byte 1 of the file: the file is in UTF-16").
			Try("save the file as CSV UTF-8, or name its encoding: --encoding utf-16")
	case decoder == nil && bytes.Contains(head, []byte("\x1b$B")):
		return nil, notEncoded("utf-8", "iso-2022-jp")
	case decoder == nil:
		r.parser.in = newSource(whole, false)
	default:
		r.parser.encoding = strings.ToLower(strings.TrimSpace(o.Encoding))
		if !strings.HasPrefix(r.parser.encoding, "utf") {
			seen := &watched{from: from, named: r.parser.encoding}
			seen.look(head)
			if is := certainEncoding(decoder, seen, head); is != "" {
				return nil, notEncoded(seen.named, is)
			}
			whole = io.MultiReader(bytes.NewReader(head), seen)
			r.parser.guess = japaneseEncoding(head)
		}
		if big && wide && strings.HasPrefix(r.parser.encoding, "utf") && !bytes.HasPrefix(head, markUTF16BE) {
			// Without a mark the decoder takes the order that Windows writes.
			whole = io.MultiReader(bytes.NewReader(markUTF16BE), whole)
		}
		r.parser.in = newSource(decoder.NewDecoder().Reader(whole), true)
	}
	r.delimit(o.Delimiter)
	if err := r.headings(names, o); err != nil {
		return nil, err
	}
	if r.held != nil {
		return r, nil
	}
	if err := r.assign(names, o); err != nil {
		return nil, err
	}
	return r, nil
}

// delimit takes the delimiter given, or finds it.
func (r *Reader) delimit(given rune) {
	named, ok := announced(r.parser.in)
	switch {
	case given != 0:
		r.parser.delimiter = byte(given)
	case ok:
		r.parser.delimiter = named
	default:
		r.parser.delimiter = findDelimiter(r.parser.in)
	}
}

// headings reads the first row that is not blank, nor a title above the headings.
func (r *Reader) headings(names Columns, o Options) error {
	cells, err := r.row()
	if errors.Is(err, io.EOF) {
		return crm.Errorf(crm.CodeInvalid, "line 1: the file is empty").
			Try("its first line must have the headings of the columns")
	}
	if err != nil {
		return err
	}
	if o.Unnamed != nil {
		if fields := o.Unnamed(cells); fields != nil {
			r.header, r.fields, r.held = fields, fields, cells
			return nil
		}
	}
	if cells, err = r.untitled(cells, o.Delimiter, names, o); err != nil {
		return err
	}
	line := r.parser.first
	seen := make(map[string]int, len(cells))
	placed := o.placed(cells)
	for i, cell := range cells {
		heading := clean(cell)
		_, isPlaced := placed[i]
		if heading == "" && isPlaced {
			heading = strconv.Itoa(i + 1)
		}
		if heading == "" {
			e := crm.Errorf(crm.CodeInvalid, "column %d has no heading", i+1).At(line)
			if r.maybe > 0 {
				return e.Try("line %d may have the headings: take out the lines above it", r.maybe)
			}
			return e.Try("give it one, or leave the column out: --map \"%d=\"", i+1)
		}
		if first, twice := seen[key(heading)]; twice {
			_, isFirst := placed[first]
			switch apart := func(i int) string { return fmt.Sprintf("%s (%d)", heading, i+1) }; {
			case isPlaced:
				heading = apart(i)
			case isFirst:
				r.header[first] = apart(first)
			default:
				return crm.Errorf(crm.CodeInvalid, "the heading %q is there twice", heading).At(line).
					Try("give one of the two columns another heading, or leave one out: --map \"%d=\"", i+1)
			}
		}
		seen[key(heading)] = i
		r.header = append(r.header, heading)
	}
	return nil
}

// key is what headings are compared by. One of nothing but punctuation folds
// to nothing and is compared as it is.
func key(heading string) string {
	if folded := fold.Text(heading); folded != "" {
		return folded
	}
	return fold.Clean(heading)
}

// assign gives each column its field.
func (r *Reader) assign(names Columns, o Options) error {
	mapped, err := o.mapped(r.header)
	if err != nil {
		return err
	}
	many := o.Many
	if many == nil {
		many = []string{"phone", "email"}
	}
	columns := columns(r.header, mapped, names, o)
	taken := make(map[string]string, len(r.header))
	for _, c := range columns {
		heading, field := c.Heading, c.Field
		r.fields, r.fixed = append(r.fields, field), append(r.fixed, c.Fixed)
		switch other, twice := taken[field]; {
		case field == "" && !c.Fixed:
			r.empty = append(r.empty, heading)
		case field == "":
		case twice && !slices.Contains(many, field):
			return crm.Errorf(crm.CodeInvalid, "%q and %q are both the %s", other, heading, field).At(r.parser.first).
				On("map").Try("leave one of them out: --map %q", heading+"=")
		default:
			taken[field] = heading
		}
	}
	return nil
}

// placed returns the fields that Map gives columns by their places.
func (o Options) placed(header []string) map[int]string {
	placed := map[int]string{}
	for text, field := range o.Map {
		at, err := strconv.Atoi(key(text))
		isHeading := func(cell string) bool { return key(clean(cell)) == key(text) }
		if err == nil && at > 0 && at <= len(header) && !slices.ContainsFunc(header, isHeading) {
			placed[at-1] = field
		}
	}
	return placed
}

// mapped returns the fields that Map gives columns.
//
// Errors: CodeUsage for a heading that the file lacks, and for a column with two fields.
func (o Options) mapped(header []string) (map[int]string, error) {
	mapped := o.placed(header)
	placed := maps.Clone(mapped)
	var wrong *crm.Error
	for _, text := range slices.Sorted(maps.Keys(o.Map)) {
		found := false
		for i, heading := range header {
			if key(heading) != key(text) {
				continue
			}
			if field, twice := mapped[i]; twice && field != o.Map[text] {
				wrong = cmp.Or(wrong, crm.Errorf(crm.CodeUsage, "the heading %q is given two fields", text).On("map"))
			}
			mapped[i], found = o.Map[text], true
		}
		at, err := strconv.Atoi(key(text))
		if _, ok := placed[at-1]; !found && (err != nil || !ok) {
			wrong = cmp.Or(wrong, crm.Errorf(crm.CodeUsage, "the file has no heading %q", text).On("map").
				Try("its headings are %s", strings.Join(quoteAll(header), ", ")))
		}
	}
	if wrong != nil {
		return mapped, wrong
	}
	return mapped, nil
}

// columns gives headings their fields: those of mapped, by place, those that are known, and what Settle makes of them.
func columns(header []string, mapped map[int]string, names Columns, o Options) []Column {
	keys := make(map[string]bool, len(header))
	for _, heading := range header {
		keys[key(heading)] = true
	}
	for heading, more := range o.Beside {
		if keys[heading] {
			names = maps.Clone(names)
			maps.Copy(names, more)
		}
	}
	left := map[string]bool{}
	for instead, of := range o.Instead {
		left[of] = keys[instead]
	}
	columns := make([]Column, len(header))
	for i, heading := range header {
		k := key(heading)
		field, explicit := mapped[i]
		if !explicit && !left[k] {
			field = names[k]
		}
		columns[i] = Column{heading, field, explicit || left[k]}
	}
	if o.Settle != nil {
		o.Settle(columns)
	}
	return columns
}

func quoteAll(list []string) []string {
	out := make([]string, len(list))
	for i, s := range list {
		out[i] = `"` + s + `"`
	}
	return out
}

// Header gives the headings of the file, a column each.
func (r *Reader) Header() []string { return slices.Clone(r.header) }

// Fields gives the field of each column, empty for one that has none.
func (r *Reader) Fields() []string { return slices.Clone(r.fields) }

// Fixed reports whether a column has the field that Map gave it.
func (r *Reader) Fixed(column int) bool { return column < len(r.fixed) && r.fixed[column] }

// Ignored gives the headings that neither Columns nor Map knows. Where it is
// as long as Header, nothing of the file would be read.
func (r *Reader) Ignored() []string { return slices.Clone(r.empty) }

// Delimiter is what parts the fields of the file.
func (r *Reader) Delimiter() rune { return rune(r.parser.delimiter) }

// Next gives the next row that has anything in it, and io.EOF behind the last.
//
// A row with more or fewer fields than there are headings comes with its Line
// and Raw and an error that wraps a RowError; reading can go on behind it.
// Every other error ends the file and is given again.
func (r *Reader) Next() (Row, error) {
	if r.err != nil {
		return Row{}, r.err
	}
	row, err := r.nextRow()
	if err != nil {
		if row.Line == 0 {
			r.err = err
		}
		return row, err
	}
	cells := row.Raw
	if len(cells) != len(r.fields) {
		return row, crm.Errorf(crm.CodeInvalid, "%w", raggedRow(len(cells), len(r.fields))).At(row.Line).
			Try("see whether a quote or a delimiter is missing or too many on that line")
	}
	row.Values = make(map[string][]string, len(cells))
	values := make([]string, 0, len(cells)) // backs all of them, which spares an allocation each
	for i, field := range r.fields {
		if field == "" {
			continue
		}
		value := clean(cells[i])
		if value == "" {
			continue
		}
		if fault := cellFault(value); fault != "" {
			return row, crm.Errorf(crm.CodeInvalid, "%w", fault).On(field).At(row.Line).
				Try("mend it in the spreadsheet, and save that")
		}
		if before := row.Values[field]; before != nil {
			row.Values[field] = append(before, value)
			continue
		}
		values = append(values, value)
		row.Values[field] = values[len(values)-1 : len(values) : len(values)]
	}
	return row, nil
}

// nextRow gives the next row, without its values.
func (r *Reader) nextRow() (Row, error) {
	if r.cards != nil {
		return r.cards.next()
	}
	cells, err := r.row()
	if err != nil {
		return Row{}, err
	}
	return Row{Line: r.parser.first, Raw: cells}, nil
}

// IsCards reports whether the rows are vCards.
func (r *Reader) IsCards() bool { return r.cards != nil }

// Filled returns how many rows have something in the column of a heading, if that is known
// before they are read: of vCards.
func (r *Reader) Filled(heading string) int {
	if r.cards == nil {
		return 0
	}
	return r.cards.filled[heading]
}

// row gives the next row that is not blank. Spreadsheets end their exports
// with rows of delimiters alone; those are blank as well.
func (r *Reader) row() ([]string, error) {
	if cells := r.held; cells != nil {
		r.held = nil
		return cells, nil
	}
	for {
		if err := r.parser.next(); err != nil {
			return nil, err
		}
		text := string(r.parser.text)
		if strings.TrimSpace(text) == "" {
			continue
		}
		cells := make([]string, len(r.parser.ends))
		start := 0
		for i, end := range r.parser.ends {
			cells[i] = text[start:end]
			start = end
		}
		if r.sheet != "" {
			r.withoutTyped(cells)
		}
		return cells, nil
	}
}

// clean makes a cell a value: see Row.Values.
func clean(cell string) string {
	value := fold.Clean(cell)
	if strings.HasPrefix(value, "'") {
		value = fold.Clean(Unguard(value))
	}
	if strings.IndexByte(value, '\r') >= 0 {
		value = strings.ReplaceAll(value, "\r\n", "\n")
		value = strings.ReplaceAll(value, "\r", "\n")
	}
	return value
}
