package book

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"crm/internal/crm"
)

// stopOf returns why a contact must not be called or written to, or nil. It is the one
// answer to that question: lists read what the store derived from the same records
// (crm.Contact.Stopped).
func (v reader) stopOf(c *crm.Contact) (*crm.Stop, error) {
	if crm.IsErased(c) {
		return &crm.Stop{Contact: c, Since: cmp.Or(c.DoNotContact, c.Erased), Reason: c.DoNotContactReason}, nil
	}
	suppressed, err := v.tx.Suppressed(c)
	if err != nil {
		return nil, err
	}
	stop := &crm.Stop{}
	if len(suppressed) > 0 {
		s := suppressed[0]
		stop.Suppression, stop.Since, stop.Reason, stop.Note = s, s.Since, s.Reason, s.Note
		if stop.Contact, err = v.bearer(s, c.ID); err != nil {
			return nil, err
		}
	}
	if !c.DoNotContact.IsZero() {
		stop.Contact, stop.Since, stop.Reason, stop.Note = c, c.DoNotContact, c.DoNotContactReason, c.DoNotContactNote
	}
	if stop.Since.IsZero() {
		last, err := v.tx.StoppedMember(c)
		if last == nil || err != nil {
			return nil, err
		}
		if stop, err = v.stopOf(last); stop == nil || err != nil {
			return nil, err
		}
		stop.Member = last
	}
	return stop, nil
}

// bearer returns the marked contact who has a suppressed point, or had it when they
// were marked; nil if there is none. Except does not count.
func (v reader) bearer(s *crm.Suppression, except int64) (*crm.Contact, error) {
	marked, err := v.tx.Marked([]string{s.Point}, except)
	if marked != nil || err != nil || s.Contact == except {
		return marked, err
	}
	c, err := v.contactOrNil(s.Contact)
	if c == nil || c.DoNotContact.IsZero() || !c.Erased.IsZero() { // an erased one can't be asked about
		return nil, err
	}
	return c, nil
}

// mayContact rejects contacting somebody who must not be.
//
// Errors: CodeRefused, with who is marked, why, since when, and how to end it.
func (v reader) mayContact(c *crm.Contact) error {
	stop, err := v.stopOf(c)
	if stop == nil || err != nil {
		return err
	}
	return v.refusal(c, stop)
}

// callsBarred returns the last word of a contact who wants no calls, or of who has the
// same phone, or is the only one through whom they are reached, and wants none; and who said
// so, without a number if they were erased. It returns nil for somebody who may be called.
func (v reader) callsBarred(c *crm.Contact) (said *crm.Consent, by *crm.Contact, err error) {
	own, err := v.tx.ConsentsOf(c.ID)
	if err != nil {
		return nil, nil, err
	}
	switch said = crm.LastWord(own, crm.ByCall); {
	case said == nil:
		if said, err = v.tx.WithdrawnBeside(c); err != nil {
			return nil, nil, err
		}
		if said == nil {
			m, err := v.tx.BarredMember(c)
			if m == nil || err != nil {
				return nil, nil, err
			}
			return v.callsBarred(m)
		}
		if said.Contact == 0 {
			return said, gone(said), nil
		}
		by, err = v.contactOrNil(said.Contact)
		return said, by, err
	case said.State == crm.Withdrawn:
		return said, c, nil
	}
	return nil, nil, nil
}

// mayCall rejects calling somebody who must not be contacted, or wants no calls.
//
// Errors: CodeRefused, with who said so, since when, and how to end it.
func (v reader) mayCall(c *crm.Contact) error {
	if err := v.mayContact(c); err != nil {
		return err
	}
	return v.wantsCalls(c)
}

