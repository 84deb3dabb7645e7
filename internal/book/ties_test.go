package book

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"crm/internal/crm"
)

// tiesNamed are the contacts and opportunities that an outcome names beside its edits.
func tiesNamed(o *crm.Outcome) map[int64]bool {
	ids := map[int64]bool{}
	for _, n := range o.Notices {
		if id, ok := n.Values["id"].(int64); ok {
			ids[id] = true
		}
		list, _ := n.Values["ids"].([]int64)
		for _, id := range list {
			ids[id] = true
		}
	}
	if o.Imported != nil {
		for _, row := range o.Imported.Stopped {
			ids[row.ID] = true
		}
	}
	return ids
}

// road is a way in which somebody comes to be not contacted any more.
type road struct {
	name   string
	people bool // only people go it
	goes   func(d *desk, id int64) *crm.Outcome
}

func roads() []road {
	importing := func(d *desk, skipBad bool, columns, line string) *crm.Outcome {
		return table(columns, line).mustImport(d, Import{SkipBad: skipBad})
	}
	suppressing := func(d *desk, id int64) *crm.Outcome {
		return d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
			return b.AddSuppressions(ctx, []string{d.contact(id).Phone}, "asked", "")
		})
	}
	return []road{
		{"stop", false, func(d *desk, id int64) *crm.Outcome { return d.stop(id) }},
		{"dead file", true, func(d *desk, id int64) *crm.Outcome { return d.log(id, CallLog{Result: crm.DeadFile}) }},
		{"dnc add", false, suppressing},
		{"dnc import", false, func(d *desk, id int64) *crm.Outcome {
			return d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
				return b.ImportSuppressions(ctx, SuppressionImport{Rows: rowsOf(table("point", d.contact(id).Phone).rows), Reason: "asked"})
			})
		}},
		{"import", false, func(d *desk, id int64) *crm.Outcome {
			c := d.contact(id)
			return importing(d, false, "name,kind,phone,do_not_contact", strings.Join([]string{c.Name, c.Kind, c.Phone, "yes"}, ","))
		}},
		{"import of a number", true, func(d *desk, id int64) *crm.Outcome {
			c := d.contact(id)
			return importing(d, false, "name,phone,stopped", strings.Join([]string{c.Name, c.Phone, "yes"}, ","))
		}},
		{"import of a bad row", true, func(d *desk, id int64) *crm.Outcome {
			c := d.contact(id)
			return importing(d, true, "name,phone,do_not_contact,birthday", strings.Join([]string{c.Name, c.Phone, "yes", "blue"}, ","))
		}},
		{"no channel", true, func(d *desk, id int64) *crm.Outcome {
			return d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
				return b.Consent(ctx, "consent", fmt.Sprint(id), ConsentGiven{Channel: crm.ByAll, State: crm.Withdrawn})
			})
		}},
		{"merge", true, func(d *desk, id int64) *crm.Outcome {
			other := d.add(crm.StageLead, "Pat Roe-Ryan", "phone", "614-555-0777")
			d.stop(other)
			return d.merge(id, other)
		}},
	}
}

// TestTies: on every road, those tied to somebody who must not be contacted any more are
// named.
func TestTies(t *testing.T) {
	t.Parallel()
	base := newDesk(t, "2026-11-20")
	ben := base.producer("Ben Ortiz")
	firm := base.add(crm.StageClient, "Acme Tools", "kind", "organization", "phone", "614-555-0900")
	house := base.add("", "Roe house", "kind", "household", "phone", "614-555-0120")
	pat := base.add(crm.StageLead, "Pat Roe", "phone", "614-555-0101", "household", fmt.Sprint(house), "org", fmt.Sprint(firm))
	twin := base.addAnyhow("Tia Twin", "phone", "614-555-0101")
	atHome := base.add(crm.StageLead, "Mo Roe", "phone", "614-555-0102", "household", fmt.Sprint(house))
	atWork := base.add(crm.StageLead, "Lou Fox", "phone", "614-555-0103", "org", fmt.Sprint(firm))
	sale := base.put(&crm.Opportunity{Contact: pat, Owner: ben, Status: crm.Open, Stage: "new", Line: "auto", Opened: date("2026-11-20")})
	for _, road := range roads() {
		for who, ties := range map[int64][]int64{pat: {firm, house, twin, atHome, atWork, sale}, firm: {pat, atWork}, house: {pat, atHome}} {
			if who != pat && road.people {
				continue
			}
			t.Run(fmt.Sprint(road.name, " ", base.contact(who).Name), func(t *testing.T) {
				d := base.fork()
				d.t = t
				o := road.goes(d, who)
				if d.contact(who).Stopped.IsZero() {
					t.Fatalf("who went it may be contacted: %v", codes(o))
				}
				for _, tied := range ties {
					if !tiesNamed(o)[tied] {
						t.Errorf("%d is not named: %v", tied, o.Notices)
					}
				}
			})
		}
	}
}

// TestTiesOfNewContacts: whom a file marks and adds has ties, too: those of the same
// household or firm.
func TestTiesOfNewContacts(t *testing.T) {
	t.Parallel()
	d := newDesk(t, "2026-11-20")
	o := table("name,phone,household,org,do_not_contact",
		"Pat Roe,614-555-0101,Roe house,Acme,yes", "Mo Roe,614-555-0102,Roe house,,", "Lou Fox,614-555-0103,,Acme,").mustImport(d, Import{Stage: crm.StageLead})
	for _, name := range []string{"Mo Roe", "Lou Fox"} {
		if id := d.idOf(name); !tiesNamed(o)[id] {
			t.Errorf("%s (%d) is not named: %v", name, id, o.Notices)
		}
	}
}

// TestTiesAreFewWords: many are told in one sentence, with some of them and a command.
func TestTiesAreFewWords(t *testing.T) {
	t.Parallel()
	d := newDesk(t, "2026-11-20")
	firm := d.add(crm.StageClient, "Acme Tools", "kind", "organization", "phone", "614-555-0900")
	var lines []string
	for i := range 30 {
		d.add(crm.StageLead, fmt.Sprintf("Wes%d Wo", i), "phone", fmt.Sprintf("614-555-02%02d", i), "org", fmt.Sprint(firm))
		lines = append(lines, fmt.Sprintf("Pat%d Ah,614-555-03%02d,Ah%d house,yes", i, i, i), fmt.Sprintf("Lou%d Ah,614-555-04%02d,Ah%d house,", i, i, i))
	}
	for _, o := range []*crm.Outcome{d.stop(d.idOf("Wes7 Wo")), table("name,phone,household,do_not_contact", lines...).mustImport(d, Import{Stage: crm.StageLead, Households: "together"})} {
		said := slices.DeleteFunc(slices.Clone(o.Notices), func(n crm.Notice) bool { return !strings.HasSuffix(n.Code, "not-stopped") })
		if len(said) != 1 || said[0].Values["n"] != 30 || len(said[0].Values["names"].([]string)) > mostNamed || len(said[0].Values["ids"].([]int64)) != 30 {
			t.Errorf("%v", said)
		}
	}
}
