package locale

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestNotes holds that notes as they are written in an office, shortened and in the words
// of each country, are heard for what they say: those of testdata/notes, in the sections
// refuses, died, mourns, left and passes. Of those that pass nobody is asked.
func TestNotes(t *testing.T) {
	heard := 0
	for _, lang := range Languages() {
		text, err := os.ReadFile(filepath.Join("testdata", "notes", lang+".txt"))
		if err != nil {
			t.Fatal(err)
		}
		section := ""
		for line := range eachLine(string(text)) {
			if strings.HasPrefix(line, "[") {
				section = strings.Trim(line, "[]")
				continue
			}
			heard++
			said := Hear(line, InWords)
			if lang != "ja" && heard%3 == 0 {
				heardBehindSigns(t, heard, line, said)
			}
			switch section {
			case "refuses":
				if !said.Refuses {
					t.Errorf("%s: %q is not a refusal", lang, line)
				}
			case "died":
				if !said.Died {
					t.Errorf("%s: %q is not a death", lang, line)
				}
			case "mourns":
				if !said.Mourns || said.Died || StopReason(line) != "asked" {
					t.Errorf("%s: %q is their own death: %+v", lang, line, said)
				}
			case "left":
				if !said.Left {
					t.Errorf("%s: %q is not a leaving", lang, line)
				}
			case "passes":
				if said != (Heard{}) {
					t.Errorf("%s: %q is asked about: %+v", lang, line, said)
				}
			default:
				t.Fatalf("%s: %q stands in no section", lang, line)
			}
		}
	}
	if heard < 1000 {
		t.Errorf("only %d notes", heard)
	}
}

// heardBehindSigns holds that a note says the same with signs glued to it.
func heardBehindSigns(t *testing.T, n int, line string, said Heard) {
	t.Helper()
	signs := []string{"*", "**", "=", "~", "#", "^", "+", "&", "%", "@", "✱", "◎", "→", "🚫", "⛔", "❌", "<", ">", "_", "!", "/", "•", "§", "★", "■", "※"}
	sign := signs[n%len(signs)]
	between := Hear("VIP "+line, InWords)
	if sign == "&" {
		between = Hear("VIP and "+line, InWords)
	}
	for glued, want := range map[string]Heard{sign + line: said, line + sign: said, sign + line + sign: said, "VIP" + sign + line: between} {
		if strings.HasPrefix(line, "+") || sign == "@" && glued != sign+line || sign == "❌" && want == (Heard{}) {
			continue // a date of death, an address, and a cross that asks by itself
		}
		if got := Hear(glued, InWords); want.Refuses && !got.Refuses || want.Died && !got.Died || want == (Heard{}) && said == want && got != want {
			t.Errorf("%q is heard as %+v, and %q as %+v", line, want, glued, got)
		}
	}
}
