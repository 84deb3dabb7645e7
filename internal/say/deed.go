package say

import (
	"slices"

	"crm/internal/crm"
)

// Deed says what a rule does in an example.
func (v *Voice) Deed(d *crm.Deed, today crm.Date) string {
	on := *v
	on.Today = today
	what := d.What
	switch {
	case v.Locale.Has("rule-deed.of." + what): // several, as an effect means them
		what = v.Locale.Text("rule-deed.of." + what)
	case what == "contact" || what == "opportunity":
		what = on.Word("noun", what)
	case d.Does == "create", d.Does == "cancel", d.Does == "complete", d.Does == "set" && slices.Contains(crm.Picklist("activity_kind"), what):
		if what == string(crm.KindNote) {
			what = on.Word("noun", what)
		} else {
			what = on.Word("activity_kind", what)
		}
	}
	parts := []string{v.Locale.Text("rule-deed."+d.Does, "what", Clean(what))}
	for _, f := range d.Fields {
		value := v.Locale.Text("rule-deed.unknown")
		if f.Value != nil {
			value = on.inline(f.Field, f.Value)
		}
		parts = append(parts, v.Locale.Heading(f.Noun(), f.Field)+" "+value)
	}
	return v.Locale.Join(parts...)
}
