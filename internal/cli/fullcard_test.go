package cli

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/clipperhouse/displaywidth"
)

// TestFullCardFits: with everything filled in that there is, what a card says above its
// timeline fits on a terminal of 24 lines and 80 columns, in each language, and nothing of it
// is cut. The card of a household names its people, their phones and what each has.
func TestFullCardFits(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	path := filepath.Join(dir, "book.db")
	if err := os.WriteFile(filepath.Join(dir, "letter.txt"), []byte("Dear Jane"), 0o600); err != nil {
		t.Fatal(err)
	}
	do := func(format string, args ...any) string {
		t.Helper()
		return done(t, path, fmt.Sprintf(format, args...))
	}
	do("book init --country us --timezone America/New_York --producer Ann~Lee")
	do("field add hobby --on contact --type text")
	do("field add boat_limit --on contact --type money")
	home := do("household add Hudson~family~of~Columbus --phone 614-555-0100")
	do("org add Columbus~Roofing~and~Siding~Company~LLC --phone 614-555-0101")
	mike := do("client add Mike~Hudson --phone 614-555-0102 --household %s", home)
	sam := do("contact add Sam~Hudson --household %s --birthday 2012-05-01", home)
	ruth := do("contact add Ruth~Adeyemi --phone 614-555-0103")
	jane := do("client add Dr.~Jane~Quincy~Hudson~Jr. --nickname Jinny --reading ジェーン~ハドソン --former-name Rusk --phone mobile:~614-555-0147 --phone home:~614-555-0148 --phone work:~614-555-0149 --phone fax:~614-555-0150" +
		" --email home:~jane.hudson@example.com --email work:~jhudson@columbusroofing.example.com --birthday 1980-05-12 --referred-by Ruth~Adeyemi --rating a --household Hudson~family~of~Columbus --org Columbus~Roofing~and~Siding~Company~LLC" +
		" --address 1214~West~Oakland~Avenue,~Apartment~12,~Columbus,~OH~43215 --time-zone America/Chicago --call-frequency 3-4-per-year --client-since 2019-03-01 --last-call 2026-10-02 --external-id HUB-123456" +
		" --tag vip --tag golf --tag boat-owner --hobby sailing~on~Lake~Erie --boat-limit 50000")
	do("contact edit %s --street 500~South~Front~Street --city Columbus --region OH --postal-code 43215 --address-label work", jane)
	do("contact edit %s --bad-phone 614-555-0149", jane)
	do("contact relate %s %s --as spouse", jane, mike)
	do("contact relate %s %s --as parent", jane, sam)
	do("contact relate %s %s --as adviser", jane, ruth)
	for _, said := range []string{"call given", "email given --how letter --purpose newsletter", "text withdrawn --how phone", "post given"} {
		do("contact consent %s %s", jane, said)
	}
	do("contact merge %s %s", jane, do("contact add J.~Hudson --phone 614-555-0147 --allow-duplicate"))
	do("lead add Al~Bo --phone 614-555-0160 --referred-by %s", jane)
	opp := do("opp add %s --line auto --premium 900 --topic the~daughter~drives~from~January", jane)
	do("quote receive %s --carrier Acme --premium 800 --term 12", do("quote request %s --carrier Acme", opp))
	do("policy add %s --carrier Acme~Mutual --line home --number H-1 --effective 2026-06-01 --term 12 --premium 1200", jane)
	do("file add %s %s", jane, filepath.Join(dir, "letter.txt"))
	do("note add %s likes~golf", jane)
	for _, language := range []string{"en", "ja", "it", "es"} {
		for who, says := range map[string][]string{
			jane: {"Jane Quincy Hudson", "Jinny", "614-555-0147", "614-555-0148", "614-555-0149", "614-555-0150", "jane.hudson@example.com", "jhudson@columbusroofing.example.com", "1980", "Ruth Adeyemi", "Hudson family of Columbus",
				"Columbus Roofing and Siding Company LLC", "1214 West Oakland Avenue", "500 South Front Street", "America/Chicago", "HUB-123456", "boat-owner", "sailing on Lake Erie", "50,000", "Mike Hudson", "614-555-0102", "Sam Hudson", "614-555-0103", "Al Bo",
				"614-555-0160", "900", "1,200", "H-1", "Acme Mutual", "Jane Rusk", "ジェーン ハドソン"},
			home: {"614-555-0100", "Mike Hudson", "614-555-0102", "Sam Hudson", "Jane Quincy Hud", "614-555-0147", "H-1"},
		} {
			out, errs, exit := runWide(80, path, "show", who, "--lang", language)
			above, _, found := strings.Cut(out, "\n\n")
			if exit != 0 || !found {
				t.Fatalf("%d %s", exit, errs)
			}
			if n := strings.Count(above, "\n") + 1; n > 24 {
				t.Errorf("%s: %d lines\n%s", language, n, above)
			}
			for line := range strings.SplitSeq(out, "\n") {
				if displaywidth.String(line) > 80 {
					t.Errorf("%s: wider than 80 columns: %s", language, line)
				}
			}
			whole := strings.Join(strings.Fields(above), " ")
			for _, text := range says {
				if !strings.Contains(whole, text) {
					t.Errorf("%s: %q is missing:\n%s", language, text, above)
				}
			}
		}
	}
}
