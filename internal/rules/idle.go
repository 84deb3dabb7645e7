package rules

import (
	"fmt"
	"iter"
	"slices"
	"strconv"
	"strings"
	"sync"

	"crm/internal/calendar"
	"crm/internal/crm"
	"crm/internal/fold"
	"crm/internal/query"
	"crm/internal/yaml"
)

// A rule may be about what stays as it is: nothing has happened with a record for a while. What it
// makes is made ahead, and every change of the record, or of what regards it, moves it.

// Idle is of what, and for how long, nothing happens.
type Idle struct {
	For crm.Period `json:"for"`
}

// idleNouns are the nouns of which a record may be idle, each with the condition without which
// nobody waits for anything to happen with it.
var idleNouns = []struct {
	noun crm.Kind
	live string
}{
	{crm.KindContact, `stage != nil and stopped == nil`},
	{crm.KindOpportunity, `status == "open"`},
	{crm.KindPolicy, `status in ["pending", "active"]`},
	{crm.KindQuote, `status in ["requested", "received", "presented"]`},
}

func idleNames() (names []string) {
	for _, n := range idleNouns {
		names = append(names, string(n.noun))
	}
	return names
}

// idlePrefix stands before the noun in what a clause about idle records listens to.
const idlePrefix = "idle:"

// listens is what a clause listens to: a noun, or that a record of one is idle.
func (r *Rule) listens() crm.Kind {
	if r.Idle != nil {
		return idlePrefix + r.On
	}
	return r.On
}

// idleOn is the value that has the day on which a record will have been idle for long enough.
const idleOn = "idle_on"

// scope is what the condition of a rule and the values of its effects may mention.
func (r *Rule) scope(schema *crm.Schema) *query.Scope {
	if r.Idle == nil {
		return scope(schema, r.On)
	}
	s := asIs(schema, r.On)
	all := vocabulary()
	for _, name := range []string{"contact", "opportunity", "quote", "policy", "owner"} {
		s.Records[name] = all.Records[name]
	}
	s.Values[idleOn] = query.DateType
	s.Functions["how_many"] = all.Functions["how_many"]
	s.Among = scope(schema, r.On).Among
	return s
}

// live returns the condition without which a record of the noun is not idle.
var live = sync.OnceValue(func() map[crm.Kind]*query.Expr {
	all := map[crm.Kind]*query.Expr{}
	for _, n := range idleNouns {
		e, err := query.Condition(n.live, scope(nil, n.noun))
		if err != nil {
			panic(err) // it is written above
		}
		all[n.noun] = e
	}
	return all
})

// live returns the condition without which a record that the clause is about is not idle; nil if
// it is about an edit.
func (r *Rule) live() *query.Expr {
	if r.Idle == nil {
		return nil
	}
	return live()[r.On]
}

// IdleNouns are the nouns of which rules of the set wait for something to happen.
func (s *Set) IdleNouns() (kinds []crm.Kind) {
	if len(s.own) == 0 {
		return nil // as the built-in rules do not
	}
	for _, n := range idleNouns {
		if len(s.listening(idlePrefix+n.noun)) > 0 {
			kinds = append(kinds, n.noun)
		}
	}
	return kinds
}

// Stays yields what the rules about idle records make ahead for the record of an edit, as it is
// now, or that what they have made is closed. Happened is set if the edit counts; today is the day on
// which it happened.
//
// Errors: those of Decide.
func (s *Set) Stays(edit *crm.Edit, happened bool, today crm.Date, cal *calendar.Calendar, load func() (*Facts, error)) iter.Seq2[*Effect, error] {
	return func(yield func(*Effect, error) bool) {
		d := &decision{edit: edit, today: today, cal: cal}
		for _, l := range s.listening(idlePrefix + edit.Kind) {
			e, err := d.stays(l.rule(), happened, load)
			if !yield(e, err) || err != nil && !isFailure(err) {
				return
			}
		}
	}
}

// stays returns what a rule makes ahead for the record; where it waits for nothing, that what is
// there is closed.
func (d *decision) stays(r *compiled, happened bool, load func() (*Facts, error)) (*Effect, error) {
	e, err := d.ahead(r, load)
	if err != nil {
		return nil, err
	}
	of := string(r.On)
	if r.On == crm.KindContact || r.On == crm.KindQuote {
		of = ""
	}
	if e == nil {
		return &Effect{Rule: r.Name, Of: of, Close: crm.Cancelled, Where: func(record crm.Record) (bool, error) {
			a, ok := record.(*crm.Activity)
			return ok && r.holds(a, d.edit.ID), nil
		}}, nil
	}
	e.Create.Slot = r.slot(d.edit.ID)
	e.Idle, e.OnlyNew, e.Once = true, !happened, r.Once
	return e, nil
}

// slot is the slot of what a rule makes ahead for a record.
func (r *Rule) slot(id int64) string {
	if r.On == crm.KindContact {
		return r.Name
	}
	return r.Name + "/" + strconv.FormatInt(id, 10)
}

// holds reports whether an open activity is in the slot of a record; an example may leave out the
// number.
func (r *Rule) holds(a *crm.Activity, id int64) bool { return a.Slot == r.Name || a.Slot == r.slot(id) }

