package say

import (
	"maps"
	"slices"
	"strings"

	"crm/internal/crm"
)

// OffersUndo reports whether an outcome ends with how to undo it. If an opportunity is
// still open, its notice does.
func (v *Voice) OffersUndo(o *crm.Outcome) bool {
	if o.DryRun {
		return false
	}
	for _, n := range o.Notices {
		if n.Code == "opportunity-open" {
			return false
		}
	}
	for _, e := range o.Edits {
		if gaveValue(e, "call_result", crm.DeadFile) && v.reversed(o) == "" {
			return true
		}
	}
	return false
}

// Undoing is the command that takes an outcome back. A stop is taken back with a reason.
func (v *Voice) Undoing(o *crm.Outcome) string {
	for _, e := range o.Edits {
		if _, stop := e.After.(*crm.Suppression); stop {
			return v.Command("undo", crm.With("reason", crm.Blank("TEXT")))
		}
		if c, ok := e.After.(*crm.Contact); ok && e.Changed("do_not_contact") && !c.DoNotContact.IsZero() {
			return v.Command("undo", crm.With("reason", crm.Blank("TEXT")))
		}
	}
	return v.Command("undo")
}

// OutcomeHeads says what the command itself did, a line for each record it names; own
// are the edits in these lines.
func (v *Voice) OutcomeHeads(o *crm.Outcome) (heads []string, own map[*crm.Edit]bool) {
	own = map[*crm.Edit]bool{}
	if o.Repeated {
		heads = append(heads, v.Locale.Text("outcome.repeated", "id", itoa(o.Change)))
	}
	if text := v.reversed(o); text != "" {
		return v.unwritten(o, append(heads, text)), own
	}
	type key struct {
		kind crm.Kind
		id   int64
	}
	if f := o.Backfilled; f != nil {
		heads = append(heads, v.backfilled(o, f))
	}
	if text := v.mergedHead(o, own); text != "" {
		heads = append(heads, text)
	}
	told := map[key]bool{}
	for _, r := range o.Subjects {
		k := key{r.Noun(), crm.IDOf(r)}
		if told[k] {
			continue
		}
		told[k] = true
		for _, e := range o.Edits {
			if e.Rule == "" && e.Kind == k.kind && e.ID == k.id && !own[e] {
				if text := v.outcomeHead(o, e); text != "" {
					heads = append(heads, text)
					own[e] = true
					break
				}
			}
		}
	}
	for _, e := range o.Edits { // of an edit that only adds a note
		if len(heads) == 0 && o.Imported == nil && e.Kind == crm.KindNote && e.Rule == "" && e.Action == crm.Create {
			heads, own[e] = append(heads, v.outcomeHead(o, e)), true
		}
	}
	return v.unwritten(o, heads), own
}

// unwritten marks the last head of a dry run.
func (v *Voice) unwritten(o *crm.Outcome, heads []string) []string {
	if last := len(heads) - 1; o.DryRun && last >= 0 {
		heads[last] += v.Space() + v.Locale.Text("outcome.dry-run")
	}
	return heads
}

// Did is a message about what an outcome did, or would do in a dry run.
func (v *Voice) Did(o *crm.Outcome, key string, args ...any) string {
	if o.DryRun {
		key = strings.Replace(key, "outcome.", "outcome.would.", 1)
	}
	return v.Locale.Text(key, args...)
}

// reversed is the head of what can only be told as a whole, an undo, a redo or an erasure,
// taken from its notice; empty for other commands.
func (v *Voice) reversed(o *crm.Outcome) string {
	for _, n := range o.Notices {
		would, is := heads[n.Code]
		if !is {
			continue
		}
		if o.DryRun {
			n.Code = would
		}
		return v.Sentence(n)
	}
	return ""
}

// outcomeHead is the sentence about one requested edit; empty if it says nothing by
// itself.
func (v *Voice) outcomeHead(o *crm.Outcome, e *crm.Edit) string {
	l := v.Locale
	was := e.Before // a lead that becomes a prospect is still called a lead
	if was == nil {
		was = e.After
	}
	args := map[string]any{"noun": v.Noun(was), "id": itoa(e.ID), "name": v.nameInHead(o, e)}
	var key string
	if on, switched := crm.Switched(e); switched {
		if key = "outcome.switched-off"; on {
			key = "outcome.switched-on"
		}
		return v.Did(o, key, args)
	}
	switch {
	case e.Kind == crm.KindSettings:
		key, args["what"] = "outcome.settings", l.Join(v.whatChanged(mentionedIn(o), e)...)
	case sets(e, "call_result"):
		return v.callHead(o, e)
	case e.Kind == crm.KindSuppression:
		return v.suppressionHead(o, e)
	case e.Action == crm.Create:
		key = "outcome.added"
		if what := v.added(o, e.After); what != "" {
			key, args["what"] = "outcome.added.what", what
		}
	case e.Action == crm.Delete:
		key = "outcome.removed"
	default:
		key = "outcome.changed"
		what := v.headChanges(mentionedIn(o), e)
		if len(what) > 0 {
			key += ".what"
			args["what"] = l.Join(what...)
		}
	}
	return v.withCircumstances(v.Did(o, key, args), o, e)
}

