package store

import (
	"fmt"
	"strings"

	"crm/internal/crm"
	"crm/internal/fold"
)

// The ways in which a contact can be looked up.
const (
	byName  = "n"
	byWord  = "w"
	byPhone = "p"
	byEmail = "e"

	byExternalID = "x"
)

const contactsByLookup = `WHERE id IN (SELECT contact FROM lookup WHERE term = $1 AND what = $2) ORDER BY id`

// ByName are the contacts of that name, however it is spelt.
func (tx *Tx) ByName(name string) ([]*crm.Contact, error) {
	return find[*crm.Contact](tx, contactsByLookup, fold.Text(name), byName)
}

// ByExternalID are the contacts of that number in another program.
func (tx *Tx) ByExternalID(id string) ([]*crm.Contact, error) {
	if id == "" {
		return nil, nil
	}
	return find[*crm.Contact](tx, contactsByLookup, id, byExternalID)
}

// ByWords are the contacts whose name is that text or holds all its words.
func (tx *Tx) ByWords(text string) ([]*crm.Contact, error) {
	exact, err := tx.ByName(text)
	if len(exact) > 0 || err != nil {
		return exact, err
	}
	words := fold.Words(text)
	if len(words) == 0 {
		return nil, nil
	}
	// The longest word is likely the rarest, so the list it gives is short.
	rarest := words[0]
	for _, word := range words {
		if len(word) > len(rarest) {
			rarest = word
		}
	}
	found, err := find[*crm.Contact](tx, contactsByLookup, rarest, byWord)
	if err != nil {
		return nil, err
	}
	var all []*crm.Contact
	for _, c := range found {
		has := map[string]bool{}
		for _, word := range fold.Words(c.Name) {
			has[word] = true
		}
		matches := true
		for _, word := range words {
			matches = matches && has[word]
		}
		if matches {
			all = append(all, c)
		}
	}
	return all, nil
}

