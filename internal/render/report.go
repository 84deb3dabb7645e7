package render

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"crm/internal/crm"
	"crm/internal/exchange"
)

// Report shows what a report found. On a terminal it has a title, a total and
// a bar; files have a row a group with stable names and nothing else, since a
// total among rows would be counted as one of them.
func (s *Screen) Report(sheet *crm.Sheet) error {
	if s.Quiet {
		var ids []int64
		for _, row := range sheet.Rows {
			if row.ID != 0 {
				ids = append(ids, row.ID)
			}
		}
		return s.ids(ids)
	}
	switch s.Format {
	case Table, "":
		return s.reportTable(sheet)
	case JSON, JSONL:
		return s.objects(func(yield func(object) bool) {
			for _, row := range sheet.Rows {
				if !yield(s.rowObject(sheet, row)) {
					return
				}
			}
		})
	case CSV, TSV:
		return s.reportCSV(sheet)
	case Markdown:
		return s.reportMarkdown(sheet)
	}
	return unknownFormat(s.Format)
}

// numeral is a number as JSON and CSV have it.
type numeral string

// reportKeys are the names of the columns, those of the groups first: of a
// record its name and its number.
func reportKeys(sheet *crm.Sheet) []string {
	keys := []string{sheet.By}
	if sheet.Field.Type == crm.RefType {
		keys = append(keys, sheet.By+"_id")
	}
	for _, f := range sheet.Figures {
		keys = append(keys, f.Name)
	}
	return keys
}

func (s *Screen) rowObject(sheet *crm.Sheet, row crm.SheetRow) object {
	values := []any{row.Key}
	if sheet.Field.Type == crm.RefType {
		values = append(values, orNull(row.ID))
	}
	for i, v := range row.Figures {
		values = append(values, figureValue(sheet.Figures[i], v))
	}
	var o object
	for i, key := range reportKeys(sheet) {
		o = o.with(key, values[i])
	}
	return o
}

// figureValue is a figure for programs: a share has four decimals, any other
// fraction two.
func figureValue(f crm.Figure, v any) any {
	x, fraction := v.(float64)
	if n, ok := v.(int64); ok && f.Kind == crm.FigurePercent {
		x, fraction = float64(n), true
	}
	switch {
	case !fraction:
		return v
	case f.Kind == crm.FigurePercent:
		return numeral(strconv.FormatFloat(x, 'f', 4, 64))
	}
	return numeral(strconv.FormatFloat(math.Round(100*x)/100, 'f', -1, 64))
}

func (s *Screen) reportCSV(sheet *crm.Sheet) error {
	w := s.delimited()
	keys := reportKeys(sheet)
	contents := slices.Repeat([]exchange.Content{exchange.Figures}, len(keys))
	if !sheet.Month {
		contents[0] = exchange.Words
	}
	if err := w.Header(keys, contents); err != nil {
		return err
	}
	for _, row := range sheet.Rows {
		if err := w.Write(s.flatCells(s.rowObject(sheet, row), keys)); err != nil {
			return err
		}
	}
	return w.Flush()
}

func (s *Screen) reportMarkdown(sheet *crm.Sheet) error {
	heads := s.reportHeads(sheet)
	right := make([]bool, len(heads))
	for i := range right {
		right[i] = i > 0
	}
	m := s.markdown(heads, right)
	for _, row := range sheet.Rows {
		m.row(s.rowCells(sheet, row))
	}
	if total := s.totalCells(sheet); total != nil {
		m.row(total)
	}
	return m.flush()
}

// The least widths of the columns, so that the usual reports look alike; the
// bar's least and its most.
const (
	reportCount = 8
	reportMoney = 10
	leastBar    = 8
	mostBar     = 30
)

func (s *Screen) reportTable(sheet *crm.Sheet) error {
	p := s.page()
	width := s.width()
	p.head(s.reportTitle(sheet), s.reportWhose(sheet))
	if period := s.reportPeriod(sheet); period != "" {
		p.line(cut(period, width))
	}
	g := &grid{min: []int{reportCount}, right: []bool{false}}
	for _, f := range sheet.Figures {
		least := reportCount
		if f.Kind == crm.FigureMoney {
			least = reportMoney
		}
		g.min, g.right = append(g.min, least), append(g.right, true)
	}
	g.add(s.reportHeads(sheet)...)
	for _, row := range sheet.Rows {
		g.add(s.rowCells(sheet, row)...)
	}
	if total := s.totalCells(sheet); total != nil && len(sheet.Rows) > 0 {
		g.add(total...)
	}
	lines := s.reportLines(g, width)
	if lines == nil {
		p.stackedReport(g, width)
	}
	for i, line := range lines {
		if n := i - 1; n >= 0 && n < len(sheet.Rows) {
			line = s.withBar(sheet, n, line, width)
		}
		p.line(line)
	}
	return p.show()
}

// reportLines sets the columns out; nil where the names of the groups and all figures
// have no room beside each other.
func (s *Screen) reportLines(g *grid, width int) []string {
	widths := g.fit(width, 0)
	whole := g.widths()[0]
	if room := widths[0] - max(0, g.widthOf(widths)-width); len(g.rows) > 1 && room < min(whole, leastKey) {
		return nil
	}
	var lines []string
	for _, row := range g.rows {
		lines = append(lines, g.line(row, widths, 0, cut(row[0], widths[0]), false))
	}
	return lines
}

