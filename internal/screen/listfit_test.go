package screen

import (
	"bytes"
	"strings"
	"testing"

	"crm/internal/crm"
	"crm/internal/locale"
	"crm/internal/wire"
)

// fittingLists are opportunities with columns that can be spared, and notes with
// several that become one.
func fittingLists() []List {
	opportunities := List{Brief: true, Spare: []string{"topic", "close_by"}, List: wire.List{
		Columns: columnsOf(crm.KindOpportunity, "id", "contact.name", "line", "topic", "stage", "premium", "actual_premium", "close_by", "next_due"),
		Rows: rowsOf(
			[]any{int64(391), "Nora Castillo", "commercial-auto", "two cars, and a van for the shop", "presented", crm.Amount(148000), crm.Amount(148450), day("2026-12-18"), day("2026-11-27")},
			[]any{int64(1391), "Bartholomew Featherstonehaugh", "auto", nil, "new", nil, nil, nil, day("2026-12-01")},
		),
	}}
	notes := List{Brief: true, Spare: []string{"contact.name"}, Joined: []Joined{{Head: "regarding", Paths: []string{"opportunity", "quote"}}}, List: wire.List{
		Columns: columnsOf(crm.KindNote, "id", "written", "contact.name", "opportunity", "quote", "body"),
		Rows: rowsOf(
			[]any{int64(8), nil, "Nora Castillo", nil, nil, "has a dog"},
			[]any{int64(9), nil, "Nora Castillo", int64(391), nil, "wants to know what the deductible would do to the premium"},
			[]any{int64(10), nil, "Nora Castillo", int64(391), int64(397), "too dear"},
		),
	}}
	return []List{opportunities, notes}
}

// Columns that can be spared go before words are cut much, words before names.
func TestListFitsEverywhere(t *testing.T) {
	everywhere(t, "list-fits", func(s *Screen) error {
		for _, l := range fittingLists() {
			if err := s.List(l); err != nil {
				return err
			}
		}
		return nil
	})
}

func TestListFits(t *testing.T) {
	for _, test := range []struct {
		width int
		brief bool
		want  string
	}{
		{160, true, "1391  Bartholomew Featherstonehaugh  Auto "},
		{120, true, " 391  Nora Castillo                Commercial auto  two car...  Presented "},
		{110, true, "1391  Bartholomew Feat...  Auto                         New "},
		{96, true, "1391  Bartholomew Fe...  Auto             New    "}, // without the topic
		{80, true, " 391  Nora Castillo            Commercial auto  Presented      $1,480  $1,484.50"},
		{40, true, " 391  Nora Castillo      Commercial auto"},
		{80, false, " 391  Nora Castillo     Commercial auto  two car...  Presented    $1,480  $1,484.50  Fri 18 Dec  Fri 27 Nov"}, // all that was asked for
	} {
		var out bytes.Buffer
		s := newScreen(t, "en", &out)
		s.Width = test.width
		l := fittingLists()[0]
		l.Brief = test.brief
		if err := s.List(l); err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(out.String(), test.want) {
			t.Errorf("at %d columns there is no %q:\n%s", test.width, test.want, out.String())
		}
		if test.brief {
			narrow(t, out.String(), test.width)
		}
	}
}

// What a list of numbers is for is whole on any terminal, however long the names
// and the remarks beside it.
func TestListKeepsNumbers(t *testing.T) {
	for _, lang := range locale.Languages() {
		for width := 40; width <= 140; width += 5 {
			var out, left bytes.Buffer
			s := newScreen(t, lang, &out)
			s.Width, s.Err = width, &left
			err := s.List(List{Brief: true, Choice: true, List: wire.List{
				Columns: columnsOf(crm.KindSuppression, "value", "since", "reason", "contact.name", "note"),
				Rows: rowsOf(
					[]any{"513-555-0124 ext. 44", day("2026-11-20"), "asked", "Dominica St. Clair-Vandenberg", "told me on the phone that he is on the registry and will sue"},
					[]any{"dominica.vandenberg@ex.com", day("2026-11-20"), "registry", "Al Mori", nil},
				),
			}})
			if err != nil {
				t.Fatal(err)
			}
			for _, want := range []string{"513-555-0124 ext. 44", "dominica.vandenberg@ex.com"} {
				if !strings.Contains(out.String(), want) {
					t.Errorf("%s, %d columns: no %s in\n%s", lang, width, want, out.String())
				}
			}
			if told := left.String(); told != "" && !strings.Contains(told, "value,") {
				t.Errorf("%s, %d columns: the number is not among the columns of %q", lang, width, told)
			}
		}
	}
}
