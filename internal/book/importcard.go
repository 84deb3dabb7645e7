package book

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"

	"crm/internal/crm"
	"crm/internal/fold"
)

// A vCard has more than the row of a table: pictures, and people whom it names by what they
// are to the contact.

// RelatedName is somebody whom the row of a contact names.
type RelatedName struct {
	Name, UID string
	As        string // what they are to the contact; empty if nothing is said
}

// cardsRead are what the rows of an import have beside their values.
type cardsRead struct {
	byUID    map[string]int64 // contacts by what other rows call them
	related  []relatedNamed   // to be found once all rows are in the book
	noted    []string         // who was not found
	spouses  []string         // who became a contact of the household
	tooLarge int              // photos beyond the limit of the book
	photos   int              // photos that contacts of the book lack
	people   int              // relations that contacts of the book lack
}

// relatedNamed is somebody named by the row of a contact, who was in the book before if
// known is true, and in a card of crm if own is.
type relatedNamed struct {
	contact int64
	RelatedName
	known, own bool
	line       int
}

// named remembers what a row calls its contact, and whom it names.
func (r *cardsRead) named(row ImportRow, id int64) {
	r.name(row, id, false)
}

func (r *cardsRead) name(row ImportRow, id int64, known bool) {
	if row.UID != "" {
		if r.byUID == nil {
			r.byUID = map[string]int64{}
		}
		r.byUID[row.UID] = id
	}
	for _, one := range row.Related {
		r.related = append(r.related, relatedNamed{id, one, known, row.Values.has("version"), row.Line})
	}
}

// cardThere notes what the row of a contact of the book has beside its values.
func (w *work) cardThere(row ImportRow, there *crm.Contact) error {
	w.importing.cards.name(row, there.ID, true)
	for _, photo := range row.Photos {
		lacks, err := w.lacksPhoto(there, photo)
		if err != nil {
			return err
		}
		if lacks {
			w.importing.cards.photos++
		}
	}
	return nil
}

// lacksPhoto reports whether a contact of the book has no file that is the same as a photo.
func (w *work) lacksPhoto(there *crm.Contact, photo NewFile) (bool, error) {
	sum := sha256.Sum256(photo.Content)
	same, err := w.tx.SameContent(&crm.File{Contact: there.ID, SHA256: hex.EncodeToString(sum[:])})
	return len(same) == 0, err
}

// takeCard attaches the photos of a row that its contact in the book lacks, and remembers whom
// it names.
func (w *work) takeCard(t *rowTaken, there *crm.Contact) error {
	w.importing.cards.name(t.ImportRow, there.ID, false)
	for _, photo := range t.Photos {
		lacks, err := w.lacksPhoto(there, photo)
		if err != nil {
			return err
		}
		if !lacks {
			continue
		}
		if err := w.keepPhotos(there, []NewFile{photo}); err != nil {
			return err
		}
		if !slices.Contains(t.took, "photo") {
			t.took = append(t.took, "photo")
		}
	}
	return nil
}

// keepPhotos attaches the photos of a row to its contact.
func (w *work) keepPhotos(c *crm.Contact, photos []NewFile) error {
	for _, photo := range photos {
		if int64(len(photo.Content)) > w.FileLimit() {
			w.importing.cards.tooLarge++
			continue
		}
		f, err := w.newFile(c, photo.Name, photo)
		if err != nil {
			return err
		}
		if _, err := w.put(f); err != nil {
			return err
		}
	}
	return nil
}

// placeRelated relates contacts to those whom their rows name, who are in the book by now.
// The others become notes.
func (w *work) placeRelated(in Import) error {
	for _, r := range w.importing.cards.related {
		if err := w.placeOne(r, in); err != nil {
			return err
		}
		if len(w.pending) >= mostPending {
			if err := w.journal(); err != nil {
				return err
			}
		}
	}
	if n := len(w.importing.cards.spouses); n > 0 {
		w.say("spouses-made", "n", n, "values", strings.Join(w.importing.cards.spouses[:min(n, listed)], ", "))
	}
	if n := len(w.importing.cards.noted); n > 0 {
		w.warn("related-noted", "values", strings.Join(w.importing.cards.noted[:min(n, listed)], ", "))
	}
	for _, left := range []struct {
		code string
		n    int
	}{{"photos-too-large", w.importing.cards.tooLarge}, {"photos-left", w.importing.cards.photos}, {"related-left", w.importing.cards.people}} {
		if left.n > 0 {
			w.warn(left.code, "n", left.n)
		}
	}
	return nil
}

