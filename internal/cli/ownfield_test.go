package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"strings"
	"testing"

	"crm/internal/book"
	"crm/internal/crm"
	"crm/internal/locale"
)

// TestFieldsOfTheBooksOwn: a field that a book has added is listed, asked for, told,
// kept in the journal and taken back as the built-in ones are. What it is called says
// nothing of it: end is told and phone is a text.
func TestFieldsOfTheBooksOwn(t *testing.T) {
	path, _ := secretBook(t)
	var none *crm.Schema
	schema, err := none.With(crm.KindOpportunity,
		&crm.Field{Name: "policy_limit", Type: crm.MoneyType, Label: "Policy limit"},
		&crm.Field{Name: "end", Type: crm.DateType},
		&crm.Field{Name: "drivers", Type: crm.NumberType},
		&crm.Field{Name: "share", Type: crm.PercentType},
		&crm.Field{Name: "phone", Type: crm.TextType},
		&crm.Field{Name: "garage", Type: crm.PhoneType},
	)
	if err != nil {
		t.Fatal(err)
	}
	run := func(args ...string) string {
		t.Helper()
		var out bytes.Buffer
		world := worldOf(path, args, &out, &out)
		world.schema = schema
		if exit := Main(world); exit != 0 {
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
	b, err := book.Open(context.Background(), book.Options{Path: path, Now: afternoon(), NewOp: newOp, Code: locale.Code, Schema: schema})
	if err != nil {
		t.Fatal(err)
	}
	change := func(values book.Values) {
		t.Helper()
		if _, err := b.EditOpportunities(context.Background(), []string{"6"}, values); err != nil {
			t.Fatal(err)
		}
	}
	run("opp", "reopen", "6")
	run("opp", "add", "4", "--line", "home")
	change(book.Values{"policy_limit": {"500000"}, "end": {"2027-03-01"}, "drivers": {"2"}, "share": {"40%"}, "phone": {"=1+1"}, "garage": {"+1 614 555 0147"}})
	change(book.Values{"policy_limit": {"750000"}, "drivers": {"0"}})
	if _, err := b.EditOpportunities(context.Background(), []string{"6"}, book.Values{"garage": {"shed"}}); crm.CodeOf(err) != crm.CodeInvalid {
		t.Errorf("a shed is a phone number: %v", err)
	}

	var rows []map[string]any
	if err := json.Unmarshal([]byte(run("opp", "list", "--all", "-o", "json", "--where", "policy_limit > 600000 and drivers < 1", "--sort", "-end")), &rows); err != nil || len(rows) != 1 {
		t.Fatalf("%v, %v", rows, err)
	}
	for name, want := range map[string]any{"id": 6.0, "policy_limit": "750000.00", "end": "2027-03-01", "drivers": 0.0, "share": 40.0, "phone": "=1+1", "garage": "+1 614 555 0147"} {
		if rows[0][name] != want {
			t.Errorf("%s is %v, want %v", name, rows[0][name], want)
		}
	}
	wants(run("opp", "list", "--columns", "id,policy_limit,end,phone,garage", "--sort", "policy_limit", "-o", "csv"),
		"id,policy_limit,end,phone,garage\n", "\n6,750000.00,2027-03-01,'=1+1,+1 614 555 0147\n")
	wants(run("opp", "list", "--columns", "id,contact,policy_limit,share", "--where", `phone startsWith "=" and garage != nil`), "Policy limit", "$750,000", "40")
	wants(run("note", "list", "--columns", "id,opportunity.policy_limit", "--where", "opportunity.policy_limit == 750000", "-o", "csv"), ",750000.00\n")
	wants(run("opp", "list", "--columns", "id,Policy limit", "--where", "drivers == 0", "-o", "csv"), "id,policy_limit\n6,750000.00\n")
	wants(run("opp", "list", "--where", "drivers == 0", "--columns", "id,policy_limit", "-o", "jsonl"), `{"id": 6, "policy_limit": "750000.00"}`)
	wants(run("opp", "show", "6"), "Policy limit  $750,000", "end", "Mon 1 Mar 2027")
	wants(run("opp", "show", "6", "-o", "csv"), "'=1+1", ",+1 614 555 0147")

	said := run("history", "6")
	wants(said, "Policy limit $500,000.00 to", "drivers 2 to 0", "share 40%", "end Mon 1 Mar 2027", "phone =1+1")
	wants(run("undo"), "drivers 0 to 2, Policy limit $750,000.00 to")
	wants(run("opp", "list", "--where", "policy_limit == 500000 and drivers == 2", "-q"), "6\n")
	wants(run("undo"), "Policy limit", "end", "garage")
	if said := run("opp", "list", "--where", "policy_limit != nil or end != nil", "-q"); said != "" {
		t.Errorf("after everything was taken back there is %s", said)
	}
	wants(run("redo"), "Policy limit $500,000")
	wants(run("redo"), "drivers 2 to 0, Policy limit $500,000.00 to")
	wants(run("opp", "list", "--where", "policy_limit == 750000", "-q"), "6\n")
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}
}
