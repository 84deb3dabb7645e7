package book

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"crm/internal/crm"
)

// advised runs a command that an outcome or an error names, with its blanks filled in.
func (d *desk) advised(c crm.Command) error {
	d.t.Helper()
	values, who := Values{}, ""
	for _, g := range c.Given {
		value := g.Value
		if g.Blank {
			value = "614-555-0999"
		}
		if g.Flag == "" {
			who = value
			continue
		}
		values[g.Flag] = append(values[g.Flag], value)
	}
	_, err := d.do(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
		switch c.Verb {
		case "contact allow":
			return b.Allow(ctx, c.Verb, []string{who}, "they rang")
		case "dnc remove":
			return b.RemoveSuppressions(ctx, []string{who}, "they rang")
		}
		return b.EditContacts(ctx, c.Verb, []string{who}, ContactEdit{Values: values, RemovePhones: values["remove-phone"], RemoveEmails: values["remove-email"]})
	})
	return err
}

// TestWhatLiftsIsTheirs: whatever stops somebody, the command that a refusal, a consent or an
// attempt to allow them names to end it is that of the person or the number that has the mark,
// and frees them as it stands.
func TestWhatLiftsIsTheirs(t *testing.T) {
	t.Parallel()
	const phone, other = "614-555-0101", "614-555-0102"
	stop := func(d *desk, id int64, reason string) {
		d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
			return b.Stop(ctx, "contact stop", []string{strconv.FormatInt(id, 10)}, reason, "")
		})
	}
	without := func(d *desk, id int64) {
		if err := d.advised(crm.Run("contact edit", id, crm.With("remove-phone", phone))); err != nil {
			d.t.Fatal(err)
		}
	}
	group := func(d *desk, kind string, values Values) int64 {
		o := d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
			return b.AddContact(ctx, "add", NewContact{Values: values, Kind: kind})
		})
		return crm.IDOf(o.Subjects[0])
	}
	for what, make := range map[string]func(*desk) int64{
		"their own mark": func(d *desk) int64 {
			id := d.add(crm.StageLead, "Cy Vela", "phone", phone)
			stop(d, id, crm.StopAsked)
			return id
		},
		"somebody else's phone": func(d *desk) int64 {
			by := d.add(crm.StageLead, "Bo Vela", "phone", phone)
			id := d.add(crm.StageLead, "Cy Vela", "phone", phone)
			stop(d, by, crm.StopAsked)
			return id
		},
		"a phone that somebody else had": func(d *desk) int64 {
			by := d.add(crm.StageLead, "Bo Vela", "phone", phone, "phone", other)
			id := d.add(crm.StageLead, "Cy Vela", "phone", phone)
			stop(d, by, crm.StopAsked)
			without(d, by)
			return id
		},
		"an e-mail of somebody else": func(d *desk) int64 {
			by := d.add(crm.StageLead, "Bo Vela", "email", "vela@example.com")
			id := d.add(crm.StageLead, "Cy Vela", "email", "vela+cy@example.com", "phone", other)
			stop(d, by, "legal")
			return id
		},
		"a number of the list": func(d *desk) int64 {
			id := d.add(crm.StageLead, "Cy Vela", "phone", phone)
			d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
				return b.AddSuppressions(ctx, []string{phone}, crm.StopRegistry, "")
			})
			return id
		},
		"an extension of one": func(d *desk) int64 {
			id := d.add(crm.StageLead, "Cy Vela", "phone", phone+" ext. 4")
			d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
				return b.AddSuppressions(ctx, []string{phone}, crm.StopRegistry, "")
			})
			return id
		},
		"the phone of who has died": func(d *desk) int64 {
			by := d.add(crm.StageLead, "Bo Vela", "phone", phone)
			id := d.add(crm.StageLead, "Cy Vela", "phone", phone)
			stop(d, by, crm.StopDeceased)
			return id
		},
		"the phone that who has died had": func(d *desk) int64 {
			by := d.add(crm.StageLead, "Bo Vela", "phone", phone, "phone", other)
			id := d.add(crm.StageLead, "Cy Vela", "phone", phone)
			stop(d, by, crm.StopDeceased)
			without(d, by)
			return id
		},
		"a household whose member is marked": func(d *desk) int64 {
			id := group(d, crm.Household, Values{"name": {"Vela"}})
			by := d.add(crm.StageLead, "Bo Vela", "phone", phone, "household", "Vela")
			stop(d, by, crm.StopAsked)
			return id
		},
		"a firm whose people have the phone of somebody marked": func(d *desk) int64 {
			id := group(d, crm.Organization, Values{"name": {"Vela Works"}})
			d.add(crm.StageLead, "Cy Roe", "phone", phone, "org", "Vela Works")
			by := d.add(crm.StageLead, "Bo Vela", "phone", phone)
			stop(d, by, crm.StopAsked)
			return id
		},
	} {
		t.Run(what, func(t *testing.T) {
			d := newDesk(t, "2026-11-25")
			id := make(d)
			if d.contact(id).Stopped.IsZero() {
				t.Fatal("they may be contacted")
			}
			lists := map[string][]crm.Command{}
			keep := func(from string, err error) {
				e, _ := crm.AsError(err)
				if e == nil {
					return
				}
				for i, r := range e.Remedies {
					if slices.ContainsFunc(r.Commands, func(c crm.Command) bool { return c.Verb == "contact allow" || c.Verb == "dnc remove" }) {
						lists[fmt.Sprint(from, " ", i)] = r.Commands
					}
				}
			}
			keep("log", d.logErr(id, CallLog{Result: crm.NoReach}))
			fork := d.fork()
			_, err := fork.do(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
				return b.Allow(ctx, "contact allow", []string{strconv.FormatInt(id, 10)}, "they rang")
			})
			keep("allow", err)
			o := fork.fork().must(consenting(strconv.FormatInt(id, 10), crm.ByCall, crm.Consented))
			for _, n := range o.Notices {
				if n.Code == "consent-stopped" {
					first, _ := n.Values["command"].(crm.Command)
					lists["consent"] = []crm.Command{first}
					if then, more := n.Values["then"].(crm.Command); more {
						lists["consent"] = append(lists["consent"], then)
					}
				}
			}
			if lists["consent"] == nil && err != nil || lists["log 0"] == nil {
				t.Errorf("nothing is named: %v, %v", lists, err)
			}
			for from, commands := range lists {
				fork := d.fork()
				fork.t = t
				var lines []string
				for _, c := range commands {
					lines = append(lines, c.String())
					if err := fork.advised(c); err != nil {
						t.Errorf("%s: %s: %v", from, c, err)
					}
				}
				if c := fork.contact(id); !c.Stopped.IsZero() {
					t.Errorf("%s: they are stopped still after %s", from, strings.Join(lines, ", then "))
				}
			}
		})
	}
}