// ahead returns what a rule makes for the record; nil if it waits for nothing.
func (d *decision) ahead(r *compiled, load func() (*Facts, error)) (*Effect, error) {
	if r.broken != nil {
		return nil, r.broken
	}
	if d.edit.After == nil {
		return nil, nil
	}
	var err error
	if d.facts == nil {
		if d.facts, err = load(); err != nil {
			return nil, err
		}
	}
	is, err := r.live().Bool(d.factsAbout(d.record()))
	if !is || err != nil {
		return nil, err
	}
	if fires, err := d.fires(r, load); !fires || err != nil {
		return nil, err
	}
	d.idle = r.Idle
	e, err := d.effect(r, &r.do[0])
	if e == nil || err != nil {
		return nil, err
	}
	if c := d.facts.Contact; c != nil && (!c.Stopped.IsZero() && e.Create.PlansContact() || c.Bars(e.Create) || c.WantsNoText(e.Create)) {
		return nil, nil
	}
	return e, nil
}

// idleUntil returns the day on which the record will have been idle for long enough.
func (d *decision) idleUntil() crm.Date {
	if d.idle == nil {
		return crm.Date{}
	}
	is := d.today.Add(d.idle.For)
	d.step(crm.Step{Op: "add", From: d.today, Months: d.idle.For.Months, Days: d.idle.For.Days, Is: is})
	return is
}

// span is a length of time, as it is written.
var span = fold.Expression(`^(\d{1,5}) +(day|week|month|year)s?$`)

// readSpan reads a length of time.
func (f *File) readSpan(n *yaml.Node, key string) (p crm.Period) {
	match := span().FindStringSubmatch(strings.TrimSpace(n.Text))
	if !n.IsScalar() || match == nil {
		f.fault(n.Place, "%s takes a length of time, such as 14 days, 6 weeks or 3 months", key)
		return p
	}
	count, _ := strconv.Atoi(match[1])
	switch match[2] {
	case "day":
		p.Days = count
	case "week":
		p.Days = 7 * count
	case "month":
		p.Months = count
	default:
		p.Months = 12 * count
	}
	if days := p.Days + 30*p.Months; days < 1 || days > 36_500 {
		f.fault(n.Place, "%s is from a day to a hundred years", key)
	}
	return p
}

// readIdle reads of what nothing happens, and for how long.
func (f *File) readIdle(rule *Rule, n *yaml.Node) {
	rule.Idle = &Idle{}
	if !n.IsMapping() {
		f.fault(n.Place, "idle is written as {of: opportunity, for: 14 days}")
		return
	}
	for _, p := range n.Pairs {
		switch p.Key {
		case "of":
			if rule.On = crm.Kind(strings.TrimSpace(p.Value.Text)); !oneOf(string(rule.On), idleNames()...) {
				f.unknown(p.Value.Place, fmt.Sprintf("of is %q", rule.On), string(rule.On), idleNames(), "One of: "+strings.Join(idleNames(), ", "))
			}
		case "for":
			rule.Idle.For = f.readSpan(p.Value, "for")
		default:
			f.unknown(p.Place, fmt.Sprintf("idle has no %q", p.Key), p.Key, []string{"of", "for"})
		}
	}
	for _, key := range []string{"of", "for"} {
		if n.Value(key) == nil {
			f.fault(n.Place, "idle does not say %s: it is written as {of: opportunity, for: 14 days}", key)
		}
	}
}

// checkIdle notes what does not go with a rule about idle records.
func (f *File) checkIdle(rule *Rule, at written) {
	if rule.Idle == nil {
		return
	}
	if v := at.Value("on"); v != nil {
		f.fault(v.Place, "a rule has on or idle, not both: idle says of what")
	}
	if len(rule.Do) != 1 || rule.Do[0].Create == "" || rule.Do[0].Create == createNote {
		place := at.Place
		if v := at.Value("do"); v != nil {
			place = v.Place
		}
		f.fault(place, "what is idle gets one activity: do has one effect, with create")
		return
	}
	c := &rule.Do[0]
	for key, written := range map[string]bool{
		"slot": c.value("slot") != "", "of": c.Of != "", "once_per": c.OncePer != "", "follow_up": c.FollowUp,
		"only_later": c.OnlyLater, "only_earlier": c.OnlyEarlier, "contact": c.value("contact") != "",
	} {
		if written {
			f.fault(keyPlace(at.do[0], key), "what is idle has one activity, in a slot of its own: it takes no %s", key)
		}
	}
	if c.value("purpose") == "" {
		c.Values = append(c.Values, Assignment{"purpose", crm.PurposeIdle})
		slices.SortFunc(c.Values, func(a, b Assignment) int { return strings.Compare(a.Field, b.Field) })
	}
}

// Idle returns the names of the rules of the file that are about idle records.
func (f *File) Idle() (names []string) {
	for _, r := range f.Rules {
		if r.Idle != nil && !slices.Contains(names, r.Name) {
			names = append(names, r.Name)
		}
	}
	return names
}

// spanSchema is a length of time, as a part of the JSON Schema.
func spanSchema(about string) map[string]any {
	return map[string]any{"type": "string", "pattern": `^[0-9]{1,5} +(day|week|month|year)s?$`, "description": about}
}

func idleSchema() map[string]any {
	return map[string]any{
		"type": "object", "additionalProperties": false, "required": []string{"of", "for"},
		"description": "In place of on: nothing happens with a record for a while.",
		"properties": map[string]any{
			"of":  map[string]any{"type": "string", "enum": idleNames(), "description": "Of what."},
			"for": spanSchema("For how long, such as 14 days."),
		},
	}
}
