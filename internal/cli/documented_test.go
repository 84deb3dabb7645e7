package cli

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestEveryVerbIsDocumented: what can be done is named, as it is typed, by the README or
// a page of docs that somebody reads; the reference names all commands anyway.
func TestEveryVerbIsDocumented(t *testing.T) {
	pages, err := filepath.Glob("../../docs/*.md")
	if err != nil || len(pages) == 0 {
		t.Fatalf("no pages: %v", err)
	}
	var all strings.Builder
	for _, page := range append(pages, "../../README.md") {
		text, err := os.ReadFile(page)
		if err != nil {
			t.Fatal(err)
		}
		all.WriteString(strings.Join(strings.Fields(string(text)), " ") + " ")
	}
	verbs := map[string]bool{} // whether they are named
	for _, path := range leaves(Root(), nil) {
		verb := path[len(path)-1]
		verbs[verb] = verbs[verb] || strings.Contains(all.String(), "crm "+strings.Join(path, " "))
	}
	for verb, named := range verbs {
		if !named {
			t.Errorf("neither the README nor a page of docs names crm … %s", verb)
		}
	}
}
