package book

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"crm/internal/crm"
)

// TestWrongNumberOfAHousehold: the phone that was dialled for a household is marked,
// whoever has it, and is dialled no more.
func TestWrongNumberOfAHousehold(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		own, phone string   // of the household, and given with --phone
		members    []string // their phones
		bad        []string // who is marked: Gall, Tom, Sue
		phoneLeft  bool
	}{
		{members: []string{"614-555-0150"}, bad: []string{"Tom Gall"}},
		{members: []string{"614-555-0150"}, phone: "(614) 555-0150", bad: []string{"Tom Gall"}},
		{members: []string{"614-555-0150", "614-555-0151"}, phone: "614-555-0151", bad: []string{"Sue Gall"}, phoneLeft: true},
		{members: []string{"614-555-0150", "614-555-0151"}},
		{members: []string{"614-555-0150", "614-555-0150"}, phone: "614-555-0150", bad: []string{"Tom Gall", "Sue Gall"}},
		{own: "614-555-0177", members: []string{"614-555-0150"}, bad: []string{"Gall"}, phoneLeft: true},
		{own: "614-555-0150", members: []string{"614-555-0150"}, bad: []string{"Gall", "Tom Gall"}},
		{own: "614-555-0177", members: []string{"614-555-0150"}, phone: "614-555-0150", bad: []string{"Tom Gall"}, phoneLeft: true},
	} {
		t.Run(fmt.Sprint(c), func(t *testing.T) {
			d := newDesk(t, "2026-11-12")
			var members []int64
			for i, phone := range c.members {
				members = append(members, d.add(crm.StageLead, []string{"Tom Gall", "Sue Gall"}[i], "phone", phone, "household", "Gall"))
			}
			home := d.contact(members[0]).Household
			if c.own != "" {
				d.edit(home, "phone", c.own)
			}
			d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
				return b.AddActivity(ctx, NewActivity{Kind: crm.Call, Contact: fmt.Sprint(home), Due: "2026-11-12"})
			})
			call := d.callOf(home, "")
			if c.bad == nil {
				err := d.logErr(call, CallLog{Result: crm.WrongNumber})
				if e, ok := crm.AsError(err); !ok || e.Code != crm.CodeInvalid || e.Field != "phone" {
					t.Errorf("of two phones that were dialled: %v", err)
				}
				return
			}
			d.log(call, CallLog{Result: crm.WrongNumber, Phone: c.phone})
			var bad []string
			left := false
			for _, id := range append([]int64{home}, members...) {
				one := d.contact(id)
				if slices.ContainsFunc(one.Phones, func(p crm.Point) bool { return p.Bad }) {
					bad = append(bad, one.Name)
				}
				left = left || one.Phone != ""
				for _, line := range d.plan(id) {
					if via, _ := d.reached(id); via == "" && line[:4] == "call" {
						t.Errorf("%s has no phone, and %s", one.Name, line)
					}
				}
			}
			slices.Sort(bad)
			slices.Sort(c.bad)
			if !slices.Equal(bad, c.bad) || left != c.phoneLeft {
				t.Errorf("marked: %q, want %q; a phone is left: %v", bad, c.bad, left)
			}
			calls := slices.ContainsFunc(d.plan(home), func(line string) bool { return line[:4] == "call" })
			if calls != c.phoneLeft {
				t.Errorf("the household has %q", d.plan(home))
			}

			// All of it is taken back where that was a mistake.
			d.correct(call, crm.StayInTouch)
			for _, id := range append([]int64{home}, members...) {
				if one := d.contact(id); slices.ContainsFunc(one.Phones, func(p crm.Point) bool { return p.Bad }) {
					t.Errorf("%s is still marked: %v", one.Name, one.Phones)
				}
			}
		})
	}
}

// reached returns the phone on which somebody is called, and what a call with them lacks.
func (d *desk) reached(id int64) (phone string, missing []string) {
	d.t.Helper()
	d.look(func(v reader) {
		c, err := v.contactOrNil(id)
		if err != nil {
			d.t.Fatal(err)
		}
		shown, _, err := v.asReached(c)
		if err != nil {
			d.t.Fatal(err)
		}
		phone, missing = shown.Phone, (&crm.Activity{Kind: crm.Call}).Missing(shown)
	})
	return phone, missing
}

