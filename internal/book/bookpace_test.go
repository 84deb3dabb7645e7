package book

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"crm/internal/crm"

	"pgregory.net/rapid"
)

// planned returns what is in a book, but for the days of what is open, and its open calls.
func (d *desk) planned() (all []string, calls []*crm.Activity) {
	d.look(func(v reader) {
		all = d.raw().rows("SELECT id, kind, contact, owner, status, done_on, call_type, call_result, attempt, purpose, rule, cause, slot FROM activities ORDER BY id")
		open, err := v.openCalls()
		if err != nil {
			d.t.Fatal(err)
		}
		calls = open
	})
	return all, calls
}

func (v reader) openCalls() (calls []*crm.Activity, err error) {
	ids, err := v.listedIDs(ListQuery{Noun: crm.KindActivity, Fixed: []string{`kind == "call" and status == "open"`}, Owner: "all"})
	if err != nil {
		return nil, err
	}
	for _, id := range ids {
		r, err := v.tx.Ref(crm.KindActivity, id)
		if err != nil {
			return nil, err
		}
		calls = append(calls, r.(*crm.Activity))
	}
	slices.SortFunc(calls, func(a, b *crm.Activity) int { return int(a.ID - b.ID) })
	return calls, nil
}

// TestCallsAreSpreadOnly: a book with a pace makes the same calls as one without, on days that
// have room for them: none is earlier, or later than its limit, and no day gets more calls than
// the pace where another up to the limit has room.
func TestCallsAreSpreadOnly(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(r *rapid.T) {
		free := newDesk(t, "2026-07-01")
		colleague := free.producer("Kim Ito")
		paced := free.fork()
		perDay := rapid.IntRange(1, 3).Draw(r, "a day")
		paced.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
			return b.Set(ctx, "calls_per_day", fmt.Sprint(perDay))
		})
		free.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) { return b.Set(ctx, "backups", "9") }) // for as many changes
		fresh, changes := paced.raw().state(), 0
		both := func(command func(context.Context, *Book) (*crm.Outcome, error)) {
			t.Helper()
			_, was := paced.planned()
			before := map[int64]crm.Date{}
			for _, a := range was {
				before[a.ID] = a.Due
			}
			want, failed := free.do(command)
			got, err := paced.do(command)
			if (failed == nil) != (err == nil) {
				r.Fatalf("%v and %v", failed, err)
			}
			if err != nil {
				return
			}
			if got.Change != 0 {
				changes++
			}
			if len(want.Edits) != len(got.Edits) {
				r.Errorf("%s: %d edits without a pace, %d with one", want.Command, len(want.Edits), len(got.Edits))
			}
			made, onTheirDays := free.planned()
			same, calls := paced.planned()
			if !slices.Equal(made, same) {
				r.Fatalf("after %s, without a pace and with one:\n%v\n%v", want.Command, made, same)
			}
			paced.look(func(v reader) {
				days := map[callDay]int{}
				for _, a := range calls {
					days[v.roomOf(a)]++
				}
				for i, a := range calls {
					if raw := onTheirDays[i].Due; a.DueUnspread() != raw {
						r.Errorf("call %d is due on %s from %s, and without a pace on %s", a.ID, a.Due, a.DueUnspread(), raw)
					}
					own := *a
					own.Due = a.DueUnspread()
					if a.Due != own.Due && !isMovable(&own, crm.Date{}) {
						r.Errorf("call %d, %s try %d, was moved from %s to %s", a.ID, a.CallType, a.Attempt, own.Due, a.Due)
					}
					limit, err := v.latestDay(&own)
					if err != nil {
						r.Fatal(err)
					}
					if a.Due.Before(own.Due) || a.Due.After(limit) {
						r.Errorf("call %d of %s was moved to %s, and its limit is %s", a.ID, own.Due, a.Due, limit)
					}
					if before[a.ID] == a.Due || !isMovable(&own, v.today) || days[v.roomOf(a)] <= perDay {
						continue
					}
					for day := own.Due; !day.After(limit); day = v.cal.NextWorkday(day) {
						on := own
						on.Due = day
						if n := days[v.roomOf(&on)]; n < perDay {
							r.Errorf("call %d is on %s, one of %d, and %s has %d of %d", a.ID, a.Due, days[v.roomOf(a)], day, n, perDay)
						}
					}
				}
			})
		}
		day := crm.Date{Year: 2026, Month: 7, Day: 1}
		for i := range rapid.IntRange(4, 12).Draw(r, "commands") {
			day = day.AddDays(rapid.SampledFrom([]int{0, 0, 0, 1, 2, 20}).Draw(r, "days"))
			free.today, paced.today = day.String(), day.String()
			_, open := free.planned()
			switch what := rapid.IntRange(0, 5).Draw(r, "what"); {
			case what < 2 || len(open) == 0:
				values := Values{"name": {fmt.Sprintf("Given%d Family%d", i, i)}}
				for _, of := range []struct {
					field string
					texts []string
				}{{"birthday", []string{"--07-14", "1980-01-09"}}, {"household", []string{"The Pohls"}}, {"call_frequency", []string{"monthly"}}, {"last_call", []string{"2026-01-03", "2026-06-30"}}} {
					if text := rapid.SampledFrom(append(of.texts, "", "")).Draw(r, of.field); text != "" {
						values[of.field] = []string{text}
					}
				}
				stage := rapid.SampledFrom([]string{crm.StageLead, crm.StageClient, crm.StageProspect}).Draw(r, "stage")
				both(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
					return b.AddContact(ctx, stage+" add", NewContact{Values: values, Stage: stage})
				})
			case what < 5:
				call := open[rapid.IntRange(0, len(open)-1).Draw(r, "call")]
				in := CallLog{Result: rapid.SampledFrom([]string{crm.NoReach, crm.NoReach, crm.StayInTouch, crm.WrongNumber, crm.AppointmentResult}).Draw(r, "result")}
				both(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
					return b.LogCall(ctx, fmt.Sprint(call.ID), in)
				})
			default:
				call := open[rapid.IntRange(0, len(open)-1).Draw(r, "call")]
				to := rapid.SampledFrom([]string{fmt.Sprint(colleague), "Ann Lee"}).Draw(r, "to")
				both(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
					return b.Assign(ctx, "assign", "", []string{fmt.Sprint(call.ID)}, to)
				})
			}
		}
		for range changes {
			paced.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) { return b.Undo(ctx, 0, "") })
		}
		if now := paced.raw().state(); now != fresh {
			r.Errorf("undone, it is another book: %s", differing(now, fresh))
		}
	})
}

// TestFirstIsMovedLeast: when a book gets its pace, of the calls of a day that is too full those that
// come first on the list are put off least, and those that stay come before all of them.
func TestFirstIsMovedLeast(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(r *rapid.T) {
		d := newDesk(t, "2026-07-01")
		for i := range rapid.IntRange(2, 8).Draw(r, "calls") {
			d.add(crm.StageClient, fmt.Sprintf("Given%d Family%d", i, i), "last_call", "2026-01-06")
		}
		perDay := rapid.IntRange(1, 3).Draw(r, "a day")
		var listed []*crm.Activity
		d.look(func(v reader) {
			var err error
			if listed, err = v.tx.OpenOn(crm.Date{Year: 2026, Month: 7, Day: 6}); err != nil {
				t.Fatal(err)
			}
		})
		if len(listed) < 2 {
			t.Fatalf("%d calls", len(listed))
		}
		d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
			return b.Set(ctx, "calls_per_day", fmt.Sprint(perDay))
		})
		last := crm.Date{}
		for i, a := range listed {
			due := d.activity(a.ID).Due
			if due.Before(last) || i < perDay && due != a.Due {
				r.Errorf("call %d of the list is on %s, and that before it on %s", i+1, due, last)
			}
			last = due
		}
	})
}
