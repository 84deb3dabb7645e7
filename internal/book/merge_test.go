package book

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"crm/internal/crm"
)

func (d *desk) merge(keep, other int64, prefer ...string) *crm.Outcome {
	d.t.Helper()
	return d.must(merging(keep, other, prefer...))
}

func merging(keep, other int64, prefer ...string) func(context.Context, *Book) (*crm.Outcome, error) {
	return func(ctx context.Context, b *Book) (*crm.Outcome, error) {
		return b.Merge(ctx, crm.MergeCommand, fmt.Sprint(keep), fmt.Sprint(other), prefer)
	}
}

// TestMergeKnowsEveryField: whoever adds a field to contacts says here what becomes of it
// when two of them become one. A list is joined, and of two values one stands; what does
// not fit that is a line of joined.
func TestMergeKnowsEveryField(t *testing.T) {
	t.Parallel()
	want := map[joining]string{
		onesStands:    "name nickname birthday household org owner source referred_by rating call_frequency external_id time_zone",
		isJoined:      "phones emails addresses tags",
		earlierStands: "client_since created",
		laterStands:   "last_call",
		furtherStands: "stage",
		withStage:     "reject_reason",
		partOfName:    "prefix given middle family suffix reading",
		markStays:     "do_not_contact do_not_contact_reason do_not_contact_note",
		followsOthers: "id version kind phone email address street city region postal_code address_country next_due policies stopped stopped_reason suppression calls_withdrawn texts_withdrawn calls_barred emails_withdrawn post_withdrawn emails_barred also erased erased_reason",
	}
	for _, f := range crm.BuiltIn(crm.KindContact).Fields {
		if !slices.Contains(strings.Fields(want[joins(f)]), f.Name) {
			t.Errorf("contact merge does with the field %s what it does with %q: is that right?", f.Name, want[joins(f)])
		}
	}
	for name := range joined {
		if _, ok := crm.BuiltIn(crm.KindContact).Field(name); !ok {
			t.Errorf("mergefields.go knows the field %s, which contacts do not have", name)
		}
	}
}

// TestMergeKnowsEveryReference: a record that refers to a contact comes to the one that is
// kept. Whoever adds one says here whether a contact may have two that say the same; if
// not, it has a method Repeats.
func TestMergeKnowsEveryReference(t *testing.T) {
	t.Parallel()
	known := []string{
		"contact.household", "contact.org", "contact.referred_by", "activity.contact", "opportunity.contact", "opportunity.referred_by", "quote.contact",
		"policy.contact", "note.contact", "file.contact", "relation.contact", "relation.other", "consent.contact", "alias.contact", "suppression.contact",
	}
	for _, kind := range crm.Kinds() {
		for _, f := range crm.BuiltIn(kind).Fields {
			if f.Ref == crm.KindContact && !slices.Contains(known, string(kind)+"."+f.Name) {
				t.Errorf("may a contact have two of %s.%s after contact merge?", kind, f.Name)
			}
		}
	}
}

// TestMergeFillsIn: whatever field one of the two lacks, the other's is there afterwards,
// fields of the book's own included.
func TestMergeFillsIn(t *testing.T) {
	t.Parallel()
	d := newDesk(t, "2026-07-09")
	d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
		return b.AddField(ctx, Values{"name": {"tier"}, "on": {"contact"}, "type": {"text"}}, free)
	})
	home, _ := d.family(crm.StageClient, "Hugo Hudson")
	ruth := d.add("", "Ruth Adeyemi")
	keep := d.add(crm.StageClient, "Jane Hudson")
	other := d.add(crm.StageClient, "Jane Hudson", "birthday", "1980-05-12", "phone", "614-555-0147", "email", "jane@example.com", "address", "12 Main St",
		"household", fmt.Sprint(home), "source", "web", "referred_by", fmt.Sprint(ruth), "rating", "b", "call_frequency", "monthly", "external_id", "B2", "tags", "golf",
		"given", "Jane", "family", "Hudson", "client_since", "2019-03-01", "last_call", "2026-01-05", "tier", "gold")
	was := d.contact(other)
	d.merge(keep, other)
	is := d.contact(keep)
	d.look(func(v reader) {
		for _, f := range v.schema.Fields(crm.KindContact).Fields {
			switch joins(f) {
			case followsOthers, markStays:
			default:
				if f.Encode(was) != nil && f.Encode(is) != f.Encode(was) {
					t.Errorf("%s is %v, and was %v", f.Name, f.Encode(is), f.Encode(was))
				}
			}
		}
	})
	if len(is.Also) > 0 {
		t.Errorf("nothing differs, and %v is left", is.Also)
	}
}

