package book

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"crm/internal/crm"
	"crm/internal/fold"
)

// AddSuppressions suppresses phones and e-mails, whoever has them, and cancels plans as
// Stop does.
//
// Errors: CodeInvalid for what is neither a phone nor an e-mail.
func (b *Book) AddSuppressions(ctx context.Context, values []string, reason, note string) (*crm.Outcome, error) {
	return b.change(ctx, "dnc add", func(w *work) error {
		reason, err := w.code("stop_reason", reason)
		if err != nil {
			return crm.OnField(err, "reason")
		}
		for _, value := range values {
			s, err := w.newSuppression(value)
			if err != nil {
				return err
			}
			s.Since, s.Reason, s.Note = w.today, reason, fold.Clean(note)
			edit, err := w.suppress(s, "", nil)
			if err != nil {
				return err
			}
			if edit == nil {
				w.say("suppressed-already", "value", s.Value, "since", s.Since, "reason", s.Reason)
				continue
			}
			w.subject(edit.After)
			if err := w.drain(); err != nil {
				return err
			}
		}
		return nil
	})
}

// suppression reads a phone or an e-mail to suppress.
func (w *work) suppression(value string) (*crm.Suppression, error) {
	s := &crm.Suppression{Channel: crm.Phone, Value: fold.Clean(value)}
	if strings.ContainsAny(s.Value, "@＠") {
		s.Channel = crm.Email
	}
	if _, ok := w.tx.Point(s.Channel, s.Value); !ok || len(s.Value) > 1000 {
		return nil, notReached(s.Value)
	}
	if s.Channel == crm.Email {
		return s, w.onlyEmail(s.Value)
	}
	return s, nil
}

// onlyEmail rejects an e-mail with more beside it than which it is or whose: a phone there
// would not be on the list, and of "jane@example,com" only jane@example.
//
// Errors: CodeInvalid.
func (w *work) onlyEmail(value string) error {
	_, text := w.cutLabel(value)
	if name, address, ok := strings.Cut(text, "<"); ok && strings.HasSuffix(address, ">") && !strings.ContainsAny(name, "0123456789") { // Jane Hudson <jane@example.com>
		text = strings.TrimSuffix(address, ">")
	}
	address, remark, err := fold.Address(text)
	if err != nil || remark == "" {
		return nil
	}
	return crm.Errorf(crm.CodeInvalid, "%q is more than an e-mail address, and what is beside it would be left out", value).
		Try("Write each phone and each e-mail by itself: %q", address)
}

func notReached(value string) error {
	return crm.Errorf(crm.CodeInvalid, "%q is neither a phone number nor an e-mail address", value)
}

// shortCode is the length of a number for emergencies, or of an area code by itself.
const shortCode = 3

// newSuppression is suppression for adding to the list.
//
// Errors: CodeInvalid also for an incomplete phone, which would protect nobody.
func (w *work) newSuppression(value string) (*crm.Suppression, error) {
	s, err := w.suppression(value)
	if err != nil || s.Channel != crm.Phone {
		return s, err
	}
	point, ok := fold.PhonePoint(s.Value, w.settings.Country)
	if !ok {
		return nil, notReached(s.Value)
	}
	if len(point) <= shortCode || fold.Incomplete(s.Value, w.settings.Country) {
		return s, crm.Errorf(crm.CodeInvalid, "%s is not a whole number, so on the list it would protect nobody", s.Value).Try("Write the whole number")
	}
	w.sayOddLength(s.Value)
	return s, nil
}

