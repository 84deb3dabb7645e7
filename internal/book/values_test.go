package book

import (
	"context"
	"strconv"
	"testing"

	"crm/internal/crm"
	"crm/internal/store"
)

// TestAReferenceIsOfItsNoun gives each field that refers to something the number of
// a record of each noun: what is taken is a record that the field may refer to, and
// anything else is refused.
func TestAReferenceIsOfItsNoun(t *testing.T) {
	t.Parallel()
	d := newDesk(t, "2026-07-09")
	contacts := map[string]int64{}
	for _, kind := range []string{crm.Person, crm.Household, crm.Organization} {
		contacts[kind] = d.put(&crm.Contact{Kind: kind, Name: "A " + kind, Owner: 1})
	}
	numbers := []int64{1, 999}
	for _, contact := range contacts {
		opp := d.put(&crm.Opportunity{Contact: contact, Owner: 1, Line: "auto", Stage: "new", Status: crm.Open, Opened: crm.DateOf(d.now)})
		numbers = append(numbers, contact, opp,
			d.put(&crm.Activity{Kind: crm.Call, Contact: contact, Owner: 1, Status: crm.Open, Due: crm.DateOf(d.now)}),
			d.put(&crm.Activity{Kind: crm.Task, Contact: contact, Owner: 1, Subject: "letter", Status: crm.Open, Due: crm.DateOf(d.now)}),
			d.put(&crm.Quote{Contact: contact, Opportunity: opp, Requested: crm.DateOf(d.now), Carrier: "Acme", Status: crm.QuoteRequested}),
			d.put(&crm.Policy{Contact: contact, Carrier: "Acme", Line: "auto", Number: "A-" + strconv.FormatInt(contact, 10), Status: crm.PolicyActive}),
			d.put(&crm.Note{Contact: contact, Author: 1, Body: "likes tea", Written: d.now}))
	}
	numbers = append(numbers, d.put(&crm.Team{Name: "Sales"}))
	taken := 0
	err := d.err(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
		return b.change(ctx, "test", func(w *work) error {
			for _, noun := range crm.Kinds() {
				for _, f := range crm.BuiltIn(noun).Fields {
					if f.Type != crm.RefType {
						continue
					}
					for _, n := range numbers {
						value, err := w.parseRef(f, strconv.FormatInt(n, 10))
						if err != nil {
							if crm.CodeOf(err) == crm.CodeInternal {
								t.Errorf("%s %s of %d: %v", noun, f.Name, n, err)
							}
							continue
						}
						taken++
						record, err := w.tx.Ref(f.Ref, value.(int64))
						if err != nil || record == nil {
							t.Errorf("%s %s of %d is %d, which is no %s (%v)", noun, f.Name, n, value, f.Ref, err)
						}
						if want := map[string]string{"household": crm.Household, "org": crm.Organization}[f.Name]; want != "" && record != nil && record.(*crm.Contact).Kind != want {
							t.Errorf("%s %s of %d is a %s", noun, f.Name, n, record.(*crm.Contact).Kind)
						}
					}
				}
			}
			return store.ErrRollBack
		})
	})
	if taken < 20 {
		t.Errorf("%d were taken: too few to say anything (%v)", taken, err)
	}
}
