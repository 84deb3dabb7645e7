package exchange

import (
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

// headings reads the first row that is not blank, nor a title above the headings. A column
// without a heading is called by its place, and so is one whose heading is there before.
func (r *Reader) headings(names Columns, o Options) error {
	cells, err := r.row()
	if errors.Is(err, io.EOF) {
		return crm.Errorf(crm.CodeInvalid, "line 1: the file is empty").
			Try("Its first line must have the headings of the columns")
	}
	if err != nil {
		return err
	}
	if o.NoHeader {
		r.held, r.unheaded = cells, true
		for i := range cells {
			r.header = append(r.header, strconv.Itoa(i+1))
		}
		r.bare = r.header
		return nil
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
	if err := r.named(cells, names, o); err != nil {
		return err
	}
	seen := make(map[string]bool, len(cells))
	for i, cell := range cells {
		heading := clean(cell)
		bare := withoutRequired(heading)
		if heading == "" {
			heading = strconv.Itoa(i + 1)
		}
		if seen[key(heading)] {
			heading = fmt.Sprintf("%s (%d)", heading, i+1)
		}
		seen[key(heading)] = true
		r.header, r.bare = append(r.header, heading), append(r.bare, bare)
	}
	r.bare = inEnglish(r.bare)
	return nil
}

// withoutRequired takes out of a heading that its column has to be filled, as the forms of
// other programs say: "* Name", "Phone (required)", 氏名（必須）.
func withoutRequired(heading string) string {
	if bare := fold.Clean(required().ReplaceAllString(heading, " ")); bare != "" {
		return bare
	}
	return heading
}

var required = fold.Expression(`(?i)^[\s*＊※]+|[\s*＊※]+$|[(（\[［【]\s*(必須|任意|required|mandatory|optional|obbligatori[oa]|facoltativ[oa]|obligatori[oa]|opcional)\s*[)）\]］】]`)

// Unheaded reports whether the columns have no headings, and are called by their places.
func (r *Reader) Unheaded() bool { return r.unheaded }

// unheadedRow is the error of a file whose first row has no headings.
type unheadedRow string

func (e unheadedRow) Error() string {
	return fmt.Sprintf("the first line has to name the columns, and has %q", string(e))
}

// named rejects a first row that has a phone, an e-mail or a day: it is of somebody.
//
// Errors: CodeInvalid.
func (r *Reader) named(cells []string, names Columns, o Options) error {
	if o.Guess == nil {
		return nil
	}
	at := slices.IndexFunc(cells, func(cell string) bool { return isPoint(clean(cell)) })
	if at < 0 {
		at = slices.IndexFunc(cells, func(cell string) bool { return isDay(clean(cell)) })
		if at < 0 || slices.ContainsFunc(cells, func(cell string) bool { return names[key(clean(cell))] != "" }) {
			return nil
		}
	}
	e := crm.Errorf(crm.CodeInvalid, "%w", unheadedRow(clean(cells[at]))).At(r.parser.first)
	rows := [][]string{cells}
	later := &Reader{parser: parser{in: newSource(strings.NewReader(string(r.parser.in.unread())), false), delimiter: r.parser.delimiter, afterCR: r.parser.afterCR, oneLine: r.parser.oneLine}}
	for range mostTitles {
		row, err := later.row()
		if err != nil {
			break
		}
		rows = append(rows, row)
	}
	return e.Again("Say that none has headings, and what the columns are", crm.With("no-header", nil), crm.With("map", o.Guess(rows)))
}

// isPoint reports whether a cell is a phone or an e-mail.
func isPoint(cell string) bool {
	_, email := fold.EmailPoint(cell)
	digits, phone := fold.Phone(cell)
	return email || phone && len(digits) > 8 && strings.Trim(cell, "0123456789 +-().") == ""
}

// isDay reports whether a cell has the figures of a day, and nothing else.
func isDay(cell string) bool {
	parts := strings.FieldsFunc(cell, func(r rune) bool { return strings.ContainsRune("-/.", r) })
	return len(parts) == 3 && strings.Trim(cell, "0123456789-/.") == "" && len(cell) >= 6 && len(cell) <= 10
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
	mapped, err := o.mapped(r.header, r.bare)
	if err != nil {
		return err
	}
	many := o.Many
	if many == nil {
		many = []string{"phone", "email"}
	}
	if r.profile = o.Profile; r.profile == nil {
		r.profile = choose(o.Profiles, r.bare, r.header)
	}
	if r.profile != nil {
		called := r.bare
		if r.profile.Own {
			called = r.header
		}
		profiled := r.profile.fields(called, many)
		r.profiled = len(profiled) > 0 || slices.ContainsFunc(called, func(heading string) bool {
			return r.profile.Own && slices.ContainsFunc(r.profile.Columns, func(c ProfileColumn) bool { return key(c.Heading) == key(heading) })
		})
		for i, field := range mapped {
			for j, other := range profiled {
				if field == other && !slices.Contains(many, field) {
					profiled[j] = ""
				}
			}
			delete(profiled, i)
		}
		if !r.profile.Own {
			r.passed = profiled
		}
		maps.Copy(mapped, profiled)
	}
	columns := columns(r.bare, mapped, names, o)
	taken := make(map[string]string, len(r.header))
	for i, c := range columns {
		heading, field := r.header[i], c.Field
		r.fields, r.fixed = append(r.fields, field), append(r.fixed, c.Fixed)
		switch other, twice := taken[field]; {
		case field == "" && !c.Fixed:
			r.empty = append(r.empty, heading)
		case field == "":
		case twice && !slices.Contains(many, field):
			return crm.Errorf(crm.CodeInvalid, "%q and %q are both the %s", other, heading, field).At(r.parser.first).
				On("map").Leaving("leave one of them out", crm.With("map", r.call(i)+"="))
		default:
			taken[field] = heading
		}
	}
	return nil
}

// call returns what --map calls a column: its heading, or its place if it shares that.
func (r *Reader) call(column int) string {
	for i, bare := range r.bare {
		if i != column && key(bare) == key(r.bare[column]) {
			return strconv.Itoa(column + 1)
		}
	}
	return r.header[column]
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
func (o Options) mapped(header, bare []string) (map[int]string, error) {
	mapped := o.placed(header)
	placed := maps.Clone(mapped)
	var wrong *crm.Error
	for _, text := range slices.Sorted(maps.Keys(o.Map)) {
		found := false
		for i, heading := range header {
			if key(heading) != key(text) && key(bare[i]) != key(text) {
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
				Try("Its headings are %s", strings.Join(quoteAll(header), ", ")))
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
