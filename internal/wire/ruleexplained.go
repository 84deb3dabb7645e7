package wire

import (
	"strings"

	"crm/internal/crm"
)

// RuleExplained writes why a rule would act for a record now, or would not: as rows, a
// condition each; quietly, the numbers of the clauses that would act.
func (w *Writer) RuleExplained(x *crm.RuleExplained) error {
	switch {
	case w.Quiet:
		var acting []crm.RuleClause
		for _, c := range x.Clauses {
			if c.Comes() && !x.Off {
				acting = append(acting, c)
			}
		}
		return names(w, acting, func(c crm.RuleClause) string { return itoa(int64(c.Number)) })
	case w.Format == JSON || w.Format == JSONL:
		return w.writeJSON(w.explainedObject(x))
	}
	type asked struct {
		clause *crm.RuleClause
		crm.RuleCondition
	}
	var all []asked
	for i := range x.Clauses {
		for _, c := range x.Clauses[i].Conditions {
			all = append(all, asked{&x.Clauses[i], c})
		}
	}
	return flat(w, []string{"clause", "on", "record", "fires", "condition", "holds", "unknown", "saw"}, all, func(a asked) object {
		var saw []string
		for _, s := range a.Saw {
			saw = append(saw, s.String())
		}
		return object{
			{"clause", int64(a.clause.Number)}, {"on", string(a.clause.On)}, {"record", a.clause.Edit.ID}, {"fires", a.clause.Fires},
			{"condition", a.Text}, {"holds", a.Holds}, {"unknown", orNull(strings.Join(a.Unknown, ", "))}, {"saw", strings.Join(saw, ", ")},
		}
	})
}

func (w *Writer) explainedObject(x *crm.RuleExplained) object {
	acts := false
	var clauses []object
	for _, c := range x.Clauses {
		acts = acts || c.Comes() && !x.Off
		o := object{{"number", c.Number}, {"on", string(c.On)}, {"about", orNull(c.About)}, {"fires", c.Fires}, {"acts", c.Comes()}, {"trigger", triggerObject(c.Trigger)}, {"change", madeObject(c.Made)},
			{"conditions", objectList(c.Conditions, conditionObject)}, {"effects", objectList(c.Effects, w.effectObject)}, {"others", c.Others}, {"failed", orNull(c.Failed)}}
		clauses = append(clauses, o)
	}
	return object{
		{"rule", x.Rule}, {"version", versionObject(x.Version)}, {"off", x.Off}, {"record", x.Record}, {"acts", acts}, {"acted", madeObject(x.Acted)}, {"clauses", clauses},
	}
}

// versionObject is the version of a rule: null of a built-in one.
func versionObject(v crm.RuleVersion) any {
	if v.Builtin {
		return nil
	}
	return v.Number
}

func conditionObject(c crm.RuleCondition) object {
	o := object{{"text", c.Text}, {"holds", c.Holds}, {"unknown", append([]string{}, c.Unknown...)}, {"saw", objectList(c.Saw, seenObject)}}
	if c.Spent != nil {
		o = o.with("spent", object{{"kind", string(c.Spent.Of.Noun())}, {"id", crm.IDOf(c.Spent.Of)}, {"name", orNull(c.Spent.Name)}, {"change", madeObject(c.Spent.Change)}})
	}
	return o
}

func seenObject(s crm.SeenValue) object { return object{{"name", s.Name}, {"value", s.Value}} }

func (w *Writer) effectObject(e crm.RuleEffect) object {
	return object{
		{"deed", e.Deed.Text(w.Decimals())}, {"applies", e.Applies}, {"conditions", objectList(e.Conditions, conditionObject)}, {"comes", objectList(e.Comes, deedObject)},
		{"notices", objectList(e.Notices, w.noticeObject)}, {"failed", orNull(e.Failed)},
	}
}

func deedObject(d crm.Deed) object {
	var fields object
	for _, f := range d.Fields {
		fields = fields.with(f.Name, f.Value)
	}
	return object{{"does", d.Does}, {"what", d.What}, {"fields", fields}}
}
