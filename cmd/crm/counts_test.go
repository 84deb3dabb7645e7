package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"
)

// counted are commands whose cost is kept: instructions in user space, which say the
// same on a busy machine as on an idle one.
var counted = []struct {
	name string
	args []string
}{
	{"version", []string{"--version"}},
	{"today", []string{"today"}},
	{"lead-add", []string{"-n", "lead", "add", "Zoe Quill", "--phone", "614-777-1212"}},
	{"log", []string{"-n", "log", "7", "nr"}},
	{"complete", []string{"__complete", "show", "P7"}},
	{"import", []string{"-n", "lead", "import", "few.csv"}},
	{"lead-add-ruled", []string{"-n", "lead", "add", "Zoe Quill", "--phone", "614-777-1212", "--book", "ruled.db"}},
}

// mostForRules is how many times what lead add takes it may take in a book with 200 rules of
// its own, most of which are about something else.
const mostForRules = 1.5

// room is how much more than what is on record a command may take: what differs
// between two machines is below it.
const room = 1.05

// TestCounts holds the commands to the instructions of testdata/counts.txt, on a book
// of 1,500 leads and a day of 36 calls, on one processor and without the collector of
// garbage, which falls into one run and not into the next: an import differs by an eighth
// with it and by half a hundredth without. It needs valgrind and some time, so it runs where CRM_COUNTS says so; with
// CRM_COUNTS=update it writes the file.
func TestCounts(t *testing.T) {
	how := os.Getenv("CRM_COUNTS")
	if how == "" {
		t.Skip("make counts runs it")
	}
	day := time.Now() // what is shown of a day off is not that of a working day
	for day.Weekday() != time.Wednesday {
		day = day.AddDate(0, 0, 1)
	}
	today := "--today=" + day.Format(time.DateOnly)
	dir := t.TempDir()
	program := filepath.Join(dir, "crm")
	run := func(name string, args ...string) string {
		t.Helper()
		cmd := exec.Command(name, args...)
		cmd.Dir = dir
		cmd.Env = []string{"HOME=" + dir, "PATH=" + os.Getenv("PATH"), "GODEBUG=asyncpreemptoff=1", "GOMAXPROCS=1", "GOGC=off", "TZ=UTC", "CRM_BOOK=" + filepath.Join(dir, "book.db")}
		out, err := cmd.CombinedOutput()
		if err != nil {
			t.Fatalf("%s %q: %v\n%s", name, args, err, out)
		}
		return string(out)
	}
	build := exec.Command("go", "build", "-trimpath", "-ldflags", "-s -w", "-o", program, ".")
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	for name, rows := range map[string]int{"many.csv": 1500, "few.csv": 300, "due.csv": 36} {
		text := "name,phone\n"
		for i := range rows {
			text += fmt.Sprintf("%.1s%d Q%dx,614-55%d-%d\n", strings.ToUpper(name), i, i%97, i%10, 1000+i)
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte(strings.ReplaceAll(text, "\nM", "\nP")), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	run(program, "book", "init", "--country", "us", "--timezone", "America/New_York", "--producer", "Ann Lee")
	run(program, "--today="+day.AddDate(0, 0, -1).Format(time.DateOnly), "lead", "import", "due.csv") // to be called on the day
	run(program, today, "lead", "import", "many.csv", "--yes")
	run(program, "book", "backup", "ruled.db")
	if err := os.WriteFile(filepath.Join(dir, "rules.yaml"), []byte(ownRules()), 0o600); err != nil {
		t.Fatal(err)
	}
	run(program, "rule", "add", "rules.yaml", "--book", "ruled.db")

	refs := regexp.MustCompile(`I\s+refs:\s+([\d,]+)`)
	count := func(name string, args []string) int {
		t.Helper()
		if name != "version" && name != "complete" {
			args = append([]string{today}, args...)
		}
		out := run("valgrind", append([]string{"--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null", program}, args...)...)
		found := refs.FindStringSubmatch(out)
		if found == nil {
			t.Fatalf("%s: valgrind counts nothing:\n%s", name, out)
		}
		n, err := strconv.Atoi(strings.ReplaceAll(found[1], ",", ""))
		if err != nil {
			t.Fatal(err)
		}
		return n
	}

	record := filepath.Join("testdata", "counts.txt")
	if how == "update" {
		var text bytes.Buffer
		for _, c := range counted {
			fmt.Fprintf(&text, "%-14s %11d\n", c.name, count(c.name, c.args))
		}
		if err := os.WriteFile(record, text.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
		return
	}
	text, err := os.ReadFile(record)
	if err != nil {
		t.Fatal(err)
	}
	onRecord := map[string]int{}
	for line := range strings.Lines(string(text)) {
		var name string
		var n int
		if _, err := fmt.Sscan(line, &name, &n); err != nil {
			t.Fatalf("%q: %v", line, err)
		}
		onRecord[name] = n
	}
	taken := map[string]int{}
	for _, c := range counted {
		was := onRecord[c.name]
		n := count(c.name, c.args)
		for tries := 1; tries < 3 && float64(n) > room*float64(was); tries++ { // two runs differ a little
			n = min(n, count(c.name, c.args))
		}
		taken[c.name] = n
		t.Logf("%-14s %11d, %+.1f %%", c.name, n, 100*(float64(n)/float64(was)-1))
		if float64(n) > room*float64(was) {
			t.Errorf("%s takes %d instructions, and %d are on record: make it cheaper, or say why not and run make counts-update", c.name, n, was)
		}
	}
	if times := float64(taken["lead-add-ruled"]) / float64(taken["lead-add"]); times > mostForRules {
		t.Errorf("200 rules of the book's own make lead add take %.2f times as much", times)
	}
}

// ownRules are 200 rules as agencies have them: most are about another noun or edit, and some
// about leads of another town.
func ownRules() string {
	var text strings.Builder
	for i := range 200 {
		when := []string{
			"on: contact\n  when: becomes(\"rating\", \"a\") and stage == \"client\"",
			"on: contact\n  when: updated() and changed(\"city\")",
			fmt.Sprintf("on: contact\n  when: becomes(\"stage\", \"lead\") and city == \"Denver %d\"", i),
			"on: activity\n  when: becomes(\"call_result\", \"no-reach\") and attempt > 2",
			"on: policy\n  when: changed(\"effective\") and effective != nil",
		}[i%5]
		fmt.Fprintf(&text, "- name: own-%d\n  about: Rule %d of the agency.\n  %s\n  do:\n    - create: task\n      subject: write to {{contact.name}}\n      due: = next_workday(today)\n", i, i, when)
	}
	return text.String()
}
