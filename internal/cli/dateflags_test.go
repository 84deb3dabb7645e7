package cli

import (
	"cmp"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/pflag"

	"crm/internal/crm"
)

// TestEveryDateFlagLooksItsWay goes over every flag that takes a date. Each has
// to declare which way it looks, and to read a weekday and a day without a year
// in that direction, seen from Wednesday 25 November 2026. What tells of something
// that has happened refuses what lies ahead; what is planned refuses what is past,
// and what runs out says it.
func TestEveryDateFlagLooksItsWay(t *testing.T) {
	t.Parallel()
	path, ids := datedBook(t)
	run := func(args ...string) (string, int) {
		for i, arg := range args {
			if id, ok := ids[arg]; ok {
				args[i] = id
			}
		}
		return runIn(t, path, append(args, "--dry-run", "-o", "json", "--yes")...)
	}
	examples := dateExamples()
	for _, flag := range dateFlags(t) {
		name := flag.command + " --" + flag.name
		example, ok := examples[flag.command]
		if !ok {
			t.Errorf("%s: there is no example of the command", name)
			continue
		}
		for text, want := range map[string]map[string]string{
			"1 oct": {"ahead": "2027-10-01", "past": "2026-10-01", "begun": "2026-10-01", "near": "2026-10-01"},
			"fri":   {"ahead": "2026-11-27", "past": "2026-11-20", "begun": "2026-11-20", "near": "2026-11-27"},
			"30/11": {"ahead": "2026-11-30", "past": "2025-11-30", "begun": "2025-11-30", "near": "2026-11-30"},
			"来週火曜":  {"ahead": "2026-12-01", "begun": "2026-12-01", "near": "2026-12-01"},
		} {
			if flag.name == "birthday" { // has no year to be found
				continue
			}
			if flag.looks == "ends" {
				want["ends"] = want["ahead"]
			}
			if flag.name == "appt" {
				text += " 10:30"
			}
			args := append(wordsWithout(example, flag.name), "--"+flag.name, text)
			said, exit := run(args...)
			switch {
			case want[flag.looks] == "":
				if exit != 4 || !strings.Contains(said, "lies ahead") {
					t.Errorf("%s %q: exit %d, %s", name, text, exit, said)
				}
			case exit != 0 || !isRead(flag.command) && !strings.Contains(said, want[flag.looks]):
				t.Errorf("%s %q: exit %d, not %s: %s", name, text, exit, want[flag.looks], said)
			}
		}
		past, exit := run(append(wordsWithout(example, flag.name), "--"+flag.name, "2026-11-11 10:30"[:cmp.Or(map[string]int{"appt": 16}[flag.name], 10)])...)
		switch {
		case flag.looks == "ahead" && (exit != 4 || !strings.Contains(past, "Wed 11 Nov is past")),
			flag.looks == "ends" && !isRead(flag.command) && !strings.Contains(past, "can't expire on") && (exit != 0 || !strings.Contains(past, "is past already")):
			t.Errorf("%s two weeks ago: exit %d, %s", name, exit, past)
		}
		ahead := "tomorrow"
		if flag.name == "birthday" {
			ahead = "2026-11-26"
		}
		if said, exit := run(append(wordsWithout(example, flag.name), "--"+flag.name, ahead)...); flag.looks == "past" && exit != 4 {
			t.Errorf("%s %s: exit %d, %s", name, ahead, exit, said)
		}
	}
}

// isRead reports whether a command shows something instead of changing it.
func isRead(command string) bool {
	return strings.HasPrefix(command, "report") || command == "history"
}

