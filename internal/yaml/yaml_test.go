package yaml

import (
	"fmt"
	"runtime"
	"strings"
	"testing"

	"crm/internal/crm"
)

// Whatever a text has, reading it takes little memory, and it is read or the error says
// where it is not.
func TestReadIsBounded(t *testing.T) {
	aliases := "a: &a [x, x, x, x, x, x, x, x, x]\n"
	for c := 'b'; c < 'z'; c++ {
		aliases += fmt.Sprintf("%c: &%c [%s]\n", c, c, strings.Repeat("*"+string(c-1)+", ", 9))
	}
	stairs := ""
	for i := range 300 {
		stairs += strings.Repeat(" ", i) + "a:\n"
	}
	for name, text := range map[string]string{
		"brackets":          strings.Repeat("[", 64<<10),
		"braces":            strings.Repeat("{", 64<<10),
		"pairs of them":     strings.Repeat("[{a: ", 12<<10),
		"dashes":            strings.Repeat("- ", 32<<10),
		"stairs":            stairs,
		"question marks":    strings.Repeat("? ", 32<<10),
		"tags":              strings.Repeat("! ", 32<<10),
		"tags of a name":    strings.Repeat("!a ", 20<<10),
		"documents":         strings.Repeat("---\n", 16<<10),
		"colons":            strings.Repeat("a: ", 20<<10),
		"commas":            "[" + strings.Repeat(",", 64<<10),
		"aliases":           aliases,
		"itself":            "of: &a [*a]\n",
		"size":              strings.Repeat("a: b\n", 64<<10),
		"what panics":       "of: contact\nmeasures:  ! ",
		"an unknown key":    "of: contact\nby: stage\n",
		"a key given twice": "of: contact\nof: policy\n",
	} {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		var into struct{ Of string }
		err := Read(text, &into)
		runtime.ReadMemStats(&after)
		if crm.CodeOf(err) != crm.CodeInvalid {
			t.Errorf("%s: %v", name, err)
		}
		if grown := (after.TotalAlloc - before.TotalAlloc) >> 20; grown > 50 {
			t.Errorf("%s takes %d MB", name, grown)
		}
	}
	var into struct{ Of, When string }
	if err := Read("of: contact\nwhen: stage == 'lead' && a * b\n", &into); err != nil || into.When != "stage == 'lead' && a * b" {
		t.Errorf("%+v, %v", into, err)
	}
}
