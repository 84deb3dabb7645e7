package query

import (
	"crm/internal/crm"
)

// Type is the type of an expression, of a value or of a function's argument.
type Type int

// The types, each with the Go type of its values. Every value may be nil.
const (
	NullType      Type = iota // only nil
	TextType                  // string
	CodeType                  // string, one of a picklist
	NumberType                // int64 or float64
	DateType                  // crm.Date
	BirthdayType              // crm.Birthday
	InstantType               // time.Time
	MoneyType                 // crm.Money
	BoolType                  // bool
	PeriodType                // crm.Period
	RecordType                // the number of a record, int64; as an argument crm.Record
	ListType                  // []any
	StructureType             // a list or structure of a record; can only be compared with nil

	// Only as types of arguments:

	// NameType is the quoted name of a field of the scope's noun.
	NameType
	// SameType is a value of that field's type; as a result, too.
	SameType
	// NounType is the quoted noun of records of which Scope.Among knows.
	NounType
	// AmongType is a quoted condition about one of those; its value is an *Expr.
	AmongType
)

// String names the type with its article, for messages.
func (t Type) String() string {
	return [...]string{
		NullType: "nil", TextType: "a text", CodeType: "a code", NumberType: "a number", DateType: "a date",
		BirthdayType: "a birthday", InstantType: "a point in time", MoneyType: "an amount", BoolType: "a condition",
		PeriodType: "a period", RecordType: "a record", ListType: "a list", StructureType: "a list of the record",
		NameType: "the name of a field in quotes", SameType: "a value of that field",
		NounType: "a noun in quotes", AmongType: "a condition in quotes",
	}[t]
}

// typ is a type with what it is a type of: the picklist of a code, the noun of
// a record.
type typ struct {
	base Type
	list string
	noun crm.Kind
}

// answers reports whether values are yes or no, with which true and false are compared, too.
func (t typ) answers() bool { return t.base == CodeType && t.list == "answer" }

// typeOf is the type that values of a field have.
func typeOf(f *crm.Field) typ {
	switch f.Type {
	case crm.TextType, crm.PhoneType:
		return typ{base: TextType}
	case crm.CodeType:
		return typ{base: CodeType, list: f.List}
	case crm.NumberType, crm.PercentType, crm.BytesType:
		return typ{base: NumberType}
	case crm.RefType:
		return typ{base: RecordType, noun: f.Ref}
	case crm.DateType:
		return typ{base: DateType}
	case crm.BirthdayType:
		return typ{base: BirthdayType}
	case crm.InstantType:
		return typ{base: InstantType}
	case crm.MoneyType:
		return typ{base: MoneyType}
	default:
		return typ{base: StructureType}
	}
}

// textual reports whether values of the type are plain strings.
func (t Type) textual() bool { return t == TextType || t == CodeType }

// numeric reports whether values of the type are numbers: the number of a
// record is one.
func (t Type) numeric() bool { return t == NumberType || t == RecordType }
