package store

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"crm/internal/crm"
	"crm/internal/fold"
)

// byPoint are the terms of what a phone or an e-mail of a contact reaches, where
// it is found by another one.
const byPoint = "s"

// firstSuppression is where the numbers of suppressions begin. They are named by
// what they suppress, and a file has more of them than a book has of anything
// else: those that people type stay short.
const firstSuppression = 1_000_000_000_001

// Point is what a phone or an e-mail reaches, in the form that compares equal.
// It is false for what is neither.
func (v *View) Point(channel, value string) (string, bool) {
	if channel == crm.Email {
		return fold.EmailPoint(value)
	}
	return fold.PhonePoint(value, v.country())
}

// PointsOf are what the phones and e-mails of a contact reach, or may reach. What
// is marked as bad reaches nobody, or somebody else, so it is none of theirs.
func (v *View) PointsOf(c *crm.Contact) []string {
	var points []string
	for _, p := range c.Phones {
		if point, ok := v.Point(crm.Phone, p.Value); ok && !p.Bad {
			points = append(points, fold.AlikePoints(point, v.country())...)
		}
	}
	for _, p := range c.Emails {
		if point, ok := v.Point(crm.Email, p.Value); ok && !p.Bad {
			points = append(points, point)
		}
	}
	return points
}

// nextSuppression takes the next number of a suppression; they are never
// deleted.
func (tx *Tx) nextSuppression() (int64, error) {
	if tx.suppressions == 0 {
		n, err := tx.count("SELECT coalesce(max(id), $1) FROM suppressions", int64(firstSuppression-1))
		if err != nil {
			return 0, err
		}
		tx.suppressions = int64(n)
	}
	tx.suppressions++
	return tx.suppressions, nil
}

// suppressing reports whether anything is suppressed, which a book that has no
// such thing is asked once a transaction.
func (v *View) suppressing() (bool, error) {
	if v.anySuppressed {
		return true, nil
	}
	if v.askedSuppressed {
		return false, nil
	}
	n, err := v.count("SELECT count(*) FROM (SELECT 1 FROM suppressions LIMIT 1) AS some")
	v.anySuppressed, v.askedSuppressed = n > 0, true
	return v.anySuppressed, err
}

// Suppressed are the suppressions in force of what the phones and e-mails of a
// contact reach: the gravest first, then the oldest.
func (v *View) Suppressed(c *crm.Contact) ([]*crm.Suppression, error) {
	if some, err := v.suppressing(); !some || err != nil {
		return nil, err
	}
	return v.SuppressedPoints(v.PointsOf(c)...)
}

// SuppressedPoints are the suppressions in force of those points, the gravest
// first, then the oldest.
func (v *View) SuppressedPoints(points ...string) ([]*crm.Suppression, error) {
	if some, err := v.suppressing(); !some || len(points) == 0 || err != nil {
		return nil, err
	}
	marks, args := oneOf(points)
	found, err := find[*crm.Suppression](v, "WHERE ended IS NULL AND point IN ("+marks+") ORDER BY since, id", args...)
	for i := 1; i < len(found); i++ { // few, and in order but for their gravity
		for j := i; j > 0 && crm.Graver(found[j].Reason, found[j-1].Reason); j-- {
			found[j], found[j-1] = found[j-1], found[j]
		}
	}
	return found, err
}

// SuppressionsFor are the suppressions in force that were made for a contact,
// whatever phones they have now.
func (v *View) SuppressionsFor(contact int64) ([]*crm.Suppression, error) {
	return find[*crm.Suppression](v, "WHERE contact = $1 AND ended IS NULL ORDER BY id", contact)
}

// MadeFor are all suppressions that were made for a contact, ended ones too.
func (v *View) MadeFor(contact int64) ([]*crm.Suppression, error) {
	return find[*crm.Suppression](v, "WHERE contact = $1 ORDER BY id", contact)
}

// MadeBy are the suppressions that a producer made or ended.
func (v *View) MadeBy(producer int64) ([]*crm.Suppression, error) {
	return find[*crm.Suppression](v, "WHERE author = $1 OR ended_by = $1 ORDER BY id", producer)
}

// SuppressionsAbout are all suppressions that have to do with a contact, ended
// ones too: made for them, or of what they have.
func (v *View) SuppressionsAbout(c *crm.Contact) ([]*crm.Suppression, error) {
	if some, err := v.suppressing(); !some || err != nil {
		return nil, err
	}
	all, err := v.MadeFor(c.ID)
	for _, point := range v.PointsOf(c) {
		of, err := find[*crm.Suppression](v, "WHERE point = $1 AND (contact IS NULL OR contact <> $2) ORDER BY id", point, c.ID)
		if err != nil {
			return nil, err
		}
		all = append(all, of...)
	}
	return all, err
}

// Reaching are the contacts with a phone or an e-mail that reaches that point, or
// may, the first to have come first. They may have it marked as bad.
func (v *View) Reaching(point string) ([]*crm.Contact, error) {
	marks, args := oneOf(fold.AlikePoints(point, v.country()))
	return find[*crm.Contact](v, "WHERE id IN (SELECT contact FROM lookup WHERE term IN ("+marks+") AND what IN ('p', 's')) ORDER BY id", args...)
}

