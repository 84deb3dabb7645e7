package book

import (
	"slices"

	"crm/internal/crm"
)

// logStopped records a call from a stopped contact, or one made before they were
// stopped. It plans nothing.
func (w *work) logStopped(contact *crm.Contact, about crm.Record, in CallLog) error {
	for flag, given := range map[string]string{"appt": in.Appt, "due": in.Due, "phone": in.Phone} {
		if given != "" { // which would plan something
			return crm.OnField(w.mayContact(contact), flag)
		}
	}
	w.quiet = true
	call := &crm.Activity{Kind: crm.Call, Contact: contact.ID, Owner: w.ownerOr(contact.Owner), Created: w.today}
	if err := w.regard(call, about, in.Opportunity); err != nil {
		return err
	}
	if err := w.closeCall(call, in); err != nil {
		return err
	}
	w.say("nothing-planned-stopped", "name", contact.Name, "id", contact.ID)
	if in.Result == crm.DeadFile && contact.DoNotContact.IsZero() { // their number alone was stopped
		w.quiet = false // a mark suppresses what they are reached by
		if err := w.mark(contact, w.day, crm.StopDeadFile, in.Note); err != nil {
			return err
		}
	}
	if !isConversation(in.Result) {
		return nil
	}
	return w.spokenTo(contact)
}

// confirmDeadFile asks before a dead file for a client, or for somebody with an open
// appointment or opportunity. It lists what the dead file cancels, also with those who have
// the same phone or e-mail, and the opportunities that stay; answered are the calls that end
// with this one.
func (w *work) confirmDeadFile(c *crm.Contact, answered ...*crm.Activity) error {
	open, err := w.tx.OpenActivities(c.ID)
	if err != nil {
		return err
	}
	open = slices.DeleteFunc(open, func(a *crm.Activity) bool {
		return !a.PlansContact() || slices.ContainsFunc(answered, func(one *crm.Activity) bool { return one != nil && one.ID == a.ID })
	})
	appointments := 0
	for _, a := range open {
		if a.Kind == crm.Appointment {
			appointments++
		}
	}
	all, err := w.tx.Opportunities(c.ID)
	if err != nil {
		return err
	}
	var opportunities []*crm.Opportunity
	for _, o := range all {
		if o.Status == crm.Open {
			opportunities = append(opportunities, o)
			w.say("opportunity-open", "id", o.ID, "owner", w.ownerElse(o.Owner))
		}
	}
	if c.Stage != crm.StageClient && appointments == 0 && len(opportunities) == 0 {
		return nil
	}
	sharing, err := w.stoppedWith(c)
	if err != nil {
		return err
	}
	theirs, err := w.atHome(sharing)
	if err != nil {
		return err
	}
	var names []string
	for _, p := range theirs {
		if p.Kind == crm.Appointment || !p.PlansContact() { // stays
			continue
		}
		open = append(open, p.Activity)
		if !slices.Contains(names, p.with.Name) {
			names = append(names, p.with.Name)
		}
	}
	return w.confirm("confirm-dead-file", "name", c.Name, "client", c.Stage == crm.StageClient, "sharing", names,
		"appointments", appointments, "opportunities", len(opportunities), "records", append(records(open), records(opportunities)...))
}

// stoppedWith are those who may be contacted now and have a phone or an e-mail of a contact, so
// that a mark on the contact stops them, too.
func (w *work) stoppedWith(c *crm.Contact) ([]*crm.Contact, error) {
	found, err := w.tx.ByPoint(c.Phones, c.Emails)
	return slices.DeleteFunc(found, func(o *crm.Contact) bool {
		return o.ID == c.ID || !o.Stopped.IsZero() || !w.tx.SamePoint(c, o)
	}), err
}
