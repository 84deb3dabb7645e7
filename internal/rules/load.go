package rules

import (
	_ "embed"
	"fmt"
	"sort"
	"strconv"
	"strings"
	"sync"

	"github.com/goccy/go-yaml"

	"crm/internal/crm"
)

//go:embed psm.yaml
var psm []byte

//go:embed pipeline.yaml
var pipeline []byte

// Set is the rules that are in force, in order.
type Set struct {
	rules []*Rule
}

// Builtin is the set of built-in rules. A rule is read and its expressions are
// compiled when it is first asked about an edit: most commands concern few.
var Builtin = sync.OnceValue(func() *Set {
	set := &Set{}
	for _, text := range [][]byte{psm, pipeline} {
		for _, source := range sources(text) {
			set.rules = append(set.rules, unread(source))
		}
	}
	return set
})

// unread is a rule of which no more is known than to what it listens.
func unread(source string) *Rule {
	_, on, _ := strings.Cut(source, "\n  on: ")
	on, _, _ = strings.Cut(on, "\n")
	return &Rule{On: crm.Kind(on), Source: source, unread: true}
}

// read completes a built-in rule.
func (r *Rule) read() {
	if !r.unread {
		return
	}
	rules, err := parse([]byte(r.Source))
	if err != nil {
		panic(err) // a test loads and compiles them
	}
	*r = *rules[0]
}

// All are the rules of the set, in order.
func (s *Set) All() []*Rule {
	for _, r := range s.rules {
		r.read()
	}
	return s.rules
}

// Named are the clauses of the rule of that name; none if there is no such
// rule.
func (s *Set) Named(name string) []*Rule {
	var found []*Rule
	for _, r := range s.All() {
		if r.Name == name {
			found = append(found, r)
		}
	}
	return found
}

// Names are the names of the rules, each once, in order.
func (s *Set) Names() []string {
	var names []string
	seen := map[string]bool{}
	for _, r := range s.All() {
		if !seen[r.Name] {
			seen[r.Name] = true
			names = append(names, r.Name)
		}
	}
	return names
}

// written is a rule as YAML has it.
type written struct {
	Name  string           `yaml:"name"`
	About string           `yaml:"about"`
	On    string           `yaml:"on"`
	When  string           `yaml:"when"`
	Do    []map[string]any `yaml:"do"`
}

// Parse reads rules and checks them whole: every name, every type, every
// expression.
//
// Errors: CodeInvalid, which names the rule and the place.
func Parse(text []byte) (*Set, error) {
	rules, err := parse(text)
	if err != nil {
		return nil, err
	}
	for _, r := range rules {
		if err := r.compile(); err != nil {
			return nil, err
		}
	}
	return &Set{rules}, nil
}

// sources are the rules of a file that lists them at its top level, as they
// are written.
func sources(text []byte) []string {
	parts := strings.Split("\n"+string(text), "\n- ")[1:]
	for i, part := range parts {
		parts[i] = "- " + strings.TrimRight(part, "\n") + "\n"
	}
	return parts
}

func parse(text []byte) ([]*Rule, error) {
	var list []written
	if err := yaml.UnmarshalWithOptions(text, &list, yaml.Strict()); err != nil {
		return nil, crm.Errorf(crm.CodeInvalid, "the rules can't be read: %w", err)
	}
	sources := sources(text)
	var rules []*Rule
	for i, w := range list {
		rule := &Rule{Name: w.Name, About: strings.TrimSpace(w.About), On: crm.Kind(w.On), When: strings.TrimSpace(w.When)}
		if len(sources) == len(list) {
			rule.Source = sources[i]
		}
		for i, do := range w.Do {
			clause, err := parseClause(do)
			if err != nil {
				return nil, crm.Errorf(crm.CodeInvalid, "rule %s, effect %d: %s", w.Name, i+1, err)
			}
			rule.Do = append(rule.Do, clause)
		}
		switch {
		case w.Name == "":
			return nil, crm.Errorf(crm.CodeInvalid, "a rule has no name")
		case !oneOf(w.On, listened()...):
			return nil, crm.Errorf(crm.CodeInvalid, "rule %s: on is %q; write %s", w.Name, w.On, crm.OneOf(listened()))
		case rule.When == "":
			return nil, crm.Errorf(crm.CodeInvalid, "rule %s has no condition", w.Name)
		case len(rule.Do) == 0:
			return nil, crm.Errorf(crm.CodeInvalid, "rule %s does nothing", w.Name)
		}
		rules = append(rules, rule)
	}
	return rules, nil
}

