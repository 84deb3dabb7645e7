package book

import (
	"context"

	"crm/internal/crm"
	"crm/internal/query"
	"crm/internal/report"
)

// ReportQuery is a report as it is asked for.
type ReportQuery struct {
	Name string
	By   string // the name of one of its groupings; empty is the usual one
	// From and To are the first and the last day, or empty.
	From, To string
	Owner    string // as in ListQuery
	Where    string // a further condition on its records
	Limit    int
}

// Report runs a built-in report or one of the book's own.
//
// Errors: CodeNotFound, CodeUsage for an invalid grouping, period or expression.
func (b *Book) Report(ctx context.Context, q ReportQuery) (*crm.Sheet, error) {
	var sheet *crm.Sheet
	err := b.read(ctx, func(v reader) error {
		r, err := v.report(q.Name)
		if err != nil {
			return err
		}
		scope := b.scope(r.Of)
		scope.Meant = v.meant
		if err := reportFault(r, scope); err != nil {
			return err
		}
		asked := report.Query{By: q.By, Limit: q.Limit}
		if asked.From, asked.To, err = b.period(r, q); err != nil {
			return err
		}
		owner, err := v.whoseRecords(q.Owner)
		if err != nil {
			return err
		}
		for _, text := range []string{q.Where, owner.condition(r.Owner)} {
			if text == "" {
				continue
			}
			e, err := query.Condition(text, scope)
			if err != nil {
				return err
			}
			asked.Where = append(asked.Where, e)
			if err := v.sayUnknownTags(e.Tags()); err != nil {
				return err
			}
		}
		if err := v.sayUnknownTags(r.Tags(b.unheard(r.Of))); err != nil {
			return err
		}
		if sheet, err = r.Run(asked, scope, v.tx.Aggregate); err == nil {
			sheet.Producer = owner.label
		}
		return err
	})
	return sheet, err
}

// period reads the first and last day of a report. The report's date decides whether
// they may lie ahead.
func (b *Book) period(r *report.Report, q ReportQuery) (from, to crm.Date, err error) {
	looks := crm.FlagLooks("from")
	if column, err := query.ResolveColumn(b.schema, r.Of, r.Period); r.Period != "" && err == nil {
		looks = column.Field.Looks
	}
	looks = looks.Anywhere() // what lies ahead is refused below, after what is the wrong way round
	ends := looks == crm.Ends
	if ends { // it may be asked what was to come and has come
		looks = crm.Near
	}
	for _, end := range []struct {
		flag, text string
		day        *crm.Date
	}{{"from", q.From, &from}, {"to", q.To, &to}} {
		if end.text == "" {
			continue
		}
		if *end.day, err = b.periodDay(end.flag, end.text, looks, from); err != nil {
			return from, to, err
		}
	}
	if !to.IsZero() && to.Before(from) {
		return from, to, crm.Errorf(crm.CodeInvalid, "the period ends on %s, before it begins", to).On("to").
			Try("Write the first day as --from, the last one as --to.")
	}
	ahead, flag := from, "from"
	if from.IsZero() { // a period that has begun may end ahead
		ahead, flag = to, "to"
	}
	if !ends && ahead.After(b.today) {
		return from, to, crm.OnFlag(crm.Errorf(crm.CodeInvalid, "%s lies ahead: the report %s counts what has been", ahead, r.Name), flag)
	}
	return from, to, nil
}

// report finds a report by name: a built-in one, or one of the book's own.
func (v reader) report(name string) (*report.Report, error) {
	if r := report.Builtin(name); r != nil {
		return r, nil
	}
	own, err := v.tx.Reports()
	if err != nil {
		return nil, err
	}
	if r, ok := namedLike(own, name, func(r *crm.Report) string { return r.Name }); ok {
		return report.Parse(r.Name, r.Definition)
	}
	e := crm.Errorf(crm.CodeNotFound, "there is no report %q", name)
	names := reportNames()
	for _, r := range own {
		names = append(names, r.Name)
	}
	return nil, e.Try("There is: %s", crm.OneOf(names))
}

func reportNames() []string {
	var names []string
	for _, r := range report.Summaries() {
		names = append(names, r.Name)
	}
	return names
}

// ReportDefinition finds a report by name.
//
// Errors: CodeNotFound.
func (b *Book) ReportDefinition(ctx context.Context, name string) (*report.Report, error) {
	var r *report.Report
	err := b.read(ctx, func(v reader) (err error) {
		r, err = v.report(name)
		return err
	})
	return r, err
}

// Reports lists the built-in reports, then the book's own. One that can't be read any
// more has only a name.
func (b *Book) Reports(ctx context.Context) ([]report.Report, error) {
	all := report.Summaries()
	err := b.read(ctx, func(v reader) error {
		own, err := v.tx.Reports()
		for _, o := range own {
			listed := report.Report{Name: o.Name}
			if r, err := report.Parse(o.Name, o.Definition); err == nil {
				listed.About = r.About
			}
			all = append(all, listed)
		}
		return err
	})
	return all, err
}

// reportWords are commands, so not names of reports.
var reportWords = []string{"list", "show", "save", "remove", "help"}

// SaveReport checks and keeps a report of the book's own.
//
// Errors: CodeInvalid, with the position; CodeConflict for the name of a built-in
// report and, without replace, of an existing one.
func (b *Book) SaveReport(ctx context.Context, name, definition string, replace bool) (*crm.Outcome, error) {
	return b.change(ctx, "report save", func(w *work) error {
		name, err := goodName(name, append(reportNames(), reportWords...))
		if err != nil {
			return err
		}
		r, err := report.Parse(name, definition)
		if err != nil {
			return err
		}
		if err := r.Check(w.scope(r.Of)); err != nil {
			return err
		}
		own, err := w.tx.Reports()
		if err != nil {
			return err
		}
		record, there := namedLike(own, name, func(r *crm.Report) string { return r.Name })
		switch {
		case !there:
			record = &crm.Report{Name: name}
		case !replace:
			return crm.Errorf(crm.CodeConflict, "there is a report %s already", record.Name).On("name").
				Try("To replace it: the same command with --force")
		}
		record.Definition = definition
		_, err = w.put(record)
		w.subject(record)
		return err
	})
}

// RemoveReport removes a report of the book's own.
//
// Errors: CodeNotFound, CodeConflict for a built-in one.
func (b *Book) RemoveReport(ctx context.Context, name string) (*crm.Outcome, error) {
	return b.change(ctx, "report remove", func(w *work) error {
		own, err := w.tx.Reports()
		if err != nil {
			return err
		}
		return removeOwn(w, own, name, report.Builtin(name) != nil)
	})
}