func (w *work) placeOne(r relatedNamed, in Import) error {
	c, err := w.contactOrNil(r.contact)
	if c == nil || err != nil {
		return err
	}
	other, err := w.relatedMeant(r, c)
	if err != nil {
		return err
	}
	as := cmp.Or(r.As, crm.Relative)
	if code, ok := w.word("relation", as, crm.Picklist("relation")...); ok {
		as = code
	}
	if other == nil && as == crm.Spouse {
		if other, err = w.spouseNamed(r, c, in); err != nil {
			return err
		}
	}
	people := c.Kind == crm.Person && (other == nil || other.Kind == crm.Person)
	if other == nil || !people && family(as) || len([]rune(as)) > crm.LongestRelation {
		return w.noteRelated(c, r)
	}
	rel := &crm.Relation{Contact: c.ID, Other: other.ID, As: as}
	known, err := w.tx.RelationsOf(c.ID)
	if err != nil || slices.ContainsFunc(known, rel.Same) {
		return err
	}
	if slices.ContainsFunc(known, func(k *crm.Relation) bool {
		id, seen := k.To(c.ID)
		return id == other.ID && family(seen.As) && family(as)
	}) {
		return nil // which says more, or otherwise
	}
	if r.known {
		w.importing.cards.people++
		return nil
	}
	if _, err := w.put(rel); err != nil {
		return err
	}
	if as == crm.Spouse && !r.own { // which says itself whose household they are of
		return w.joinSpouse(c, other)
	}
	return nil
}

// relatedMeant returns the contact whom a row names, or nil. One of the same household or
// family goes before others of that name.
func (w *work) relatedMeant(r relatedNamed, c *crm.Contact) (*crm.Contact, error) {
	if id := w.importing.cards.byUID[r.UID]; id != 0 {
		return w.contactOrNil(id)
	}
	if _, numbered := recordNumber(r.Name); numbered || r.Name == "" {
		return nil, nil
	}
	for _, name := range []string{r.Name, r.Name + " " + c.Family} {
		found, err := w.tx.ByWords(name)
		if err != nil {
			return nil, err
		}
		found = slices.DeleteFunc(withoutTheirGroups(found), func(o *crm.Contact) bool { return o.ID == c.ID })
		near := slices.DeleteFunc(slices.Clone(found), func(o *crm.Contact) bool { return !nearTo(c, o) })
		switch {
		case len(found) == 1 && (fold.SameName(found[0].Name, name) || len(near) == 1):
			return found[0], nil
		case len(near) == 1:
			return near[0], nil
		}
		if c.Family == "" {
			break
		}
	}
	return nil, nil
}

// nearTo reports whether somebody is of the household or the family of a contact.
func nearTo(c, other *crm.Contact) bool {
	return c.Household != 0 && c.Household == other.Household || c.Family != "" && fold.Text(c.Family) == fold.Text(other.Family)
}

// noteRelated keeps somebody who is not in the book as a note on the contact who names them.
func (w *work) noteRelated(c *crm.Contact, r relatedNamed) error {
	if r.Name == "" {
		return nil
	}
	body := r.Name
	if r.As != "" {
		body = r.As + ": " + r.Name
	}
	noted, err := w.notedAlready([]string{body}, c)
	if noted || err != nil {
		return err
	}
	if r.known {
		w.importing.cards.people++
		return nil
	}
	if !slices.Contains(w.importing.cards.noted, r.Name) {
		w.importing.cards.noted = append(w.importing.cards.noted, r.Name)
	}
	return w.note(&crm.Note{Contact: c.ID, Body: body})
}
