package verb

import (
	"strings"

	"crm/internal/book"
	"crm/internal/crm"
)

func callVerbs(string) []*Verb {
	return []*Verb{
		listVerb(crm.KindActivity, "List the calls that are due within 30 days", activityExample, switchFlag("all", "all open calls, whenever they are due"), switchFlag("done", "the calls that were made instead")),
		logCall(), addCall(),
		show(crm.Call, "Show calls with whom they are to"),
		editActivity(crm.Call, "Change calls", fieldsOf(crm.KindActivity)("call_type", "")),
		assign(crm.Call), snooze(crm.Call), cancel(crm.Call),
		{Name: "correct", About: "Give a logged call another result; what the old one planned is taken back", Ordered: true,
			Examples: []string{`3 stay-in-touch`, `3 --on 2026-11-23`},
			Takes:    madeCall(recordArg("CALL", crm.KindActivity).among(crm.Call).closed(), text("reason", "why somebody may be contacted again, who was a dead file")),
			Do: func(r Request) (*crm.Outcome, error) {
				return r.Book.CorrectCall(r.Context, r.Text("activity"), callMade(r))
			}},
		whyVerb(crm.Call),
	}
}

// madeCall are the flags of a call that was made.
func madeCall(who Take, more ...Take) []Take {
	return append([]Take{
		who, codeArg("RESULT", "result", "call_result"),
		note("what was said"),
		date("on", "the `DATE` of the call, if it was not today"),
		date("due", "the `DATE`, and if wanted the time, of the follow-up: \"fri 17:00\""),
		date("appt", "with appointment: `WHEN` it is, \"fri 10:30\""),
		text("for", "how long it lasts: 1h (the default), 30m"),
		text("place", "where it is"),
		record("opp", crm.KindOpportunity, "the `OPPORTUNITY` that the call regards"),
		text("phone", "with wrong-number: the `NUMBER` that was dialled, if it was not the first"),
	}, more...)
}

func callMade(r Request) book.CallLog {
	return book.CallLog{
		Result: r.Text("result"), Note: r.Text("note"), On: r.Text("on"), Due: r.Text("due"), Appt: r.Text("appt"), For: r.Text("for"),
		Place: r.Text("place"), Opportunity: r.Text("opp"), Phone: r.Text("phone"), Inbound: r.Is("inbound"), Reason: r.Text("reason"), Own: r.Own(),
	}
}

func logCall() *Verb {
	return &Verb{Name: "log", About: "Record what came of a call; rules plan the next step", Ordered: true, Gives: crm.KindActivity,
		Long: `Record what came of a call. A number names the call, or the contact; a name closes
the call that this plausibly was: what is due, an open referral call, or a retry.

Results: ` + strings.Join(crm.Picklist("call_result"), ", ") + `
(short: nr, sit, dead, appt, wrong; or the words of your language).`,
		Examples: []string{`352 nr`, `"Jane Hudson" sit -m "wants auto and home in spring"`, `409 appt --appt "fri 10:30" --place "214 Elm St"`},
		Takes:    madeCall(namedArg("CALL|NAME", crm.KindActivity).among(crm.Call), switchFlag("inbound", "they called")),
		Do: func(r Request) (*crm.Outcome, error) {
			return r.Book.LogCall(r.Context, r.Text("activity"), callMade(r))
		}}
}

func addCall() *Verb {
	return addActivity(crm.Call, "Plan a call", contact(),
		date("due", "the `DATE`, and if wanted the time: \"fri 17:00\"").must(),
		code("type", "call_type", ""),
		note("what it is about"),
		record("owner", crm.KindProducer, "the `PRODUCER` who is to call"),
		record("opp", crm.KindOpportunity, "the `OPPORTUNITY` that it regards"))
}
