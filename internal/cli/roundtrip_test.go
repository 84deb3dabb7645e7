package cli

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"crm/internal/crm"
)

// wholeColumns is what a list says of contacts beside the numbers of its own book.
const wholeColumns = "name,kind,stage,birthday,phone,email,phones,emails,prefix,given,middle,family,suffix,nickname,reading,also,tags,time_zone,address,addresses,street,city,region,postal_code,address_country,household.name,org.name,owner.name,source,referred_by.name,rating,call_frequency,client_since,last_call,do_not_contact,do_not_contact_reason,do_not_contact_note,stopped,stopped_reason,calls_withdrawn,texts_withdrawn,emails_withdrawn,post_withdrawn,calls_barred,emails_barred,reject_reason,external_id,created,tier,since,dogs,worth,vip,hobby"

// notInLists are the fields of a contact that do not come back from a list, and why.
var notInLists = map[string]string{
	"id": "the other book gives its own", "version": "which counts what is written there", "household": "by its name", "org": "by its name", "owner": "by their name",
	"referred_by": "by their name", "suppression": "the number of an entry of the book", "next_due": "what rules plan there", "policies": "counts policies, which are not in it",
	"erased": "nobody erased is in a list", "erased_reason": "nor why",
}

// TestEveryFieldComesBack: whoever adds a field of contacts says here whether a list brings it
// into another book.
func TestEveryFieldComesBack(t *testing.T) {
	columns := strings.Split(wholeColumns, ",")
	for _, f := range crm.BuiltIn(crm.KindContact).Fields {
		if _, stays := notInLists[f.Name]; stays == slices.Contains(columns, f.Name) {
			t.Errorf("does %s come back from a list? Then it is in wholeColumns; or else in notInLists", f.Name)
		}
	}
}

// What contact list writes comes back whole in another book, whatever the book holds, and
// changes nothing in its own.
func TestListComesBackWhole(t *testing.T) {
	comesBackWhole(t, "list.csv", "contact", "list", "--owner", "all", "-o", "csv")
}

// What export contacts writes does, too.
func TestCardsComeBackWhole(t *testing.T) {
	t.Run("3", func(t *testing.T) {
		comesBackWhole(t, "phone.vcf", "export", "contacts", "--owner", "all", "--to", "-")
	})
	t.Run("4", func(t *testing.T) {
		comesBackWhole(t, "phone.vcf", "export", "contacts", "--owner", "all", "--to", "-", "--vcard", "4")
	})
}