// TestMergeKeepsTheMark of either, with its numbers and without plans, and gives all of it
// back.
func TestMergeKeepsTheMark(t *testing.T) {
	t.Parallel()
	for _, of := range []string{"keep", "other", "both", "a number"} {
		t.Run(of, func(t *testing.T) {
			d := newDesk(t, "2026-07-09")
			keep := d.add(crm.StageLead, "Jane Hudson", "phone", "614-555-0147", "birthday", "1980-05-12")
			other := d.add(crm.StageClient, "Jane Hudson-Gray", "phone", "614-555-0166", "birthday", "1980-05-12")
			switch of {
			case "a number":
				d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
					return b.AddSuppressions(ctx, []string{"614-555-0166"}, "asked", "")
				})
			default:
				if of != "other" {
					d.stop(keep)
				}
				if of != "keep" {
					d.stop(other)
				}
			}
			before := d.raw().state()
			o := d.merge(keep, other)
			if c := d.contact(keep); c.Stopped.IsZero() || of != "a number" && c.DoNotContact.IsZero() {
				t.Errorf("Jane may be contacted")
			}
			d.wantPlan(keep)
			if of != "a number" {
				for _, phone := range []string{"614-555-0147", "614-555-0166"} {
					d.look(func(v reader) {
						point, _ := v.tx.Point(crm.Phone, phone)
						if list, err := v.tx.SuppressedPoints(point); len(list) == 0 || err != nil {
							t.Errorf("%s is not on the list: %v", phone, err)
						}
					})
				}
			}
			d.raw().invariants()
			after := d.raw().state()
			d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) { return b.Undo(ctx, o.Change, "two people") })
			if got := d.raw().state(); got != before {
				t.Errorf("undo leaves\n%s", differing(got, before))
			}
			d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) { return b.Redo(ctx, o.Change, "") })
			if got := d.raw().state(); got != after {
				t.Errorf("redo leaves\n%s", differing(got, after))
			}
		})
	}
}

// TestMergeLeavesOnePlan of a kind that a contact has once.
func TestMergeLeavesOnePlan(t *testing.T) {
	t.Parallel()
	d := newDesk(t, "2026-07-09")
	keep := d.add(crm.StageClient, "Jane Hudson", "phone", "614-555-0147", "birthday", "1980-10-12", "last_call", "2026-05-02")
	other := d.add(crm.StageClient, "Jane Gray", "phone", "614-555-0166", "birthday", "1980-08-12", "last_call", "2026-03-02")
	d.merge(keep, other)
	d.wantPlan(keep, "birthday 2026-10-12", "review 2026-11-02")
	lead := d.add(crm.StageLead, "Jane Grant", "phone", "614-555-0155")
	d.merge(keep, lead) // clients get no first call
	d.wantPlan(keep, "birthday 2026-10-12", "review 2026-11-02")
	if c := d.contact(keep); c.Stage != crm.StageClient || len(c.Phones) != 3 {
		t.Errorf("Jane is %s, with %v", c.Stage, c.Phones)
	}
	none := d.add("", "Jane Moss")
	d.merge(none, d.add(crm.StageLead, "Jane Roe", "phone", "614-555-0188"))
	d.wantPlan(none, "referral 2026-07-10")
}

// TestMergePassesTheFirstCall of a household that the other one leaves to somebody who is
// left there.
func TestMergePassesTheFirstCall(t *testing.T) {
	t.Parallel()
	d := newDesk(t, "2026-07-09")
	_, m := d.family(crm.StageLead, "Jane Hudson", "Mike Hudson")
	gray := d.add(crm.StageLead, "Jane Gray", "household", "The Grays", "phone", "614-555-0133")
	d.wantPlan(m[1])
	d.merge(gray, m[0])
	d.wantPlan(gray, "referral 2026-07-10")
	d.wantPlan(m[1], "referral 2026-07-10")
}

