package verb

import (
	"testing"

	"crm/internal/book"
	"crm/internal/crm"
)

// TestVerbsAreWhole holds that each verb can be told from the others and says what it
// does, that what it takes has a name and a meaning, and that at most one argument is of
// many.
func TestVerbsAreWhole(t *testing.T) {
	called := map[string]bool{}
	for _, v := range All() {
		if called[v.String()] || v.About == "" {
			t.Errorf("%s: called so twice, or without a word of what it does", v)
		}
		called[v.String()] = true
		if v.Do != nil && v.Reads || v.Read != nil && !v.Reads || v.Lists != "" && !v.Reads {
			t.Errorf("%s: reads and changes the book", v)
		}
		names, many := map[string]bool{}, 0
		for _, take := range v.Takes {
			if names[take.Name] || take.Name == "" || take.Arg == "" && take.Usage() == "" {
				t.Errorf("%s: %q is taken twice, or says nothing", v, take.Name)
			}
			names[take.Name] = true
			if take.Arg != "" && take.Many {
				many++
			}
			if take.Type == crm.CodeType && crm.Picklist(take.List) == nil {
				t.Errorf("%s: %q is of no picklist", v, take.Name)
			}
			if take.Type == crm.RefType && take.Ref == "" {
				t.Errorf("%s: %q refers to nothing", v, take.Name)
			}
		}
		if many > 1 {
			t.Errorf("%s: who can tell its arguments apart?", v)
		}
	}
}

// TestRequest gives each argument its words: what may be many takes those that are left.
func TestRequest(t *testing.T) {
	v := stageOf(t)
	r := v.Request(t.Context(), nil, []string{"391", "398", "closing"}, book.Values{"note": {"x"}})
	if got := r.All("opportunity"); len(got) != 2 || got[1] != "398" || r.Text("stage") != "closing" || r.Text("note") != "x" || r.Is("note") {
		t.Errorf("opp stage 391 398 closing -m x: %v, %q", got, r.Text("stage"))
	}
}

func stageOf(t *testing.T) *Verb {
	for _, v := range Of("opp") {
		if v.Name == "stage" {
			return v
		}
	}
	t.Fatal("there is no opp stage")
	return nil
}
