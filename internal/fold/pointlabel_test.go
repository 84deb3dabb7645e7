package fold

import (
	"testing"

	"pgregory.net/rapid"
)

// someLabels stand in for those of package locale.
var someLabels = map[string]string{"mobile": "mobile", "cell": "mobile", "携帯": "mobile", "home": "home", "casa": "home", "h": "home", "work": "work", "勤務先": "work", "fax": "fax", "home fax": "fax"}

func someLabel(word string) (string, bool) {
	label, ok := someLabels[Text(word)]
	return label, ok
}

func TestCutLabel(t *testing.T) {
	for text, want := range map[string][2]string{
		"614-555-0147":          {"", "614-555-0147"},
		"+1 (614) 555-0147 x12": {"", "+1 (614) 555-0147 x12"},
		"1-800-FLOWERS":         {"", "1-800-FLOWERS"},
		"614-555-HOME":          {"", "614-555-HOME"},
		"614 555 HOME":          {"", "614 555 HOME"},
		"mobile: 614-555-0147":  {"mobile", "614-555-0147"},
		"Cell. 614-555-0147":    {"mobile", "614-555-0147"},
		"cell 614-555-0147":     {"mobile", "614-555-0147"},
		"携帯 090-1234-5678":      {"mobile", "090-1234-5678"},
		"携帯：０９０－１２３４－５６７８":               {"mobile", "０９０－１２３４－５６７８"},
		"03-1234-5678（勤務先）":              {"work", "03-1234-5678"},
		"【携帯】090-1234-5678":              {"mobile", "090-1234-5678"},
		"casa: 06 555 1234":              {"home", "06 555 1234"},
		"casa 06 555 1234":               {"home", "06 555 1234"},
		"614-555-0147 (work)":            {"work", "614-555-0147"},
		"(614) 555-0147 (h)":             {"home", "(614) 555-0147"},
		"(work) 614-555-0147":            {"work", "614-555-0147"},
		"614-555-0147 x12 (work)":        {"work", "614-555-0147 x12"},
		"614-555-0147, work":             {"work", "614-555-0147"},
		"614-555-0147 - home":            {"home", "614-555-0147"},
		"home fax: 614-555-0147":         {"fax", "614-555-0147"},
		"fax 614-555-0147":               {"fax", "614-555-0147"},
		"boat: 614-555-0147":             {"boat", "614-555-0147"},
		"her sister's: 614-555-0147":     {"her sister's", "614-555-0147"},
		"boat 614-555-0147":              {"", "boat 614-555-0147"},
		"614-555-0147 (ask for Sue)":     {"", "614-555-0147 (ask for Sue)"},
		"tel: 614-555-0147":              {"", "tel: 614-555-0147"},
		"p:+16145550147":                 {"", "p:+16145550147"},
		"wrong: 614-555-0147":            {"", "wrong: 614-555-0147"},
		"old fax: 614-555-0147":          {"", "old fax: 614-555-0147"},
		"614-555-0147 (disconnected)":    {"", "614-555-0147 (disconnected)"},
		"fax: 614-555-0147 (old)":        {"fax", "614-555-0147 (old)"},
		"jane@example.com":               {"", "jane@example.com"},
		"mailto:jane@example.com":        {"", "mailto:jane@example.com"},
		"work: jane@example.com":         {"work", "jane@example.com"},
		"work jane@example.com":          {"work", "jane@example.com"},
		"jane@example.com (home)":        {"home", "jane@example.com"},
		"Jane Hudson <jane@example.com>": {"", "Jane Hudson <jane@example.com>"},
		"614-555-0147 (bad cell)":        {"", "614-555-0147 (bad cell)"},
		"work: soon":                     {"", "work: soon"},
		"casa":                           {"", "casa"},
		"":                               {"", ""},
	} {
		if label, rest := CutLabel(text, someLabel); label != want[0] || rest != want[1] {
			t.Errorf("%q is %q and %q, want %q", text, label, rest, want)
		}
	}
}

// A label takes nothing of the number with it, wherever it stands.
func TestCutLabelKeepsTheNumber(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		number := rapid.SampledFrom([]string{"614-555-0147", "(614) 555-0147", "+1 614 555 0147 x12", "090-1234-5678", "０９０－１２３４－５６７８", "+39 06 1234 5678"}).Draw(t, "number")
		word := rapid.SampledFrom([]string{"mobile", "Cell", "携帯", "HOME", "casa", "Work", "勤務先", "Fax", "home fax"}).Draw(t, "word")
		text := rapid.SampledFrom([]string{word + ": " + number, word + " " + number, number + " (" + word + ")", "(" + word + ") " + number, number + " " + word}).Draw(t, "text")
		label, rest := CutLabel(text, someLabel)
		if want, _ := someLabel(word); label != want || rest != number {
			t.Fatalf("%q is %q and %q", text, label, rest)
		}
		if again, same := CutLabel(rest, someLabel); again != "" || same != rest {
			t.Fatalf("%q, the rest of %q, has the label %q", rest, text, again)
		}
	})
}
