package render

import (
	"slices"
	"strings"

	"crm/internal/crm"
)

// timeline shows what happened, the oldest first, and what comes next at the
// end, nearest to the prompt.
func (p *page) timeline(c *crm.Card) {
	blocks := p.timelineBlocks(c)
	if len(blocks) == 0 {
		return
	}
	p.line("")
	for _, line := range slices.Concat(blocks[:len(c.Past)]...) {
		p.line(line)
	}
	p.upcoming(c, blocks[len(c.Past):])
}

// upcoming shows what is planned, in the lines that the timeline gave to it.
func (p *page) upcoming(c *crm.Card, blocks [][]string) {
	if len(c.Open) == 0 {
		return
	}
	p.line(p.bold(p.Locale.Text("opp.next")))
	for i, block := range blocks {
		for _, line := range block {
			if a := c.Open[i]; a.Due.Before(p.Today) {
				line = p.red(line)
			}
			p.line(line)
		}
	}
}

// timelineBlocks are the lines of each event and of each planned activity.
func (p *page) timelineBlocks(c *crm.Card) [][]string {
	labels := p.labels(c)
	g := p.timelineRows(c, labels)
	if len(g.rows) == 0 {
		return nil
	}
	if g.fit(p.width()-2, 4)[4] < min(g.widths()[4], editText) { // the text needs the room
		labels.brief = true
		g = p.timelineRows(c, labels)
	}
	return g.blocks("  ", p.width(), 4)
}

// timelineRows are the lines of a timeline in columns, the last one of which is
// their label, where any needs one.
func (s *Screen) timelineRows(c *crm.Card, labels labels) *grid {
	g := &grid{min: []int{0, 5, 4, 9}, wraps: true, most: 2, spill: true}
	for _, e := range c.Past {
		g.add(append(s.event(e), labels.of(e.Contact, e.Opportunity, e.Sale != nil && e.Field != "stage"))...)
	}
	for _, a := range c.Open {
		g.add(append(s.planned(c, a), labels.of(a.Contact, a.Opportunity, false))...)
	}
	if len(g.rows) > 0 && g.widths()[5] == 0 {
		for i, row := range g.rows {
			g.rows[i] = row[:5]
		}
	}
	return g
}

// labels say whom of several people, and which opportunity, a line of a card
// is about.
type labels struct {
	*Screen
	members map[int64]string
	record  crm.Record // of the card
	brief   bool       // who is enough
}

func (s *Screen) labels(c *crm.Card) labels {
	l := labels{Screen: s, record: c.Record}
	l.members = shortNames(append(slices.Clip(c.Others), c.Members...))
	if c.Contact != nil && c.Contact.Household != 0 {
		l.members[c.Contact.Household] = s.word("noun", crm.Household)
	}
	return l
}

// of is the label of what regards that contact and that opportunity, whose
// number may be there already.
func (l labels) of(contact, opportunity int64, numbered bool) string {
	var parts []string
	if name := l.members[contact]; name != "" {
		parts = append(parts, name)
	}
	switch l.record.(type) {
	case *crm.Contact, *crm.Activity:
		if opportunity != 0 && !numbered && !(l.brief && len(parts) > 0) {
			parts = append(parts, l.numbered(&crm.Opportunity{Head: crm.Head{ID: opportunity}}))
		}
	}
	return l.Locale.Join(parts)
}

// shortNames calls people by their first names; by the last word of the name
// or all of it where several have the same first one, as in Japanese.
func shortNames(people []*crm.Contact) map[int64]string {
	forms := func(c *crm.Contact) []string {
		name := Clean(c.Name)
		words := strings.Fields(name)
		if c.Given != "" || len(words) == 0 {
			return []string{Clean(c.Given), name}
		}
		return []string{words[0], words[len(words)-1], name}
	}
	short := map[int64]string{}
	for _, c := range people {
		for _, form := range forms(c) {
			short[c.ID] = form
			taken := false
			for _, other := range people {
				if other.ID != c.ID && other.Kind == c.Kind {
					for _, word := range append(strings.Fields(Clean(other.Name)), Clean(other.Given)) {
						taken = taken || word == form
					}
				}
			}
			if form != "" && !taken {
				break
			}
		}
	}
	return short
}

