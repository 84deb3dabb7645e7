package crm

import (
	"cmp"
	"slices"
)

// ownValue is what is known of a field of the book's own in one record.
type ownValue struct {
	field *Field
	value any
}

// Own is what is known of the fields of the book's own in r, by name in their stored
// forms; nil where that is nothing.
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

// ownSlot is how values of a type are kept that a field of a book's own can have; nil
// for the others.
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
