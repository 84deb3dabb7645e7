package store

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"crm/internal/crm"
	"crm/internal/fold"
	"crm/internal/query"
)

// The other ways in which a contact can be looked up.
const (
	byPhone = "p"
	byEmail = "e"

	byExternalID = "x"

	byPlace = "c" // the city or the postal code of an address
)

// ByExternalID returns the contacts with a number of another program.
func (v *View) ByExternalID(id string) ([]*crm.Contact, error) {
	return v.byTerms([]string{id}, byExternalID)
}

// ImportedAs returns the contacts that came from a row with that digest.
func (v *View) ImportedAs(said string) ([]*crm.Contact, error) {
	return find[*crm.Contact](v, `WHERE id IN (
		SELECT coalesce((SELECT a.contact FROM aliases a WHERE a.old_number = i.contact), i.contact) FROM imported i WHERE said = $1) ORDER BY id`, said)
}

// KeepImported records from which row a contact came.
func (tx *Tx) KeepImported(said string, contact int64) error {
	return tx.exec("INSERT INTO imported (said, contact) VALUES ($1, $2) ON CONFLICT DO NOTHING", said, contact)
}

// ByPoint returns the contacts with one of those phones or e-mails.
func (v *View) ByPoint(phones, emails crm.Points) ([]*crm.Contact, error) {
	var all []*crm.Contact
	seen := map[int64]bool{}
	for _, list := range []struct {
		what   string
		points crm.Points
	}{{byPhone, phones}, {byEmail, emails}} {
		for _, p := range list.points {
			found, err := v.byTerms([]string{v.point(list.what, p.Value)}, list.what)
			if err != nil {
				return nil, err
			}
			for _, c := range found {
				if !seen[c.ID] {
					seen[c.ID] = true
					all = append(all, c)
				}
			}
		}
	}
	return all, nil
}

// point returns the comparable form of a phone or an e-mail.
func (v *View) point(what, value string) string {
	if what == byPhone {
		return v.phone(value)
	}
	return email(value)
}

// email returns the comparable form of an e-mail address, or of a part of one.
func email(value string) string {
	if address, err := fold.Email(value); err == nil {
		return address
	}
	return fold.EmailPart(value)
}

// SamePoint reports whether two contacts share a phone or an e-mail.
func (v *View) SamePoint(a, b *crm.Contact) bool {
	has := map[term]bool{}
	for _, t := range v.terms(a) {
		has[t] = t.what == byPhone || t.what == byEmail
	}
	for _, t := range v.terms(b) {
		if has[t] {
			return true
		}
	}
	return false
}

// phone returns the comparable form of a phone number.
func (v *View) phone(value string) string {
	if number, ok := fold.PhoneIn(value, v.country()); ok {
		return number
	}
	return fold.Text(value)
}

// Search finds contacts by part of a name, a phone, an e-mail, a note, the topic of an
// opportunity, the carrier of a quote or the number of a policy, or by the beginning of a
// city or a postal code, up to a limit. Percent signs and underscores are literal. Circle is
// the searching producer with their teams: a note counts if one of them wrote it or it is
// shared with one; nil reads every note.
//
// An index finds beginnings; only if these are too few is the whole book searched.
func (v *View) Search(text string, limit int, circle crm.Numbers) ([]*crm.Contact, error) {
	name, address := fold.NewName(text), email(text)
	// Numbers are kept in international form, without the zero dialled at home.
	number, _ := fold.Phone(text)
	number = strings.TrimLeft(number, "+0")

	numbers := []string{fold.PhoneBeginning(text, v.country())}
	if number != "" {
		numbers = append(numbers, number, "+"+number)
	}
	found, err := v.searchBeginnings(name, address, numbers, v.alikePhones(text), limit)
	if len(found) >= limit || err != nil {
		return found, err
	}
	if found, err = v.searchWhole(text, name, address, number, found, limit, circle); len(found) >= limit || err != nil {
		return found, err
	}
	return v.searchPlaces(text, found, limit)
}

// searchPlaces adds to the contacts that were found those who have an address in a place, up
// to a limit: by the beginning of its city or its postal code.
func (v *View) searchPlaces(text string, found []*crm.Contact, limit int) ([]*crm.Contact, error) {
	var args []any
	var from []string
	for _, start := range []string{fold.Text(text), codeOf(text)} {
		if start != "" {
			from = append(from, "SELECT * FROM ("+beginning(&args, start, byPlace)+atMost(limit)+") AS part")
		}
	}
	if len(from) == 0 {
		return found, nil
	}
	there, err := find[*crm.Contact](v, "WHERE id IN ("+strings.Join(from, " UNION ")+") ORDER BY name_order, id"+atMost(limit), args...)
	for _, c := range there {
		if len(found) < limit && !slices.ContainsFunc(found, func(f *crm.Contact) bool { return f.ID == c.ID }) {
			found = append(found, c)
		}
	}
	return found, err
}

// codeOf is a postal code without what only parts it.
func codeOf(text string) string { return strings.ReplaceAll(fold.Text(text), " ", "") }