// event is something that happened, in the columns of the timeline.
func (s *Screen) event(e *crm.Event) []string {
	clock := ""
	if !e.At.IsZero() {
		clock = s.Locale.Clock(e.At.In(s.zone()))
	}
	row := []string{s.Locale.DateAligned(e.On, s.Today), clock, firstWord(e.By), "", ""}
	switch {
	case e.Activity != nil:
		row[3], row[4] = s.numbered(e.Activity), s.happened(e.Activity)
	case e.Note != nil:
		row[3], row[4] = s.numbered(e.Note), s.noteText(e.Note)
	case e.File != nil:
		row[3], row[4] = s.numbered(e.File), s.fileText(e.File)
	case len(e.Quotes) > 0:
		row[3], row[4] = s.quotesEvent(e)
	case e.Policy != nil:
		row[3], row[4] = s.numbered(e.Policy), s.policyEvent(e)
	case e.Sale != nil:
		row[3], row[4] = s.saleEvent(e)
	case e.Marked != nil:
		row[3], row[4] = s.numbered(e.Marked), s.stopEvent(e.Marked.DoNotContact.IsZero(), e.Marked.DoNotContactReason, e.Marked.DoNotContactNote, e.Reason)
	case e.Number != nil:
		n := e.Number
		row[3], row[4] = s.short(n), named(phone(n.Value), s.stopEvent(!n.Ended.IsZero(), n.Reason, n.Note, e.Reason))
	}
	return row
}

// stopEvent says that somebody was not to be contacted, and why, or that they may
// be again. Why is the reason that a change of that had.
func (s *Screen) stopEvent(again bool, reason, note, why string) string {
	if again {
		return named(s.Locale.Text("edit.allowed"), oneLine(why))
	}
	text := s.Locale.Text("outcome.stop", "reason", s.word("stop_reason", reason))
	if note != "" {
		text = s.Locale.Join([]string{text, oneLine(note)})
	}
	if why != "" {
		text += " (" + oneLine(why) + ")"
	}
	return text
}

// quotesEvent says what came of one quote, or of several.
func (s *Screen) quotesEvent(e *crm.Event) (what, text string) {
	l := s.Locale
	what = l.Text("timeline.quotes")
	if len(e.Quotes) == 1 {
		what = s.numbered(e.Quotes[0])
	}
	var carriers []string
	for _, q := range e.Quotes {
		carriers = append(carriers, Clean(q.Carrier))
	}
	offer := s.perTerm(e.Quotes[0].Premium, e.Quotes[0].Term)
	if offer != "" && (e.To == crm.QuoteReceived || e.Field == "premium") {
		return what, l.Join(append(carriers, offer))
	}
	if len(carriers) > 1 {
		return what, named(Clean(l.Many("quote_status", e.To)), l.Join(carriers))
	}
	return what, named(s.word("quote_status", e.To), l.Join(carriers))
}

// policyEvent says that a policy was made, got its number, or how it ended.
func (s *Screen) policyEvent(e *crm.Event) string {
	switch {
	case e.Field == "number":
		return s.Locale.Text("edit.set", "field", lower(s.Locale.Field(crm.KindPolicy, "number")), "to", Clean(e.To))
	case e.From == "":
		return s.policyText(e.Policy)
	}
	return s.word("policy_status", e.To)
}

