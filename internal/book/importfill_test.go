package book

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"crm/internal/crm"
)

// A file that completes or updates the book does so once: the second time it changes nothing.
// To complete never changes a field that has something, nor are a phone, an e-mail or a mark
// ever lost.
func TestImportChangesOnce(t *testing.T) {
	t.Parallel()
	columns := []string{"name", "given", "middle", "family", "phone", "email", "birthday", "rating", "source", "household", "org", "address", "note", "do_not_contact", "external_id", "tags", "referred_by", "last_call", "call_frequency"}
	values := map[string][]string{
		"name":           {"Jane Hudson", "jane hudson", "Jane A. Hudson", "Bob Tran", "山本 さくら", "Acme Inc."},
		"given":          {"", "", "", "Jane"},
		"middle":         {"", "", "", "A.", "Anne", "Beth"},
		"family":         {"", "", "", "Hudson"},
		"phone":          {"", "614-555-0147", "(614) 555 0147", "614-555-0148", "614-555-0149 (old)", "614-555-0149"},
		"email":          {"", "", "jane@example.com", "Jane@Example.com", "bob@example.com"},
		"birthday":       {"", "", "1980-05-12", "1990-01-03", "--05-12"},
		"rating":         {"", "a", "b"},
		"source":         {"", "web", "event"},
		"household":      {"", "", "Hudson family", "Tran family"},
		"org":            {"", "", "", "Acme Inc."},
		"address":        {"", "", "1 Elm St", "9 Oak St, Columbus, OH 43004"},
		"note":           {"", "", "likes golf", "has a dog"},
		"do_not_contact": {"", "", "", "", "yes", "no"},
		"external_id":    {"", "", "", "", "A-1", "A-2"},
		"tags":           {"", "", "vip", "golf"},
		"referred_by":    {"", "", "", "Ruth Adeyemi", "Bob Tran"},
		"last_call":      {"", "", "2026-01-05", "2026-03-05"},
		"call_frequency": {"", "", "1-2-per-year", "monthly"},
	}
	rapid.Check(t, func(r *rapid.T) {
		d := newDesk(t, "2026-07-09")
		draw := func(of string) *file {
			var lines []string
			for i := range rapid.IntRange(1, 6).Draw(r, "rows of "+of) {
				var cells []string
				for _, column := range columns {
					cell := rapid.SampledFrom(values[column]).Draw(r, fmt.Sprintf("%s %d of %s", column, i, of))
					cells = append(cells, strings.ReplaceAll(cell, ",", "，"))
				}
				lines = append(lines, strings.Join(cells, ","))
			}
			return table(strings.Join(columns, ","), lines...)
		}
		draw("the book").mustImport(d, Import{Stage: "lead", SkipBad: true})
		before := d.everybody()
		mode := rapid.SampledFrom([]string{fillsKnown, updatesKnown}).Draw(r, "mode")
		in := Import{Stage: "lead", SkipBad: true, OnDuplicate: mode, Households: "together"}
		f := draw("the file")
		first := f.mustImport(d, in).Imported
		after := d.everybody()
		for id, was := range before {
			is := after[id]
			if !was.DoNotContact.IsZero() && is.DoNotContact.IsZero() {
				r.Errorf("%s has lost the mark", was.Name)
			}
			for _, p := range slices.Concat(was.Phones, was.Emails) {
				if !slices.ContainsFunc(slices.Concat(is.Phones, is.Emails), func(q crm.Point) bool { return q.Value == p.Value }) {
					r.Errorf("%s has lost %s", was.Name, p.Value)
				}
			}
			for _, name := range columns {
				field, ok := crm.BuiltIn(crm.KindContact).Field(name)
				if !ok || mode != fillsKnown || name == "name" && is.Middle != was.Middle || name == "do_not_contact" {
					continue
				}
				if name == "phone" && badInHousehold(after, is, was.Phone) {
					continue
				}
				if was, is := field.Encode(was), field.Encode(is); was != nil && was != is {
					r.Errorf("the %s was %v and is %v", name, was, is)
				}
			}
		}
		state := d.raw().state()
		again := f.mustImport(d, in).Imported
		for range 3 { // a row may be of whom a later one has added, or of one of several whom it has completed
			if first.Added == 0 && !slices.ContainsFunc(first.Skipped, func(row crm.SkippedRow) bool { return row.Reason == crm.SkippedSeveral }) {
				break
			}
			state = d.raw().state()
			first, again = again, f.mustImport(d, in).Imported
		}
		if now := d.raw().state(); now != state {
			r.Fatalf("%s: the second time changed\n%s\n%+v\nand then\n%+v", mode, differing(now, state), first, again)
		}
		if again.Added+len(again.Filled)+len(again.Updated) > 0 {
			r.Errorf("the second time %+v", again)
		}
	})
}