// RemoveSuppressions frees phones and e-mails, for a reason that is kept.
//
// Errors: CodeInvalid without a reason, CodeNotFound for one that is not suppressed,
// CodeConflict for one of a marked contact.
func (b *Book) RemoveSuppressions(ctx context.Context, values []string, reason string) (*crm.Outcome, error) {
	return b.change(ctx, "dnc remove", func(w *work) error {
		if w.reason = fold.Clean(reason); w.reason == "" {
			return crm.Errorf(crm.CodeInvalid, "a number is taken off the list for a reason").On("reason").Try("Say who asked and when: --reason \"called on 3 May and asked for a quote\"")
		}
		for _, value := range values {
			s, err := w.suppression(value)
			if err != nil {
				return err
			}
			point, _ := w.tx.Point(s.Channel, s.Value)
			list, err := w.tx.SuppressedPoints(point)
			if err != nil {
				return err
			}
			list = slices.DeleteFunc(list, func(known *crm.Suppression) bool { return !isOf(known, point) })
			if len(list) == 0 {
				return w.notListed(s)
			}
			marked, err := w.tx.Marked([]string{point}, 0)
			if err != nil {
				return err
			}
			if marked != nil {
				e := crm.Errorf(crm.CodeConflict, "%s is the %s of %s, who has been marked do-not-contact since %s", s.Value, channelWord(s), marked.Name, marked.DoNotContact)
				w.giveUp(e, marked, list[0], s.Value)
				return e
			}
			if err := w.endBecause(list, 0, w.reason); err != nil {
				return err
			}
			w.subject(list[0])
			if err := w.drain(); err != nil {
				return err
			}
		}
		return nil
	})
}

// isOf reports whether a suppression is of a point, and not of its line or an extension.
func isOf(s *crm.Suppression, point string) bool { return s.Point == point || crm.IsSecret(s.Point) }

// notListed returns the error that a number is not on the do-not-contact list. It names what
// is there of the same line.
func (w *work) notListed(s *crm.Suppression) error {
	e := crm.Errorf(crm.CodeNotFound, "%s is not on the do-not-contact list", s.Value)
	near, err := w.tx.Suppressed(&crm.Contact{Phones: crm.Points{{Value: s.Value}}})
	if s.Channel != crm.Phone || err != nil {
		near = nil
	}
	for _, other := range near[:min(len(near), 3)] {
		e.Next(other.Value+" is", "dnc remove", other.Value, crm.With("reason", w.reason))
	}
	return cmp.Or(err, error(e.Next("Look at the list", "dnc list")))
}

// SaidField is what stands beside a number in a file without headings: a reason, or what
// was said.
const SaidField = "said"

// suppressMarked suppresses the phones and e-mails of a marked contact, later ones
// included. A graver reason counts also for what they had when they were marked.
func (w *work) suppressMarked(edit *crm.Edit, rule string) error {
	c, ok := edit.After.(*crm.Contact)
	if !ok || c.DoNotContact.IsZero() {
		return nil
	}
	if edit.Action != crm.Create && !slices.ContainsFunc([]string{"do_not_contact", "do_not_contact_reason", "do_not_contact_note", "phones", "emails"}, edit.Changed) {
		return nil
	}
	for _, s := range c.Suppressions() {
		if _, err := w.suppress(s, rule, edit); err != nil {
			return err
		}
	}
	if !edit.Changed("do_not_contact_reason") {
		return nil
	}
	kept, err := w.tx.SuppressionsFor(c.ID)
	for _, s := range kept {
		if !crm.Graver(c.DoNotContactReason, s.Reason) {
			continue
		}
		s.Reason = c.DoNotContactReason
		if _, err := w.putFor(s, rule, edit); err != nil {
			return err
		}
	}
	return err
}

// standing returns the suppression of a point that another one repeats, or nil. One that
// stands for a contact and one of a list are two: each ends for reasons of its own.
func (w *work) standing(s *crm.Suppression, point string) (*crm.Suppression, error) {
	there, err := w.tx.SuppressedPoints(point)
	for _, known := range there {
		if (known.Contact == 0) == (s.Contact == 0) && isOf(known, point) {
			return known, err
		}
	}
	return nil, err
}

// suppress suppresses a point. One that already is keeps the earlier day and the graver
// reason; what was said is added. It returns the edit, or nil if nothing is new, and s
// becomes what the list has.
func (w *work) suppress(s *crm.Suppression, rule string, cause *crm.Edit) (*crm.Edit, error) {
	if s.Channel == crm.Phone {
		s.Value = fold.ShownPhone(s.Value)
	}
	point, ok := w.tx.Point(s.Channel, s.Value)
	if !ok {
		return nil, nil
	}
	known, err := w.standing(s, point)
	if err != nil {
		return nil, err
	}
	if s.Author == 0 {
		s.Author = w.MyID()
	}
	if known != nil {
		if s.Since.Before(known.Since) {
			known.Since = s.Since
		}
		if crm.Graver(s.Reason, known.Reason) {
			known.Reason = s.Reason
		}
		known.Note = addSaid(known.Note, s.Note)
		*s = *known
	}
	return w.putFor(s, rule, cause)
}

