package query

import (
	"errors"
	"reflect"
	"time"

	"crm/internal/crm"
)

// Facts are what an expression is evaluated over. Unneeded functions may be nil.
type Facts struct {
	// Record has the fields at the top level.
	Record crm.Record
	// Named returns one of the scope's records, or nil.
	Named func(name string) (crm.Record, error)
	// Ref returns the record that a field refers to, or nil.
	Ref func(kind crm.Kind, id int64) (crm.Record, error)
	// Value returns one of the scope's values, in the Go type of its Type.
	Value func(name string) (any, error)
	// Call calls one of the scope's functions. Arguments and result have the Go types
	// of their Types, or nil for unknown.
	Call func(name string, args []any) (any, error)
	// Added is called with each sum of a date and a period, for explanations.
	Added func(from crm.Date, p crm.Period, is crm.Date)
	// Saw is called with each value that the evaluation came upon, by the name that it has in
	// the expression, and with its field where it is one.
	Saw func(name string, field *crm.Field, value any)
}

// errNoFacts is a mistake of the caller: the facts can't answer the expression.
var errNoFacts = errors.New("an expression was evaluated without facts that it needs")

// top is the record at the top level, if it has the field's noun.
func (f *Facts) top(noun crm.Kind) (crm.Record, error) { return ofNoun(f.Record, noun) }

func (f *Facts) recordNamed(name string, noun crm.Kind) (crm.Record, error) {
	if f.Named == nil {
		return nil, crm.Errorf(crm.CodeInternal, "%w", errNoFacts)
	}
	r, err := f.Named(name)
	if err != nil {
		return nil, err
	}
	return ofNoun(r, noun)
}

func (f *Facts) ref(noun crm.Kind, id int64) (crm.Record, error) {
	if f.Ref == nil {
		return nil, crm.Errorf(crm.CodeInternal, "%w", errNoFacts)
	}
	r, err := f.Ref(noun, id)
	if err != nil {
		return nil, err
	}
	return ofNoun(r, noun)
}

// ofNoun turns a nil pointer in a Record into no record, and rejects a record of
// another noun.
func ofNoun(r crm.Record, noun crm.Kind) (crm.Record, error) {
	if r == nil || reflect.ValueOf(r).IsNil() {
		return nil, nil
	}
	if r.Noun() != noun {
		return nil, crm.Errorf(crm.CodeInternal, "an expression about %s was evaluated over %s", noun, r.Noun())
	}
	return r, nil
}

// conform normalises the result of a caller's function: zero values are nil, integers
// int64. A wrong Go type is an error.
func conform(value any, want Type, from string) (any, error) {
	var ok bool
	switch v := value.(type) {
	case nil:
		return nil, nil
	case string:
		if v == "" {
			return nil, nil
		}
		ok = want.textual()
	case int:
		value, ok = int64(v), want.numeric()
	case int64:
		ok = want.numeric()
	case float64:
		ok = want == NumberType
	case crm.Date:
		if v.IsZero() {
			return nil, nil
		}
		ok = want == DateType
	case crm.Birthday:
		if v.IsZero() {
			return nil, nil
		}
		ok = want == BirthdayType
	case time.Time:
		if v.IsZero() {
			return nil, nil
		}
		ok = want == InstantType
	case crm.Money:
		if !v.Known {
			return nil, nil
		}
		ok = want == MoneyType
	case bool:
		ok = want == BoolType
	case crm.Period:
		ok = want == PeriodType
	case []any:
		ok = want == ListType
	default:
		ok = want == StructureType
	}
	if !ok {
		return nil, crm.Errorf(crm.CodeInternal, "%s gave a %T where %s is wanted", from, value, want)
	}
	return value, nil
}

// get is the value of a field for evaluation. Lists and structures only count as
// present or not.
func get(f *crm.Field, r crm.Record) any {
	if typeOf(f).base == StructureType {
		return f.Encode(r)
	}
	return f.Get(r)
}

// Plain returns the value of a field as an evaluation comes upon it, and whether it is one that can
// be written: no list, no structure, and no other record.
func Plain(f *crm.Field, r crm.Record) (value any, ok bool) {
	if t := typeOf(f).base; t == StructureType || t == RecordType {
		return nil, false
	}
	return get(f, r), true
}
