package render

import (
	"crm/internal/crm"
)

// Why shows why an activity is on the list, and how its date came about.
func (s *Screen) Why(w *crm.Why) error {
	if s.Quiet {
		return s.ids([]int64{w.Activity.ID})
	}
	switch s.Format {
	case Table, "":
		p := s.page()
		p.why(w)
		return p.show()
	case JSON, JSONL:
		return s.writeJSON(s.whyObject(w))
	default:
		return s.flat([]string{"activity", "due", "rule", "op", "from", "months", "days", "is"}, func(yield func(object) bool) {
			for _, step := range w.Steps {
				row := object{{"activity", w.Activity.ID}, {"due", w.Activity.Due}, {"rule", orNull(w.Rule)}}
				if !yield(append(row, stepObject(step)...)) {
					return
				}
			}
		})
	}
}

func (s *Screen) whyObject(w *crm.Why) object {
	o := object{{"activity", w.Activity}, {"contact", nil}}
	if w.Contact != nil {
		o[1].value = w.Contact
	}
	var closed any
	if w.Closed != nil {
		closed = ruleObject(w.Closed)
	}
	return append(append(o, ruleObject(w)...), object{{"missing", append([]string{}, w.Activity.Missing(w.Contact)...)}, {"closed", closed}}...)
}

// ruleObject is which rule it was, because of what, and in which change.
func ruleObject(w *crm.Why) object {
	var change any
	if c := w.Change; c != nil {
		change = object{{"id", c.ID}, {"made_at", orNull(c.MadeAt)}, {"as_of", c.AsOf}, {"by", orNull(c.By)}, {"command", c.Command}}
	}
	return object{{"rule", orNull(w.Rule)}, {"builtin", w.Builtin}, {"trigger", triggerObject(w.Trigger)}, {"steps", w.Steps}, {"change", change}}
}

func (p *page) why(w *crm.Why) {
	l := p.Locale
	for _, line := range wrap(p.whyHead(w), p.width()) {
		p.line(p.bold(line))
	}
	p.stopLine(w.Contact)
	p.line("")
	rows := p.ruleRows(l.Text("why.rule"), w)
	for i, line := range p.stepLines(w.Steps) {
		label := ""
		if i == 0 {
			label = l.Text("why.date")
		}
		rows = append(rows, [2]string{label, line})
	}
	if channels := w.Activity.Missing(w.Contact); w.Activity.Status == crm.Open && len(channels) > 0 {
		rows = append(rows, [2]string{l.Text("why.missing"), upper(p.missing(channels)) + ": crm contact edit " + itoa(w.Contact.ID) + " --" + channels[0] + " " + l.Text("why.missing."+channels[0])})
	}
	if w.Closed != nil {
		rows = append(rows, p.ruleRows(l.Text("why.closed"), w.Closed)...)
	}
	width := 0
	for _, row := range rows {
		width = max(width, cells(row[0]))
	}
	for _, row := range rows {
		label := pad(row[0], width) + "  "
		for i, line := range broken(row[1], max(p.width()-width-2, leastCut)) {
			if i > 0 {
				label = pad("", width) + "  "
			}
			p.line(label + line)
		}
	}
}

// ruleRows say which rule it was, because of what, and in which change.
func (p *page) ruleRows(label string, w *crm.Why) [][2]string {
	l := p.Locale
	rule := l.Text("why.by-hand")
	if w.Rule != "" {
		key := "why.own"
		if w.Builtin {
			key = "why.built-in"
		}
		rule = l.Text(key, "rule", Clean(w.Rule), "command", "crm rule show "+Clean(w.Rule))
	}
	rows := [][2]string{{label, rule}}
	if w.Trigger != nil && w.Rule != "" {
		rows = append(rows, [2]string{l.Text("why.because"), p.trigger(w)})
	}
	if c := w.Change; c != nil {
		t := c.MadeAt.In(p.zone())
		when := l.Date(crm.DateOf(t), crm.Date{}) + " " + l.Clock(t)
		by := l.Text("why.actor", "name", Clean(c.By), "when", when, "id", itoa(c.ID), "command", Clean(c.Command))
		if c.By == "" {
			by = l.Text("why.actor.nobody", "when", when, "id", itoa(c.ID), "command", Clean(c.Command))
		}
		rows = append(rows, [2]string{l.Text("why.by"), by})
	}
	return rows
}

// broken is a text in lines of that width; one that fits is left as it is,
// with its blanks.
func broken(text string, width int) []string {
	if cells(text) <= width {
		return []string{text}
	}
	return wrap(text, width)
}

// whyHead is the activity in one line.
func (s *Screen) whyHead(w *crm.Why) string {
	l, a := s.Locale, w.Activity
	return l.Text("why.head", "noun", s.label("noun", crm.WordFor(a)), "id", itoa(a.ID), "what", s.withWhom(a, w.Contact),
		"date", l.Date(a.Due, s.Today), "status", s.activityStatus(a))
}

