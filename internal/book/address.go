package book

import (
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"strings"

	"crm/internal/crm"
	"crm/internal/fold"
)

// addressFields are the fields of a contact that setAddresses sees to.
var addressFields = append([]string{"address", "addresses"}, crm.AddressParts()...)

// setAddresses sets an address of a contact: the one with the label that is given, which is
// made if there is none, or else the primary one. An address in one line is taken apart where
// that is certain. A label alone makes the address that has it the primary one, or labels
// that.
//
// Errors: CodeInvalid for a part that is another one than in the line, and for a label without
// an address.
func (w *work) setAddresses(c *crm.Contact, values Values) error {
	label, labelled := values.first("address_label")
	if !labelled && !givesAddress(values) {
		return nil
	}
	label, err := w.labelIn("address_label", label)
	if err != nil {
		return err
	}
	if said, line := w.cutAddressLabel(values.text("address")); said != "" {
		if labelled && label != said {
			return crm.Errorf(crm.CodeInvalid, "%q says that it is the %s address, and another label is given", values.text("address"), said).On("address_label")
		}
		values = maps.Clone(values)
		label, labelled, values["address"] = said, true, []string{line}
	}
	at := 0
	if labelled && label != "" {
		at = slices.IndexFunc(c.Addresses, func(a crm.Address) bool { return a.Label == label })
	}
	if !givesAddress(values) {
		return w.labelAddress(c, label, at)
	}
	a := crm.Address{}
	if at >= 0 && at < len(c.Addresses) {
		a = c.Addresses[at]
	}
	if labelled {
		a.Label = label
	}
	if a, err = w.placeOf(a, values); err != nil {
		return err
	}
	all := slices.Clone(c.Addresses)
	switch is := at >= 0 && at < len(all); {
	case a.IsZero() && is:
		all = slices.Delete(all, at, at+1)
	case a.IsZero():
	case is:
		all[at] = a
	default:
		all = append(all, a)
	}
	return w.putAddresses(c, all)
}

// cutAddressLabel takes an address apart into the label of the picklist that stands before it, as in
// "work: 1 Main St", and the rest.
func (w *work) cutAddressLabel(text string) (label, rest string) {
	word, rest, found := strings.Cut(strings.Replace(text, "：", ":", 1), ":")
	if code, known := w.knownLabel("address_label", word); found && known {
		return code, strings.TrimSpace(rest)
	}
	return "", text
}

// givesAddress reports whether values have a part of an address, or a whole one.
func givesAddress(values Values) bool {
	return slices.ContainsFunc(addressFields, func(field string) bool { _, given := values.first(field); return given })
}

// labelAddress gives the primary address a label, or makes the one at a place with the label
// the primary one.
func (w *work) labelAddress(c *crm.Contact, label string, at int) error {
	if len(c.Addresses) == 0 {
		return crm.Errorf(crm.CodeInvalid, "there is no address to label").On("address_label")
	}
	all := slices.Clone(c.Addresses)
	if at > 0 {
		a := all[at]
		all = slices.Insert(slices.Delete(all, at, at+1), 0, a)
	}
	all[0].Label = label
	return w.putAddresses(c, all)
}

// placeOf returns an address with the line and the parts that values give.
func (w *work) placeOf(a crm.Address, values Values) (crm.Address, error) {
	home := w.settings.Country
	given := map[string]string{}
	for _, field := range append(crm.AddressParts(), "address") {
		text, ok := values.first(field)
		if !ok {
			continue
		}
		f, _ := crm.BuiltIn(crm.KindContact).Field(field)
		value, err := w.parse(f, text)
		if err != nil {
			return a, err
		}
		given[field], _ = value.(string)
	}
	if line, ok := given["address"]; ok {
		of := home
		if code, known := fold.CountryCode(given["address_country"]); known {
			of = code
		}
		cut, sure := fold.CutAddress(line, of)
		cut.Label = a.Label
		a = cut
		for _, field := range crm.AddressParts() {
			text := given[field]
			is := a.Part(field)
			switch {
			case text == "" || *is == "":
			case fold.Text(*is) == fold.Text(text), sure && w.samePart(a, field, text):
				delete(given, field)
			case !sure && field == "street" && saidIn(line, given):
				*is = ""
			case w.importing.file != nil: // nothing that a row says is lost
				a, sure = crm.Address{Label: a.Label, Street: line}, false
				if field == "street" {
					given["street"] = line + ", " + text
				}
			default:
				return a, crm.Errorf(crm.CodeInvalid, "the %s is %q, and %q in the address", label(field), text, *is).On(field).
					Try("Give the address in one line, or in its parts")
			}
		}
	}
	for field, text := range given {
		if part := a.Part(field); part != nil && (text != "" || given["address"] == "") {
			*part = text
		}
	}
	return fold.CleanAddress(a, home), nil
}

