package store

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"crm/internal/crm"
	"crm/internal/fold"
	"crm/internal/query"
)

// Erasures returns who was erased.
func (v *View) Erasures() (all []crm.Erasure, err error) {
	err = v.each("SELECT contact, made, day, coalesce(reason, '') FROM erasures ORDER BY contact, made", nil, func(row *rows) error {
		var e crm.Erasure
		var day string
		if err := row.Scan(&e.Contact, &e.Made, &day, &e.Reason); err != nil {
			return err
		}
		var err error
		if e.Day, err = crm.ParseISODate(day); err != nil || e.Day.IsZero() {
			return &fault{table: "erasures", column: "day"}
		}
		all = append(all, e)
		return nil
	})
	for i := range all {
		if err == nil {
			all[i].Apart, err = v.ApartOf(all[i].Contact)
		}
	}
	return all, err
}

// ApartOf returns who was merged into a contact for a while, and is in the book.
func (v *View) ApartOf(contact int64) ([]int64, error) {
	parted, err := v.entries("WHERE kind = 'alias' AND action = $1 ORDER BY change, seq", string(crm.Delete))
	if err != nil {
		return nil, err
	}
	var apart []int64
	for _, e := range parted {
		number := numberIn(e.Before, "old_number")
		if numberIn(e.Before, "contact") != contact || slices.Contains(apart, number) {
			continue
		}
		there, err := v.any("FROM contacts WHERE id = $1", number)
		if err != nil {
			return nil, err
		}
		if there {
			apart = append(apart, number)
		}
	}
	return apart, nil
}

// numberIn is a number that an image of the journal has; 0 if it has none.
func numberIn(image map[string]any, key string) int64 {
	n, _ := image[key].(float64)
	return int64(n)
}

// MergeOf returns the change that merged somebody who was erased into another one who was
// not, or into them somebody whom the book has apart; or nil.
func (v *View) MergeOf(e crm.Erasure, erased []crm.Erasure) (*Change, error) {
	goes := func(id int64) bool {
		return slices.ContainsFunc(erased, func(o crm.Erasure) bool { return o.Contact == id })
	}
	for _, number := range append([]int64{e.Contact}, e.Apart...) {
		alias, err := v.AliasOf(number)
		if err != nil {
			return nil, err
		}
		if alias == nil || number == e.Contact && goes(alias.Contact) || number != e.Contact && (alias.Contact != e.Contact || goes(number)) {
			continue
		}
		made, err := v.MadeBy(e.Contact)
		if made != e.Made || err != nil {
			return nil, err // somebody else has the number there
		}
		return v.ChangeMaking(crm.KindAlias, alias.ID)
	}
	return nil, nil
}

// KeepErasure records that somebody was erased, who may not be in this book.
func (tx *Tx) KeepErasure(e crm.Erasure) error {
	tx.some[someErasures], tx.silent, tx.silentAt = true, nil, nil
	if err := tx.exec("DELETE FROM silenced WHERE point = $1", numbered(e.Contact, e.Made)); err != nil {
		return err
	}
	return tx.exec("INSERT INTO erasures (contact, made, day, reason) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING", e.Contact, e.Made, e.Day.String(), orNull(e.Reason))
}

// saysWords reports whether somebody may be named in a field of a type.
func saysWords(t crm.Type) bool {
	return t.IsText() || slices.Contains([]crm.Type{crm.PointsType, crm.AddressesType, crm.TermsType, crm.TagsType}, t)
}

// spellings are those of a text in which a database looks for it, which compares capitals of
// English alone.
func spellings(text string) []string {
	all := []string{text, strings.ToLower(text), strings.ToUpper(text), fold.Text(text)}
	slices.Sort(all)
	all = slices.Compact(all)
	if all[0] == "" {
		all = all[1:]
	}
	english := !strings.ContainsFunc(text, func(r rune) bool { return r > unicode.MaxASCII })
	return slices.CompactFunc(all, func(a, b string) bool { return english && strings.EqualFold(a, b) })
}

