package book

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"crm/internal/crm"
)

// The properties of sequence_test.go for opportunities, quotes and policies
// alone: among all commands a random walk hardly ever binds a quote.

func TestUndoGivesBackSales(t *testing.T) {
	t.Parallel()
	undoGivesBack(t, (*player).beginSale)
}

func TestBookIsSoundAfterEverySale(t *testing.T) {
	t.Parallel()
	staysSound(t, (*player).beginSale)
}

// beginSale brings somebody as far as two quotes, and names what may follow.
func (p *player) beginSale() []string {
	for _, first := range []string{"add", "add", "opp add", "request", "receive"} {
		p.step([]string{first})
	}
	names := slices.Sorted(maps.Keys(p.sales(p.Context())))
	return append(names, "log", "stop", "allow", "done", "snooze")
}

// tidy is what is true after every command, though not where one of several is
// taken back: nothing is on the list that has been settled.
func (r *raw) tidy() {
	r.t.Helper()
	r.none("a task for quotes that are not there", `SELECT a.id, a.purpose FROM activities a WHERE a.status = 'open' AND a.purpose = 'chase-quotes'
		AND NOT EXISTS (SELECT 1 FROM quotes q WHERE q.opportunity = a.opportunity AND q.status = 'requested')`)
	r.none("something to do for a policy that has ended", `SELECT a.id FROM activities a JOIN policies p ON p.id = a.policy
		WHERE a.status = 'open' AND a.rule IS NOT NULL AND p.status NOT IN ('active', 'pending')`)
}

// noPolicyIsLeft holds that what is planned for a policy is known, and that a policy
// whose end nobody looks after has been told of when it came to that.
func (p *player) noPolicyIsLeft(o *crm.Outcome) {
	p.Helper()
	p.raw.none("what is planned for a policy", `SELECT id, next_due FROM policies p
		WHERE next_due IS NOT (SELECT min(due) FROM activities a WHERE a.policy = p.id AND a.status = 'open')`)
	told := maps.Clone(p.left)
	if told == nil {
		told = map[int64]bool{}
	}
	for _, n := range o.Notices {
		if id, ok := n.Values["id"].(int64); ok && slices.Contains([]string{"no-renewal", "policy-expired", "policy-without-step", "policy-step-late"}, n.Code) {
			told[id] = true
		}
	}
	p.left = map[int64]bool{}
	for _, row := range p.raw.rows(`SELECT id FROM policies p WHERE status IN ('pending', 'active') AND NOT EXISTS (SELECT 1 FROM activities a
		WHERE a.policy = p.id AND a.status = 'open' AND (p.expires IS NULL OR a.due <= p.expires OR p.expires < ?))`, p.day.String()) {
		id, _ := recordNumber(strings.TrimPrefix(row, "id="))
		p.left[id] = true
		if !told[id] {
			p.Errorf("nobody looks after policy %d, and nobody was told\n%s", id, strings.Join(p.log, "\n"))
		}
	}
}

