package cli

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"crm/internal/crm"
)

// office is a book of several producers. Ben looks after Nora and what she wants,
// Cal after Tom; Dee is retired; Ben is alone in the team North. Pat is the
// manager, where there is one.
type office struct {
	t     *testing.T
	path  string
	names *strings.Replacer
}

func newOffice(t *testing.T, managed bool) *office {
	dir := t.TempDir()
	o := &office{t: t, path: filepath.Join(dir, "book.db"), names: strings.NewReplacer()}
	o.must("book init --producer Ann+Lee --country us --timezone America/New_York")
	for _, name := range []string{"Ben+Ito", "Cal+Roy", "Dee+Fox", "Pat+Moss"} {
		o.must("producer add " + name)
	}
	o.must("producer retire dee --yes")
	o.must("team add North --member ben")
	var pairs []string
	named := func(name, words string) {
		pairs = append(pairs, "{"+name+"}", strconv.FormatInt(o.must(words), 10))
		o.names = strings.NewReplacer(pairs...)
	}
	named("nora", "contact add Nora+Castillo --phone 614-555-0163 --as ben")
	named("opp", "opp add {nora} --line auto --as ben")
	named("policy", "policy add {nora} --carrier Acme --line home --number H-1 --premium 900 --effective 2026-06-01 --as ben")
	named("task", "task add {nora} form --due fri --as ben")
	named("call", "call add {nora} --due fri --as ben")
	named("email", "email add {nora} --subject form --due fri --as ben")
	named("appt", "appt add {nora} 2026-12-01+10:00 --as ben")
	named("tom", "contact add Tom+Okafor --phone 614-555-0161 --as cal")
	if managed {
		o.must("producer edit pat --role manager --yes")
	}
	return o
}

// run runs a command on a copy of the book that goes on from the one at path; a plus
// sign in it is a space. It returns the number of the change, and of the
// record that the command names.
func (o *office) run(path, words string) (change, record int64, said string, exit int) {
	var out, errs bytes.Buffer
	var args []string
	for _, word := range strings.Fields(o.names.Replace(words)) {
		args = append(args, strings.ReplaceAll(word, "+", " "))
	}
	exit = Main(worldOf(path, append(args, "-o", "json"), &out, &errs))
	var outcome struct {
		Change int64
		Edits  []struct {
			ID   int64
			Rule *string
		}
	}
	if exit == 0 && out.Len() > 0 {
		if err := json.Unmarshal(out.Bytes(), &outcome); err != nil {
			o.t.Fatalf("crm %s: %v\n%s", words, err, out.String())
		}
	}
	if len(outcome.Edits) > 0 {
		record = outcome.Edits[0].ID
	}
	return outcome.Change, record, errs.String(), exit
}

func (o *office) must(words string) (record int64) {
	_, record, said, exit := o.run(o.path, words)
	if exit != 0 {
		o.t.Fatalf("crm %s exits with %d\n%s", words, exit, said)
	}
	return record
}

// last runs steps, each as the producer before the colon, on a copy of the book.
// All but the last one have to work, whatever is asked; {1} in a step is the
// change of the first one.
func (o *office) last(steps []string, more string) (said string, exit int) {
	o.t.Helper()
	copied := filepath.Join(o.t.TempDir(), "book.db")
	source, err := os.Open(o.path)
	if err != nil {
		o.t.Fatal(err)
	}
	defer source.Close()
	target, err := os.Create(copied)
	if err != nil {
		o.t.Fatal(err)
	}
	if _, err := io.Copy(target, source); err != nil {
		o.t.Fatal(err)
	}
	if err := target.Close(); err != nil {
		o.t.Fatal(err)
	}
	made := []string{}
	for i, step := range steps {
		who, words, _ := strings.Cut(strings.NewReplacer(made...).Replace(step), ": ")
		words += " --as " + who
		if i == len(steps)-1 {
			_, _, said, exit = o.run(copied, words+more)
			return said, exit
		}
		change, _, said, exit := o.run(copied, words+" --yes")
		if exit != 0 {
			o.t.Fatalf("crm %s exits with %d\n%s", words, exit, said)
		}
		made = append(made, fmt.Sprintf("{%d}", i+1), strconv.FormatInt(change, 10))
	}
	return said, exit
}