// added is what a new record says beside its name: why somebody was referred, the text
// of a note.
func (v *Voice) added(o *crm.Outcome, r crm.Record) string {
	switch r := r.(type) {
	case *crm.Opportunity:
		return OneLine(r.Reason)
	case *crm.Note:
		if o.People[r.Contact] != nil {
			return v.quote(r.Body)
		}
	}
	return ""
}

// quote shortens a text for the middle of a sentence.
func (v *Voice) quote(text string) string {
	if text = OneLine(text); v.Quote != nil {
		return v.Quote(text)
	}
	return text
}

// suppressionHead says whether a number may now be used.
func (v *Voice) suppressionHead(o *crm.Outcome, e *crm.Edit) string {
	r := e.Record().(*crm.Suppression)
	if !r.Ended.IsZero() {
		return v.Did(o, "outcome.freed", "value", Clean(r.Value))
	}
	return v.Did(o, "outcome.suppressed", "value", v.reachedBy(o, r), "date", v.Locale.Date(r.Since, v.Today), "reason", v.Word("stop_reason", r.Reason))
}

// reachedBy is a suppressed number with its holders.
func (v *Voice) reachedBy(o *crm.Outcome, r *crm.Suppression) string {
	var whose []string
	for _, id := range slices.Sorted(maps.Keys(o.People)) {
		if c := o.People[id]; c.Suppression == r.ID {
			whose = append(whose, Clean(c.Name))
		}
	}
	if len(whose) == 0 {
		return Clean(r.Value)
	}
	return v.Locale.Text("outcome.whose", "value", Clean(r.Value), "whose", v.Locale.Join(whose...))
}

// withCircumstances adds to a head the day on which it took place, what its record
// regards, whose it is unless the acting producer's, and that the contact must not be
// contacted.
func (v *Voice) withCircumstances(text string, o *crm.Outcome, e *crm.Edit) string {
	m := mentionedIn(o)
	if e.Action == crm.Update && e.Changed("owner") {
		m.by = 0 // the head says whose it is
	}
	parts := v.regards(m, e.Record())
	if day := v.tookPlace(e); !day.IsZero() {
		parts = append([]string{v.Locale.Text("outcome.on", "date", v.Locale.Date(day, v.Today))}, parts...)
	}
	if len(parts) > 0 && e.Action != crm.Delete {
		text += v.Space() + v.Locale.Text("outcome.besides", "what", upperFirst(v.Locale.Join(parts...)))
	}
	if stopped := v.nowStopped(o, e); stopped != "" && e.Kind != crm.KindRelation { // which is of two
		text += v.Space() + stopped
	}
	return text
}

// tookPlace is the day of what an edit closes, unless today. A new record says its own
// day, unless it is a call.
func (v *Voice) tookPlace(e *crm.Edit) crm.Date {
	if e.After == nil || e.Action == crm.Create && !sets(e, "call_result") {
		return crm.Date{}
	}
	for _, name := range []string{"done_on", "closed", "ended", "received"} {
		if !sets(e, name) {
			continue
		}
		f, _ := e.Field(name)
		if day, ok := f.Get(e.After).(crm.Date); ok && day != v.Today {
			return day
		}
	}
	return crm.Date{}
}

// headChanges is what an edit changed beyond its head.
func (v *Voice) headChanges(m mentions, e *crm.Edit) []string {
	if sets(e, "do_not_contact") {
		return nil
	}
	parts := v.whatChanged(m, e)
	if a, ok := e.After.(*crm.Activity); ok && sameDay(e) {
		set := v.Locale.Text("edit.set", "field", lowerHeading(v.Locale.Field(e.Kind, "due")), "to", v.dayAndTime(a))
		return append([]string{set}, parts...)
	}
	if e.Kind != crm.KindContact {
		return parts
	}
	for _, d := range e.Differences() { // elsewhere they follow from what was recorded
		if d.Field.Name == "last_call" || d.Field.Name == "client_since" {
			parts = append(parts, v.difference(m, e, d))
		}
	}
	return parts
}

