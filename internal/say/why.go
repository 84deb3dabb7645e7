package say

import "crm/internal/crm"

// Because is a piece of an explanation, with the result of arithmetic.
type Because struct {
	Label, Text string
	Is          crm.Date
}

// Reasons are the pieces of an explanation.
func (v *Voice) Reasons(w *crm.Why) []Because {
	l := v.Locale
	all := v.ruleReasons(l.Text("why.rule"), w)
	for i, step := range v.arithmetic(w.Steps) {
		if i == 0 {
			step.Label = l.Text("why.date")
		}
		all = append(all, step)
	}
	if channels := w.Missing; w.Activity.Status == crm.Open && len(channels) > 0 {
		point := crm.Blank("NUMBER")
		if channels[0] == crm.Email {
			point = "ADDRESS"
		}
		text := upperFirst(v.Missing(channels)) + ": " + v.command(crm.Run("contact edit", w.Contact.ID, crm.With(channels[0], point)))
		all = append(all, Because{Label: l.Text("why.missing"), Text: text})
	}
	if w.Closed != nil {
		all = append(all, v.ruleReasons(l.Text("why.closed"), w.Closed)...)
	}
	return all
}

// ruleReasons say which rule it was, why it fired, and in which change.
func (v *Voice) ruleReasons(label string, w *crm.Why) []Because {
	l := v.Locale
	rule := l.Text("why.by-hand")
	if w.Rule != "" {
		key := "why.own"
		switch {
		case w.Builtin:
			key = "why.built-in"
		case w.Pack != "":
			key = "why.pack"
		}
		if w.Version.Builtin && w.Version.Number > 0 {
			key += ".version"
		}
		rule = l.Text(key, "rule", Clean(w.Rule), "pack", Clean(w.Pack), "n", itoa(w.Version.Number), "command", v.Command("rule show", w.Rule))
	}
	all := []Because{{Label: label, Text: rule}}
	if text := v.ruleVersion(w.Version); text != "" && w.Rule != "" {
		all = append(all, Because{Text: text})
	}
	if w.Trigger != nil && w.Rule != "" {
		all = append(all, Because{Label: l.Text("why.because"), Text: v.trigger(w)})
		if saw := v.seen(w.Saw); saw != "" {
			all = append(all, Because{Label: l.Text("why.saw"), Text: saw})
		}
	}
	if c := w.Change; c != nil {
		t := v.Local(c.MadeAt)
		when := l.Date(crm.DateOf(t), crm.Date{}) + " " + l.Clock(t)
		by := l.Text("why.actor", "name", Clean(c.By), "when", when, "id", itoa(c.ID), "command", Clean(c.Command))
		if c.By == "" {
			by = l.Text("why.actor.nobody", "when", when, "id", itoa(c.ID), "command", Clean(c.Command))
		}
		all = append(all, Because{Label: l.Text("why.by"), Text: by})
	}
	return all
}

// seen are values that a condition came upon.
func (v *Voice) seen(values []crm.SeenValue) string {
	var all []string
	for _, s := range values {
		all = append(all, Clean(s.String()))
	}
	return v.Locale.Join(all...)
}

// WhyHead is the activity in one line.
func (v *Voice) WhyHead(w *crm.Why) string {
	l, a := v.Locale, w.Activity
	return l.Text("why.head", "noun", v.title(a), "id", itoa(a.ID), "what", v.withWhom(a, w.Contact),
		"date", l.Date(a.Due, v.Today), "status", v.activityStatus(a))
}

// withWhom is an activity and its contact: "review call to Jane Hudson", "chase
// Cardinal, Nora Castillo".
func (v *Voice) withWhom(a *crm.Activity, c *crm.Contact) string {
	l := v.Locale
	if a.Kind == crm.Call && c != nil {
		what := v.Word("noun", crm.Call)
		if a.CallType != "" {
			what = v.Word("call_type", a.CallType)
		}
		if a.Purpose != "" {
			return l.Join(v.Word("purpose", a.Purpose), Clean(c.Name))
		}
		return l.Text("why.call", "what", what, "name", Clean(c.Name))
	}
	if text := l.Join(v.purposeOf(a), nameOrNone(c)); text != "" {
		return text
	}
	return v.Word("noun", a.Kind)
}

