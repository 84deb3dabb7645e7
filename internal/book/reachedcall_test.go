package book

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"crm/internal/crm"
	"crm/internal/store"
)

// TestHouseholdIsCalledOnAPhone: the one call of a household is with somebody who is reached,
// in whichever order they, and their phones, came into the book.
func TestHouseholdIsCalledOnAPhone(t *testing.T) {
	t.Parallel()
	const phone = "614-555-0170"
	for stage, callType := range map[string]string{crm.StageLead: crm.ReferralCall, crm.StageClient: crm.ReviewCall} {
		for way, enter := range map[string]func(d *desk) (tim, eva int64){
			"after": func(d *desk) (int64, int64) {
				tim := d.add(stage, "Tim Rowe", "household", "Rowe")
				return tim, d.add(stage, "Eva Rowe", "household", "Rowe", "phone", phone)
			},
			"before": func(d *desk) (int64, int64) {
				eva := d.add(stage, "Eva Rowe", "household", "Rowe", "phone", phone)
				return d.add(stage, "Tim Rowe", "household", "Rowe"), eva
			},
			"a phone later": func(d *desk) (int64, int64) {
				tim := d.add(stage, "Tim Rowe", "household", "Rowe")
				eva := d.add(stage, "Eva Rowe", "household", "Rowe")
				d.edit(eva, "phone", phone)
				return tim, eva
			},
			"moved in": func(d *desk) (int64, int64) {
				tim := d.add(stage, "Tim Rowe", "household", "Rowe")
				eva := d.add(stage, "Eva Rowe", "phone", phone)
				d.edit(eva, "household", "Rowe")
				return tim, eva
			},
			"a child first": func(d *desk) (int64, int64) {
				tim := d.add(stage, "Tim Rowe", "household", "Rowe", "birthday", "2015-03-01")
				return tim, d.add(stage, "Eva Rowe", "household", "Rowe", "phone", phone)
			},
			"met": func(d *desk) (int64, int64) {
				eva := d.add(stage, "Eva Rowe", "household", "Rowe", "phone", phone)
				tim := d.add(stage, "Tim Rowe", "household", "Rowe")
				if stage == crm.StageClient {
					d.log(tim, CallLog{Result: crm.StayInTouch})
				}
				return tim, eva
			},
		} {
			t.Run(stage+" "+way, func(t *testing.T) {
				d := newDesk(t, "2026-11-05")
				tim, eva := enter(d)
				of := func(id int64) (lines []string) {
					for _, line := range d.plan(id) {
						if strings.HasPrefix(line, callType) || strings.HasPrefix(line, "[") {
							lines = append(lines, line)
						}
					}
					return lines
				}
				if len(of(tim)) != 0 || len(of(eva)) != 1 {
					t.Errorf("Tim, who has no phone, is called %q, Eva %q", of(tim), of(eva))
				}
			})
		}
		t.Run(stage+", a landline", func(t *testing.T) {
			d := newDesk(t, "2026-11-05")
			tim := d.add(stage, "Tim Rowe", "household", "Rowe")
			d.edit(d.contact(tim).Household, "phone", phone)
			if on, missing := d.reached(tim); on == "" || len(missing) != 0 {
				t.Errorf("Tim is reached on %q and lacks %q", on, missing)
			}
		})
	}
}

// TestCallStaysWithoutAPhone where nobody else of the household may be called in its place.
func TestCallStaysWithoutAPhone(t *testing.T) {
	t.Parallel()
	for name, add := range map[string]func(d *desk){
		"a child": func(d *desk) {
			d.add(crm.StageLead, "Eva Rowe", "household", "Rowe", "phone", "614-555-0170", "birthday", "2015-03-01")
		},
		"of nobody's":    func(d *desk) { d.add("", "Eva Rowe", "household", "Rowe", "phone", "614-555-0170") },
		"who has bought": func(d *desk) { d.add(crm.StageClient, "Eva Rowe", "household", "Rowe", "phone", "614-555-0170") },
		"two who have bought": func(d *desk) {
			for i, name := range []string{"Eva Rowe", "Rob Rowe"} {
				d.add(crm.StageClient, name, "household", "Rowe", "phone", fmt.Sprintf("614-555-017%d", i), "last_call", "2026-11-02")
			}
		},
		"a prospect": func(d *desk) {
			d.add(crm.StageProspect, "Eva Rowe", "household", "Rowe", "phone", "614-555-0170", "last_call", "2026-11-02")
		},
		"a lead spoken to": func(d *desk) {
			d.add(crm.StageLead, "Eva Rowe", "household", "Rowe", "phone", "614-555-0170", "last_call", "2026-11-02")
		},
	} {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t, "2026-11-05")
			tim := d.add(crm.StageLead, "Tim Rowe", "household", "Rowe")
			add(d)
			if plan := fmt.Sprint(d.plan(tim)); !strings.Contains(plan, crm.ReferralCall) {
				t.Errorf("Tim is called %s", plan)
			}
		})
	}
}

