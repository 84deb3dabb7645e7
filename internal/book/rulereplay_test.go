package book

import (
	"context"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"crm/internal/crm"
	"crm/internal/rules"
)

// TestAReplayOfARuleIsWhatItDid: a rule that was in force would have done what the journal says
// that it did, no more and no less, and nothing in the book changes.
func TestAReplayOfARuleIsWhatItDid(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(r *rapid.T) {
		p := newPlayer(t, r)
		names := p.begin()
		for range rapid.IntRange(3, 20).Draw(r, "changes") {
			p.stepOrReverse(names)
		}
		before, err := os.ReadFile(p.desk.path)
		if err != nil {
			r.Fatal(err)
		}
		every := rules.BuiltinNames()
		all := p.replayed(every, "")
		for _, d := range all.Deeds {
			if d.Was != crm.ReplaySame {
				r.Fatalf("%s in change %d is %s\n%s", d.Text(2), d.Change, d.Was, strings.Join(p.log, "\n"))
			}
		}
		one := p.one("rule", every...)
		if got, want := deedLines(p.replayed([]string{one}, "").Deeds), deedLines(slices.DeleteFunc(slices.Clone(all.Deeds), func(d *crm.ReplayDeed) bool { return d.Rule != one })); got != want {
			r.Fatalf("alone, %s makes\n%s\n%s", one, differing(got, want), strings.Join(p.log, "\n"))
		}
		since := p.day.AddDays(-30)
		if got, want := deedLines(p.replayed(every, since.String()).Deeds), deedLines(slices.DeleteFunc(slices.Clone(all.Deeds), func(d *crm.ReplayDeed) bool { return d.Day.Before(since) })); got != want {
			r.Fatalf("since %s there is\n%s\n%s", since, differing(got, want), strings.Join(p.log, "\n"))
		}
		if after, err := os.ReadFile(p.desk.path); err != nil || string(after) != string(before) {
			r.Fatalf("the book is another one: %v", err)
		}
		did := p.raw.rows(`SELECT e.change FROM edits e JOIN changes c ON c.id = e.change WHERE cause IS NOT NULL AND action <> 'delete' AND undone_by IS NULL AND reverses IS NULL
			AND kind <> 'suppression' AND rule IN ('` + strings.Join(every, "', '") + `') AND command NOT IN ('book init', 'book roll', 'book restore', 'contact erase', 'contact merge', 'import')
			AND NOT EXISTS (SELECT 1 FROM edits x WHERE x.change = c.id AND x.rule = 'erased')`)
		if n := len(slices.DeleteFunc(slices.Clone(all.Deeds), func(d *crm.ReplayDeed) bool { return d.Kind == crm.KindSuppression })); n != len(did) {
			r.Fatalf("%d of %d edits of rules are told\n%s", n, len(did), strings.Join(p.log, "\n"))
		}
	})
}

// replayed replays built-in rules.
func (p *player) replayed(names []string, since string) *crm.RuleReplay {
	out, err := p.book.ReplayRules(p.Context(), nil, names, since)
	if err != nil {
		p.Fatalf("%v\n%s", err, strings.Join(p.log, "\n"))
	}
	return out
}

func deedLines(deeds []*crm.ReplayDeed) string {
	var lines []string
	for _, d := range deeds {
		lines = append(lines, fmt.Sprintf("%d %s %s %d %s", d.Change, d.Rule, d.Text(2), d.Contact, d.Was))
	}
	return strings.Join(lines, "\n")
}

// replayFile replays the rules of a text on a desk.
func replayFile(t *testing.T, d *desk, text string) *crm.RuleReplay {
	t.Helper()
	b := d.open()
	file, err := rules.Read(b.Schema(), "mine.yaml", text)
	if err != nil {
		t.Fatal(err)
	}
	out, err := b.ReplayRules(context.Background(), file, file.Names(), "")
	if err != nil {
		t.Fatal(err)
	}
	return out
}

const mailRule = `
- name: mail
  on: activity
  when: kind == "call" and becomes("call_result", "no-reach")
  do:
    - create: email
      subject: try {{attempt}}
      due: = today + days(7)
      slot: mail
    - set: contact
      rating: d
- name: mail-off
  on: activity
  when: kind == "call" and becomes("call_result", "stay-in-touch")
  do:
    - cancel: activities
      where: rule == "mail"
`

// TestWhatARuleWouldHaveMadeStandsOnceInItsSlot: what was never made counts as open, so it is moved
// and cancelled by the rules that are tried, and by nothing else.
func TestWhatARuleWouldHaveMadeStandsOnceInItsSlot(t *testing.T) {
	t.Parallel()
	d := newDesk(t, "2026-06-01")
	jane := d.add(crm.StageLead, "Jane Hudson", "phone", "614-555-0147")
	d.log(jane, CallLog{Result: crm.NoReach})
	d.on("2026-06-02")
	d.log(jane, CallLog{Result: crm.NoReach})
	d.on("2026-06-03")
	d.log(jane, CallLog{Result: crm.StayInTouch})
	d.log(d.add(crm.StageLead, "Mike Brandt", "phone", "614-555-0155"), CallLog{Result: crm.NoReach})
	d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) { return b.Undo(ctx, 0, "") })
	out := replayFile(t, d, mailRule)
	want := strings.TrimSpace(`
3 mail create: email, subject: try 1, due: 2026-06-08 2 new
3 mail set: contact, rating: d 2 new
4 mail move: email, subject: try 1, due: 2026-06-09 2 new
5 mail-off cancel: email, subject: try 1, due: 2026-06-09 2 new`)
	if got := deedLines(out.Deeds); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if got, want := fmt.Sprint(out.Changes, out.Asked, out.Left, out.Most, out.MostN, out.Acted), "7 3 [{undone 1}] 2026-06-08 1 false"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// TestAReplayComparesARuleWithWhatItDid: another version of a rule of the book.
