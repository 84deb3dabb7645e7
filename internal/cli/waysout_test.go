package cli

import (
	"encoding/json"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// closedBefore makes records in every state in which something is refused of them, with ~
// for a blank within a word. IT is the one that the last command made.
var closedBefore = []string{
	"book init --producer Ann~Lee --country us --timezone America/New_York",
	"lead add Rob~Lee --phone 614-555-0150",
	"call add Rob --due today",
	"call add Rob --due today",
	"log Rob sit", // which closes the others
	"call add Rob --due +3d",
	"call cancel Rob",
	"lead add Met~Man --phone 614-555-0151",
	"call add Met --due today",
	"appt add Met today~9:00",
	"appt done Met", // which closes the call
	"appt add Met today~8:00",
	"appt no-show Met",
	"appt add Met today~8:30",
	"appt cancel Met",
	"appt add Met +3d~9:00",
	"task add brochure --contact Met",
	"task add figures --contact Met",
	"task done Met",
	"email add Met --subject x --due fri",
	"client add Val~Roe --phone 614-555-0152 --last-call 2026-11-02",
	"opp add Val --line auto",
	"opp close-won Val --premium 900 --carrier Erie --effective 2026-12-01 --policy-number Q1",
	"opp reopen Val",
	"opp close-lost Val --reason price",
	"opp add Val --line home",
	"quote request Val --carrier Acme",
	"quote receive Val --carrier Acme --premium 900",
	"opp close-won Val --carrier Acme --premium 900 --effective 2026-01-01 --decline-quotes",
	"opp add Val --line boat",
	"quote request Val --carrier Cardinal",
	"quote decline IT",
	"policy add Val --line life --carrier Acme --premium 9 --effective 2025-11-01",
	"policy renew IT --premium 10",
	"policy add Val --line flood --carrier Acme --premium 9 --effective 2026-11-01",
	"policy cancel IT",
	"lead add Sam~Stop --phone 614-555-0153",
	"contact stop Sam --reason asked",
	"lead add Giv~Up --phone 614-555-0154",
	"lead reject Giv --reason moved",
}

// refusable are commands that some records are not in a state for; X is the record.
var refusable = []string{
	"log X nr", "call log X nr", "call log X sit --due +3d", "call correct X nr", "call correct X sit --due +3d", "call snooze X +3d", "call cancel X",
	"done X", "task done X", "task snooze X +3d", "task cancel X", "appt done X", "appt move X +5d~10:00", "appt cancel X", "appt no-show X", "email done X",
	"opp close-won X --premium 9 --carrier Acme", "opp close-lost X --reason price", "opp reopen X", "opp stage X presented",
	"quote receive X --premium 9", "quote present X", "quote decline X", "quote expire X",
	"policy cancel X", "policy expire X", "policy renew X --premium 9", "policy reinstate X", "policy edit X --number N9",
	"contact stop X --reason asked", "contact allow X --reason asked", "lead qualify X", "lead reject X --reason moved",
}

// blanks are what to put in place of the words in capitals of a command.
var blanks = map[string]string{
	"RESULT": "nr", "AMOUNT": "9", "MONTHS": "12", "DATE": "+3d", "WHEN": "+3d 11:00", "TEXT": "x", "CARRIER": "Acme", "REASON": "asked", "SUBJECT": "x", "WHAT": "x",
}

// advised is a command that a refusal names.
type advised struct {
	Command []string          `json:"command"`
	Args    []string          `json:"args"`
	Flags   map[string]string `json:"flags"`
	Blanks  []string          `json:"blanks"`
}

// words are the words of an advised command with its blanks filled, or nil if one of them
// has no known value.
func (a advised) words() []string {
	fill := func(value string) string {
		if slices.Contains(a.Blanks, value) {
			return blanks[value]
		}
		return value
	}
	words := slices.Clone(a.Command)
	for _, arg := range a.Args {
		words = append(words, fill(arg))
	}
	for _, flag := range slices.Sorted(maps.Keys(a.Flags)) {
		if flag == "book" { // which is given in any case
			continue
		}
		words = append(words, "--"+flag+"="+fill(a.Flags[flag]))
	}
	if slices.Contains(words, "") {
		return nil
	}
	return words
}

// TestWaysOutAreOpen: what the refusal of a command says to do instead, or first, is not
// refused for the state of the same records in its turn.
func TestWaysOutAreOpen(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "book.db")
	words := func(line string) []string {
		args := strings.Fields(line)
		for i, word := range args {
			args[i] = strings.ReplaceAll(word, "~", " ")
		}
		return args
	}
	last := ""
	for _, line := range closedBefore {
		said, exit := runIn(t, path, append(words(strings.Replace(line, " IT", " "+last, 1)), "--yes", "-q")...)
		if exit != 0 {
			t.Fatalf("crm %s: %s", line, said)
		}
		last, _, _ = strings.Cut(said, "\n")
	}
	refusal := func(args []string) (exit int, next []advised, then string) {
		_, errs, exit := runApart(path, append(slices.Clone(args), "-n", "--yes", "-o", "json")...)
		var said struct {
			Error struct {
				Help []string  `json:"help"`
				Next []advised `json:"next"`
			} `json:"error"`
		}
		if exit == 5 {
			if err := json.Unmarshal([]byte(errs), &said); err != nil {
				t.Fatalf("crm %s: %v\n%s", strings.Join(args, " "), err, errs)
			}
		}
		return exit, said.Error.Next, strings.Join(said.Error.Help, "\n")
	}
	tried := 0
	for id := 2; id < 100; id++ {
		if _, _, exit := runApart(path, "show", fmt.Sprint(id)); exit != 0 {
			continue
		}
		for n, line := range refusable {
			if !inTurn(id+n, 2) {
				continue
			}
			args := words(strings.Replace(line, " X", fmt.Sprint(" ", id), 1))
			exit, next, help := refusal(args)
			if exit != 5 {
				continue
			}
			for _, one := range next {
				out := one.words()
				if out == nil || strings.Contains(help, ", then crm "+strings.Join(append(slices.Clone(one.Command), one.Args...), " ")) {
					continue
				}
				tried++
				if exit, _, again := refusal(out); exit == 5 || exit == 2 {
					t.Errorf("crm %s is refused and leads to\ncrm %s, which is refused and leads to\n%s", strings.Join(args, " "), strings.Join(out, " "), again)
				}
			}
		}
	}
	if tried < 20 {
		t.Errorf("%d ways out were tried", tried)
	}
}