// TestCallPassesToAnAdult: a child of the household is called only where no adult is there,
// whoever came first, and whatever took the call from whom it was planned with.
func TestCallPassesToAnAdult(t *testing.T) {
	t.Parallel()
	for _, stage := range crm.Picklist("stage") {
		for how, lose := range map[string]func(d *desk, ma int64){
			"stopped": func(d *desk, ma int64) {
				d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
					return b.Stop(ctx, "contact stop", []string{fmt.Sprint(ma)}, "deceased", "")
				})
			},
			"a dead file": func(d *desk, ma int64) { d.log(ma, CallLog{Result: crm.DeadFile}) },
			"no phone": func(d *desk, ma int64) {
				d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
					return b.EditContacts(ctx, "contact edit", []string{fmt.Sprint(ma)}, ContactEdit{BadPhones: []string{"614-555-0150"}})
				})
			},
		} {
			t.Run(stage+" "+how, func(t *testing.T) {
				d := newDesk(t, "2026-11-05")
				ma := d.add(stage, "Ma Rowe", "household", "Rowe", "phone", "614-555-0150")
				una := d.add(stage, "Una Rowe", "household", "Rowe", "phone", "614-555-0151", "birthday", "2018-05-05")
				rob := d.add(stage, "Rob Rowe", "household", "Rowe", "phone", "614-555-0152")
				called := fmt.Sprint(d.plan(ma)) != "[]"
				lose(d, ma)
				if child, adult := d.plan(una), d.plan(rob); len(child) > 0 || called && len(adult) == 0 {
					t.Errorf("Una, a child, has %q, and Rob %q", child, adult)
				}
			})
		}
	}
}

// TestNoChildIsCalledForAGrownUp who wants no calls, or beside one who is called, whoever was
// entered first.
func TestNoChildIsCalledForAGrownUp(t *testing.T) {
	t.Parallel()
	child := func(d *desk) int64 {
		return d.add(crm.StageLead, "Una Rowe", "household", "Rowe", "phone", "614-555-0151", "birthday", "2018-05-05")
	}
	grownUp := func(stage string) func(d *desk) int64 {
		return func(d *desk) int64 {
			return d.add(stage, "Ma Rowe", "household", "Rowe", "phone", "614-555-0150", "email", "ma@example.com")
		}
	}
	for _, stage := range crm.Picklist("stage") {
		for order, enter := range map[string][]func(d *desk) int64{"before": {child, grownUp(stage)}, "after": {grownUp(stage), child}} {
			for then, do := range map[string]func(d *desk, ma int64){
				"is called": func(*desk, int64) {},
				"buys":      func(d *desk, ma int64) { d.buy(ma) },
				"buys for the household": func(d *desk, ma int64) {
					d.buy(d.contact(ma).Household)
				},
				"wants no calls": func(d *desk, ma int64) {
					d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
						return b.Consent(ctx, "contact consent", fmt.Sprint(ma), ConsentGiven{Channel: crm.Call, State: crm.Withdrawn})
					})
				},
			} {
				t.Run(fmt.Sprintf("a child %s a %s who %s", order, stage, then), func(t *testing.T) {
					d := newDesk(t, "2026-11-05")
					first, second := enter[0](d), enter[1](d)
					ma, una := first, second
					if order == "before" {
						ma, una = second, first
					}
					before := d.plan(ma)
					do(d, ma)
					if len(before) == 0 && then == "wants no calls" { // a prospect, for whom nothing was planned
						return
					}
					if plan := fmt.Sprint(d.plan(una)); strings.Contains(plan, crm.ReferralCall) && !(stage == crm.StageProspect && then == "is called") {
						t.Errorf("Una, a child, is called %s", plan)
					}
				})
			}
		}
	}
}

