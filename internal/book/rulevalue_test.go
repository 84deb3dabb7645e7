package book

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"crm/internal/crm"
)

// wrongValues are what a rule may not give a field, computed so that nobody knows before it acts.
func wrongValues(f *crm.Field) (all []string) {
	never := func(good, wrong string) string { return "= id == 0 ? " + good + " : " + wrong }
	all = append(all, never(f.Name, "nil"))
	switch f.Type {
	case crm.PercentType:
		all = append(all, "= id + 1000", "= 0 - id")
	case crm.NumberType:
		all = append(all, "= 0 - id")
	case crm.MoneyType:
		all = append(all, never("5", "-5"), never("5", "9000000000000"))
	case crm.DateType:
		all = append(all, "= today + days(9999)", "= today - days(9999)")
	case crm.TextType:
		all = append(all, never(`"a"`, `"`+strings.Repeat("x", 2000)+`"`))
		if f.Name == "due_time" || f.Name == "time_zone" {
			all = append(all, never(`"a"`, `"morning"`), never(`"a"`, `"25:99"`), never(`"a"`, `"9"`), never(`"a"`, `"3pm"`))
		}
	}
	return all
}

// TestRulesLeaveABookSound: whatever a rule would give a field, what the command did itself is there,
// the book is sound, and nobody loses their owner or the day of what is planned.
func TestRulesLeaveABookSound(t *testing.T) {
	d := newDesk(t, "2026-07-02")
	who := d.add(crm.StageLead, "Jane Hudson", "phone", "614-555-0140")
	records := map[crm.Kind]crm.Record{crm.KindContact: d.contact(who)}
	records[crm.KindOpportunity] = d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
		return b.AddOpportunity(ctx, fmt.Sprint(who), Values{"line": {"auto"}, "premium": {"1000"}})
	}).Subjects[0]
	records[crm.KindPolicy] = d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
		return b.AddPolicy(ctx, fmt.Sprint(who), Values{"line": {"home"}, "carrier": {"Acme"}, "effective": {"2026-06-01"}, "premium": {"900"}})
	}).Subjects[0]
	refused, tried := 0, 0
	for _, on := range []crm.Kind{crm.KindContact, crm.KindOpportunity, crm.KindPolicy, crm.KindActivity} {
		for _, f := range crm.BuiltIn(on).Fields {
			for _, value := range wrongValues(f) {
				listens, set := on, "record"
				if on == crm.KindActivity {
					listens, set = crm.KindContact, "activities"
				}
				rule := fmt.Sprintf("- name: mine\n  on: %s\n  when: updated() and version > 0 and not changed(\"next_due\")\n  do:\n    - set: %s\n      promised: true\n      %s: %q\n", listens, set, f.Name, value)
				if set == "record" {
					rule = strings.Replace(rule, "      promised: true\n", "", 1)
				}
				if _, err := d.do(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
					return b.AddRules(ctx, "rules.yaml", rule, true)
				}); err != nil {
					refused++
					continue
				}
				tried++
				d.looksAfter(who, listens, crm.IDOf(records[listens]), fmt.Sprintf("POL-%d", tried), fmt.Sprintf("%s.%s %.60s", on, f.Name, value))
			}
		}
	}
	if tried < 60 {
		t.Errorf("only %d rules were taken, %d refused", tried, refused)
	}
}

// looksAfter edits a record and checks that this is done, and the book sound.
func (d *desk) looksAfter(who int64, kind crm.Kind, id int64, text, what string) {
	d.t.Helper()
	field := map[crm.Kind]string{crm.KindContact: "nickname", crm.KindOpportunity: "competitor", crm.KindPolicy: "product"}[kind]
	if field == "" {
		d.t.Fatal(kind)
	}
	edits := func(o *crm.Outcome, err error) {
		if err != nil || o.Change == 0 {
			d.t.Errorf("%s: the change is not made: %v", what, err)
		}
	}
	edits(d.do(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
		return b.change(ctx, "edit", func(w *work) error {
			r, err := w.tx.Ref(kind, id)
			if err != nil {
				return err
			}
			f, known := w.schema.Fields(kind).Field(field)
			if !known {
				return fmt.Errorf("%s has no %s", kind, field)
			}
			if err := f.Set(r, text); err != nil {
				return err
			}
			_, err = w.put(r)
			return err
		})
	}))
	problems, err := Check(context.Background(), d.options(), true)
	if len(problems) > 0 || err != nil {
		d.t.Fatalf("%s: %v, %v", what, problems, err)
	}
	d.look(func(v reader) {
		r, err := v.tx.Ref(kind, id)
		if f, _ := v.schema.Fields(kind).Field(field); err != nil || f.Get(r) != text && !strings.Contains(what, "."+field) {
			d.t.Fatalf("%s: the edit is not there: %v, %v", what, r, err)
		}
		for _, k := range []crm.Kind{crm.KindContact, crm.KindOpportunity, crm.KindPolicy} {
			ids, err := v.listedIDs(ListQuery{Noun: k, Owner: "all", Fixed: []string{`owner == nil`}})
			if err != nil || len(ids) > 0 {
				d.t.Fatalf("%s: %s %v have no owner, %v", what, k, ids, err)
			}
		}
	})
	if lost := slices.IndexFunc(d.activities(who), func(a *crm.Activity) bool {
		return a.Status == crm.Open && (a.Owner == 0 || a.Due.IsZero())
	}); lost >= 0 {
		d.t.Fatalf("%s: an activity has no owner or day", what)
	}
}
