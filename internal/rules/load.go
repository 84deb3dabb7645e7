package rules

import (
	_ "embed" // the built-in rules
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"crm/internal/crm"
	"crm/internal/yaml"
)

// written is a rule as YAML has it.
type written struct {
	Name  string           `yaml:"name"`
	About string           `yaml:"about"`
	On    string           `yaml:"on"`
	When  string           `yaml:"when"`
	Do    []map[string]any `yaml:"do"`
}

// Parse reads rules for a book with a schema, and checks every name, type and
// expression.
//
// Errors: CodeInvalid, which names the rule and the place.
func Parse(schema *crm.Schema, text []byte) (*Set, error) {
	rules, err := parse(text)
	if err != nil {
		return nil, err
	}
	set := newSet(schema, rules)
	return set, set.compile()
}

//go:embed psm.yaml
var psm string

//go:embed pipeline.yaml
var pipeline string

// Source returns a built-in rule as it is written, or nothing for another name.
func Source(name string) string {
	var source strings.Builder
	for _, text := range []string{psm, pipeline} {
		for _, rule := range strings.Split("\n"+text, "\n- ")[1:] {
			if strings.HasPrefix(rule, "name: "+name+"\n") {
				source.WriteString("- " + strings.TrimRight(rule, "\n") + "\n")
			}
		}
	}
	return source.String()
}

func parse(text []byte) ([]Rule, error) {
	var list []written
	if err := yaml.Read(string(text), &list); err != nil {
		return nil, crm.Errorf(crm.CodeInvalid, "the rules can't be read: %w", err)
	}
	var rules []Rule
	for _, w := range list {
		rule := Rule{Name: w.Name, About: strings.TrimSpace(w.About), On: crm.Kind(w.On), When: strings.TrimSpace(w.When)}
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
	SetContact     = "contact"
	SetMembers     = "members"
	SetOpportunity = "opportunity"
	SetActivities  = "activities"
)

// What a slot, or what is cancelled or completed, may belong to beside the contact; the
// last two are for slots only.
const (
	OfOpportunity = "opportunity"
	OfPolicy      = "policy"
	OfHousehold   = "household"
	OfCall        = "call" // one for what the call is for and regards
)

func parseClause(do map[string]any) (Clause, error) {
	var c Clause
	var err error
	for _, key := range slices.Sorted(maps.Keys(do)) {
		text := strings.TrimSpace(fmt.Sprint(do[key]))
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
		case "say":
			c.Say = text
		case "warn":
			c.Warn = text
		case "each":
			c.Each = text
		case "where":
			c.Where = text
		case "follow_up":
			if c.FollowUp, err = strconv.ParseBool(text); err != nil {
				return c, fmt.Errorf("follow_up is %q; write true or false", text)
			}
		case "only_later":
			if c.OnlyLater, err = strconv.ParseBool(text); err != nil {
				return c, fmt.Errorf("only_later is %q; write true or false", text)
			}
		case "only_earlier":
			if c.OnlyEarlier, err = strconv.ParseBool(text); err != nil {
				return c, fmt.Errorf("only_earlier is %q; write true or false", text)
			}
		case "once_per":
			c.OncePer = text
		case "of":
			c.Of = text
		default:
			c.Values = append(c.Values, Assignment{key, text})
		}
	}
	return c, c.check()
}

func (c *Clause) check() error {
	kinds := 0
	for _, s := range []string{c.Create, c.Set, c.Cancel, c.Complete, c.Say, c.Warn} {
		if s != "" {
			kinds++
		}
	}
	switch {
	case kinds != 1:
		return fmt.Errorf("write one of create, set, cancel, complete, say and warn")
	case c.Create != "" && !oneOf(c.Create, crm.Picklist("activity_kind")...):
		return fmt.Errorf("create is %q; write call, task, appointment or email", c.Create)
	case c.Set != "" && !oneOf(c.Set, SetContact, SetMembers, SetOpportunity, SetActivities):
		return fmt.Errorf("set is %q; write contact, members, opportunity or activities", c.Set)
	case c.picks() != "" && c.picks() != SetActivities:
		return fmt.Errorf("cancel, complete or each is %q; write activities", c.picks())
	case c.Each != "" && c.notice() == "":
		return fmt.Errorf("each belongs to say or warn")
	case c.OncePer != "" && c.OncePer != "household":
		return fmt.Errorf("once_per is %q; write household", c.OncePer)
	case c.Of != "" && !oneOf(c.Of, OfOpportunity, OfPolicy, OfHousehold, OfCall, "contact"):
		return fmt.Errorf("of is %q; write opportunity, policy, household, call or contact", c.Of)
	case c.Of != "" && c.picks() == "" && c.value("slot") == "":
		return fmt.Errorf("of belongs to a slot, or to activities")
	case c.Of == OfCall && c.picks() != "":
		return fmt.Errorf("of is %q, which belongs to a slot", c.Of)
	case c.Cancel+c.Complete != "" && len(c.Values) > 0:
		return fmt.Errorf("what is cancelled or completed gets no %s", c.Values[0].Field)
	}
	return nil
}

// picks says for what the clause picks open activities.
func (c *Clause) picks() string {
	if c.Set == SetActivities {
		return c.Set
	}
	return c.Cancel + c.Complete + c.Each
}

// notice returns the code of the clause's remark.
func (c *Clause) notice() string { return c.Say + c.Warn }

func oneOf(s string, values ...string) bool {
	for _, v := range values {
		if s == v {
			return true
		}
	}
	return false
}
