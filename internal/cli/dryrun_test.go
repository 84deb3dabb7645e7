package cli

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"crm/internal/locale"
	"crm/internal/verb"
)

// madeBefore makes what the wishes are about: a name, and the command that makes it,
// with ~ for a blank within a word.
var madeBefore = [][2]string{
	{"init", "book init --producer Ann~Lee --country us --timezone America/New_York"},
	{"ben", "producer add Ben~Ito"},
	{"team", "team add West --member ann"},
	{"nora", "contact add Nora~Castillo --phone 614-555-0163 --email nora@example.com"},
	{"zed", "lead add Zed~Abe --phone 614-555-0164"},
	{"made", "log Zed nr"},
	{"call", "call add $nora --due fri"},
	{"task", "task add brochure --contact $nora"},
	{"appt", "appt add $nora today~9:00"},
	{"email", "email add $nora --subject figures --due fri"},
	{"opp", "opp add $nora --line auto"},
	{"quote", "quote request $opp --carrier Acme"},
	{"offer", "quote request $opp --carrier Buckeye"},
	{"", "quote receive $offer --premium 9"},
	{"lost", "opp add $nora --line home"},
	{"", "opp close-lost $lost --reason price"},
	{"policy", "policy add $nora --carrier Acme --line boat --effective 2026-01-01 --premium 9"},
	{"ended", "policy add $nora --carrier Acme --line flood --effective 2025-11-01 --premium 9"},
	{"gone", "policy add $nora --carrier Acme --line life --effective 2026-01-01 --premium 9"},
	{"", "policy cancel $gone"},
	{"note", "note add $nora dog"},
	{"shared", "note add $nora cat --share ben"},
	{"stopped", "contact add Sam~Stop --phone 614-555-0165"},
	{"", "contact stop $stopped --reason asked"},
	{"", "dnc add 614-555-0777 --reason asked"},
	{"org", "org add Acme~Ltd"},
	{"house", "household add Abe"},
	{"", "view save warm --list lead"},
	{"", "import $pool --map Kunde=name --save-profile pool"},
	{"", "contact relate $zed $nora --as friend"},
	{"", "tag add $zed finch"},
	{"field", "field add tier --on contact --type text"},
	{"", "report save mine $report"},
	{"", "rule add $flood"},
	{"", "rule disable thank"},
	{"", "book holiday add 2026-12-31"},
	{"file", "file add $nora $report"},
	{"", "task add nothing"},
	{"", "undo"},
}

