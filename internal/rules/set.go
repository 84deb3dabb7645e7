package rules

import (
	"fmt"
	"strings"
	"sync"

	"crm/internal/crm"
	"crm/internal/query"
)

// Set is the rules in force in one book, in order. It compiles a condition at the first
// edit that may set it off, and an effect when it is first wanted. Most changes concern
// few rules.
type Set struct {
	rules []*compiled
}

// compiled is a rule with its expressions.
type compiled struct {
	*Rule
	schema    *crm.Schema
	condition once[*query.Expr]
	do        []clause
}

// when returns the condition of the rule.
func (r *compiled) when() (*query.Expr, error) {
	return r.condition.get(func() (*query.Expr, error) { return r.Rule.condition(r.schema, "when", r.When) })
}

// clause is one effect of a rule.
type clause struct {
	*Clause
	rule      *compiled
	condition once[*query.Expr]
	compiled  once[*effect]
}

// applies returns the clause's own condition, or nil.
func (c *clause) applies() (*query.Expr, error) {
	return c.condition.get(func() (*query.Expr, error) { return c.rule.Rule.condition(c.rule.schema, "if", c.If) })
}

// effect returns what the clause does where that is true.
func (c *clause) effect() (*effect, error) {
	return c.compiled.get(func() (*effect, error) { return c.rule.compile(c.rule.schema, c.Clause) })
}

// once is what is made when it is first asked for. A set has hundreds, of which a command
// needs a few.
type once[T any] struct {
	once sync.Once
	made T
	err  error
}

func (o *once[T]) get(compile func() (T, error)) (T, error) {
	o.once.Do(func() { o.made, o.err = compile() })
	return o.made, o.err
}

// effect is a clause with its expressions, some of which may be nil.
type effect struct {
	*Clause
	where  *query.Expr
	values []value
}

// value is a field, or a name in a remark, with its literal or expression.
type value struct {
	field   *crm.Field
	name    string
	literal any
	expr    *query.Expr
}

// Builtin returns a set of the built-in rules, for a book with that schema.
func Builtin(schema *crm.Schema) *Set { return newSet(schema, builtin) }

func newSet(schema *crm.Schema, rules []Rule) *Set {
	s := &Set{rules: make([]*compiled, len(rules))}
	for i := range rules {
		r := &rules[i]
		c := &compiled{Rule: r, schema: schema, do: make([]clause, len(r.Do))}
		for j := range r.Do {
			c.do[j].Clause, c.do[j].rule = &r.Do[j], c
		}
		s.rules[i] = c
	}
	return s
}

// condition compiles a condition about the edited record, or returns nil for none.
func (r *Rule) condition(schema *crm.Schema, where, text string) (*query.Expr, error) {
	if text == "" {
		return nil, nil
	}
	e, err := query.Condition(text, scope(schema, r.On))
	if err != nil {
		return nil, r.fault(where, err)
	}
	return e, nil
}

// compile compiles everything, to check it and to derive the needs.
func (s *Set) compile() error {
	for _, r := range s.rules {
		when, err := r.when()
		if err != nil {
			return err
		}
		r.Needs = needs(when)
		for i := range r.do {
			do := &r.do[i]
			if _, err := do.applies(); err != nil {
				return err
			}
			if _, err := do.effect(); err != nil {
				return err
			}
		}
	}
	return nil
}

// All returns the rules of the set, in order.
func (s *Set) All() []*Rule {
	all := make([]*Rule, len(s.rules))
	for i, r := range s.rules {
		all[i] = r.Rule
	}
	return all
}

// Named returns the clauses of a rule, if it exists.
func (s *Set) Named(name string) []*Rule {
	var found []*Rule
	for _, r := range s.rules {
		if r.Name == name {
			found = append(found, r.Rule)
		}
	}
	return found
}

// Names returns the names of the rules, each once, in order.
func (s *Set) Names() []string {
	var names []string
	seen := map[string]bool{}
	for _, r := range s.rules {
		if !seen[r.Name] {
			seen[r.Name] = true
			names = append(names, r.Name)
		}
	}
	return names
}

// compile compiles the expressions of a clause. Errors are CodeInvalid and name the
// rule and the place.
func (r *Rule) compile(schema *crm.Schema, c *Clause) (*effect, error) {
	e := &effect{Clause: c}
	on := scope(schema, r.On)
	var err error
	target, valueScope := crm.KindActivity, on
	switch c.Set {
	case SetContact:
		target = crm.KindContact
	case SetMembers:
		target, valueScope = crm.KindContact, scope(schema, crm.KindContact)
	case SetOpportunity:
		target = crm.KindOpportunity
	case SetActivities:
		valueScope = scope(schema, crm.KindActivity)
	}
	if c.Where != "" {
		if e.where, err = query.Condition(c.Where, scope(schema, target)); err != nil {
			return nil, r.fault("where", err)
		}
	}
	for _, a := range c.Values {
		if c.notice() != "" {
			v := value{name: a.Field, literal: a.Value}
			if expression, computed := strings.CutPrefix(a.Value, "="); computed {
				if v.expr, err = query.Compile(strings.TrimSpace(expression), on); err != nil {
					return nil, r.fault(a.Field, err)
				}
			}
			e.values = append(e.values, v)
			continue
		}
		field, ok := schema.Fields(target).Field(a.Field)
		if !ok || a.Field == "id" || a.Field == "version" {
			return nil, r.fault(a.Field, fmt.Errorf("there is no such field"))
		}
		v := value{field: field}
		if expression, computed := strings.CutPrefix(a.Value, "="); computed {
			v.expr, err = query.CompileFor(strings.TrimSpace(expression), valueScope, field)
		} else {
			v.literal, err = literal(field, a.Value)
		}
		if err != nil {
			return nil, r.fault(a.Field, err)
		}
		e.values = append(e.values, v)
	}
	return e, nil
}

func literal(field *crm.Field, text string) (any, error) {
	if list := crm.Picklist(field.List); len(list) > 0 && !oneOf(text, list...) {
		return nil, fmt.Errorf("%q is not one of %s", text, crm.OneOf(list))
	}
	return field.DecodeValue(text)
}

func (r *Rule) fault(where string, err error) error {
	e := crm.Errorf(crm.CodeInvalid, "rule %s, %s: %w", r.Name, where, err)
	if cause, ok := crm.AsError(err); ok {
		e.Remedies, e.List, e.Values = cause.Remedies, cause.List, cause.Values
	}
	return e
}
