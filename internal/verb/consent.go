package verb

import (
	"crm/internal/book"
	"crm/internal/crm"
)

// consent is the verb that records what somebody says about being reached on a channel.
func consent() *Verb {
	field := fieldsOf(crm.KindConsent)
	return &Verb{Name: "consent", About: "Record that a contact may be reached on a channel, or may not any more", Ordered: true,
		Long: `Record that a contact may be reached on a channel, or may not any more: call, text,
email, post or all. Whoever wants no calls is not called, and neither is anybody else
on the same number; rules plan to write to them instead. Whoever wants nothing on any
channel is marked as by contact stop. What was said last counts.`,
		Examples: []string{`"Jane Hudson" call withdrawn --how phone`, `405 email given --on 3-may --how "web form" --purpose newsletter`, `405 all withdrawn`},
		Takes: []Take{
			contact(), codeArg("CHANNEL", "channel", "consent_channel"), codeArg("STATE", "state", "consent_state"),
			date("on", "the `DATE` on which they said so, if it was not today"),
			field("how", "how they said so: phone|in-person|writing|form|web|email|text, or in your `WORDS`").known("consent_how"),
			field("purpose", "what it is for, in your `WORDS`; everything unless said"),
			note("what they said"),
		},
		Do: func(r Request) (*crm.Outcome, error) {
			return r.Book.Consent(r.Context, r.Verb(), r.Text("contact"), book.ConsentGiven{
				Channel: r.Text("channel"), State: r.Text("state"), On: r.Text("on"), How: r.Text("how"), Purpose: r.Text("purpose"), Note: r.Text("note"),
			})
		}}
}

func consentVerbs(string) []*Verb {
	return []*Verb{listVerb(crm.KindConsent, "List who may be reached on what, and who may not any more", `'channel == "email" and state == "withdrawn"'`)}
}
