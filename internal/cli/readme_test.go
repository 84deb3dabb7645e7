package cli

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"crm/internal/exchange"
)

// readmeStories are the parts of the README whose screens follow from each other: from
// which heading to which, what is in the book before, and on which day commands are
// typed, from one that begins like that on.
var readmeStories = []struct {
	from, to string
	before   []string
	days     [][2]string
	between  map[string][]string // what the README tells of, by the command behind it
}{
	{
		from: "## Ten steps from lead to client", to: "## From opportunity to policy",
		before: []string{`book init --country us --timezone America/New_York --producer "Ann Lee"`},
		days: [][2]string{
			{"lead add", "2026-11-23"}, {"today", "2026-11-24"}, {"log Jane appointment", "2026-11-25"},
			{"done 6", "2026-11-27"}, {"done 10", "2026-12-03"},
		},
	},
	{
		from: "## From opportunity to policy", to: "## Several producers",
		before: []string{
			`book init --country us --timezone America/New_York --producer "Ann Lee"`,
			`client add "Ruth Adeyemi" --phone 614-555-0112 --today 2026-11-20`,
			`contact add "Nora Castillo" --phone 614-555-0163 --referred-by Ruth`,
		},
		days: [][2]string{
			{"opp add Nora", "2026-11-23"}, {"opp close-won 5", "2026-12-02"}, {"producer add", "2026-12-07"},
			{"today --as ben", "2026-12-08"}, {"opp close-won 21", "2026-12-14"},
		},
		between: map[string][]string{
			"quote compare": {
				`quote receive 10 --premium 1506 --effective 2027-01-01 --limit "bodily injury=100000/300000" --today 2026-11-23`,
				`quote receive 11 --premium 1398 --effective 2027-01-01 --limit "bodily injury=50000/100000" --today 2026-11-23`,
			},
			"opp close-won 21": {`done 25 --as ben --today 2026-12-11`},
		},
	},
}

// TestReadmeShowsWhatIsPrinted types the commands of the README and compares its screens.
func TestReadmeShowsWhatIsPrinted(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	word, screen := regexp.MustCompile(`"[^"]*"|\S+`), regexp.MustCompile("(?ms)^( *)\\$ crm ([^\n]*)\n(.*?)(?:^ *```$|^ *\\$ )")
	for _, story := range readmeStories {
		dir := t.TempDir()
		path := filepath.Join(dir, "book.db")
		typed := func(line string) string {
			var args []string
			for _, w := range word.FindAllString(line, -1) {
				args = append(args, strings.Trim(w, `"`))
			}
			var out bytes.Buffer
			exit := Main(Env{Args: args, In: strings.NewReader(""), Out: &out, Err: &out, Now: afternoon,
				Vars: variables("CRM_BOOK", path, "COLUMNS", "80"), Dir: exchange.Dir(dir)})
			if exit != 0 {
				t.Errorf("crm %s: exit %d: %s", line, exit, &out)
			}
			return out.String()
		}
		for _, line := range story.before {
			typed(line)
		}
		_, rest, _ := strings.Cut(string(text), "\n"+story.from+"\n")
		rest, _, ok := strings.Cut(rest, "\n"+story.to+"\n")
		day, days := "", story.days
		for ok {
			found := screen.FindStringSubmatchIndex(rest)
			if found == nil {
				break
			}
			indent, line, shown := rest[found[2]:found[3]], rest[found[4]:found[5]], rest[found[6]:found[7]]
			rest = rest[found[7]:] // the next may begin there
			if len(days) > 0 && strings.HasPrefix(line, days[0][0]) {
				day, days = days[0][1], days[1:]
			}
			for begin, before := range story.between {
				if strings.HasPrefix(line, begin) {
					for _, line := range before {
						typed(line)
					}
				}
			}
			want := strings.TrimSpace(strings.ReplaceAll("\n"+shown, "\n"+indent, "\n"))
			if got := strings.TrimSpace(typed(line + " --today " + day)); got != want {
				t.Errorf("README.md, crm %s on %s, shows\n%s\nand this is printed:\n%s", line, day, want, got)
			}
		}
		if !ok || len(days) > 0 {
			t.Errorf("README.md has no %q up to %q with %v", story.from, story.to, days)
		}
	}
}
