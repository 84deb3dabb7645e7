package book

import (
	"context"
	"iter"
	"regexp"
	"slices"
	"strings"

	"crm/internal/crm"
	"crm/internal/fold"
	"crm/internal/query"
	"crm/internal/report"
)

// Views, reports and rules of a book name its own fields, which may get another name or go.

// sayUsed names the views, reports and rules that have used a field by a name that it has no
// more, and the profiles by which files are read.
func (w *work) sayUsed(f *crm.OwnField) error {
	name := f.Name
	w.sayMapped(f)
	views, err := w.tx.Views()
	if err != nil {
		return err
	}
	reports, err := w.tx.Reports()
	if err != nil {
		return err
	}
	var used []string
	for _, v := range views {
		if names(v.Where, name) || names(v.Columns, name) || names(v.Sort, name) {
			used = append(used, v.Name)
		}
	}
	for _, r := range reports {
		if names(r.Definition, name) {
			used = append(used, r.Name)
		}
	}
	own, err := w.tx.OwnRules()
	if err != nil {
		return err
	}
	for _, r := range own {
		if names(r.Source, name) {
			used = append(used, r.Name)
		}
	}
	if len(used) > 0 {
		w.warn("field-used", "name", name, "n", len(used), "names", used)
	}
	return nil
}

// sayMapped names the profiles that give a column of a file to a field.
func (w *work) sayMapped(f *crm.OwnField) {
	if f.On != string(crm.KindContact) {
		return
	}
	for _, p := range w.tx.Settings().ImportProfiles() {
		if at := slices.IndexFunc(p.Columns, func(c crm.ImportColumn) bool { return c.Field == f.Name }); at >= 0 {
			w.warn("field-mapped", "name", f.Name, "profile", p.Name, "column", p.Columns[at].Heading)
		}
	}
}

var quoted = fold.Expression(`"[^"]*"`)

// names reports whether an expression, a list of columns or a report has a field of that
// name. In a report it may be within quotes.
func names(text, name string) bool {
	if !strings.Contains(text, "\n") {
		text = quoted().ReplaceAllString(text, `""`)
	}
	found, err := regexp.MatchString(`(^|[^\pL\pN_])`+regexp.QuoteMeta(name)+`([^\pL\pN_]|$)`, text)
	return err == nil && found
}

// ViewFault returns why a view of the book's own can't be shown any more, and what to do, or
// nil. The list that it filters has a noun and fixed conditions.
//
// Errors: CodeConflict.
func (b *Book) ViewFault(ctx context.Context, v *crm.View, noun crm.Kind, fixed []string) error {
	q := ListQuery{Noun: noun, Fixed: fixed, Where: v.Where, Columns: paths(v.Columns), Sort: paths(v.Sort), Owner: v.Owner}
	err := b.List(ctx, q, func([]query.Column, iter.Seq2[[]any, error]) error { return nil })
	e, ok := crm.AsError(err)
	if !ok || v.ID == 0 {
		return err
	}
	again := []any{v.Name, crm.With("list", v.List)}
	for _, part := range []struct{ flag, was, blank string }{{"where", v.Where, "CONDITION"}, {"columns", v.Columns, "COLUMNS"}, {"sort", v.Sort, "COLUMNS"}, {"owner", v.Owner, "PRODUCER"}} {
		if part.was != "" {
			again = append(again, crm.With(part.flag, crm.Blank(part.blank)))
		}
	}
	gone := crm.Errorf(crm.CodeConflict, "the view %s can't be shown as it was saved: %s", v.Name, e)
	gone.Try("It is: %s", strings.Join(parts(v), ", "))
	return gone.Next("The fields that there are", "field list").
		Next("To save it again as it should be", "view save", append(again, crm.With("force", nil))...).
		Next("To remove it", "view remove", v.Name)
}

// parts are the flags of a view.
func parts(v *crm.View) []string {
	var all []string
	for _, part := range []struct{ flag, text string }{{"where", v.Where}, {"columns", v.Columns}, {"sort", v.Sort}} {
		if part.text != "" {
			all = append(all, "--"+part.flag+" "+part.text)
		}
	}
	return all
}

func paths(text string) []string {
	if text == "" {
		return nil
	}
	return strings.Split(text, ",")
}

// reportFault is ViewFault for a report.
func reportFault(r *report.Report, scope *query.Scope) error {
	e, ok := crm.AsError(r.Check(scope))
	if !ok || report.Builtin(r.Name) != nil {
		return nil
	}
	return crm.Errorf(crm.CodeConflict, "the report %s can't be run as it was saved: %s", r.Name, e).
		Next("The fields that there are", "field list").
		Next("To see it", "report show", r.Name).
		Next("To save it again as it should be", "report save", r.Name, crm.Blank("FILE"), crm.With("force", nil)).
		Next("To remove it", "report remove", r.Name)
}
