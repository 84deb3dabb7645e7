package book

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"crm/internal/crm"
	"crm/internal/fold"
	"crm/internal/store"
)

// Duplicates returns pairs of contacts that are likely one, the likeliest first, of which
// one meets a condition. Whoever is recorded as related to somebody is not them.
//
// Errors: CodeInvalid for the condition.
func (b *Book) Duplicates(ctx context.Context, where string) (pairs []*crm.Pair, err error) {
	err = b.read(ctx, func(v reader) error {
		meets, err := v.meeting(where)
		if err != nil {
			return err
		}
		candidates, namesakes, err := v.candidatePairs()
		if err != nil {
			return err
		}
		if namesakes > 0 && where == "" && v.options.Heard != nil {
			v.options.Heard(notice("namesakes", "n", namesakes, "most", mostNamesakes))
		}
		linked, err := v.tx.Linked()
		if err != nil {
			return err
		}
		known := map[int64]*crm.Contact{}
		for _, two := range candidates {
			if linked[two] || meets != nil && !meets.has(two[0]) && !meets.has(two[1]) {
				continue
			}
			for _, id := range two {
				if known[id] == nil {
					if known[id], err = store.Get[*crm.Contact](v.tx, id); err != nil {
						return err
					}
				}
			}
			if pair := v.compare(known[two[0]], known[two[1]]); pair != nil {
				pairs = append(pairs, pair)
			}
		}
		slices.SortStableFunc(pairs, func(a, b *crm.Pair) int { return cmp.Compare(b.Weight, a.Weight) })
		return nil
	})
	return pairs, err
}

// meeting returns the contacts that meet a condition; nil without one.
func (v reader) meeting(where string) (numbers, error) {
	if where == "" {
		return nil, nil
	}
	ids, err := v.listedIDs(ListQuery{Noun: crm.KindContact, Where: where, Owner: "all"})
	if err != nil {
		return nil, err
	}
	meets := numbers{}
	for _, id := range ids {
		meets.add(id)
	}
	return meets, nil
}

// weights say how much a reason counts.
var weights = map[string]int{
	crm.SameExternalID: 5, crm.SameEmail: 4, crm.SameBirthday: 4, crm.SamePhone: 3, crm.SameName: 3, crm.SameAddress: 2, crm.SameNickname: 2, crm.LikeName: 1,
	crm.OtherBirthday: -6, crm.OtherGiven: -4, crm.OtherSuffix: -4, crm.OtherKind: -2, crm.OtherExternalID: -1,
}

// leastWeight is what a pair weighs that is worth a look: one name, and nothing against it.
const leastWeight = 3

// sameText reports whether two contacts have the same in a field, however it is written.
func sameText(a, b *crm.Contact, field string) bool {
	f, ok := crm.BuiltIn(crm.KindContact).Field(field)
	if !ok || f.Encode(a) == nil || f.Encode(b) == nil {
		return false
	}
	return fold.Text(fmt.Sprint(f.Encode(a))) == fold.Text(fmt.Sprint(f.Encode(b)))
}

// compare returns what speaks for and against two contacts being one; nil where that is not
// likely.
func (v reader) compare(a, b *crm.Contact) *crm.Pair {
	if a.Kind != b.Kind && (a.Kind == crm.Household || b.Kind == crm.Household) || crm.IsErased(a) || crm.IsErased(b) {
		return nil
	}
	phone := v.tx.SamePoint(&crm.Contact{Phones: a.Phones}, &crm.Contact{Phones: b.Phones})
	email := v.tx.SamePoint(&crm.Contact{Emails: a.Emails}, &crm.Contact{Emails: b.Emails})
	numbered := slices.ContainsFunc(a.Numbered(), func(id string) bool { return slices.Contains(b.Numbered(), id) })
	same := sameNames(a, b)
	switch {
	case same, mayBeOne(a, b) && fold.SharesWord(a.Name, b.Name):
	case numbered && !v.numberedApart(a, b):
	default:
		return nil
	}
	pair := &crm.Pair{One: a, Other: b}
	for _, reason := range []struct {
		code string
		is   bool
	}{
		{crm.SameExternalID, numbered},
		{crm.SameName, same},
		{crm.LikeName, !same && mayBeOne(a, b)},
		{crm.SameNickname, a.Nickname != "" && (inName(a.Nickname, b.Name) || fold.SameName(a.Nickname, b.Nickname)) || b.Nickname != "" && inName(b.Nickname, a.Name)},
		{crm.SamePhone, phone},
		{crm.SameEmail, email},
		{crm.SameBirthday, !a.Birthday.IsZero() && !b.Birthday.IsZero() && !bornApart(a, b)},
		{crm.SameAddress, sameText(a, b, "address")},
	} {
		if reason.is {
			pair.For, pair.Weight = append(pair.For, reason.code), pair.Weight+weights[reason.code]
		}
	}
	for _, reason := range []struct {
		code string
		is   bool
	}{
		{crm.OtherBirthday, bornApart(a, b)},
		{crm.OtherGiven, givenApart(a, b) && !fold.SameGiven(fold.Text(a.Given), fold.Text(b.Given)) && !slices.Contains(pair.For, crm.SameNickname)},
		{crm.OtherKind, a.Kind != b.Kind},
		{crm.OtherSuffix, fold.Text(a.Suffix) != fold.Text(b.Suffix)},
		{crm.OtherExternalID, a.ExternalID != "" && b.ExternalID != "" && !numbered},
	} {
		if reason.is {
			pair.Against, pair.Weight = append(pair.Against, reason.code), pair.Weight+weights[reason.code]
		}
	}
	if pair.Weight < leastWeight {
		return nil
	}
	return pair
}
