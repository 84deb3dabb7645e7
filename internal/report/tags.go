package report

import (
	"slices"
	"strings"

	"crm/internal/query"
)

// expressions returns those that are about the records of a report.
func (r *Report) expressions() []string {
	all := []string{r.Where}
	for _, m := range r.Measures {
		all = append(all, m.Where, m.Of)
	}
	return slices.DeleteFunc(all, func(text string) bool { return text == "" })
}

// Tags returns the tags that a report asks for, each once.
func (r *Report) Tags(scope *query.Scope) (all []string) {
	for _, text := range r.expressions() {
		e, err := query.Compile(text, scope)
		if err != nil {
			continue
		}
		for _, tag := range e.Tags() {
			if !slices.Contains(all, tag) {
				all = append(all, tag)
			}
		}
	}
	return all
}

// Retagged returns the definition with one tag replaced by another, or as it is where
// it does not say that as one piece.
func (r *Report) Retagged(from, to string, scope *query.Scope) string {
	source := r.Source
	for _, text := range r.expressions() {
		e, err := query.Compile(text, scope)
		if err != nil || !slices.Contains(e.Tags(), from) {
			continue
		}
		source = strings.ReplaceAll(source, text, e.Retagged(from, to))
	}
	if again, err := Parse(r.Name, source); err != nil || again.Check(scope) != nil || slices.Contains(again.Tags(scope), from) {
		return r.Source
	}
	return source
}
