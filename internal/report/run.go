package report

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"crm/internal/crm"
	"crm/internal/fold"
	"crm/internal/query"
)

// Query is the input of a report.
type Query struct {
	By       string // the name of a grouping; empty is the usual one
	From, To crm.Date
	// Where are further conditions on the records.
	Where []*query.Expr
	Limit int // how many rows at most; 0 is all
}

// Ask answers a query about the book, as store.View.Aggregate does.
type Ask func(query.Aggregate) ([][]any, error)

// Check compiles everything in the definition against a scope of its noun, and checks
// that each query has an SQL form.
//
// Errors: CodeInvalid, which names the report, the place and what is wrong.
func (r *Report) Check(scope *query.Scope) error {
	for _, g := range r.By {
		p, err := r.compile(g, scope)
		if err != nil {
			return err
		}
		if _, _, err := p.question.SQL(); err != nil {
			return r.fault("by "+g.Name, err)
		}
	}
	return nil
}

// Run answers a report for a scope of its noun.
//
// Errors: CodeUsage for an unknown grouping or period, CodeInvalid for a definition
// that no longer fits the book.
func (r *Report) Run(q Query, scope *query.Scope, ask Ask) (*crm.Sheet, error) {
	grouping, err := r.grouping(q.By, scope)
	if err != nil {
		return nil, err
	}
	p, err := r.compile(grouping, scope)
	if err != nil {
		return nil, err
	}
	period, err := r.periodConditions(q, scope)
	if err != nil {
		return nil, err
	}
	p.question.Where = append(append(p.question.Where, period...), q.Where...)
	found, err := ask(p.question)
	if err != nil {
		return nil, err
	}
	bar, _ := r.measure(r.Bar)
	sheet := &crm.Sheet{Report: r.Name, By: grouping.Name, Field: p.key, Month: grouping.Month, Bar: bar, From: q.From, To: q.To}
	if !r.Builtin {
		sheet.About = r.About
	}
	for i, m := range r.Measures {
		sheet.Figures = append(sheet.Figures, crm.Figure{Name: m.Name, Kind: p.kinds[i]})
	}
	for _, group := range found {
		row, err := p.row(group)
		if err != nil {
			return nil, err
		}
		sheet.Rows = append(sheet.Rows, row)
	}
	if r.Total {
		if sheet.Total, err = p.total(found, ask); err != nil {
			return nil, err
		}
	}
	p.sort(sheet.Rows, scope)
	if q.Limit > 0 && len(sheet.Rows) > q.Limit {
		sheet.Rows = sheet.Rows[:q.Limit]
	}
	return sheet, nil
}

// periodConditions returns the conditions of a period.
func (r *Report) periodConditions(q Query, scope *query.Scope) ([]*query.Expr, error) {
	var conditions []*query.Expr
	for _, end := range []struct {
		flag, sign string
		date       crm.Date
	}{{"from", " >= ", q.From}, {"to", " <= ", q.To}} {
		if end.date.IsZero() {
			continue
		}
		if r.Period == "" {
			return nil, crm.Errorf(crm.CodeUsage, "the report %s has no period", r.Name).On(end.flag).Try("Pick records with --where instead.")
		}
		e, err := query.Condition(r.Period+end.sign+`"`+end.date.String()+`"`, scope)
		if err != nil {
			return nil, r.fault("period", err)
		}
		conditions = append(conditions, e)
	}
	return conditions, nil
}

// plan is a report by one grouping, compiled.
type plan struct {
	report   *Report
	grouping Grouping
	key      *crm.Field
	named    bool // the key is a record, and its name comes behind it
	question query.Aggregate
	// computed are the expressions of computed measures; nil for others.
	computed []*query.Expr
	kinds    []string
}

func (r *Report) compile(g Grouping, scope *query.Scope) (*plan, error) {
	p := &plan{report: r, grouping: g, question: query.Aggregate{Schema: scope.Schema, Noun: r.Of}}
	column, err := query.ResolveColumn(scope.Schema, r.Of, g.Path)
	if err != nil {
		return nil, r.fault("by "+g.Name, err)
	}
	p.key = column.Field
	p.question.By = []query.Key{{Path: g.Path, Else: g.Else, Month: g.Month}}
	switch t := p.key.Type; {
	case g.Month && t != crm.DateType, !g.Month && t != crm.CodeType && !t.IsText() && !t.IsNumber() && t != crm.RefType:
		e := crm.Errorf(crm.CodeInvalid, "%s is a %s", g.Path, t)
		if t == crm.DateType {
			e.Try("Group by its month: %s: month of %s", g.Name, g.Path)
		}
		return nil, r.fault("by "+g.Name, e)
	case t == crm.RefType:
		if _, ok := crm.BuiltIn(p.key.Ref).Field("name"); ok {
			p.named = true
			name := query.Key{Path: g.Path + ".name"}
			if g.Else != "" {
				name.Else = g.Else + ".name"
			}
			p.question.By = append(p.question.By, name)
		}
	}
	if r.Where != "" {
		e, err := query.Condition(r.Where, scope)
		if err != nil {
			return nil, r.fault("where", err)
		}
		p.question.Where = append(p.question.Where, e)
	}
	if err := r.checkPaths(scope.Schema); err != nil {
		return nil, err
	}
	return p, p.compileMeasures(scope)
}

