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

// Own returns the values of the book's own fields in r by name, in their stored forms,
// or nil.
func Own(r Record) map[string]any {
	var own map[string]any
	for _, v := range r.head().own {
		if own == nil {
			own = map[string]any{}
		}
		own[v.field.Name] = v.field.EncodeValue(v.value)
	}
	return own
}

func (h *Head) get(name string) any {
	for _, v := range h.own {
		if v.field.Name == name {
			return v.value
		}
	}
	return nil
}

// set replaces the values, which copies of the record share.
func (h *Head) set(f *Field, value any) {
	own := slices.DeleteFunc(slices.Clone(h.own), func(v ownValue) bool { return v.field.Name == f.Name })
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
	case TextType, PhoneType:
		return texts
	case NumberType, PercentType:
		return numbers
	case DateType:
		return dates
	case MoneyType:
		return amounts
	}
	return nil
}
