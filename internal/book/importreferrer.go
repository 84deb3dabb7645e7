package book

import (
	"slices"
	"strings"
	"unicode"

	"crm/internal/crm"
)

// referrerNamed is a contact whose referrer is, so far, no more than a name in the
// file.
type referrerNamed struct {
	contact int64
	by      string
}

// takeReferrer removes an unknown or ambiguous referrer from the values of a row and
// returns the name. A later row may be theirs.
func (w *work) takeReferrer(values Values) (string, error) {
	name, given := values.first("referred_by")
	if !given || name == "" {
		return "", nil
	}
	_, err := w.referrerCalled(name)
	switch crm.CodeOf(err) {
	case crm.CodeNotFound, crm.CodeConflict:
		delete(values, "referred_by")
		return name, nil
	}
	return "", err
}

// referrerCalled finds a referrer by their whole name. One word of it, which nobody sees taken
// for somebody, may be anybody's.
//
// Errors: those of contact.
func (w *work) referrerCalled(name string) (*crm.Contact, error) {
	c, err := w.contact(name)
	if err != nil || len(strings.Fields(name)) > 1 || strings.ContainsFunc(name, unicode.IsDigit) || isCalled(c, name) {
		return c, err
	}
	return nil, crm.Errorf(crm.CodeNotFound, NobodyCalled+" %q", name)
}

func referredBy(name string) string { return "Referred by " + name }

// placeReferrers links the referrers that are in the book by now. The others become
// notes, since a file may name people whom nobody has entered.
func (w *work) placeReferrers() error {
	var noted []string
	defer func() {
		if len(noted) > 0 {
			w.warn("referrers-noted", "values", strings.Join(noted[:min(len(noted), listed)], ", "))
		}
	}()
	for _, r := range w.importing.referrers {
		by, err := w.referrerCalled(r.by)
		if code := crm.CodeOf(err); err != nil && code != crm.CodeNotFound && code != crm.CodeConflict {
			return err
		}
		if err != nil || by.ID == r.contact {
			if err := w.note(&crm.Note{Contact: r.contact, Body: referredBy(r.by)}); err != nil {
				return err
			}
			if !slices.Contains(noted, r.by) {
				noted = append(noted, r.by)
			}
			continue
		}
		c, err := w.contactOrNil(r.contact)
		if c == nil || err != nil {
			return err
		}
		if c.ReferredBy = by.ID; c.Source == "" {
			c.Source = "referral"
		}
		if _, err := w.put(c); err != nil {
			return err
		}
	}
	return nil
}
