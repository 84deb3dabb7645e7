package store

import (
	"encoding/json"
	"fmt"

	"crm/internal/crm"
	"crm/internal/fold"
)

// A book of an earlier version has one text for the address of a contact. It is taken apart
// where that is certain, and else is a street; in the journal, too, so that an undo brings
// back what a redo takes.

// splitAddresses does so for a book whose settings are known.
func (tx *Tx) splitAddresses() error {
	texts := map[int64]string{}
	err := tx.each("SELECT id, address FROM contacts WHERE address IS NOT NULL AND addresses IS NULL", nil, func(row *rows) error {
		var id int64
		var text string
		err := row.Scan(&id, &text)
		texts[id] = text
		return err
	})
	if err != nil {
		return err
	}
	for id, text := range texts {
		c := &crm.Contact{Addresses: addressesOf(text, tx.country())}
		if err := tx.keepAddress(id, c, true); err != nil {
			return err
		}
	}
	return tx.splitJournalled()
}

// keepAddress stores what follows from the addresses of a contact, and those themselves if
// they are new.
func (tx *Tx) keepAddress(id int64, c *crm.Contact, all bool) error {
	fold.FillAddress(c, tx.country())
	fields := append(crm.AddressParts(), "address")
	if all {
		fields = append(fields, "addresses")
	}
	sets, args := "", []any{id}
	for _, name := range fields {
		f, _ := crm.BuiltIn(crm.KindContact).Field(name)
		args = append(args, f.Encode(c))
		sets += fmt.Sprintf(`, "%s" = $%d`, name, len(args))
	}
	return tx.exec("UPDATE contacts SET "+sets[2:]+" WHERE id = $1", args...)
}

// readdress renews what follows from the addresses of all contacts, as after a change of
// country.
func (tx *Tx) readdress() error {
	contacts, err := find[*crm.Contact](tx.View, "WHERE addresses IS NOT NULL ORDER BY id")
	for _, c := range contacts {
		if err == nil {
			delete(tx.recent, c.ID)
			err = tx.keepAddress(c.ID, c, false)
		}
	}
	return err
}

// addressesOf returns the addresses of a text, in a book of a country.
func addressesOf(text, country string) crm.Addresses {
	a, _ := fold.CutAddress(text, country)
	if a.IsZero() {
		return nil
	}
	return crm.Addresses{a}
}

// splitJournalled does the same for what edits of before say of an address.
func (tx *Tx) splitJournalled() error {
	type image struct {
		change, seq   int64
		before, after *string
	}
	var images []image
	err := tx.each(`SELECT change, seq, before, after FROM edits WHERE kind = 'contact' AND (before LIKE '%"address":%' OR after LIKE '%"address":%')`, nil, func(row *rows) error {
		var i image
		err := row.Scan(&i.change, &i.seq, &i.before, &i.after)
		images = append(images, i)
		return err
	})
	if err != nil {
		return err
	}
	for _, i := range images {
		for column, text := range map[string]*string{"before": i.before, "after": i.after} {
			split, changed := splitImage(text, tx.country())
			if !changed {
				continue
			}
			if err := tx.exec("UPDATE edits SET "+column+" = $3 WHERE change = $1 AND seq = $2", i.change, i.seq, split); err != nil {
				return err
			}
		}
	}
	return nil
}

// splitImage takes the address in the image of a contact apart.
func splitImage(text *string, country string) (split string, changed bool) {
	if text == nil {
		return "", false
	}
	var values map[string]json.RawMessage
	if json.Unmarshal([]byte(*text), &values) != nil {
		return "", false // which a check tells
	}
	address, has := values["address"]
	if _, done := values["addresses"]; done || !has {
		return "", false
	}
	var was string
	if json.Unmarshal(address, &was) != nil {
		return "", false
	}
	delete(values, "address")
	f, _ := crm.BuiltIn(crm.KindContact).Field("addresses")
	stored, err := json.Marshal(f.EncodeValue(addressesOf(was, country)))
	if err != nil {
		return "", false
	}
	values["addresses"] = stored
	whole, err := json.Marshal(values)
	return string(whole), err == nil
}
