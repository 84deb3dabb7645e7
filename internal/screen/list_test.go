package screen

import (
	"bytes"
	"errors"
	"iter"
	"strings"
	"testing"

	"crm/internal/crm"
	"crm/internal/say"
	"crm/internal/wire"
)

// columnsOf are columns of a noun by their names.
func columnsOf(noun crm.Kind, names ...string) []say.Column {
	var columns []say.Column
	for _, name := range names {
		of, last, dotted := strings.Cut(name, ".")
		kind, field := noun, of
		if dotted {
			kind, field = crm.KindContact, last
		}
		f, ok := crm.BuiltIn(kind).Field(field)
		if !ok {
			panic("no field " + name)
		}
		columns = append(columns, say.Column{Path: name, Field: f, Noun: kind})
	}
	return columns
}

// rowsOf gives the rows through one slice, as a store does.
func rowsOf(rows ...[]any) iter.Seq2[[]any, error] {
	return func(yield func([]any, error) bool) {
		var same []any
		for _, row := range rows {
			same = append(same[:0], row...)
			if !yield(same, nil) {
				return
			}
		}
	}
}

func callList() List {
	return List{Brief: true, List: wire.List{
		Columns: columnsOf(crm.KindActivity, "id", "due", "contact.name", "contact.phone", "call_type", "attempt", "owner", "note"),
		Rows: rowsOf(
			[]any{int64(7), day("2026-11-25"), "Jane Hudson", "614-555-0147", "referral", int64(1), int64(1), nil},
			[]any{int64(409), day("2027-05-05"), "小山内 さくら", "+81 90-0000-0147", "review", nil, int64(2), "wants auto and home in spring, after the roof\nis done | =SUM(A1)"},
			[]any{int64(1410), nil, "Bartholomew \x1b[31mFeatherstonehaugh", nil, "mine", int64(12), nil, "=1+1"},
		),
	}}
}

func opportunityList() List {
	return List{List: wire.List{
		Columns: columnsOf(crm.KindOpportunity, "id", "contact.name", "line", "stage", "premium", "close_by"),
		Rows: rowsOf(
			[]any{int64(391), "Nora Castillo", "auto", "quoting", crm.Amount(148000), day("2026-12-18")},
			[]any{int64(1391), "Omar Haddad", "long-term-care", "new", nil, nil},
		),
	}}
}

func TestListEverywhere(t *testing.T) {
	everywhere(t, "list", func(s *Screen) error {
		for _, l := range []List{callList(), opportunityList(), {List: wire.List{Columns: columnsOf(crm.KindContact, "id"), Rows: rowsOf()}, Empty: "Nobody fits."}} {
			if err := s.List(l); err != nil {
				return err
			}
		}
		return nil
	})
}

func TestListForPrograms(t *testing.T) {
	var all bytes.Buffer
	for _, format := range []wire.Format{wire.JSON, wire.JSONL, wire.CSV, wire.TSV, wire.Markdown} {
		s := newScreen(t, "ja", &all)
		s.Format = format
		for _, l := range []List{callList(), opportunityList(), {List: wire.List{Columns: columnsOf(crm.KindContact, "id", "name"), Rows: rowsOf()}}} {
			if err := s.List(l); err != nil {
				t.Fatal(err)
			}
		}
		all.WriteString(strings.Repeat("=", 80) + "\n")
	}
	golden(t, "list-formats", all.Bytes())
}

func TestListNotCutWithoutATerminal(t *testing.T) {
	var out bytes.Buffer
	if err := newScreen(t, "en", &out).List(callList()); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(out.String(), ellipsis) {
		t.Errorf("cut:\n%s", out.String())
	}
}

func TestListQuiet(t *testing.T) {
	var out bytes.Buffer
	s := newScreen(t, "en", &out)
	s.Quiet = true
	if err := s.List(callList()); err != nil || out.String() != "7\n409\n1410\n" {
		t.Errorf("got %q, %v", out.String(), err)
	}
}

// A failure in the middle of the rows is an error in every format.
func TestListFails(t *testing.T) {
	broken := errors.New("broken")
	for _, format := range wire.Formats() {
		for _, quiet := range []bool{false, true} {
			s := newScreen(t, "en", new(bytes.Buffer))
			s.Format, s.Quiet = wire.Format(format), quiet
			l := callList()
			l.Rows = func(yield func([]any, error) bool) { yield(nil, broken) }
			if err := s.List(l); !errors.Is(err, broken) {
				t.Errorf("%s gives %v", format, err)
			}
		}
	}
	s := newScreen(t, "en", new(bytes.Buffer))
	s.Format = "xml"
	if err := s.List(callList()); crm.CodeOf(err) != crm.CodeUsage {
		t.Errorf("xml gives %v", err)
	}
}

func TestSettingsEverywhere(t *testing.T) {
	everywhere(t, "settings", func(s *Screen) error {
		days := crm.Days{{Date: day("2026-11-26"), Name: "Thanksgiving Day"}, {Date: day("2027-01-01"), Name: "New Year's Day"}}
		err := s.Settings([]say.Pair{
			{Key: "path", Value: "/home/ann/.local/share/crm/book.db"}, {Key: "contacts", Value: int64(12345)}, {Key: "country", Value: "us"},
			{Key: "weekend", Label: "Days of rest", Value: []string{"Sat", "Sun\x07"}}, {Key: "days_off", Value: days}, {Key: "nothing", Value: nil}, {Key: "made", Value: true},
		})
		if err != nil {
			return err
		}
		return s.Holidays(days)
	})
	var all bytes.Buffer
	for _, format := range []wire.Format{wire.JSON, wire.CSV, wire.Markdown} {
		s := newScreen(t, "en", &all)
		s.Format = format
		if err := s.Settings([]say.Pair{{Key: "path", Value: "a|b"}, {Key: "contacts", Value: int64(12)}}); err != nil {
			t.Fatal(err)
		}
		if err := s.Holidays(thanksgiving); err != nil {
			t.Fatal(err)
		}
	}
	golden(t, "settings-formats", all.Bytes())
}
