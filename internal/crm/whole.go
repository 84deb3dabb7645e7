package crm

import "iter"

// Table is a table of a book whose rows are not records: the journal, and what is kept of
// people beside them.
type Table struct {
	Name    string
	Columns []Column
}

// Column is a column of such a table. Its values are nil, int64 or string. A structure is
// JSON as it is stored.
type Column struct {
	Name   string
	Type   Type // NumberType, TextType or StructureType
	Needed bool // each row has a value
}

// Tables lists the tables of a book whose rows are not records and follow from none.
func Tables() []Table {
	number, needed := func(name string) Column { return Column{name, NumberType, false} }, func(c Column) Column { c.Needed = true; return c }
	text := func(name string) Column { return Column{name, TextType, false} }
	return []Table{
		{"changes", []Column{
			needed(number("id")), needed(text("op")), needed(text("made_at")), needed(text("as_of")), number("producer"), needed(text("command")),
			number("reverses"), number("undone_by"), text("reason"), text("asked"), text("named"), number("partial"), number("edition"), number("acted_by"),
		}},
		{"edits", []Column{
			needed(number("change")), needed(number("seq")), needed(text("action")), needed(text("kind")), needed(number("record")), needed(number("version")),
			text("rule"), number("cause"), {"before", StructureType, false}, {"after", StructureType, false},
		}},
		{"imported", []Column{needed(text("said")), needed(number("contact"))}},
		{"rule_problems", []Column{
			needed(number("change")), needed(text("rule")), needed(text("kind")), needed(number("record")), text("part"), needed(text("why")), needed(number("n")),
		}},
		{"rule_fills", []Column{needed(text("rule")), needed(number("record")), needed(number("change"))}},
		{"erasures", []Column{needed(number("contact")), needed(text("made")), needed(text("day")), text("reason")}},
		{"silenced", []Column{needed(text("point")), needed(text("channel")), needed(text("since")), text("reason")}},
	}
}

// Whole is what is true of a book beside its records and rows.
type Whole struct {
	Identity string // no other book has it, but a copy
	Currency string
	Next     int64 // the numbers of the next record, and of the next change
	Change   int64
	Rolled   Date // the day as of which birthday calls were last rolled
}

// BookExported is a file or a directory with a whole book, or in a dry run what it would be.
type BookExported struct {
	Path    string
	Size    int64 // bytes
	Counts  []KindCount
	Changes int64 // in the journal
	Hidden  int   // notes of others whose texts are left out
	DryRun  bool
}

// BookImported is a book made from an export, or in a dry run what it would be.
type BookImported struct {
	Path, Book string // the export, and the book
	Counts     []KindCount
	Changes    int64
	Hidden     int    // notes whose texts the export leaves out
	Kept       string // where the book is kept that gave way; empty without one
	Replaced   bool   // one gave way
	Problems   int    // that a check finds in it
	DryRun     bool
}

// BookCopied is a book that was copied to another place, or in a dry run would be.
type BookCopied struct {
	From, To             string // what the two are called
	FromServer, ToServer bool
	Path                 string // of the copy: its file or its address
	Counts               []KindCount
	Changes              int64
	Logins               int    // that the book has, which work where they were granted alone
	Kept                 string // where the book is kept that gave way; empty without one, and on a server
	Replaced             bool   // one gave way
	DryRun               bool
}

// BooksCompared is how two books differ. Edits make the second of the first.
type BooksCompared struct {
	First, Second string
	SameBook      bool // the second has the beginning of the first: it is the same book at another time, or a copy
	Edits         iter.Seq2[*Edit, error]
	// Beside returns how the rows differ that are not records, once Edits have been read.
	Beside func() ([]TableDifference, error)
	// Info returns edits with what they refer to.
	Info func([]*Edit) (*ChangeInfo, error)
}

// TableDifference is how many rows of a table two books do not share.
type TableDifference struct {
	Table         string
	First, Second int // rows that only the first, or the second, has
	Changed       int // rows that are another one in each
}
