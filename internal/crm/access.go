package crm

import (
	"encoding/json"
	"fmt"
	"math"
	"reflect"
	"slices"
	"time"
	"unsafe"
)

// Lists read and fill records by field once for each row. Where a field lies in its
// struct, and how its Go type is read there, is therefore worked out when the schema is
// made, and not by reflection each time. Only this file knows.

// slot reads and sets values of one Go type at an address.
type slot struct {
	get  func(at unsafe.Pointer, zero bool) any // nil for the zero value unless that counts
	set  func(at unsafe.Pointer, value any) bool
	same func(a, b unsafe.Pointer) bool // false where only the stored forms tell
	part func(at unsafe.Pointer)        // of a list: gives it memory of its own
	join func(a, b unsafe.Pointer) any  // of a list: all of both, each once
}

// plainSlot returns the slot of a comparable type.
func plainSlot[T comparable]() *slot {
	return &slot{
		get: func(at unsafe.Pointer, zero bool) any {
			var none T
			if v := *(*T)(at); v != none || zero {
				return v
			}
			return nil
		},
		set:  put[T],
		same: func(a, b unsafe.Pointer) bool { return *(*T)(a) == *(*T)(b) },
	}
}

// list returns the slot of a list type.
func list[T ~[]E, E any]() *slot {
	return &slot{
		get: func(at unsafe.Pointer, zero bool) any {
			if v := *(*T)(at); v != nil || zero {
				return v
			}
			return nil
		},
		set:  put[T],
		same: func(a, b unsafe.Pointer) bool { return *(*T)(a) == nil && *(*T)(b) == nil },
		part: func(at unsafe.Pointer) { *(*T)(at) = slices.Clone(*(*T)(at)) },
		join: func(a, b unsafe.Pointer) any {
			var all T
			for _, one := range slices.Concat(*(*T)(a), *(*T)(b)) {
				if !slices.ContainsFunc(all, func(there E) bool { return reflect.DeepEqual(there, one) }) {
					all = append(all, one)
				}
			}
			return all
		},
	}
}

// put sets the value at an address; without one, it only reports whether it could.
func put[T any](at unsafe.Pointer, value any) bool {
	v, ok := value.(T)
	if ok = ok || value == nil; ok && at != nil {
		*(*T)(at) = v
	}
	return ok
}

var (
	texts, numbers, dates = plainSlot[string](), plainSlot[int64](), plainSlot[Date]()
	birthdays, instants   = plainSlot[Birthday](), plainSlot[time.Time]()
	amounts, explanations = plainSlot[Money](), plainSlot[*Explanation]()
	points, days          = list[Points](), list[Days]()
	addresses             = list[Addresses]()
	terms, numbersOf      = list[Terms](), list[Numbers]()
	tags                  = list[Tags]()
)

// slotOf returns the field type of a Go type, until its tag says more.
func slotOf(t reflect.Type) (Type, *slot) {
	switch t {
	case reflect.TypeFor[string]():
		return TextType, texts
	case reflect.TypeFor[int64]():
		return NumberType, numbers
	case reflect.TypeFor[Date]():
		return DateType, dates
	case reflect.TypeFor[Birthday]():
		return BirthdayType, birthdays
	case reflect.TypeFor[time.Time]():
		return InstantType, instants
	case reflect.TypeFor[Money]():
		return MoneyType, amounts
	case reflect.TypeFor[Points]():
		return PointsType, points
	case reflect.TypeFor[Addresses]():
		return AddressesType, addresses
	case reflect.TypeFor[Days]():
		return DaysType, days
	case reflect.TypeFor[Terms]():
		return TermsType, terms
	case reflect.TypeFor[Numbers]():
		return NumbersType, numbersOf
	case reflect.TypeFor[Tags]():
		return TagsType, tags
	case reflect.TypeFor[*Explanation]():
		return StructureType, explanations
	}
	panic("crm: no field can have the type " + t.String())
}

// locate returns where the field lies in r, whose head is the beginning of its struct.
func (f *Field) locate(r Record) unsafe.Pointer {
	if r.Noun() != f.noun {
		panic("crm: the field " + f.Name + " of a " + string(f.noun) + " was asked of a " + string(r.Noun()))
	}
	return unsafe.Add(unsafe.Pointer(r.head()), f.offset)
}

// Get returns the value of the field in r, or nil if it is unknown.
func (f *Field) Get(r Record) any {
	if f.Own {
		return r.head().get(f.Key)
	}
	return f.slot.get(f.locate(r), f.zero)
}

// Set sets the field of r to a value of its Go type; nil empties it.
func (f *Field) Set(r Record, value any) error {
	if n, ok := value.(int); ok {
		value = int64(n)
	}
	at := unsafe.Pointer(nil)
	if !f.Own {
		at = f.locate(r)
	}
	if !f.slot.set(at, value) {
		return fmt.Errorf("field %s does not take a %T", f.Name, value)
	}
	if f.Own {
		r.head().set(f, value)
	}
	return nil
}

