// Package report is the named reports: what they count, of which records, in
// which groups. A report is data, YAML over the expressions of package query;
// the built-in ones and those of a book's own are read and checked by the same
// code. It knows nothing of SQL, of languages and of how a report looks.
package report

import (
	"slices"

	"crm/internal/crm"
	"crm/internal/query"
)

// Report is a definition that has been read. Its expressions are compiled when
// it is run, or checked.
type Report struct {
	Name string
	// About says in a line what it shows.
	About string
	// Of is the noun whose records are counted.
	Of crm.Kind
	// Where is a condition on them; empty is all of them.
	Where string
	// Owner is the path to the producer whose they are.
	Owner string
	// By are the ways to group them, the usual one first.
	By []Grouping
	// Period is the date that --from and --to are about; empty where there is
	// none.
	Period   string
	Measures []Measure
	// Bar is the measure that a bar shows; empty is none.
	Bar string
	// Sort is the measure that rows are sorted by, with - in front the largest
	// first; empty is the order of what they are grouped by.
	Sort  string
	Total bool
	// Source is the definition as it was written.
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

// Measure is a figure of each group: a summary of its records, or something
// reckoned of the measures before it.
type Measure struct {
	Name string
	Kind string // crm.FigureNumber …; empty is as its value is
	// Is is an expression over the measures before it; empty for a summary.
	Is string
	// Summary is what is done with Of, of the records for which Where holds.
	Summary query.Summary
	Of      string
	Where   string
}

// grouping finds a way to group by its name, or by what it is called on the
// screen; the first one for none.
//
// Errors: CodeUsage for one that the report has not.
func (r *Report) grouping(name string, scope *query.Scope) (Grouping, error) {
	if name == "" {
		return r.By[0], nil
	}
	var names []string
	for _, g := range r.By {
		names = append(names, g.Name)
	}
	called := name
	if scope.Word != nil {
		if word, ok := scope.Word("by", name, names...); ok {
			called = word
		}
	}
	if i := slices.Index(names, called); i >= 0 {
		return r.By[i], nil
	}
	return Grouping{}, crm.Errorf(crm.CodeUsage, "the report %s can't be had by %s", r.Name, name).On("by").OneOfList("by", names)
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
