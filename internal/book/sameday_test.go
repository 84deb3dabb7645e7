package book

import (
	"testing"

	"crm/internal/crm"
)

// TestNextStepOnTheSameDay: what follows a call may be due on the day of that call. It is
// the next step nevertheless, and the book follows from itself.
func TestNextStepOnTheSameDay(t *testing.T) {
	t.Parallel()
	for name, log := range map[string]CallLog{
		"a day that was agreed on":       {Result: crm.StayInTouch, Due: "2026-07-10"},
		"an appointment of another hour": {Result: crm.AppointmentResult, Appt: "2026-07-10 16:00"},
		"an appointment to be set":       {Result: crm.AppointmentResult},
		"another try":                    {Result: crm.NoReach, Due: "2026-07-10"},
	} {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t, "2026-07-09")
			jane := d.add(crm.StageLead, "Jane Hudson")
			if log.Due == "" && log.Appt == "" {
				d.on("2026-07-10")
			}
			d.log(jane, log)
			if due := d.contact(jane).NextDue; due != crm.NewDate(2026, 7, 10) {
				t.Errorf("the next step is due %s, want 10 July: %v", due, d.plan(jane))
			}
			d.raw().checked()
		})
	}
}
