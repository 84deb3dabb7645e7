package book

import (
	"slices"
	"strings"
	"unicode"

	"crm/internal/crm"
	"crm/internal/fold"
)

// What says of a row and of somebody in the book, who have one name and one phone, e-mail or
// number, that they are two.
const (
	otherBirthday = "other-birthday"
	otherMiddle   = "other-middle-name"
	otherGiven    = "other-given-name"
	otherNumber   = "other-number" // of the same program
)

// contradicts returns what tells somebody in the book from the contact of a row, or nothing.
func (w *work) contradicts(c, there *crm.Contact) string {
	switch {
	case bornApart(c, there):
		return otherBirthday
	case middleApart(c, there):
		return otherMiddle
	case givenApart(c, there) || saidApart(c.Reading, there.Reading):
		return otherGiven
	case w.countedApart(c, there):
		return otherNumber
	}
	return ""
}

// sameButMiddle reports whether two people have the same name but for a middle name, which
// one of them has not, or has as a letter.
func sameButMiddle(a, b *crm.Contact) bool {
	return sameOuterNames(a, b) && !middleApart(a, b)
}

// sameOuterNames reports whether the given and the family names of two people are known and
// the same.
func sameOuterNames(a, b *crm.Contact) bool {
	return a.Kind == crm.Person && b.Kind == crm.Person && a.Given != "" && a.Family != "" && a.Suffix == b.Suffix &&
		fold.SameName(a.Given, b.Given) && fold.SameName(a.Family, b.Family)
}

// middleApart reports whether two middle names are known to differ: A. may be Anne, and not
// Beth.
func middleApart(a, b *crm.Contact) bool {
	x, y := middleOf(a), middleOf(b)
	return x != "" && y != "" && !strings.HasPrefix(x, y) && !strings.HasPrefix(y, x)
}

func middleOf(c *crm.Contact) string { return strings.TrimSuffix(fold.Text(c.Middle), ".") }

// countedApart reports whether one program has numbered two contacts, and otherwise: both are
// in the file, or their numbers are written alike. What is no more than figures may be of
// two programs.
func (w *work) countedApart(c, there *crm.Contact) bool {
	if !numberedElse(c, there) {
		return false
	}
	if w.importing.came.has(there.ID) && w.importing.created.has(there.ID) {
		return true
	}
	style := numberStyle(c.ExternalID)
	return style != "" && style == numberStyle(there.ExternalID)
}

// numberStyle returns what stands before and between the figures of a number of another
// program; empty for a UUID, in which letters are figures.
func numberStyle(number string) string {
	if aUUID().MatchString(number) {
		return ""
	}
	style := strings.Map(func(r rune) rune {
		if '0' <= r && r <= '9' {
			return -1
		}
		return r
	}, fold.Clean(strings.ToLower(number)))
	if !strings.ContainsFunc(style, unicode.IsLetter) {
		return ""
	}
	return style
}

// apart is somebody in the book who has the name of a new contact and more, and why they are
// somebody else.
type apart struct {
	*crm.Contact
	why string
}

// withoutApart returns who may be the same as the contact of a row, without those whom
// something tells apart, which the row keeps.
func (w *work) withoutApart(t *rowTaken) met {
	m, c := t.met, t.contact
	for _, other := range slices.Concat(m.named, m.reached) {
		why := w.contradicts(c, other)
		alike := sameNames(c, other) || sameOuterNames(c, other)
		born := !c.Birthday.IsZero() && !other.Birthday.IsZero() && !bornApart(c, other)
		if why != "" && alike && (born || w.tx.SamePoint(c, other)) && !slices.ContainsFunc(t.apart, func(a apart) bool { return a.ID == other.ID }) {
			t.apart = append(t.apart, apart{other, why})
		}
	}
	isApart := func(other *crm.Contact) bool {
		return slices.ContainsFunc(t.apart, func(a apart) bool { return a.ID == other.ID })
	}
	m.named = slices.DeleteFunc(slices.Clone(m.named), isApart)
	m.reached = slices.DeleteFunc(slices.Clone(m.reached), isApart)
	return m
}

// noteApart names those whom something tells from a new contact.
func (w *work) noteApart(t *rowTaken) {
	for _, a := range t.apart {
		row := crm.SkippedRow{Line: t.Line, Reason: a.why, Name: t.contact.Name, ID: a.ID}
		if !fold.SameName(a.Name, t.contact.Name) {
			row.There = a.Name
		}
		w.outcome.Imported.Apart = append(w.outcome.Imported.Apart, row)
	}
}
