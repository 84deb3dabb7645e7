package fold

import (
	"slices"
	"testing"
)

func TestMaiden(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ name, bare, before, whole string }{
		{"Jane Zork (née Rusk)", "Jane Zork", "Rusk", "Jane Rusk"},
		{"Jane Zork, nee Rusk", "Jane Zork", "Rusk", "Jane Rusk"},
		{"Jane Zork née Rusk", "Jane Zork", "Rusk", "Jane Rusk"},
		{"Dr. Jane Zork (born Rusk)", "Dr. Jane Zork", "Rusk", "Jane Rusk"},
		{"Jane Zork (née Rusk-Hill)", "Jane Zork", "Rusk-Hill", "Jane Rusk-Hill"},
		{"佐藤花子（旧姓田中）", "佐藤花子", "田中", "田中"},
		{"佐藤 花子（旧姓 田中）", "佐藤 花子", "田中", "田中 花子"},
		{"佐藤 花子 旧姓：田中", "佐藤 花子", "田中", "田中 花子"},
		{"Anna Bo (nata Neri)", "Anna Bo", "Neri", "Anna Neri"},
		{"Ana Bo (de soltera Ruiz)", "Ana Bo", "Ruiz", "Ana Ruiz"},
		{"Jane Zork", "Jane Zork", "", ""},
		{"Zoe Neeson", "Zoe Neeson", "", ""},
		{"Renata Neri", "Renata Neri", "", ""},
		{"Max Born", "Max Born", "", ""},
	} {
		bare, before := Maiden(tt.name)
		if bare != tt.bare || before != tt.before {
			t.Errorf("%q: %q, %q", tt.name, bare, before)
		}
		if before == "" {
			continue
		}
		if whole := BorneBefore(bare, before); whole != tt.whole {
			t.Errorf("%q: before it was %q", tt.name, whole)
		}
	}
	for _, word := range []string{"née", "NÉE", "nee", "born", "Formerly", "geb.", "geb", "geborene", "nata", "già", "nacida", "de soltera", "da nubile"} {
		if bare, before := Maiden("Jane Zork (" + word + " Rusk)"); bare != "Jane Zork" || before != "Rusk" {
			t.Errorf("%s: %q, %q", word, bare, before)
		}
	}
	if whole := BorneBefore("Jane Zork", "Jane Rusk"); whole != "Jane Rusk" {
		t.Error(whole)
	}
}

func TestWays(t *testing.T) {
	t.Parallel()
	for name, want := range map[string][]string{
		"Jane Zork":         {"Jane Zork", "Zork Jane", "Zork, Jane"},
		"Zork, Jane":        {"Jane Zork", "Zork Jane", "Zork, Jane"},
		`Jane "Jinny" Zork`: {"Jane Zork", "Zork, Jane"},
		"佐藤 花子":             {"佐藤 花子", "佐藤花子"},
		"Ann B. Poe":        {"Ann B. Poe"},
		"Cher":              {"Cher"},
	} {
		ways := Ways(name)
		for _, way := range want {
			if !slices.Contains(ways, way) {
				t.Errorf("%q: %q lack %q", name, ways, way)
			}
		}
	}
}