// searchWhole looks through the whole book for contacts beside those found by a beginning.
func (v *View) searchWhole(text string, name fold.Name, address, number string, found []*crm.Contact, limit int, circle crm.Numbers) ([]*crm.Contact, error) {
	words, err := v.ByWords(text)
	if err != nil {
		return nil, err
	}
	named := " UNION SELECT id FROM contacts WHERE id IN (0"
	for _, c := range append(found, words[:min(len(words), limit)]...) {
		named += fmt.Sprintf(", %d", c.ID)
	}
	named += ")"
	args := []any{"%" + escapeLike(query.LowerASCII(text)) + "%"}
	like := func(part string) string {
		if part == "" {
			return "false" // what is nothing but punctuation is in no name
		}
		args = append(args, "%"+escapeLike(part)+"%")
		return fmt.Sprintf(`term LIKE $%d ESCAPE '\'`, len(args))
	}
	kinds := "'w', 'b'"
	if name.Beginnings() != "" || strings.Contains(strings.TrimSpace(text), " ") {
		kinds += ", 'n'" // a part may go beyond a word
	}
	terms := "what = 'e' AND " + like(address) + " OR what = 'p' AND " + like(cmp.Or(number, address))
	for _, key := range name.Keys() {
		terms += " OR what IN (" + kinds + ") AND " + like(key)
	}
	numbered := ""
	if number := foldNumber(text); number != "" { // that a carrier gave a policy
		args = append(args, "%"+escapeLike(number)+"%")
		numbered = fmt.Sprintf(` UNION SELECT contact FROM policies WHERE %s LIKE $%d ESCAPE '\'`, foldedNumber, len(args))
	}
	mayRead := inCircle(&args, circle)
	return find[*crm.Contact](v, `WHERE id IN (
		SELECT contact FROM lookup WHERE `+terms+`
		UNION SELECT contact FROM notes WHERE lower(body) LIKE $1 ESCAPE '\' AND `+mayRead+`
		UNION SELECT contact FROM activities WHERE lower(note) LIKE $1 ESCAPE '\'
		UNION SELECT contact FROM opportunities WHERE lower(topic) LIKE $1 ESCAPE '\'
		UNION SELECT contact FROM quotes WHERE lower(carrier) LIKE $1 ESCAPE '\'`+named+numbered+`
	) ORDER BY name_order, id`+atMost(limit), args...)
}

// alikePhones returns what a whole phone may reach, however it is written.
func (v *View) alikePhones(text string) []string {
	point, ok := v.Point(crm.Phone, text)
	if !ok || fold.Incomplete(text, v.country()) {
		return nil
	}
	line, _ := fold.CutExtension(point)
	return fold.AlikePoints(line, v.country())
}

// searchBeginnings finds contacts by the beginning of a name, a word of it, an e-mail
// or a phone, or by what a phone may reach.
func (v *View) searchBeginnings(name fold.Name, address string, numbers, points []string, limit int) ([]*crm.Contact, error) {
	var args []any
	var from []string
	add := func(start string, kinds ...string) {
		if start != "" {
			from = append(from, "SELECT * FROM ("+beginning(&args, start, kinds...)+atMost(limit)+") AS part")
		}
	}
	for _, key := range name.Keys() {
		if key == address { // one range: to look in it for e-mails alone would pass all names
			add(key, byName, byWord, byBeginning, byEmail)
			address = ""
			continue
		}
		add(key, byName, byWord, byBeginning)
	}
	add(address, byEmail)
	for _, number := range numbers {
		add(number, byPhone)
	}
	if len(points) > 0 {
		marks := ""
		for _, point := range points {
			args = append(args, point)
			marks += fmt.Sprintf(", $%d", len(args))
		}
		from = append(from, "SELECT * FROM (SELECT contact FROM lookup WHERE term IN ("+marks[2:]+") AND what IN ('p', 's')"+atMost(limit)+") AS part")
	}
	if len(from) == 0 {
		return nil, nil
	}
	return find[*crm.Contact](v, "WHERE id IN ("+strings.Join(from, " UNION ")+") ORDER BY name_order, id"+atMost(limit), args...)
}

func escapeLike(text string) string {
	return strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`).Replace(text)
}

// reindex renews all lookup terms and the order of names, as after a change of country.
func (tx *Tx) reindex() error {
	tx.alphabet = nil
	if err := tx.readdress(); err != nil {
		return err
	}
	if err := tx.exec("DELETE FROM lookup"); err != nil {
		return err
	}
	contacts, err := find[*crm.Contact](tx.View, "ORDER BY id")
	if err != nil {
		return err
	}
	for _, c := range contacts {
		if err := tx.index(&crm.Edit{Action: crm.Create, Kind: crm.KindContact, ID: c.ID, After: c}); err != nil {
			return err
		}
		if err := tx.sort(c); err != nil {
			return err
		}
	}
	producers, err := tx.Producers()
	for _, p := range producers {
		if err == nil {
			err = tx.sort(p)
		}
	}
	if err != nil {
		return err
	}
	return tx.restop()
}

// sort stores where a record stands in the order of its names.
func (tx *Tx) sort(r crm.Record) error {
	for _, f := range crm.BuiltIn(r.Noun()).Fields {
		if f.Order == "" {
			continue
		}
		if err := tx.exec(fmt.Sprintf(`UPDATE %s SET "%s" = $1 WHERE id = $2`, crm.NounOf(r.Noun()).Table, f.Order), tx.order(r, f), crm.IDOf(r)); err != nil {
			return err
		}
	}
	return nil
}