// TestMergeOfHouseholds has the members of both in one, whom one call serves.
func TestMergeOfHouseholds(t *testing.T) {
	t.Parallel()
	d := newDesk(t, "2026-07-09")
	keep, hudsons := d.family(crm.StageLead, "Jane Hudson")
	gray := d.add(crm.StageLead, "Mike Gray", "household", "The Grays", "phone", "614-555-0133")
	other := d.contact(gray).Household
	before := d.raw().state()
	o := d.merge(keep, other)
	if members := d.show("", keep).Members; len(members) != 2 {
		t.Errorf("the household has %d members", len(members))
	}
	if calls := append(d.plan(hudsons[0]), d.plan(gray)...); len(calls) != 1 {
		t.Errorf("the household is called: %q", calls)
	}
	d.raw().invariants()
	d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) { return b.Undo(ctx, o.Change, "") })
	if got := d.raw().state(); got != before {
		t.Errorf("undo leaves\n%s", differing(got, before))
	}
}

// TestMergeOfColleagues: nobody takes somebody from a colleague by a merge without leave.
func TestMergeOfColleagues(t *testing.T) {
	t.Parallel()
	d := newDesk(t, "2026-07-09")
	bob := d.producer("Bob Ray")
	d.confirm = false
	mine, bobs := d.add(crm.StageLead, "Jane Hudson", "phone", "614-555-0147"), d.add(crm.StageLead, "Jane H. Hudson", "phone", "614-555-0166", "owner", "Bob Ray")
	d.wantCode("taking Bob's", crm.CodeRefused, merging(mine, bobs))
	d.as = "Bob Ray"
	d.must(merging(mine, bobs)) // what is his he may give
	d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) { return b.Undo(ctx, 0, "") })
	d.as, d.confirm = "Ann Lee", true
	d.must(merging(mine, bobs))
	if c := d.contact(mine); c.Owner == bob {
		t.Error("Bob has Jane")
	}
	d.raw().invariants()
}

// TestMergeLeavesWhatOneNeeds: whatever was planned with either, and whatever is known of their
// phones, one has one call of a household's, and no number is looked for that is there.
func TestMergeLeavesWhatOneNeeds(t *testing.T) {
	t.Parallel()
	states := map[string]func(d *desk, who int64){
		"to be called": func(*desk, int64) {},
		"tried":        func(d *desk, who int64) { d.log(who, CallLog{Result: crm.NoReach}) },
		"wrong number": func(d *desk, who int64) { d.log(who, CallLog{Result: crm.WrongNumber}) },
		"bad number": func(d *desk, who int64) {
			d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
				return b.EditContacts(ctx, "contact edit", []string{fmt.Sprint(who)}, ContactEdit{BadPhones: []string{d.contact(who).Phone}})
			})
		},
		"spoken to": func(d *desk, who int64) { d.log(who, CallLog{Result: crm.StayInTouch}) },
		"a client":  func(d *desk, who int64) { d.edit(who, "stage", crm.StageClient) },
	}
	for one, first := range states {
		for other, second := range states {
			t.Run(one+", "+other, func(t *testing.T) {
				d := newDesk(t, "2026-11-05")
				jane := d.add(crm.StageLead, "Jane Hudson", "phone", "614-555-0147")
				janie := d.add(crm.StageLead, "Janie Hudson", "phone", "614-555-0148")
				d.on("2026-11-06")
				first(d, jane)
				second(d, janie)
				o := d.merge(jane, janie)
				plan := d.plan(jane)
				count := map[string]int{}
				for _, line := range plan {
					what, _, _ := strings.Cut(line, " ")
					what, _, _ = strings.Cut(what, "#")
					count[what]++
				}
				c := d.contact(jane)
				if count[crm.ReferralCall] > 1 || count[crm.ReviewCall] > 1 || c.Stage == crm.StageClient && count[crm.ReferralCall] > 0 {
					t.Errorf("a %s is called %q", c.Stage, plan)
				}
				if c.Phone != "" && count[crm.PurposeFindPhone] > 0 {
					t.Errorf("they have %s, and %q", c.Phone, plan)
				}
				if c.IsStray() && !slices.Contains(straysIn(o), jane) {
					t.Error("they have no next step, and nobody was told")
				}
			})
		}
	}
}
