package book

import (
	"context"
	"testing"

	"crm/internal/crm"
)

// fieldCommands add, change and remove fields of the book's own, and give records values of
// them.
func (p *player) fieldCommands(ctx context.Context) map[string]func() (*crm.Outcome, error) {
	b := p.book
	name := func() string { return p.one("field", "tier", "dogs", "since", p.id("fields", "true")) }
	free := func(crm.Kind, string) string { return "" }
	shape := func(v Values) Values {
		if v["type"] = []string{p.one("type", crm.Picklist("field_type")...)}; v.text("type") == crm.OwnChoice {
			v["choices"] = []string{p.one("choices", "gold,silver", "silver", "gold, not yet")}
		}
		return v
	}
	return map[string]func() (*crm.Outcome, error){
		"field add": func() (*crm.Outcome, error) {
			return b.AddField(ctx, shape(Values{"name": {p.one("field", "tier", "dogs", "since")}, "on": {p.one("on", "contact", "contact", "opp", "call")}}), free)
		},
		"field edit": func() (*crm.Outcome, error) {
			v := Values{}
			if p.maybe("label", 2) {
				v["label"] = []string{p.one("label", "Dogs", "")}
			}
			if p.maybe("rename", 3) {
				v["name"] = []string{p.one("field", "tier", "dogs", "since")}
			}
			if p.maybe("shape", 2) {
				v = shape(v)
			}
			return b.EditField(ctx, name(), v, free)
		},
		"field remove": func() (*crm.Outcome, error) { return b.RemoveField(ctx, name()) },
		"own value": func() (*crm.Outcome, error) {
			return b.EditContacts(ctx, "contact edit", []string{p.person()}, ContactEdit{Values: p.ownValues(Values{}, crm.KindContact)})
		},
		"own value of a call": func() (*crm.Outcome, error) {
			return b.EditActivities(ctx, "call edit", crm.Call, []string{p.id("activities", "kind = 'call'")}, p.ownValues(Values{}, crm.KindActivity))
		},
	}
}

// ownValues draws values of fields that the book has added.
func (p *player) ownValues(v Values, kind crm.Kind) Values {
	for _, f := range p.book.Schema().Fields(kind).Fields {
		if f.Own && p.maybe("own "+f.Name, 2) {
			v[f.Name] = []string{p.one("own value", "gold", "silver", "2", "0", "yes", "2026-05-01", "")}
		}
	}
	return v
}

// fields begins with people and fields, most of whose changes are of those.
func (p *player) fields() []string {
	names := p.begin()
	for range 3 {
		names = append(names, "field add", "field edit", "field remove", "own value", "own value", "own value", "own value of a call", "delete", "delete", "import")
	}
	for _, first := range []string{"field add", "field add", "own value"} {
		p.step([]string{first})
	}
	return names
}

// TestFieldsComeAndGo mixes fields that the book adds, changes and removes into the rest;
// undoing all gives back the book as it was, with what records have of each.
func TestFieldsComeAndGo(t *testing.T) {
	t.Parallel()
	t.Run("undo", func(t *testing.T) { undoGivesBack(t, (*player).fields) })
	t.Run("sound", func(t *testing.T) { staysSound(t, (*player).fields) })
}
