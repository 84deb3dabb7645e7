package locale

import (
	"os"
	"strings"
	"testing"

	"crm/internal/fold"
)

// TestUsualHeadings holds that the headings that agencies, carriers and other programs usually
// write are taken for their fields: those of testdata/headings.txt, by language.
func TestUsualHeadings(t *testing.T) {
	text, err := os.ReadFile("testdata/headings.txt")
	if err != nil {
		t.Fatal(err)
	}
	n, headers := 0, Headers()
	for line := range eachLine(string(text)) {
		if strings.HasPrefix(line, "[") {
			n = 0
			continue
		}
		field, headings, _ := strings.Cut(line, " = ")
		for _, heading := range strings.Split(headings, ", ") {
			n++
			if got := headers[fold.Text(heading)]; got != field {
				t.Errorf("%s is %q, want %s", heading, got, field)
			}
		}
	}
}
