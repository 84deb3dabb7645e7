package book

import (
	"crm/internal/crm"
	"crm/internal/fold"
)

// channelsOfFiles are the fields of a file that say whether somebody may be reached on a
// channel. Whether they may be called is may_contact, which stops them.
var channelsOfFiles = []struct{ field, channel string }{
	{"email_consent", crm.ByEmail}, {"text_consent", crm.ByText}, {"post_consent", crm.ByPost},
}

// readConsents takes what a row says of being reached on channels out of its values.
//
// Errors: CodeInvalid for what is neither a state nor a day.
func (w *work) readConsents(values Values) (said []*crm.Consent, err error) {
	on, how := w.today, w.consentHow(values.text("consent_how"))
	if how == "" {
		how = "import"
	}
	field, _ := crm.BuiltIn(crm.KindConsent).Field("since")
	day := func(of, text string) (crm.Date, error) {
		value, err := w.dateOf(field, text)
		if err != nil {
			return crm.Date{}, crm.OnField(err, of)
		}
		return value.(crm.Date), nil
	}
	if text := fold.Clean(values.text("consent_date")); text != "" {
		if on, err = day("consent_date", text); err != nil {
			return nil, err
		}
	}
	for _, c := range channelsOfFiles {
		text := fold.Clean(values.text(c.field))
		if text == "" {
			continue
		}
		s := &crm.Consent{Channel: c.channel, State: crm.Consented, Since: on, How: how}
		if state, err := w.code("consent_state", text); err == nil {
			s.State = state
		} else if s.Since, err = day(c.field, text); err != nil {
			return nil, crm.Errorf(crm.CodeInvalid, "%q says neither that they consent nor that they do not", text).On(c.field).Try("Write yes or no, the day on which they consented, or nothing")
		}
		said = append(said, s)
	}
	for _, c := range crm.Withdrawals() { // days, in our own list
		text := fold.Clean(values.text(c.Field))
		if text == "" {
			continue
		}
		s := &crm.Consent{Channel: c.Channel, State: crm.Withdrawn, Since: on, How: how}
		switch answer, err := w.code("answer", text); {
		case err == nil && answer == "no":
			continue
		case err == nil:
		default:
			if s.Since, err = day(c.Field, text); err != nil {
				return nil, crm.Errorf(crm.CodeInvalid, "%q is neither the day since when they want none, nor yes or no", text).On(c.Field)
			}
		}
		said = append(said, s)
	}
	for _, field := range append(crm.WithdrawalFields(), "email_consent", "text_consent", "post_consent", "consent_date", "consent_how") {
		delete(values, field)
	}
	return said, nil
}

// consentThere records what the row says of being reached for whom it is of. What they
// withdrew, no file gives back.
func (w *work) consentThere(id int64) error {
	for _, s := range w.importing.saidOf {
		c, err := w.contactOrNil(id)
		if c == nil || err != nil {
			return err
		}
		all, err := w.tx.ConsentsOf(id)
		if err != nil {
			return err
		}
		last := crm.LastWord(all, s.Channel)
		switch {
		case last != nil && last.State == s.State:
			continue
		case last != nil && last.State == crm.Withdrawn:
			w.importing.keptWithdrawn++
			continue
		}
		own := *s
		own.Contact = id
		if last != nil && own.Since.Before(last.Since) { // they have said otherwise since
			w.importing.olderWords++
			continue
		}
		if own.State == crm.Withdrawn {
			w.importing.withdrawn++
		}
		if _, err := w.put(&own); err != nil {
			return err
		}
		if err := w.stopSilent(c, append(all, &own)); err != nil {
			return err
		}
	}
	return nil
}

// sayConsents counts who wants nothing on a channel, and who was said to consent although
// they had withdrawn it.
func (w *work) sayConsents() {
	if w.importing.withdrawn > 0 {
		w.say("consents-withdrawn", "n", w.importing.withdrawn, "command", crm.Run("consent list", crm.With("where", `state == "withdrawn"`)))
	}
	if w.importing.olderWords > 0 {
		w.warn("consents-older", "n", w.importing.olderWords)
	}
	if w.importing.keptWithdrawn > 0 {
		w.warn("consents-kept", "n", w.importing.keptWithdrawn)
	}
}
