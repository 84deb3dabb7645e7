package book

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"crm/internal/crm"

	"pgregory.net/rapid"
)

// filled has a rule act for what is in the book.
func (d *desk) filled(in Backfill) *crm.Outcome {
	d.t.Helper()
	return d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) { return b.BackfillRule(ctx, in) })
}

// addRule adds a rule of the book's own.
func (d *desk) addRule(text string) {
	d.t.Helper()
	d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
		return b.AddRules(ctx, "rules.yaml", text, true)
	})
}

// fillRules are rules of many kinds.
var fillRules = []string{
	`- name: mine
  on: contact
  when: becomes("stage", "client")
  do:
    - create: call
      subject: how are you
      due: = on_or_after_workday(today + days(30))
`, `- name: mine
  on: contact
  when: created() and birthday == nil
  do:
    - create: task
      subject: ask for the birthday
      due: = next_workday(today)
      slot: ask-birthday
    - set: contact
      rating: c
`, `- name: mine
  on: contact
  when: updated() and changed("rating") and rating != nil
  do:
    - create: note
      body: rated {{rating}}
    - set: contact
      source: web
`, `- name: mine
  on: activity
  when: kind == "call" and becomes("call_result", "no-reach")
  do:
    - create: email
      subject: we called you
      due: = today + days(1)
`, `- name: mine
  on: opportunity
  when: becomes("status", "won") and contact.last_call != nil
  do:
    - create: call
      call_type: review
      due: = closed + months(3)
      slot: review
      of: household
    - set: contact
      rating: d
`, `- name: mine
  on: activity
  when: created() and kind == "call" and call_type == "review"
  do:
    - create: task
      subject: prepare
      due: = due - days(1)
      slot: prepare
`, `- name: mine
  on: contact
  when: stage == "lead" and changed("stage")
  do:
    - cancel: activities
      where: kind == "call" and not promised()
    - create: call
      due: = next_workday(today)
- name: mine
  on: activity
  when: becomes("status", "cancelled")
  do:
    - create: note
      body: one was cancelled
`,
}

// TestBackfillIsDoneOnce: a rule acts for what is there once. A second time there is nothing to
// do, and after an undo, which leaves the book as it was, it is all to do again.
func TestBackfillIsDoneOnce(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(r *rapid.T) {
		d := newDesk(t, "2026-07-02")
		var people []int64
		for i := range rapid.IntRange(1, 7).Draw(r, "people") {
			pairs := []string{}
			for _, of := range []struct {
				field string
				texts []string
			}{
				{"household", []string{"The Pohls", "The Bergs"}}, {"last-call", []string{"2026-03-01", "2026-06-15"}}, {"birthday", []string{"--07-04", "1980-09-12"}},
				{"rating", []string{"a", "b"}}, {"phone", []string{"614-555-0140", "614-555-0141"}},
			} {
				if chosen := rapid.SampledFrom(append(of.texts, "", "")).Draw(r, of.field); chosen != "" {
					pairs = append(pairs, strings.ReplaceAll(of.field, "-", "_"), chosen)
				}
			}
			stage := rapid.SampledFrom([]string{crm.StageLead, crm.StageProspect, crm.StageClient, ""}).Draw(r, "stage")
			people = append(people, d.add(stage, fmt.Sprintf("Given%d Family%d", i, i), pairs...))
		}
		for i := range rapid.IntRange(0, 12).Draw(r, "steps") {
			d.on(crm.NewDate(2026, 7, 3+4*i).String())
			who := rapid.SampledFrom(people).Draw(r, "who")
			switch rapid.SampledFrom([]string{"log", "log", "rate", "buy", "stop"}).Draw(r, "step") {
			case "log":
				_, _ = d.do(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
					return b.LogCall(ctx, fmt.Sprint(who), CallLog{Result: rapid.SampledFrom([]string{crm.NoReach, crm.StayInTouch, crm.WrongNumber}).Draw(r, "result")})
				})
			case "rate":
				d.edit(who, "rating", rapid.SampledFrom([]string{"a", "b", "c"}).Draw(r, "rating"))
			case "buy":
				if o, err := d.do(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
					return b.AddOpportunity(ctx, fmt.Sprint(who), Values{"line": {"auto"}})
				}); err == nil {
					d.win(crm.IDOf(o.Subjects[0]))
				}
			case "stop":
				if rapid.Bool().Draw(r, "really") {
					d.stop(who)
				}
			}
		}
		d.addRule(rapid.SampledFrom(fillRules).Draw(r, "rule"))
		in := Backfill{Rule: "mine"}
		if rapid.Bool().Draw(r, "in part") {
			in.Where = "id > " + fmt.Sprint(rapid.SampledFrom(people).Draw(r, "from"))
		}
		if rapid.Bool().Draw(r, "built in") {
			in.Rule = rapid.SampledFrom([]string{"new-lead", "birthday", "client", "stay-in-touch", "won", "next-step"}).Draw(r, "of those")
		}
		before := d.raw().state()
		first := d.filled(in)
		after := d.raw().state()
		second := d.filled(in)
		if n := second.Backfilled.Records; n > 0 || d.raw().state() != after {
			r.Errorf("%s: the second time it acted for %d: %s", in.Rule, n, differing(d.raw().state(), after))
		}
		if first.Change == 0 {
			if after != before {
				r.Errorf("%s: nothing was to do, and something is another: %s", in.Rule, differing(after, before))
			}
			return
		}
		d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
			return b.Undo(ctx, first.Change, "it was tried")
		})
		if got := d.raw().state(); got != before {
			r.Errorf("%s: undone, the book is another: %s", in.Rule, differing(got, before))
		}
		if again := d.filled(in); again.Backfilled.Records != first.Backfilled.Records {
			r.Errorf("%s: it acted for %d, and after an undo for %d", in.Rule, first.Backfilled.Records, again.Backfilled.Records)
		}
	})
}
