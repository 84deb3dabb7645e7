package book

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"crm/internal/crm"
	"crm/internal/fold"
	"crm/internal/rules"
	"crm/internal/store"
)

// ConsentGiven is what Consent is given beside who and what.
type ConsentGiven struct {
	Channel, State     string
	On                 string // the day; empty is today
	How, Purpose, Note string
}

// Consent records what a contact said about being reached on a channel. Rules plan by it:
// whoever wants no calls is written to. Whoever wants nothing on any channel is marked as
// by Stop.
//
// Errors: CodeNotFound; CodeInvalid for an unknown channel or state and a day ahead.
func (b *Book) Consent(ctx context.Context, command, who string, in ConsentGiven) (*crm.Outcome, error) {
	return b.change(ctx, command, func(w *work) error {
		c, err := w.contact(who)
		if err != nil {
			return err
		}
		s := &crm.Consent{Contact: c.ID, Since: w.today, How: w.consentHow(in.How), Purpose: fold.Clean(in.Purpose), Note: fold.Clean(in.Note)}
		if s.State, err = w.code("consent_state", in.State); err != nil {
			return crm.OnField(err, "state")
		}
		if s.Channel, err = w.code("consent_channel", in.Channel); err != nil {
			return crm.OnField(otherChannel(c, in.Channel, s.State, err), "channel")
		}
		if in.On != "" {
			if s.Since, err = w.parsePast(in.On, "a consent is recorded when it has been given or withdrawn"); err != nil {
				return err
			}
		}
		return w.consent(c, s)
	})
}

// otherChannel explains what else people say of channels: mail is letters to some and e-mails
// to others, and a fax is neither sent nor called.
func otherChannel(c *crm.Contact, text, state string, err error) error {
	switch fold.Text(text) {
	case "mail", "mails", "mailing", "mailings":
		return crm.Errorf(crm.CodeInvalid, "%q may be letters or e-mails", fold.Clean(text)).
			Next("Letters", "contact consent", c.ID, crm.ByPost, state).
			Next("E-mails", "contact consent", c.ID, crm.ByEmail, state)
	case "fax", "faxes", "telefax", "ファックス", "ファクス":
		return crm.Errorf(crm.CodeInvalid, "the book sends no faxes, and calls no number that is labelled fax").
			Next("To keep what they said", "note add", c.ID, crm.Blank("TEXT"))
	}
	return err
}

// consentHow reads how a consent was given: a word of the picklist, in any of the
// languages, or others.
func (w *work) consentHow(text string) string {
	text = strings.Join(strings.Fields(fold.Clean(text)), " ")
	if how, ok := w.word("consent_how", text, crm.Picklist("consent_how")...); ok {
		return how
	}
	return text
}

// consent records a word of a contact. One that is known is only named.
func (w *work) consent(c *crm.Contact, s *crm.Consent) error {
	all, err := w.tx.ConsentsOf(c.ID)
	if err != nil {
		return err
	}
	w.subject(s)
	for _, known := range all {
		if known.Channel == s.Channel && known.State == s.State && known.Since == s.Since && known.How == cmp.Or(s.How, known.How) &&
			known.Purpose == s.Purpose && known.Note == cmp.Or(s.Note, known.Note) && !crm.Overtaken(all, known) {
			w.outcome.Subjects = w.outcome.Subjects[:len(w.outcome.Subjects)-1]
			w.subject(known)
			w.say("consent-known", "name", c.Name, "channel", known.Channel, "state", known.State, "since", known.Since)
			return w.stopSilent(c, all) // whose mark may have been lifted
		}
	}
	if _, err := w.put(s); err != nil {
		return err
	}
	for _, channel := range crm.Channels() {
		later := crm.LastWord(append(all, s), channel)
		switch {
		case !s.On(channel) || later == s || later.State == s.State:
		case s.After(later):
			w.warn("consent-purpose", "name", c.Name, "channel", channel, "state", later.State, "since", later.Since)
		default:
			w.warn("consent-later", "name", c.Name, "channel", channel, "state", later.State, "since", later.Since)
		}
	}
	if err := w.stopSilent(c, append(all, s)); err != nil {
		return err
	}
	return w.sayStillStopped(c, s)
}

