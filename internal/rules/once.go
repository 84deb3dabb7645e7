package rules

import (
	"fmt"
	"strings"

	"crm/internal/crm"
	"crm/internal/yaml"
)

// Once limits how often a rule acts: once for each record, contact or household, ever or within
// some time.
type Once struct {
	Per    string     `json:"per"`
	Within crm.Period `json:"within,omitzero"` // zero is ever
}

// For what a rule acts once.
const (
	OncePerRecord    = "record"
	OncePerContact   = "contact"
	OncePerHousehold = "household"
)

var oncePer = []string{OncePerRecord, OncePerContact, OncePerHousehold}

// readOnce reads for what a rule acts once.
func (f *File) readOnce(rule *Rule, n *yaml.Node) {
	rule.Once = &Once{}
	per := n
	if n.IsMapping() {
		per = n.Value("per")
		for _, p := range n.Pairs {
			switch p.Key {
			case "per":
			case "within":
				rule.Once.Within = f.readSpan(p.Value, "within")
			default:
				f.unknown(p.Place, "once has no "+p.Key, p.Key, []string{"per", "within"})
			}
		}
	}
	if per == nil || !per.IsScalar() {
		f.fault(n.Place, "once is written as record, contact or household, or as {per: contact, within: 90 days}")
		return
	}
	if rule.Once.Per = strings.TrimSpace(per.Text); !oneOf(rule.Once.Per, oncePer...) {
		f.unknown(per.Place, "once is "+rule.Once.Per, rule.Once.Per, oncePer, "One of: "+strings.Join(oncePer, ", "))
	}
}

// String is how it is written in a rule.
func (o *Once) String() string {
	if o.Within == (crm.Period{}) {
		return o.Per
	}
	n, unit := o.Within.Days, "day"
	if n == 0 {
		n, unit = o.Within.Months, "month"
	}
	if n != 1 {
		unit += "s"
	}
	return fmt.Sprintf("{per: %s, within: %d %s}", o.Per, n, unit)
}

// spent reports whether a rule has acted as often as it may, for another edit than this one.
func (d *decision) spent(r *compiled) (bool, error) {
	if r.Once == nil || d.facts.Acted == nil {
		return false, nil
	}
	return d.facts.Acted(r.Name, r.Once)
}

func onceSchema() map[string]any {
	per := map[string]any{"type": "string", "enum": oncePer, "description": "For what the rule acts once."}
	return map[string]any{"description": "How often the rule acts.", "anyOf": []map[string]any{per, {
		"type": "object", "additionalProperties": false, "required": []string{"per"},
		"properties": map[string]any{"per": per, "within": spanSchema("In how long a time; ever, if it is left out.")},
	}}}
}
