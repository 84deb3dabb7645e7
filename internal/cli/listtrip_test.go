package cli

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/cobra"

	"crm/internal/crm"
)

// staysBehind are the fields that another book does not get from a list as they were, and why.
var staysBehind = map[crm.Kind]map[string]string{
	crm.KindOpportunity: {"next_due": "follows from what is planned there", "last_activity": "follows from what was done"},
	crm.KindQuote:       {"annual_premium": "follows from the premium"},
	crm.KindPolicy:      {"annual_premium": "follows from the premium", "next_due": "follows from what is planned there"},
	crm.KindActivity:    {"cause": "a number of the book in which the rule made it", "explanation": "has that number", "slot": "ends in one"},
	crm.KindNote:        {"shared": "by the names beside it"},
}

// listsOf are the lists that have all records of a noun.
var listsOf = map[crm.Kind][]string{
	crm.KindOpportunity: {"opp list --all"},
	crm.KindQuote:       {"quote list --all"},
	crm.KindPolicy:      {"policy list --all"},
	crm.KindActivity:    {"call list --all", "call list --done", "task list", "task list --done", "appt list", "appt list --done", "email list", "email list --done"},
	crm.KindNote:        {"note list"},
}

// comparedColumns are those of a noun that have to be equal in another book.
func comparedColumns(kind crm.Kind, own ...string) string {
	var columns []string
	for _, f := range crm.BuiltIn(kind).Fields {
		if _, stays := staysBehind[kind][f.Name]; !stays && f.Ref == "" && f.Name != "id" && f.Name != "version" {
			columns = append(columns, f.Name)
		}
	}
	return strings.Join(slices.Concat(columns, own, crm.Telling(kind)), ",")
}

// Every list of records makes the same records in another book that has the people, with all
// of their fields, and changes nothing in its own or the second time.
func TestEveryListComesBack(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	path, other, list := filepath.Join(dir, "book.db"), filepath.Join(dir, "other.db"), filepath.Join(dir, "list.csv")
	for _, to := range []string{path, other} {
		done(t, to, "book init --country us --timezone America/New_York --producer Ann~Lee")
		done(t, to, "producer add Ben~Ito")
		for _, noun := range []string{"opp", "quote", "policy", "activity"} {
			for _, field := range []string{"tier --type choice --choices gold,=1+1", "since --type date", "dogs --type number", "worth --type money", "hobby --type text"} {
				name, rest, _ := strings.Cut(field, " ")
				done(t, to, "field add "+name+" --on "+noun+" "+rest)
			}
		}
	}
	done(t, other, "org add Somebody~Else")
	for _, line := range []string{
		"client add Jane~Hudson --phone 614-555-0147 --household Hudson", "client add Bob~Tran --phone 614-555-0148", "lead add Dee~Park --phone 614-555-0149",
		"opp add Jane~Hudson --line auto --topic Two~cars --premium 1200.50 --close-by 2027-01-10 --due 2026-12-09 --tag x,y --tier gold --since 2020-02-03 --dogs 0 --worth 12.50 --hobby =1+1 --referred-by Bob~Tran --reason moved",
		"opp add Jane~Hudson --line home --owner Ben~Ito", "opp add Bob~Tran --line life --probability 35", "opp add Jane~Hudson --line auto --topic A~boat",
		"opp close-lost Bob~Tran --reason price --competitor Acme --x-date 2027-03-01 -m too~much",
	} {
		_ = done(t, path, line)
	}
	number := func(list, where string) string {
		out, errs, exit := runWide(200, path, append(strings.Fields(list), "--owner", "all", "-q", "--where", where)...)
		if exit != 0 {
			t.Fatal(errs)
		}
		id, _, _ := strings.Cut(out, "\n")
		return id
	}
	auto, home := number("opp list", `topic == "Two cars"`), number("opp list", `line == "home"`)
	for _, line := range []string{
		"quote request " + home + " --carrier Acme --tier gold --worth 3.20",
		"quote receive " + auto + " --carrier Buckeye --product Gold --premium 900 --term 6 --limit BI=100000/300000 --deductible collision=500 --expires 2026-12-20 --tag best --hobby golf",
		"quote receive " + home + " --carrier Erie --premium 700 --term 12",
		"opp close-won " + home + " --quote ERIE",
		"policy add Bob~Tran --carrier Acme --line auto --number P-1 --effective 2026-03-01 --premium 900 --term 12 --tag old --dogs 3",
		"task add Jane~Hudson send~papers --opp " + auto + " --due 2026-12-01~9am --priority high -m by~post --owner Ben~Ito --tag slow --hobby golf",
		"task add --nobody renew~the~licence --due 2027-01-31",
		"appt add Jane~Hudson 2026-12-03~10:00 --place here",
		"call log Dee~Park no-reach",
		"call log Jane~Hudson stay-in-touch -m fine",
		"email add Bob~Tran --subject Your~policy --due 2026-12-02", "email log Bob~Tran --subject Hello --inbound",
		"appt add Bob~Tran 2026-11-24~10:00", "appt done Bob~Tran", "task add Bob~Tran look", "task done Bob~Tran",
		"note add " + auto + " Hello,~there --share Ben~Ito --tag idea", "note add Jane~Hudson =1+1", "note add POLICY on~it",
	} {
		for word, query := range map[string][2]string{"ERIE": {"quote list --all", `carrier == "Erie"`}, "POLICY": {"policy list", `number == "P-1"`}} {
			if strings.Contains(line, word) {
				line = strings.ReplaceAll(line, word, number(query[0], query[1]))
			}
		}
		done(t, path, line)
	}
	in := func(path string, args ...string) string {
		t.Helper()
		out, errs, exit := runWide(200, path, args...)
		if exit != 0 {
			t.Fatalf("%s: exit %d: %s%s", strings.Join(args, " "), exit, out, errs)
		}
		return out
	}
	imports := func(to, written string) string {
		t.Helper()
		if err := os.WriteFile(list, []byte(written), 0o600); err != nil {
			t.Fatal(err)
		}
		return in(to, "import", list)
	}
	imports(other, in(path, "contact", "list", "--owner", "all", "-o", "csv"))
	whole := func(path string, kind crm.Kind) string {
		var rows []string
		own := []string{"tier", "since", "dogs", "worth", "hobby"}
		if kind == crm.KindNote {
			own = nil
		}
		for _, list := range listsOf[kind] {
			args := append(strings.Fields(list), "-o", "csv", "--columns", comparedColumns(kind, own...))
			if kind != crm.KindNote {
				args = append(args, "--owner", "all")
			}
			rows = append(rows, strings.Split(in(path, args...), "\n")...)
			if kind == crm.KindNote { // with whom it is shared, which is the last column
				for line := range strings.Lines(in(path, append(strings.Fields(list), "-o", "csv")...)) {
					rows = append(rows, line[strings.LastIndex(line, ","):])
				}
			}
		}
		slices.Sort(rows)
		return strings.Join(rows, "\n")
	}
	for _, kind := range crm.ComeBack() {
		before := whole(path, kind)
		for _, words := range listsOf[kind] {
			args := append(strings.Fields(words), "-o", "csv") // as anybody would write it
			if kind != crm.KindNote {
				args = append(args, "--owner", "all")
			}
			written := in(path, args...)
			if strings.Count(written, "\n") < 2 {
				t.Errorf("nothing is in %s", words)
			}
			first := imports(other, written)
			sheet, err := workbook("List", sheetOfCSV(t, written))
			if err == nil {
				err = os.WriteFile(list+".xlsx", sheet, 0o600)
			}
			if err != nil {
				t.Fatal(err)
			}
			if again := in(other, "import", list+".xlsx"); !strings.HasPrefix(again, "Added 0 ") || strings.Contains(again, "differ") {
				t.Errorf("%s as a workbook changes the book: %s", words, again)
			}
			if kind == crm.KindPolicy {
				for _, file := range []string{list, list + ".xlsx"} {
					if again := in(other, "import", file, "--as", "policies"); !strings.HasPrefix(again, "Added 0 policies.") {
						t.Errorf("%s with --as policies is read as that of another program: %s", file, again)
					}
				}
			}
			for _, to := range []string{other, path} {
				if again := imports(to, written); !strings.HasPrefix(again, "Added 0 ") || strings.Contains(again, "differ") {
					t.Errorf("%s changes the book: %s%s", words, first, again)
				}
			}
		}
		if after := whole(other, kind); after != before {
			t.Errorf("lists of %s\n%s\ncame back as\n%s", kind, before, after)
		}
	}
	for _, of := range []string{path, other} {
		in(of, "book", "check")
	}
}