func TestAReplayComparesARuleWithWhatItDid(t *testing.T) {
	t.Parallel()
	d := newDesk(t, "2026-06-01")
	d.log(d.add(crm.StageLead, "Jane Hudson", "phone", "614-555-0147"), CallLog{Result: crm.NoReach})
	out := replayFile(t, d, strings.Replace(rules.Source("new-lead"), "next_workday(today)", "today + weeks(1)", 1))
	want := strings.TrimSpace(`
2 new-lead create: call, due: 2026-06-08, call_type: referral, attempt: 1 2 new
2 new-lead create: call, due: 2026-06-02, call_type: referral, attempt: 1 2 only`)
	if got := deedLines(out.Deeds); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// TestAReplayTellsOfARuleThatFails: in which change first, and that nothing came of it.
func TestAReplayTellsOfARuleThatFails(t *testing.T) {
	t.Parallel()
	d := newDesk(t, "2026-06-01")
	d.add(crm.StageLead, "Jane Hudson", "phone", "614-555-0147")
	out := replayFile(t, d, "- name: mine\n  on: contact\n  when: becomes(\"stage\", \"lead\")\n  do:\n    - create: task\n      due: = last_call + days(1)\n")
	if out.Failed != 1 || out.Why == nil || out.Why.Part != "due" || len(out.Deeds) != 0 {
		t.Errorf("got %+v", out)
	}
}

// TestAReplayMindsOnce: what a rule would have done counts for how often it may act.
func TestAReplayMindsOnce(t *testing.T) {
	t.Parallel()
	for once, want := range map[string]int{"household": 1, "contact": 2, "{per: contact, within: 2 days}": 3} {
		d := newDesk(t, "2026-06-01")
		hal := d.add(crm.StageLead, "Hal Home", "household", "The Homes")
		d.add(crm.StageLead, "Hedy Home", "household", "The Homes")
		for i, rating := range []string{"a", "b", "c"} {
			d.on(fmt.Sprintf("2026-06-0%d", 2+2*i))
			d.edit(hal, "rating", rating)
		}
		d.edit("Hedy Home", "rating", "a")
		for _, deed := range []string{"create: task\n      subject: rated\n      due: = today", "create: note\n      body: rated"} {
			out := replayFile(t, d, "- name: mine\n  on: contact\n  once: "+once+"\n  when: updated() and changed(\"rating\")\n  do:\n    - "+deed+"\n")
			if len(out.Deeds) != want {
				t.Errorf("once %s: got\n%s\nwant %d", once, deedLines(out.Deeds), want)
			}
		}
	}
}

// TestAReplayHasWhatWasNeverTouched: a record that is added and forgotten is idle from then on.
func TestAReplayHasWhatWasNeverTouched(t *testing.T) {
	t.Parallel()
	d := newDesk(t, "2026-06-01")
	d.add(crm.StageLead, "Jane Hudson", "phone", "614-555-0147")
	d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
		return b.AddOpportunity(ctx, "Jane Hudson", Values{"line": {"home"}})
	})
	out := replayFile(t, d, "- name: quiet\n  idle: {of: opportunity, for: 10 days}\n  do:\n    - create: task\n      subject: look\n")
	if got, want := deedLines(out.Deeds), "3 quiet create: task, subject: look, due: 2026-06-11, purpose: idle 2 new"; got != want {
		t.Fatalf("got\n%s\nwant\n%s", got, want)
	}
	if t1 := out.Deeds[0].Trigger; t1 == nil || t1.Action != crm.Create {
		t.Errorf("the opportunity was added, and not %+v", t1)
	}
}

// TestAReplayIsOfTheDayOfTheChange: what was recorded for another day than that of the clock is
// compared as of it.
func TestAReplayIsOfTheDayOfTheChange(t *testing.T) {
	t.Parallel()
	d := newDesk(t, "2026-06-01")
	rule := "- name: mine\n  on: activity\n  when: becomes(\"call_result\", \"no-reach\")\n  do:\n    - create: note\n      body: tried {{contact.name}} on {{today}}\n"
	d.addRule(rule)
	d.add(crm.StageLead, "Jane Hudson", "phone", "614-555-0147")
	d.today = "2026-06-04"
	d.log("Jane Hudson", CallLog{Result: crm.NoReach})
	d.today = ""
	out := replayFile(t, d, rule)
	if len(out.Deeds) != 1 || out.Deeds[0].Was != crm.ReplaySame {
		t.Errorf("got\n%s", deedLines(out.Deeds))
	}
}
