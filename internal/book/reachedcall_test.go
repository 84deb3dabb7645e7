package book

import (
	"fmt"
	"strings"
	"testing"

	"crm/internal/crm"
)

// TestHouseholdIsCalledOnAPhone: the one call of a household is with somebody who is reached,
// in whichever order they, and their phones, came into the book.
func TestHouseholdIsCalledOnAPhone(t *testing.T) {
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
	for name, add := range map[string]func(d *desk){
		"a child": func(d *desk) {
			d.add(crm.StageLead, "Eva Rowe", "household", "Rowe", "phone", "614-555-0170", "birthday", "2015-03-01")
		},
		"of nobody's":    func(d *desk) { d.add("", "Eva Rowe", "household", "Rowe", "phone", "614-555-0170") },
		"who has bought": func(d *desk) { d.add(crm.StageClient, "Eva Rowe", "household", "Rowe", "phone", "614-555-0170") },
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
