package book

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"crm/internal/crm"
)

// policyFile makes the rows of a list of policies; cells are parted by |.
func policyFile(lines ...string) *file {
	f := &file{}
	columns := []string{"full_name", "phone", "street", "policy_number", "carrier", "line", "premium", "effective", "expires", "x_date", "policy_status", "do_not_contact"}
	for i, line := range lines {
		values := Values{}
		for at, cell := range strings.Split(line, "|") {
			if cell != "" {
				values[columns[at]] = []string{cell}
			}
		}
		f.rows = append(f.rows, ImportRow{Line: i + 2, Values: values, Reject: func(reason string) error {
			f.rejected = append(f.rejected, fmt.Sprintf("%d %s", i+2, reason))
			return nil
		}})
	}
	return f
}

func (f *file) importPolicies(d *desk, in Import) (*crm.Outcome, error) {
	d.t.Helper()
	in.Rows, in.Headings = rowsOf(f.rows), map[string]string{"carrier": "Carrier", "line": "Line"}
	return d.do(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
		return b.ImportPolicies(ctx, "policy import", in)
	})
}

func (f *file) mustImportPolicies(d *desk, in Import) *crm.Outcome {
	d.t.Helper()
	o, err := f.importPolicies(d, in)
	if err != nil {
		e, _ := crm.AsError(err)
		d.t.Fatalf("%v\n%s", err, strings.Join(e.Help(), "\n"))
	}
	return o
}

// lettered is a family name for a number.
func lettered(begins string, n int) string {
	return begins + string([]rune{rune('a' + n/26%26), rune('a' + n%26)}) + "er"
}

