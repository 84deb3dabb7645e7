package cli

import (
	"bytes"
	"fmt"
	"iter"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/clipperhouse/displaywidth"

	"crm/internal/crm"
	"crm/internal/locale"
	"crm/internal/query"
	"crm/internal/say"
	"crm/internal/screen"
	"crm/internal/verb"
	"crm/internal/wire"
)

var today, due = crm.NewDate(2026, time.November, 25), crm.NewDate(2027, time.December, 15)

// longValue is a value that is as long as any that people have seen, names and
// texts longer than a terminal. Only these have ж or 漢 in them.
func longValue(f *crm.Field, row int) any {
	switch f.Type {
	case crm.TextType, crm.PhoneType:
		switch f.Name {
		case "phone":
			return "+81 (0)90-1234-5678"
		case "email":
			return "bartholomew.featherston@example.com"
		case "number":
			return "PA-2026-0012071"
		case "due_time":
			return "15:30"
		}
		return strings.Repeat([]string{"жж жж", "漢"}[row%2], 30)
	case crm.CodeType:
		codes := crm.Picklist(f.List)
		return codes[row%len(codes)]
	case crm.NumberType, crm.PercentType, crm.BytesType, crm.RefType:
		return int64(120711 + row)
	case crm.DateType:
		return due
	case crm.InstantType:
		return time.Date(2027, 12, 15, 15, 30, 0, 0, time.UTC)
	case crm.MoneyType:
		return crm.Amount(123456789)
	case crm.NumbersType:
		return crm.Numbers{1, 2}
	}
	return nil
}

// Whatever is in a list, and in each language: no value of a picklist, phone,
// date, amount or number is cut, no line is wider than the terminal, what was
// left out is said, and that somebody must not be called is on every line. When
// something is due stays as long as there is room for half of a name.
func TestListsFit(t *testing.T) {
	t.Parallel()
	blanks := regexp.MustCompile(`\s{2,}`)
	split := func(table string) [][]string {
		var rows [][]string
		for line := range strings.Lines(table) {
			rows = append(rows, blanks.Split(strings.TrimSpace(line), -1))
		}
		return rows[1:]
	}
	for n, word := range verb.Lists() {
		l := mustList(word)
		people := &app{}
		people.flags.output = string(wire.Table)
		paths := people.withStopped(l.noun, l.columns)
		stopped := len(paths) > len(l.columns)
		var columns []query.Column
		for _, path := range paths {
			c, err := query.ResolveColumn(nil, l.noun, path)
			if err != nil {
				t.Fatal(err)
			}
			columns = append(columns, c)
		}
		var rows iter.Seq2[[]any, error] = func(yield func([]any, error) bool) {
			for row := range 24 {
				var values []any
				for _, c := range columns {
					value := longValue(c.Field, row)
					for _, j := range l.joined { // of which a row has one
						if at := slices.Index(j.Paths, c.Path); at >= 0 && at != row%len(j.Paths) {
							value = nil
						}
					}
					values = append(values, value)
				}
				if !yield(values, nil) {
					return
				}
			}
		}
		for m, lang := range locale.Languages() {
			var out, beside bytes.Buffer
			in, err := locale.New(lang)
			if err != nil {
				t.Fatal(err)
			}
			a := &app{locale: in, env: Env{Out: &out}}
			show := func(width int) string {
				out.Reset()
				beside.Reset()
				voice := &say.Voice{Locale: in, Zone: time.UTC, Today: today, Currency: "USD", Names: map[int64]string{1: "ж Lee", 2: "ж Ito"}}
				s := screen.New(&wire.Writer{Voice: voice, Out: &out})
				s.Width, s.Err = width, &beside
				if err := s.List(a.table(l, columns, rows, false)); err != nil {
					t.Fatal(err)
				}
				return out.String()
			}
			var phrases []string // what rules plan is for, which gives way to the day
			for _, c := range columns {
				if slices.ContainsFunc(l.joined, func(j screen.Joined) bool { return slices.Contains(j.Paths, c.Path) }) && c.Field.Type == crm.CodeType {
					for _, code := range crm.Picklist(c.Field.List) {
						phrases = append(phrases, (&say.Voice{Locale: in}).Word(c.Field.List, code))
					}
				}
			}
			whole := split(show(0))
			for width := 40 + (n+m)%6; width <= 140; width += 6 {
				table := show(width)
				where := fmt.Sprintf("%s list, %s, %d columns", word, lang, width)
				for line := range strings.Lines(table + beside.String()) {
					if n := displaywidth.String(strings.TrimRight(line, "\n")); n > width {
						t.Errorf("%s: %d columns: %q", where, n, line)
					}
				}
				for line := range strings.Lines(table[strings.IndexByte(table, '\n')+1:]) {
					if width >= 60 && slices.Contains(paths, "due") && !strings.Contains(line, in.DateAligned(due, today)) {
						t.Errorf("%s does not say when it is due: %q", where, line)
					}
					if stopped && !strings.Contains(line, in.Text("stopped")) {
						t.Errorf("%s does not say that they must not be called: %q", where, line)
					}
				}
				for i, row := range split(table) {
					left := len(whole[i])
					for _, cell := range whole[i] {
						if len(row) == 0 {
							break
						}
						head, cut := strings.CutSuffix(row[0], "...")
						phrase := slices.ContainsFunc(phrases, func(one string) bool { return strings.EqualFold(one, cell) }) && displaywidth.String(head) > 3
						if row[0] == cell || cut && (phrase || strings.ContainsAny(head, "ж漢")) && strings.HasPrefix(cell, head) {
							row, left = row[1:], left-1
						}
					}
					if len(row) > 0 {
						t.Fatalf("%s: %q is not a cell of %q", where, row[0], whole[i])
					}
					if told := beside.Len() > 0; told != (left > 0) {
						t.Fatalf("%s: %d columns were left out, and it says %q", where, left, beside.String())
					}
				}
			}
		}
	}
}

// TestExampleConditions: the condition that the help of a list shows is one on its
// records.
func TestExampleConditions(t *testing.T) {
	path := filepath.Join(t.TempDir(), "book.db")
	if said, exit := runIn(t, path, "book", "init", "--country", "us", "--producer", "Ann"); exit != 0 {
		t.Fatal(said)
	}
	for _, v := range verb.All() {
		if v.Lists == "" {
			continue
		}
		for _, take := range v.Flags() {
			if take.Name != "where" {
				continue
			}
			_, example, _ := strings.Cut(take.About, "'")
			said, exit := runIn(t, path, append(strings.Fields(v.String()), "--where", strings.TrimSuffix(example, "'"))...)
			if exit != 0 {
				t.Errorf("crm %s --where %s: %s", v, example, said)
			}
		}
	}
}