// oneOf are the marks for texts in a statement, from $1, and the texts.
func oneOf(texts []string) (marks string, args []any) {
	for i, text := range texts {
		marks, args = marks+", $"+strconv.Itoa(i+1), append(args, text)
	}
	return strings.TrimPrefix(marks, ", "), args
}

// Marked is the first contact who is marked as not to be contacted and has a
// phone or an e-mail that reaches, or may reach, one of those points; nil where nobody is.
// Except is a contact who does not count.
func (v *View) Marked(points []string, except int64) (*crm.Contact, error) {
	for _, point := range points {
		marks, args := oneOf(fold.AlikePoints(point, v.country()))
		found, err := find[*crm.Contact](v, fmt.Sprintf(`WHERE do_not_contact IS NOT NULL AND id <> $%d
			AND id IN (SELECT contact FROM lookup WHERE term IN (%s) AND what IN ('p', 's')) ORDER BY id`, len(args)+1, marks), append(args, except)...)
		if err != nil {
			return nil, err
		}
		for _, c := range found {
			theirs := v.PointsOf(c)
			if slices.ContainsFunc(args, func(alike any) bool { return slices.Contains(theirs, alike.(string)) }) {
				return c, nil
			}
		}
	}
	return nil, nil
}

// stop fills what follows for a contact from their mark and from what is
// suppressed.
func (tx *Tx) stop(c *crm.Contact) error {
	c.Stopped, c.StoppedReason, c.Suppression = c.DoNotContact, c.DoNotContactReason, 0
	found, err := tx.Suppressed(c)
	if err != nil || len(found) == 0 {
		return err
	}
	c.Suppression = found[0].ID
	if c.DoNotContact.IsZero() {
		c.Stopped, c.StoppedReason = found[0].Since, found[0].Reason
	}
	return nil
}

// stopReaching keeps what follows for the contacts that a suppression concerns.
// The edits that this is, of what is derived alone, are in Flipped.
func (tx *Tx) stopReaching(s *crm.Suppression) error {
	tx.anySuppressed = true
	concerned, err := tx.Reaching(s.Point)
	if err != nil {
		return err
	}
	for _, c := range concerned {
		if err := tx.keepStop(c); err != nil {
			return err
		}
	}
	return nil
}

// keepStop works out anew whether a contact may be contacted.
func (tx *Tx) keepStop(c *crm.Contact) error {
	before := crm.Copy(c)
	if err := tx.stop(c); err != nil {
		return err
	}
	if c.Stopped == before.Stopped && c.StoppedReason == before.StoppedReason && c.Suppression == before.Suppression {
		return nil
	}
	delete(tx.recent, c.ID)
	err := tx.exec("UPDATE contacts SET stopped = $2, stopped_reason = $3, suppression = $4 WHERE id = $1",
		c.ID, textOrNull(c.Stopped.String()), textOrNull(c.StoppedReason), orNull(c.Suppression))
	if c.Stopped.IsZero() != before.Stopped.IsZero() {
		tx.flipped = append(tx.flipped, &crm.Edit{Action: crm.Update, Kind: crm.KindContact, ID: c.ID, Before: before, After: c})
	}
	return err
}

// Flipped are the contacts who may be contacted no longer, or again, since a
// number was suppressed or freed, each as an edit of what is derived. It gives
// each once.
func (tx *Tx) Flipped() []*crm.Edit {
	flipped := tx.flipped
	tx.flipped = nil
	return flipped
}

// restop keeps anew what each number reaches and who is stopped, as a book of
// another country or of an earlier version needs. Marks of the latter, which had
// no suppressions, get theirs.
func (tx *Tx) restop() error {
	all, err := find[*crm.Suppression](tx.View, "ORDER BY id")
	if err != nil {
		return err
	}
	for _, s := range all {
		if err := tx.derive(s); err != nil {
			return err
		}
		if err := tx.exec("UPDATE suppressions SET point = $2 WHERE id = $1", s.ID, s.Point); err != nil {
			return err
		}
	}
	marked, err := find[*crm.Contact](tx.View, "WHERE do_not_contact IS NOT NULL ORDER BY id")
	if err != nil {
		return err
	}
	for _, c := range marked {
		for _, s := range c.Suppressions() {
			if err := tx.derive(s); err != nil {
				return err
			}
			there, err := tx.SuppressedPoints(s.Point)
			if err != nil {
				return err
			}
			if s.Point == "" || len(there) > 0 {
				continue
			}
			if s.ID, err = tx.nextSuppression(); err != nil {
				return err
			}
			if _, err := tx.insert(s, 1); err != nil {
				return err
			}
		}
	}
	everybody, err := find[*crm.Contact](tx.View, "ORDER BY id")
	if err != nil {
		return err
	}
	for _, c := range everybody {
		if err := tx.keepStop(c); err != nil {
			return err
		}
	}
	return nil
}
