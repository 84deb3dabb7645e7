package say

import "crm/internal/crm"

// Wait says from when on somebody may be called who may not be now, by our clock and, where
// it is known, by theirs.
func (v *Voice) Wait(w *crm.Wait) string {
	if w == nil {
		return ""
	}
	if w.Opens.IsZero() {
		return v.Locale.Text("today.wait.never")
	}
	opens := v.Local(w.Opens)
	key, args := "today.wait", []any{"clock", v.Locale.Clock(opens)}
	if day := crm.DateOf(opens); day != crm.DateOf(v.Local(w.Now)) {
		key, args = key+".day", append(args, "day", v.Locale.Near(day, v.Today))
	}
	if v.elsewhere(w) {
		key, args = key+".there", append(args, "there", v.Locale.Clock(w.Opens.In(w.Zone)))
	}
	return v.Locale.Text(key, args...)
}

// elsewhere reports whether it is known that their clock is another than ours.
func (v *Voice) elsewhere(w *crm.Wait) bool {
	return w.Zone != nil && v.Locale.Clock(w.Now.In(w.Zone)) != v.Locale.Clock(v.Local(w.Now))
}

// waitArguments are the clock of somebody at a time at which they may not be called, and from
// when on they may be.
func (v *Voice) waitArguments(args map[string]any, w *crm.Wait) {
	args["wait"], args["clock"] = v.Wait(w), ""
	if v.elsewhere(w) {
		args["clock"] = v.Locale.Clock(w.Now.In(w.Zone))
	}
}