// saleEvent says what became of an opportunity.
func (s *Screen) saleEvent(e *crm.Event) (what, text string) {
	l, o := s.Locale, e.Sale
	what = s.numbered(o)
	switch {
	case e.Field == "stage":
		return s.word("noun", "stage"), l.Text("opp.stage", "from", s.word("opportunity_stage", e.From), "to", s.word("opportunity_stage", e.To))
	case e.Field == "owner":
		return what, l.Text("timeline.assigned", "name", firstWord(e.To))
	case e.To == crm.Won:
		parts := []string{s.word("opportunity_status", crm.Won)}
		if o.Actual.Known {
			parts = append(parts, l.Text("opp.premium", "premium", s.rounded(o.Actual)))
		}
		return what, l.Join(parts)
	case e.To == crm.Lost:
		return what, named(s.word("opportunity_status", crm.Lost), s.lostText(o))
	case e.From != "":
		return what, l.Text("timeline.reopened")
	}
	owner := s.Names[o.Owner]
	if owner == "" || owner == e.By {
		return what, l.Text("timeline.opened")
	}
	return what, l.Text("opp.opened", "name", firstWord(owner))
}

// lostText is why and to whom an opportunity was lost.
func (s *Screen) lostText(o *crm.Opportunity) string {
	var parts []string
	if o.LostReason != "" {
		parts = append(parts, s.word("lost_reason", o.LostReason))
	}
	if o.Competitor != "" {
		parts = append(parts, Clean(o.Competitor))
	}
	return s.Locale.Join(parts)
}

// noteText is a note in one line, with whom it is shared.
func (s *Screen) noteText(n *crm.Note) string {
	text := oneLine(n.Body)
	if len(n.Shared) == 0 {
		return text
	}
	var shared []string
	for _, id := range n.Shared {
		shared = append(shared, firstWord(s.colleague(id)))
	}
	return s.Locale.Text("timeline.shared", "what", text, "names", s.Locale.Join(shared))
}

// happened says how an activity ended.
func (s *Screen) happened(a *crm.Activity) string {
	l := s.Locale
	var parts []string
	add := func(part string) {
		if part != "" {
			parts = append(parts, part)
		}
	}
	switch {
	case a.CallResult != "":
		add(s.word("call_result", a.CallResult))
	case a.Kind == crm.Email && a.Status == crm.Done && a.Direction == crm.Inbound:
		add(l.Text("timeline.came"))
	case a.Kind == crm.Email && a.Status == crm.Done:
		add(l.Text("timeline.sent"))
	default:
		add(s.activityStatus(a))
	}
	if about := s.about(a); a.CallResult == "" && (a.Note == "" || about != Clean(a.Note)) {
		add(about)
	}
	add(Clean(a.Place))
	text := l.Join(parts)
	if a.Note != "" {
		text = named(text, oneLine(a.Note))
	}
	return text
}

// planned is an open activity in the columns of the timeline.
func (s *Screen) planned(c *crm.Card, a *crm.Activity) []string {
	by, clock := firstWord(s.Names[a.Owner]), Clean(a.DueTime)
	if owner := crm.OwnerOf(c.Record); by == "" && a.Owner != 0 && a.Owner == owner {
		by = firstWord(c.Owner)
	}
	if a.Kind == crm.Appointment && !a.Start.IsZero() {
		clock = s.Locale.Clock(a.Start.In(s.zone()))
	}
	var parts []string
	if about := s.about(a); about != "" {
		parts = append(parts, about)
	}
	if _, itself := c.Record.(*crm.Policy); a.Policy != 0 && !itself {
		parts = append(parts, s.numbered(&crm.Policy{Head: crm.Head{ID: a.Policy}}))
	}
	if a.Attempt > 1 {
		parts = append(parts, s.Locale.Plural("outcome.try", int(a.Attempt)))
	}
	if a.Place != "" {
		parts = append(parts, Clean(a.Place))
	}
	if c.Contact != nil && c.Contact.ID == a.Contact && c.Via == nil && len(a.Missing(c.Contact)) > 0 {
		parts = append(parts, s.missing(a.Missing(c.Contact)))
	}
	return []string{s.Locale.DateAligned(a.Due, s.Today), clock, by, s.numbered(a), strings.TrimSpace(s.Locale.Join(parts))}
}
