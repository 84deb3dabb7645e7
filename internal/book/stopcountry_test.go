package book

import (
	"context"
	"slices"
	"testing"

	"crm/internal/crm"
	"crm/internal/fold"
)

// TestStopHoldsInAnotherCountry: whoever must not be called because of a number may not be
// called either after the country of the book is set or changed. Neither may whoever has
// that number as the new country reads it, nor whoever comes in with it as the country
// before did.
func TestStopHoldsInAnotherCountry(t *testing.T) {
	t.Parallel()
	groups := [][]string{
		{"478-555-0101", "+478 555 0101", "0478 555 0101", "+1 478 555 0101"},
		{"612 000 147", "0612 000 147", "+34 612 000 147"},
		{"347 000 0147", "+39 347 000 0147"},
		{"090-0000-0148", "+81 90 0000 0148"},
		{"55 0000 0149", "+52 55 0000 0149"},
		{"+54 9 11 5555 0101", "011 15 5555 0101"},
	}
	alike := func(a, b, country string) bool {
		x, okX := fold.PhonePoint(a, country)
		y, okY := fold.PhonePoint(b, country)
		return okX && okY && slices.Contains(fold.AlikePoints(x, country), y)
	}
	for _, way := range [][2]string{{"none", "us"}, {"none", "it"}, {"us", "it"}, {"mx", "es"}, {"us", "ar"}} {
		for which := range 2 {
			d := newDesk(t, "2026-07-09")
			set := func(country string) *crm.Outcome {
				return d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) { return b.Set(ctx, "country", country) })
			}
			set(way[0])
			ids := map[string]int64{}
			for i, group := range groups {
				for j, phone := range group {
					o, err := d.do(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
						return b.AddContact(ctx, "lead add", NewContact{Stage: crm.StageLead, AllowDuplicate: true, Values: Values{"name": {string(rune('A'+i)) + "en " + string(rune('A'+j)) + "berg"}, "phone": {phone}}})
					})
					if err == nil { // which not every country has
						ids[phone] = crm.IDOf(o.Subjects[0])
					}
				}
			}
			for _, group := range groups {
				if _, err := d.do(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
					return b.AddSuppressions(ctx, []string{group[which]}, "asked", "")
				}); err != nil {
					delete(ids, group[which])
				}
			}
			stopped := func() map[string]bool {
				is := map[string]bool{}
				d.look(func(v reader) {
					for phone, id := range ids {
						c, err := v.contactOrNil(id)
						if err != nil {
							t.Fatal(err)
						}
						is[phone] = !c.Stopped.IsZero()
					}
				})
				return is
			}
			before := stopped()
			set(way[1])
			after := stopped()
			country := way[1]
			if country == "none" {
				country = ""
			}
			for _, group := range groups {
				for _, phone := range group {
					if of := group[which]; before[phone] && !after[phone] || ids[of] != 0 && ids[phone] != 0 && alike(of, phone, country) && !after[phone] {
						t.Errorf("%s to %s: %s is stopped, and %s no longer", way[0], way[1], of, phone)
					}
				}
			}
			d.raw().invariants()
		}
	}

	d := newDesk(t, "2026-07-09")
	d.add(crm.StageLead, "Vera Stopp", "phone", "614-555-0101")
	d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
		return b.Stop(ctx, "contact stop", []string{"Vera Stopp"}, "asked", "")
	})
	set := d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) { return b.Set(ctx, "country", "it") })
	if _, err := d.do(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
		return b.AddContact(ctx, "lead add", NewContact{Stage: crm.StageLead, Values: Values{"name": {"Jane Hudson"}, "phone": {"+1 614 555 0101"}}})
	}); crm.CodeOf(err) != crm.CodeRefused {
		t.Errorf("%v", err)
	}
	if !slices.ContainsFunc(set.Notices, func(n crm.Notice) bool { return n.Code == "stops-held" }) {
		t.Errorf("%v", set.Notices)
	}
	d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) { return b.Undo(ctx, set.Change, "") })
	d.raw().invariants()
}
