package book

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"crm/internal/crm"
)

func columnDates(t interface{ Fatal(...any) }, texts ...string) (*fileDates, []decided) {
	schema, err := crm.SchemaOf(nil)
	if err != nil {
		t.Fatal(err)
	}
	f := &fileDates{formats: map[string]*dateFormat{}, schema: schema, today: crm.NewDate(2026, time.November, 25), zone: time.UTC, columns: map[string]*dateColumn{}}
	return f, f.decide(func(yield func(int, Values) bool) {
		for i, text := range texts {
			if !yield(i+2, Values{"birthday": {text}}) {
				return
			}
		}
	})
}

// TestColumnsOfDates: one row may say how all of them are written.
func TestColumnsOfDates(t *testing.T) {
	t.Parallel()
	for texts, want := range map[string]string{
		"3/4/1961|3/14/1961":             "MM/DD/YYYY by line 3",
		"3/4/1961|14/3/1961":             "DD/MM/YYYY by line 3",
		"03-04-61|25-12-79":              "DD-MM-YY by line 3",
		"3/4/1961|5/6/1970":              "",                     // nobody knows
		"3/4/1961|3/14/1961|14/3/1961":   "",                     // they differ
		"3/4/61|3/14/1961":               "MM/DD/YYYY by line 3", // also of the years with two figures
		"3/14/1961":                      "",                     // can be read by itself
		"1961-03-04|3/4/1961|3/14/1961":  "MM/DD/YYYY by line 4",
		"19610304|3/4/1961|3/14/1961":    "MM/DD/YYYY by line 4",
		"03/04|03/14":                    "MM/DD by line 3",
		"12051980|14061975":              "DDMMYYYY by line 3",
		"12051980|11061975":              "",
		"19800512|12061975":              "",
		"29353":                          "29353 is 1980-05-12",
		"29353.25|3/4/1961|3/14/1961":    "29353.25 is 1980-05-12, MM/DD/YYYY by line 4",
		"30461|120580":                   "", // a zero that a spreadsheet has lost
		"80512":                          "", // would be to come
		"5/14/1980 0:00|3/4/1961 0:00":   "MM/DD/YYYY by line 2",
		"none||3/4/1961|unknown|3/14/61": "MM/DD/YYYY by line 6",
	} {
		_, all := columnDates(t, strings.Split(texts, "|")...)
		var got []string
		for _, d := range all {
			if d.format == "" {
				got = append(got, fmt.Sprintf("%s is %s", d.value, d.day))
				continue
			}
			got = append(got, fmt.Sprintf("%s by line %d", d.format, d.line))
		}
		if strings.Join(got, ", ") != want {
			t.Errorf("%s is read as %q, want %q", texts, got, want)
		}
	}
}

// TestColumnsAreNeverMisread writes days in one order: whatever is decided reads all of them as
// they were meant.
func TestColumnsAreNeverMisread(t *testing.T) {
	t.Parallel()
	layouts := []string{"2/1/2006", "1/2/2006", "02.01.2006", "01-02-2006", "2006/1/2", "02/01/06", "1/2/06", "02012006", "01022006"}
	rapid.Check(t, func(t *rapid.T) {
		layout := rapid.SampledFrom(layouts).Draw(t, "layout")
		days := rapid.SliceOfN(rapid.IntRange(0, 30_000), 1, 20).Draw(t, "days")
		var texts []string
		for _, n := range days {
			texts = append(texts, time.Date(1944, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, n).Format(layout))
		}
		f, all := columnDates(t, texts...)
		if len(all) == 0 {
			return
		}
		for i, text := range texts {
			d, ok := f.format("birthday").read(figuresOf(text), f.today)
			want := crm.DateOf(time.Date(1944, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, days[i]))
			if !ok || d != want {
				t.Fatalf("%s is %s, want %s (%v)", text, d, want, slices.Sorted(maps.Keys(f.formats)))
			}
		}
	})
}

// TestWordedYears: a year of two figures behind a month in words is the last that is not to come.
func TestWordedYears(t *testing.T) {
	t.Parallel()
	f, _ := columnDates(t)
	birthday, _ := crm.BuiltIn(crm.KindContact).Field("birthday")
	for text, want := range map[string]string{
		"12-May-80": "12-May-1980", "12 May 26": "12 May 2026", "12-May-27": "12-May-1927", "12. Mai '61": "12. Mai 1961", "May 12, 80": "May 12, 1980", "12-mag-80": "12-mag-1980",
		"12-May-1980": "12-May-1980", "12/05/80": "12/05/80", "May 12": "May 12", "12 May": "12 May", "80-May-12": "80-May-12",
	} {
		if got := f.day(birthday, text); got != want {
			t.Errorf("%s is %s, want %s", text, got, want)
		}
	}
}