// sameDay reports whether an edit kept the day of an activity and changed its time, or
// marked it as chosen.
func sameDay(e *crm.Edit) bool {
	a, ok := e.After.(*crm.Activity)
	return ok && a.Kind != crm.Appointment && a.Status == crm.Open && e.Action == crm.Update && !e.Changed("due") && !e.Changed("status") &&
		(e.Changed("slot") || e.Changed("explanation") || e.Changed("due_time"))
}

// nameInHead names the record of a head; an activity by purpose, contact and day.
func (v *Voice) nameInHead(o *crm.Outcome, e *crm.Edit) string {
	a, ok := e.Record().(*crm.Activity)
	if !ok {
		if n, ok := e.Record().(*crm.Note); ok && n.Body != "" && o.People[n.Contact] == nil {
			return v.quote(n.Body)
		}
		name := v.nameOf(mentionedIn(o), e.Record())
		if sale, ok := e.Record().(*crm.Opportunity); ok && e.Action == crm.Create {
			name = v.Locale.Join(name, v.Locale.Money(sale.Premium, v.Currency))
		}
		return v.withGiven(o, e, name)
	}
	when := ""
	if e.Action == crm.Create {
		when = v.dayAndTime(a)
	}
	return v.withGiven(o, e, v.Locale.Join(v.purposeOf(a), nameOrNone(o.People[a.Contact]), when))
}

// withGiven adds to the name of a new record the given values that are said nowhere
// else, so that a day or half a word is shown as it was read.
func (v *Voice) withGiven(o *crm.Outcome, e *crm.Edit, called string) string {
	if e.Action != crm.Create || e.Kind == crm.KindContact {
		return called
	}
	said := []string{"owner", "note", "reason", "call_type"}
	if sale, ok := e.After.(*crm.Opportunity); ok {
		said = append(said, "premium")
		if sale.Reason != "" { // that of a referral
			said = append(said, "source")
		}
	}
	m, parts := mentionedIn(o), []string{called}
	for _, d := range e.Differences() {
		if !slices.Contains(o.Given, d.Field.Name) || !d.Field.Own && slices.Contains(said, d.Field.Name) || d.Field.Name == "term" && saidBeside(e, d.Field) {
			continue
		}
		if value := v.mentioned(m, d.Field, d.After); value != "" && !strings.Contains(lowerHeading(called), lowerHeading(value)) {
			parts = append(parts, v.difference(m, e, d))
		}
	}
	return v.Locale.Join(parts...)
}

// dayAndTime is the day of an activity, with its time.
func (v *Voice) dayAndTime(a *crm.Activity) string {
	day := v.Locale.Date(a.Due, v.Today)
	if a.Kind == crm.Appointment {
		return v.Locale.Join(day, v.span(a))
	}
	if a.DueTime != "" {
		day += " " + Clean(a.DueTime)
	}
	return day
}

// callHead is the sentence about a logged call.
func (v *Voice) callHead(o *crm.Outcome, e *crm.Edit) string {
	a := e.After.(*crm.Activity)
	args := map[string]any{"id": itoa(a.ID), "name": nameOrNone(o.People[a.Contact]), "result": v.Word("call_result", a.CallResult), "n": int(a.Attempt)}
	key := "outcome.call"
	if a.Attempt > 1 {
		key = "outcome.call.try"
	}
	return v.withCircumstances(v.Did(o, key, args), o, e)
}

// nowStopped says that the contact of an edit must not be contacted, from now on or
// since before.
func (v *Voice) nowStopped(o *crm.Outcome, of *crm.Edit) string {
	for _, e := range o.Edits {
		c, ok := e.After.(*crm.Contact)
		if ok && c.ID == crm.About(of.Record(), crm.KindContact) && sets(e, "do_not_contact") {
			return v.Did(o, "outcome.stopped", "date", v.Locale.Date(c.DoNotContact, v.Today))
		}
	}
	c := o.People[crm.About(of.Record(), crm.KindContact)]
	if after, ok := of.After.(*crm.Contact); ok {
		c = after
	}
	if of.Action == crm.Delete && of.Kind == crm.KindContact {
		return ""
	}
	if said, ok := of.After.(*crm.Consent); ok && c != nil && c.Stopped.IsZero() && !said.On(crm.ByCall) {
		return "" // whose calls were not what was said
	}
	return v.StoppedSince(c)
}
