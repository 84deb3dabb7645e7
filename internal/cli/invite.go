package cli

import (
	"bytes"
	"path/filepath"

	"crm/internal/crm"
	"crm/internal/exchange"
	"crm/internal/verb"
)

// invites lets a command about an appointment write an invitation to it, which a mail program
// sends.
func (a *app) invites(v *verb.Verb) {
	do := v.Do
	v.Do = func(r verb.Request) (*crm.Outcome, error) {
		path := r.Text("invite")
		if path == "" {
			return do(r)
		}
		if err := checkForm(path, "an invitation is", ".ics", ".ical"); err != nil {
			return nil, crm.OnFlag(err, "invite")
		}
		dir, name := filepath.Dir(path), filepath.Base(path)
		folder, err := a.env.Dir.OpenFolder(dir)
		if err != nil {
			return nil, crm.OnFlag(err, "invite")
		}
		defer folder.Close()
		if err := a.freeIn(folder, dir, name, false); err != nil {
			if e, ok := crm.AsError(err); ok && e.Code == crm.CodeConflict {
				e.Remedies = nil
				e.On("invite").Try("Write another file: --invite FILE")
			}
			return nil, err
		}
		var out bytes.Buffer
		r.Book.Inviting(func(i crm.Invitation) {
			out.Reset()
			a.writeInvitation(&out, i)
		})
		o, err := do(r)
		if err != nil || o.DryRun || out.Len() == 0 {
			return o, err
		}
		if err := folder.Save(name, out.Bytes(), false); err != nil {
			if e, ok := crm.AsError(err); ok {
				e.Saved = true
			}
			return o, err
		}
		o.Notices = append(o.Notices, crm.Notice{Code: "invitation-written", Values: map[string]any{"path": path}})
		return o, nil
	}
}

// writeInvitation writes an invitation as a calendar.
func (a *app) writeInvitation(out *bytes.Buffer, i crm.Invitation) {
	method := "REQUEST"
	if i.Appointment.Status == crm.Cancelled {
		method = "CANCEL"
	}
	summary := i.Appointment.Subject
	if summary == "" {
		summary = a.screen().Locale.Text("feed.invitation", "name", i.By.Name)
	}
	to := exchange.NewCalendar(out, method, "")
	to.Write(exchange.CalendarEvent{
		UID: i.UID, Occurrence: i.Occurrence, Sequence: i.Sequence, Changed: i.Changed, Start: i.Start, End: i.End, Days: i.Days, Day: i.Day,
		Summary: summary, Place: i.Appointment.Place, Cancelled: method == "CANCEL",
		Organizer: &exchange.Invited{Name: i.By.Name, Email: i.By.Email},
		Attendees: []exchange.Invited{{Name: i.Contact.Name, Email: i.Contact.Email}},
	})
	to.Close()
}
