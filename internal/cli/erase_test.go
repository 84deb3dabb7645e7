package cli

import (
	"bytes"
	"database/sql"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"crm/internal/crm"
)

// erasedMark is in every text that the tests of erasing leave about a person, so that a look
// for it finds whatever is left, however it is folded.
const erasedMark = "zqx"

// hers are what else must not be found: her number in figures, her birthday, and a name
// that folds to other letters.
var hers = []string{"6145550147", "614-555-0147", "5550147", "1971-02-03", "Žofíqa", "zofiqa"}

// done runs a command that has to succeed, and returns the first number it names.
func done(t *testing.T, path string, line string) string {
	t.Helper()
	var args []string
	for word := range strings.FieldsSeq(line) {
		args = append(args, strings.ReplaceAll(word, "~", " "))
	}
	out, exit := runIn(t, path, append(args, "-q", "--yes")...)
	if exit != 0 {
		t.Fatalf("crm %s: %s", line, out)
	}
	number, _, _ := strings.Cut(out, "\n")
	return number
}

// knownPerson is a book in which much is known about a person, with her number and that of
// Mike, to whom she is related. Early are backups from before
// she is in it, and before somebody was merged into her.
func knownPerson(t *testing.T, early ...string) (path, her, mike string) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "book.db")
	letter := filepath.Join(t.TempDir(), "zqxletter.txt")
	if err := os.WriteFile(letter, []byte("Dear zqxbytes, 614-555-0147"), 0o600); err != nil {
		t.Fatal(err)
	}
	second := filepath.Join(t.TempDir(), "zqxsecond.txt")
	if err := os.WriteFile(second, []byte("zqxremoved"), 0o600); err != nil {
		t.Fatal(err)
	}
	do := func(format string, args ...any) string {
		t.Helper()
		return done(t, path, fmt.Sprintf(format, args...))
	}
	do("book init --producer Ann~Lee --country us --timezone America/New_York")
	do("producer add Ben~Ito")
	do("field add hobby --on contact --type text")
	do("field add kennel --on contact --type text")
	do("field add tone --on call --type text")
	do("field add limit --on opp --type text")
	do("field add agent --on quote --type text")
	do("field add clause --on policy --type text")
	house := do("household add Brandt")
	mike = do("contact add Mike~Brandt --phone 614-555-0102 --household %s", house)
	if len(early) > 0 {
		do("book backup %s", early[0])
	}
	her = do("client add Zqxa~Žofíqa --given Zqxgiven --family Zqxfamily --phone 614-555-0147 --email zqxmail@example.com --birthday 1971-02-03 --address zqxstreet --external-id zqxid --household %s --hobby zqxhobby --kennel zqxkennel --source referral --referred-by %s -m zqxnote --op-id zqxop", house, mike)
	do("contact edit %s --phone 614-555-0199", mike)
	do("contact edit %s --reading ズク --email zqxother@example.com", her)
	do("contact relate %s %s --as zqxkin", her, mike)
	do("contact consent %s email withdrawn --how zqxhow -m zqxno", her)
	do("tag add %s zqxtag", her)
	do("log %s nr -m zqxleft", her)
	do("log %s stay-in-touch -m zqxtalked", her)
	do("call add %s --due fri -m zqxcall --tone zqxtone", her)
	do("task add zqxtask --contact %s", her)
	do("appt add %s +3d~10:00 --place zqxplace -m zqxagenda", her)
	do("email add %s --subject zqxsubject --due fri", her)
	opp := do("opp add %s --line auto --topic zqxtopic --limit zqxlimit --premium 900", her)
	quote := do("quote request %s --carrier Acme --product zqxproduct --agent zqxagent", opp)
	do("quote receive %s --premium 800 --term 12 --limit zqxlimits=1", quote)
	do("note add %s zqxofopp --tag zqxofnote", opp)
	won := do("opp add %s --line home --topic zqxsold --premium 700", her)
	sold := do("quote request %s --carrier Acme", won)
	do("quote receive %s --premium 650 --term 12", sold)
	do("opp close-won %s --quote %s --policy-number ZQX-1 --effective 2026-11-01 --keep-activities", won, sold)
	policy := do("policy add %s --carrier Buckeye --line boat --effective 2023-01-01 --premium 300 --number ZQX-2 --product zqxboat --clause zqxclause", her)
	do("file add %s %s --tag zqxoffile", her, letter)
	do("note add %s zqxofpolicy", policy)
	do("file remove %s", do("file add %s %s", opp, second))
	do("delete %s", do("note add %s zqxgone", her))
	twin := do("contact add Zqxtwin~Žofíqa --phone 614-555-0147 --email zqxtwin@example.com --address zqxlane --external-id zqxtwo -m zqxoftwin --allow-duplicate")
	if len(early) > 1 {
		do("book backup %s", early[1])
	}
	do("contact merge %s %s", her, twin)
	do("contact stop %s --reason asked -m zqxrefused", her)
	return path, her, mike
}