// sales are the random changes to opportunities, quotes and policies.
func (p *player) sales(ctx context.Context) map[string]func() (*crm.Outcome, error) {
	b := p.book
	open := func() string { return p.id("opportunities", "status = 'open'") }
	quote := func(condition string) string { return p.id("quotes", condition) }
	policy := func() string { return p.id("policies", "status IN ('active', 'pending')") }
	loose := func() Loose {
		return Loose{Activities: p.one("own", "", ChooseCancel, ChooseComplete, ChooseKeep), DeclineQuotes: p.maybe("decline", 2)}
	}
	addOpportunity := func() (*crm.Outcome, error) {
		v := Values{"line": {p.one("line", "auto", "home", "auto,home")}, "note": {"wants it soon"}}
		if v["line"][0] != "auto,home" { // each line has a premium of its own
			v["premium"] = []string{"1480"}
		}
		if p.maybe("referred", 3) {
			v["referred_by"], v["reason"] = []string{p.one("by", p.person(), "producer:Ann")}, []string{"new car"}
		}
		return b.AddOpportunity(ctx, p.id("contacts", "kind <> 'organization'"), v)
	}
	receive := func() (*crm.Outcome, error) {
		v := Values{"premium": {p.one("premium", "742", "1506")}, "term": {p.one("term", "6", "12", "")}, "limit": {"bodily injury=100000/300000"}}
		if p.maybe("of the opportunity", 2) {
			v["carrier"] = []string{p.one("carrier", "Acme", "buckeye")}
			return b.ReceiveQuote(ctx, open(), v)
		}
		return b.ReceiveQuote(ctx, quote("status = 'requested'"), v)
	}
	win := func() (*crm.Outcome, error) {
		in := Win{Policy: Values{}, Note: p.one("note", "", "signed"), Loose: loose(), Date: p.one("date", "", "-3d")}
		if p.maybe("number", 2) {
			in.Policy["number"] = []string{"PA-1"}
		}
		q := p.raw.rows("SELECT id, opportunity FROM quotes WHERE status IN ('received', 'presented') ORDER BY id")
		if len(q) == 0 || p.maybe("without a quote", 3) {
			in.Policy["premium"] = []string{"1200"}
			return b.CloseWon(ctx, open(), in)
		}
		var id, of string
		if _, err := fmt.Sscanf(p.one("quote", q...), "id=%s opportunity=%s", &id, &of); err != nil {
			p.Fatal(err)
		}
		in.Quote = id
		return b.CloseWon(ctx, of, in)
	}
	return map[string]func() (*crm.Outcome, error){
		"opp add":       addOpportunity,
		"opp add again": addOpportunity,
		"opp edit": func() (*crm.Outcome, error) {
			return b.EditOpportunities(ctx, []string{open()}, Values{"probability": {"35"}, "due": {p.ahead()}, "competitor": {"Buckeye"}})
		},
		"opp stage": func() (*crm.Outcome, error) {
			return b.StageOpportunities(ctx, []string{open()}, p.one("stage", crm.Picklist("opportunity_stage")...), "")
		},
		"regard": func() (*crm.Outcome, error) {
			return b.AddActivity(ctx, NewActivity{Kind: crm.Task, Subject: "send the brochure", Opportunity: open(), Due: p.ahead()})
		},
		"meet": func() (*crm.Outcome, error) {
			return b.AddActivity(ctx, NewActivity{Kind: crm.Appointment, Contact: p.person(), When: p.ahead() + " 09:00", Opportunity: open()})
		},
		"won":         win,
		"won instead": win,
		"lost": func() (*crm.Outcome, error) {
			return b.CloseLost(ctx, open(), Loss{Reason: "price", XDate: p.one("x-date", "", "+300d"), Loose: loose()})
		},
		"reopen": func() (*crm.Outcome, error) {
			return b.ReopenOpportunities(ctx, []string{p.id("opportunities", "status <> 'open'")}, "changed their mind")
		},
		"request": func() (*crm.Outcome, error) {
			return b.RequestQuotes(ctx, open(), NewQuotes{Carriers: []string{p.one("carriers", "Acme,Buckeye", "Cardinal", "ACME")}, Due: p.one("due", "", p.ahead())})
		},
		"receive":       receive,
		"receive again": receive,
		"quote edit": func() (*crm.Outcome, error) {
			return b.EditQuotes(ctx, []string{quote("true")}, Values{"premium": {"900"}, "limit": {p.one("limit", "property=50000", "bodily injury=")}})
		},
		"present": func() (*crm.Outcome, error) { return b.PresentQuotes(ctx, []string{open()}, "") },
		"decline": func() (*crm.Outcome, error) { return b.DeclineQuotes(ctx, []string{quote("true")}, "too dear") },
		"expire":  func() (*crm.Outcome, error) { return b.ExpireQuotes(ctx, []string{quote("true")}, "") },
		"policy add": func() (*crm.Outcome, error) {
			v := Values{"line": {"home"}, "carrier": {"Acme"}, "premium": {"900"}, "effective": {p.one("effective", "", "2026-06-01", "+10d")}}
			if p.maybe("of a sale", 2) {
				v["opportunity"] = []string{p.id("opportunities", "status = 'won'")}
			}
			return b.AddPolicy(ctx, p.person(), v)
		},
		"policy edit": func() (*crm.Outcome, error) {
			return b.EditPolicies(ctx, []string{policy()}, Values{"number": {p.one("number", "PA-7", "")}, "expires": {p.one("expires", "2027-03-01", "-20d", "")}})
		},
		"policy term": func() (*crm.Outcome, error) {
			return b.EditPolicies(ctx, []string{policy()}, Values{"term": {p.one("term", "6", "12")}})
		},
		"policy task": func() (*crm.Outcome, error) {
			id := p.id("activities", "policy IS NOT NULL AND status = 'open'")
			switch p.one("do", "done", "cancel", "snooze") {
			case "done":
				return b.Done(ctx, "done", "", []string{id}, "", "")
			case "cancel":
				return b.Cancel(ctx, "task cancel", crm.Task, []string{id}, "")
			}
			return b.Snooze(ctx, "task snooze", crm.Task, []string{id}, "+400d")
		},
		"policy renew":  func() (*crm.Outcome, error) { return b.RenewPolicy(ctx, policy(), Values{"premium": {"950"}}) },
		"policy cancel": func() (*crm.Outcome, error) { return b.CancelPolicies(ctx, []string{policy()}, "", "sold the car") },
		"policy expire": func() (*crm.Outcome, error) { return b.ExpirePolicies(ctx, []string{policy()}, "") },
	}
}