// ContactBefore returns what the journal has of the names, phones and e-mails of a contact,
// state by state.
func (v *View) ContactBefore(id int64) (all []*crm.Contact, err error) {
	entries, err := v.EntriesOf(id)
	if err != nil {
		return nil, err
	}
	for _, e := range entries {
		if e.Kind != crm.KindContact {
			continue
		}
		for _, image := range []map[string]any{e.Before, e.After} {
			c := &crm.Contact{}
			for _, name := range []string{"name", "given", "family", "nickname", "reading", "phones", "emails", "also"} {
				f, _ := crm.BuiltIn(crm.KindContact).Field(name)
				if stored, has := image[f.Key]; has && stored != nil {
					if value, err := f.DecodeValue(stored); err == nil {
						if err := f.Set(c, value); err != nil {
							return nil, err
						}
					}
				}
			}
			all = append(all, c)
		}
	}
	return all, nil
}

// mentionedDigits are the last figures of a phone by which it is found in a text.
const mentionedDigits = 8

// Mentioning returns the records beside others that have one of the texts, or had it as far
// as the journal tells.
func (v *View) Mentioning(texts []string, but Of) (all []int64, err error) {
	if len(texts) == 0 {
		return nil, nil
	}
	has := func(field string) (condition string, args []any) {
		for _, text := range texts {
			for _, spelling := range spellings(text) {
				args = append(args, "%"+escapeLike(query.LowerASCII(spelling))+"%")
				condition += fmt.Sprintf(` OR lower("%s") LIKE $%d ESCAPE '\'`, field, len(args))
			}
			if digits, ok := fold.Phone(text); ok && len(digits) >= mentionedDigits { // however it is written
				args = append(args, "%"+digits[len(digits)-mentionedDigits:]+"%")
				condition += fmt.Sprintf(` OR replace(replace(replace(replace(replace(replace("%s", ' ', ''), '-', ''), '.', ''), '/', ''), '(', ''), ')', '') LIKE $%d`, field, len(args))
			}
		}
		return condition[4:], args
	}
	ask := func(kind crm.Kind, question, field string) error {
		condition, args := has(field)
		found, err := column[int64](v, question+" AND ("+condition+") ORDER BY 1", args...)
		for _, n := range found {
			if !but.has(kind, n) {
				if at, known := slices.BinarySearch(all, n); !known {
					all = slices.Insert(all, at, n)
				}
			}
		}
		return err
	}
	for _, kind := range crm.Kinds() {
		for _, f := range v.schema.Fields(kind).Fields {
			if f.Own || !saysWords(f.Type) {
				continue
			}
			if err := ask(kind, "SELECT id FROM "+crm.NounOf(kind).Table+" WHERE true", f.Name); err != nil {
				return nil, err
			}
		}
		if crm.NounOf(kind).Own {
			if err := ask(kind, "SELECT id FROM "+crm.NounOf(kind).Table+" WHERE own IS NOT NULL", "own"); err != nil {
				return nil, err
			}
		}
		for _, image := range []string{"before", "after"} {
			if err := ask(kind, fmt.Sprintf("SELECT DISTINCT record FROM edits WHERE kind = '%s'", kind), image); err != nil {
				return nil, err
			}
		}
	}
	return all, nil
}

// HideAlike makes sums of those points on the do-not-contact list that have a sum.
func (tx *Tx) HideAlike(sum string) error {
	key, err := tx.secretKey()
	if err != nil {
		return err
	}
	plain, err := find[*crm.Suppression](tx.View, "WHERE point NOT LIKE '#%' ORDER BY id")
	if err != nil {
		return err
	}
	var ids []int64
	for _, s := range plain {
		if !strings.HasPrefix(sum, bucket(key, s.Point)) {
			continue
		}
		is, err := slowly(key, s.Point)
		if err != nil {
			return err
		}
		if is == sum {
			ids = append(ids, s.ID)
		}
	}
	if len(ids) == 0 {
		return nil
	}
	if err := tx.hidePoints(ids); err != nil {
		return err
	}
	tx.secrets, tx.counter.unclean = nil, 1
	if err := tx.plainly(tx.emptying(crm.KindSuppression) + list(ids)); err != nil {
		return err
	}
	return tx.eraseJournal(Of{crm.KindSuppression: ids})
}
