package say

import (
	"slices"
	"strings"

	"crm/internal/crm"
	"crm/internal/fold"
)

// Labels say which of several people, and which opportunity, a line of a card is about.
type Labels struct {
	*Voice
	members map[int64]string
	all     bool // the card shows all of its contact
	Brief   bool // who is enough
}

// Labels are those for the lines of a card.
func (v *Voice) Labels(c *crm.Card) Labels {
	l := Labels{Voice: v, all: c.ShowsAll()}
	others := append(slices.Clip(c.Others), c.Members...)
	l.members = shortNames(others, c.Contact)
	if c.Contact != nil && c.Contact.Household != 0 {
		l.members[c.Contact.Household] = v.Word("noun", crm.Household)
	}
	return l
}

// Of is the label of a contact and an opportunity, unless its number is there already.
func (l Labels) Of(contact, opportunity int64, numbered bool) string {
	name := l.members[contact]
	if l.all && opportunity != 0 && !numbered && !(l.Brief && name != "") {
		return l.Locale.Join(name, l.Numbered(&crm.Opportunity{Head: crm.Head{ID: opportunity}}))
	}
	return name
}

// shortNames calls people by their given names. It uses the whole name if several share a
// given name, if nobody knows which word it is, and for households and organizations.
// Beside is whose card it is, who needs none.
func shortNames(people []*crm.Contact, beside *crm.Contact) map[int64]string {
	short, known := map[int64]string{}, people
	if beside != nil {
		known = append(slices.Clip(people), beside)
	}
	for _, c := range people {
		short[c.ID] = Clean(c.Name)
		given := givenName(c)
		if given != "" && !slices.ContainsFunc(known, func(other *crm.Contact) bool {
			return other.ID != c.ID && other.Kind == c.Kind && (Clean(other.Given) == given || slices.Contains(strings.Fields(Clean(other.Name)), given))
		}) {
			short[c.ID] = given
		}
	}
	return short
}

// givenName returns the given name of a person, or nothing if nobody knows which it is.
func givenName(c *crm.Contact) string {
	if given := Clean(fold.WithoutTitles(c.Given)); given != "" && !fold.OnlyTitles(given) || c.Kind != crm.Person {
		return given
	}
	words := strings.Fields(Clean(fold.WithoutTitles(c.Name)))
	switch {
	case len(words) < 2:
		return ""
	case fold.Unspaced(c.Name):
		return words[len(words)-1]
	}
	return words[0]
}

// Told is a line about a record: when, by whom, which, and what happened or is planned.
type Told struct {
	On                    crm.Date
	Clock, By, What, Text string
}

// Threads leaves of the e-mails of each thread with somebody the last one, which has the others
// as Earlier.
func Threads(past []*crm.Event) []*crm.Event {
	type thread struct {
		contact int64
		name    string
	}
	last := map[thread]*crm.Event{}
	var told []*crm.Event
	for _, e := range slices.Backward(past) {
		if e.Activity == nil || e.Activity.InThread() == "" {
			told = append(told, e)
			continue
		}
		of := thread{e.Contact, e.Activity.InThread()}
		if last[of] != nil {
			last[of].Earlier = append(last[of].Earlier, e)
			continue
		}
		one := *e
		last[of], told = &one, append(told, &one)
	}
	slices.Reverse(told)
	return told
}

// Event tells something that happened.
func (v *Voice) Event(e *crm.Event) Told {
	t := Told{On: e.On, By: firstWord(e.By)}
	if !e.At.IsZero() {
		t.Clock = v.Locale.Clock(v.Local(e.At))
	}
	switch {
	case e.Activity != nil:
		t.What, t.Text = v.Numbered(e.Activity), v.happened(e)
	case e.Note != nil:
		t.What, t.Text = v.Numbered(e.Note), v.noteText(e.Note)
	case e.File != nil:
		t.What, t.Text = v.Numbered(e.File), v.fileText(e.File)
	case len(e.Quotes) > 0:
		t.What, t.Text = v.quotesEvent(e)
	case e.Policy != nil:
		t.What, t.Text = v.Numbered(e.Policy), v.policyEvent(e)
	case e.Sale != nil:
		t.What, t.Text = v.saleEvent(e)
	case e.Marked != nil:
		t.What, t.Text = v.Numbered(e.Marked), v.stopEvent(e.Marked.DoNotContact.IsZero(), e.Marked.DoNotContactReason, e.Marked.DoNotContactNote, e.Reason)
	case e.Number != nil:
		n := e.Number
		t.What, t.Text = v.shortWordFor(n), withName(Phone(n.Value), v.stopEvent(!n.Ended.IsZero(), n.Reason, n.Note, e.Reason))
	}
	return t
}

// stopEvent says that somebody was stopped, and why, or may be contacted again, and
// why.
func (v *Voice) stopEvent(again bool, reason, note, why string) string {
	if again {
		return withName(v.Locale.Text("edit.allowed"), OneLine(why))
	}
	text := v.Locale.Join(v.Locale.Text("outcome.stop", "reason", v.Word("stop_reason", reason)), OneLine(note))
	if why != "" {
		text += " (" + OneLine(why) + ")"
	}
	return text
}

