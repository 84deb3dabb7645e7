package book

import (
	"slices"
	"strings"

	"crm/internal/crm"
)

// hear takes whoever wrote that they want no e-mails, and nothing else, at their word. It
// remarks on other words that may ask not to be contacted.
func (m *mailImport) hear(mail *Mail, c *crm.Contact, day crm.Date) error {
	switch {
	case mail.Automatic || !c.Stopped.IsZero():
		return nil
	case mail.OptsOut != nil && mail.OptsOut():
		return m.optOut(c, day)
	case mail.Heard == nil || len(m.heard) >= mostHeard || slices.Contains(m.heard, c.ID):
		return nil
	}
	if as := mail.Heard(); as != "" {
		m.heard = append(m.heard, c.ID)
		code := "mail-refuses"
		if as != crm.StopAsked {
			code = "may-refuse"
		}
		m.say(code, "name", c.Name, "contact", c.ID, "as", as)
	}
	return nil
}

// optOut records that somebody wants no e-mails.
func (m *mailImport) optOut(c *crm.Contact, day crm.Date) error {
	if !c.EmailsWithdrawn.IsZero() && !c.EmailsWithdrawn.After(day) {
		return nil
	}
	said := &crm.Consent{Contact: c.ID, Channel: crm.ByEmail, State: crm.Withdrawn, Since: day, How: crm.ByEmail}
	if err := m.consent(c, said); err != nil {
		return err
	}
	m.out.OptedOut++
	return m.drain()
}

// isPacked reports whether a file is the envelope in which Outlook hides what is attached to an
// e-mail.
func isPacked(f *crm.File) bool {
	return strings.EqualFold(f.Name, "winmail.dat") || strings.EqualFold(f.MediaType, "application/ms-tnef") || strings.EqualFold(f.MediaType, "application/vnd.ms-tnef")
}

// sayPacked says what to do about a file that hides what was attached.
func (m *mailImport) sayPacked(f *crm.File, a *crm.Activity) {
	if m.out.Packed++; m.out.Packed <= mostHeard {
		m.warn("mail-packed", "name", m.nameOf(a), "id", f.ID)
	}
}