// withWhom is what an activity is and with whom: "review call to Jane Hudson",
// "chase Cardinal, Nora Castillo".
func (s *Screen) withWhom(a *crm.Activity, c *crm.Contact) string {
	l := s.Locale
	if a.Kind == crm.Call && c != nil {
		what := s.word("noun", crm.Call)
		if a.CallType != "" {
			what = s.word("call_type", a.CallType)
		}
		if a.Purpose != "" {
			return l.Join([]string{s.word("purpose", a.Purpose), Clean(c.Name)})
		}
		return l.Text("why.call", "what", what, "name", Clean(c.Name))
	}
	var parts []string
	if about := s.about(a); about != "" {
		parts = append(parts, about)
	}
	if c != nil {
		parts = append(parts, Clean(c.Name))
	}
	if len(parts) == 0 {
		return s.word("noun", a.Kind)
	}
	return l.Join(parts)
}

// trigger is the edit that set the rule off, in words.
func (s *Screen) trigger(w *crm.Why) string {
	l, t := s.Locale, w.Trigger
	noun := string(t.Kind)
	if w.Cause != "" {
		noun = w.Cause
	}
	noun = s.word("noun", noun)
	id := itoa(t.ID)
	f, ok := s.Schema.Fields(t.Kind).Field(t.Field)
	if !ok {
		if t.Action == crm.Create {
			return l.Text("why.was-added", "noun", noun, "id", id)
		}
		return l.Text("why.was-changed", "noun", noun, "id", id)
	}
	value, err := f.DecodeValue(t.Value)
	if err != nil || t.Value == "" {
		return l.Text("why.field-changed", "field", s.fieldIn(t.Kind, f), "noun", noun, "id", id)
	}
	said := s.inline(f, value)
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
	return l.Text("why.became", "field", s.fieldIn(t.Kind, f), "noun", noun, "id", id, "value", said)
}

// stepLines are the pieces of arithmetic, each with what it came to.
func (s *Screen) stepLines(steps []crm.Step) []string {
	l := s.Locale
	type line struct {
		text string
		is   crm.Date
	}
	var all []line
	full := func(d crm.Date) string { return l.Date(d, crm.Date{}) }
	for i, step := range steps {
		for _, day := range step.Off {
			all = append(all, line{l.Text("today.is-holiday", "date", full(day.Date), "holiday", s.holiday(day.Name)), crm.Date{}})
		}
		var text string
		switch step.Op {
		case "add":
			text = s.addition(steps, step)
		case "birthday":
			if countedFrom(steps[i+1:], step.Is) {
				continue // the step that counts from it names it
			}
			text = l.Text("why.birthday", "from", full(step.From))
		case "workday":
			text = l.Text("why.workday", "from", full(step.From))
		case "workday-from":
			text = l.Text("why.workday-from", "from", full(step.From))
		case "earliest":
			text = l.Text("why.earliest")
		case "overdue":
			text = l.Text("why.overdue", "from", full(step.From))
		case "chosen":
			text = l.Text("why.chosen")
		case "spread":
			text = l.Text("why.spread")
		case "missed":
			text = l.Text("why.missed", "from", full(step.From))
		default:
			text = Clean(step.Op)
		}
		all = append(all, line{text, step.Is})
	}
	width := 0
	for _, one := range all {
		if !one.is.IsZero() {
			width = max(width, cells(one.text))
		}
	}
	var lines []string
	for _, one := range all {
		if one.is.IsZero() {
			lines = append(lines, one.text)
			continue
		}
		lines = append(lines, pad(one.text, width)+" "+l.DateAligned(one.is, crm.Date{}))
	}
	return lines
}

// addition is so much time before or after a day.
func (s *Screen) addition(steps []crm.Step, step crm.Step) string {
	l := s.Locale
	period := l.Period(crm.Period{Months: step.Months, Days: step.Days})
	if step.Months >= 0 && step.Days >= 0 {
		return l.Text("why.add", "period", period, "from", l.Date(step.From, crm.Date{}))
	}
	for _, other := range steps {
		if other.Op == "birthday" && other.Is == step.From {
			return l.Text("why.before-birthday", "period", period, "birthday", l.ShortDate(step.From, crm.Date{}))
		}
	}
	return l.Text("why.before", "period", period, "from", l.Date(step.From, crm.Date{}))
}

// countedFrom reports whether one of the steps goes back from that day.
func countedFrom(steps []crm.Step, from crm.Date) bool {
	for _, step := range steps {
		if step.Op == "add" && step.From == from && (step.Days < 0 || step.Months < 0) {
			return true
		}
	}
	return false
}