// quotesEvent says what came of one or several quotes.
func (v *Voice) quotesEvent(e *crm.Event) (what, text string) {
	l := v.Locale
	what = l.Text("timeline.quotes")
	if len(e.Quotes) == 1 {
		what = v.Numbered(e.Quotes[0])
	}
	var carriers []string
	for _, q := range e.Quotes {
		carriers = append(carriers, Clean(q.Carrier))
	}
	offer := v.perTerm(e.Quotes[0].Premium, e.Quotes[0].Term)
	if offer != "" && (e.To == crm.QuoteReceived || e.Field == "premium") {
		return what, l.Join(append(carriers, offer)...)
	}
	if len(carriers) > 1 {
		return what, withName(Clean(l.Many("quote_status", e.To)), l.Join(carriers...))
	}
	return what, withName(v.Word("quote_status", e.To), l.Join(carriers...))
}

// policyEvent says that a policy was made, got its number, or ended.
func (v *Voice) policyEvent(e *crm.Event) string {
	switch {
	case e.Field == "number":
		return v.Locale.Text("edit.set", "field", lowerHeading(v.Locale.Field(crm.KindPolicy, "number")), "to", Clean(e.To))
	case e.From == "":
		return v.policyText(e.Policy)
	}
	return v.Word("policy_status", e.To)
}

// saleEvent says what became of an opportunity.
func (v *Voice) saleEvent(e *crm.Event) (what, text string) {
	l, o := v.Locale, e.Sale
	what = v.Numbered(o)
	switch {
	case e.Field == "stage":
		return v.Word("noun", "stage"), l.Text("opp.stage", "from", v.Word("opportunity_stage", e.From), "to", v.Word("opportunity_stage", e.To))
	case e.Field == "owner":
		return what, l.Text("timeline.assigned", "name", firstWord(e.To))
	case e.To == crm.Won:
		premium := ""
		if o.Actual.Known {
			premium = l.Text("opp.premium", "premium", v.roundAmount(o.Actual))
		}
		return what, l.Join(v.Word("opportunity_status", crm.Won), premium)
	case e.To == crm.Lost:
		return what, withName(v.Word("opportunity_status", crm.Lost), v.lostText(o))
	case e.From != "":
		return what, l.Text("timeline.reopened")
	}
	owner := v.Names[o.Owner]
	if owner == "" || owner == e.By {
		return what, l.Text("timeline.opened")
	}
	return what, l.Text("opp.opened", "name", firstWord(owner))
}

// lostText says why and to whom an opportunity was lost.
func (v *Voice) lostText(o *crm.Opportunity) string {
	return v.Locale.Join(v.Word("lost_reason", o.LostReason), Clean(o.Competitor))
}

// noteText is a note in one line, and with whom it is shared.
func (v *Voice) noteText(n *crm.Note) string {
	text := OneLine(n.Body)
	if len(n.Shared) == 0 {
		return text
	}
	var shared []string
	for _, id := range n.Shared {
		shared = append(shared, firstWord(v.colleague(id)))
	}
	return v.Locale.Text("timeline.shared", "what", text, "names", v.Locale.Join(shared...))
}

// happened says how an activity ended, and since when there are e-mails of its thread.
func (v *Voice) happened(e *crm.Event) string {
	a := e.Activity
	about, end, thread := v.purposeOf(a), v.activityStatus(a), ""
	if n := len(e.Earlier); n > 0 {
		thread = v.Locale.Text("timeline.thread", "n", n+1, "date", v.Locale.Date(e.Earlier[n-1].On, v.Today))
	}
	switch {
	case a.CallResult != "":
		end = v.Word("call_result", a.CallResult)
	case a.Kind == crm.Email && a.Status == crm.Done && a.Direction == crm.Inbound:
		end = v.Locale.Text("timeline.came")
	case a.Kind == crm.Email && a.Status == crm.Done:
		end = v.Locale.Text("timeline.sent")
	}
	if a.CallResult != "" || a.Note != "" && about == Clean(a.Note) {
		about = ""
	}
	return withName(v.Locale.Join(end, about, thread, Clean(a.Place)), OneLine(a.Note))
}

// Planned tells an open activity of a card.
func (v *Voice) Planned(c *crm.Card, a *crm.Activity) Told {
	by, clock := firstWord(v.Names[a.Owner]), Clean(a.DueTime)
	if owner := crm.OwnerOf(c.Record); by == "" && a.Owner != 0 && a.Owner == owner {
		by = firstWord(c.Owner)
	}
	if a.Kind == crm.Appointment && !a.Start.IsZero() && v.wholeDays(a) == 0 {
		clock = v.Locale.Clock(v.Local(a.Start))
	}
	parts := []string{v.purposeOf(a)}
	if _, itself := c.Record.(*crm.Policy); a.Policy != 0 && !itself {
		parts = append(parts, v.Numbered(&crm.Policy{Head: crm.Head{ID: a.Policy}}))
	}
	if a.Attempt > 1 {
		parts = append(parts, v.Locale.Plural("outcome.try", int(a.Attempt)))
	}
	parts = append(parts, Clean(a.Place))
	if c.Contact != nil && c.Contact.ID == a.Contact && c.Via == nil && len(c.At) == 0 {
		parts = append(parts, v.Missing(a.Missing(c.Contact)))
	}
	return Told{a.Due, clock, by, v.Numbered(a), strings.TrimSpace(v.Locale.Join(parts...))}
}