// badInHousehold reports whether a number is marked as bad on c and on another of their household, on
// whose row of a file it was called old.
func badInHousehold(people map[int64]*crm.Contact, c *crm.Contact, number string) bool {
	if c.Household == 0 || !c.Phones.HasBad(number) {
		return false
	}
	for id, other := range people {
		if id != c.ID && other.Household == c.Household && other.Phones.HasBad(number+" (old)") {
			return true
		}
	}
	return false
}

// everybody returns all contacts of the book.
func (d *desk) everybody() map[int64]*crm.Contact {
	all := map[int64]*crm.Contact{}
	for _, line := range d.people("id", "1 = 1") {
		id, err := strconv.ParseInt(strings.TrimPrefix(line, "id="), 10, 64)
		if err != nil {
			d.t.Fatal(err)
		}
		all[id] = d.contact(id)
	}
	return all
}

// TestUpdateLeavesNobodyUnsaid: rows that change people of the book count whose next step goes
// with them, and say what would have taken the book back.
func TestUpdateLeavesNobodyUnsaid(t *testing.T) {
	t.Parallel()
	for columns, row := range map[string]string{
		"name,phone,household": "Ma Poe,614-555-0201,Other",
		"name,phone,owner":     "Ma Poe,614-555-0201,Cal Idler",
	} {
		d := newDesk(t, "2026-11-02")
		d.producer("Cal Idler")
		d.add(crm.StageClient, "Ma Poe", "phone", "614-555-0201", "household", "Poe", "last_call", "2026-05-10")
		d.add(crm.StageClient, "Sis Poe", "phone", "614-555-0202", "household", "Poe")
		o := table(columns, row).mustImport(d, Import{OnDuplicate: "update"})
		if o.Imported.Strays != 1 {
			t.Errorf("%s: %d without a next step, want Sis Poe", columns, o.Imported.Strays)
		}
	}
	d := newDesk(t, "2026-11-02")
	d.add(crm.StageClient, "Ned Orr", "phone", "614-555-0203", "last_call", "2026-10-15")
	o := table("name,phone,last_call,stage", "Ned Orr,614-555-0203,2026-05-01,lead").mustImport(d, Import{OnDuplicate: "update"})
	if s := o.Imported.Skipped; len(s) != 1 || fmt.Sprint(s[0].Differs) != "[last_call stage]" {
		t.Errorf("an earlier conversation: %v", s)
	}
}

// TestUpdateMovesTheReviewCall to a period after the last call that the file has, earlier or
// later.
func TestUpdateMovesTheReviewCall(t *testing.T) {
	t.Parallel()
	for last, due := range map[string]string{"": "2026-11-03", "2026-05-10": "2027-04-29"} {
		d := newDesk(t, "2026-11-02")
		day := map[string]string{"": "2025-10-30", "2026-05-10": "2026-10-29"}[last]
		values := []string{"phone", "614-555-0203"}
		if last != "" {
			values = append(values, "last_call", last)
		}
		ned := d.add(crm.StageClient, "Ned Orr", values...)
		table("name,phone,last_call", "Ned Orr,614-555-0203,"+day).mustImport(d, Import{OnDuplicate: "update"})
		d.wantPlan(ned, "review "+due)
	}
}
