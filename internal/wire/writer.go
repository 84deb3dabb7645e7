package wire

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"crm/internal/crm"
	"crm/internal/say"
)

// Format is a way to show something.
type Format string

// The formats. Table is for people, and so is the Markdown of a list; the others never
// change with the language.
const (
	Table    Format = "table"
	JSON     Format = "json"
	JSONL    Format = "jsonl"
	CSV      Format = "csv"
	TSV      Format = "tsv"
	Markdown Format = "markdown"
)

// Formats lists the names of the formats.
func Formats() []string {
	return []string{string(Table), string(JSON), string(JSONL), string(CSV), string(TSV), string(Markdown)}
}

// Writer writes for programs, in one of their formats.
type Writer struct {
	*say.Voice
	Out    io.Writer
	Format Format
	Raw    bool // text as it is in CSV and TSV: nothing defused, nothing escaped
	Quiet  bool // numbers only
	Told   *Told
}

// Told is what a hook is told of a change beside what the command prints as JSON.
type Told struct{ Book, Op, Command string }

// before adds to an object, at its beginning, what it does not have.
func (t *Told) before(o object) object {
	var all object
	for _, m := range (object{{"book", t.Book}, {"op_id", orNull(t.Op)}, {"command", t.Command}}) {
		if !slices.ContainsFunc(o, func(has member) bool { return has.key == m.key }) {
			all = append(all, m)
		}
	}
	return append(all, o...)
}

// names writes names, one a line.
func names[T any](w *Writer, items []T, name func(T) string) error {
	var out strings.Builder
	for _, item := range items {
		out.WriteString(say.Clean(name(item)) + "\n")
	}
	_, err := io.WriteString(w.Out, out.String())
	return err
}

// numbers writes the numbers of records, one a line.
func numbers[T any](w *Writer, items []T, id func(T) int64) error {
	return names(w, items, func(item T) string { return itoa(id(item)) })
}

func unknownFormat(f Format) error {
	return crm.Errorf(crm.CodeUsage, "%q is not an output format", string(f)).On("output").Try("One of: %s", strings.Join(Formats(), ", "))
}

func itoa[N int | int64](n N) string { return fmt.Sprint(n) }
