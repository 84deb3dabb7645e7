package say

import "crm/internal/crm"

// Replayed says what a rule would have done.
func (v *Voice) Replayed(d *crm.ReplayDeed) string {
	what := v.replayedWhat(d.Does, d.What)
	parts := []string{what}
	for _, f := range d.Fields {
		value := v.Locale.Text("rule-deed.unknown")
		if f.Value != nil {
			value = v.inline(f.Field, f.Value)
		}
		parts = append(parts, v.Locale.Heading(f.Noun(), f.Field)+" "+value)
	}
	return v.Locale.Join(parts...)
}

func (v *Voice) replayedWhat(does, what string) string {
	if crm.IsKind(crm.Kind(what)) {
		what = v.Word("noun", what)
	} else {
		what = v.Word("activity_kind", what)
	}
	return v.Locale.Text("rule-deed."+does, "what", Clean(what))
}

// ReplayCount says how often rules would have done something.
func (v *Voice) ReplayCount(c crm.ReplayCount, several bool) string {
	what := v.replayedWhat(c.Does, c.What)
	if several {
		what = v.Locale.Text("replay.of-rule", "rule", Clean(c.Rule), "what", what)
	}
	if c.Was > 0 {
		return v.Locale.Text("replay.count-was", "what", what, "n", c.N, "was", c.Was)
	}
	return v.Locale.Text("replay.count", "what", what, "n", c.N)
}

// TriggerOf says which edit set a rule off; nothing if that is not known.
func (v *Voice) TriggerOf(t *crm.Trigger) string {
	if t == nil {
		return ""
	}
	return v.trigger(&crm.Why{Trigger: t})
}