// fillIn puts a mark into each column of her rows that has no value and is not kept, so
// that whoever adds one need not think of this test, and into images of the journal.
func fillIn(t *testing.T, db *sql.DB, her string) {
	t.Helper()
	for _, kind := range crm.Kinds() {
		table := crm.NounOf(kind).Table
		about := "contact = " + her
		switch _, ok := crm.AboutField(kind, crm.KindContact); {
		case kind == crm.KindContact:
			about = "id = " + her
		case !ok:
			continue
		}
		var n int
		if err := db.QueryRow("SELECT count(*) FROM " + table + " WHERE " + about).Scan(&n); err != nil || n == 0 {
			t.Fatalf("nothing of her is in the table %s: %v", table, err)
		}
		for _, f := range crm.BuiltIn(kind).Fields {
			if f.Kept || f.Derived || f.Name == "id" || f.Name == "version" {
				continue
			}
			text := "zqx " + table + " " + f.Name
			switch f.Type {
			case crm.TextType, crm.PhoneType, crm.StructureType:
			case crm.DateType, crm.BirthdayType:
				text = "1971-02-03"
			case crm.InstantType:
				text = "1971-02-03T04:05:06Z"
			case crm.PointsType:
				text = `[{"value":"` + text + `"}]`
			case crm.AddressesType:
				text = `[{"street":"` + text + `"}]`
			case crm.TagsType:
				text = ",zqxtagged,"
			case crm.TermsType:
				text = `[{"name":"` + text + `","value":"zqx"}]`
			case crm.CodeType, crm.RefType, crm.NumberType, crm.BytesType, crm.PercentType, crm.MoneyType, crm.NumbersType, crm.DaysType:
				continue // a number, or a word of the program
			default:
				t.Fatalf("no mark is known for the type %s of %s.%s", f.Type, table, f.Name)
			}
			if f.Type == crm.StructureType {
				text = `{"trigger":{"kind":"contact","id":` + her + `,"action":"update","field":"name","value":"` + text + `"}}`
			}
			if f.Name == "sha256" {
				continue // it finds the bytes
			}
			if _, err := db.Exec(fmt.Sprintf(`UPDATE %s SET "%s" = $1 WHERE %s AND "%[2]s" IS NULL`, table, f.Name, about), text); err != nil {
				t.Fatal(err)
			}
			_, err := db.Exec(fmt.Sprintf(`UPDATE edits SET before = json_set(coalesce(before, '{}'), '$.%s', $1), after = json_set(coalesce(after, '{}'), '$.%[1]s', $1)
				WHERE action = 'update' AND kind = '%[2]s' AND record IN (SELECT id FROM %s WHERE %s)`, f.Name, kind, table, about), text)
			if err != nil {
				t.Fatal(err)
			}
		}
	}
}