// TestThousandsOfPolicies counts exactly what 3,000 rows with couples, several policies a
// person, terms in any order, the same rows twice, marks and policies elsewhere make; that
// the same file again changes nothing; and that the next year's file renews.
func TestThousandsOfPolicies(t *testing.T) {
	blocks := sized(60, 300) // more rows than wait at once
	var lines, next []string
	for n := 1; n <= blocks; n++ {
		couple, phone, street := lettered("Pohl", n), fmt.Sprintf("614-555-%04d", n), fmt.Sprintf("%d Oak St", n+1)
		first := fmt.Sprintf("%s, Marge & Bill|%s|%s|0A-%d|Acme|auto|1,234.50|2026-02-01|2027-02-01||active|", couple, phone, street, n)
		lines = append(lines, first,
			fmt.Sprintf("Marge and Bill %s||%s|H-%d|Acme|home|980|2026-03-01|2027-03-01||active|", couple, street, n),
			fmt.Sprintf("%s Marge/Bill||%s|0A-%d|Acme|auto|1100|2025-02-01|2026-02-01||renewed|", couple, street, n),
			fmt.Sprintf("Ruth %s|615-555-%04d||S-%d|Buckeye|auto|700|2026-05-01|2027-05-01||active|", lettered("Solo", n), n, n),
			fmt.Sprintf("Ruth %s|615-555-%04d||T-%d|Buckeye|life|300|2020-05-01|2021-05-01||cancelled|", lettered("Solo", n), n, n),
			fmt.Sprintf("%s & Sons LLC|616-555-%04d||F-%d|Buckeye|business-owners|4000|2026-06-01|2027-06-01||active|", lettered("Firm", n), n, n),
			fmt.Sprintf("Omar %s|617-555-%04d|||Rival|auto|800|||2027-09-01||", lettered("Wait", n), n),
			first,
			fmt.Sprintf("Nora %s|618-555-%04d||Q-%d|Acme|auto|500|2026-07-01|2027-07-01||active|yes", lettered("Quiet", n), n, n),
			fmt.Sprintf("Grace %s|619-555-%04d||L-%d|Acme|auto|500|2024-07-01|2025-07-01||expired|", lettered("Gone", n), n, n))
		next = append(next, fmt.Sprintf("%s, Marge & Bill|%s|%s|0A-%d|Acme|auto|1,300|2027-02-01|2028-02-01||active|", couple, phone, street, n))
	}
	defer func(few int) { mostPending = few }(mostPending)
	mostPending = 500 // as for the program
	d := newDesk(t, "2026-11-25")
	empty := d.raw().state()
	f := policyFile(lines...)
	o := f.mustImportPolicies(d, Import{CallsPerDay: 40})
	want := crm.PoliciesImported{Households: blocks, Added: 8 * blocks, Renewed: blocks, Sales: blocks}
	if got := *o.Imported.Policies; got != want || o.Imported.Added != 7*blocks || len(o.Imported.Bad)+len(o.Imported.Skipped) != 0 || len(o.Imported.Stopped) != blocks {
		t.Errorf("%+v, want %+v; %d contacts, %d bad, %d skipped, %d stopped", got, want, o.Imported.Added, len(o.Imported.Bad), len(o.Imported.Skipped), len(o.Imported.Stopped))
	}
	planned := 0
	for _, day := range o.Imported.Days {
		if planned += day.Calls; day.Calls > 40 {
			t.Errorf("%d calls on %s", day.Calls, day.Day)
		}
	}
	if planned != 5*blocks {
		t.Errorf("%d calls are planned, want %d", planned, 5*blocks)
	}
	for query, want := range map[string]string{
		"SELECT count(*) AS n FROM contacts WHERE kind = 'person' AND stage = 'client'":                                                                                             fmt.Sprint("n=", 4*blocks),
		"SELECT count(*) AS n FROM contacts WHERE kind = 'person' AND household IS NOT NULL":                                                                                        fmt.Sprint("n=", 2*blocks),
		"SELECT count(*) AS n FROM contacts WHERE kind = 'organization'":                                                                                                            fmt.Sprint("n=", blocks),
		"SELECT count(*) AS n FROM contacts WHERE stage = 'prospect'":                                                                                                               fmt.Sprint("n=", blocks),
		"SELECT count(*) AS n FROM policies WHERE status = 'active'":                                                                                                                fmt.Sprint("n=", 5*blocks),
		"SELECT count(*) AS n FROM policies WHERE number LIKE '0A-%' AND renews IS NOT NULL AND effective = '2026-02-01'":                                                           fmt.Sprint("n=", blocks),
		"SELECT count(*) AS n FROM activities JOIN contacts ON contacts.id = activities.contact WHERE activities.kind = 'call' AND do_not_contact IS NOT NULL":                      "n=0",
		"SELECT count(*) AS n FROM activities WHERE kind = 'call' AND purpose = 'x-date' AND due >= '2027-07-03' AND status = 'open'":                                               fmt.Sprint("n=", blocks),
		"SELECT count(*) AS n FROM activities WHERE kind = 'task' AND purpose = 'renewal' AND status = 'open'":                                                                      fmt.Sprint("n=", 5*blocks),
		"SELECT count(*) AS n FROM activities WHERE kind = 'task' AND purpose <> 'renewal'":                                                                                         "n=0",
		"SELECT count(*) AS n FROM policies JOIN contacts ON contacts.id = policies.contact WHERE contacts.name LIKE 'Marge %' AND policies.premium = 123450 AND status = 'active'": fmt.Sprint("n=", blocks),
	} {
		if got := d.raw().rows(query); !slices.Equal(got, []string{want}) {
			t.Errorf("%s: %q, want %q", query, got, want)
		}
	}
	before := d.raw().state()
	o = f.mustImportPolicies(d, Import{})
	if after := d.raw().state(); after != before || o.Change != 0 || o.Imported.Policies.Known != 8*blocks || o.Imported.Policies.SalesKnown != blocks {
		t.Errorf("again: change %d, %+v\n%s", o.Change, *o.Imported.Policies, differing(after, before))
	}
	d.on("2027-01-20")
	o = policyFile(next...).mustImportPolicies(d, Import{})
	if got := *o.Imported.Policies; got.Added != blocks || got.Renewed != blocks || o.Imported.Added != 0 {
		t.Errorf("the next term: %+v, %d contacts", got, o.Imported.Added)
	}
	for range 2 {
		d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) { return b.Undo(ctx, 0, "tried") })
	}
	if after := d.raw().state(); after != empty {
		t.Errorf("undo leaves\n%s", differing(after, empty))
	}
}

