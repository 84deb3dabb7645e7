package screen

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"crm/internal/crm"
	"crm/internal/locale"
	"crm/internal/say"
	"crm/internal/wire"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// newScreen is a screen of Wednesday 25 November 2026 in New York.
func newScreen(t testing.TB, lang string, out *bytes.Buffer) *Screen {
	t.Helper()
	l, err := locale.New(lang)
	if err != nil {
		t.Fatal(err)
	}
	return New(&wire.Writer{Voice: &say.Voice{Locale: l, Today: day("2026-11-25"), Zone: newYork, Currency: "USD", Names: map[int64]string{1: "Ann Lee", 2: "Ben Ito", 9: "West"}}, Out: out})
}

// newYork is its winter time, whatever zones the machine knows.
var newYork = time.FixedZone("EST", -5*60*60)

func day(text string) crm.Date {
	d, err := crm.ParseISODate(text)
	if err != nil {
		panic(err)
	}
	return d
}

// instant is one of that day by the clock in New York.
func instant(date, clock string) time.Time {
	t, err := time.ParseInLocation("2006-01-02 15:04", date+" "+clock, newYork)
	if err != nil {
		panic(err)
	}
	return t.UTC()
}

// golden compares what was shown with testdata/NAME.golden.
func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", name+".golden")
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s (-want +got):\n%s", name, diff)
	}
}

// everywhere shows the same in each language, at 80 and at 120 columns.
func everywhere(t *testing.T, name string, show func(*Screen) error) {
	t.Helper()
	for _, lang := range locale.Languages() {
		var all bytes.Buffer
		for _, width := range []int{80, 120} {
			var out bytes.Buffer
			s := newScreen(t, lang, &out)
			s.Width = width
			if err := show(s); err != nil {
				t.Fatal(err)
			}
			narrow(t, out.String(), width)
			all.Write(out.Bytes())
			all.WriteString(strings.Repeat("=", width) + "\n")
		}
		golden(t, name+"-"+lang, all.Bytes())
	}
}

// narrow fails where a line is wider than that.
func narrow(t testing.TB, text string, width int) {
	t.Helper()
	for _, line := range strings.Split(text, "\n") {
		if n := cells(line); n > width {
			t.Errorf("%d columns of %d: %q", n, width, line)
		}
	}
}

// reference compares with a screen of SCREENS.md: what stands in the file of
// that name, character by character.
func reference(t *testing.T, name string, show func(*Screen) error) {
	t.Helper()
	var out bytes.Buffer
	lang := "en"
	if strings.HasSuffix(name, "-ja") {
		lang = "ja"
	}
	s := newScreen(t, lang, &out)
	if err := show(s); err != nil {
		t.Fatal(err)
	}
	want, err := os.ReadFile(filepath.Join("testdata", name+".txt"))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), out.String()); diff != "" {
		t.Errorf("%s (-want +got):\n%s", name, diff)
	}
}

// A line breaks at blanks and behind Japanese commas, and none begins with one.
func TestWrap(t *testing.T) {
	for _, test := range []struct {
		text  string
		width int
		want  []string
	}{
		{"Open: 2 leads, 1 prospect", 15, []string{"Open: 2 leads,", "1 prospect"}},
		{"on Fri 27 Nov 2026", 15, []string{"on", "Fri 27 Nov 2026"}},
		{"keeps the Civic", 12, []string{"keeps the", "Civic"}},
		{"病院の夜勤があるため、18時以降", 20, []string{"病院の夜勤があるた", "め、18時以降"}},
		{"病院の夜勤があるため、18時以降", 22, []string{"病院の夜勤があるため、", "18時以降"}},
	} {
		if got := wrap(test.text, test.width); !slices.Equal(got, test.want) {
			t.Errorf("%q in %d columns is %q, want %q", test.text, test.width, got, test.want)
		}
	}
}

// A row that ends in the elastic column has the room to the end of the line; a
// first cell that is wide has that of an empty second one; and what is cut after
// some lines is cut where they go on.
func TestGrid(t *testing.T) {
	g := &grid{wraps: true, most: 2, spill: true}
	g.add("Fri 20 Nov", "10:02", "requested: Acme Mutual, Buckeye, Cardinal", "")
	g.add("Fri 20 Nov", "10:03", "東京海上日動、損保ジャパン、三井住友海上、東京", "opp 391")
	g.add("Mon  3 May 2027", "", "renewal", "opp 391")
	want := []string{
		"Fri 20 Nov  10:02  requested: Acme Mutual, Buckeye,",
		"                   Cardinal",
		"Fri 20 Nov  10:03  東京海上日動、            opp 391",
		"                   損保ジャパン、三井住...",
		"Mon  3 May 2027    renewal                   opp 391",
	}
	if got := g.lines("", 52, 2); !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}