// checkPaths checks the owner and the date of the period.
func (r *Report) checkPaths(schema *crm.Schema) error {
	owner, err := query.ResolveColumn(schema, r.Of, r.Owner)
	if err != nil {
		return r.fault("owner", err)
	}
	if owner.Field.Ref != crm.KindProducer {
		return r.fault("owner", crm.Errorf(crm.CodeInvalid, "%s is not a producer", r.Owner))
	}
	if r.Period == "" {
		return nil
	}
	date, err := query.ResolveColumn(schema, r.Of, r.Period)
	if err != nil {
		return r.fault("period", err)
	}
	if date.Field.Type != crm.DateType {
		return r.fault("period", crm.Errorf(crm.CodeInvalid, "%s is not a date", r.Period))
	}
	return nil
}

func (p *plan) compileMeasures(scope *query.Scope) error {
	before := &query.Scope{Schema: scope.Schema, Values: map[string]query.Type{}, Today: scope.Today, Zone: scope.Zone}
	for _, m := range p.report.Measures {
		t, err := p.compileMeasure(m, scope, before)
		if err != nil {
			return p.report.fault("measure "+m.Name, err)
		}
		if (m.Kind == crm.FigureMoney) != (t == query.MoneyType) && m.Kind != "" || t != query.NumberType && t != query.MoneyType {
			return p.report.fault("measure "+m.Name, crm.Errorf(crm.CodeInvalid, "its kind is %s, but it is %s", cmp.Or(m.Kind, crm.FigureNumber), t))
		}
		kind := m.Kind
		if kind == "" && t == query.MoneyType {
			kind = crm.FigureMoney
		}
		p.kinds = append(p.kinds, cmp.Or(kind, crm.FigureNumber))
		// Each expression keeps its scope.
		next := *before
		next.Values = map[string]query.Type{m.Name: t}
		for name, t := range before.Values {
			next.Values[name] = t
		}
		before = &next
	}
	return nil
}

func (p *plan) compileMeasure(m Measure, scope, before *query.Scope) (query.Type, error) {
	if m.Is != "" {
		e, err := query.Compile(m.Is, before)
		if err != nil {
			return 0, err
		}
		p.computed = append(p.computed, e)
		return e.Type(), nil
	}
	p.computed = append(p.computed, nil)
	asked := query.Measure{Summary: m.Summary}
	t := query.NumberType
	var err error
	if m.Of != "" {
		if asked.Of, err = query.Compile(m.Of, scope); err != nil {
			return 0, err
		}
		if m.Summary != query.Distinct {
			t = asked.Of.Type()
		}
	}
	if m.Where != "" {
		if asked.Where, err = query.Condition(m.Where, scope); err != nil {
			return 0, err
		}
	}
	p.question.Measures = append(p.question.Measures, asked)
	return t, nil
}

// row makes a row of a group.
func (p *plan) row(group []any) (crm.SheetRow, error) {
	row := crm.SheetRow{Key: group[0]}
	if p.key.Type == crm.RefType {
		row.ID, _ = group[0].(int64)
		if p.named {
			row.Key = group[1]
		}
	}
	var err error
	row.Figures, err = p.figures(group[len(p.question.By):])
	return row, err
}

// figures adds the computed figures. Counts and sums of nothing are 0, a mean of
// nothing is unknown.
func (p *plan) figures(asked []any) ([]any, error) {
	figures := make([]any, len(p.computed))
	known := map[string]any{}
	next := 0
	for i, e := range p.computed {
		m := p.report.Measures[i]
		if e != nil {
			v, err := e.Eval(&query.Facts{Value: func(name string) (any, error) { return known[name], nil }})
			if err != nil {
				return nil, err
			}
			figures[i] = v
		} else {
			figures[i] = asked[next]
			next++
			if figures[i] == nil && m.Summary <= query.Sum {
				figures[i] = zeroOf(p.kinds[i])
			}
		}
		known[m.Name] = figures[i]
		figures[i] = wholeNumber(figures[i])
	}
	return figures, nil
}

