package wire

import (
	"strings"

	"crm/internal/crm"
)

// Pairs writes contacts who may be one, with what speaks for it and against.
func (w *Writer) Pairs(pairs []*crm.Pair) error {
	if w.Quiet {
		var all []*crm.Contact
		for _, p := range pairs {
			all = append(all, p.One, p.Other)
		}
		return numbers(w, all, func(c *crm.Contact) int64 { return c.ID })
	}
	columns := []string{"id", "name", "stopped", "other", "other_name", "other_stopped", "for", "against", "weight"}
	return flat(w, columns, pairs, func(p *crm.Pair) object {
		return object{
			{"id", p.One.ID}, {"name", p.One.Name}, {"stopped", orNull(p.One.Stopped)},
			{"other", p.Other.ID}, {"other_name", p.Other.Name}, {"other_stopped", orNull(p.Other.Stopped)},
			{"for", w.codes(p.For)}, {"against", w.codes(p.Against)}, {"weight", p.Weight},
		}
	})
}

// codes is a list of codes: in JSON a list, elsewhere with spaces between.
func (w *Writer) codes(list []string) any {
	if w.Format == JSON || w.Format == JSONL {
		return append([]string{}, list...)
	}
	return strings.Join(list, " ")
}
