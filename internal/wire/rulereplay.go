package wire

import (
	"strings"

	"crm/internal/crm"
)

// RuleReplay writes what rules would have done; quietly, the numbers of the changes in which they
// would have done something.
func (w *Writer) RuleReplay(r *crm.RuleReplay) error {
	if w.Quiet {
		var changes []int64
		for _, d := range r.Deeds {
			if n := len(changes); n == 0 || changes[n-1] != d.Change {
				changes = append(changes, d.Change)
			}
		}
		return numbers(w, changes, func(id int64) int64 { return id })
	}
	if w.Format == JSON {
		return w.writeJSON(w.replayObject(r))
	}
	columns := []string{"day", "change", "rule", "does", "what", "id", "contact.id", "contact.name", "due", "values", "trigger.kind", "trigger.id", "trigger.action", "trigger.field", "trigger.value", "was"}
	return flat(w, columns, r.Deeds, w.replayDeedObject)
}

func (w *Writer) replayObject(r *crm.RuleReplay) object {
	left := object{}
	for _, l := range r.Left {
		left = left.with(l.Reason, int64(l.N))
	}
	var failed any
	if r.Why != nil {
		failed = object{{"changes", int64(r.Failed)}, {"first", r.Why.Change}, {"rule", r.Why.Rule}, {"part", orNull(r.Why.Part)}, {"why", r.Why.English()}}
	}
	return object{
		{"rules", append([]string{}, r.Rules...)}, {"since", orNull(r.Since)}, {"changes", int64(r.Changes)}, {"asked", int64(r.Asked)}, {"left_out", left}, {"failed", failed},
		{"counts", objectList(r.Counts, func(c crm.ReplayCount) object {
			return object{{"rule", c.Rule}, {"does", c.Does}, {"what", c.What}, {"n", int64(c.N)}, {"at_the_time", int64(c.Was)}}
		})},
		{"most", object{{"day", orNull(r.Most)}, {"n", int64(r.MostN)}}},
		{"deeds", objectList(r.Deeds, w.replayDeedObject)},
	}
}

func (w *Writer) replayDeedObject(d *crm.ReplayDeed) object {
	var id, contact any
	if d.ID != 0 {
		id = d.ID
	}
	if d.Contact != 0 {
		contact = object{{"id", d.Contact}, {"name", d.Name}}
	}
	var values []string
	for _, f := range d.Fields {
		text := (&crm.Deed{Fields: []crm.DeedField{f}, Does: "x"}).Text(w.Decimals())
		values = append(values, strings.TrimPrefix(text, "x: , "))
	}
	return object{
		{"day", d.Day}, {"change", d.Change}, {"rule", d.Rule}, {"does", d.Does}, {"what", d.What}, {"id", id}, {"contact", contact}, {"due", orNull(d.Due)},
		{"values", orNull(strings.Join(values, "; "))}, {"trigger", triggerObject(d.Trigger)}, {"was", d.Was},
	}
}