// Join returns what two records have of a list, each once, those of the first before the
// others.
func (f *Field) Join(a, b Record) any {
	all := f.slot.join(f.locate(a), f.locate(b))
	if tags, ok := all.(Tags); ok {
		slices.Sort(tags)
	}
	return all
}

// TakesZero reports whether 0 is a value of the field and does not mean unknown.
func (f *Field) TakesZero() bool { return f.zero }

// equalIn reports whether the field has the same stored form in both records.
func (f *Field) equalIn(a, b Record) bool {
	return !f.Own && f.slot.same(f.locate(a), f.locate(b)) || f.Encode(a) == f.Encode(b)
}

// Encode returns the stored form of the field in r: nil, int64 or string.
func (f *Field) Encode(r Record) any { return f.EncodeValue(f.Get(r)) }

// EncodeValue returns the stored form of a value.
func (f *Field) EncodeValue(value any) any {
	switch v := value.(type) {
	case nil:
		return nil
	case string, int64:
		return v
	case int:
		return int64(v)
	case Date:
		return v.String()
	case Birthday:
		return v.String()
	case time.Time:
		return v.UTC().Format(time.RFC3339)
	case Money:
		return v.Minor
	case Numbers:
		if len(v) == 0 {
			return nil
		}
		return v.String()
	case Tags:
		if len(v) == 0 {
			return nil
		}
		return v.String()
	default:
		text, err := json.Marshal(v)
		if err != nil {
			panic(err) // the list and structure types hold nothing that JSON lacks
		}
		if s := string(text); s != "null" && s != "[]" {
			return s
		}
		return nil
	}
}

// Decode sets the field of r from its stored form: nil, int64, string or []byte, or
// what JSON makes of these (float64).
func (f *Field) Decode(r Record, stored any) error {
	switch v := stored.(type) { // what most fields are, without a value made for it
	case string:
		if f.Own {
			break
		}
		if f.Type.IsText() || f.Type == CodeType && f.isCode(v) {
			*(*string)(f.locate(r)) = v
			return nil
		}
		if f.Type == DateType {
			d, err := ParseISODate(v)
			if err == nil {
				*(*Date)(f.locate(r)) = d
			}
			return err
		}
	case int64:
		if !f.Own && (f.Type.IsNumber() || f.Type == RefType && v > 0) {
			*(*int64)(f.locate(r)) = v
			return nil
		}
	}
	value, err := f.DecodeValue(stored)
	if err != nil {
		return err
	}
	return f.Set(r, value)
}

// DecodeValue turns a stored form into a value of the field's Go type.
func (f *Field) DecodeValue(stored any) (any, error) {
	switch v := stored.(type) {
	case nil:
		return nil, nil
	case []byte:
		stored = string(v)
	case float64:
		if v != math.Trunc(v) {
			return nil, f.errWrongForm(stored)
		}
		stored = int64(v)
	}
	if n, ok := stored.(int64); ok {
		switch f.Type {
		case RefType:
			if n <= 0 { // which a record without it does not store
				return nil, f.errWrongForm(stored)
			}
			return n, nil
		case NumberType, PercentType, BytesType:
			return n, nil
		case MoneyType:
			return Amount(n), nil
		}
		return nil, f.errWrongForm(stored)
	}
	text, ok := stored.(string)
	if !ok {
		return nil, f.errWrongForm(stored)
	}
	switch f.Type {
	case TextType, PhoneType:
		return text, nil
	case CodeType:
		if !f.isCode(text) {
			return nil, f.errWrongForm(stored)
		}
		return text, nil
	case DateType:
		return ParseISODate(text)
	case BirthdayType:
		return ParseISOBirthday(text)
	case InstantType:
		return time.Parse(time.RFC3339, text)
	case PointsType:
		return decodeJSON[Points](text)
	case AddressesType:
		return decodeJSON[Addresses](text)
	case DaysType:
		return decodeJSON[Days](text)
	case TermsType:
		return decodeJSON[Terms](text)
	case NumbersType:
		return ParseNumbers(text)
	case TagsType:
		return ParseTags(text), nil
	case StructureType:
		return decodeExplanation(text)
	}
	return nil, f.errWrongForm(stored)
}

// isCode reports whether a text may be a value of the field's picklist: of one that a
// book can't change, it is one of the codes.
func (f *Field) isCode(text string) bool {
	return f.codes == nil || text == "" || slices.Contains(f.codes, text)
}

func (f *Field) errWrongForm(stored any) error {
	return fmt.Errorf("field %s can't be read from %T", f.Name, stored)
}

// decodeExplanation reads an explanation that its words can be made of.
func decodeExplanation(text string) (any, error) {
	var e *Explanation
	if err := json.Unmarshal([]byte(text), &e); err != nil {
		return nil, err
	}
	if e != nil && e.Trigger.Kind != "" && !IsKind(e.Trigger.Kind) {
		return nil, fmt.Errorf("no noun is called %q", e.Trigger.Kind)
	}
	return e, nil
}

func decodeJSON[T any](text string) (any, error) {
	var v T
	err := json.Unmarshal([]byte(text), &v)
	return v, err
}