// addSaid appends what was said another time.
func addSaid(before, said string) string {
	all := strings.Split(before, "; ")
	for _, part := range strings.Split(fold.Clean(said), "; ") {
		if part != "" && !slices.Contains(all, part) {
			all = append(all, part)
		}
	}
	return strings.TrimPrefix(strings.Join(all, "; "), "; ")
}

// endBecause ends suppressions for a reason: those of the contact free, or with 0 of
// whoever was marked. A number that another marked contact has passes to them instead.
func (w *work) endBecause(list []*crm.Suppression, free int64, reason string) error {
	var has []string
	if c, err := w.contactOrNil(free); c != nil {
		has = w.tx.PointsOf(c)
	} else if err != nil {
		return err
	}
	for _, s := range list {
		other, err := w.bearer(s, cmp.Or(free, s.Contact))
		if err != nil {
			return err
		}
		switch {
		case other == nil:
			if free != 0 && (s.Contact == 0 || !w.among(has, s)) {
				w.warn("off-list", "value", s.Value, "since", s.Since, "reason", s.Reason, "note", s.Note)
			}
			s.Ended, s.EndedReason, s.EndedBy = w.today, reason, w.MyID()
		case s.Contact == 0: // which stays on the list, whoever has it
		default:
			s.Contact = other.ID
		}
		if other != nil {
			w.warn("still-suppressed", "value", s.Value, "name", other.Name, "id", other.ID)
		}
		if _, err := w.put(s); err != nil {
			return err
		}
	}
	return nil
}

// suppressedFor returns the suppressions of the points that a contact has, or had when
// they were marked. What stands for an extension of their line is somebody else's.
func (v reader) suppressedFor(c *crm.Contact) ([]*crm.Suppression, error) {
	list, err := v.tx.SuppressionsFor(c.ID)
	if err != nil {
		return nil, err
	}
	now, err := v.tx.SuppressedPoints(v.tx.PointsOf(c)...)
	for _, s := range now {
		if !slices.ContainsFunc(list, func(known *crm.Suppression) bool { return known.ID == s.ID }) {
			list = append(list, s)
		}
	}
	return list, err
}

// keepReason keeps the reason given for a change, needed or not.
func (w *work) keepReason(given string) {
	if w.reason = cmp.Or(w.reason, fold.Clean(given)); w.reason != "" {
		w.say("reason-kept", "text", w.reason)
	}
}

// needing is what a change needs a reason for: the codes of the question and of the remark
// of a trial, and the error without one, all with a name.
type needing struct{ ask, trial, refusal string }

var (
	freed     = needing{"ask-reason", "reason-needed", "%s could be contacted again by this, which needs a reason"}
	lightened = needing{"ask-reason-kept", "reason-needed-kept", "the reason why %s must not be contacted would be forgotten by this, which needs a reason of its own"}
)

// reasonFor returns why a change may let somebody be contacted again, or forget why
// not. It asks unless a reason was given.
//
// Errors: CodeRefused without one.
func (w *work) reasonFor(given, name string, what needing) (string, error) {
	reason := fold.Clean(given)
	if reason == "" && w.options.DryRun {
		w.warn(what.trial, "name", name)
		return "", nil
	}
	if reason == "" {
		said, err := w.ask(notice(what.ask, "name", name))
		if err != nil {
			return "", err
		}
		reason = fold.Clean(said)
	}
	if reason == "" {
		return "", crm.Errorf(crm.CodeRefused, what.refusal, name).On("reason").
			Try("Say who asked and when: the same command with --reason TEXT")
	}
	w.reason = reason
	return reason, nil
}

// outlive keeps suppressions when their contact or producer is deleted.
func (w *work) outlive(kind crm.Kind, id int64) error {
	list, err := w.tx.SuppressionsNaming(kind, id)
	for _, s := range list {
		for _, ref := range []*int64{&s.Contact, &s.Author, &s.EndedBy} {
			if *ref == id { // numbers are unique in the book
				*ref = 0
			}
		}
		if _, err := w.put(s); err != nil {
			return err
		}
	}
	return err
}
