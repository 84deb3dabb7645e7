package rules

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"crm/internal/crm"
	"crm/internal/query"
	"crm/internal/yaml"
)

// actions are what an effect does, as it is written.
var actions = []string{"create", "set", "cancel", "complete", "say", "warn"}

// modifiers are the other keys of an effect that are not fields.
var modifiers = []string{"if", "where", "each", "of", "once_per", "follow_up", "only_later", "only_earlier", "promised"}

// word returns where a key of an effect is kept whose value is a text; nil for a field.
func (c *Clause) word(key string) *string {
	switch key {
	case "if":
		return &c.If
	case "create":
		return &c.Create
	case "set":
		return &c.Set
	case "cancel":
		return &c.Cancel
	case "complete":
		return &c.Complete
	case "say":
		return &c.Say
	case "warn":
		return &c.Warn
	case "each":
		return &c.Each
	case "where":
		return &c.Where
	case "once_per":
		return &c.OncePer
	case "of":
		return &c.Of
	}
	return nil
}

// flag returns where a key of an effect is kept whose value is true or false.
func (c *Clause) flag(key string) *bool {
	switch key {
	case "follow_up":
		return &c.FollowUp
	case "only_later":
		return &c.OnlyLater
	case "only_earlier":
		return &c.OnlyEarlier
	case "promised":
		return &c.Promised
	}
	return nil
}

// readClause reads an effect, and reports whether it is one.
func (f *File) readClause(n *yaml.Node) (c Clause, ok bool) {
	if !n.IsMapping() {
		f.fault(n.Place, "an effect is written as create:, set:, cancel:, complete:, say: or warn:, with what belongs to it")
		return c, false
	}
	before := len(f.faults)
	for _, p := range n.Pairs {
		text := strings.TrimSpace(p.Value.Text)
		switch word, flag := c.word(p.Key), c.flag(p.Key); {
		case !p.Value.IsScalar():
			f.fault(p.Value.Place, "%s takes a text", p.Key)
		case word != nil:
			*word = text
		case flag != nil:
			if *flag = text == "true"; text != "true" && text != "false" {
				f.fault(p.Value.Place, "%s is %q; write true or false", p.Key, text)
			}
		default:
			c.Values = append(c.Values, Assignment{p.Key, text})
		}
	}
	slices.SortFunc(c.Values, func(a, b Assignment) int { return cmp.Compare(a.Field, b.Field) })
	f.shape(&c, n)
	return c, len(f.faults) == before
}

// shape notes what does not go together in an effect.
func (f *File) shape(c *Clause, n *yaml.Node) {
	at := func(key string) yaml.Place {
		if v := n.Value(key); v != nil {
			return v.Place
		}
		return n.Place
	}
	var does []string
	for _, key := range actions {
		if *c.word(key) != "" {
			does = append(does, key)
		}
	}
	oneOfThese := func(key, value string, values ...string) {
		if value != "" && !slices.Contains(values, value) {
			f.unknown(at(key), fmt.Sprintf("%s is %q", key, value), value, values, "One of: "+strings.Join(values, ", "))
		}
	}
	switch len(does) {
	case 0:
		misspelt := slices.IndexFunc(c.Values, func(v Assignment) bool { return len(query.Near(v.Field, actions)) > 0 })
		if misspelt >= 0 {
			key := c.Values[misspelt].Field
			f.unknown(keyPlace(n, key), fmt.Sprintf("an effect has no %q", key), key, actions)
			return
		}
		f.fault(n.Place, "the effect does nothing: write one of %s", crm.OneOf(actions))
		return
	case 1:
	default:
		f.fault(keyPlace(n, does[1]), "one effect does one thing, and this one has both %s and %s", does[0], does[1])
	}
	oneOfThese("create", c.Create, append(crm.Picklist("activity_kind"), createNote)...)
	oneOfThese("set", c.Set, SetRecord, SetContact, SetMembers, SetOpportunity, SetActivities)
	for key, value := range map[string]string{"cancel": c.Cancel, "complete": c.Complete, "each": c.Each} {
		oneOfThese(key, value, SetActivities)
	}
	oneOfThese("once_per", c.OncePer, OfHousehold)
	oneOfThese("of", c.Of, OfOpportunity, OfPolicy, OfHousehold, OfMembers, OfCall, "contact")
	switch {
	case c.Each != "" && c.notice() == "":
		f.fault(at("each"), "each belongs to say or warn")
	case c.Of != "" && c.picks() == "" && c.value("slot") == "":
		f.fault(at("of"), "of belongs to a slot, or to activities")
	case c.Of == OfCall && c.picks() != "":
		f.fault(at("of"), "of is %q, which belongs to a slot", c.Of)
	case c.Of == OfMembers && c.picks() == "":
		f.fault(at("of"), "of is %q, which belongs to activities", c.Of)
	case c.Cancel+c.Complete != "" && len(c.Values) > 0:
		f.fault(keyPlace(n, c.Values[0].Field), "what is cancelled or completed gets no %s", c.Values[0].Field)
	case c.Promised && !c.dates():
		f.fault(keyPlace(n, "promised"), "promised belongs to activities that are cancelled, completed or get another day")
	case c.Set != "" && len(c.Values) == 0:
		f.fault(n.Place, "it sets no field")
	case c.Where != "" && c.picks() == "" && c.Set != SetMembers:
		f.fault(at("where"), "where belongs to members or activities; a condition about the record is written as if")
	}
}

