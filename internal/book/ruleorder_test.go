package book

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"crm/internal/crm"
)

// TestOrderOfAddingRules: in which order a book got its rules makes no difference to what they make.
func TestOrderOfAddingRules(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(r *rapid.T) {
		p := newPlayer(t, r)
		one := p.desk
		other := one.fork()
		names := []string{"own-a", "own-b", "own-c", "own-d"}
		texts := map[string]string{}
		for _, name := range names {
			texts[name] = p.ruleText(name)
		}
		add := func(d *desk, names []string) bool {
			for _, name := range names {
				if _, err := d.do(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
					return b.AddRules(ctx, name, texts[name], false)
				}); err != nil {
					return false // they go round for ever
				}
			}
			return true
		}
		if !add(one, names) || !add(other, rapid.Permutation(names).Draw(r, "added")) {
			return
		}
		both := func(command func(context.Context, *Book) (*crm.Outcome, error)) {
			_, failed := one.do(command)
			if _, err := other.do(command); (failed == nil) != (err == nil) {
				r.Fatalf("%v and %v", failed, err)
			}
			for _, table := range []string{"activities", "contacts", "notes"} {
				text := "SELECT * FROM " + table + " ORDER BY id"
				if got, want := other.raw().rows(text), one.raw().rows(text); !slices.Equal(got, want) {
					r.Fatalf("%s differ:\n%v\n%v\nof %v", table, want, got, texts)
				}
			}
		}
		for i := range rapid.IntRange(2, 8).Draw(r, "commands") {
			var calls []*crm.Activity
			one.look(func(v reader) {
				var err error
				if calls, err = v.openCalls(); err != nil {
					t.Fatal(err)
				}
			})
			if len(calls) == 0 || rapid.Bool().Draw(r, "add") {
				stage := rapid.SampledFrom([]string{crm.StageLead, crm.StageClient, crm.StageProspect}).Draw(r, "stage")
				values := Values{"name": {fmt.Sprintf("Given%d Family%d", i, i)}, "birthday": {rapid.SampledFrom([]string{"", "1980-07-14"}).Draw(r, "birthday")}}
				both(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
					return b.AddContact(ctx, stage+" add", NewContact{Values: values, Stage: stage})
				})
				continue
			}
			call := rapid.SampledFrom(calls).Draw(r, "call")
			in := CallLog{Result: rapid.SampledFrom([]string{crm.NoReach, crm.StayInTouch, crm.AppointmentResult, crm.WrongNumber}).Draw(r, "result")}
			both(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
				return b.LogCall(ctx, fmt.Sprint(call.ID), in)
			})
		}
	})
}