// wishes are what to ask of each command that changes the book.
var wishes = map[string]string{
	"log": "log $nora nr", "done": "done $task", "undo": "undo", "redo": "redo", "delete": "delete $task", "assign": "assign $zed --to ben",
	"call log": "call log $call appointment --appt +3d~10:00", "call add": "call add $nora --due fri", "call edit": "call edit $call -m x", "call snooze": "call snooze $call +1w",
	"call cancel": "call cancel $call", "call assign": "call assign $call --to ben", "call correct": "call correct $made sit",
	"task add": "task add brochure", "task done": "task done $task", "task edit": "task edit $task --subject x", "task snooze": "task snooze $task +1w",
	"task cancel": "task cancel $task", "task assign": "task assign $task --to ben",
	"appt add": "appt add $nora +3d~10:00", "appt no-show": "appt no-show $appt", "appt done": "appt done $appt", "appt move": "appt move $appt +5d~10:00", "appt edit": "appt edit $appt --place x", "appt cancel": "appt cancel $appt",
	"email log": "email log $nora --subject x", "email add": "email add $nora --subject x --due fri", "email done": "email done $email", "email edit": "email edit $email --subject y",
	"email snooze": "email snooze $email +1w", "email cancel": "email cancel $email",
	"lead add": "lead add Zoe", "lead edit": "lead edit $zed --rating a", "lead qualify": "lead qualify $zed", "lead reject": "lead reject $zed --reason moved",
	"lead import": "lead import $people", "client import": "client import $people", "import": "import $people", "policy import": "policy import $people --carrier Acme --line auto",
	"prospect add": "prospect add Zoe", "prospect edit": "prospect edit $zed --rating a", "client add": "client add Zoe", "client edit": "client edit $zed --rating a",
	"contact add": "contact add Zoe", "contact edit": "contact edit $zed --rating a", "contact assign": "contact assign $zed --to ben",
	"contact stop": "contact stop $zed --reason asked", "contact allow": "contact allow $stopped --reason asked",
	"household add": "household add Casa", "household edit": "household edit $house --phone 614-555-0199", "org add": "org add Acme", "org edit": "org edit $org --phone 614-555-0198",
	"opp add": "opp add $nora --line umbrella", "opp edit": "opp edit $opp --premium 9", "opp stage": "opp stage $opp presented", "opp assign": "opp assign $opp --to ben",
	"opp close-won":  "opp close-won $opp --premium 9 --keep-activities --decline-quotes",
	"opp close-lost": "opp close-lost $opp --reason price --keep-activities --decline-quotes", "opp reopen": "opp reopen $lost",
	"quote request": "quote request $opp --carrier Cardinal", "quote receive": "quote receive $quote --premium 9", "quote edit": "quote edit $quote --product x",
	"quote present": "quote present $offer", "quote decline": "quote decline $offer", "quote expire": "quote expire $offer",
	"policy add": "policy add $nora --carrier Acme --line life --effective 2026-01-01 --premium 9", "policy edit": "policy edit $policy --number X-1", "policy renew": "policy renew $policy --premium 9",
	"dnc add": "dnc add 614-555-0778 --reason asked", "dnc import": "dnc import $numbers", "dnc remove": "dnc remove 614-555-0777 --reason asked",
	"policy cancel": "policy cancel $policy", "policy expire": "policy expire $ended", "policy reinstate": "policy reinstate $gone",
	"refer": "refer $nora --to ben --line motorcycle --reason x", "note add": "note add $nora x", "note edit": "note edit $note x", "note share": "note share $note --with ben",
	"note unshare": "note unshare $shared --with ben", "file add": "file add $nora $people", "file remove": "file remove $file",
	"producer add": "producer add Zoe", "producer edit": "producer edit $ben --name Zoe", "producer retire": "producer retire $ben",
	"team add": "team add East", "team edit": "team edit $team --name North", "team join": "team join $team ben", "team leave": "team leave $team ann",
	"tag add": "tag add $zed wren", "tag remove": "tag remove $zed finch", "tag rename": "tag rename finch wren", "tag delete": "tag delete finch",
	"contact consent": "contact consent $zed email withdrawn",
	"contact relate":  "contact relate $zed $nora --as spouse", "contact unrelate": "contact unrelate $zed $nora", "contact merge": "contact merge $zed $nora", "contact erase": "contact erase $stopped --reason asked",
	"view save": "view save cold --list lead", "view remove": "view remove warm", "profile remove": "profile remove pool", "report save": "report save yours $report", "report remove": "report remove mine",
	"rule add": "rule add $hail", "rule remove": "rule remove flood", "rule enable": "rule enable thank", "rule disable": "rule disable flood", "rule order": "rule order flood --before won", "rule seen": "rule seen", "rule backfill": "rule backfill new-lead",
	"rule pack enable": "rule pack enable annual-review", "rule pack disable": "rule pack disable psm",
	"field add": "field add mood --on opp --type text", "field edit": "field edit tier --label Tier", "field remove": "field remove $field",
	"book set": "book set country jp", "book holiday add": "book holiday add 2026-12-24", "book holiday remove": "book holiday remove 2026-12-31", "book roll": "book roll",
}

// withoutWishes have nothing to say of a dry run in this way: they make a book, or bring one
// up to date, or wait for an editor.
var withoutWishes = []string{"rule edit", "book init", "book grant", "book upgrade", "book restore", "book repair", "import book", "book copy"}

// conditional is how a line begins that says what would be done.
var conditional = map[string]*regexp.Regexp{
	"en": regexp.MustCompile(`^(Would |Nothing would )`),
	"ja": regexp.MustCompile(`予定`),
	"it": regexp.MustCompile(`^(Da \p{L}+:|Impostazioni da |Non cambierebbe )`),
	"es": regexp.MustCompile(`^(Se \p{L}+ían? |Se \p{L}+ían?: |No cambiaría )`),
}

// regarded is whom a wish regards: Zed, Sam, or Nora, whose the other records are.
func regarded(wish string) string {
	for _, of := range []struct{ who, records string }{
		{"Zed Abe", "zed made"}, {"Sam Stop", "stopped"},
		{"Nora Castillo", "nora call task appt email opp quote offer lost policy ended gone note shared file"},
	} {
		for record := range strings.FieldsSeq(of.records) {
			if strings.Contains(wish+" ", "$"+record+" ") {
				return of.who
			}
		}
	}
	return ""
}