// keyPlace is where a key of a mapping stands.
func keyPlace(n *yaml.Node, key string) yaml.Place {
	for _, p := range n.Pairs {
		if p.Key == key {
			return p.Place
		}
	}
	return n.Place
}

// check compiles everything and notes the faults, and derives what is kept with the rules.
func (f *File) check(schema *crm.Schema) {
	for i := range f.Rules {
		r, at := &f.Rules[i], f.written[i]
		if !oneOf(string(r.On), Listened()...) || r.When == "" && r.Idle == nil || r.Idle != nil && live()[r.On] == nil {
			continue
		}
		c := compiledOf(schema, r)
		when, err := c.when()
		switch {
		case err != nil:
			f.aboutValue(at.Node, "when", err)
		case r.Idle != nil:
			if when != nil && !query.Possible(nil, c.live(), when) {
				f.fault(at.Value("when").Place, "rule %s never acts: its condition is never true of %s with which anything may happen", r.Name, article(r.On))
			}
		default:
			r.Needs, r.Gone = needs(when), when.Calls("deleted")
			if !query.Possible(nil, when) {
				f.fault(at.Value("when").Place, "rule %s never acts: its condition is never true", r.Name)
			}
		}
		for j := range c.do {
			f.checkClause(&c.do[j], at.do[j], when, c.live())
		}
		if at.examples != nil {
			f.readExamples(schema, r, at.examples)
		}
	}
}

func (f *File) checkClause(c *clause, n *yaml.Node, when ...*query.Expr) {
	applies, err := c.applies()
	if err != nil {
		f.aboutValue(n, "if", err)
	}
	if applies != nil && query.Possible(nil, when...) && !query.Possible(nil, append(when, applies)...) {
		f.fault(n.Value("if").Place, "this is never true where the condition of the rule is")
	}
	compileClause(c.rule, c.Clause, func(part string, err error) {
		if n.Value(part) == nil || keyFault(err) {
			place := keyPlace(n, part)
			f.faults = append(f.faults, fault{place, err.Error(), helpOf(err)})
			return
		}
		f.aboutValue(n, part, err)
	})
}

// aboutValue notes what is wrong with the value of a key.
func (f *File) aboutValue(n *yaml.Node, key string, err error) {
	v := n.Value(key)
	var failed *Failure
	if asFailure(err, &failed) {
		err = failed.Err
	}
	text, skip := []rune(v.Text), 0
	for skip < len(text) && (text[skip] == ' ' || text[skip] == '\n' || text[skip] == '=') {
		skip++
	}
	f.about(v, skip, err)
}

func helpOf(err error) (help []string) {
	if e, ok := crm.AsError(err); ok {
		for _, r := range e.Remedies {
			help = append(help, r.Text)
		}
	}
	return help
}