// wantsCalls rejects calling somebody who has withdrawn their consent to calls, or has the
// phone of somebody who has.
//
// Errors: CodeRefused.
func (v reader) wantsCalls(c *crm.Contact) error {
	said, by, err := v.callsBarred(c)
	if said == nil || by == nil || err != nil {
		return err
	}
	if by.ID == c.ID && !crm.IsErased(by) {
		return crm.Errorf(crm.CodeRefused, "%s has withdrawn their consent to calls, on %s", c.Name, said.Since).
			Next("If they allow calls again", "contact consent", c.ID, crm.ByCall, crm.Consented)
	}
	has := "has"
	switch m, err := v.tx.BarredMember(c); {
	case err != nil:
		return err
	case m != nil && crm.IsErased(by):
		return crm.Errorf(crm.CodeRefused, "%s is reached on the phone of %s alone, on which %s has withdrawn their consent to calls, on %s", c.Name, m.Name, by.Name, said.Since).
			Next("If it has another", "contact edit", c.ID, crm.With("phone", crm.Blank("NUMBER"))).
			Next(fmt.Sprintf("If %s may be called on it", m.Name), "contact consent", m.ID, crm.ByCall, crm.Consented)
	case m != nil:
		return crm.Errorf(crm.CodeRefused, "%s is reached on the phone of %s alone, who has withdrawn their consent to calls, on %s", c.Name, by.Name, said.Since).
			Next("If it has another", "contact edit", c.ID, crm.With("phone", crm.Blank("NUMBER"))).
			Next(fmt.Sprintf("If %s allows calls again", by.Name), "contact consent", by.ID, crm.ByCall, crm.Consented)
	case c.ID == 0:
		has = "would have"
	}
	e := crm.Errorf(crm.CodeRefused, "%s %s the phone of %s, who has withdrawn their consent to calls, on %s", c.Name, has, by.Name, said.Since)
	if !crm.IsErased(by) {
		e.Next(fmt.Sprintf("If %s allows calls again", by.Name), "contact consent", by.ID, crm.ByCall, crm.Consented)
	}
	if c.ID != 0 {
		e.Next(fmt.Sprintf("If %s may be called on it", c.Name), "contact consent", c.ID, crm.ByCall, crm.Consented)
	}
	return e
}

// refusal returns the error for a contact who must not be contacted. It says whose the
// number is if another contact is marked.
func (v reader) refusal(c *crm.Contact, stop *crm.Stop) error {
	if crm.IsErased(c) {
		return errorErased(c)
	}
	why := whyStopped(stop.Reason, stop.Note)
	since := stop.Since
	by, lift, err := v.lifting(c, stop)
	if err != nil {
		return err
	}
	if m := stop.Member; m != nil {
		e := crm.Errorf(crm.CodeRefused, "nobody of %s may be contacted; %s may not since %s%s", c.Name, m.Name, since, why)
		return addLift(e, by, m, lift).
			Next("If somebody else belongs to it", "contact edit", crm.Blank("NAME"), crm.With(memberOf(c), c.ID))
	}
	marked := stop.Contact
	if marked != nil && marked.ID == c.ID {
		return addLift(crm.Errorf(crm.CodeRefused, "%s has been marked do-not-contact since %s%s", marked.Name, since, why), nil, marked, lift)
	}
	value := v.suppressedValue(c, stop.Suppression)
	has := "has"
	if c.ID == 0 { // a new contact, or one who has not been given it yet
		has = "would have"
	}
	var e *crm.Error
	if marked == nil {
		e = crm.Errorf(crm.CodeRefused, "%s %s %s, which has been on the do-not-contact list since %s%s", c.Name, has, value, since, why)
		_ = addLift(e, nil, c, lift)
		if c.ID == 0 {
			return e
		}
	} else {
		e = crm.Errorf(crm.CodeRefused, "%s %s %s, the %s of %s, who has been marked do-not-contact since %s%s", c.Name, has, value, channelWord(stop.Suppression), marked.Name, since, why)
		v.giveUp(e, marked, stop.Suppression, value)
	}
	if c.ID != 0 {
		without := v.editWithout(c, stop.Suppression, value)
		text := fmt.Sprintf("Give %s another", c.Name)
		if len(without.Blanks()) == 0 {
			text = fmt.Sprintf("If %s does without it", c.Name)
		}
		e.Remedies = append(e.Remedies, crm.Remedy{Text: text, Commands: []crm.Command{without}})
	}
	return e
}

