package exchange

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"crm/internal/fold"
)

func TestWriter(t *testing.T) {
	for _, test := range []struct {
		name      string
		delimiter rune
		raw       bool
		cells     []string
		want      string
	}{
		{"plain", ',', false, []string{"Jane", "1", "x"}, "Jane,1,x\n"},
		{"quotes", ',', false, []string{"Hudson, Jane", "", `say "hi"`}, "\"Hudson, Jane\",,\"say \"\"hi\"\"\"\n"},
		{"TSV", '\t', false, []string{"Hudson, Jane", "a\tb", "a\nb"}, "Hudson, Jane\t\"a\tb\"\t\"a\nb\"\n"},
		{"spaces", ',', true, []string{" a", "b ", " "}, "\" a\",\"b \",\" \"\n"},
		{"formulas", ',', false, []string{"=1+1", "=1+1", "+y", "+z"}, "'=1+1,=1+1,'+y,'+z\n"},
		{"more formulas", ',', false, []string{"-x", "+1 614", "+1 (614) 555-0147 x12", "@x"}, "'-x,+1 614,+1 (614) 555-0147 x12,'@x\n"},
		{"controls", ',', false, []string{"\tx", "-5", "\n=x"}, "'\tx,-5,\"'\n=x\"\n"},
		{"guarded already", ',', false, []string{"'=x", "'=x", "'Tis"}, "''=x,'=x,'Tis\n"},
		{"raw", ',', true, []string{"=1+1", "+x", "'=x"}, "=1+1,+x,'=x\n"},
		{"no phone", ',', false, []string{"+1", "+1", `+1+cmd|' /C calc'!A0`}, "'+1,+1,'+1+cmd|' /C calc'!A0\n"},
		{"one empty cell", ',', false, []string{""}, "\"\"\n"},
	} {
		var out bytes.Buffer
		w := NewWriter(&out, test.delimiter, test.raw)
		if err := w.Header([]string{"a"}, []Content{Words, Figures, Phones}); err != nil {
			t.Fatal(err)
		}
		if err := w.Write(test.cells); err != nil {
			t.Fatal(err)
		}
		if err := w.Flush(); err != nil {
			t.Fatal(err)
		}
		if got := strings.TrimPrefix(out.String(), "a\n"); got != test.want {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
	}
}

func TestWriterFails(t *testing.T) {
	full := errors.New("disk full")
	w := NewWriter(failing{full}, ',', false)
	_ = w.Header([]string{"a"}, nil)
	if err := w.Flush(); !errors.Is(err, full) {
		t.Errorf("%v", err)
	}
}

type failing struct{ err error }

func (f failing) Write([]byte) (int, error) { return 0, f.err }

// cell draws text that is hard on a CSV file.
func cell() *rapid.Generator[string] {
	return rapid.OneOf(
		rapid.StringOfN(rapid.SampledFrom([]rune("a=+-@'\"\t\r\n,; \u3000é山")), 0, 8, -1),
		rapid.String(),
	).Filter(func(s string) bool { return !strings.Contains(s, "\x00") })
}

// table draws rows of one width.
func table(t *rapid.T) [][]string {
	width := rapid.IntRange(1, 6).Draw(t, "width")
	return rapid.SliceOfN(rapid.SliceOfN(cell(), width, width), 1, 12).Draw(t, "rows")
}

// written writes a table under headings c1, c2 …
func written(t *rapid.T, rows [][]string, delimiter rune, raw bool) []byte {
	var out bytes.Buffer
	w := NewWriter(&out, delimiter, raw)
	if err := w.Header(headings(len(rows[0])), nil); err != nil {
		t.Fatal(err)
	}
	for _, row := range rows {
		if err := w.Write(row); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func headings(n int) []string {
	out := make([]string, n)
	for i := range out {
		out[i] = fmt.Sprint("c", i+1)
	}
	return out
}

// What is written raw, encoding/csv reads back as it was, save for CRLF within
// a field, which it always makes LF. rapid draws 100 tables; the loop makes
// them 10,000 cases and more.
func TestRawRoundTrip(t *testing.T) {
	cells := 0
	for range 10 {
		rapid.Check(t, func(t *rapid.T) {
			rows := table(t)
			delimiter := rapid.SampledFrom([]rune(",;\t")).Draw(t, "delimiter")
			out := written(t, rows, delimiter, true)
			r := csv.NewReader(bytes.NewReader(out))
			r.Comma = delimiter
			back, err := r.ReadAll()
			if err != nil {
				t.Fatalf("%q: %v", out, err)
			}
			for i, row := range rows {
				for j, cell := range row {
					cells++
					if want := strings.ReplaceAll(cell, "\r\n", "\n"); back[i+1][j] != want {
						t.Fatalf("%q came back as %q in %q", cell, back[i+1][j], out)
					}
				}
			}
		})
	}
	if !t.Failed() && cells < 10000 {
		t.Errorf("%d cells only", cells)
	}
}

// Our own reader gives every cell back exactly, CRLF too; guarded or not, its
// values are what was written, without the space around it.
func TestReaderRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rows := slices.DeleteFunc(table(t), func(row []string) bool {
			return strings.TrimSpace(strings.Join(row, "")) == "" // read as blank
		})
		if len(rows) == 0 {
			return
		}
		raw := rapid.Bool().Draw(t, "raw")
		delimiter := rapid.SampledFrom([]rune(",;\t")).Draw(t, "delimiter")
		out := written(t, rows, delimiter, raw)
		names := Columns{}
		for _, name := range headings(len(rows[0])) {
			names[name] = name
		}
		r, err := NewReader(bytes.NewReader(out), names, Options{Delimiter: delimiter})
		if err != nil {
			t.Fatalf("%q: %v", out, err)
		}
		for _, want := range rows {
			row, err := r.Next()
			if err != nil {
				t.Fatalf("%q: %v", out, err)
			}
			for i, cell := range want {
				if raw && row.Raw[i] != cell {
					t.Fatalf("%q came back as %q in %q", cell, row.Raw[i], out)
				}
				if !raw && Unguard(row.Raw[i]) != cell {
					t.Fatalf("%q, guarded, came back as %q in %q", cell, row.Raw[i], out)
				}
				value := fold.Clean(strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(cell))
				if got := strings.Join(row.Values[headings(len(want))[i]], ""); !raw && trimmed(cell) && got != value {
					t.Fatalf("%q has the value %q in %q", cell, got, out)
				}
			}
		}
		if _, err := r.Next(); err != io.EOF {
			t.Fatalf("%q: %v at the end", out, err)
		}
	})
}