// dateExamples are the commands with a date flag, each with arguments that need
// no more than a date. Words in capitals are the records of datedBook.
func dateExamples() map[string]string {
	examples := map[string]string{
		"log": "log|JANE|appointment", "done": "done|APPT", "call log": "call|log|JANE|appointment", "call add": "call|add|JANE",
		"call edit": "call|edit|CALL", "call correct": "call|correct|MADE|appointment", "task add": "task|add|x", "task done": "task|done|TASK",
		"task edit": "task|edit|TASK", "appt done": "appt|done|APPT", "appt no-show": "appt|no-show|APPT", "email log": "email|log|JANE|--subject|x",
		"email add": "email|add|JANE|--subject|x", "email done": "email|done|EMAIL", "email edit": "email|edit|EMAIL",
		"opp add": "opp|add|JANE|--line|life", "opp edit": "opp|edit|OPP",
		"opp close-won": "opp|close-won|OPP|--carrier|Acme|--premium|100|--decline-quotes", "opp close-lost": "opp|close-lost|OPP|--reason|price|--decline-quotes",
		"quote request": "quote|request|OPP|--carrier|Cardinal", "quote receive": "quote|receive|QUOTE|--premium|100", "quote edit": "quote|edit|QUOTE",
		"policy add":  "policy|add|JANE|--line|auto|--carrier|Acme|--premium|100|--number|A-1",
		"policy edit": "policy|edit|POLICY|--expires|2028-01-01", "policy renew": "policy|renew|POLICY", "policy cancel": "policy|cancel|POLICY",
		"producer retire": "producer|retire|ben|--to|ann", "contact consent": "contact|consent|JANE|email|given", "history": "history", "rule replay": "rule|replay|no-reach",
	}
	for _, noun := range []string{"lead", "prospect", "client", "contact"} {
		examples[noun+" add"], examples[noun+" edit"] = noun+"|add|Somebody Else", noun+"|edit|"+strings.ToUpper(noun)
	}
	for _, noun := range []string{"household", "org"} { // which have no birthday, and are refused with one
		examples[noun+" add"], examples[noun+" edit"] = noun+"|add|Some House", noun+"|edit|"+strings.ToUpper(noun)
	}
	for _, report := range []string{"", " pipeline", " stages", " conversion", " quotes", " referrals", " lost-reasons", " activity"} {
		examples["report"+report] = "report" + strings.ReplaceAll(report, " ", "|")
	}
	return examples
}

// datedBook is a book with a record of each kind; ids are their numbers.
func datedBook(t *testing.T) (path string, ids map[string]string) {
	t.Helper()
	dir := t.TempDir()
	path, ids = filepath.Join(dir, "book.db"), map[string]string{}
	for _, step := range []struct{ name, args string }{
		{"", "book|init|--producer|Ann Lee|--country|us|--timezone|America/New_York"},
		{"", "producer|add|Ben Ito"},
		{"JANE", "contact|add|Jane Hudson|--phone|614-555-0147"},
		{"CONTACT", "contact|add|Abe Stone"}, {"LEAD", "lead|add|Lena Fischer"}, {"PROSPECT", "prospect|add|Omar Haddad"}, {"CLIENT", "client|add|Grace Whitlow"},
		{"HOUSEHOLD", "household|add|Casa"}, {"ORG", "org|add|Works"},
		{"CALL", "call|add|LEAD|--due|2026-12-20"}, {"TASK", "task|add|y|--contact|JANE|--due|2026-12-20"}, {"EMAIL", "email|add|JANE|--subject|y|--due|2026-12-20"},
		{"APPT", "appt|add|PROSPECT|2025-11-01 10:00"}, {"MADE", "call|log|CLIENT|no-reach"},
		{"OPP", "--today|2025-11-26|opp|add|JANE|--line|auto"}, {"QUOTE", "quote|request|OPP|--carrier|Acme"},
		{"POLICY", "policy|add|JANE|--line|home|--carrier|Acme|--number|H1|--premium|100|--effective|2025-11-20"},
	} {
		args := strings.Split(step.args, "|")
		for i, arg := range args {
			if id, ok := ids[arg]; ok {
				args[i] = id
			}
		}
		said, exit := runIn(t, path, append(args, "-q")...)
		if exit != 0 {
			t.Fatalf("%s: %s", step.args, said)
		}
		if number := regexp.MustCompile(`(?m)^\d+$`).FindString(said); step.name != "" {
			ids[step.name] = number
		}
	}
	return path, ids
}

type datedFlag struct{ command, name, looks string }

