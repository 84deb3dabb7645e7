package book

import (
	"cmp"
	"context"
	"fmt"
	"strconv"
	"strings"

	"crm/internal/crm"
	"crm/internal/fold"
)

// A vCard has a UID, by which a phone that gets it again updates the contact that it has. Ours
// is a UUID of the book's identity and the number of the contact, so that a card that comes
// back without anything else of ours still says whose it is. Whose card came from elsewhere
// goes out under the UID that it had.

// cardUID returns the UID of a contact with that number, in the book of an identity.
func cardUID(identity string, id int64) string {
	return fmt.Sprintf("%s-%s-8%s-8%s-%012x", identity[:8], identity[8:12], identity[12:15], identity[15:18], id)
}

// aUUID is a UUID, whatever stands around it.
var aUUID = fold.Expression(`(?i)^(urn:uuid:)?[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}(:abperson)?$`)

// aUID is another text that a program makes up as a UID: long, and without spaces.
var aUID = fold.Expression(`^[!-~]{12,}$`)

// isUID reports whether a number of another program is the UID of a card. The numbers that
// customers have are shorter, or of figures alone.
func isUID(externalID string) bool {
	return aUUID().MatchString(externalID) ||
		aUID().MatchString(externalID) && strings.ContainsAny(externalID, "0123456789") && strings.Trim(externalID, "0123456789-./") != ""
}

// CardUIDs returns what gives the contacts of a book their UIDs.
func (b *Book) CardUIDs(ctx context.Context) (of func(id int64, externalID string) string, err error) {
	var identity string
	err = b.read(ctx, func(v reader) (err error) {
		identity, err = v.tx.Identity()
		return err
	})
	return func(id int64, externalID string) string {
		if isUID(externalID) {
			return externalID
		}
		return cardUID(identity, id)
	}, err
}

// ownUID returns the number that a UID of this book has, or 0 for another.
func (w *work) ownUID(uid string) (int64, error) {
	last := strings.LastIndexByte(uid, '-')
	if last < 0 {
		return 0, nil
	}
	id, bad := strconv.ParseInt(uid[last+1:], 16, 64)
	if bad != nil {
		return 0, nil
	}
	if w.identity == "" {
		var err error
		if w.identity, err = w.tx.Identity(); err != nil {
			return 0, err
		}
	}
	if uid != cardUID(w.identity, id) {
		return 0, nil
	}
	return id, nil
}

// fromOwnCard takes the UID of a card of ours, which is no number of another program, out of
// the values of its row, and says what the contact is if the card does not.
func (w *work) fromOwnCard(id int64, row ImportRow, values Values) error {
	if id == 0 {
		return nil
	}
	if strings.HasSuffix(strings.ToLower(values.text("external_id")), row.UID) {
		delete(values, "external_id")
	}
	there, err := w.contactIfThere(id)
	if there != nil && !values.has("kind") && fold.SameName(there.Name, cmp.Or(values.text("full_name"), values.text("name"))) {
		values["kind"] = []string{there.Kind}
		for _, part := range []string{"prefix", "given", "middle", "family", "suffix"} {
			whole := there.Given+there.Family == "" && fold.SameName(values.text(part), there.Name)
			if whole || there.Kind != crm.Person { // a phone has a name in one piece as that of a family
				delete(values, part)
			}
		}
	}
	return err
}

// cardOf returns the contact of the book whose card a row is, unless it is of somebody else
// by now.
func (w *work) cardOf(id int64, c *crm.Contact) (*crm.Contact, error) {
	if id == 0 {
		return nil, nil
	}
	there, err := w.contactIfThere(id)
	if there == nil && err == nil {
		there, err = w.mergedInto(id, "")
	}
	if there == nil || err != nil || w.importing.came.has(there.ID) || w.likeness(c, there) == different {
		return nil, err
	}
	w.importing.came.add(there.ID)
	return there, nil
}