// managersWork is what only a manager does to colleagues, by whichever command;
// the last step is the one.
var managersWork = [][]string{
	{"cal: assign {nora} --to cal"},
	{"cal: assign {nora} --to ann"},
	{"cal: assign {tom} {nora} --to ann"},
	{"cal: contact assign {nora} --to cal"},
	{"cal: assign --list contact --from ben --to cal"},
	{"cal: contact edit {nora} --owner cal"},
	{"cal: opp assign {opp} --to cal"},
	{"cal: assign --list opp --from all --to cal"},
	{"cal: assign {policy} --to ann"},
	{"cal: task assign {task} --to cal"},
	{"cal: task edit {task} --owner cal"},
	{"cal: call assign {call} --to cal"},
	{"cal: call edit {call} --owner cal"},
	{"cal: email edit {email} --owner cal"},
	{"cal: appt edit {appt} --owner cal"},
	{"cal: producer edit cal --role manager"},
	{"cal: producer edit ben --role manager"},
	{"cal: producer edit cal --role producer"},
	{"cal: producer add Zoe+Park --role manager"},
	{"cal: producer add Zoe+Park --role producer"},
	{"cal: producer retire ann"},
	{"cal: producer retire ben --to ann"},
	{"cal: producer retire ben --to cal"},
	{"cal: producer edit dee --active"},
	{"cal: team join north cal"},
	{"ben: team join north ann"},
	{"pat: assign {nora} --to ann", "cal: undo {1}"},
	{"ben: assign {nora} --to ann", "cal: undo {1}"},
	{"pat: assign {nora} --to cal", "pat: undo", "cal: redo {1}"},
	{"pat: producer retire ann", "cal: undo {1}"},
	{"pat: producer retire ben --to ann", "cal: undo {1}"},
	{"pat: team join north cal", "pat: undo", "cal: redo {1}"},
	{"ben: team leave north ben", "cal: undo {1}"},
	{"pat: producer edit cal --role producer", "ben: undo {1}"},
}

// managersWorkAlone needs a manager to begin with.
var managersWorkAlone = [][]string{
	{"cal: producer edit pat --role producer"},
	{"cal: producer edit pat --role="},
	{"cal: producer retire pat"},
	{"pat: producer edit cal --role manager", "pat: producer edit cal --role producer", "cal: undo {2}"},
	{"pat: producer add Zoe+Park --role manager", "cal: undo {1}"},
	{"pat: producer edit cal --role manager", "pat: undo", "cal: redo {1}"},
	{"pat: team leave north ben", "ben: undo {1}"},
}

// everybodysWork is what stays free.
var everybodysWork = [][]string{
	{"cal: assign {tom} --to ben"},
	{"cal: contact edit {tom} --owner ben"},
	{"cal: assign {tom} --to ben", "cal: undo"},
	{"cal: assign {tom} --to ben", "cal: undo", "cal: redo"},
	{"ben: assign {nora} --to cal", "cal: assign {nora} --to ben"},
	{"cal: contact add Zoe+Park --owner ben"},
	{"cal: opp add {nora} --line umbrella --owner cal"},
	{"cal: task add {nora} photos --due fri --owner cal"},
	{"cal: log {nora} stay-in-touch"},
	{"cal: refer {nora} --to ann --reason boat"},
	{"cal: opp close-lost {opp} --reason price --yes"},
	{"cal: opp edit {opp} --premium 900"},
	{"cal: producer add Zoe+Park"},
	{"cal: producer add Zoe+Park", "cal: undo"},
	{"cal: producer edit ben --phone 614-555-0102"},
	{"cal: producer retire cal --to ann"},
	{"cal: team add West --member cal --member ben"},
	{"cal: team edit north --name North+side"},
	{"ben: team leave north ben", "ben: undo"},
	{"cal: team leave north ben"},
	{"ben: assign {nora} --to cal", "ben: undo"},
}

// TestWhoDecidesAboutColleagues: every way to what a colleague has, to a role or
// to the notes of a team leads past the manager; where there is none it asks.
func TestWhoDecidesAboutColleagues(t *testing.T) {
	t.Parallel()
	refused := crm.CodeRefused.Exit()
	managed, unmanaged := newOffice(t, true), newOffice(t, false)
	check := func(o *office, steps []string, more string, want int, says string) {
		t.Helper()
		said, exit := o.last(steps, more)
		if exit != want || !strings.Contains(said, says) {
			t.Errorf("crm %s%s exits with %d, want %d and %q\n%s", o.names.Replace(strings.Join(steps, "; ")), more, exit, want, says, said)
		}
	}
	byPat := func(steps []string) []string {
		_, words, _ := strings.Cut(steps[0], ": ")
		return []string{"pat: " + words}
	}
	for i, steps := range append(managersWork, managersWorkAlone...) {
		check(managed, steps, " --yes", refused, "Ask a manager of this book: Pat Moss")
		if len(steps) == 1 {
			check(managed, byPat(steps), " --yes", 0, "")
		}
		if i >= len(managersWork) {
			continue
		}
		check(unmanaged, steps, "", refused, "If that is meant: the same command with --yes")
		check(unmanaged, steps, " --yes", 0, "")
		if i%5 == 0 {
			check(unmanaged, steps, " --dry-run", 0, "")
		}
	}
	for _, steps := range everybodysWork {
		check(managed, steps, "", 0, "")
		check(unmanaged, steps, "", 0, "")
	}
}
