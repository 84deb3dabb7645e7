package screen

import (
	"bytes"
	"testing"

	"crm/internal/crm"
	"crm/internal/locale"
	"crm/internal/report"
	"crm/internal/wire"
)

func fieldOf(kind crm.Kind, name string) *crm.Field {
	f, ok := crm.BuiltIn(kind).Field(name)
	if !ok {
		panic("no field " + name)
	}
	return f
}

// pipelineSheet is the report of the ninth reference screen.
func pipelineSheet() *crm.Sheet {
	row := func(key any, open int64, premium, expected int64) crm.SheetRow {
		return crm.SheetRow{Key: key, Figures: []any{open, crm.Amount(100 * premium), crm.Amount(100 * expected)}}
	}
	return &crm.Sheet{
		Report: "pipeline", By: "stage", Field: fieldOf(crm.KindOpportunity, "stage"), Bar: 2, Producer: "Ann Lee",
		Figures: []crm.Figure{{Name: "open", Kind: crm.FigureNumber}, {Name: "premium", Kind: crm.FigureMoney}, {Name: "expected", Kind: crm.FigureMoney}},
		Rows: []crm.SheetRow{
			row("new", 6, 7900, 790), row("qualifying", 4, 5200, 1300), row("quoting", 5, 8640, 4320), row("presented", 2, 3150, 2205), row("closing", 1, 1400, 1260),
		},
		Total: []any{int64(18), crm.Amount(2629000), crm.Amount(987500)},
	}
}

// conversionSheet has what is hard to show: nobody, a name of double width, a
// ratio of nothing, one that drives terminals.
func conversionSheet() *crm.Sheet {
	return &crm.Sheet{
		Report: "conversion", By: "referrer", Field: fieldOf(crm.KindOpportunity, "referred_by"), Bar: 2,
		From: day("2026-10-01"), To: day("2026-12-31"),
		Figures: []crm.Figure{
			{Name: "won", Kind: crm.FigureNumber}, {Name: "lost", Kind: crm.FigureNumber}, {Name: "hit_ratio", Kind: crm.FigurePercent},
			{Name: "premium", Kind: crm.FigureMoney}, {Name: "days_to_close", Kind: crm.FigureDays},
		},
		Rows: []crm.SheetRow{
			{Key: "小山内 さくら", ID: 380, Figures: []any{int64(2), int64(1), 2.0 / 3, crm.Amount(148050), 12.25}},
			{Key: "=Bartholomew \x1b[31mFeatherstonehaugh of Lower Wigglesworth", ID: 12, Figures: []any{int64(1), int64(0), int64(1), crm.Amount(0), int64(0)}},
			{Key: nil, Figures: []any{int64(0), int64(0), nil, crm.Amount(0), nil}},
		},
		Total: []any{int64(3), int64(1), 0.75, crm.Amount(148050), 8.1},
	}
}

// monthSheet is a report of the book's own, with names that have no labels.
func monthSheet() *crm.Sheet {
	return &crm.Sheet{
		Report: "mine", About: "What came in", By: "bound_in", Field: fieldOf(crm.KindPolicy, "effective"), Month: true, Bar: -1, Producer: "Ann Lee",
		Figures: []crm.Figure{{Name: "policies", Kind: crm.FigureNumber}, {Name: "per_head", Kind: crm.FigureNumber}},
		Rows:    []crm.SheetRow{{Key: "2026-09", Figures: []any{int64(1200), 1.5}}, {Key: "2026-11", Figures: []any{int64(1), -2.25}}},
	}
}

func TestReportReference(t *testing.T) {
	reference(t, "screen-report-pipeline", func(s *Screen) error {
		s.Width, s.Bars = 80, true
		return s.Report(pipelineSheet())
	})
}

func TestReportEverywhere(t *testing.T) {
	everywhere(t, "report", func(s *Screen) error {
		s.Bars = true
		empty := pipelineSheet()
		empty.Rows = nil
		for _, sheet := range []*crm.Sheet{pipelineSheet(), conversionSheet(), monthSheet(), empty} {
			if err := s.Report(sheet); err != nil {
				return err
			}
		}
		return nil
	})
}

func TestReportFormats(t *testing.T) {
	var all bytes.Buffer
	for _, format := range wire.Formats() {
		for _, sheet := range []*crm.Sheet{conversionSheet(), monthSheet()} {
			s := newScreen(t, "en", &all)
			s.Format = wire.Format(format)
			if err := s.Report(sheet); err != nil {
				t.Fatal(err)
			}
		}
		all.WriteString("== " + format + "\n")
	}
	golden(t, "report-formats", all.Bytes())
}

// Figures are not cut off where a terminal is narrow, and nothing but a
// terminal gets bars.
func TestReportNarrow(t *testing.T) {
	var out bytes.Buffer
	s := newScreen(t, "en", &out)
	s.Width, s.Bars = 40, true
	if err := s.Report(pipelineSheet()); err != nil {
		t.Fatal(err)
	}
	s.Width, s.Bars = 0, false
	if err := s.Report(pipelineSheet()); err != nil {
		t.Fatal(err)
	}
	if text := out.String(); bytes.Contains(out.Bytes(), []byte("#")) || !bytes.Contains(out.Bytes(), []byte("$4,320\n")) {
		t.Errorf("%s", text)
	}
}

func TestReportsHaveLabels(t *testing.T) {
	for _, lang := range locale.Languages() {
		var out bytes.Buffer
		s := newScreen(t, lang, &out)
		for _, r := range report.Summaries() {
			if !s.Locale.Has("report.title." + r.Name) {
				t.Errorf("%s: no title for %s", lang, r.Name)
			}
			full := report.Builtin(r.Name)
			for _, g := range full.By {
				if s.Label("by", g.Name) == g.Name {
					t.Errorf("%s: no label by.%s", lang, g.Name)
				}
			}
			for _, m := range full.Measures {
				if s.Label("measure", m.Name) == m.Name {
					t.Errorf("%s: no label measure.%s", lang, m.Name)
				}
			}
		}
	}
}
