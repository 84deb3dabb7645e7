package rules

import (
	"slices"
	"strings"

	"crm/internal/crm"
	"crm/internal/query"
)

// Need is a test of an edit: that it is of a kind, that it changed a field, left a code in
// it, or both.
type Need struct {
	Action  crm.Action `json:"action,omitempty"`
	Field   string     `json:"field,omitempty"`
	Changed bool       `json:"changed,omitempty"`
	Is      string     `json:"is,omitempty"`
}

// needs returns the tests without which a condition is false: of each list one has to
// pass.
func needs(when *query.Expr) [][]Need {
	var all [][]Need
	for _, either := range when.Requires() {
		var list []Need
		for _, t := range either {
			need := Need{Field: t.Field, Is: t.Code}
			switch t.Call {
			case "":
			case "created":
				need = Need{Action: crm.Create}
			case "updated":
				need = Need{Action: crm.Update}
			case "deleted":
				need = Need{Action: crm.Delete}
			case "becomes":
				need.Changed = true
			case "changed", "appears", "earlier":
				need.Changed, need.Is = true, ""
			default: // such as was
				need = Need{}
			}
			list = append(list, need)
		}
		if !slices.Contains(list, Need{}) {
			all = append(all, list)
		}
	}
	return all
}

// mayFire reports whether an edit passes the needs of the rule, whose condition must
// then be evaluated. One that needs a field that the book does not have passes, so that
// the rule fails and is named.
func (r *Rule) mayFire(schema *crm.Schema, edit *crm.Edit) bool {
	for _, either := range r.Needs {
		if !slices.ContainsFunc(either, func(n Need) bool { return n.mayHold(schema, edit) }) {
			return false
		}
	}
	return true
}

func (n Need) mayHold(schema *crm.Schema, edit *crm.Edit) bool {
	if n.Action != "" {
		return edit.Action == n.Action
	}
	f, ok := edit.Field(n.Field)
	if !ok { // it has no value in this record, or is not a field of the book
		_, known := schema.Fields(edit.Kind).Field(n.Field)
		return !known
	}
	if n.Changed && (edit.After == nil || !edit.Changes(f)) {
		return false
	}
	is, _ := f.Encode(edit.Record()).(string)
	return n.Is == "" || strings.EqualFold(is, n.Is) // whether it is that text, the condition says
}
