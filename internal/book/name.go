package book

import (
	"slices"

	"crm/internal/crm"
	"crm/internal/fold"
)

// likeness says how likely it is that two contacts are one.
type likeness int

const (
	different likeness = iota // something tells them apart
	perhaps                   // the names are the same, and nothing else is known
	same                      // the names are the same, and a phone, an e-mail or the birthday
)

// likeness compares two contacts of one name. What tells them apart counts before what
// they share: father and son may have one name and one phone.
func (v reader) likeness(a, b *crm.Contact) likeness {
	switch {
	case !sameNames(a, b) && !sameButMiddle(a, b), a.Kind != b.Kind && !bothFirms(a, b), bornApart(a, b), givenApart(a, b), middleApart(a, b), saidApart(a.Reading, b.Reading):
		return different
	case v.tx.SamePoint(a, b), !a.Birthday.IsZero() && !b.Birthday.IsZero():
		return same
	}
	return perhaps
}

// givenApart reports whether two given names are known to differ. Who was merged of two has
// the given names of both.
func givenApart(a, b *crm.Contact) bool {
	was := func(a, b *crm.Contact) bool {
		return slices.ContainsFunc(a.FormerNames(), func(name string) bool { return fold.SameName(name, b.Name) })
	}
	return saidApart(a.Given, b.Given) && !was(a, b) && !was(b, a)
}

// likeUnwilling says how likely it is that a new contact is one who must not be contacted, or
// wants no calls, under another name. One name is in the other: the new one has married, has
// a title, or is written short. A phone or an e-mail makes them the same only where they want
// no calls: nobody else may use that of somebody who must not be contacted.
func (v reader) likeUnwilling(c, other *crm.Contact) likeness {
	if other.DoNotContact.IsZero() && other.CallsWithdrawn.IsZero() || sameNames(c, other) || bornApart(c, other) {
		return different
	}
	born := c.Birthday.Year != 0 && other.Birthday.Year != 0
	is, enough := false, false
	for _, a := range c.Names() {
		for _, b := range other.Names() {
			in, much := fold.Within(a, b)
			is, enough = is || in, enough || much
		}
	}
	switch {
	case is && (born || other.DoNotContact.IsZero() && v.tx.SamePoint(c, other)):
		return same
	case enough, born && anyNames(c, other, fold.MayBeOne):
		return perhaps
	}
	return different
}

// numberedApart reports whether two contacts with the same number of another program are
// two people whom two programs numbered: nothing else of them agrees.
func (v reader) numberedApart(a, b *crm.Contact) bool {
	if sameNames(a, b) || v.tx.SamePoint(a, b) || !a.Birthday.IsZero() && !b.Birthday.IsZero() && !bornApart(a, b) {
		return false
	}
	had := fold.NewName(b.Name).Words()
	return !slices.ContainsFunc(fold.NewName(a.Name).Words(), func(word string) bool { return slices.Contains(had, word) })
}

// bothFirms reports whether both have the name of a company, whatever kind they were
// entered as.
func bothFirms(a, b *crm.Contact) bool {
	_, x := fold.Company(a.Name)
	_, y := fold.Company(b.Name)
	return x && y
}

// fitsName reports whether a text is the whole name as it is written, and whether it is
// enough to identify it.
func fitsName(name, text string) (whole, enough bool) {
	n := fold.NewName(text)
	return n.Writes(name), fold.SameName(name, text) || n.Fits(fold.NewName(name))
}

// sameNames reports whether two contacts have one name. A contact may be entered as
// their name is pronounced, or as they are called, but two names that are only pronounced
// alike are two.
func sameNames(a, b *crm.Contact) bool {
	if len(a.Also)+len(b.Also) > 0 {
		for _, x := range append(a.FormerNames(), a.Name) {
			if slices.ContainsFunc(append(b.FormerNames(), b.Name), func(y string) bool { return fold.SameName(x, y) }) {
				return true
			}
		}
	}
	return fold.SameName(a.Name, b.Name) ||
		a.Reading != "" && fold.SameName(a.Reading, b.Name) || b.Reading != "" && fold.SameName(a.Name, b.Reading) ||
		calledAs(a, b) || calledAs(b, a)
}

// calledAs reports whether a contact has the nickname and the family name of another one
// for a name.
func calledAs(a, b *crm.Contact) bool {
	return b.Nickname != "" && b.Family != "" && fold.SameName(a.Name, joinName(b.Nickname, b.Family))
}

// mayBeOne reports whether two contacts with one phone or e-mail may be one person, or one
// company, under two names.
func mayBeOne(a, b *crm.Contact) bool {
	switch {
	case bornApart(a, b):
		return false
	case sameNames(a, b):
		return true
	case a.Kind != crm.Person || b.Kind != crm.Person:
		return fold.SharesWord(a.Name, b.Name)
	}
	return anyNames(a, b, fold.MayBeOne)
}

// anyNames reports whether something holds for a name of one contact and one of the other.
func anyNames(a, b *crm.Contact, holds func(a, b string) bool) bool {
	for _, name := range a.Names() {
		if slices.ContainsFunc(b.Names(), func(other string) bool { return holds(name, other) }) {
			return true
		}
	}
	return false
}

// bornApart reports whether two birthdays are known to differ. If a year is missing,
// the day decides.
func bornApart(a, b *crm.Contact) bool {
	x, y := a.Birthday, b.Birthday
	if x.IsZero() || y.IsZero() {
		return false
	}
	return x.Month != y.Month || x.Day != y.Day || x.Year != y.Year && x.Year != 0 && y.Year != 0
}

// saidApart reports whether two given names or readings are known to differ: neither is
// part of the other.
func saidApart(a, b string) bool {
	if a == "" || b == "" || fold.SameName(a, b) {
		return false
	}
	x, y := fold.NewName(a), fold.NewName(b)
	return !x.Fits(y) && !y.Fits(x)
}

// phoneFoundCode warns that a new contact, who has a phone, has the name of one whose
// phone is being looked for.
const phoneFoundCode = "phone-found"

func (w *work) sayPhoneFound(c, other *crm.Contact) error {
	phone := slices.IndexFunc(c.Phones, func(p crm.Point) bool {
		return p.Reaches() && !slices.ContainsFunc(other.Phones, func(had crm.Point) bool { return w.samePhone(had.Value, p.Value) })
	})
	if phone < 0 || !other.Stopped.IsZero() {
		return nil
	}
	open, err := w.tx.OpenActivities(other.ID)
	for _, a := range open {
		if a.Purpose == crm.PurposeFindPhone {
			w.warn(phoneFoundCode, "name", other.Name, "contact", other.ID, "id", a.ID, "command", crm.Run("contact edit", other.ID, crm.With("phone", c.Phones[phone].Value)))
		}
	}
	return err
}