// wishedBook is a book with all that wishes are about, and the arguments of a wish.
func wishedBook(t *testing.T) (path string, words func(line string) []string) {
	t.Helper()
	dir := t.TempDir()
	path, known := filepath.Join(dir, "book.db"), map[string]string{"report": filepath.Join(dir, "report.yaml"), "people": filepath.Join(dir, "people.csv"), "numbers": filepath.Join(dir, "numbers.csv"), "pool": filepath.Join(dir, "pool.csv"), "flood": filepath.Join(dir, "flood.yaml"), "hail": filepath.Join(dir, "hail.yaml")}
	for name, text := range map[string]string{"flood": "- name: flood\n  on: opportunity\n  when: becomes(\"status\", \"won\")\n  do:\n    - create: task\n      subject: flood\n", "hail": "- name: hail\n  on: opportunity\n  when: becomes(\"status\", \"won\")\n  do:\n    - create: task\n      subject: hail\n", "report": "about: Lost\nof: opportunity\nby:\n  line: line\nmeasures:\n  - name: lost\n    count: all\n", "people": "name\nZoe Lang\n", "pool": "Kunde\nPia Pool\n", "numbers": "614-555-0779\n"} {
		if err := os.WriteFile(known[name], []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	words = func(line string) []string {
		var args []string
		for word := range strings.FieldsSeq(line) {
			args = append(args, strings.ReplaceAll(os.Expand(word, func(name string) string { return known[name] }), "~", " "))
		}
		return args
	}
	for _, made := range madeBefore {
		said, exit := runIn(t, path, append(words(made[1]), "-q", "--yes")...)
		if exit != 0 {
			t.Fatalf("crm %s: %s", made[1], said)
		}
		known[made[0]], _, _ = strings.Cut(said, "\n")
	}
	return path, words
}

// TestRepeatedNamesTheSame: a command that is given again with its operation id changes
// nothing, and names the records that it named.
func TestRepeatedNamesTheSame(t *testing.T) {
	t.Parallel()
	path, words := wishedBook(t)
	db := rawBook(t, path)
	if _, err := db.Exec("PRAGMA wal_checkpoint(TRUNCATE)"); err != nil {
		t.Fatal(err)
	}
	_ = db.Close()
	book, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for command, wish := range wishes {
		if command == "book roll" {
			continue // it does what is due by then, whatever was done before
		}
		restored(t, book, path)
		args := append(words(wish), "-q", "--yes", "--op-id", "once")
		first, said, exit := runApart(path, args...)
		history, _, _ := runApart(path, "history", "-q", "--limit", "0")
		again, saidAgain, exitAgain := runApart(path, args...)
		after, _, _ := runApart(path, "history", "-q", "--limit", "0")
		if exit != 0 || exitAgain != 0 || again != first || after != history {
			t.Errorf("crm %s, %d: %q %s\nand again, %d: %q %s", wish, exit, first, said, exitAgain, again, saidAgain)
		}
	}
}

// Every command names whom it regards, says in the conditional what it would do, once
// that it wrote nothing, and writes nothing.
func TestDryRunIsConditional(t *testing.T) {
	t.Parallel()
	path, words := wishedBook(t)
	before, _ := runIn(t, path, "history", "-o", "csv", "--limit", "0")
	for _, v := range verb.All() {
		command := v.String()
		wish := wishes[command]
		if v.Reads {
			continue
		}
		if wish == "" {
			if !slices.Contains(withoutWishes, command) {
				t.Errorf("crm %s is not tried: add it to wishes", command)
			}
			continue
		}
		for _, lang := range locale.Languages() {
			in, err := locale.New(lang)
			if err != nil {
				t.Fatal(err)
			}
			said, exit := runIn(t, path, append(words(wish), "-n", "--yes", "--lang", lang)...)
			if head, _, _ := strings.Cut(said, "\n"); exit != 0 || !conditional[lang].MatchString(head) {
				t.Errorf("crm %s -n --lang %s, %d:\n%s", wish, lang, exit, said)
			}
			if who := regarded(wish); !strings.Contains(said, who) {
				t.Errorf("crm %s -n --lang %s does not name %s:\n%s", wish, lang, who, said)
			}
			if n := strings.Count(said, in.Text("outcome.dry-run")); n != 1 && !strings.Contains(said, in.Text("outcome.would.unchanged")) {
				t.Errorf("crm %s -n --lang %s says %d times that nothing was written:\n%s", wish, lang, n, said)
			}
		}
	}
	if after, _ := runIn(t, path, "history", "-o", "csv", "--limit", "0"); after != before {
		t.Errorf("dry runs have written:\n%s", after)
	}
}