// TestPromisedCallComesBack to whom it was promised once they have a phone again, and is
// answered by them meanwhile.
func TestPromisedCallComesBack(t *testing.T) {
	t.Parallel()
	begin := func(t *testing.T) (d *desk, jane, mike int64) {
		d = newDesk(t, "2026-11-05")
		jane = d.add(crm.StageClient, "Jane Hudson", "household", "Hudson", "phone", "614-555-0147")
		mike = d.add(crm.StageClient, "Mike Hudson", "household", "Hudson", "phone", "614-555-0148")
		d.log(jane, CallLog{Result: crm.StayInTouch, Due: "2026-12-15"})
		d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
			return b.EditContacts(ctx, "contact edit", []string{fmt.Sprint(jane)}, ContactEdit{BadPhones: []string{"614-555-0147"}})
		})
		d.wantPlan(mike, "review 2026-12-15")
		return d, jane, mike
	}
	t.Run("with a phone", func(t *testing.T) {
		d, jane, mike := begin(t)
		d.edit(jane, "phone", "614-555-0149")
		d.wantPlan(jane, "review 2026-12-15")
		d.wantPlan(mike)
	})
	t.Run("through another one", func(t *testing.T) {
		d, jane, mike := begin(t)
		lena := d.add(crm.StageClient, "Lena Hudson", "household", "Hudson", "phone", "614-555-0140")
		d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
			return b.EditContacts(ctx, "contact edit", []string{fmt.Sprint(mike)}, ContactEdit{BadPhones: []string{"614-555-0148"}})
		})
		d.wantPlan(lena, "review 2026-12-15")
		d.edit(jane, "phone", "614-555-0149")
		d.wantPlan(jane, "review 2026-12-15")
		d.wantPlan(lena)
	})
	t.Run("of whom one is left after a merge", func(t *testing.T) {
		d, jane, mike := begin(t)
		janie := d.add(crm.StageClient, "Janie Hudson", "household", "Hudson", "phone", "614-555-0149")
		d.merge(janie, jane)
		d.wantPlan(janie, "review 2026-12-15")
		d.wantPlan(mike)
	})
	t.Run("who calls on the day", func(t *testing.T) {
		d, jane, mike := begin(t)
		d.on("2026-12-15")
		d.log(jane, CallLog{Result: crm.StayInTouch, Inbound: true})
		d.wantPlan(jane, "find-phone 2026-11-06")
		d.wantPlan(mike, "review 2027-06-15") // the next one, and no longer that of the day
	})
}

// TestPhoneBesideALookedForNumber: while the number of one of a household is looked for, another
// one who has a phone, or gets one, is called.
func TestPhoneBesideALookedForNumber(t *testing.T) {
	t.Parallel()
	for _, stage := range crm.Picklist("stage") {
		for _, other := range crm.Picklist("stage") {
			t.Run(stage+" "+other, func(t *testing.T) {
				d := newDesk(t, "2026-11-05")
				jane := d.add(stage, "Jane Hudson", "household", "Hudson", "phone", "614-555-0147")
				mike := d.add(other, "Mike Hudson", "household", "Hudson")
				call := append(d.plan(jane), d.plan(mike)...)
				if len(call) == 0 {
					return
				}
				d.on("2027-05-10")
				d.log(jane, CallLog{Result: crm.WrongNumber})
				o := d.edit(mike, "phone", "614-555-0148")
				if c := d.contact(mike); c.IsStray() && !slices.Contains(straysIn(o), mike) {
					t.Errorf("Mike has no next step, and nobody was told")
				}
				if plan := d.plan(mike); len(plan) != 1 {
					t.Errorf("Mike's plans are %q", plan)
				}
			})
		}
	}
}

// TestPhonesOfAHouseholdAreCalled: whatever happens to its people, no household's only call is
// with somebody without a phone while another one has a phone and nothing planned.
func TestPhonesOfAHouseholdAreCalled(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(r *rapid.T) {
		p := newPlayer(t, r)
		names := []string{"arrive", "arrive", "arrive", "file", "move", "talk", "talk", "buy", "stage", "phone", "phone", "no phone", "bad phone", "find", "drop", "stop", "wrong", "wrong", "snooze", "try", "promise", "silent"}
		for range rapid.IntRange(3, 12).Draw(r, "changes") {
			p.advance(rapid.SampledFrom([]int{0, 0, 0, 1, 30, 200}).Draw(r, "days on"))
			all := with(p.homeCommands(p.Context()), p.phoneCommands(p.Context()))
			name := p.one("command", append([]string{"arrive"}, names[min(len(p.log), 1):]...)...)
			o, err := all[name]()
			p.log = append(p.log, fmt.Sprintf("%s %s: %v %s", p.day, name, err, edits(o)))
			if err == nil && name != "drop" {
				p.phonesAreCalled()
			}
			if err == nil {
				p.nobodyFallsThrough(o)
				p.firstCallsAreOfLeads(o)
				p.childrenAreNotCalled()
				p.promisesComeBack()
				p.raw.nextSteps()
			}
			if r.Failed() {
				r.Fatal(strings.Join(p.log, "\n"))
			}
		}
	})
}

