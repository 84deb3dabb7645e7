package query_test

import (
	"testing"
	"time"

	"crm/internal/crm"
	"crm/internal/query"
)

// schema has fields of the book's own, of each type that these can have.
var schema = func() (s *crm.Schema) {
	for _, kind := range []crm.Kind{crm.KindContact, crm.KindOpportunity, crm.KindActivity} {
		var err error
		s, err = s.With(kind, &crm.Field{Name: "own_text"}, &crm.Field{Name: "own_answer", Type: crm.CodeType, List: "answer"}, &crm.Field{Name: "own_number", Type: crm.NumberType},
			&crm.Field{Name: "own_choice", Type: crm.CodeType, Choices: []string{"gold", "silver"}}, &crm.Field{Name: "own_date", Type: crm.DateType}, &crm.Field{Name: "own_money", Type: crm.MoneyType})
		if err != nil {
			panic(err)
		}
	}
	return s
}()

// today is a Monday.
var today = crm.NewDate(2026, time.November, 23)

func filterScope(noun crm.Kind) *query.Scope {
	zone, err := time.LoadLocation("America/Sao_Paulo")
	if err != nil {
		panic(err)
	}
	return &query.Scope{Schema: schema, Noun: noun, Today: today, Zone: zone}
}

// ruleScope is what a rule about a call may mention.
func ruleScope() *query.Scope {
	s := filterScope(crm.KindActivity)
	s.Records = map[string]crm.Kind{
		"contact": crm.KindContact, "opportunity": crm.KindOpportunity,
		"owner": crm.KindProducer, "settings": crm.KindSettings,
	}
	s.Values = map[string]query.Type{
		"input.start": query.InstantType, "input.due": query.DateType,
		"input.place": query.TextType, "max_attempts": query.NumberType, "inbound": query.BoolType,
	}
	s.Functions = map[string]query.Function{
		"changed":       {Args: []query.Type{query.NameType}, Result: query.BoolType},
		"becomes":       {Args: []query.Type{query.NameType, query.SameType}, Result: query.BoolType},
		"every":         {Args: []query.Type{query.RecordType}, Result: query.PeriodType},
		"next_workday":  {Args: []query.Type{query.DateType}, Result: query.DateType},
		"next_birthday": {Args: []query.Type{query.BirthdayType, query.DateType}, Result: query.DateType},
		"earliest":      {Args: []query.Type{query.DateType}, Variadic: true, Result: query.DateType},
	}
	return s
}

func compile(t testing.TB, text string, scope *query.Scope) *query.Expr {
	t.Helper()
	e, err := query.Compile(text, scope)
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return e
}

// isInternal reports whether an error is a mistake of the caller.
func isInternal(err error) bool { return err != nil && crm.CodeOf(err) == crm.CodeInternal }

// hudson is the contact that the tables of tests are about: household 2 is
// theirs.
func hudson() *crm.Contact {
	return &crm.Contact{
		Head: crm.Head{ID: 1, Version: 1}, Kind: crm.Person, Stage: crm.StageLead,
		Name: "Jane Hudson", Given: "Jane", Birthday: crm.Birthday{Month: time.May, Day: 12},
		Household: 2, LastCall: crm.NewDate(2026, time.August, 31), Source: "web",
	}
}

func factsOf(record crm.Record, others ...crm.Record) *query.Facts {
	return &query.Facts{
		Record: record,
		Ref: func(kind crm.Kind, id int64) (crm.Record, error) {
			for _, r := range others {
				if r.Noun() == kind && crm.IDOf(r) == id {
					return r, nil
				}
			}
			return nil, nil
		},
	}
}