// addLift adds to an error the commands that end the mark of by, or that of a number alone.
// What stops is theirs whom the error names.
func addLift(e *crm.Error, by, named *crm.Contact, lift []crm.Command) *crm.Error {
	text := "If they asked to hear from you again"
	switch {
	case by == nil && named.DoNotContactReason == crm.StopDeceased:
		text = "If they are alive and asked to hear from you"
	case by != nil && by.DoNotContactReason == crm.StopDeceased && lift[0].Verb != "contact allow":
		text = fmt.Sprintf("If %s has it no longer", by.Name)
	case by != nil && by.ID != named.ID, by != nil && named.Kind == crm.Person:
		text = fmt.Sprintf("If %s asked to hear from you again", by.Name)
	}
	e.Remedies = append(e.Remedies, crm.Remedy{Text: text, Commands: lift})
	return e
}

// keepsItsLine rejects taking the last phone or e-mail off an organization of whose people
// nobody may be contacted: it would be stopped for what they said, and it said nothing.
//
// Errors: CodeConflict.
func (v reader) keepsItsLine(c, before *crm.Contact) error {
	points := func(c *crm.Contact) crm.Points { return slices.Concat(c.Phones, c.Emails) }
	if !before.Stopped.IsZero() || len(points(before)) == 0 || len(points(c)) > 0 {
		return nil
	}
	last, err := v.tx.StoppedMember(c)
	if last == nil || err != nil {
		return err
	}
	lost := points(before)[0]
	flag := crm.Email
	if len(before.Phones) > 0 {
		flag = crm.Phone
	}
	return crm.Errorf(crm.CodeConflict, "%s would be reached through its people alone, and none of them may be contacted", c.Name).On("remove-"+flag).
		Next("If it is reached no longer there", "contact edit", c.ID, crm.With("bad-"+flag, lost.Value)).
		Next("If it has another", "contact edit", c.ID, crm.With(flag, crm.Blank("NEW")), crm.With("remove-"+flag, lost.Value)).
		Next("If it must not be contacted either", "contact stop", c.ID, crm.With("reason", crm.Blank("REASON")))
}

// lifting returns whose mark stops somebody, nil for a number that nobody is marked for, and
// the commands that end it, of which the second follows the first. Nobody asks for calls again
// who has died: what ends then is that the number is theirs.
func (v reader) lifting(c *crm.Contact, stop *crm.Stop) (*crm.Contact, []crm.Command, error) {
	if m := stop.Member; m != nil {
		own, err := v.stopOf(m)
		if own == nil || err != nil {
			return m, nil, err
		}
		return v.lifting(m, own)
	}
	reason := crm.With("reason", crm.Blank("TEXT"))
	marked, s := stop.Contact, stop.Suppression
	switch {
	case marked != nil && (marked.ID == c.ID || marked.DoNotContactReason != crm.StopDeceased):
		return marked, []crm.Command{crm.Run("contact allow", marked.ID, reason)}, nil
	case marked != nil && v.among(v.tx.PointsOf(marked), s):
		theirs := v.suppressedValue(marked, s) // as they have it, which may be written otherwise
		return marked, []crm.Command{crm.Run("contact edit", marked.ID, crm.With("remove-"+s.Channel, theirs)), crm.Run("dnc remove", theirs, reason)}, nil
	case marked != nil:
		return marked, []crm.Command{crm.Run("dnc remove", v.suppressedValue(c, s), reason)}, nil
	}
	own, err := v.suppressedFor(c)
	if len(own) > 0 && c.ID != 0 {
		return nil, []crm.Command{crm.Run("contact allow", c.ID, reason)}, err
	}
	return nil, []crm.Command{crm.Run("dnc remove", v.suppressedValue(c, s), reason)}, err
}

// memberOf is the flag that makes somebody a member of a household or an organization.
func memberOf(c *crm.Contact) string {
	if c.Kind == crm.Household {
		return "household"
	}
	return "org"
}

