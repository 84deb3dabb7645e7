package cli

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"
)

// TestRestoredNoHasEverySpelling: whoever said no, was lost by a restore and is entered again is
// known in every spelling that is the same name. Where one name is in the other the outcome says
// who it may be.
func TestRestoredNoHasEverySpelling(t *testing.T) {
	t.Parallel()
	for country, names := range map[string]map[string][]string{ // those that may be it begin with a question mark
		"us": {
			"Bob O'Hara":         {"Bob OHara", "O’Hara, Bob", "?Bob O'Hara Jr."},
			"Mary-Ann Roe":       {"Mary Ann Roe", "Maryann Roe", "?Mary-Ann Roe Smith"},
			"Jörg Müller":        {"Joerg Mueller", "Jorg Muller"},
			"Robert Low":         {"?Robert J. Low", "?Bob Low", "?Robert Low III"},
			"Sam T. Poe Jr.":     {"?Sam Poe"},
			"Acme Roofing, Inc.": {"?Acme Roofing"},
		},
		"it": {
			"Mario D'Angelo": {"Mario Dangelo", "Dangelo Mario"},
			"Giulia De Luca": {"Giulia Deluca", "?Giulia De Luca in Rossi"},
		},
		"jp": {
			"髙橋 花子": {"高橋花子", "高橋花子様", "?高橋花子社長"},
			"渡邊 美咲": {"渡辺美咲"},
		},
	} {
		t.Run(country, func(t *testing.T) {
			t.Parallel()
			path := filepath.Join(t.TempDir(), "book.db")
			early := filepath.Join(t.TempDir(), "early.db")
			done(t, path, "book init --producer Ann~Lee --country "+country+" --timezone America/New_York")
			done(t, path, "book backup "+early)
			for name := range names {
				said := done(t, path, "lead add "+strings.ReplaceAll(name, " ", "~"))
				done(t, path, "contact consent "+said+" call withdrawn")
			}
			done(t, path, "book restore "+early)
			n := 0
			for kept, entered := range names {
				for _, name := range entered {
					n++
					name, maybe := strings.CutPrefix(name, "?")
					is := map[bool]string{false: "had said no", true: "may be somebody who had said no"}[maybe]
					phone := fmt.Sprintf("614-555-01%02d", n)
					if country == "jp" {
						phone = fmt.Sprintf("090-5555-44%02d", n)
					}
					if country == "it" {
						phone = fmt.Sprintf("347 555 44%02d", n)
					}
					out, exit := runIn(t, path, "lead", "add", name, "--phone", phone)
					if said := strings.Join(strings.Fields(out), " "); exit != 0 || !strings.Contains(said, is) || maybe != strings.Contains(said, "+ call") {
						t.Errorf("%s is entered as %s: exit %d, not %q\n%s", kept, name, exit, is, out)
					}
					done(t, path, "book restore "+early)
				}
			}
		})
	}
}