// firstCallsAreOfLeads looks at whom an outcome gives a referral call that was with somebody
// else: a lead to whom nobody has spoken for a period.
func (p *player) firstCallsAreOfLeads(o *crm.Outcome) {
	p.raw.t.Helper()
	for _, e := range o.Edits {
		a, ok := e.After.(*crm.Activity)
		if !ok || e.Before == nil || !e.Changed("contact") || a.CallType != crm.ReferralCall || a.Status != crm.Open {
			continue
		}
		p.raw.none("a referral call given to somebody who is due none",
			"SELECT id, stage, last_call FROM contacts WHERE id = ? AND (stage <> 'lead' OR last_call > ?)", a.Contact, p.day.AddMonths(-6).String())
	}
}

// childrenAreNotCalled looks at the first calls that rules have planned: a household that is
// called needs none of its child, and no child is called for a grown-up who wants no calls.
func (p *player) childrenAreNotCalled() {
	p.raw.t.Helper()
	p.raw.none("a first call with a child whose household is called", `SELECT a.id, a.contact, o.id AS other FROM activities a JOIN contacts c ON c.id = a.contact
		JOIN contacts m ON (m.household = c.household OR m.id = c.household) AND m.id <> c.id
		JOIN activities o ON o.contact = m.id AND o.status = 'open' AND o.call_type IN ('referral', 'review') AND coalesce(o.owner, 0) = coalesce(a.owner, 0)
		WHERE a.status = 'open' AND a.call_type = 'referral' AND a.rule IS NOT NULL AND a.opportunity IS NULL AND a.purpose IS NULL AND coalesce(a.explanation, '') NOT LIKE '%"chosen"%'
		AND c.birthday > $1 AND coalesce(m.birthday, '') <= $1 AND m.phone IS NOT NULL AND m.do_not_contact IS NULL`, p.day.AddMonths(-12*18).String())
}

// promisesComeBack looks at the calls that were promised to somebody and have passed to another
// one of their household.
func (p *player) promisesComeBack() {
	p.raw.t.Helper()
	err := p.book.read(p.Context(), func(v reader) error {
		for _, row := range p.raw.rows("SELECT id FROM activities WHERE status = 'open' AND kind = 'call' AND rule = 'household'") {
			id, _ := recordNumber(strings.TrimPrefix(row, "id="))
			call, err := store.Get[*crm.Activity](v.tx, id)
			if err != nil {
				return err
			}
			first, err := v.promisedTo(call)
			if err != nil {
				return err
			}
			p.raw.none(fmt.Sprintf("somebody with a phone to whom call %d was promised, and who is not called", id), `SELECT f.id FROM contacts f JOIN contacts c ON c.household = f.household
				WHERE f.id = ? AND c.id = ? AND f.id <> c.id AND f.phone IS NOT NULL AND f.stopped IS NULL AND f.calls_barred IS NULL AND coalesce(f.owner, 0) = ?`, first, call.Contact, call.Owner)
		}
		return nil
	})
	if err != nil {
		p.Fatal(err)
	}
}

