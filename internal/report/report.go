// Package report has the named reports: what they count, of which records, in which
// groups. A report is data, YAML over the expressions of package query; built-in ones
// and the book's own are read and checked by the same code. It knows nothing of SQL, of
// languages and of how a report looks.
package report

import (
	"slices"

	"crm/internal/crm"
	"crm/internal/fold"
	"crm/internal/query"
)

// Report is a definition. Its expressions are compiled when it is checked or run.
type Report struct {
	Name string
	// About describes the report in a line.
	About string
	// Of is the noun that is counted.
	Of crm.Kind
	// Where is a condition on its records.
	Where string
	// Owner is the path to the producer of a record.
	Owner string
	// By are the groupings, the usual one first.
	By []Grouping
	// Period is the date for --from and --to, if any.
	Period   string
	Measures []Measure
	// Bar is the measure of a bar, if any.
	Bar string
	// Sort is the measure to sort rows by, with - in front descending; empty is the
	// order of the groups.
	Sort  string
	Total bool
	// Source is the definition as written.
	Source  string
	Builtin bool
}

// Grouping is one way to group records.
type Grouping struct {
	Name  string
	Path  string
	Else  string // the path where that one leads to nothing; empty is none
	Month bool   // of the date at the path
}

// Measure is a figure of each group: a summary of its records, or computed from
// measures before it.
type Measure struct {
	Name string
	Kind string // crm.FigureNumber …; empty is as its value is
	// Is is an expression over the measures before it, instead of a summary.
	Is string
	// Summary is applied to Of, for the records that satisfy Where.
	Summary query.Summary
	Of      string
	Where   string
}

// grouping finds a grouping by name or by its name on the screen; an empty name is the
// first.
//
// Errors: CodeUsage for an unknown one.
func (r *Report) grouping(name string, scope *query.Scope) (Grouping, error) {
	if name == "" {
		return r.By[0], nil
	}
	var names []string
	all := r.Groupings(scope.Schema)
	for _, g := range all {
		names = append(names, g.Name)
		if f := ownKey(scope.Schema, r.Of, g.Path); f != nil && slices.ContainsFunc(slices.Collect(f.Headings()), func(h string) bool { return fold.Text(h) == fold.Text(name) }) {
			return g, nil
		}
	}
	called := name
	if scope.Word != nil {
		if word, ok := scope.Word("by", name, names...); ok {
			called = word
		}
	}
	if i := slices.Index(names, called); i >= 0 {
		return all[i], nil
	}
	return Grouping{}, crm.Errorf(crm.CodeUsage, "the report %s can't be grouped by %s", r.Name, name).On("by").OneOfList("by", names)
}

// Groupings returns the ways to group the records of a report in a book: its own, and by
// the fields that the book has added to them and to their contacts.
func (r *Report) Groupings(schema *crm.Schema) []Grouping {
	all := slices.Clone(r.By)
	for _, of := range []struct {
		kind crm.Kind
		path string
	}{{r.Of, ""}, {crm.KindContact, "contact."}} {
		if _, about := crm.AboutField(r.Of, of.kind); of.path != "" && !about {
			continue
		}
		for _, f := range schema.Fields(of.kind).Fields {
			named := func(g Grouping) bool { return g.Name == f.Name }
			if f.Own && f.Type != crm.MoneyType && !slices.ContainsFunc(all, named) {
				all = append(all, Grouping{Name: f.Name, Path: of.path + f.Name, Month: f.Type == crm.DateType})
			}
		}
	}
	return all
}

// ownKey returns the field that the book has added at a path, or nil.
func ownKey(schema *crm.Schema, of crm.Kind, path string) *crm.Field {
	column, err := query.ResolveColumn(schema, of, path)
	if err != nil || !column.Field.Own {
		return nil
	}
	return column.Field
}

// measure finds a measure by its name.
func (r *Report) measure(name string) (int, bool) {
	for i, m := range r.Measures {
		if m.Name == name {
			return i, true
		}
	}
	return -1, false
}