// trimmed reports whether text is as it would be stored, without space around
// it; nothing else is ever written.
func trimmed(s string) bool { return s == strings.TrimSpace(s) }

func TestRejects(t *testing.T) {
	in := "Name;Telefon;Notes\nJane;+1 614;=1\n\"Ben\n\";'+2;'=2\nAnn;3\nEve;4;5;6\n"
	for round, want := range []string{
		"Name;Telefon;Notes;error\nJane;+1 614;'=1;no. 1\n\"Ben\n\";+2;'=2;no. 2\nAnn;3;;no. 3\nEve;4;5;6;no. 4\n",
		// A file of rejects makes another with the same columns; what was
		// ragged stays it.
		"Name;Telefon;Notes;error\nJane;+1 614;'=1;no. 1\n\"Ben\n\";+2;'=2;no. 2\nAnn;3;;no. 3\nEve;4;5;6;no. 4;no. 4\n",
	} {
		r, err := NewReader(strings.NewReader(in), testColumns, Options{})
		if err != nil {
			t.Fatal(err)
		}
		var out bytes.Buffer
		w, err := NewRejects(&out, r)
		if err != nil {
			t.Fatal(err)
		}
		for n := 1; ; n++ {
			row, err := r.Next()
			if err == io.EOF {
				break
			}
			if fault := RowError(""); err != nil && !errors.As(err, &fault) {
				t.Fatal(err)
			}
			if err := w.Write(row, fmt.Sprint("no. ", n)); err != nil {
				t.Fatal(err)
			}
		}
		if err := w.Flush(); err != nil {
			t.Fatal(err)
		}
		if out.String() != want {
			t.Errorf("round %d: %q, want %q", round, out.String(), want)
		}
		in = out.String()
	}
}