// phoneCommands are random changes to who of a household has a phone, and is worked on.
func (p *player) phoneCommands(ctx context.Context) map[string]func() (*crm.Outcome, error) {
	b := p.book
	phone := func() string { return fmt.Sprintf("614-555-1%03d", len(p.log)) }
	arrives := func() Values {
		v := Values{"name": {fmt.Sprintf("%s %c", p.one("name", "Ken", "Mia", "Dan"), 'A'+len(p.log)%26)}, "household": {p.one("house", "Sato", "Sato", "Dorn")}}
		if p.maybe("has a phone", 2) {
			v["phone"] = []string{phone()}
		}
		if p.maybe("a child", 4) {
			v["birthday"] = []string{"2018-05-05"}
		}
		if p.maybe("called", 2) {
			v["last_call"] = []string{p.one("last call", "2026-05-20", "2025-12-01")}
		}
		return v
	}
	reached := func(id string) string { // the phone of a contact
		rows := p.raw.rows("SELECT phone FROM contacts WHERE phone IS NOT NULL AND id = " + id)
		if len(rows) == 0 {
			return "614-555-1999"
		}
		return strings.TrimPrefix(rows[0], "phone=")
	}
	return map[string]func() (*crm.Outcome, error){
		"arrive": func() (*crm.Outcome, error) {
			return b.AddContact(ctx, "contact add", NewContact{Values: arrives(), Stage: p.one("stage", append(crm.Picklist("stage"), "")...), AllowDuplicate: true})
		},
		"file": func() (*crm.Outcome, error) {
			var rows []ImportRow
			for i, stage := range []string{p.one("first", crm.Picklist("stage")...), p.one("second", crm.Picklist("stage")...)} {
				row := arrives()
				row["stage"], row["name"] = []string{stage}, []string{fmt.Sprintf("File %c%d", 'A'+len(p.log)%26, i)}
				rows = append(rows, ImportRow{Values: row})
			}
			return b.ImportContacts(ctx, "contact import", Import{OnDuplicate: "update", Rows: rowsOf(rows)})
		},
		"stage": func() (*crm.Outcome, error) {
			v := Values{"stage": {p.one("stage", append(crm.Picklist("stage"), "")...)}}
			return b.EditContacts(ctx, "contact edit", []string{p.person()}, ContactEdit{Values: v})
		},
		"phone": func() (*crm.Outcome, error) {
			return b.EditContacts(ctx, "contact edit", []string{p.person()}, ContactEdit{Values: Values{"phone": {phone()}}})
		},
		"no phone": func() (*crm.Outcome, error) {
			who := p.person()
			return b.EditContacts(ctx, "contact edit", []string{who}, ContactEdit{RemovePhones: []string{reached(who)}})
		},
		"bad phone": func() (*crm.Outcome, error) {
			who := p.person()
			return b.EditContacts(ctx, "contact edit", []string{who}, ContactEdit{BadPhones: []string{reached(who)}})
		},
		"wrong": func() (*crm.Outcome, error) {
			return b.LogCall(ctx, p.person(), CallLog{Result: crm.WrongNumber})
		},
		"snooze": func() (*crm.Outcome, error) {
			return b.Snooze(ctx, "call snooze", crm.Call, []string{p.id("activities", "kind = 'call' AND status = 'open'")}, p.ahead())
		},
		"try": func() (*crm.Outcome, error) {
			in := CallLog{Result: crm.NoReach}
			if p.maybe("due", 2) {
				in.Due = p.ahead()
			}
			return b.LogCall(ctx, p.id("activities", "kind = 'call' AND status = 'open'"), in)
		},
		"promise": func() (*crm.Outcome, error) {
			return b.LogCall(ctx, p.person(), CallLog{Result: crm.StayInTouch, Due: p.ahead()})
		},
		"silent": func() (*crm.Outcome, error) {
			return b.Consent(ctx, "contact consent", p.person(), ConsentGiven{Channel: crm.Call, State: crm.Withdrawn})
		},
		"find": func() (*crm.Outcome, error) {
			return b.Done(ctx, "task done", crm.Task, []string{p.id("activities", "kind = 'task' AND status = 'open'")}, "", "none found")
		},
		"drop": func() (*crm.Outcome, error) {
			return b.Cancel(ctx, "call cancel", crm.Call, []string{p.id("activities", "kind = 'call' AND status = 'open'")}, "")
		},
		"stop": func() (*crm.Outcome, error) {
			return b.Stop(ctx, "contact stop", []string{p.person()}, "asked", "")
		},
	}
}

// phonesAreCalled looks at who of a household is called, and who is not. A call that a person
// put on the list stays with whom they chose.
func (p *player) phonesAreCalled() {
	p.raw.t.Helper()
	p.raw.none("a call with nobody's phone, beside somebody who is reached", `SELECT a.id, a.call_type, a.contact, m.id AS other FROM activities a JOIN contacts c ON c.id = a.contact
		JOIN contacts m ON m.household = c.household AND m.id <> c.id
		WHERE a.status = 'open' AND a.kind = 'call' AND a.call_type IN ('review', 'referral') AND a.rule IS NOT NULL AND a.opportunity IS NULL AND a.purpose IS NULL
		AND c.phone IS NULL AND c.stopped IS NULL
		AND (m.stage = 'lead' AND m.last_call IS NULL OR a.call_type = 'review' AND m.stage IS NOT NULL) AND m.phone IS NOT NULL AND m.stopped IS NULL AND m.calls_barred IS NULL AND coalesce(m.owner, 0) = coalesce(a.owner, 0)
		AND coalesce(m.birthday, '') <= ?
		AND NOT EXISTS (SELECT 1 FROM contacts h WHERE h.id = c.household AND h.phone IS NOT NULL)
		AND NOT EXISTS (SELECT 1 FROM activities o JOIN contacts w ON w.id = o.contact WHERE o.status = 'open' AND o.id <> a.id AND w.household = c.household AND w.phone IS NOT NULL)`, p.day.AddMonths(-12*18).String())
}
