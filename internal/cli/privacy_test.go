package cli

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/cobra"

	"crm/internal/wire"
)

// canary is in notes that are not Ben's to read, and nowhere else.
const canary = "quokka"

// secretBook is a book of Ann's and Ben's with such notes in every state: on
// whatever can have one, edited, shared and taken back, undone, and made under
// an operation id.
func secretBook(t *testing.T) (path string, changes int) {
	t.Helper()
	dir := t.TempDir()
	path = filepath.Join(dir, "book.db")
	for _, args := range [][]string{
		{"book", "init", "--producer", "Ann Lee", "--country", "us", "--timezone", "America/New_York"},
		{"producer", "add", "Ben Ito"},
		{"contact", "add", "Nora Castillo", "--phone", "614-555-0163", "--household", "Casa", "-m", canary + " at home"}, // 4, note 5
		{"opp", "add", "4", "--line", "auto", "-m", canary + " drives"},                                                  // 6, note 7, task 8
		{"call", "add", "4", "--due", "fri"},                                                                             // 9
		{"note", "add", "9", canary, "on", "the", "phone", "--tag", canary},                                              // 10
		{"note", "edit", "10", "hovering", canary, "--tag", canary + " two"},
		{"note", "add", "4", canary, "for", "a", "while", "--share", "ben"}, // 11
		{"note", "unshare", "11", "--all"},
		{"tag", "add", "11", canary + " three"},
		{"note", "add", "6", canary, "once", "--op-id", "secret"}, // 12
		{"note", "add", "6", canary, "undone"},                    // 13
		{"undo"},
		{"note", "add", "4", "wombat for all", "--share", "ben"}, // 14
		{"opp", "close-lost", "6", "--reason", "price", "-m", canary + " was too dear"},
	} {
		if out, exit := runIn(t, path, args...); exit != 0 {
			t.Fatalf("%v: %s", args, out)
		}
		changes++
	}
	return path, changes
}

// leaves are the commands that do something, as they are typed.
func leaves(cmd *cobra.Command, path []string) [][]string {
	if !cmd.HasSubCommands() {
		return [][]string{path}
	}
	var all [][]string
	for _, c := range cmd.Commands() {
		if !slices.Contains([]string{"help", "completion", "demo", "exit-codes", "dates"}, c.Name()) {
			all = append(all, leaves(c, append(slices.Clone(path), c.Name()))...)
		}
	}
	return all
}

// TestNoCommandTellsANoteOfSomebodyElse runs every command there is, on every
// record, as somebody who may read none of Ann's notes but one.
func TestNoCommandTellsANoteOfSomebodyElse(t *testing.T) {
	t.Parallel()
	path, changes := secretBook(t)
	runs, worked, shared := 0, 0, 0
	try := func(args ...string) {
		said, exit := runIn(t, path, append(args, "--as", "ben", "--dry-run", "--yes", "--no-input")...)
		runs++
		if exit == 0 {
			worked++
		}
		if strings.Contains(said, "wombat") {
			shared++
		}
		if strings.Contains(strings.ToLower(said), canary) {
			t.Errorf("crm %s tells it:\n%s", strings.Join(args, " "), said)
		}
	}
	arguments := [][]string{{}, {"Nora Castillo"}, {"nora", "x"}}
	for id := 3; id < 16; id++ {
		arguments = append(arguments, []string{fmt.Sprint(id)})
	}
	for c, command := range leaves(Root(), nil) {
		for i, given := range arguments {
			if len(given) == 1 && !inTurn(c+i, 4) {
				continue
			}
			format := wire.Formats()[i/2%2] // a table or JSON
			try(append(append(slices.Clone(command), given...), "-o", format)...)
		}
		if said := offered(path, command, "--as", "ben"); strings.Contains(strings.ToLower(said), canary) {
			t.Errorf("the completion of crm %s offers it:\n%s", strings.Join(command, " "), said)
		}
	}
	for _, format := range wire.Formats() {
		for _, args := range [][]string{
			{"history", "--limit", "0"}, {"history", "10", "--limit", "0"}, {"history", "nora"}, {"show", "4"}, {"show", "6"}, {"show", "9"},
			{"show", "3"}, {"opp", "show", "6"}, {"household", "show", "3"}, {"today"}, {"note", "list"}, {"note", "list", "4"}, {"note", "list", "3"},
			{"note", "list", "--columns", "body,author.name"}, {"note", "list", "--where", `body != nil or true`, "--sort", "-body"},
			{"note", "list", "--where", `author == 1 or author.name == "Ann Lee"`}, {"note", "add", "6", canary[:3], "--op-id", "secret"},
			{"note", "show", "14"}, {"note", "show", "10"},
		} {
			try(append(slices.Clone(args), "-o", format)...)
		}
		for n := 1; n <= changes; n++ {
			try("undo", fmt.Sprint(n), "-o", format)
			try("redo", fmt.Sprint(n), "-o", format)
		}
	}
	if worked < 150 || shared < 20 {
		t.Errorf("of %d commands %d worked and %d told the note that is shared: too few to say anything", runs, worked, shared)
	}

	// What nothing tells can't be found out by asking for it either.
	for _, word := range []string{canary, "hovering", "drives"} {
		if said, _ := runIn(t, path, "search", word, "--as", "ben"); strings.Contains(said, "Nora") {
			t.Errorf("a search for %q finds\n%s", word, said)
		}
		said, _ := runIn(t, path, "note", "list", "--as", "ben", "-q", "--where", fmt.Sprintf("body contains %q", word))
		if strings.TrimSpace(said) != "" {
			t.Errorf("a filter for %q finds %q", word, said)
		}
	}
	if said, _ := runIn(t, path, "search", canary, "--as", "ann"); !strings.Contains(said, "Nora") {
		t.Errorf("who wrote it finds %q", said)
	}
}
