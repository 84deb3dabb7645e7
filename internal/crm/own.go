package crm

import (
	"cmp"
	"slices"
)

// ownValue is the value of one of the book's own fields in a record.
type ownValue struct {
	field *Field
	value any
}

// Own returns the values of the book's own fields in r by key, in their stored forms,
// or nil.
func Own(r Record) map[string]any {
	var own map[string]any
	for _, v := range r.head().own {
		if own == nil {
			own = map[string]any{}
		}
		own[v.field.Key] = v.field.EncodeValue(v.value)
	}
	return own
}

func (h *Head) get(key string) any {
	for _, v := range h.own {
		if v.field.Key == key {
			return v.value
		}
	}
	return nil
}

// set replaces the values, which copies of the record share.
func (h *Head) set(f *Field, value any) {
	own := slices.DeleteFunc(slices.Clone(h.own), func(v ownValue) bool { return v.field.Key == f.Key })
	switch value {
	case nil, "", Date{}, Money{}:
	default:
		own = append(own, ownValue{f, value})
		slices.SortFunc(own, func(a, b ownValue) int { return cmp.Compare(a.field.Name, b.field.Name) })
	}
	h.own = own
}

// ownSlot returns how values of the book's own field of a type are kept, or nil.
func ownSlot(t Type) *slot {
	switch t {
	case TextType, CodeType:
		return texts
	case NumberType:
		return numbers
	case DateType:
		return dates
	case MoneyType:
		return amounts
	}
	return nil
}

// CopyOwn gives a record the values that another one of its noun has of the book's own
// fields.
func CopyOwn(to, from Record) { to.head().own = from.head().own }

// WithoutLeft returns a copy of a record without what KeepLeft gave it.
func WithoutLeft[R Record](r R) R {
	same := Copy(r)
	head := same.head()
	head.own = slices.DeleteFunc(slices.Clone(head.own), func(v ownValue) bool { return v.field.slot == nil })
	return same
}

// KeepLeft gives a record a stored form of a field that its book does not have any more.
func KeepLeft(r Record, key string, stored any) {
	if n, ok := stored.(float64); ok {
		stored = int64(n)
	}
	r.head().set(&Field{Name: key, Key: key, Own: true, Quiet: true, noun: r.Noun()}, stored)
}

// Left returns what KeepLeft gave a record, by key in stored forms, or nil.
func Left(r Record) map[string]any {
	var left map[string]any
	for _, v := range r.head().own {
		if v.field.slot == nil {
			if left == nil {
				left = map[string]any{}
			}
			left[v.field.Key] = v.field.EncodeValue(v.value)
		}
	}
	return left
}
