package say

import (
	"cmp"

	"crm/internal/crm"
	"crm/internal/fold"
)

// CardFacts returns the facts about the record of a card.
func (v *Voice) CardFacts(c *crm.Card) []Fact {
	f := &facts{}
	if r, ok := c.Record.(*crm.Relation); ok {
		v.relationFacts(f, c, r)
		return *f
	}
	if _, part := c.Record.(*crm.Activity); c.Contact != nil && (!part || c.Whole) { // beside an activity they have a part of the card
		f.add(v.Locale.Field(crm.KindContact, "do_not_contact"), v.stopFact(c.Stop, c.Contact))
		v.consentFacts(f, c)
	}
	if p := c.Contact; p != nil {
		f.add(v.Locale.Field(crm.KindContact, "erased"), v.Locale.Join(v.Locale.Date(p.Erased, v.Today), Clean(p.ErasedReason)))
	}
	switch r := c.Record.(type) {
	case *crm.Opportunity:
		v.opportunityFacts(f, c, r)
	case *crm.Activity:
		v.activityFacts(f, c, r)
		if c.Contact != nil && c.Whole {
			v.contactFacts(f, c, c.Contact)
		}
	case *crm.Contact:
		v.contactFacts(f, c, r)
	case *crm.Quote:
		v.quoteFacts(f, c, r)
	case *crm.Policy:
		v.policyFacts(f, c, r)
	default:
		v.fieldFacts(f, r)
	}
	for _, field := range v.Schema.Fields(c.Record.Noun()).Fields {
		if field.Own || field.Type == crm.TagsType {
			f.add(Clean(v.Locale.Heading(c.Record.Noun(), field)), v.Cell(field, field.Get(c.Record)))
		}
	}
	return *f
}

// fieldFacts adds the fields of a record that its head does not say: of a note or a file
// those that somebody asks about, in that order.
func (v *Voice) fieldFacts(f *facts, r crm.Record) {
	names := crm.BuiltIn(r.Noun()).Names()
	if _, on := crm.AboutField(r.Noun(), crm.KindActivity); on {
		names = []string{"author", "added", "opportunity", "quote", "policy", "activity", "shared", "media_type", "sha256"}
	}
	for _, name := range names {
		field, ok := crm.BuiltIn(r.Noun()).Field(name)
		switch {
		case !ok || name == "id" || name == "version" || name == "name":
		case field.Ref == crm.KindProducer:
			f.add(v.Locale.Field(r.Noun(), name), v.inline(field, field.Get(r)))
		default:
			f.add(v.Locale.Field(r.Noun(), name), v.Cell(field, field.Get(r)))
		}
	}
}

func (v *Voice) opportunityFacts(f *facts, c *crm.Card, o *crm.Opportunity) {
	l := v.Locale
	label := func(name string) string { return l.Field(crm.KindOpportunity, name) }
	f.add(label("owner"), Clean(c.Owner))
	f.add(label("source"), v.source(o.Source, v.referrer(c)))
	switch premium := l.MoneyWhole(o.Premium, v.Currency); {
	case premium != "" && o.Probability > 0 && o.Status == crm.Open:
		f.add(label("premium"), l.Text("opp.a-year", "premium", premium, "percent", int(o.Probability)))
	case premium != "":
		f.add(label("premium"), l.Text("opp.premium", "premium", premium))
	case o.Probability > 0 && o.Status == crm.Open:
		f.add(label("probability"), l.Percent(float64(o.Probability)/100))
	}
	if o.Actual.Known {
		f.add(label("actual_premium"), l.Text("opp.premium", "premium", v.roundAmount(o.Actual)))
	}
	f.add(label("close_by"), l.Date(o.CloseBy, v.Today))
	f.add(label("due"), l.Date(o.Due, v.Today))
	f.add(label("topic"), Clean(o.Topic))
	f.add(label("reason"), Clean(o.Reason))
	f.add(label("lost_reason"), v.Label("lost_reason", o.LostReason))
	f.add(label("competitor"), Clean(o.Competitor))
	f.add(label("x_date"), l.Date(o.XDate, v.Today))
}

// source says where somebody came from: "referral from Ruth Adeyemi", "Web", "Web, from Ruth
// Adeyemi".
// referrer returns who referred the contact or the opportunity of a card, with the mark of
// somebody who must not be contacted.
func (v *Voice) referrer(c *crm.Card) string {
	if c.Referrer == "" || !c.ReferrerStopped || c.Referrer == crm.Nothing { // who was erased needs no mark
		return c.Referrer
	}
	return c.Referrer + " (" + v.Locale.Text("stopped") + ")"
}

func (v *Voice) source(code, referrer string) string {
	switch {
	case referrer != "" && (code == "referral" || code == ""):
		return v.Locale.Text("opp.referral", "name", Clean(referrer))
	case code == "":
		return ""
	}
	from := ""
	if referrer != "" {
		from = v.Locale.Text("today.from", "name", Clean(referrer))
	}
	return v.Locale.Join(v.Word("source", code), from)
}