// listened are the nouns that rules listen to.
func listened() []string {
	return []string{
		string(crm.KindContact), string(crm.KindActivity), string(crm.KindOpportunity), string(crm.KindQuote), string(crm.KindPolicy),
	}
}

// Whose fields an effect sets.
const (
	setContact     = "contact"
	setMembers     = "members"
	setOpportunity = "opportunity"
)

// What a slot, or what is cancelled or completed, may belong to beside the
// contact; the last two are of slots alone.
const (
	OfOpportunity = "opportunity"
	OfPolicy      = "policy"
	OfHousehold   = "household"
	OfCall        = "call" // one for what the call is for and regards
)

func parseClause(do map[string]any) (*Clause, error) {
	c := &Clause{Values: map[string]string{}}
	var err error
	for key, v := range do {
		text := strings.TrimSpace(fmt.Sprint(v))
		switch key {
		case "if":
			c.If = text
		case "create":
			c.Create = text
		case "set":
			c.Set = text
		case "cancel":
			c.Cancel = text
		case "complete":
			c.Complete = text
		case "where":
			c.Where = text
		case "follow_up":
			if c.FollowUp, err = strconv.ParseBool(text); err != nil {
				return nil, fmt.Errorf("follow_up is %q; write true or false", text)
			}
		case "only_later":
			if c.OnlyLater, err = strconv.ParseBool(text); err != nil {
				return nil, fmt.Errorf("only_later is %q; write true or false", text)
			}
		case "once_per":
			c.OncePer = text
		case "of":
			c.Of = text
		default:
			c.Values[key] = text
		}
	}
	return c, c.check()
}

func (c *Clause) check() error {
	kinds := 0
	for _, s := range []string{c.Create, c.Set, c.Cancel, c.Complete} {
		if s != "" {
			kinds++
		}
	}
	switch {
	case kinds != 1:
		return fmt.Errorf("write one of create, set, cancel and complete")
	case c.Create != "" && !oneOf(c.Create, crm.Picklist("activity_kind")...):
		return fmt.Errorf("create is %q; write call, task, appointment or email", c.Create)
	case c.Set != "" && !oneOf(c.Set, setContact, setMembers, setOpportunity):
		return fmt.Errorf("set is %q; write contact, members or opportunity", c.Set)
	case c.closes() != "" && c.closes() != "activities":
		return fmt.Errorf("cancel or complete is %q; write activities", c.closes())
	case c.OncePer != "" && c.OncePer != "household":
		return fmt.Errorf("once_per is %q; write household", c.OncePer)
	case c.Of != "" && !oneOf(c.Of, OfOpportunity, OfPolicy, OfHousehold, OfCall, "contact"):
		return fmt.Errorf("of is %q; write opportunity, policy, household, call or contact", c.Of)
	case c.Of != "" && c.closes() == "" && c.Values["slot"] == "":
		return fmt.Errorf("of belongs to a slot, or to what is cancelled or completed")
	case oneOf(c.Of, OfHousehold, OfCall) && c.closes() != "":
		return fmt.Errorf("of is %q, which belongs to a slot", c.Of)
	case c.closes() != "" && len(c.Values) > 0:
		return fmt.Errorf("what is cancelled or completed gets no %s", c.fields()[0])
	}
	return nil
}

// closes is what the clause cancels or completes.
func (c *Clause) closes() string { return c.Cancel + c.Complete }

// fields are the names of the fields that the clause sets, in order.
func (c *Clause) fields() []string {
	var names []string
	for name := range c.Values {
		names = append(names, name)
	}
	sort.Strings(names)
	return names
}

func oneOf(s string, values ...string) bool {
	for _, v := range values {
		if s == v {
			return true
		}
	}
	return false
}
