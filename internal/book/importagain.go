package book

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"

	"crm/internal/crm"
	"crm/internal/fold"
	"crm/internal/store"
)

// A row without a phone, an e-mail, a birthday or a foreign number says too little to
// tell whether its contact is in the book. If the same row comes again, it is of the
// same person: as many of its people as are in the book are skipped. See
// docs/decisions/0050.

// bareRow returns a digest of a row that gives no more than a name and where its
// contact belongs; empty for other rows.
func bareRow(c *crm.Contact, groups Values) string {
	if len(c.Phones)+len(c.Emails) > 0 || !c.Birthday.IsZero() || c.ExternalID != "" {
		return ""
	}
	who := []string{c.Kind, fold.NewName(c.Name).Keys()[0], fold.Text(c.Reading), fold.Text(groups.text("household")), fold.Text(groups.text("org")), fold.Text(c.Address)}
	sum := sha256.Sum256([]byte(strings.Join(who, "\x00")))
	return hex.EncodeToString(sum[:16])
}

// numberedRow returns a digest of the number that another program has for a contact.
func numberedRow(c *crm.Contact) string {
	sum := sha256.Sum256([]byte("number\x00" + fold.Text(c.ExternalID)))
	return hex.EncodeToString(sum[:16])
}

// cameBefore returns the contact that an earlier import made of such a row, or nil if
// each of them has had their row in this file.
func (w *work) cameBefore(said string) (*crm.Contact, error) {
	if said == "" {
		return nil, nil
	}
	there, err := w.tx.ImportedAs(said)
	for _, c := range there {
		if !w.importing.came.has(c.ID) {
			w.importing.came.add(c.ID)
			return c, err
		}
	}
	return nil, err
}

// listed returns the contact of a row of our own list, by the number, the name and the
// day that it has for them; nil if the book has no such contact, as where it is another
// one.
func (w *work) listed(row Values, c *crm.Contact) (*crm.Contact, error) {
	id, ok := recordNumber(row.text("id"))
	if !ok || w.importing.came.has(id) || w.importing.named.has(id) {
		return nil, nil
	}
	there, err := store.Ref[*crm.Contact](w.tx.View, id)
	if there == nil && err == nil {
		if there, err = w.mergedInto(id, ""); there != nil {
			c.Created = there.Created
		}
	}
	if there == nil || err != nil || there.Created != c.Created || w.likeness(c, there) == different {
		return nil, err
	}
	w.importing.came.add(id)
	return there, nil
}

// numbers is a set of record numbers, of which many lie close together.
type numbers map[int64]uint64

func (n numbers) add(id int64)      { n[id>>6] |= 1 << (id & 63) }
func (n numbers) remove(id int64)   { n[id>>6] &^= 1 << (id & 63) }
func (n numbers) has(id int64) bool { return n[id>>6]>>(id&63)&1 != 0 }

// keepCame records who was made of such a row.
func (w *work) keepCame(said string, c *crm.Contact) error {
	w.importing.came.add(c.ID)
	if said == "" {
		return nil
	}
	return w.tx.KeepImported(said, c.ID)
}

// noteAlike notes whose name a new contact has, and whose phone or e-mail, unless they
// are of one household or organization. For bare rows with a common name, cameBefore says
// it.
func (w *work) noteAlike(row ImportRow, c *crm.Contact, m met, about []crm.Notice, bare bool) {
	done := w.outcome.Imported
	if slices.ContainsFunc(about, func(n crm.Notice) bool { return n.Code == sameNumberCode }) {
		done.SameNumbers++
	}
	for _, n := range about {
		id, _ := n.Values["id"].(int64)
		switch {
		case n.Code == sameNameCode && (n.Values["stopped"] == true || n.Values["silent"] == true):
			alike := crm.SkippedRow{Line: row.Line, Reason: crm.SkippedStopped, Name: c.Name, ID: id}
			if n.Values["stopped"] != true {
				alike.Reason = crm.SkippedSilent
			}
			if there, _ := n.Values["name"].(string); !fold.SameName(there, c.Name) {
				alike.There = there
			}
			done.Alike = append(done.Alike, alike)
		case n.Code == sameNameCode && !(bare && w.importing.came.has(id)):
			done.Alike = append(done.Alike, crm.SkippedRow{Line: row.Line, Reason: sameNameCode, Name: c.Name, ID: id})
		case n.Code == samePointCode && c.Stopped.IsZero():
			at := slices.IndexFunc(m.reached, func(other *crm.Contact) bool { return other.ID == id })
			if other := m.reached[at]; !together(c, other) && other.Stopped.IsZero() {
				done.Shared = append(done.Shared, crm.SkippedRow{Line: row.Line, Reason: w.reasonShared(c, other), Name: c.Name, ID: id, There: other.Name})
			}
		}
	}
}

// together reports whether two contacts are of one household or organization.
func together(a, b *crm.Contact) bool {
	house, org := a.Household, a.Org
	return house != 0 && (house == b.Household || house == b.ID) || org != 0 && (org == b.Org || org == b.ID) || a.ID != 0 && (b.Household == a.ID || b.Org == a.ID)
}

// reasonShared returns why a new contact is named who has a phone or an e-mail of another.
func (w *work) reasonShared(c, other *crm.Contact) string {
	common := samePointCode
	theirs := w.tx.PointsOf(&crm.Contact{Emails: other.Emails})
	has := slices.ContainsFunc(w.tx.PointsOf(&crm.Contact{Emails: c.Emails}), func(p string) bool { return slices.Contains(theirs, p) })
	if has && !other.EmailsBarred.IsZero() {
		common = crm.SkippedUnwritten
	}
	return reasonOf(!other.CallsBarred.IsZero(), common)
}

// reasonOf returns why a row is named: that somebody in the book wants no calls, or else
// what it has in common with them.
func reasonOf(silent bool, common string) string {
	if silent {
		return crm.SkippedSilent
	}
	return common
}