// TestPoliciesThatContradict: a row that can't be true beside another one, or beside the book,
// is named and not taken.
func TestPoliciesThatContradict(t *testing.T) {
	t.Parallel()
	d := newDesk(t, "2026-11-25")
	policyFile("Ruth Adeyemi|614-555-0112||A-1|Acme|auto|700|2026-05-01|2027-05-01||active|").mustImportPolicies(d, Import{})
	before := d.raw().state()
	for _, test := range []struct{ line, want string }{
		{"Zed Quux|614-555-0113||A-1|Acme|auto|700|2026-05-01|2027-05-01||active|", "has policy A-1 already"},
		{"Zed Quux|614-555-0113||B-1||auto|700|2026-05-01|2027-05-01||active|", "whose policy it is"},
		{"Zed Quux|614-555-0113||B-1|Acme||700|2026-05-01|2027-05-01||active|", "line of business"},
		{"Zed Quux|614-555-0113||B-1|Acme|auto|700|2027-05-01|2026-05-01||active|", "can't expire on"},
		{"Zed Quux|614-555-0113||B-1|Acme|auto|lots|2026-05-01|2027-05-01||active|", "amount"},
		{"Zed Quux|614-555-0113||B-1|Acme|auto|700|2026-02-31|2027-05-01||active|", "2026-02-31"},
		{"Zed Quux|614-555-0113||B-1|Acme|auto|700|2026-05-01|2027-05-01||asleep|", "asleep"},
	} {
		_, err := policyFile(test.line).importPolicies(d, Import{})
		e, _ := crm.AsError(err)
		if e == nil || !strings.Contains(strings.Join(e.Help(), "\n"), test.want) {
			t.Errorf("%s: %v", test.line, err)
		}
		if after := d.raw().state(); after != before {
			t.Fatalf("%s has changed the book:\n%s", test.line, differing(after, before))
		}
	}
	two := policyFile("Zed Quux|614-555-0113||B-1|Acme|auto|700|2026-05-01|2027-05-01||active|", "Zed Quux|614-555-0113||B-1|Acme|auto|900|2026-05-01|2027-05-01||active|",
		"Abe Stone|614-555-0114||B-1|Acme|auto|700|2026-05-01|2027-05-01||active|", "Abe Stone|614-555-0114||C-1|Acme|auto|700|2026-05-01|2027-05-01||active|")
	o := two.mustImportPolicies(d, Import{SkipBad: true})
	if len(o.Imported.Bad) != 2 || len(two.rejected) != 2 || o.Imported.Policies.Added != 2 || !strings.HasPrefix(two.rejected[0], "3 ") || !strings.HasPrefix(two.rejected[1], "4 ") {
		t.Errorf("%+v, rejected %q, %+v", o.Imported.Bad, two.rejected, *o.Imported.Policies)
	}
}

// TestPolicyIsOfWhomTheRowNames: a phone of somebody who must not be contacted brings nobody
// else's policy to them. Whoever of their household has the name has it, or somebody new
// without the phone; who may be the same under another name is them.
func TestPolicyIsOfWhomTheRowNames(t *testing.T) {
	t.Parallel()
	for named, want := range map[string]string{"Ina Roe": "Ina Roe", "Jon Roe": "Jon Roe", "Zoe Marsh": "Zoe Marsh", "Gow Trucking LLC": "Gow Trucking LLC", "Hal Roe": "Hal Roe", "H. Roe": "Hal Roe"} {
		d := newDesk(t, "2026-11-02")
		hal := d.add(crm.StageClient, "Hal Roe", "phone", "614-555-0301", "household", "Roe")
		ina := d.add(crm.StageClient, "Ina Roe", "phone", "614-555-0302", "household", "Roe")
		d.stop(hal)
		policyFile(named+"|614-555-0301||P-7|Erie|auto|800|2026-06-01|2027-06-01||active|").mustImportPolicies(d, Import{})
		if got := d.raw().rows("SELECT c.name FROM policies p JOIN contacts c ON c.id = p.contact"); len(got) != 1 || got[0] != "name="+want {
			t.Errorf("the policy of %s is with %q", named, got)
		}
		if got := d.raw().rows("SELECT id FROM contacts WHERE name = 'Ina Roe'"); len(got) != 1 {
			t.Errorf("%s: Ina Roe is %q", named, got)
		}
		if phones := d.contact(ina).Phones; len(phones) != 1 {
			t.Errorf("%s: Ina Roe has %v", named, phones)
		}
	}
}