// leastKey is how much of the name of a group is shown at least.
const leastKey = 16

// stackedReport tells each group with its figures behind it, in as many lines as that
// takes.
func (p *page) stackedReport(g *grid, width int) {
	const indent = "  "
	heads := g.rows[0]
	for _, row := range g.rows[1:] {
		p.line(cut(row[0], width))
		line := ""
		for i, cell := range row[1:] {
			figure := heads[i+1] + " " + cell
			if line != "" && cells(indent+line+"  "+figure) > width {
				p.line(indent + line)
				line = ""
			}
			line = strings.TrimPrefix(line+"  "+figure, "  ")
		}
		p.line(indent + line)
	}
}

// withBar ends a line in a bar as long as its figure is large.
func (s *Screen) withBar(sheet *crm.Sheet, row int, line string, width int) string {
	room := min(width-cells(line)-2, mostBar)
	if !s.Bars || sheet.Bar < 0 || room < leastBar {
		return line
	}
	most := 0.0
	for _, r := range sheet.Rows {
		most = max(most, sizeOf(r.Figures[sheet.Bar]))
	}
	x := sizeOf(sheet.Rows[row].Figures[sheet.Bar])
	if x <= 0 {
		return line
	}
	return line + "  " + strings.Repeat("#", max(1, int(x/most*float64(room)+0.5)))
}

func sizeOf(v any) float64 {
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

// reportTitle is what a report shows, in the reader's language where it is a
// built-in one.
func (s *Screen) reportTitle(sheet *crm.Sheet) string {
	by := strings.ReplaceAll(s.word("by", sheet.By), "_", " ")
	if sheet.About != "" {
		return s.Locale.Text("report.own", "about", Clean(sheet.About), "by", by)
	}
	return s.Locale.Text("report.title."+sheet.Report, "by", by)
}

// reportWhose says whose records they are and of which day.
func (s *Screen) reportWhose(sheet *crm.Sheet) string {
	who := Clean(sheet.Producer)
	if who == "" {
		who = s.Locale.Text("today.everybody")
	}
	return s.Locale.Join([]string{who, s.Locale.Date(s.Today, crm.Date{})})
}

func (s *Screen) reportPeriod(sheet *crm.Sheet) string {
	from, to := s.Locale.Date(sheet.From, crm.Date{}), s.Locale.Date(sheet.To, crm.Date{})
	switch {
	case from != "" && to != "":
		return s.Locale.Text("report.from-to", "from", from, "to", to)
	case from != "":
		return s.Locale.Text("report.from", "from", from)
	case to != "":
		return s.Locale.Text("report.to", "to", to)
	}
	return ""
}

// reportHeads are the headings. A name of the book's own has no label: it is
// shown as it is written, with blanks.
func (s *Screen) reportHeads(sheet *crm.Sheet) []string {
	heads := []string{s.reportLabel("by", sheet.By)}
	for _, f := range sheet.Figures {
		name := sheet.Report + "." + f.Name // where a report has another word for it
		if label := s.label("measure", name); label != name {
			heads = append(heads, label)
			continue
		}
		heads = append(heads, s.reportLabel("measure", f.Name))
	}
	return heads
}

func (s *Screen) reportLabel(list, name string) string {
	if label := s.label(list, name); label != name {
		return label
	}
	return upper(strings.ReplaceAll(name, "_", " "))
}

func (s *Screen) rowCells(sheet *crm.Sheet, row crm.SheetRow) []string {
	texts := []string{s.keyCell(sheet, row)}
	for i, v := range row.Figures {
		texts = append(texts, s.figureCell(sheet, i, v))
	}
	return texts
}

// keyCell is what the records of a group have in common.
func (s *Screen) keyCell(sheet *crm.Sheet, row crm.SheetRow) string {
	text, _ := row.Key.(string)
	switch {
	case row.Key == nil:
		return s.Locale.Text("report.unknown")
	case sheet.Month:
		if d, err := crm.ParseISODate(text + "-01"); err == nil {
			return upper(s.Locale.MonthYear(d.Year, d.Month))
		}
		return Clean(text)
	case sheet.Field.Type == crm.RefType && text != "":
		return Clean(text)
	}
	return s.cell(sheet.Field, row.Key)
}

// figureCell is a figure for people: sums in whole units of the currency, and
// a decimal for all of a column if for one.
func (s *Screen) figureCell(sheet *crm.Sheet, column int, value any) string {
	kind := sheet.Figures[column].Kind
	switch v := value.(type) {
	case int64, float64:
		switch {
		case kind == crm.FigurePercent:
			return s.Locale.Percent(sizeOf(v))
		case fractional(sheet, column):
			return s.Locale.Decimal(sizeOf(v), 1)
		}
		return s.Locale.Decimal(sizeOf(v), 0)
	case crm.Money:
		return s.Locale.MoneyWhole(v, s.Currency)
	}
	return s.Locale.Text("report.not-available")
}

// fractional reports whether a column has a figure that is no whole number.
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

// totalCells are those of the last line; nil where there is none.
func (s *Screen) totalCells(sheet *crm.Sheet) []string {
	if sheet.Total == nil {
		return nil
	}
	texts := []string{s.Locale.Text("report.total")}
	for i, v := range sheet.Total {
		texts = append(texts, s.figureCell(sheet, i, v))
	}
	return texts
}