// dateFlags are the flags of all verbs that take a date. One that looks like it and
// declares nothing is an error.
func dateFlags(t *testing.T) []datedFlag {
	t.Helper()
	named := regexp.MustCompile(`(?i)\bdates?\b`)
	var list []datedFlag
	a := &app{}
	a.root("")
	for cmd, v := range a.verbs {
		for _, take := range v.Flags() {
			placeholder, usage := pflag.UnquoteUsage(cmd.Flags().Lookup(take.Name))
			switch {
			case take.Looks != crm.Undeclared:
				list = append(list, datedFlag{nameOf(cmd), take.Name, take.Looks.String()})
			case placeholder == "DATE" || placeholder == "WHEN" || named.MatchString(usage) && take.Name != "date-format" && take.List != "field_type":
				t.Errorf("%s --%s takes a date and does not declare which way it looks", v, take.Name)
			}
		}
	}
	kept := list[:0]
	for _, f := range list {
		report, isReport := strings.CutPrefix(f.command, "report ")
		house := strings.HasPrefix(f.command, "household") || strings.HasPrefix(f.command, "org")
		if f.command == "report" || isReport && (report == "workload" || report == "cross-sell" || report == "forecast" || report == "retention") || house && f.name == "birthday" {
			continue // without a period, or with one that lies ahead; without a birthday
		}
		kept = append(kept, f)
	}
	if len(kept) < 60 {
		t.Errorf("only %d flags take a date", len(kept))
	}
	return kept
}

// TestHelpOfDates reads what crm help dates and the README name.
func TestHelpOfDates(t *testing.T) {
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	wednesday := crm.NewDate(2026, 11, 25)
	for where, examples := range map[string]string{
		datesTopic().Long: "2026-12-05, 5 dec, dec 5th 2026, 5 dicembre, 12月5日, 令和8年12月5日, R8.12.5, the 15th, 15日, today, tomorrow, dopodomani, " +
			"pasado mañana, 明後日, fri, lunedì, el lunes, 月曜, next fri, last fri, sat 5 dec, +3d, -2w, +6m, in two weeks, tra 3 giorni, hace un mes, " +
			"3日後, monday week, a week from tuesday, in 3 working days, next business day, 3営業日後, tra 3 giorni lavorativi, en 3 días hábiles, " +
			"by friday, entro venerdì, hasta el viernes, 金曜まで, first monday of march, ultimo venerdì del mese, 3月第1月曜日, " +
			"next week, end of month, eom, fine dicembre, 来月末, end of q1, fri 15:30, fri 3pm, lunedì alle 15.30, 明日の午後3時半, mañana a las 9",
		string(readme): "2026-12-05, 5 dec, dec 5th, fri, next fri, +2w, in two weeks, in 3 working days, by friday, first monday of march, 3営業日後, eom, dopodomani, lunedì prossimo, tra 3 giorni, pasado mañana, el lunes, " +
			"hace un mes, 明後日, 来週月曜, 3日後, 12月5日(土), 令和8年12月5日, S55.5.12, fri 15:30, fri 3pm, lunedì alle 15.30, 明日の午後3時半, mañana a las 9",
	} {
		for _, example := range strings.Split(examples, ", ") {
			words := strings.Join(strings.Fields(where), " ")
			if _, _, err := (crm.Reading{Today: wednesday, Workday: func(crm.Date) bool { return true }}).When(example); err != nil || !strings.Contains(words, example) {
				t.Errorf("%q is named or not, and read: %v", example, err)
			}
		}
	}
}

// TestEveryDateFieldLooksSomewhere requires a direction of each field that is a
// date, since flags, edits, imports and filters read by it.
func TestEveryDateFieldLooksSomewhere(t *testing.T) {
	for _, kind := range crm.Kinds() {
		for _, f := range crm.BuiltIn(kind).Fields {
			dated := f.Type == crm.DateType || f.Type == crm.BirthdayType || f.Type == crm.InstantType
			if dated != (f.Looks != crm.Undeclared) {
				t.Errorf("%s.%s: looks %q", kind, f.Name, f.Looks)
			}
		}
	}
}

// wordsWithout are the words of an example without a flag and its value, since it
// has one value.
func wordsWithout(example, flag string) []string {
	words := strings.Split(example, "|")
	if i := slices.Index(words, "--"+flag); i >= 0 {
		words = slices.Delete(words, i, i+2)
	}
	return words
}