// TestEveryListIsTakenOrNamed: whatever list crm writes as CSV, an import takes it as what it is or
// says what it is. None becomes contacts that are called teams or rules.
func TestEveryListIsTakenOrNamed(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	path, file := filepath.Join(dir, "book.db"), filepath.Join(dir, "list.csv")
	for _, line := range []string{
		"book init --country us --timezone America/New_York --producer Ann~Lee", "producer add Ben~Ito", "team add north --member Ben~Ito",
		"client add Jane~Hudson --phone 614-555-0147 --tag vip", "client add Janet~Hudson --phone 614-555-0147", "opp add Jane~Hudson --line auto", "note add Jane~Hudson fine",
	} {
		done(t, path, line)
	}
	taken := []string{"lead", "prospect", "contact", "client", "household", "org", "opp", "quote", "policy", "call", "task", "appt", "email", "note", "referral"}
	lists := [][]string{{"today"}, {"history"}, {"contact", "duplicates"}, {"book", "backups"}}
	var walk func(cmd *cobra.Command, words []string)
	walk = func(cmd *cobra.Command, words []string) {
		if cmd.Name() == "list" {
			lists = append(lists, words)
		}
		for _, below := range cmd.Commands() {
			walk(below, append(slices.Clone(words), below.Name()))
		}
	}
	walk((&app{}).root(""), nil)
	for _, words := range lists {
		written, errs, exit := runWide(200, path, append(words, "-o", "csv")...)
		if exit != 0 {
			t.Errorf("%v: exit %d: %s", words, exit, errs)
			continue
		}
		if written == "" {
			continue
		}
		if err := os.WriteFile(file, []byte(written), 0o600); err != nil {
			t.Fatal(err)
		}
		for _, verb := range []string{"import", "lead import"} {
			out, errs, exit := runWide(200, path, append(strings.Fields(verb), file, "--dry-run")...)
			errs = strings.Join(strings.Fields(errs), " ")
			comes := words[len(words)-1] == "list" && slices.Contains(taken, words[0]) && len(words) == 2
			switch {
			case comes && (exit == 0 || verb != "import" && strings.Contains(errs, "the file is a list of")):
			case !comes && exit == 4 && (strings.Contains(errs, "that crm has written") || strings.Contains(errs, "of a book, and not of contacts")):
			default:
				t.Errorf("crm %s of crm %s: exit %d\n%s%s", verb, strings.Join(words, " "), exit, out, errs)
			}
		}
	}
}