func zeroOf(kind string) any {
	if kind == crm.FigureMoney {
		return crm.Amount(0)
	}
	return int64(0)
}

// wholeNumber turns a number without a fraction into an int64.
func wholeNumber(v any) any {
	x, ok := v.(float64)
	if ok && x == math.Trunc(x) && math.Abs(x) < 1<<53 {
		return int64(x)
	}
	return v
}

// total is the row of all records. It adds up counts and sums of groups, and asks the
// book for anything else.
func (p *plan) total(found [][]any, ask Ask) ([]any, error) {
	for _, m := range p.question.Measures {
		if m.Summary != query.Count && m.Summary != query.Sum {
			whole := p.question
			whole.By = nil
			rows, err := ask(whole)
			if err != nil {
				return nil, err
			}
			if len(rows) == 0 { // there is no book
				rows = [][]any{make([]any, len(whole.Measures))}
			}
			return p.figures(rows[0])
		}
	}
	sum := make([]any, len(p.question.Measures))
	for i, m := range p.question.Measures {
		if m.Summary == query.Count {
			sum[i] = int64(0)
		}
		for _, group := range found {
			sum[i] = plus(sum[i], group[len(p.question.By)+i])
		}
	}
	return p.figures(sum)
}

func plus(a, b any) any {
	switch x := a.(type) {
	case nil:
		return b
	case int64:
		if y, ok := b.(int64); ok {
			return x + y
		}
	case float64:
		if y, ok := b.(float64); ok {
			return x + y
		}
	case crm.Money:
		if y, ok := b.(crm.Money); ok {
			return crm.Amount(x.Minor + y.Minor)
		}
	}
	return a
}

// sort orders rows: naturally ordered keys (months, stages) by that, others by the
// report's measure, or by picklist or alphabet. Unknown is last.
func (p *plan) sort(rows []crm.SheetRow, scope *query.Scope) {
	codes := crm.Picklist(p.key.List)
	if scope.Codes != nil { // the built-in stages of a book that has its own come last
		codes = append(scope.Codes(p.key.List), codes...)
	}
	ordered := p.grouping.Month || p.key.List == "opportunity_stage" || p.key.Type.IsNumber()
	by, found := p.report.measure(strings.TrimPrefix(p.report.Sort, "-"))
	down := strings.HasPrefix(p.report.Sort, "-")
	alphabet := map[any]string{}
	for _, row := range rows {
		if text, ok := row.Key.(string); ok {
			alphabet[text] = fold.Text(text)
		}
	}
	slices.SortStableFunc(rows, func(a, b crm.SheetRow) int {
		switch {
		case a.Key == nil || b.Key == nil:
			return cmp.Compare(unknown(a.Key), unknown(b.Key))
		case found && !ordered:
			order := compare(a.Figures[by], b.Figures[by])
			if down {
				order = -order
			}
			if order != 0 {
				return order
			}
		}
		return cmp.Or(compareKeys(codes, alphabet, a.Key, b.Key), cmp.Compare(a.ID, b.ID))
	})
}

func unknown(key any) int {
	if key == nil {
		return 1
	}
	return 0
}

// compareKeys compares keys: codes by position, texts by alphabet.
func compareKeys(codes []string, alphabet map[any]string, a, b any) int {
	x, text := a.(string)
	y, text2 := b.(string)
	if !text || !text2 {
		return compare(a, b)
	}
	place := func(code string) int {
		if i := slices.Index(codes, code); i >= 0 {
			return i
		}
		return len(codes)
	}
	return cmp.Or(cmp.Compare(place(x), place(y)), strings.Compare(alphabet[a], alphabet[b]), strings.Compare(x, y))
}

// compare compares figures; unknown is the least.
func compare(a, b any) int {
	size := func(v any) float64 {
		switch v := v.(type) {
		case int64:
			return float64(v)
		case float64:
			return v
		case crm.Money:
			return float64(v.Minor)
		}
		return math.Inf(-1)
	}
	return cmp.Compare(size(a), size(b))
}

// fault says where in a definition something is wrong.
func (r *Report) fault(place string, cause error) error {
	e := crm.Errorf(crm.CodeInvalid, "report %s, %s: %w", r.Name, place, cause)
	if c, ok := crm.AsError(cause); ok {
		e.Remedies, e.List, e.Values = append(e.Remedies, c.Remedies...), c.List, c.Values
	}
	return e
}