// comesBackWhole writes the contacts of books with a command, and imports what it wrote.
func comesBackWhole(t *testing.T, name string, export ...string) {
	t.Parallel()
	rounds := 3
	if soak {
		rounds = 400
	}
	for seed := range rounds {
		random := rand.New(rand.NewPCG(7, uint64(seed)))
		one := func(texts ...string) string { return texts[random.IntN(len(texts))] }
		dir := t.TempDir()
		path, other, list := filepath.Join(dir, "book.db"), filepath.Join(dir, "other.db"), filepath.Join(dir, name)
		var typed []string
		run := func(path string, args ...string) string {
			t.Helper()
			out, errs, exit := runWide(200, path, args...)
			typed = append(typed, strings.Join(args, " "))
			if exit != 0 && (exit != 5 || args[1] != "add") { // 5 is somebody who is in the book already
				t.Fatalf("seed %d: exit %d\n%s\nof\n%s", seed, exit, errs, strings.Join(typed, "\n"))
			}
			return out
		}
		for _, path := range []string{path, other} {
			run(path, "book", "init", "--country", "us", "--timezone", "America/New_York", "--producer", "Ann Lee")
			run(path, "producer", "add", "Ben Ito")
			for _, field := range []string{"tier choice", "since date", "dogs number", "worth money", "vip yes-no", "hobby text"} {
				name, of, _ := strings.Cut(field, " ")
				args := []string{"field", "add", name, "--on", "contact", "--type", of, "--label", "Our " + name}
				if of == "choice" {
					args = append(args, "--choices", "gold,not yet,=1+1")
				}
				run(path, args...)
			}
		}
		for range 1 + random.IntN(6) {
			args := []string{one("lead", "lead", "client", "prospect", "contact", "household", "org"), "add"}
			groups := slices.Contains([]string{"household", "org"}, args[0])
			names := map[string][]string{"household": {"Hog", "Fir", "Oak"}, "org": {"Hog Inc", "Elm Works"}}[args[0]]
			if !groups {
				names = []string{"Ann Hog", "Bo Bare", "Cy Elm", "山本 さくら"}
			}
			args = append(args, one(names...))
			if groups && slices.Contains(typed, strings.Join(args, " ")) {
				continue // a list does not say of which one its people are
			}
			typed = append(typed, strings.Join(args, " "))
			flags := map[string][]string{
				"--phone": {"", "", "614-555-0101", "home: 614-555-0102", "boat: 614-555-0105", "614-555-0106 (wrong)", "fax: 614-555-0103", "+81 3-1234-5678"}, "--email": {"", "", "a@example.com"},
				"--address": {"", "1 Elm St", "12 Oak St, Columbus, OH 43215", "〒100-0005 東京都千代田区丸の内1-1, Japan"}, "--address-label": {"home", "boat"}, "--owner": {"", "ben"},
				"--tier": {"gold", "not yet", "=1+1"}, "--since": {"2020-04-03", "2031-01-30"}, "--dogs": {"0", "2"}, "--worth": {"0", "1234.50"}, "--vip": {"yes", "no"},
				"--tag": {"gold", "golf club"}, "--time-zone": {"America/Denver"},
				"--hobby": {"golf", "=1+1", "-", "sailing, \"dinghies\""},
			}
			if !groups {
				flags["--household"], flags["--org"] = []string{"", "", "Hog", "Fir"}, []string{"", "", "Hog Inc", "Elm Works"}
				flags["--nickname"] = []string{"", "the bear"}
				flags["--rating"], flags["--call-frequency"] = []string{"", "a", "d"}, []string{"", "monthly"}
				flags["--client-since"], flags["--last-call"] = []string{"", "2020-05-01"}, []string{"", "2026-10-01"}
				flags["--former-name"], flags["--reading"] = []string{"", "", "Smith"}, []string{"", "", "やまもと さくら"}
				flags["--external-id"] = []string{"", fmt.Sprint("X-", len(typed))}
				if referrers := strings.Fields(run(path, "contact", "list", "--owner", "all", "-q", "--where", `kind == "person"`)); len(referrers) > 0 && strings.HasSuffix(list, ".csv") {
					flags["--referred-by"] = []string{"", one(referrers...)}
				}
				flags["--birthday"], flags["--source"] = []string{"", "", "1980-05-12", "05-12"}, []string{"", "web"}
			}
			for _, flag := range []string{"--phone", "--email", "--address", "--address-label", "--owner", "--household", "--org", "--birthday", "--source", "--tier", "--since", "--dogs", "--worth", "--vip", "--hobby", "--tag", "--time-zone", "--nickname", "--rating", "--call-frequency", "--client-since", "--last-call", "--former-name", "--reading", "--external-id", "--referred-by"} {
				// Of a stopped contact with both, a list does not say which of the two is stopped.
				both := flag == "--email" && slices.Contains(args, "--phone")
				unplaced := flag == "--address-label" && !slices.Contains(args, "--address")
				if text := one(append([]string{""}, flags[flag]...)...); text != "" && !both && !unplaced {
					args = append(args, flag, text)
				}
			}
			run(path, args...)
		}
		for _, line := range strings.Split(run(path, "contact", "list", "--owner", "all", "-q"), "\n") {
			if line != "" && random.IntN(4) == 0 {
				run(path, "contact", "stop", line, "--reason", one("asked", "legal"), "-m", "said so")
			}
		}
		for _, line := range strings.Fields(run(path, "contact", "list", "--owner", "all", "-q")) {
			if random.IntN(4) == 0 {
				args := []string{"contact", "consent", line, one("call", "text", "email", "post"), one("withdrawn", "withdrawn", "given")}
				if _, _, exit := runWide(200, path, args...); exit == 0 {
					typed = append(typed, strings.Join(args, " "))
				}
			}
		}
		people := strings.Fields(run(path, "contact", "list", "--owner", "all", "-q", "--where", `kind == "person"`))
		for _, who := range people {
			if other := people[random.IntN(len(people))]; random.IntN(3) == 0 && other != who {
				if _, _, exit := runWide(200, path, "contact", "relate", who, other, "--as", one("spouse", "child", "friend", "golf partner")); exit == 0 {
					typed = append(typed, "relate "+who+" "+other)
				}
			}
		}
		day := []string{"--today", one("2026-11-25", "2026-12-02")}
		whole := func(path string) string {
			lines := strings.Split(run(path, append(day, "contact", "list", "--owner", "all", "-o", "csv", "--columns", wholeColumns)...), "\n")
			if strings.HasSuffix(list, ".vcf") { // which says who is what to whom
				for line := range strings.Lines(run(path, "relation", "list", "-o", "csv", "--columns", "contact.name,as,other.name")) {
					parts := strings.Split(strings.TrimSpace(line), ",")
					if as := crm.Inverse(parts[1]); as != "" {
						lines = append(lines, strings.Join([]string{parts[2], as, parts[0]}, ","))
					}
					lines = append(lines, strings.Join(parts[:3], ","))
				}
			}
			slices.Sort(lines)
			return strings.Join(lines, "\n")
		}
		before := whole(path)
		written := run(path, append(day, export...)...)
		if err := os.WriteFile(list, []byte(written), 0o600); err != nil {
			t.Fatal(err)
		}
		typed = append(typed, written)
		for _, to := range []string{other, other, path} {
			run(to, append(day, "import", list)...)
			if after := whole(to); after != before {
				t.Fatalf("seed %d: in %s\n%s\nof\n%s\ncame back as\n%s", seed, filepath.Base(to), strings.Join(typed, "\n"), before, after)
			}
		}
	}
}
