package exchange

import (
	"bytes"
	"errors"
	"io"
	"slices"
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
	// Others returns headings of tables of another kind, folded, by which headings are told
	// from lines above them, too. It may be nil.
	Others func() Columns
	// Yearless are the fields of days that need not have a year.
	Yearless []string
	// Profiles are those of which the first that fits the headings is taken, where Map says
	// nothing of a column. Profile is taken whether it fits or not.
	Profiles []*Profile
	Profile  *Profile
	// NoHeader says that the first row has no headings; the columns are called by their
	// places.
	NoHeader bool
	// Guess returns what columns without headings may be, as --map has it, for the first
	// rows. A file is refused with that whose first row is of somebody; nil has none
	// refused.
	Guess func(rows [][]string) string
	// Foot reports whether a row of one text, with or without amounts beside it, may stand
	// below all others: "Total: 34", "Page 1 of 3". Alone are lines of a text after a blank
	// one. Nil has no such rows.
	Foot func(text string, amounts, alone bool) bool
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
	// Short is how many of the last cells of Raw the file lacks.
	Short int
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
	bare     []string // the headings as they are in the file
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
	foots    func(text string, amounts, alone bool) bool
	unheaded bool
	profile  *Profile
	profiled bool           // it knew a column
	passed   map[int]string // the columns of which the profile of a program knows something
	tail     tail
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
	r := &Reader{parser: parser{line: 1}, foots: o.Foot}
	whole := io.MultiReader(bytes.NewReader(head), from)
	big, wide := looksUTF16(head)
	switch {
	case looksWorkbook(head):
		return nil, crm.Errorf(crm.CodeInvalid, "line 1: the file is a workbook or an archive, not delimited text").
			Try("Save the sheet as CSV UTF-8")
	case looksMarkup(head):
		return nil, crm.Errorf(crm.CodeInvalid, "line 1: the file is a web page or XML, as some programs export under the name .xls").
			Try("Open it in a spreadsheet and save it as .xlsx, or the sheet as CSV UTF-8")
	case foreignTo(head) != nil:
		return nil, foreignTo(head)
	case bytes.HasPrefix(head, markUTF8):
		whole = io.MultiReader(bytes.NewReader(head[len(markUTF8):]), from)
		r.parser.in = newSource(whole, false)
		r.parser.in.base = int64(len(markUTF8))
	case decoder == nil && wide:
		return nil, crm.Errorf(crm.CodeInvalid, "line 1, byte 1 of the file: the file is in UTF-16").
			Again("save the file as CSV UTF-8, or name its encoding", crm.With("encoding", "utf-16"))
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
	if r.fields != nil {
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

// Header gives the headings of the file, a column each.
func (r *Reader) Header() []string { return slices.Clone(r.header) }

// Fields gives the field of each column, empty for one that has none.
func (r *Reader) Fields() []string { return slices.Clone(r.fields) }

// Fixed reports whether a column has the field that Map gave it.
func (r *Reader) Fixed(column int) bool { return column < len(r.fixed) && r.fixed[column] }

// PassedOver reports whether the profile of a program leaves out a column, of which nobody has
// said anything.
func (r *Reader) PassedOver(column int) bool {
	field, known := r.passed[column]
	return known && field == ""
}

// Ignored gives the headings that neither Columns nor Map knows. Where it is
// as long as Header, nothing of the file would be read.
func (r *Reader) Ignored() []string { return slices.Clone(r.empty) }

// Delimiter is what parts the fields of the file.
func (r *Reader) Delimiter() rune { return rune(r.parser.delimiter) }

// IsCards reports whether the rows are vCards.
func (r *Reader) IsCards() bool { return r.cards != nil }

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