// saidIn reports whether the parts say all that the line of an address does.
func saidIn(line string, parts map[string]string) bool {
	said := ""
	for _, field := range crm.AddressParts() {
		said += " " + fold.Text(parts[field])
	}
	words := strings.Fields(said)
	return !slices.ContainsFunc(strings.Fields(fold.Text(line)), func(word string) bool { return !slices.Contains(words, word) })
}

// samePart reports whether a text is a part of an address, written otherwise.
func (w *work) samePart(a crm.Address, field, text string) bool {
	other := a
	*other.Part(field) = text
	return fold.CleanAddress(other, w.settings.Country) == fold.CleanAddress(a, w.settings.Country)
}

// putAddresses sets the addresses of a contact and what follows from them.
func (w *work) putAddresses(c *crm.Contact, all crm.Addresses) error {
	if len(all) > crm.MostAddresses {
		return crm.Errorf(crm.CodeInvalid, "a contact has at most %d addresses", crm.MostAddresses).On("address")
	}
	if c.Addresses = all; len(all) == 0 {
		c.Addresses = nil
	}
	fold.FillAddress(c, w.settings.Country)
	return nil
}

// withoutAddresses removes addresses, each named by its label, its place in the list or a part
// of its text.
//
// Errors: CodeNotFound; CodeInvalid for a text that is in several.
func (w *work) withoutAddresses(c *crm.Contact, texts []string) error {
	for _, text := range texts {
		at, err := w.addressMeant(c, text)
		if err != nil {
			return err
		}
		if err := w.putAddresses(c, slices.Delete(slices.Clone(c.Addresses), at, at+1)); err != nil {
			return err
		}
	}
	return nil
}

// addressMeant returns the place of the address that a text names.
func (w *work) addressMeant(c *crm.Contact, text string) (int, error) {
	label, _ := w.knownLabel("address_label", text)
	for i, a := range c.Addresses {
		if a.Label != "" && (a.Label == label || fold.Text(a.Label) == fold.Text(text)) {
			return i, nil
		}
	}
	if n, err := strconv.Atoi(strings.TrimSpace(text)); err == nil && n > 0 && n <= len(c.Addresses) {
		return n - 1, nil
	}
	var found []int
	for i, a := range c.Addresses {
		if part := fold.Text(text); part != "" && strings.Contains(fold.Text(fold.AddressLine(a, w.settings.Country)), part) {
			found = append(found, i)
		}
	}
	if len(found) == 1 {
		return found[0], nil
	}
	e := crm.Errorf(crm.CodeNotFound, "they have no address %q", text).On("remove-address")
	if len(found) > 1 {
		e = crm.Errorf(crm.CodeInvalid, "%q is in several of their addresses", text).On("remove-address")
	}
	for i, a := range c.Addresses {
		e.Try("%d:    %s", i+1, fold.AddressLine(a, w.settings.Country))
	}
	return 0, e
}

// listedAddresses reads addresses as our own files have them.
func (w *work) listedAddresses(values Values, own bool) (crm.Addresses, error) {
	text := values.text("addresses")
	delete(values, "addresses")
	if text == "" {
		return nil, nil
	}
	var list crm.Addresses
	if err := json.Unmarshal([]byte(text), &list); err != nil {
		return nil, crm.Errorf(crm.CodeInvalid, "%q is not a list of addresses as an export has it", text).On("addresses")
	}
	for i, a := range list {
		if line := (crm.Address{Label: a.Label, Street: a.Street}); !own && a == line {
			a, _ = fold.CutAddress(a.Street, w.settings.Country)
			a.Label = line.Label
		}
		label, err := w.labelIn("address_label", a.Label)
		if err != nil {
			return nil, crm.OnField(err, "addresses")
		}
		list[i] = fold.CleanAddress(a, w.settings.Country)
		list[i].Label = label
	}
	return slices.DeleteFunc(list, crm.Address.IsZero), nil
}

// joinAddresses puts further addresses behind those that a contact has. One that is there
// already may say its label.
func (w *work) joinAddresses(has, more crm.Addresses) crm.Addresses {
	all := slices.Clone(has)
	for _, a := range more {
		at := slices.IndexFunc(all, func(there crm.Address) bool { return w.samePlace(there, a) })
		if at < 0 {
			all = append(all, a)
		} else if all[at].Label == "" {
			all[at].Label = a.Label
		}
	}
	return all
}

func (w *work) samePlace(a, b crm.Address) bool {
	return fold.Text(fold.AddressLine(a, w.settings.Country)) == fold.Text(fold.AddressLine(b, w.settings.Country))
}

// lacksAddress reports whether a contact has an address that another one lacks.
func (w *work) lacksAddress(has, row *crm.Contact) bool {
	return len(w.joinAddresses(has.Addresses, row.Addresses)) > len(has.Addresses)
}
