package cli

import (
	"bytes"

	"github.com/spf13/cobra"

	"crm/internal/crm"
	"crm/internal/exchange"
	"crm/internal/verb"
	"crm/internal/wire"
)

// exportCalendar writes what is planned as a calendar that a phone can subscribe to.
func (a *app) exportCalendar(cmd *cobra.Command, v *verb.Verb) {
	a.exports(cmd, v, func(r verb.Request) error {
		if err := checkForm(r.Text("to"), "a calendar is", ".ics", ".ical"); err != nil {
			return err
		}
		done := wire.ExportedCalendar{Path: r.Text("to"), DryRun: a.flags.dryRun, Count: map[string]int{}}
		shown, err := a.exportTo(r, func(out *bytes.Buffer) error {
			items, err := r.Book.Feed(r.Context, r.Text("owner"))
			if err != nil {
				return err
			}
			to := exchange.NewCalendar(out, "", "crm")
			for _, item := range items {
				to.Write(a.calendarEvent(item, r.Is("private")))
				done.Count[item.What]++
			}
			to.Close()
			done.Size = int64(out.Len())
			return nil
		})
		if err != nil || shown {
			return err
		}
		return a.screen().ExportedCalendar(done)
	})
}

// calendarEvent is an item of a feed as a calendar has it; in private without names, phones
// and notes.
func (a *app) calendarEvent(item crm.FeedItem, private bool) exchange.CalendarEvent {
	voice := a.screen()
	e := exchange.CalendarEvent{
		UID: item.UID, Sequence: crm.HeadOf(item.Record).Version - 1, Changed: item.Changed, Start: item.Start, End: item.End, Days: item.Days, Day: item.Day,
		Summary: voice.FeedSummary(item, private), Private: private,
	}
	if c, ok := item.Record.(*crm.Contact); ok {
		e.Yearly, e.OfLeapYear = true, c.Birthday.Month == 2 && c.Birthday.Day == 29
	}
	activity, _ := item.Record.(*crm.Activity)
	e.Derived = item.What != crm.Appointment
	if activity != nil {
		e.Cancelled = activity.Status == crm.Cancelled
	}
	if private {
		return e
	}
	e.Note = voice.FeedNote(item)
	if activity != nil && activity.Kind == crm.Appointment {
		e.Place = activity.Place
		if c := item.Contact; c != nil && c.Stopped.IsZero() {
			e.With = &exchange.Invited{Name: c.Name, Email: c.Email}
		}
	}
	return e
}
