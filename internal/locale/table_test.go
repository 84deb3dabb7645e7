package locale

import (
	"maps"
	"strings"
	"testing"

	"crm/internal/crm"
)

// TestLinesOf: the lines of a picklist stand together in each file, so that those are all
// that begin with its name.
func TestLinesOf(t *testing.T) {
	tried := 0
	for _, lang := range Languages() {
		for _, path := range []string{wordFile(lang), labelFile(lang)} {
			all := maps.Collect(lines(content(path)))
			lists := map[string]bool{}
			for key := range all {
				short := ""
				if rest, is := strings.CutPrefix(key, "short."); is {
					short, key = "short.", rest
				}
				if list, _, _ := strings.Cut(key, "."); len(crm.Picklist(list)) > 0 || path == wordFile(lang) {
					lists[short+list+"."] = true
				}
			}
			for beginning := range lists {
				found := maps.Collect(linesOf(content(path), beginning))
				for key, text := range all {
					if strings.HasPrefix(key, beginning) && found[key] != text {
						t.Errorf("%s: %s stands apart from the other lines of %s", path, key, beginning)
					}
				}
				tried += len(found)
			}
		}
	}
	if tried < 500 {
		t.Errorf("only %d lines were tried", tried)
	}
}