func (v *Voice) activityFacts(f *facts, c *crm.Card, a *crm.Activity) {
	l := v.Locale
	label := func(name string) string { return l.Field(crm.KindActivity, name) }
	if c.Reason != nil && a.Status == crm.Open && (a.Kind == crm.Call || a.Rule != "") {
		item := &crm.AgendaItem{Activity: a, Contact: c.Contact, Reason: *c.Reason, Wait: c.Wait}
		f.add(l.Text("card.reason"), v.JoinParts(v.reason(item)))
	}
	if a.Kind == crm.Call || v.purposeOf(a) != Clean(a.Subject) { // it is not in the head
		f.add(label("subject"), Clean(a.Subject))
	}
	if a.Kind == crm.Appointment {
		f.add(label("start"), v.dayAndTime(a))
		f.add(label("place"), Clean(a.Place))
	} else {
		f.add(label("due_time"), Clean(a.DueTime))
	}
	if a.Kind == crm.Email && a.Status == crm.Done {
		f.add(label("direction"), v.Label("direction", a.Direction))
	}
	if a.Priority != "normal" {
		f.add(label("priority"), v.Label("priority", a.Priority))
	}
	f.add(label("call_result"), v.Label("call_result", a.CallResult))
	f.add(label("done_on"), l.Date(a.DoneOn, v.Today))
	if a.DoneBy != a.Owner {
		f.add(label("done_by"), v.colleague(a.DoneBy))
	}
	if a.Opportunity != 0 {
		f.add(label("opportunity"), v.Locale.Join(itoa(a.Opportunity), v.Word("line", LineOf(c, a.Opportunity))))
	}
	f.number(label("policy"), a.Policy)
	if !c.Whole {
		f.add(label("owner"), Clean(c.Owner))
	}
	f.add(label("assigned"), l.Date(a.Assigned, v.Today))
	f.write(label("note"), Clean(a.Note), a.Note)
	if a.Rule != "" {
		f.add(label("rule"), l.Text("why.own", "rule", Clean(a.Rule), "command", v.Command("why", a.ID)))
	}
}

// stopFact says since when, why and because of what a contact must not be contacted.
func (v *Voice) stopFact(stop *crm.Stop, c *crm.Contact) string {
	if stop == nil {
		return ""
	}
	since := v.Locale.Text("card.stop", "date", v.Locale.Date(stop.Since, v.Today))
	reason, whose, name, note := v.Word("stop_reason", stop.Reason), "", "", Clean(stop.Note)
	marked := stop.Contact
	if marked != nil {
		name = Clean(marked.Name)
	}
	other := marked != nil && marked.ID != c.ID
	died := other && stop.Reason == crm.StopDeceased
	if died { // and not whoever is shown
		name, reason, note = name+" ("+reason+")", "", ""
	}
	same := v.Locale.Text("card.same-point", "name", name)
	switch m := stop.Member; {
	case m != nil && marked != nil && m.ID == marked.ID:
		whose = name
	case m != nil && died:
		whose = v.Locale.Join(Clean(m.Name), same)
	case m != nil:
		whose = Clean(m.Name)
	case other:
		whose = same
	case marked == nil && stop.Suppression != nil:
		whose = Clean(stop.Suppression.Value)
	}
	return v.Locale.Join(since, reason, whose, note)
}

func (v *Voice) contactFacts(f *facts, card *crm.Card, c *crm.Contact) {
	l := v.Locale
	label := func(name string) string { return l.Field(crm.KindContact, name) }
	if card.Record != crm.Record(c) {
		f.add(v.title(c), itoa(c.ID))
		f.add(label("nickname"), Clean(c.Nickname)) // which is not in the head
	}
	v.partFacts(f, c)
	f.add(label("reading"), Clean(c.Reading))
	f.add(label("owner"), Clean(card.Owner))
	f.add(label("source"), v.source(c.Source, v.referrer(card)))
	if len(c.Phones) > 1 || c.Phone == "" || !c.Stopped.IsZero() {
		f.add(label("phones"), v.Cell(nil, c.Phones))
	}
	v.emailsFact(f, c)
	f.add(label("birthday"), v.Born(c))
	f.add(label("last_call"), l.Date(c.LastCall, v.Today))
	f.add(label("call_frequency"), v.Label("call_frequency", c.CallFrequency))
	f.add(label("client_since"), l.Date(c.ClientSince, v.Today))
	f.add(label("rating"), v.Label("rating", c.Rating))
	f.add(label("household"), Clean(card.Household))
	f.add(label("org"), Clean(card.Org))
	if c.Stage == "" { // who is worked on again was given up once
		f.add(label("reject_reason"), v.Label("reject_reason", c.RejectReason))
	}
	f.add(label("external_id"), Clean(c.ExternalID))
	f.add(label("address"), v.addresses(c.Addresses))
	f.add(label("also"), v.also(c.Also))
	var old []string
	for _, alias := range card.Aliases {
		old = append(old, itoa(alias.Number))
	}
	f.add(v.Locale.Field(crm.KindAlias, "old_number"), v.Locale.Join(old...))
	f.add(label("time_zone"), Clean(c.TimeZone))
}

