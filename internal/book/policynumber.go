package book

import (
	"strings"
	"unicode"

	"crm/internal/crm"
	"crm/internal/fold"
	"crm/internal/store"
)

// isPolicyNumber reports whether a text can be the number of a policy and not a
// placeholder in any language: "TBD", "n/a", "?", "000".
func isPolicyNumber(text string) bool {
	return strings.ContainsFunc(text, func(r rune) bool { return unicode.IsDigit(r) && r != '0' && r != '０' })
}

// numberIsFree rejects a number that the carrier gave to another policy. A renewal
// keeps its number.
func (w *work) numberIsFree(p *crm.Policy) error {
	if p.Number == "" {
		return nil
	}
	same, err := w.tx.PoliciesNumbered(p.Number)
	if err != nil {
		return err
	}
	first, err := w.firstTerm(p)
	if err != nil {
		return err
	}
	for _, other := range same {
		theirFirst, err := w.firstTerm(other)
		if err != nil {
			return err
		}
		renewal := theirFirst == first || other.Status == crm.PolicyRenewed && other.Contact == p.Contact
		wonBefore := p.Opportunity != 0 && other.Opportunity == p.Opportunity && !other.InForce() // the sale has been opened again
		if other.ID == p.ID || renewal || wonBefore || !areOfCarrier(p, other) {
			continue
		}
		theirs, err := w.contactOrNil(other.Contact)
		if err != nil {
			return err
		}
		return crm.Errorf(crm.CodeConflict, "%s has policy %s already: %d, of %s", other.Carrier, other.Number, other.ID, theirs.Name).On("number").
			Next("Look at it", "policy show", other.ID)
	}
	return nil
}

// areOfCarrier reports whether two policies are of one carrier. For one contact it may be
// written in two ways.
func areOfCarrier(a, b *crm.Policy) bool {
	return bareCarrier(a.Carrier) == bareCarrier(b.Carrier) || a.Contact == b.Contact && fold.NearCompany(a.Carrier, b.Carrier)
}

// firstTerm returns the number of the policy of which another one is the renewal, after
// however many terms; a policy that renews none is its own.
func (w *work) firstTerm(p *crm.Policy) (int64, error) {
	for p.Renews != 0 {
		before, err := store.Ref[*crm.Policy](w.tx.View, p.Renews)
		if before == nil || err != nil || p.ID != 0 && before.ID >= p.ID { // which only a damaged book has
			return p.Renews, err
		}
		p = before
	}
	return p.ID, nil
}
