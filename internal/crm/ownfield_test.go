package crm_test

import (
	"slices"
	"strings"
	"testing"

	"crm/internal/crm"
)

// TestChoices: choices are read as they are written, one with a comma in quotes.
func TestChoices(t *testing.T) {
	for text, want := range map[string][]string{
		"gold, silver ,bronze":        {"gold", "silver", "bronze"},
		"金、銀，銅":                       {"金", "銀", "銅"},
		`"both, and pets",neither`:    {"both, and pets", "neither"},
		` "a, b" , "c" ,, d`:          {"a, b", "c", "d"},
		`"犬、猫",無し`:                    {"犬、猫", "無し"},
		`a,b"`:                        {"a", `b"`}, // which is refused
		`"a,b`:                        {`"a,b`},
		`""`:                          {`""`},
		"":                            nil,
		"a \"quoted, with more\" b,c": {`a "quoted, with more" b`, "c"},
	} {
		got := crm.SplitChoices(text)
		if !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
		if again := crm.SplitChoices(crm.JoinChoices(got)); !slices.Equal(again, got) && !strings.Contains(strings.Join(got, ""), `"`) {
			t.Errorf("%s: joined and split it is %q", text, again)
		}
	}
}