// trigger words the edit that set the rule off.
func (v *Voice) trigger(w *crm.Why) string {
	l, t := v.Locale, w.Trigger
	noun := string(t.Kind)
	if w.Cause != "" {
		noun = w.Cause
	}
	noun = v.Word("noun", noun)
	id := itoa(t.ID)
	f, ok := v.Schema.Fields(t.Kind).Field(t.Field)
	if !ok {
		if t.Action == crm.Create {
			return l.Text("why.was-added", "noun", noun, "id", id)
		}
		return l.Text("why.was-changed", "noun", noun, "id", id)
	}
	value, err := f.DecodeValue(t.Value)
	if err != nil || t.Value == "" {
		return l.Text("why.field-changed", "field", v.fieldIn(t.Kind, f), "noun", noun, "id", id)
	}
	said := v.inline(f, value)
	switch {
	case t.Field == "status" && t.Action == crm.Create && (t.Value == crm.Open || t.Value == crm.Done):
		return l.Text("why.was-added", "noun", noun, "id", id)
	case t.Field == "status":
		return l.Text("why.became.status", "noun", noun, "id", id, "value", said)
	case t.Field == "expires":
		return l.Text("why.expires", "noun", noun, "id", id, "value", said)
	}
	if t.Field == "call_result" {
		return l.Text("why.became.result", "id", id, "value", said)
	}
	return l.Text("why.became", "field", v.fieldIn(t.Kind, f), "noun", noun, "id", id, "value", said)
}

// arithmetic words the steps that led to a date, each with its result.
func (v *Voice) arithmetic(steps []crm.Step) []Because {
	l := v.Locale
	var all []Because
	full := func(d crm.Date) string { return l.Date(d, crm.Date{}) }
	for i, step := range steps {
		for _, day := range step.Off {
			all = append(all, Because{Text: l.Text("today.is-holiday", "date", full(day.Date), "holiday", v.Holiday(day.Name))})
		}
		var text string
		switch step.Op {
		case "add":
			text = v.addition(steps, step)
		case "birthday":
			if countedFrom(steps[i+1:], step.Is) {
				continue // the step that counts from it names it
			}
			text = l.Text("why.birthday", "from", full(step.From))
		case "yearly":
			text = l.Text("why.yearly", "from", full(step.From), "day", l.ShortDate(step.Is, crm.Date{}))
		case "turns":
			if countedFrom(steps[i+1:], step.Is) {
				continue
			}
			text = l.Text("why.turns", "age", step.Months/12)
		case "workday":
			text = l.Text("why.workday", "from", full(step.From))
		case "workday-from":
			text = l.Text("why.workday-from", "from", full(step.From))
		case "earliest":
			text = l.Text("why.earliest")
		case crm.StepOverdue:
			text = l.Text("why.overdue", "from", full(step.From))
		case crm.StepUndated:
			text = l.Text("why.undated")
		case "chosen":
			text = l.Text("why.chosen")
		case "workdays":
			text = l.Text("why.workdays", "n", step.Days, "from", full(step.From))
		case crm.StepSpread:
			text = l.Text("why.spread")
		case crm.StepPaced:
			key := "why.paced"
			switch {
			case step.To.IsZero():
			case step.To.Before(step.Is):
				key = "why.paced.days"
			default:
				key = "why.paced.fewest"
			}
			text = l.Text(key, "n", step.Days, "from", full(step.From), "to", full(step.To))
		case "missed":
			text = l.Text("why.missed", "from", full(step.From))
		default:
			text = Clean(step.Op)
		}
		all = append(all, Because{Text: text, Is: step.Is})
	}
	return all
}

// addition words a span before or after a day.
func (v *Voice) addition(steps []crm.Step, step crm.Step) string {
	l := v.Locale
	period := l.Period(crm.Period{Months: step.Months, Days: step.Days})
	if step.Months >= 0 && step.Days >= 0 {
		return l.Text("why.add", "period", period, "from", l.Date(step.From, crm.Date{}))
	}
	for _, other := range steps {
		if (other.Op == "birthday" || other.Op == "turns") && other.Is == step.From {
			return l.Text("why.before-birthday", "period", period, "birthday", l.ShortDate(step.From, crm.Date{}))
		}
	}
	return l.Text("why.before", "period", period, "from", l.Date(step.From, crm.Date{}))
}

// countedFrom reports whether a step goes back from that day.
func countedFrom(steps []crm.Step, from crm.Date) bool {
	for _, step := range steps {
		if step.Op == "add" && step.From == from && (step.Days < 0 || step.Months < 0) {
			return true
		}
	}
	return false
}
