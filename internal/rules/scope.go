package rules

import (
	"slices"
	"sync"

	"crm/internal/crm"
	"crm/internal/query"
)

// scope is what an expression about a record may mention. The condition of a rule and
// the values of its effects are about the edited record; where conditions are about a
// member or an activity.
func scope(schema *crm.Schema, noun crm.Kind) *query.Scope {
	s := vocabulary()
	s.Schema, s.Noun = schema, noun
	s.Among = func(noun string) *query.Scope { return among(schema, crm.Kind(noun)) }
	return &s
}

// counted are the nouns whose records with a contact are counted.
var counted = []crm.Kind{crm.KindPolicy, crm.KindOpportunity, crm.KindActivity}

// among is what a condition about one of the contact's records may mention: its fields, and
// what is not about the edit.
func among(schema *crm.Schema, noun crm.Kind) *query.Scope {
	if !slices.Contains(counted, noun) {
		return nil
	}
	return asIs(schema, noun)
}

// asIs is what an expression about a record may mention that is not about an edit of it.
func asIs(schema *crm.Schema, noun crm.Kind) *query.Scope {
	all := vocabulary()
	s := &query.Scope{
		Schema: schema, Noun: noun, Values: map[string]query.Type{}, Functions: map[string]query.Function{},
		Records: map[string]crm.Kind{"contact": crm.KindContact},
	}
	for _, name := range []string{"today", "now", "renewal_days", "x_date_days", "birthday_quiet", "max_attempts", "birthday_attempts", "home_last_call"} {
		s.Values[name] = all.Values[name]
	}
	for _, name := range []string{"every", "of_age", "next_workday", "on_or_after_workday", "next_birthday", "turns", "clock", "later", "earliest", "latest"} {
		s.Functions[name] = all.Functions[name]
	}
	return s
}

// vocabulary is shared by all expressions of rules.
var vocabulary = sync.OnceValue(func() query.Scope {
	date := query.DateType
	return query.Scope{
		Records: map[string]crm.Kind{
			"contact": crm.KindContact, "opportunity": crm.KindOpportunity, "owner": crm.KindProducer,
			"quote": crm.KindQuote, "policy": crm.KindPolicy,
			"heir": crm.KindContact, "lost_call": crm.KindActivity, "last_try": crm.KindActivity,
			"other_sale": crm.KindOpportunity,
		},
		Values: map[string]query.Type{
			"today":             query.DateType,
			"now":               query.InstantType,
			"tries_left":        query.BoolType,
			"new_phone":         query.BoolType,
			"other_phone":       query.BoolType,
			"to_be_called":      query.BoolType,
			"open_steps":        query.NumberType,
			"unanswered":        query.BoolType,
			"overtaken":         query.BoolType,
			"spoken_since":      query.BoolType,
			"home_spoken_since": query.BoolType,
			"home_last_call":    query.DateType,
			"birthday_over":     query.DateType,
			"meeting_since":     query.BoolType,
			"waiting_quotes":    query.NumberType,
			"received_quotes":   query.NumberType,
			"presented_quotes":  query.NumberType,
			"arrived_quotes":    query.NumberType,
			"renewal_days":      query.NumberType,
			"x_date_days":       query.NumberType,
			"birthday_quiet":    query.NumberType,
			"max_attempts":      query.NumberType,
			"birthday_attempts": query.NumberType,
			"input.due":         query.DateType,
			"input.start":       query.InstantType,
			"input.end":         query.InstantType,
			"input.place":       query.TextType,
			"input.phone":       query.TextType,
			"input.merged":      query.BoolType,
		},
		Functions: map[string]query.Function{
			"created":             {Result: query.BoolType},
			"updated":             {Result: query.BoolType},
			"deleted":             {Result: query.BoolType},
			"was":                 {Args: []query.Type{query.NameType}, Result: query.SameType},
			"plans_contact":       {Result: query.BoolType},
			"answered":            {Result: query.BoolType},
			"reached":             {Result: query.BoolType},
			"inherited":           {Result: query.BoolType},
			"ends_with_sale":      {Result: query.BoolType},
			"promised":            {Result: query.BoolType},
			"changed":             {Args: []query.Type{query.NameType}, Result: query.BoolType},
			"appears":             {Args: []query.Type{query.NameType}, Result: query.BoolType},
			"earlier":             {Args: []query.Type{query.NameType}, Result: query.BoolType},
			"becomes":             {Args: []query.Type{query.NameType, query.SameType}, Result: query.BoolType},
			"every":               {Args: []query.Type{query.RecordType}, Result: query.PeriodType},
			"of_age":              {Args: []query.Type{query.RecordType, date}, Result: query.BoolType},
			"next_workday":        {Args: []query.Type{date}, Result: date},
			"on_or_after_workday": {Args: []query.Type{date}, Result: date},
			"next_try":            {Args: []query.Type{date}, Result: date},
			"next_birthday":       {Args: []query.Type{query.BirthdayType, date}, Result: date},
			"turns":               {Args: []query.Type{query.BirthdayType, query.NumberType}, Result: date},
			"clock":               {Args: []query.Type{query.InstantType}, Result: query.TextType},
			"later":               {Args: []query.Type{query.InstantType, query.NumberType}, Result: query.InstantType},
			"how_many":            {Args: []query.Type{query.NounType, query.AmongType}, Result: query.NumberType},
			"earliest":            {Args: []query.Type{date}, Variadic: true, Result: date},
			"latest":              {Args: []query.Type{date}, Variadic: true, Result: date},
		},
	}
})
