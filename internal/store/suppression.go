package store

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"crm/internal/crm"
	"crm/internal/fold"
)

// byPoint are the terms by which a contact is found by a phone or an e-mail.
const byPoint = "s"

// firstSuppression is where the numbers of suppressions begin. Files have very many of
// them, and nobody types them: this keeps the numbers that people type short.
const firstSuppression = 1_000_000_000_001

// Point returns the comparable form of a phone or an e-mail, and false for anything
// else. Of a phone it has the extension, since each of a switchboard is somebody else's.
// What is not a number in the country of the book compares as where that is not known.
func (v *View) Point(channel, value string) (string, bool) {
	if channel == crm.Email {
		return fold.EmailPoint(value)
	}
	if point, ok := fold.PhoneIn(value, v.country()); ok {
		return point, ok
	}
	return fold.PhoneIn(value, "")
}

// PointsOf returns what the phones and e-mails of a contact reach, or may reach. A bad
// one reaches nobody, or somebody else, and a fax nobody.
func (v *View) PointsOf(c *crm.Contact) []string {
	var points []string
	for _, p := range c.Phones {
		if point, ok := v.Point(crm.Phone, p.Value); ok && p.Reaches() {
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

// nextSuppression takes the next number of a suppression. They are never deleted.
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

// Suppressed returns the suppressions in force of a contact's points, the gravest
// first, then the oldest. A phone without an extension may ring whoever has one.
func (v *View) Suppressed(c *crm.Contact) ([]*crm.Suppression, error) {
	if some, err := v.suppressing(); !some || err != nil {
		return nil, err
	}
	var lines []string
	for _, p := range c.Phones {
		if point, ok := v.Point(crm.Phone, p.Value); ok && p.Reaches() {
			if _, extension := fold.CutExtension(point); extension == "" {
				lines = append(lines, point)
			}
		}
	}
	return v.suppressed(v.PointsOf(c), lines)
}

// SuppressedPoints returns the suppressions in force that cover points, the gravest first,
// then the oldest.
func (v *View) SuppressedPoints(points ...string) ([]*crm.Suppression, error) {
	if some, err := v.suppressing(); !some || err != nil {
		return nil, err
	}
	return v.suppressed(points, nil)
}

// suppressed returns the suppressions in force that cover points, or are of an extension of
// a line.
func (v *View) suppressed(points, lines []string) ([]*crm.Suppression, error) {
	if len(points) == 0 {
		return nil, nil
	}
	points, err := v.withSecrets(withLines(points))
	if err != nil {
		return nil, err
	}
	marks, args := oneOf(points)
	of := "point IN (" + marks + ")"
	for _, line := range lines {
		args = append(args, line+"x", line+"y")
		of += fmt.Sprintf(" OR point >= $%d AND point < $%d", len(args)-1, len(args))
	}
	found, err := find[*crm.Suppression](v, "WHERE ended IS NULL AND ("+of+") ORDER BY since, id", args...)
	for i := 1; i < len(found); i++ { // few, and in order except for their gravity
		for j := i; j > 0 && crm.Graver(found[j].Reason, found[j-1].Reason); j-- {
			found[j], found[j-1] = found[j-1], found[j]
		}
	}
	return found, err
}

// withLines returns points and the lines of those that are extensions.
func withLines(points []string) []string {
	all := points
	for _, point := range points {
		if line, extension := fold.CutExtension(point); extension != "" {
			all = append(all[:len(all):len(all)], line)
		}
	}
	return all
}

// SuppressionsFor returns the suppressions in force that were made for a contact,
// whatever phones they have now.
func (v *View) SuppressionsFor(contact int64) ([]*crm.Suppression, error) {
	return find[*crm.Suppression](v, "WHERE contact = $1 AND ended IS NULL ORDER BY id", contact)
}

// SuppressedPhones returns all suppressions of phones in force.
func (v *View) SuppressedPhones() ([]*crm.Suppression, error) {
	return find[*crm.Suppression](v, "WHERE channel = $1 AND ended IS NULL ORDER BY id", crm.Phone)
}

// StoppedByNumber returns the contacts who are not marked, and must not be contacted
// because of a suppression.
func (v *View) StoppedByNumber() ([]*crm.Contact, error) {
	return find[*crm.Contact](v, "WHERE suppression IS NOT NULL AND do_not_contact IS NULL ORDER BY id")
}

// SuppressionsNaming returns all suppressions that refer to a record of a noun, ended ones
// included: those made for a contact, or made or ended by a producer.
func (v *View) SuppressionsNaming(kind crm.Kind, id int64) ([]*crm.Suppression, error) {
	var refers []string
	for _, f := range crm.BuiltIn(crm.KindSuppression).Fields {
		if f.Ref == kind {
			refers = append(refers, f.Name+" = $1")
		}
	}
	if refers == nil {
		return nil, nil
	}
	return find[*crm.Suppression](v, "WHERE "+strings.Join(refers, " OR ")+" ORDER BY id", id)
}

// SuppressionsAbout returns all suppressions made for a contact or of their points,
// ended ones included.
func (v *View) SuppressionsAbout(c *crm.Contact) ([]*crm.Suppression, error) {
	if some, err := v.suppressing(); !some || err != nil {
		return nil, err
	}
	all, err := v.SuppressionsNaming(crm.KindContact, c.ID)
	if err != nil {
		return nil, err
	}
	points, err := v.withSecrets(withLines(v.PointsOf(c)))
	for _, point := range points {
		of, err := find[*crm.Suppression](v, "WHERE point = $1 AND (contact IS NULL OR contact <> $2) ORDER BY id", point, c.ID)
		if err != nil {
			return nil, err
		}
		all = append(all, of...)
	}
	return all, err
}

// Reaching returns the contacts with a phone or an e-mail that reaches, or may reach, a
// point, even if marked as bad, the oldest first.
func (v *View) Reaching(point string) ([]*crm.Contact, error) {
	if crm.IsSecret(point) {
		return v.reachingSecret(point)
	}
	marks, args := oneOf(withLines(fold.AlikePoints(point, v.country())))
	found, err := find[*crm.Contact](v, "WHERE id IN (SELECT contact FROM lookup WHERE term IN ("+marks+") AND what IN ('p', 's')) ORDER BY id", args...)
	if _, extension := fold.CutExtension(point); extension == "" || err != nil {
		return found, err
	}
	alike := fold.AlikePoints(point, v.country())
	return slices.DeleteFunc(found, func(c *crm.Contact) bool { // who has another extension
		return !slices.ContainsFunc(c.Phones, func(p crm.Point) bool {
			theirs, ok := v.Point(crm.Phone, p.Value)
			return ok && slices.ContainsFunc(alike, func(one string) bool { return fold.Meet(one, theirs) })
		})
	}), nil
}

// oneOf returns placeholders for texts, from $1, and the texts.
func oneOf(texts []string) (marks string, args []any) {
	for i, text := range texts {
		marks, args = marks+", $"+strconv.Itoa(i+1), append(args, text)
	}
	return strings.TrimPrefix(marks, ", "), args
}

// Marked returns the first marked contact with a phone or an e-mail that reaches, or
// may reach, one of the points; or nil. Except does not count.
func (v *View) Marked(points []string, except int64) (*crm.Contact, error) {
	for _, point := range points {
		if crm.IsSecret(point) {
			found, err := v.reachingSecret(point)
			for _, c := range found {
				if !c.DoNotContact.IsZero() && c.ID != except {
					return c, err
				}
			}
			if err != nil {
				return nil, err
			}
			continue
		}
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

// stop derives the fields of a contact that follow from their mark, from suppressions
// and, of a household or an organization, from its members.
func (v *View) stop(c *crm.Contact) error {
	c.Stopped, c.StoppedReason, c.Suppression = c.DoNotContact, c.DoNotContactReason, 0
	found, err := v.Suppressed(c)
	if err != nil {
		return err
	}
	if len(found) > 0 {
		c.Suppression = found[0].ID
		if c.DoNotContact.IsZero() {
			c.Stopped, c.StoppedReason = found[0].Since, found[0].Reason
			if s := found[0]; s.Contact != 0 && s.Contact != c.ID || c.Kind != crm.Person {
				c.StoppedReason = ofOthers(s.Reason)
			}
		}
	}
	if last, err := v.StoppedMember(c); c.Stopped.IsZero() && last != nil || err != nil {
		if err != nil {
			return err
		}
		c.Stopped, c.StoppedReason = last.Stopped, ofOthers(last.StoppedReason)
	}
	if c.Stopped.IsZero() {
		c.Stopped = c.Erased
	}
	if !c.Stopped.IsZero() {
		v.some[someStopped] = true
	}
	return v.consent(c)
}

// ofOthers returns the reason for which somebody is stopped because of somebody else. The
// death of one is not that of those with the same phone, nor of a household or a firm.
func ofOthers(reason string) string {
	if reason == crm.StopDeceased {
		return ""
	}
	return reason
}

// StoppedMember returns who of a household was stopped last if none of its adults may
// be contacted, or else nil. So it does for an organization that is reached through its
// members alone. One with a phone or an e-mail of its own, though it is a bad one, has
// said nothing. Children count if they are at a stage.
func (v *View) StoppedMember(c *crm.Contact) (last *crm.Contact, err error) {
	if c.ID == 0 || c.Kind == crm.Person || c.Kind == crm.Organization && len(c.Phones)+len(c.Emails) > 0 {
		return nil, nil
	}
	members, err := v.Members(c.ID)
	if err != nil {
		return nil, err
	}
	for _, m := range members {
		if !m.Stopped.IsZero() && (last == nil || !m.Stopped.Before(last.Stopped)) {
			last = m
		}
	}
	able := func(m *crm.Contact) bool { return m.Stopped.IsZero() && (m.Stage != "" || m.Adult(last.Stopped)) }
	if last == nil || slices.ContainsFunc(members, able) {
		return nil, nil
	}
	return last, nil
}

// inHomes are the fields of a contact that decide whether their household may be
// contacted, or called.
var inHomes = []string{"household", "org", "stopped", "stopped_reason", "calls_barred", "phones", "stage", "birthday"}

// stopHomes updates whether the households and organizations that an edited contact has
// joined, left or is in may be contacted.
func (tx *Tx) stopHomes(edit *crm.Edit) error {
	if edit.Action == crm.Update && !slices.ContainsFunc(inHomes, edit.Changed) {
		return nil
	}
	var asked []int64
	for _, record := range []crm.Record{edit.Before, edit.After} {
		m, ok := record.(*crm.Contact)
		if !ok || m == nil {
			continue
		}
		for _, id := range []int64{m.Household, m.Org} {
			if id == 0 || slices.Contains(asked, id) {
				continue
			}
			asked = append(asked, id)
			home, err := Ref[*crm.Contact](tx.View, id)
			if home == nil || edit.Action == crm.Create && m.MayCall() && home.MayCall() || err != nil {
				if err != nil {
					return err
				}
				continue
			}
			if err := tx.keepStop(crm.Copy(home)); err != nil {
				return err
			}
		}
	}
	return nil
}

// stopReaching does so for the contacts that a suppression concerns, and notes their
// edits for Flipped.
func (tx *Tx) stopReaching(s *crm.Suppression) error {
	tx.some[someSuppressions] = true
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

// keepStop updates whether a contact may be contacted.
func (tx *Tx) keepStop(c *crm.Contact) error {
	before := crm.Copy(c)
	if err := tx.stop(c); err != nil {
		return err
	}
	edit := &crm.Edit{Action: crm.Update, Kind: crm.KindContact, ID: c.ID, Before: before, After: c}
	fields := append(crm.ConsentFields(), "stopped", "stopped_reason", "suppression")
	if !slices.ContainsFunc(fields, edit.Changed) {
		return nil
	}
	delete(tx.recent, c.ID)
	set, args := "", []any{c.ID}
	for _, name := range fields {
		field, _ := crm.BuiltIn(crm.KindContact).Field(name)
		args = append(args, field.Encode(c))
		set += fmt.Sprintf(", %s = $%d", name, len(args))
	}
	if err := tx.exec("UPDATE contacts SET "+set[2:]+" WHERE id = $1", args...); err != nil {
		return err
	}
	if slices.ContainsFunc(foundBy, edit.Changed) {
		if err := tx.index(edit); err != nil {
			return err
		}
	}
	if flips(edit) {
		tx.flip(edit)
		if err := tx.planFor(c.ID); err != nil {
			return err
		}
	}
	return tx.stopHomes(edit)
}

// flips reports whether an edit changes whether a contact may be reached, called, or written
// e-mails.
func flips(edit *crm.Edit) bool {
	was, is := edit.Before.(*crm.Contact), edit.After.(*crm.Contact)
	return was.Stopped.IsZero() != is.Stopped.IsZero() || was.CallsBarred.IsZero() != is.CallsBarred.IsZero() || was.EmailsBarred.IsZero() != is.EmailsBarred.IsZero()
}

// flip notes an edit for Flipped, as one with what was noted of the contact before: they
// may be as they were.
func (tx *Tx) flip(edit *crm.Edit) {
	at := slices.IndexFunc(tx.flipped, func(e *crm.Edit) bool { return e.ID == edit.ID })
	if at < 0 {
		tx.flipped = append(tx.flipped, edit)
		return
	}
	if tx.flipped[at].After = edit.After; !flips(tx.flipped[at]) {
		tx.flipped = slices.Delete(tx.flipped, at, at+1)
	}
}

// Flipped returns once the contacts who may no longer be contacted or called, or again,
// because of a suppression or a consent, each as an edit of derived fields.
func (tx *Tx) Flipped() []*crm.Edit {
	flipped := tx.flipped
	tx.flipped = nil
	return flipped
}

// restop renews what each number reaches and who is stopped, as for another country or
// an older book, whose marks get their suppressions.
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
			marks := func(there *crm.Suppression) bool { return there.Contact != 0 && there.Point == s.Point }
			if s.Point == "" || slices.ContainsFunc(there, marks) {
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
