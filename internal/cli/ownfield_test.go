package cli

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"crm/internal/crm"
	"crm/internal/verb"
)

// TestFieldsOfTheBooksOwn: a field that a book has added is listed, asked for, told,
// kept in the journal and taken back as the built-in ones are. What it is called says
// nothing of it: end is told and phone is a text.
func TestFieldsOfTheBooksOwn(t *testing.T) {
	path, _ := secretBook(t)
	run := func(args ...string) string {
		t.Helper()
		var out bytes.Buffer
		if exit := Main(worldOf(path, args, &out, &out)); exit != 0 {
			t.Fatalf("crm %s: %s", strings.Join(args, " "), &out)
		}
		return out.String()
	}
	wants := func(said string, all ...string) {
		t.Helper()
		for _, want := range all {
			if !strings.Contains(said, want) {
				t.Errorf("%q is not in\n%s", want, said)
			}
		}
	}
	run("opp", "reopen", "6")
	run("opp", "add", "4", "--line", "home")
	for name, of := range map[string]string{"policy_limit": "money", "end": "date", "drivers": "number", "phone": "text", "sailor": "yes-no"} {
		run("field", "add", name, "--on", "opp", "--type", of)
	}
	run("field", "add", "level", "--on", "opp", "--type", "choice", "--choices", "low,high")
	run("opp", "edit", "6", "--policy-limit", "500000", "--end", "2027-03-01", "--drivers", "2", "--phone", "=1+1", "--sailor", "y", "--level", "low")
	run("opp", "edit", "6", "--policy-limit", "750000", "--drivers", "0")

	var rows []map[string]any
	if err := json.Unmarshal([]byte(run("opp", "list", "--all", "-o", "json", "--where", "policy_limit > 600000 and drivers < 1", "--sort", "-end")), &rows); err != nil || len(rows) != 1 {
		t.Fatalf("%v, %v", rows, err)
	}
	for name, want := range map[string]any{"id": 6.0, "policy_limit": "750000.00", "end": "2027-03-01", "drivers": 0.0, "phone": "=1+1", "sailor": "yes", "level": "low"} {
		if rows[0][name] != want {
			t.Errorf("%s is %v, want %v", name, rows[0][name], want)
		}
	}
	wants(run("opp", "list", "--columns", "id,policy_limit,end,phone,sailor", "--sort", "policy_limit", "-o", "csv"),
		"id,policy_limit,end,phone,sailor\n", "\n6,750000.00,2027-03-01,'=1+1,yes\n")
	wants(run("opp", "list", "--columns", "id,contact,policy_limit,level", "--where", `phone startsWith "=" and level == "low"`), "Policy limit", "$750,000", "low")
	wants(run("note", "list", "--columns", "id,opportunity.policy_limit", "--where", "opportunity.policy_limit == 750000", "-o", "csv"), ",750000.00\n")
	wants(run("opp", "list", "--columns", "id,Policy limit", "--where", "drivers == 0", "-o", "csv"), "id,policy_limit\n6,750000.00\n")
	wants(run("opp", "list", "--where", "drivers == 0", "--columns", "id,policy_limit", "-o", "jsonl"), `{"id": 6, "policy_limit": "750000.00"}`)
	wants(run("opp", "show", "6"), "Policy limit  $750,000", "End", "Mon 1 Mar 2027")
	wants(run("opp", "show", "6", "-o", "csv"), "'=1+1", "yes")

	said := run("history", "6")
	wants(said, "policy limit $500,000.00 to", "drivers 2 to 0", "sailor yes", "end Mon 1 Mar 2027", "=1+1")
	wants(run("undo"), "policy limit $750,000.00 to")
	wants(run("opp", "list", "--where", "policy_limit == 500000 and drivers == 2", "-q"), "6\n")
	wants(run("undo"), "policy limit", "end", "sailor")
	if said := run("opp", "list", "--where", "policy_limit != nil or end != nil", "-q"); said != "" {
		t.Errorf("after everything was taken back there is %s", said)
	}
	wants(run("redo"), "policy limit $500,000")
	wants(run("redo"), "drivers 2 to 0", "policy limit $500,000.00 to")
	wants(run("opp", "list", "--where", "policy_limit == 750000", "-q"), "6\n")
}

// TestOwnFieldsAreGiven: every verb that gives a record its fields takes those that the
// book has added, and what is given for one ends in the record.
func TestOwnFieldsAreGiven(t *testing.T) {
	t.Parallel()
	c := newCounter(t)
	for _, on := range crm.Picklist("noun") {
		c.have("", "field add nova --type=text --on="+on)
	}
	commands, tried := commandsTried(), 0
	for _, v := range verb.All() {
		if v.Gives == "" || !crm.NounOf(v.Gives).Own { // notes and files have tags alone
			continue
		}
		how := commands[v.String()]
		for how.like != "" {
			how = commands[how.like]
		}
		words := append(strings.Fields(v.String()), c.words(how.args)...)
		out, errs, exit := c.run(c.book, append(words, "--nova=kolibri", "--dry-run", "--yes", "-o", "json")...)
		if tried++; exit != 0 || !strings.Contains(out, `"nova": "kolibri"`) {
			t.Errorf("crm %q --nova=kolibri: exit %d\n%s%s", words, exit, out, errs)
		}
		if verb.StandsFor(v.Gives, v.Flags()[0].Name) == "" {
			t.Errorf("a field may take the place of a flag of crm %s", v)
		}
	}
	if tried < 20 {
		t.Errorf("only %d verbs give fields", tried)
	}
}