// consentFacts adds what the contact has said of each channel, and who else keeps them from
// being called or written e-mails.
func (v *Voice) consentFacts(f *facts, c *crm.Card) {
	if c.Silent != nil {
		beside := "card.same-phone"
		if c.Contact.Kind != crm.Person && c.Contact.Phone == "" {
			beside = "card.reached-through"
		}
		if crm.IsErased(c.Silent) {
			beside = "card.phone-of-erased"
		}
		f.add(v.Locale.Field(crm.KindContact, "calls_barred"), v.Locale.Join(v.Locale.Date(c.Contact.CallsBarred, v.Today), v.Locale.Text(beside, "name", Clean(c.Silent.Name))))
	}
	if c.Unwritten != nil {
		beside := "card.same-email"
		if crm.IsErased(c.Unwritten) {
			beside = "card.email-of-erased"
		}
		f.add(v.Locale.Field(crm.KindContact, "emails_barred"), v.Locale.Join(v.Locale.Date(c.Contact.EmailsBarred, v.Today), v.Locale.Text(beside, "name", Clean(c.Unwritten.Name))))
	}
	var said []string
	for _, s := range c.Consents {
		key, how := "card.consent", v.Locale.Join(v.wordOf("consent_how", s.How), Clean(s.Purpose))
		if how != "" {
			key += ".how"
		}
		said = append(said, v.Locale.Text(key, "channel", v.Word("consent_channel", s.Channel), "state", v.Word("consent_state", s.State), "date", v.Locale.Date(s.Since, v.Today), "how", how))
	}
	f.add(v.Label("noun", string(crm.KindConsent)), v.Locale.Join(said...))
}

// partFacts adds the parts that a name does not say: one, or where they are several the name
// that is made of them all.
func (v *Voice) partFacts(f *facts, c *crm.Contact) {
	label := func(name string) string { return v.Locale.Field(crm.KindContact, name) }
	var left facts
	for _, name := range []string{"prefix", "given", "middle", "family", "suffix"} {
		part, _ := crm.BuiltIn(crm.KindContact).Field(name)
		if text, _ := part.Get(c).(string); unsaid(text, c.Name) {
			left.add(label(name), Clean(text))
		}
	}
	if len(left) > 1 && c.Given+c.Family != "" {
		whole := fold.Parts{Prefix: c.Prefix, Given: c.Given, Middle: c.Middle, Family: c.Family, Suffix: c.Suffix}
		left = facts{{Label: label("name"), Value: Clean(whole.Name())}}
	}
	*f = append(*f, left...)
}

// ReachFacts says how somebody is reached: whether they may be, and by which e-mail.
func (v *Voice) ReachFacts(c *crm.Card) []Fact {
	f := &facts{}
	f.add(v.Locale.Field(crm.KindContact, "do_not_contact"), v.stopFact(c.Stop, c.Contact))
	v.consentFacts(f, c)
	if a, ok := c.Record.(*crm.Activity); ok && a.Kind == crm.Email {
		v.emailsFact(f, c.Contact)
	}
	return *f
}

// emailsFact adds the e-mails of a contact, and that they are not to be written to there.
func (v *Voice) emailsFact(f *facts, c *crm.Contact) {
	mark := ""
	if len(c.Emails) > 0 && !c.EmailsBarred.IsZero() {
		mark = v.Missing(NoEmails)
	}
	f.add(v.Locale.Field(crm.KindContact, "emails"), v.Locale.Join(v.Cell(nil, c.Emails), mark))
}

// Born is a birthday with the age.
func (v *Voice) Born(c *crm.Contact) string {
	return v.Locale.Join(v.Locale.Birthday(c.Birthday), v.age(c))
}

// Age is the age alone, or the birthday of somebody whose year of birth is not known.
func (v *Voice) Age(c *crm.Contact) string {
	return cmp.Or(v.age(c), v.Locale.Birthday(c.Birthday))
}

func (v *Voice) age(c *crm.Contact) string {
	if years, known := c.Birthday.Age(v.Today); known && !v.Today.IsZero() {
		return v.Locale.Plural("card.age", years)
	}
	return ""
}

// Has says how many policies in force and open opportunities on a card are somebody's.
func (v *Voice) Has(card *crm.Card, c *crm.Contact) string {
	policies, sales := 0, 0
	for _, r := range card.Policies {
		if r.Contact == c.ID && r.InForce() {
			policies++
		}
	}
	for _, o := range card.Opportunities {
		if o.Contact == c.ID && o.Status == crm.Open {
			sales++
		}
	}
	var has []string
	if policies > 0 {
		has = append(has, v.Locale.Plural("card.has-policies", policies))
	}
	if sales > 0 {
		has = append(has, v.Locale.Plural("card.has-sales", sales))
	}
	return v.Locale.Join(has...)
}
