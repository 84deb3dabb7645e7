package report

import (
	"testing"

	"crm/internal/locale"
	"crm/internal/query"
)

// TestGroupingsGoByTheirLabels: what a report can be grouped by is taken by its code and
// by what its column is called, in every language.
func TestGroupingsGoByTheirLabels(t *testing.T) {
	scope := &query.Scope{Word: locale.Word}
	for _, summary := range Summaries() {
		r := Builtin(summary.Name)
		for _, want := range r.By {
			words := []string{want.Name}
			for _, lang := range locale.Languages() {
				l, err := locale.New(lang)
				if err != nil {
					t.Fatal(err)
				}
				words = append(words, l.Label("by", want.Name))
			}
			for _, word := range words {
				if got, err := r.grouping(word, scope); err != nil || got.Name != want.Name {
					t.Errorf("report %s by %q: %s, %v; want %s", r.Name, word, got.Name, err, want.Name)
				}
			}
		}
	}
}
