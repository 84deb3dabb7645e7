package book

import (
	"context"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"crm/internal/crm"
	"crm/internal/fold"
)

// Relate records what one contact is to another: other is the as of who. With share, both
// get the household that one of them has.
//
// Errors: CodeNotFound, CodeInvalid for somebody and themselves and for what people alone
// can be, CodeConflict where they have two households, or none.
func (b *Book) Relate(ctx context.Context, command, who, other, as string, share bool) (*crm.Outcome, error) {
	return b.change(ctx, command, func(w *work) error {
		one, two, err := w.both(who, other)
		if err != nil {
			return err
		}
		r := &crm.Relation{Contact: one.ID, Other: two.ID}
		if r.As, err = w.relation(as); err != nil {
			return err
		}
		for _, c := range []*crm.Contact{one, two} {
			if c.Kind != crm.Person && family(r.As) {
				return crm.Errorf(crm.CodeInvalid, "%s is %s, and only people have a %s", c.Name, crm.Article(c.Kind), r.As).On("as")
			}
		}
		known, err := w.tx.RelationsOf(one.ID)
		if err != nil {
			return err
		}
		for _, k := range known {
			id, seen := k.To(one.ID)
			if id == two.ID && family(r.As) && family(seen.As) && seen.As != r.As && seen.As != crm.Relative && r.As != crm.Relative {
				return crm.Errorf(crm.CodeConflict, "%s is recorded as %s of %s", two.Name, seen.As, one.Name).On("as").
					Next("To take that off", "contact unrelate", one.ID, two.ID)
			}
			if k.Same(r) {
				w.say("related-already", "name", two.Name, "of", one.Name, "relation", r.As)
				return w.shareHousehold(share, one, two)
			}
		}
		w.subject(r)
		if _, err := w.put(r); err != nil {
			return err
		}
		return w.shareHousehold(share, one, two)
	})
}

// Unrelate removes what is recorded of two contacts being related, or only that the other is
// the as of who.
//
// Errors: CodeNotFound.
func (b *Book) Unrelate(ctx context.Context, command, who, other, as string) (*crm.Outcome, error) {
	return b.change(ctx, command, func(w *work) error {
		one, two, err := w.both(who, other)
		if err != nil {
			return err
		}
		known, err := w.tx.RelationsOf(one.ID)
		if err != nil {
			return err
		}
		if as = strings.Join(strings.Fields(fold.Clean(as)), " "); as != "" {
			if code, ok := w.word("relation", as, crm.Picklist("relation")...); ok {
				as = code
			}
		}
		var recorded []string
		found := false
		for _, r := range known {
			id, seen := r.To(one.ID)
			if id != two.ID {
				continue
			}
			recorded = append(recorded, seen.As)
			if as != "" && fold.Text(seen.As) != fold.Text(as) {
				continue
			}
			found = true
			w.subject(r)
			if err := w.remove(r.Noun(), r.ID, ""); err != nil {
				return err
			}
		}
		if len(recorded) > 0 && !found {
			return crm.Errorf(crm.CodeNotFound, "%s (%d) is not recorded as %s of %s (%d)", two.Name, two.ID, as, one.Name, one.ID).On("as").
				Try("Recorded is: %s", strings.Join(recorded, ", "))
		}
		if !found {
			return crm.Errorf(crm.CodeNotFound, "%s (%d) and %s (%d) are not related in the book", one.Name, one.ID, two.Name, two.ID)
		}
		return nil
	})
}

// both finds two contacts.
func (v reader) both(who, other string) (one, two *crm.Contact, err error) {
	if one, err = v.contact(who); err != nil {
		return nil, nil, err
	}
	if two, err = v.contact(other); err != nil {
		return nil, nil, err
	}
	if one.ID == two.ID {
		return nil, nil, crm.Errorf(crm.CodeInvalid, "%s can't be related to themselves", one.Name)
	}
	return one, two, nil
}

// relation reads a kind of relation, in any of the languages. Any other word is a
// kind of the book's own.
func (w *work) relation(text string) (string, error) {
	text = strings.Join(strings.Fields(fold.Clean(text)), " ")
	if as, ok := w.word("relation", text, crm.Picklist("relation")...); ok {
		return as, nil
	}
	if _, err := w.producer(text); err == nil {
		return "", crm.Errorf(crm.CodeInvalid, "%q is a producer; here --as says what they are to each other", text).On("as").
			Try("Who acts is said by CRM_AS in the environment.")
	}
	switch n := utf8.RuneCountInString(text); {
	case fold.Text(text) == "":
		return "", crm.Errorf(crm.CodeInvalid, "%q is not a relation", text).On("as")
	case n > crm.LongestRelation:
		return "", crm.Errorf(crm.CodeInvalid, "a relation has %d characters at most", crm.LongestRelation).On("as")
	}
	known, err := w.tx.HaveRelation(text)
	if err == nil && !known {
		w.say("relation-new", "relation", text)
	}
	return text, err
}

// family reports whether a relation is one between people.
func family(as string) bool {
	switch as {
	case crm.Spouse, crm.Child, crm.Parent, crm.Sibling, crm.Relative:
		return true
	}
	return false
}

// sayRelationsDiffer warns of who is recorded as two things of a contact that nobody is at
// once, as a merge may leave it: child and parent.
func (w *work) sayRelationsDiffer(c *crm.Contact) error {
	known, err := w.tx.RelationsOf(c.ID)
	if err != nil {
		return err
	}
	seen := map[int64][]string{}
	for _, r := range known {
		if other, is := r.To(c.ID); family(is.As) && is.As != crm.Relative {
			seen[other] = append(seen[other], is.As)
		}
	}
	for _, id := range slices.Sorted(maps.Keys(seen)) {
		if len(seen[id]) < 2 {
			continue
		}
		other, err := w.contactOrNil(id)
		if err != nil {
			return err
		}
		w.warn("relations-differ", "name", other.Name, "of", c.Name, "relations", seen[id], "contact", c.ID, "id", id, "as", seen[id][0])
	}
	return nil
}

// shareHousehold gives two people the household that one of them has.
func (w *work) shareHousehold(share bool, one, two *crm.Contact) error {
	if !share || one.Household != 0 && one.Household == two.Household {
		return nil
	}
	if one.Household == 0 {
		one, two = two, one
	}
	if one.Household == 0 {
		return crm.Errorf(crm.CodeConflict, "neither %s nor %s has a household", two.Name, one.Name).On("share-household").
			Next("Make one", "contact edit", two.ID, crm.With("household", crm.Blank("NAME")))
	}
	if two.Household != 0 {
		return crm.Errorf(crm.CodeConflict, "%s and %s have two households, %d and %d", one.Name, two.Name, one.Household, two.Household).On("share-household").
			Next("Move one of them", "contact edit", two.ID, crm.With("household", one.Household))
	}
	two.Household = one.Household
	w.subject(two)
	_, err := w.put(two)
	return err
}
