package verb

import (
	"crm/internal/book"
	"crm/internal/crm"
)

func emailVerbs(string) []*Verb {
	return []*Verb{
		{Name: "log", About: "Record an e-mail that was sent, or came in", Gives: crm.KindActivity,
			Long: `Record an e-mail that was sent, or with --inbound one that came in. The number of
an e-mail that was planned marks that as sent.`,
			Examples: []string{`"Jane Hudson" --subject "auto quote" --opp 391`, `406 --inbound -m "asks about the deductible"`},
			Takes: []Take{
				namedArg("CONTACT|EMAIL", crm.KindContact),
				text("subject", "its subject"),
				note("what it said"),
				date("on", "the `DATE` on which it was sent, if not today"),
				record("opp", crm.KindOpportunity, "the `OPPORTUNITY` that it regards"),
				switchFlag("inbound", "they wrote it"),
			},
			Do: func(r Request) (*crm.Outcome, error) {
				return r.Book.LogEmail(r.Context, r.Text("contact"), book.EmailLog{
					Subject: r.Text("subject"), Note: r.Text("note"), On: r.Text("on"), Opportunity: r.Text("opp"), Inbound: r.Is("inbound"), Own: r.Own(),
				})
			}},
		addEmail(), openActivities("List the e-mails that are to be written"), show(crm.Email, "Show e-mails with whom they are to"),
		done(crm.Email, "Mark e-mails as sent"),
		editActivity(crm.Email, "Change e-mails", fieldsOf(crm.KindActivity)("subject", "what is to be done")),
		snooze(crm.Email), cancel(crm.Email), whyVerb(crm.Email),
	}
}

func addEmail() *Verb {
	v := addActivity(crm.Email, "Plan an e-mail", contact(),
		date("due", "the `DATE`, and if wanted the time").must(),
		text("subject", "its subject").must(),
		record("opp", crm.KindOpportunity, "the `OPPORTUNITY` that it regards"),
		record("owner", crm.KindProducer, "the `PRODUCER` who is to write"),
		note("a note"))
	v.Examples = []string{`"Jane Hudson" --subject "send the comparison" --due fri`}
	return v
}