// giveUp says how the number of a marked contact may be used again.
func (v reader) giveUp(e *crm.Error, marked *crm.Contact, s *crm.Suppression, value string) {
	if marked.DoNotContactReason != crm.StopDeceased {
		e.Next(fmt.Sprintf("If %s asked to hear from you again", marked.Name), "contact allow", marked.ID, crm.With("reason", crm.Blank("TEXT")))
	}
	if v.among(v.tx.PointsOf(marked), s) {
		theirs := v.suppressedValue(marked, s) // as they have it, which may be written otherwise
		e.Next(fmt.Sprintf("If %s has it no longer", marked.Name), "contact edit", marked.ID, crm.With("remove-"+s.Channel, theirs)).Then("dnc remove", theirs, crm.With("reason", crm.Blank("TEXT")))
		return
	}
	e.Next(fmt.Sprintf("If %s has it no longer", marked.Name), "dnc remove", value, crm.With("reason", crm.Blank("TEXT")))
}

func channelWord(s *crm.Suppression) string {
	if s.Channel == crm.Email {
		return "e-mail"
	}
	return "phone"
}

// whyStopped returns the reason for a mark and what was said, in brackets.
func whyStopped(reason, note string) string {
	text := strings.ReplaceAll(reason, "-", " ")
	if note != "" {
		text = strings.TrimPrefix(text+`, "`+note+`"`, ", ")
	}
	if text == "" {
		return ""
	}
	return " (" + text + ")"
}

// editWithout returns the command that removes a suppressed point from a contact and
// gives them another, unless they have one.
func (v reader) editWithout(c *crm.Contact, s *crm.Suppression, value string) crm.Command {
	flag, points := s.Channel, c.Phones
	if s.Channel == crm.Email {
		points = slices.Concat(c.Emails, c.Phones)
	}
	given := []any{c.ID}
	if !slices.ContainsFunc(points, func(p crm.Point) bool { return p.Reaches() && p.Value != value }) {
		given = append(given, crm.With(flag, crm.Blank("NEW")))
	}
	return crm.Run("contact edit", append(given, crm.With("remove-"+flag, value))...)
}

// among reports whether a suppression is of one of the points.
func (v reader) among(points []string, s *crm.Suppression) bool {
	is, err := v.tx.Among(points, s)
	return is && err == nil
}

// suppressedValue returns a suppressed point as the contact writes it.
func (v reader) suppressedValue(c *crm.Contact, s *crm.Suppression) string {
	for _, list := range []struct {
		channel string
		points  crm.Points
	}{{crm.Phone, c.Phones}, {crm.Email, c.Emails}} {
		for _, p := range list.points {
			if point, ok := v.tx.Point(list.channel, p.Value); ok && v.among([]string{point}, s) {
				return p.Value
			}
		}
	}
	return s.Value
}

// nothingPlanned returns the error for a contact with whom nothing is planned, which says why:
// they must not be contacted, want no calls, or are served by a call with another one of
// their household.
func (v reader) nothingPlanned(c *crm.Contact) error {
	err := v.mayCall(c)
	if refused, ok := crm.AsError(err); ok && refused.Code == crm.CodeRefused {
		e := crm.Errorf(crm.CodeNotFound, "nothing is planned with %s: %w", c.Name, refused)
		e.Remedies = refused.Remedies
		return e
	}
	if err != nil {
		return err
	}
	call, err := v.servedAtHome(c)
	if err != nil {
		return err
	}
	if call != nil {
		return crm.Errorf(crm.CodeNotFound, "nothing is planned with %s: %s of the same household has call %d, %s", c.Name, call.with.Name, call.ID, call.Due).
			Next("Why that call is on the list", "why", call.ID)
	}
	e := crm.Errorf(crm.CodeNotFound, "nothing is planned with %s", c.Name)
	if c.Stage != "" && c.IsStray() {
		e.Next("Plan a call", "call add", c.ID, crm.With("due", crm.Blank("DATE")))
	}
	return e.Next("What there is", "show", c.ID)
}