// TestWrongNumberIsWrongForTheHousehold: no call passes to somebody else of it on the very
// number, however it was found to be wrong.
func TestWrongNumberIsWrongForTheHousehold(t *testing.T) {
	t.Parallel()
	for _, stage := range []string{crm.StageLead, crm.StageProspect, crm.StageClient} {
		for how, wrong := range map[string]func(d *desk, tom int64){
			"a call": func(d *desk, tom int64) { d.log(tom, CallLog{Result: crm.WrongNumber, Note: "disconnected"}) },
			"by hand": func(d *desk, tom int64) {
				d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
					return b.EditContacts(ctx, "contact edit", []string{fmt.Sprint(tom)}, ContactEdit{BadPhones: []string{"614-555-0150"}})
				})
			},
		} {
			t.Run(stage+" "+how, func(t *testing.T) {
				d := newDesk(t, "2026-11-16")
				tom := d.add(stage, "Tom Gall", "phone", "614-555-0150", "household", "Gall", "last_call", "2026-05-01")
				sue := d.add(stage, "Sue Gall", "phone", "(614) 555 0150", "household", "Gall")
				called := slices.ContainsFunc(append(d.plan(tom), d.plan(sue)...), func(line string) bool { return line[:1] == "r" }) || how == "a call"
				wrong(d, tom)
				for _, id := range []int64{tom, sue} {
					if c := d.contact(id); c.Phone != "" {
						t.Errorf("%s is still called on %s", c.Name, c.Phone)
					}
				}
				if plan := d.plan(sue); slices.ContainsFunc(plan, func(line string) bool { return line[:8] == "referral" || line[:6] == "review" }) {
					t.Errorf("Sue Gall is called on the wrong number: %q", plan)
				}
				if plan := append(d.plan(tom), d.plan(sue)...); called && !slices.ContainsFunc(plan, func(line string) bool { return line[:10] == "find-phone" }) {
					t.Errorf("no number is looked for: %q", plan)
				}
			})
		}
	}
}

// TestFoundNumberIsNotLookedForAgain: the task that a dead file cancelled stays so when the
// dead file is corrected, if a number has come meanwhile.
func TestFoundNumberIsNotLookedForAgain(t *testing.T) {
	t.Parallel()
	for _, found := range []bool{false, true} {
		d := newDesk(t, "2026-11-16")
		gus := d.add(crm.StageLead, "Gus Roe", "phone", "614-555-0150")
		d.log(gus, CallLog{Result: crm.WrongNumber})
		d.log(gus, CallLog{Result: crm.DeadFile})
		if found {
			d.edit(gus, "phone", "614-555-0151")
		}
		all := d.activities(gus)
		d.correct(all[len(all)-1].ID, crm.NoReach)
		looked := slices.ContainsFunc(d.plan(gus), func(line string) bool { return line[:4] == "find" })
		if looked == found {
			t.Errorf("a number has been found: %v, and planned is %q", found, d.plan(gus))
		}
	}
}

// TestWrongNumberOfAnOrganization is wrong for its members who have it, however that turns out.
// One of a member who has left stays that of the organization.
func TestWrongNumberOfAnOrganization(t *testing.T) {
	t.Parallel()
	byHand := func(d *desk, id int64) {
		d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
			return b.EditContacts(ctx, "contact edit", []string{fmt.Sprint(id)}, ContactEdit{BadPhones: []string{"612-555-4010"}})
		})
	}
	logged := func(d *desk, id int64) { d.log(id, CallLog{Result: crm.WrongNumber}) }
	for name, wrong := range map[string]func(*desk, int64){"by hand": byHand, "logged": logged} {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t, "2026-11-12")
			firm := d.add(crm.StageProspect, "Quarry Inc", "kind", crm.Organization, "phone", "612-555-4010")
			ora := d.add(crm.StageClient, "Ora Quarry", "org", "Quarry Inc", "phone", "612-555-4010")
			ben := d.add(crm.StageClient, "Ben Quarry", "org", "Quarry Inc", "phone", "612-555-4011")
			d.addCall("Quarry Inc", "2026-11-20", "")
			wrong(d, ora)
			if d.contact(firm).Phone == "" {
				t.Error("the firm has lost the phone of somebody who has left")
			}
			wrong(d, firm)
			if at, _ := d.reached(firm); d.contact(ora).Phone != "" || d.contact(ben).Phone == "" || at != "612-555-4011" {
				t.Errorf("Ora is reached on %q, the firm on %q", d.contact(ora).Phone, at)
			}
			byBen := func(d *desk, id int64) {
				d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
					return b.EditContacts(ctx, "contact edit", []string{fmt.Sprint(id)}, ContactEdit{BadPhones: []string{"612-555-4011"}})
				})
			}
			byBen(d, ben)
			if at, _ := d.reached(firm); at != "" {
				t.Errorf("the firm is reached on %q", at)
			}
		})
	}
}

