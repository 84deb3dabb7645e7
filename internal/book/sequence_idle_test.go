package book

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"crm/internal/crm"
)

// waits are rules about records with which nothing happens for a while.
const waits = `
- {name: quiet-sale, idle: {of: opportunity, for: 14 days}, do: [{create: task, subject: "{{line}}"}]}
- {name: quiet-client, idle: {of: contact, for: 90 days}, do: [{create: call}]}
- {name: quiet-policy, idle: {of: policy, for: 100 days}, do: [{create: task}]}
- {name: quiet-quote, idle: {of: quote, for: 7 days}, do: [{create: task}]}
`

// waiting is what those rules wait for.
var waiting = []struct {
	rule, live string
	of         crm.Kind
	days       int
}{
	{"quiet-sale", "status = 'open'" + reachable, crm.KindOpportunity, 14},
	{"quiet-client", "stage IS NOT NULL AND stopped IS NULL AND calls_barred IS NULL", crm.KindContact, 90},
	{"quiet-policy", "status IN ('pending', 'active')" + reachable, crm.KindPolicy, 100},
	{"quiet-quote", "status IN ('requested', 'received', 'presented') AND opportunity IN (SELECT id FROM opportunities WHERE TRUE" + reachable + ")", crm.KindQuote, 7},
}

// reachable is that the contact may be contacted.
const reachable = " AND NOT EXISTS (SELECT 1 FROM contacts c WHERE c.id = contact AND c.stopped IS NOT NULL)"

// waitFor adds the rules to a book.
func waitFor(p *player) []string {
	if _, err := p.book.AddRules(p.Context(), "", waits, false); err != nil {
		p.Fatal(err)
	}
	p.step([]string{"add"})
	p.step([]string{"client add"})
	p.step([]string{"opp add"})
	sales := []string{"opp add", "opp edit", "opp stage", "regard", "won", "lost", "reopen", "request", "receive", "present", "policy add", "note add", "log call"}
	return append(p.names(), slices.Concat(sales, sales, sales)...)
}

// TestIdleIsPlannedAhead: after every change each record of which a rule waits for something to
// happen has one open activity, so many days after the last thing that happened with it, and no other
// record has one.
func TestIdleIsPlannedAhead(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(r *rapid.T) {
		p := newPlayer(t, r)
		had := map[string]bool{}            // those which had one before the change
		happened := map[string][]crm.Date{} // by the noun and the number of what it was
		p.edited = func(o *crm.Outcome) {
			for _, e := range o.Edits {
				for _, w := range waiting {
					for _, id := range []int64{crm.About(e.Before, w.of), crm.About(e.After, w.of)} {
						key := fmt.Sprint(w.of, id)
						switch days := happened[key]; {
						case id == 0:
						case e.Rule == "":
							last := e.Day
							for _, day := range days {
								last = crm.Latest(last, day)
							}
							happened[key] = []crm.Date{last}
							if late := e.Day.AddDays(w.days); late.Before(p.day) { // today, in place of a past day
								happened[key] = append(happened[key], p.day.AddDays(-w.days))
							}
						case e.Kind == w.of && e.ID == id: // it may begin to wait with it
							happened[key] = append(days, e.Day)
						}
					}
				}
			}
		}
		names := waitFor(p)
		seen := p.edited
		p.edited = func(o *crm.Outcome) {
			seen(o)
			for _, e := range o.Edits { // what another rule has cancelled, or somebody deleted, is over until something happens
				was, _ := e.Before.(*crm.Activity)
				is, _ := e.After.(*crm.Activity)
				for _, w := range waiting {
					deleted := was != nil && e.Action == crm.Delete && crm.About(was, w.of) == 0 // nothing happens with its record
					cancelled := was != nil && is != nil && e.Rule != "" && e.Rule != w.rule && is.Status != crm.Open
					if !deleted && !cancelled || was.Status != crm.Open {
						continue
					}
					if was.Slot == w.rule {
						delete(happened, fmt.Sprint(w.of, was.Contact))
					} else if id, ok := strings.CutPrefix(was.Slot, w.rule+"/"); ok {
						delete(happened, string(w.of)+id)
					}
				}
			}
		}
		for range rapid.IntRange(3, 20).Draw(r, "changes") {
			before := had
			had = map[string]bool{}
			p.step(names)
			for _, w := range waiting {
				table := crm.NounOf(w.of).Table
				column := string(w.of)
				for _, row := range p.raw.rows("SELECT id FROM " + table + " WHERE " + w.live) {
					id := strings.TrimPrefix(row, "id=")
					slot := w.rule + "/" + id
					if w.of == crm.KindContact {
						slot = w.rule
					}
					key := string(w.of) + id
					days, known := happened[key]
					open := p.raw.rows("SELECT due FROM activities WHERE status = 'open' AND rule = ? AND slot = ?"+
						condition(w.of == crm.KindContact, " AND contact = "+id), w.rule, slot)
					if column == "quote" {
						column = "opportunity"
						id = strings.TrimPrefix(p.raw.rows("SELECT opportunity AS id FROM quotes WHERE id = " + id)[0], "id=")
					}
					chosen := len(p.raw.rows("SELECT id FROM activities WHERE status = 'open' AND rule = ? AND slot IS NULL AND "+column+" = "+id, w.rule))
					var want []string
					for _, day := range days {
						want = append(want, "due="+day.AddDays(w.days).String())
					}
					if !before[row+slot] {
						want = append(want, "due="+p.day.AddDays(w.days).String())
						if known && slices.Equal(open, want[len(days):]) { // it waits from now on
							happened[key] = append(days, p.day)
						}
					}
					had[row+slot] = len(open) > 0
					if known && chosen == 0 && (len(open) != 1 || !slices.Contains(want, open[0])) || len(open) > 1 {
						r.Fatalf("%s %s has %v, wanted %v\n%s\n%s", w.of, row, open, want, strings.Join(p.log, "\n"),
							strings.Join(p.raw.rows("SELECT kind, record, rule, action, before, after FROM edits WHERE change = (SELECT max(id) FROM changes)"), "\n"))
					}
				}
				p.raw.none("an activity for a record that waits for nothing", "SELECT a.id FROM activities a WHERE a.status = 'open' AND a.slot LIKE '"+w.rule+"/%' AND NOT EXISTS (SELECT 1 FROM "+
					table+" WHERE '"+w.rule+"/' || id = a.slot AND "+w.live+")")
				p.raw.none("an activity for a contact that waits for nothing", "SELECT a.id FROM activities a WHERE a.status = 'open' AND a.slot = 'quiet-client' AND NOT EXISTS (SELECT 1 FROM contacts WHERE id = a.contact AND stage IS NOT NULL AND stopped IS NULL AND calls_barred IS NULL)")
			}
			if r.Failed() {
				r.Fatal(strings.Join(p.log, "\n"))
			}
		}
		p.raw.invariants()
	})
}

func condition(is bool, text string) string {
	if !is {
		return ""
	}
	return text
}

// TestUndoGivesBackWhatIsPlannedAhead holds for books with such rules.
func TestUndoGivesBackWhatIsPlannedAhead(t *testing.T) {
	t.Parallel()
	undoGivesBack(t, waitFor)
}

// TestBookIsSoundWithWhatIsPlannedAhead holds for books with such rules.
func TestBookIsSoundWithWhatIsPlannedAhead(t *testing.T) {
	t.Parallel()
	staysSound(t, waitFor)
}
