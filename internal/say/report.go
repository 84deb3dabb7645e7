package say

import (
	"slices"
	"strings"

	"crm/internal/crm"
)

// Size is how large a figure is.
func Size(v any) float64 {
	switch v := v.(type) {
	case int64:
		return float64(v)
	case float64:
		return v
	case crm.Money:
		return float64(v.Minor)
	}
	return 0
}

// ReportTitle is the title of a report, translated for a built-in one.
func (v *Voice) ReportTitle(sheet *crm.Sheet) string {
	by := strings.ReplaceAll(v.Word("by", sheet.By), "_", " ")
	if sheet.Field != nil && sheet.Field.Own {
		by = Clean(v.Locale.OwnField(sheet.Field))
	}
	if sheet.About != "" {
		return v.Locale.Text("report.own", "about", Clean(sheet.About), "by", by)
	}
	return v.Locale.Text("report.title."+sheet.Report, "by", by)
}

// ReportWhose says whose records a report counts, as of which day.
func (v *Voice) ReportWhose(sheet *crm.Sheet) string {
	who := Clean(sheet.Producer)
	if who == "" {
		who = v.Locale.Text("today.everybody")
	}
	return v.Locale.Join(who, v.Locale.Date(v.Today, crm.Date{}))
}

// ReportPeriod is the period of a report, if any.
func (v *Voice) ReportPeriod(sheet *crm.Sheet) string {
	from, to := v.Locale.Date(sheet.From, crm.Date{}), v.Locale.Date(sheet.To, crm.Date{})
	switch {
	case from != "" && to != "":
		return v.Locale.Text("report.from-to", "from", from, "to", to)
	case from != "":
		return v.Locale.Text("report.from", "from", from)
	case to != "":
		return v.Locale.Text("report.to", "to", to)
	}
	return ""
}

// ReportHeads returns the headings. A name of the book's own is shown as written, with
// spaces.
func (v *Voice) ReportHeads(sheet *crm.Sheet) []string {
	heads := []string{v.reportLabel("by", sheet.By)}
	if sheet.Field != nil && sheet.Field.Own {
		heads[0] = Clean(v.Locale.Heading(sheet.Field.Noun(), sheet.Field))
	}
	for _, f := range sheet.Figures {
		name := sheet.Report + "." + f.Name // where a report has another word for it
		if label := v.Label("measure", name); label != name {
			heads = append(heads, label)
			continue
		}
		heads = append(heads, v.reportLabel("measure", f.Name))
	}
	return heads
}

func (v *Voice) reportLabel(list, name string) string {
	if label := v.Label(list, name); label != name {
		return label
	}
	return upperFirst(strings.ReplaceAll(name, "_", " "))
}

// RowCells returns a group of a report and its figures.
func (v *Voice) RowCells(sheet *crm.Sheet, row crm.SheetRow) []string {
	texts := []string{v.keyCell(sheet, row)}
	for i, figure := range row.Figures {
		texts = append(texts, v.figureCell(sheet, i, figure))
	}
	return texts
}

// keyCell is what a group has in common.
func (v *Voice) keyCell(sheet *crm.Sheet, row crm.SheetRow) string {
	text, _ := row.Key.(string)
	switch {
	case row.Key == nil:
		return v.Locale.Text("report.unknown")
	case sheet.Month:
		if d, err := crm.ParseISODate(text + "-01"); err == nil {
			return upperFirst(v.Locale.MonthYear(d.Year, d.Month))
		}
		return Clean(text)
	case sheet.Field.Type == crm.RefType && text != "":
		return Clean(text)
	}
	return v.Cell(sheet.Field, row.Key)
}

// figureCell is a figure for people: sums in whole units of the currency, and a decimal
// for all of a column if one has it.
func (v *Voice) figureCell(sheet *crm.Sheet, column int, value any) string {
	kind := sheet.Figures[column].Kind
	switch x := value.(type) {
	case int64, float64:
		switch {
		case kind == crm.FigurePercent:
			return v.Locale.Percent(Size(x))
		case fractional(sheet, column):
			return v.Locale.Decimal(Size(x), 1)
		}
		return v.Locale.Decimal(Size(x), 0)
	case crm.Money:
		return v.Locale.MoneyWhole(x, v.Currency)
	}
	return v.Locale.Text("report.not-available")
}

// fractional reports whether a column has a fraction.
func fractional(sheet *crm.Sheet, column int) bool {
	if sheet.Total != nil {
		if _, ok := sheet.Total[column].(float64); ok {
			return true
		}
	}
	return slices.ContainsFunc(sheet.Rows, func(row crm.SheetRow) bool {
		_, ok := row.Figures[column].(float64)
		return ok
	})
}

// TotalCells returns the last line, or nil.
func (v *Voice) TotalCells(sheet *crm.Sheet) []string {
	if sheet.Total == nil {
		return nil
	}
	texts := []string{v.Locale.Text("report.total")}
	for i, figure := range sheet.Total {
		texts = append(texts, v.figureCell(sheet, i, figure))
	}
	return texts
}