// writeInstead makes of a call that a rule plans the task to write to its contact, who
// wants no calls. No other of their household is meant by it.
func (w *work) writeInstead(a *crm.Activity, e *rules.Effect) *rules.Effect {
	a.Kind, a.CallType, a.Purpose, a.Attempt, a.Slot = crm.Task, "", crm.PurposeWrite, 0, crm.PurposeWrite
	own := *e
	own.OncePer, own.Of, own.OnlyLater = "", "", false
	return &own
}

// mayBeWritten reports whether somebody has an e-mail or an address, of their own or of their
// household, on which they want to be written to.
func (v reader) mayBeWritten(contact int64) (bool, error) {
	c, err := v.contactOrNil(contact)
	if c == nil || err != nil {
		return true, err
	}
	home, err := v.contactOrNil(c.Household)
	if err != nil {
		return false, err
	}
	if c.EmailsBarred.IsZero() && (c.Email != "" || home != nil && home.Email != "" && home.EmailsBarred.IsZero()) {
		return true, nil
	}
	return c.PostWithdrawn.IsZero() && (c.Address != "" || home != nil && home.Address != "" && home.PostWithdrawn.IsZero()), nil
}

// consents adds to a card by which channels its contact may be reached.
func (v reader) consents(card *crm.Card) error {
	all, err := v.tx.ConsentsOf(card.Contact.ID)
	if err != nil {
		return err
	}
	card.Consents = crm.LastWords(all)
	if card.Contact.EmailsBarred != card.Contact.EmailsWithdrawn {
		if _, card.Unwritten, err = v.noEmailsBeside(card.Contact); err != nil {
			return err
		}
	}
	if card.Contact.CallsBarred.IsZero() {
		return nil
	}
	_, by, err := v.callsBarred(card.Contact)
	if by != nil && by.ID != card.Contact.ID {
		card.Silent = by
	}
	return err
}

// sayNoCalls names those who are not called any more because of somebody with the same
// phone, and homes that are reached through somebody who is not.
func (w *work) sayNoCalls() error {
	for _, e := range slices.Concat(w.outcome.Edits, w.flipped) {
		c, ok := e.After.(*crm.Contact)
		if !ok || !e.Changed("calls_barred") || c.CallsBarred.IsZero() || w.hasNotice("no-calls-beside", c.ID) || w.hasNotice("no-calls-erased", c.ID) || w.hasNotice("no-calls-home", c.ID) {
			continue
		}
		now, err := store.Ref[*crm.Contact](w.tx.View, c.ID)
		if now == nil || now.CallsBarred.IsZero() || !now.Stopped.IsZero() || err != nil {
			if err != nil {
				return err
			}
			continue
		}
		_, by, err := w.callsBarred(now)
		if err != nil {
			return err
		}
		if by == nil || by.ID == now.ID {
			continue
		}
		if m, err := w.tx.BarredMember(now); m != nil || err != nil {
			if err != nil {
				return err
			}
			if crm.IsErased(by) {
				by = m
			}
			w.warn("no-calls-home", "name", now.Name, "id", now.ID, "of", by.Name, "owner", w.ownerElse(now.Owner),
				"command", crm.Run("contact edit", now.ID, crm.With("phone", crm.Blank("NUMBER"))))
			continue
		}
		if crm.IsErased(by) {
			w.warn("no-calls-erased", "name", now.Name, "id", now.ID, "owner", w.ownerElse(now.Owner),
				"command", crm.Run("contact consent", now.ID, crm.ByCall, crm.Consented))
			continue
		}
		w.warn("no-calls-beside", "name", now.Name, "id", now.ID, "of", by.Name, "owner", w.ownerElse(now.Owner),
			"command", crm.Run("contact consent", now.ID, crm.ByCall, crm.Consented))
	}
	return nil
}

