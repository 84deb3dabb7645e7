package query

import (
	"errors"
	"reflect"
	"time"

	"crm/internal/crm"
)

// Facts are what an expression is evaluated over. Functions that an expression
// does not need may be nil; Uses tells which names it mentions.
type Facts struct {
	// Record is the one whose fields are at the top level.
	Record crm.Record
	// Named finds one of the scope's records; nil if there is none.
	Named func(name string) (crm.Record, error)
	// Ref finds the record that a field refers to; nil if there is none.
	Ref func(kind crm.Kind, id int64) (crm.Record, error)
	// Value finds one of the scope's values, in the Go type of its Type.
	Value func(name string) (any, error)
	// Call answers one of the scope's functions. The arguments have the Go
	// types of their Types, nil for what is unknown; so must the result.
	Call func(name string, args []any) (any, error)
	// Added hears of each sum of a date and a period, as it is made, so that
	// it can be explained.
	Added func(from crm.Date, p crm.Period, is crm.Date)
}

// errNoFacts is a mistake of the caller: the expression needs what its facts
// can't give.
var errNoFacts = errors.New("an expression was evaluated without facts that it needs")

// top is the record at the top level, if it is of the noun that the field is
// of.
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

// ofNoun takes a nil pointer in a Record for what its caller meant, no record,
// and refuses one of another noun, which a field can't be read from.
func ofNoun(r crm.Record, noun crm.Kind) (crm.Record, error) {
	if r == nil || reflect.ValueOf(r).IsNil() {
		return nil, nil
	}
	if r.Noun() != noun {
		return nil, crm.Errorf(crm.CodeInternal, "an expression about %s was evaluated over %s", noun, r.Noun())
	}
	return r, nil
}

// conform brings what a caller's function gave into the form that evaluation
// uses: zero values are nil, integers int64. Another Go type than that of the
// Type is an error.
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

// get is the value of a field as evaluation uses it. Of lists and structures
// only whether there is one matters.
func get(f *crm.Field, r crm.Record) any {
	if typeOf(f).base == StructureType {
		return f.Encode(r)
	}
	return f.Get(r)
}
