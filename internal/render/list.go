package render

import (
	"iter"
	"strings"

	"crm/internal/crm"
)

// Column is a column of a list: a field, or that of a record referred to.
type Column struct {
	Path  string // "due", "contact.name": the heading in files
	Field *crm.Field
	Noun  crm.Kind // of the field
	Head  string   // the label of a column that several were joined to

	joined []string // the paths of these
	whole  int      // how wide those of its cells are that are never cut
}

// is reports whether a column shows a field of that type.
func (c Column) is(t crm.Type) bool { return c.Field != nil && c.Field.Type == t }

// saysStopped reports whether a column says since when somebody is not to be
// contacted, which is words to people.
func (c Column) saysStopped() bool {
	return c.Field != nil && c.Field.Name == "stopped" && c.Field.Derived
}

// saysMissing reports whether a cell says by what somebody can't be reached, which is
// words to people.
func saysMissing(value any) bool { _, ok := value.([]string); return ok }

// Joined are columns of which a table shows one, since a row has something in
// one of them, or the later ones say more. Head is its label.
type Joined struct {
	Head  string
	Paths []string
}

// List is records to show, one a row.
type List struct {
	Noun    crm.Kind
	Columns []Column
	// Rows gives the values of each row in the Go types of the catalogue, nil
	// for what is not known. The slice may be used again for the next row.
	Rows iter.Seq2[[]any, error]
	// Empty is said instead of a table without rows; it may be empty.
	Empty string
	// Brief leaves columns out of a table in which nothing stands, as suits
	// one whose columns nobody has chosen.
	Brief bool
	// Joined and Spare are for such a table, too: columns that become one, and
	// those, by path, that it can do without on a narrow terminal, the first first.
	Joined []Joined
	Spare  []string
	// Choice says that whoever asked for it can ask for columns.
	Choice bool
}

// List shows a list.
func (s *Screen) List(l List) error {
	if s.Quiet {
		return s.listIDs(l)
	}
	switch s.Format {
	case Table, "":
		return s.listTable(l)
	case JSON, JSONL:
		return s.listJSON(l)
	case CSV, TSV:
		return s.listCSV(l)
	case Markdown:
		return s.listMarkdown(l)
	}
	return unknownFormat(s.Format)
}

// listIDs writes the number of each record.
func (s *Screen) listIDs(l List) error {
	column := 0
	for i, c := range l.Columns {
		if c.Path == "id" {
			column = i
		}
	}
	var out strings.Builder
	for row, err := range l.Rows {
		if err != nil {
			return err
		}
		out.WriteString(s.plain(row[column]))
		out.WriteByte('\n')
	}
	_, err := s.Out.Write([]byte(out.String()))
	return err
}

// heads are the headings in the reader's language. A field of another record
// is called by that record where it is its name, or where the heading would
// stand there twice.
func (s *Screen) heads(columns []Column) []string {
	heads := make([]string, len(columns))
	count := map[string]int{}
	for i, c := range columns {
		heads[i] = s.head(c)
		count[heads[i]]++
	}
	for i, c := range columns {
		if of, _, ok := strings.Cut(c.Path, "."); ok && count[heads[i]] > 1 {
			heads[i] = s.Locale.Field("", of) + ": " + heads[i]
		}
	}
	return heads
}

func (s *Screen) head(c Column) string {
	if c.Head != "" {
		return s.label("joined", c.Head)
	}
	if c.saysStopped() {
		return Clean(s.Locale.Heading(crm.KindContact, c.Field))
	}
	names := strings.Split(c.Path, ".")
	if n := len(names); n > 1 && names[n-1] == "name" {
		return Clean(s.Locale.Field("", names[n-2]))
	}
	if c.Field == nil {
		return Clean(c.Path)
	}
	return Clean(s.Locale.Heading(c.Noun, c.Field))
}

// numeric reports whether a column is aligned at its right.
func numeric(c Column) bool {
	if c.Field == nil {
		return false
	}
	return c.Field.Type.IsNumber() || c.Field.Type == crm.MoneyType || c.Field.Type == crm.RefType
}

// listMarkdown is for people, as the table is: headings and values are in the
// reader's language.
func (s *Screen) listMarkdown(l List) error {
	var rows [][]string
	for row, err := range l.Rows {
		if err != nil {
			return err
		}
		texts := make([]string, len(l.Columns))
		for i, c := range l.Columns {
			texts[i] = s.cell(c.Field, row[i])
			if c.saysStopped() || saysMissing(row[i]) {
				texts[i] = s.listCell(c, row[i])
			}
			if text, ok := row[i].(string); ok && c.is(crm.TextType) {
				texts[i] = text // its lines can be shown
			}
		}
		rows = append(rows, texts)
	}
	columns, rows := filled(l.Columns, rows, true)
	right := make([]bool, len(columns))
	for i, c := range columns {
		right[i] = numeric(c)
	}
	m := s.markdown(s.heads(columns), right)
	for _, row := range rows {
		m.row(row)
	}
	return m.flush()
}

func paths(columns []Column) []string {
	names := make([]string, len(columns))
	for i, c := range columns {
		names[i] = c.Path
	}
	return names
}