// lookFor returns where the mark, or what else is hers, is found in the files below a
// directory.
func lookFor(t *testing.T, dir string) (found []string) {
	t.Helper()
	look := regexp.MustCompile(`(?i)` + erasedMark + `[a-z0-9@. -]*|` + strings.Join(hers, "|"))
	mayHave := func(data []byte) bool { // is seen much faster than what it has
		data = bytes.ToLower(data)
		return slices.ContainsFunc(append(hers, erasedMark), func(text string) bool { return bytes.Contains(data, []byte(strings.ToLower(text))) })
	}
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		if err != nil || !mayHave(data) {
			return err
		}
		for _, text := range look.FindAll(data, -1) {
			if at := filepath.Base(path) + ": " + string(text); !slices.Contains(found, at) {
				found = append(found, at)
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// sums are what reports say that does not come from what is open.
func sums(t *testing.T, path string) string {
	t.Helper()
	var all strings.Builder
	for _, line := range []string{"conversion", "quotes", "quotes --by carrier", "referrals", "activity --by type", "activity --by result", "activity --by stage", "retention --from 2020-01-01 --to 2030-01-01", "cross-sell"} {
		out, exit := runIn(t, path, append(append([]string{"report"}, strings.Fields(line)...), "--owner", "all", "-o", "csv")...)
		if exit != 0 {
			t.Fatalf("crm report %s: %s", line, out)
		}
		all.WriteString(line + "\n" + out)
	}
	return all.String()
}

// TestErasedIsGone: once a person is erased, neither the file of the book nor what is beside
// it has anything of her, reports keep their sums, and the book is sound.
func TestErasedIsGone(t *testing.T) {
	t.Parallel()
	path, her, mike := knownPerson(t)
	sales, _ := runIn(t, path, "opp", "list", "-q", "--owner", "all")
	for id := range strings.FieldsSeq(sales) {
		done(t, path, "opp close-lost "+id+" --reason price --keep-activities --decline-quotes")
	}
	policies, _ := runIn(t, path, "policy", "list", "--where", "status == \"active\"", "-q", "--owner", "all")
	for id := range strings.FieldsSeq(policies) {
		endPolicy(t, path, id)
	}
	db := rawBook(t, path)
	fillIn(t, db, her)
	_ = db.Close()
	done(t, path, "book backup")
	before := sums(t, path)
	if found := lookFor(t, filepath.Dir(path)); len(found) < 50 {
		t.Fatalf("only %d canaries: %s", len(found), strings.Join(found, "\n"))
	}
	out, exit := runIn(t, path, "contact", "erase", her, "--reason", "asked by letter", "--yes")
	if exit != 0 {
		t.Fatal(out)
	}
	if found := lookFor(t, filepath.Dir(path)); len(found) > 0 {
		t.Errorf("still there:\n%s", strings.Join(found, "\n"))
	}
	if after := sums(t, path); after != before {
		t.Errorf("reports say\n%s\nwhere they said\n%s", after, before)
	}
	if out, exit := runIn(t, path, "book", "check", "--deep"); exit != 0 {
		t.Error(out)
	}
	var left int
	db = rawBook(t, path)
	if err := db.QueryRow("SELECT (SELECT count(*) FROM lookup WHERE contact = $1) + (SELECT count(*) FROM imported WHERE contact = $1) + (SELECT count(*) FROM contents)", her).Scan(&left); err != nil || left != 0 {
		t.Errorf("%d terms, digests or contents are left: %v", left, err)
	}
	_ = db.Close()
	for _, refused := range []string{"lead add Zoe --phone 614-555-0147", "lead add Zoe --phone (614)5550147", "contact edit " + mike + " --phone +16145550147", "lead add Zoe --email zqxmail@example.com"} {
		if out, exit := runIn(t, path, strings.Fields(refused)...); exit != crm.CodeRefused.Exit() || !strings.Contains(strings.Join(strings.Fields(out), " "), "do-not-contact list since") {
			t.Errorf("crm %s: %d %s", refused, exit, out)
		}
	}
	if out, exit := runIn(t, path, "dnc", "remove", "614-555-0147", "--reason", "asked"); exit != 0 {
		t.Error(out)
	}
	done(t, path, "lead add Zoe --phone 614-555-0147")
}

// TestEveryTableIsErased: whoever adds a table says here what of it is about a person.
func TestEveryTableIsErased(t *testing.T) {
	t.Parallel()
	path, _, _ := knownPerson(t)
	rows, err := rawBook(t, path).Query("SELECT name FROM sqlite_schema WHERE type = 'table'")
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	// Of a person are the tables of nouns, and the first of these; the others are of nobody.
	known := []string{"lookup", "tagged", "imported", "rule_problems", "rule_fills", "contents", "changes", "edits", "erasures", "silenced", "counter", "logins"}
	for _, kind := range crm.Kinds() {
		known = append(known, crm.NounOf(kind).Table)
	}
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			t.Fatal(err)
		}
		if !slices.Contains(known, name) {
			t.Errorf("does the table %s have something of a person? Then Erase (store/erase.go) empties it", name)
		}
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
}

// TestRestoreErasesAgain: a copy of the book from before somebody was erased, restored from
// elsewhere, has nothing of them, and neither has a book that was restored from before they
// came.
func TestRestoreErasesAgain(t *testing.T) {
	t.Parallel()
	away := t.TempDir()
	early := filepath.Join(away, "early.db")
	apart := filepath.Join(away, "apart.db")
	path, her, _ := knownPerson(t, early, apart)
	endPolicy(t, path, inForceOf(t, path)[0])
	endPolicy(t, path, inForceOf(t, path)[0])
	done(t, path, "book backup "+filepath.Join(away, "before.db"))
	done(t, path, "contact erase "+her+" --reason asked~by~letter")
	restored := func(backup string) {
		t.Helper()
		out, exit := runIn(t, path, "book", "restore", filepath.Join(away, backup), "--yes")
		if exit != 0 || !strings.Contains(out, "Erased again") {
			t.Fatal(out)
		}
		if found := lookFor(t, filepath.Dir(path)); len(found) > 0 {
			t.Errorf("still there: %s", strings.Join(found, "\n"))
		}
		if out, exit := runIn(t, path, "book", "check", "--deep"); exit != 0 {
			t.Error(out)
		}
		if out, exit := runIn(t, path, "lead", "add", "Zoe", "--phone", "614-555-0147"); exit != crm.CodeRefused.Exit() {
			t.Error(out)
		}
		if out, _ := runIn(t, path, "show", her); !strings.Contains(out, "asked by letter") {
			t.Error(out)
		}
	}
	restored("before.db")
	done(t, path, "book restore "+early)
	restored("before.db")
	restored("apart.db") // from before somebody was merged into them
}

// endPolicy ends a policy, as expired if it has.
func endPolicy(t *testing.T, path, id string) {
	t.Helper()
	if _, exit := runIn(t, path, "policy", "expire", id); exit != 0 {
		done(t, path, "policy cancel "+id)
	}
}

// inForceOf are the policies in force.
func inForceOf(t *testing.T, path string) []string {
	t.Helper()
	out, _ := runIn(t, path, "policy", "list", "--where", "status == \"active\"", "-q", "--owner", "all")
	return strings.Fields(out)
}

// TestErasingGoesOn: while somebody reads the book, what was erased stays in its log, which
// is said, and the next command that writes cleans it away. So it is where the command was
// killed.
func TestErasingGoesOn(t *testing.T) {
	t.Parallel()
	path, her, _ := knownPerson(t)
	for _, policy := range inForceOf(t, path) {
		endPolicy(t, path, policy)
	}
	done(t, path, "book backup")
	backups, _ := filepath.Glob(filepath.Join(filepath.Dir(path), "backups", "*-hand-*.db"))
	if len(backups) != 1 {
		t.Fatal(backups)
	}
	db := rawBook(t, path)
	tx, err := db.BeginTx(t.Context(), &sql.TxOptions{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	var n int
	if err := tx.QueryRow("SELECT count(*) FROM contacts").Scan(&n); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	world := worldOf(path, []string{"contact", "erase", her, "--reason", "asked", "--yes"}, &out, &out)
	world.Vars = variables("COLUMNS", "200", "CRM_TIMEOUT", "1")
	if exit := Main(world); exit != crm.CodeBusy.Exit() || !strings.Contains(out.String(), "they are erased, but something of them may still be found") || strings.Contains(out.String(), "Nothing was changed") {
		t.Errorf("%d %s", exit, out.String())
	}
	if err := tx.Rollback(); err != nil {
		t.Fatal(err)
	}
	_ = db.Close()
	if err := os.WriteFile(backups[0], []byte("damaged zqx"), 0o600); err != nil {
		t.Fatal(err)
	}
	said, exit := runIn(t, path, "lead", "add", "Zoe Lang")
	if exit != 0 || !strings.Contains(said, "could not be read and may have had them, so it was removed") {
		t.Errorf("%d %s", exit, said)
	}
	if found := lookFor(t, filepath.Dir(path)); len(found) > 0 {
		t.Errorf("still there:\n%s", strings.Join(found, "\n"))
	}
	if said, _ := runIn(t, path, "lead", "add", "Zoe Lung"); strings.Contains(said, "rewritten") {
		t.Error(said)
	}
}