// ByPoint are the contacts with one of those phones or e-mails.
func (tx *Tx) ByPoint(phones, emails crm.Points) ([]*crm.Contact, error) {
	var all []*crm.Contact
	seen := map[int64]bool{}
	for what, points := range map[string]crm.Points{byPhone: phones, byEmail: emails} {
		for _, p := range points {
			found, err := find[*crm.Contact](tx, contactsByLookup, tx.point(what, p.Value), what)
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

// StoppedByPoint is somebody with one of those phones or e-mails who must not
// be contacted; nil if nobody is.
func (tx *Tx) StoppedByPoint(phones, emails crm.Points) (*crm.Contact, error) {
	for what, points := range map[string]crm.Points{byPhone: phones, byEmail: emails} {
		for _, p := range points {
			found, err := find[*crm.Contact](tx, `WHERE do_not_contact IS NOT NULL AND id IN (SELECT contact FROM lookup WHERE term = $1 AND what = $2) ORDER BY id LIMIT 1`,
				tx.point(what, p.Value), what)
			if err != nil {
				return nil, err
			}
			if len(found) > 0 {
				return found[0], nil
			}
		}
	}
	return nil, nil
}

// StoppedBeside is somebody else with a phone or an e-mail of a contact who
// must not be contacted; nil if nobody is. It is asked for each line of a day's
// list, so it looks at other contacts only where there are any.
func (tx *Tx) StoppedBeside(c *crm.Contact) (*crm.Contact, error) {
	for what, points := range map[string]crm.Points{byPhone: c.Phones, byEmail: c.Emails} {
		for _, p := range points {
			n, err := tx.count(`SELECT count(*) FROM lookup WHERE term = $1 AND what = $2 AND contact <> $3`, tx.point(what, p.Value), what, c.ID)
			if err != nil {
				return nil, err
			}
			if n > 0 {
				return tx.StoppedByPoint(c.Phones, c.Emails)
			}
		}
	}
	return nil, nil
}

// point is a phone or an e-mail in the form that compares equal.
func (tx *Tx) point(what, value string) string {
	if what == byPhone {
		return tx.phone(value)
	}
	return fold.Text(value)
}

// SamePoint reports whether two contacts share a phone or an e-mail.
func (tx *Tx) SamePoint(a, b *crm.Contact) bool {
	has := map[term]bool{}
	for _, t := range tx.terms(a) {
		has[t] = t.what == byPhone || t.what == byEmail
	}
	for _, t := range tx.terms(b) {
		if has[t] {
			return true
		}
	}
	return false
}

// phone is a phone number in the form that compares equal.
func (tx *Tx) phone(value string) string {
	if number, ok := fold.PhoneIn(value, tx.Country); ok {
		return number
	}
	return fold.Text(value)
}

// Search finds contacts by part of a name, a phone, an e-mail or a note, at
// most limit of them. Percent signs and underscores stand for themselves.
// Circle is who searches, with their teams: a note counts where one of them
// wrote it or it is shared with one of them. Nil is every note.
func (tx *Tx) Search(text string, limit int, circle crm.Numbers) ([]*crm.Contact, error) {
	pattern := "" // what is nothing but punctuation is in no name
	if folded := fold.Text(text); folded != "" {
		pattern = "%" + escapeLike(folded) + "%"
	}
	digits := pattern
	number, _ := fold.Phone(text)
	// A number is kept in its international form, without the zero that is
	// dialled at home.
	if number = strings.TrimLeft(number, "+0"); number != "" {
		digits = "%" + escapeLike(number) + "%"
	}
	notes := "%" + escapeLike(text) + "%"
	args := []any{pattern, digits, notes, limit}
	readable := ""
	if circle != nil {
		readable = " AND (author IS NULL"
		for _, id := range circle {
			args = append(args, id, "%"+crm.Numbers{id}.String()+"%")
			readable += fmt.Sprintf(" OR author = $%d OR shared LIKE $%d", len(args)-1, len(args))
		}
		readable += ")"
	}
	return find[*crm.Contact](tx, `WHERE id IN (
		SELECT contact FROM lookup WHERE what IN ('n', 'e') AND term LIKE $1 ESCAPE '\'
		UNION SELECT contact FROM lookup WHERE what = 'p' AND term LIKE $2 ESCAPE '\'
		UNION SELECT contact FROM notes WHERE body LIKE $3 ESCAPE '\'`+readable+`
		UNION SELECT contact FROM activities WHERE note LIKE $3 ESCAPE '\'
	) ORDER BY name, id LIMIT $4`, args...)
}

func escapeLike(text string) string {
	return strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`).Replace(text)
}

// Reindex keeps the lookup terms of everybody anew, as a book that moves to
// another country needs.
func (tx *Tx) Reindex() error {
	if err := tx.exec("DELETE FROM lookup"); err != nil {
		return err
	}
	all, err := find[*crm.Contact](tx, "ORDER BY id")
	if err != nil {
		return err
	}
	for _, c := range all {
		if err := tx.index(&crm.Edit{Action: crm.Create, Kind: crm.KindContact, ID: c.ID, After: c}); err != nil {
			return err
		}
	}
	return nil
}

// Beginning are contacts of a stage (empty is any) whose number or a word of
// whose name begins so, at most limit of them.
func (tx *Tx) Beginning(typed, stage string, limit int) ([]*crm.Contact, error) {
	pattern := escapeLike(fold.Text(typed)) + "%"
	return find[*crm.Contact](tx, `WHERE ($1 = '' OR stage = $1) AND (CAST(id AS TEXT) LIKE $2 ESCAPE '\'
		OR id IN (SELECT contact FROM lookup WHERE what IN ('n', 'w') AND term LIKE $2 ESCAPE '\')) ORDER BY next_due, name LIMIT $3`, stage, pattern, limit)
}
