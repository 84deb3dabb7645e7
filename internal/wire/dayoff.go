package wire

import (
	"strings"

	"crm/internal/crm"
)

// Holidays writes the days off of a year.
func (w *Writer) Holidays(days crm.Days) error {
	return flat(w, []string{"date", "name"}, days, func(d crm.Day) object {
		return object{{"date", d.Date}, {"name", strings.TrimSpace(d.Name)}}
	})
}

// dayObject is a day off as JSON has it.
func dayObject(d crm.Day) object {
	o := object{}
	if d.Every == "" {
		o = o.with("date", d.Date)
	} else {
		o = o.with("every", d.Every)
	}
	if !d.Last.IsZero() {
		o = o.with("last", d.Last)
	}
	return o.with("name", d.Name)
}