// TestPhoneIsGoodAgain for everybody for whom it was marked as bad, by whatever road that was
// found out, and however it is written.
func TestPhoneIsGoodAgain(t *testing.T) {
	t.Parallel()
	const phone = "614-555-0160"
	for group, kind := range map[string]string{"household": crm.Household, "org": crm.Organization} {
		for name, again := range map[string]func(d *desk, whose int64){
			"given again":       func(d *desk, whose int64) { d.edit(whose, "phone", phone) },
			"written otherwise": func(d *desk, whose int64) { d.edit(whose, "phone", "+1 614 555 0160") },
			"taken back": func(d *desk, _ int64) {
				d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) { return b.Undo(ctx, 0, "") })
			},
		} {
			t.Run(group+" "+name, func(t *testing.T) {
				d := newDesk(t, "2026-11-05")
				home := crm.IDOf(d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
					return b.AddContact(ctx, "contact add", NewContact{Kind: kind, Values: Values{"name": {"The Mosses"}, "phone": {phone}}})
				}).Subjects[0])
				var members []int64
				for _, who := range []string{"Ed Moss", "Flo Moss"} {
					members = append(members, d.add(crm.StageLead, who, group, "The Mosses", "phone", phone))
				}
				whose := home // from whom it is known of the members
				if kind == crm.Household {
					whose = members[0]
				}
				d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
					return b.EditContacts(ctx, "contact edit", []string{fmt.Sprint(whose)}, ContactEdit{BadPhones: []string{phone}})
				})
				all := slices.Concat(members, []int64{home})
				for _, id := range all {
					if got := d.contact(id).Phone; got != "" {
						t.Errorf("%d is reached on %s, which is bad", id, got)
					}
				}
				again(d, whose)
				for _, id := range all {
					if d.contact(id).Phone == "" {
						t.Errorf("the number of %d is still bad", id)
					}
				}
			})
		}
	}
}

// TestOnePhoneIsShown of whoever has none and is reached on another's: by the list of the day,
// the list of calls and the card alike.
func TestOnePhoneIsShown(t *testing.T) {
	t.Parallel()
	const landline = "614-555-0100"
	for name, enter := range map[string]func(d *desk) int64{
		"a person, on that of the household": func(d *desk) int64 {
			mike := d.add(crm.StageLead, "Mike Hudson", "household", "Hudson")
			d.edit(d.contact(mike).Household, "phone", landline)
			return mike
		},
		"a household, on that of one": func(d *desk) int64 {
			jane := d.add("", "Jane Hudson", "household", "Hudson", "phone", landline)
			return d.contact(jane).Household
		},
		"a household, on one that two have": func(d *desk) int64 {
			jane := d.add("", "Jane Hudson", "household", "Hudson", "phone", landline)
			d.add("", "Mike Hudson", "household", "Hudson", "phone", "+1 614 555 0100", "phone", "614-555-0148")
			return d.contact(jane).Household
		},
	} {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t, "2026-11-05")
			who := enter(d)
			d.addCall(fmt.Sprint(who), "2026-11-05", "")
			for _, item := range d.agenda(AgendaQuery{}).Items {
				if item.Contact.ID == who && (item.Via == nil || item.Via.Phone != landline) {
					t.Errorf("the list of the day has the phone of %+v", item.Via)
				}
			}
			d.look(func(v reader) {
				c, err := v.contactOrNil(who)
				if err != nil {
					t.Fatal(err)
				}
				if via, err := v.reachedThrough(c); via == nil || via.Phone != landline || err != nil {
					t.Errorf("the card has the phone of %+v, %v", via, err)
				}
			})
		})
	}
}
