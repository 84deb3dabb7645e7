package screen

import (
	"strings"

	"crm/internal/crm"
	"crm/internal/say"
)

// sections shows what a contact has: members, opportunities, quotes and policies.
func (p *page) sections(c *crm.Card) {
	if c.ShowsAll() || c.Record.Noun() == crm.KindOpportunity {
		p.people(c, membersKey(c.Contact), c.Members)
		p.people(c, "card.related", p.Elsewhere(c))
		p.people(c, "card.referred", c.Referred)
	}
	if c.ShowsAll() {
		p.opportunities(c)
		p.quotes(c)
		p.policies(c)
	}
}

// membersKey is the heading of members; for a person, the others of the household.
func membersKey(c *crm.Contact) string {
	if c != nil && c.Kind != crm.Person {
		return "card.members"
	}
	return "card.household"
}

// section sets rows out under a heading, which says if amounts are a year. On a tight card it
// stands in front of them if there is room, if need be without that.
func (p *page) section(key string, aYear bool, g *grid, elastic int) {
	if len(g.rows) == 0 {
		return
	}
	g.folds = leastCut
	head := p.Locale.Text(key)
	if aYear {
		head = p.Locale.Text("card.a-year", "what", head)
	}
	elastic = g.drop(elastic)
	room := g.width()
	if room+2 > p.width() { // something of the rows is cut anyway
		room -= max(elementOr(g.widths(), elastic, 0)-leastCut, 0)
	}
	for _, short := range []string{head, p.Locale.Text(key)} {
		front := cells(short) + 2
		if !p.tight || front+room > p.width() {
			continue
		}
		for i, line := range g.lines("", p.width()-front, elastic) {
			if i == 0 {
				p.line(p.bold(short) + "  " + line)
				continue
			}
			p.line(strings.Repeat(" ", front) + line)
		}
		return
	}
	p.line(p.bold(head))
	p.grid("  ", g, elastic)
}

// people lists contacts under a heading, with what they are to the contact of a card and,
// of the members of a household or an organization, what each has. Where there is little
// room, the day of a birth, the age, the stage, titles and middle names, and then what is
// left of the names give theirs; a phone is never cut, nor what they are, nor that somebody
// must not be contacted: a row goes on in a further line.
func (p *page) people(card *crm.Card, key string, list []*crm.Contact) {
	none := func(*crm.Contact) string { return "" }
	whole := func(c *crm.Contact) string { return say.Clean(c.Name) }
	type look struct {
		born, name func(*crm.Contact) string
		as         func(*crm.Card, *crm.Contact) string
		front      int // what stands before a row
	}
	indent := cells("  ")
	looks := []look{{p.Born, whole, p.RelatedAs, indent}, {p.Age, whole, p.RelatedAs, indent}, {none, whole, p.RelatedAs, indent}, {none, whole, p.RelationTo, indent}, {none, say.BriefName, p.RelationTo, indent}}
	if head := indent + cells(p.Locale.Text(key)); p.tight {
		looks = append([]look{{p.Born, whole, p.RelatedAs, head}, {p.Age, whole, p.RelatedAs, head}, {none, whole, p.RelatedAs, head}}, looks...)
	}
	var g *grid
	for _, look := range looks {
		g = &grid{right: []bool{true}}
		for _, c := range list {
			has := ""
			if key == "card.members" {
				has = p.Has(card, c)
			}
			g.add(itoa(c.ID), look.name(c), p.Stopped(c), look.as(card, c), say.Phone(c.Phone), look.born(c), has)
		}
		width := look.front + g.width()
		for _, w := range g.widths() {
			if w == 0 {
				width -= 2 // the gap of a column that is dropped
			}
		}
		if width <= p.width() {
			break
		}
	}
	p.section(key, false, g, 1)
}

// opportunities lists those of a card with the number of open quotes.
func (p *page) opportunities(c *crm.Card) {
	open := map[int64]int{}
	for _, q := range c.Quotes {
		if q.Pending() {
			open[q.Opportunity]++
		}
	}
	g, labels, known := &grid{right: []bool{true, false, false, true}, gives: []int{6}}, p.Labels(c), false
	for _, o := range c.Opportunities {
		stage := p.Word("opportunity_stage", o.Stage)
		if o.Status != crm.Open {
			stage = p.Word("opportunity_status", o.Status)
		}
		premium := o.Premium
		if o.Actual.Known {
			premium = o.Actual
		}
		known = known || premium.Known
		quotes := ""
		if n := open[o.ID]; n > 0 {
			quotes = p.Locale.Plural("card.open-quotes", n)
		}
		g.add(itoa(o.ID), p.Word("line", o.Line), say.Clean(stage), p.Locale.MoneyWhole(premium, p.Currency), quotes, say.Clean(o.Topic), labels.Of(o.Contact, 0, true))
	}
	p.section("card.opportunities", known, g, 5)
}

// quotes lists those of a card that may still be accepted.
func (p *page) quotes(c *crm.Card) {
	g, labels, known := &grid{right: []bool{true, false, false, false, true}, gives: []int{6}}, p.Labels(c), false
	for _, q := range c.Quotes {
		if !q.Pending() {
			continue
		}
		known = known || q.Annual.Known
		ends := ""
		if !q.Expires.IsZero() {
			ends = p.Locale.Text("card.until", "date", p.Locale.DateAligned(q.Expires, p.Today))
		}
		g.add(itoa(q.ID), say.Clean(q.Carrier), p.Word("line", say.LineOf(c, q.Opportunity)), p.Word("quote_status", q.Status),
			p.Locale.Money(q.Annual, p.Currency), ends, labels.Of(q.Contact, q.Opportunity, false))
	}
	p.section("card.quotes", known, g, 1)
}

// policies lists those of a card that are in force.
func (p *page) policies(c *crm.Card) {
	g, labels, known := &grid{right: []bool{true, false, false, false, true}, gives: []int{6}}, p.Labels(c), false
	for _, r := range c.Policies {
		if !r.InForce() {
			continue
		}
		known = known || r.Annual.Known
		number := say.Clean(r.Number)
		if number == "" {
			number = p.Word("policy_status", r.Status)
		}
		ends := ""
		if !r.Expires.IsZero() {
			ends = p.Locale.Text("card.until", "date", p.Locale.DateAligned(r.Expires, p.Today))
		}
		g.add(itoa(r.ID), say.Clean(r.Carrier), p.Word("line", r.Line), number, p.Locale.Money(r.Annual, p.Currency), ends, labels.Of(r.Contact, 0, true))
	}
	p.section("card.policies", known, g, 1)
}

// paragraphs shows a text of several lines as written.
func (p *page) paragraphs(text string) {
	p.line("")
	for _, line := range strings.Split(strings.TrimRight(say.CleanLines(text), "\n"), "\n") {
		p.hanging("  ", line)
	}
}