// calledAllTheSame rejects the record of a call to somebody who wants none.
//
// Errors: CodeRefused.
func (w *work) calledAllTheSame(c *crm.Contact, in CallLog) error {
	err := w.wantsCalls(c)
	if e, ok := crm.AsError(err); ok && in.Result != "" {
		e.Next("If it was they who called", w.logging(), in.who, in.Result, crm.With("inbound", nil))
	}
	return err
}

// silences returns the name of a contact if what they said keeps a channel from being used.
func (w *work) silences(said *crm.Consent) (string, error) {
	all, err := w.tx.ConsentsOf(said.Contact)
	if said.State != crm.Withdrawn || err != nil {
		return "", err
	}
	last := func(channel string) bool {
		word := crm.LastWord(all, channel)
		return word != nil && word.ID == said.ID
	}
	if !slices.ContainsFunc(crm.Channels(), last) {
		return "", nil
	}
	c, err := w.contactOrNil(said.Contact)
	if c == nil || err != nil {
		return "", err
	}
	return c.Name, nil
}

// isSilent reports whether all that somebody has said leaves no channel to reach them on.
func isSilent(all []*crm.Consent) bool {
	return !slices.ContainsFunc(crm.Channels(), func(channel string) bool { return crm.WithdrawnSince(all, channel).IsZero() })
}

// stopSilent marks whoever wants to be reached on no channel at all.
func (w *work) stopSilent(c *crm.Contact, all []*crm.Consent) error {
	if !isSilent(all) {
		return nil
	}
	now, err := w.contactOrNil(c.ID)
	if now == nil || !now.DoNotContact.IsZero() || err != nil {
		return err
	}
	since := crm.Date{}
	for _, channel := range crm.Channels() {
		since = crm.Latest(since, crm.WithdrawnSince(all, channel))
	}
	w.say("all-channels")
	return w.mark(now, since, crm.StopAsked, all[len(all)-1].Note)
}

// mayBeReached rejects lifting the mark of somebody who wants to be reached on no channel:
// nothing could be planned with them.
//
// Errors: CodeConflict.
func (w *work) mayBeReached(c *crm.Contact) error {
	all, err := w.tx.ConsentsOf(c.ID)
	if err != nil || !isSilent(all) {
		return err
	}
	last := slices.MaxFunc(all, func(a, b *crm.Consent) int { return a.Since.Compare(b.Since) })
	return crm.Errorf(crm.CodeConflict, "%s has withdrawn their consent to every channel, the last on %s", c.Name, last.Since).
		Next("Record first what they allow again", "contact consent", c.ID, crm.Blank("CHANNEL"), crm.Consented)
}

// sayStillStopped warns that a consent lifts no mark, nor frees a number, and says what does.
func (w *work) sayStillStopped(c *crm.Contact, s *crm.Consent) error {
	now, err := w.contactOrNil(c.ID)
	if now == nil || s.State != crm.Consented || err != nil {
		return err
	}
	stop, err := w.stopOf(now)
	if stop == nil || err != nil {
		return err
	}
	by, lift, err := w.lifting(now, stop)
	if err != nil {
		return err
	}
	pairs := []any{"name", now.Name, "since", stop.Since, "command", lift[0]}
	if by != nil && by.ID != now.ID {
		pairs = append(pairs, "by", by.Name)
	}
	if stop.Suppression != nil && (by == nil || by.ID != now.ID) {
		pairs = append(pairs, "value", w.suppressedValue(now, stop.Suppression))
	}
	if lift[0].Verb != "contact allow" && by != nil {
		pairs = append(pairs, "died", true)
	}
	if len(lift) > 1 {
		pairs = append(pairs, "then", lift[1])
	}
	w.warn("consent-stopped", pairs...)
	return nil
}
