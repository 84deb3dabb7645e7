package book

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"crm/internal/crm"
)

// TestWhoComesToAHomeThatSaidNoIsNamed: a household that said no has said so for itself, and
// whoever comes to it later is named, by whatever road.
func TestWhoComesToAHomeThatSaidNoIsNamed(t *testing.T) {
	t.Parallel()
	type run = func(context.Context, *Book) (*crm.Outcome, error)
	for said, of := range map[string]struct {
		say  run
		code string
	}{
		"stop": {func(ctx context.Context, b *Book) (*crm.Outcome, error) {
			return b.Stop(ctx, "contact stop", []string{"Gill house"}, "asked", "")
		}, "joined-stopped"},
		"calls withdrawn": {consenting("Gill house", crm.ByCall, crm.Withdrawn), "joined-no-calls"},
	} {
		for road, join := range map[string]func(*desk) *crm.Outcome{
			"add": func(d *desk) *crm.Outcome {
				return d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
					return b.AddContact(ctx, "lead add", NewContact{Stage: crm.StageLead, Values: Values{"name": {"Kay Gill"}, "phone": {"614-555-1904"}, "household": {"Gill house"}}})
				})
			},
			"edit": func(d *desk) *crm.Outcome {
				return d.edit(d.add(crm.StageLead, "Kay Gill", "phone", "614-555-1904"), "household", "Gill house")
			},
			"firm": func(d *desk) *crm.Outcome {
				return d.edit(d.add(crm.StageLead, "Kay Gill", "phone", "614-555-1904"), "org", "Gill firm")
			},
			"import": func(d *desk) *crm.Outcome {
				return table("name,phone,household", "Kay Gill,614-555-1904,Gill house").mustImport(d, Import{Stage: crm.StageLead})
			},
			"relate": func(d *desk) *crm.Outcome {
				d.add("", "Mo Gill", "household", "Gill house")
				d.add(crm.StageLead, "Kay Gill", "phone", "614-555-1904")
				return d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
					return b.Relate(ctx, "contact relate", "Mo Gill", "Kay Gill", "spouse", true)
				})
			},
			"merge": func(d *desk) *crm.Outcome {
				casa := d.add("", "Gill casa", "kind", crm.Household)
				d.add(crm.StageLead, "Kay Gill", "phone", "614-555-1904", "household", "Gill casa")
				return d.merge(2, casa)
			},
			"merge of what said no": func(d *desk) *crm.Outcome {
				casa := d.add("", "Gill casa", "kind", crm.Household)
				d.add(crm.StageLead, "Kay Gill", "phone", "614-555-1904", "household", "Gill casa")
				return d.merge(casa, 2)
			},
		} {
			t.Run(said+" "+road, func(t *testing.T) {
				d := newDesk(t, "2026-10-14")
				d.confirm = true
				d.add("", "Gill house", "kind", crm.Household, "phone", "614-555-1900")
				if road == "firm" {
					d.edit(2, "name", "Gill firm", "kind", crm.Organization)
					d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
						if of.code == "joined-stopped" {
							return b.Stop(ctx, "contact stop", []string{"2"}, "asked", "")
						}
						return consenting("2", crm.ByCall, crm.Withdrawn)(ctx, b)
					})
				} else {
					d.must(of.say)
				}
				o := join(d)
				for _, n := range o.Notices {
					names, _ := n.Values["names"].([]string)
					if n.Code == of.code && fmt.Sprint(names) == "[Kay Gill]" ||
						n.Code == "members-not-stopped" && fmt.Sprint(names) == "[Kay Gill (4)]" || n.Code == "member-may-be-called" && n.Values["name"] == "Kay Gill" {
						return
					}
				}
				t.Errorf("Kay Gill isn't named: %+v", o.Notices)
			})
		}
	}
}

// consenting records what somebody says of a channel.
func consenting(who, channel, state string) func(context.Context, *Book) (*crm.Outcome, error) {
	return func(ctx context.Context, b *Book) (*crm.Outcome, error) {
		return b.Consent(ctx, "contact consent", who, ConsentGiven{Channel: channel, State: state})
	}
}

// TestJoinedInOrder: whoever comes to a household and a firm that said no is told of the
// household first, every time.
func TestJoinedInOrder(t *testing.T) {
	t.Parallel()
	base := newDesk(t, "2026-11-20")
	house := base.add("", "Roe house", "kind", "household")
	firm := base.add(crm.StageLead, "Acme Tools", "kind", "organization", "phone", "614-555-0900")
	base.stop(house)
	base.stop(firm)
	for i := range 20 {
		d := base.fork()
		lou := d.add(crm.StageLead, "Lou Fox", "phone", "614-555-0103")
		o := d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
			return b.EditContacts(ctx, "lead edit", []string{fmt.Sprint(lou)}, ContactEdit{Values: Values{"household": {fmt.Sprint(house)}, "org": {fmt.Sprint(firm)}}})
		})
		var homes []any
		for _, n := range o.Notices {
			if n.Code == "joined-stopped" {
				homes = append(homes, n.Values["of"])
			}
		}
		if !slices.Equal(homes, []any{"Roe house", "Acme Tools"}) {
			t.Fatalf("try %d: %v", i, homes)
		}
	}
}
