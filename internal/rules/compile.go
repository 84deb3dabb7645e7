package rules

import (
	"fmt"
	"strings"

	"crm/internal/crm"
	"crm/internal/query"
)

// functions are what expressions of rules may call beside the language's own.
func functions() map[string]query.Function {
	date := query.DateType
	return map[string]query.Function{
		"changed":             {Args: []query.Type{query.NameType}, Result: query.BoolType},
		"appears":             {Args: []query.Type{query.NameType}, Result: query.BoolType},
		"becomes":             {Args: []query.Type{query.NameType, query.SameType}, Result: query.BoolType},
		"every":               {Args: []query.Type{query.RecordType}, Result: query.PeriodType},
		"of_age":              {Args: []query.Type{query.RecordType, date}, Result: query.BoolType},
		"next_workday":        {Args: []query.Type{date}, Result: date},
		"on_or_after_workday": {Args: []query.Type{date}, Result: date},
		"next_birthday":       {Args: []query.Type{query.BirthdayType, date}, Result: date},
		"earliest":            {Args: []query.Type{date}, Variadic: true, Result: date},
		"latest":              {Args: []query.Type{date}, Variadic: true, Result: date},
	}
}

// scope is what an expression about a record of that noun may mention. The
// condition of a rule and the values of its effects are about the record that
// was edited; where conditions are about a member or an activity.
func scope(noun crm.Kind) *query.Scope {
	return &query.Scope{
		Noun: noun,
		Records: map[string]crm.Kind{
			"contact": crm.KindContact, "opportunity": crm.KindOpportunity, "owner": crm.KindProducer,
			"quote": crm.KindQuote, "policy": crm.KindPolicy,
			"heir": crm.KindContact, "lost_call": crm.KindActivity,
		},
		Values: map[string]query.Type{
			"today":             query.DateType,
			"tries_left":        query.BoolType,
			"new_phone":         query.BoolType,
			"open_steps":        query.NumberType,
			"waiting_quotes":    query.NumberType,
			"received_quotes":   query.NumberType,
			"renewal_days":      query.NumberType,
			"x_date_days":       query.NumberType,
			"birthday_quiet":    query.NumberType,
			"max_attempts":      query.NumberType,
			"birthday_attempts": query.NumberType,
			"input.due":         query.DateType,
			"input.start":       query.InstantType,
			"input.end":         query.InstantType,
			"input.place":       query.TextType,
		},
		Functions: functions(),
	}
}

// compile reads the expressions of a rule. Errors are CodeInvalid and name the
// rule and the place.
func (r *Rule) compile() error {
	if r.when != nil {
		return nil
	}
	on := scope(r.On)
	when, err := query.Condition(r.When, on)
	if err != nil {
		return r.fault("when", err)
	}
	for _, c := range r.Do {
		if err := c.compile(r, on); err != nil {
			return err
		}
	}
	r.when = when
	return nil
}

func (c *Clause) compile(r *Rule, on *query.Scope) error {
	var err error
	if c.If != "" {
		if c.ifExpr, err = query.Condition(c.If, on); err != nil {
			return r.fault("if", err)
		}
	}
	target := crm.KindActivity
	valueScope := on
	switch c.Set {
	case setContact:
		target = crm.KindContact
	case setMembers:
		target, valueScope = crm.KindContact, scope(crm.KindContact)
	case setOpportunity:
		target = crm.KindOpportunity
	}
	if c.Where != "" {
		if c.whereExpr, err = query.Condition(c.Where, scope(target)); err != nil {
			return r.fault("where", err)
		}
	}
	for _, name := range c.fields() {
		field, ok := crm.Fields(target).Field(name)
		if !ok || name == "id" || name == "version" {
			return r.fault(name, fmt.Errorf("there is no such field"))
		}
		v := value{field: field}
		text := c.Values[name]
		if expression, computed := strings.CutPrefix(text, "="); computed {
			if v.expr, err = query.CompileFor(strings.TrimSpace(expression), valueScope, field); err != nil {
				return r.fault(name, err)
			}
		} else if v.literal, err = literal(field, text); err != nil {
			return r.fault(name, err)
		}
		c.values = append(c.values, v)
	}
	return nil
}

func literal(field *crm.Field, text string) (any, error) {
	if list := crm.Picklist(field.List); len(list) > 0 && !oneOf(text, list...) {
		return nil, fmt.Errorf("%q is none of %s", text, crm.OneOf(list))
	}
	return field.DecodeValue(text)
}

func (r *Rule) fault(where string, err error) error {
	e := crm.Errorf(crm.CodeInvalid, "rule %s, %s: %w", r.Name, where, err)
	if cause, ok := crm.AsError(err); ok {
		e.Help, e.List, e.Values = cause.Help, cause.List, cause.Values
	}
	return e
}
