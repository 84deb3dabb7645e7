package exchange

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"crm/internal/crm"
)

func testFoot(text string, _, alone bool) bool {
	return !strings.Contains(text, "not call") && (alone || strings.HasPrefix(text, "Total") || strings.HasPrefix(text, "Page"))
}

// TestShapes reads tables as programs write them: with rows that end early, lines below them,
// headings that are there twice or not at all.
func TestShapes(t *testing.T) {
	for _, test := range []struct {
		name, in string
		o        Options
		want     string // line:cell|cell
		headings string
		foot     string
		fault    string
	}{
		{name: "short", in: "Name,Phone,Notes\nJane,1\nBen,2,x\n", want: "2:Jane|1| 3:Ben|2|x"},
		{name: "blank at the end", in: "Name,Phone\nJane,1,,\n", want: "2:Jane|1"},
		{name: "cut by a line break", in: "Name,Street,Phone,Notes\nJane,12 Elm St\nColumbus,1,x\nBen,9 Oak,2,y\n", fault: "line 2: 2 fields where the headings are 4"},
		{name: "two short rows", in: "Name,Street,Phone,Notes,Email\nJane,12 Elm St\nBen,9 Oak,2\n", want: "2:Jane|12 Elm St||| 3:Ben|9 Oak|2||"},
		{name: "one field", in: "Name,Phone\nJane\nBen,2\n", fault: "line 2: 1 field where the headings are 2"},
		{name: "too long", in: "Name,Phone\nBen,2,3\n", fault: "line 2: 3 fields where the headings are 2"},
		{name: "short in a file of rejects", in: "Name,Phone,Notes,error\nJane,1\n", fault: "line 2: 2 fields where the headings are 4"},
		{name: "total", in: "Name,Phone\nJane,1\nTotal: 1\n", want: "2:Jane|1", foot: "3:Total: 1"},
		{name: "total with its number", in: "Name,Phone\nJane,1\nTotal,34\nPage 1,\n", want: "2:Jane|1", foot: "3:Total 34|Page 1"},
		{name: "text below a blank line", in: "Name,Phone\nJane,1\n\nClients & leads\nAcme\n", want: "2:Jane|1", foot: "4:Clients & leads|Acme"},
		{name: "text without a blank line", in: "Name,Phone\nJane,1\nClients & leads\n", fault: "line 3: 1 field"},
		{name: "a name below a blank line", in: "Name,Phone\nJane,1\n\nBen,\n", want: "2:Jane|1 4:Ben|"},
		{name: "text and rows", in: "Name,Phone\nJane,1\n\nOthers\nBen,2\n", fault: "line 4: 1 field"},
		{name: "what is about the rows", in: "Name,Phone\nJane,1\n\nDo not call\n", fault: "line 4: 1 field"},
		{name: "total in between", in: "Name,Phone\nJane,1\nTotal,1\nBen,2\n", want: "2:Jane|1 3:Total|1 4:Ben|2"},
		{name: "twice", in: "Name,Phone,phone,Notes\nJane,1,2,x\n", want: "2:Jane|1|2|x", headings: "Name|Phone|phone (3)|Notes"},
		{name: "none", in: "Name,,Phone,\nJane,x,1,\n", want: "2:Jane|x|1|", headings: "Name|2|Phone|4"},
		{name: "none, and its place", in: "2,,Name\nJane,x,y\n", want: "2:Jane|x|y", headings: "2|2 (2)|Name"},
		{name: "no header", in: "Jane,1\nBen,2\n", o: Options{NoHeader: true, Map: map[string]string{"1": "name", "2": "phone"}}, want: "1:Jane|1 2:Ben|2", headings: "1|2"},
		{name: "phone for a heading", in: "Jane,614-555-0147\nBen,2\n", fault: `has "614-555-0147"`},
		{name: "e-mail for a heading", in: "Jane,jane@example.com\n", fault: `has "jane@example.com"`},
		{name: "day for a heading", in: "Jane,3/14/1961\n", fault: `has "3/14/1961"`},
		{name: "day among headings", in: "Name,3/14/1961\nJane,x\n", want: "2:Jane|x"},
		{name: "phone though it is mapped", in: "Jane,614-555-0147\n", o: Options{Map: map[string]string{"1": "name"}}, fault: `has "614-555-0147"`},
	} {
		test.o.Foot = testFoot
		if !test.o.NoHeader {
			test.o.Guess = func([][]string) string { return "1=name" }
		}
		r, rows, err := readAll(t, strings.NewReader(test.in), test.o)
		if test.fault != "" {
			if e, ok := crm.AsError(err); !ok || e.Code != crm.CodeInvalid || !strings.Contains(err.Error(), test.fault) {
				t.Errorf("%s: %v, want %q", test.name, err, test.fault)
			}
			continue
		}
		if err != nil {
			t.Errorf("%s: %v", test.name, err)
			continue
		}
		if got := shape(rows); got != test.want {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
		foot := ""
		if below := r.Footers(); len(below.Texts) > 0 {
			foot = fmt.Sprintf("%d:%s", below.Line, strings.Join(below.Texts, "|"))
		}
		if foot != test.foot {
			t.Errorf("%s: %q is below, want %q", test.name, foot, test.foot)
		}
		if got := strings.Join(r.Header(), "|"); test.headings != "" && got != test.headings {
			t.Errorf("%s: the headings are %q, want %q", test.name, got, test.headings)
		}
	}
}

// TestNoRowIsLost writes rows of which some lack their last cells, with lines below them or not:
// all rows are read, with all of their cells.
func TestNoRowIsLost(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		width := rapid.IntRange(2, 6).Draw(t, "width")
		var file strings.Builder
		for i := range width {
			if i > 0 {
				file.WriteByte(',')
			}
			fmt.Fprintf(&file, "h%d", i)
		}
		file.WriteByte('\n')
		n := rapid.IntRange(0, 40).Draw(t, "rows")
		for i := range n {
			if rapid.IntRange(0, 9).Draw(t, "blank") == 0 {
				file.WriteByte('\n')
			}
			fmt.Fprintf(&file, "name %d,%d", i, i)
			for j := range width - 2 {
				if rapid.Bool().Draw(t, "cell") {
					fmt.Fprintf(&file, ",c%d", j)
				} else {
					file.WriteByte(',')
				}
			}
			file.WriteByte('\n')
		}
		below := rapid.SampledFrom([]string{"", "Total: 7\n", "\nReport\n", "Page 1\nTotal,,\n"}).Draw(t, "below")
		r, err := NewReader(strings.NewReader(file.String()+below), testColumns, Options{Foot: testFoot})
		if err != nil {
			t.Fatal(err)
		}
		for i := range n {
			row, err := r.Next()
			if err != nil || row.Raw[0] != fmt.Sprint("name ", i) || row.Raw[1] != fmt.Sprint(i) {
				t.Fatalf("row %d is %q, %v", i, row.Raw, err)
			}
		}
		if row, err := r.Next(); err == nil {
			t.Fatalf("%q is another row", row.Raw)
		}
		if got := len(r.Footers().Texts) > 0; got != (below != "") {
			t.Fatalf("below the rows: %v", r.Footers())
		}
	})
}
