package book

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"crm/internal/crm"
	"crm/internal/fold"
)

// Values are fields of a record as typed in flags or in columns of a file, by field
// name. An empty text empties the field. Phones, emails, notes and tags may have several.
type Values map[string][]string

// first returns the first value of a field; ok is false without one.
func (v Values) first(field string) (string, bool) {
	if texts := v[field]; len(texts) > 0 {
		return texts[0], true
	}
	return "", false
}

// has reports whether a field is given, with a text or empty.
func (v Values) has(field string) bool { return len(v[field]) > 0 }

// text returns the first value of a field, or nothing.
func (v Values) text(field string) string {
	text, _ := v.first(field)
	return text
}

// setFields sets the fields of a record that values give, in the order of the schema,
// except those that the caller handles.
//
// Errors: CodeUsage for invalid UTF-8, CodeInvalid for an invalid value, each with its
// field.
func (w *work) setFields(r crm.Record, values Values, except ...string) error {
	w.groupsFor = 0
	if c, ok := r.(*crm.Contact); ok {
		w.groupsFor = c.Owner
		if text, given := values.first("owner"); given && fold.Clean(text) != "" {
			if p, err := w.recipient(text); err == nil {
				w.groupsFor = p.ID
			}
		}
	}
	for _, f := range w.schema.Fields(r.Noun()).Fields {
		text, given := values.first(f.Name)
		if given && w.importing.file == nil && !slices.Contains(w.outcome.Given, f.Name) {
			w.outcome.Given = append(w.outcome.Given, f.Name)
		}
		if !given || slices.Contains(except, f.Name) {
			continue
		}
		var value any
		var err error
		if f.Type == crm.TagsType {
			value, err = w.tagged(r, values[f.Name])
		} else {
			value, err = w.parse(f, text)
		}
		if err != nil {
			return err
		}
		if err := f.Set(r, value); err != nil {
			return err
		}
	}
	return nil
}

func (w *work) parse(f *crm.Field, text string) (any, error) {
	if !utf8.ValidString(text) {
		return nil, crm.Errorf(crm.CodeUsage, "the %s is not valid UTF-8", f.Name).On(f.Name)
	}
	text = fold.Clean(text)
	if text == "" {
		return nil, nil
	}
	value, err := w.parseAs(f, text)
	if e, ok := crm.AsError(err); ok && e.Field == "" {
		e.Field = f.Name
		if f.Type != crm.CodeType && f.Type != crm.RefType {
			_ = e.Before(label(f.Name))
		}
	}
	return value, err
}

func label(field string) string { return strings.ReplaceAll(field, "_", " ") }

func (w *work) parseAs(f *crm.Field, text string) (any, error) {
	switch f.Type {
	case crm.CodeType:
		code, err := w.code(f.List, text)
		if f.Own {
			err = crm.OnField(err, f.Name)
		}
		return code, err
	case crm.NumberType, crm.PercentType:
		if f.Type == crm.PercentType {
			text = strings.TrimRight(text, "%％٪ \u00a0")
		}
		n, ok := crm.ParseCount(text)
		if f.Months {
			n, ok = monthsIn(text)
		}
		if !ok && f.Own {
			n, ok = w.grouped(text)
		}
		switch {
		case !ok && f.Months:
			return nil, crm.Errorf(crm.CodeInvalid, "%q is not a number of months", text).Try("Write 6 or 12 for months, or \"5 years\".")
		case !ok && f.Own && isBelowZero(text):
			return nil, crm.Errorf(crm.CodeInvalid, "%q is below 0, and a number counts from 0", text).Try("What may be below 0 or has decimals goes into a field of type text.")
		case !ok && f.Own:
			return nil, crm.Errorf(crm.CodeInvalid, "%q is not a whole number", text).Try("What has decimals goes into a field of type money or text.")
		case !ok:
			return nil, crm.Errorf(crm.CodeInvalid, "%q is not a whole number", text)
		}
		if n == 0 && !f.TakesZero() {
			return nil, crm.Errorf(crm.CodeInvalid, "is a number from 1")
		}
		return n, nil
	case crm.DateType, crm.BirthdayType:
		return w.dateOf(f, text)
	case crm.MoneyType:
		return w.parseMoney(f.Name, text)
	case crm.PhoneType:
		number, err := w.goodPhone(text)
		return number, crm.OnField(err, f.Name)
	case crm.RefType:
		return w.parseRef(f, text)
	}
	if f.Noun() == crm.KindContact && f.Name == "time_zone" && !f.Own {
		return w.timeZone(text)
	}
	if f.Carrier {
		if err := w.isCarrier(text); err != nil {
			return nil, err
		}
		return text, w.confirmNewCarrier(text)
	}
	return text, nil
}

// parseMoney reads the amount of a field as people in the country of the book write it, or the
// file that is imported.
func (w *work) parseMoney(field, text string) (crm.Money, error) {
	amount, err := crm.ReadMoney(text, w.settings.Currency, cmp.Or(w.importing.amounts[field], w.settings.Country))
	if err == nil && amount.Minor > crm.MostMoney {
		most := crm.Amount(crm.MostMoney).Major(crm.Decimals(w.settings.Currency))
		err = crm.Errorf(crm.CodeInvalid, "%q is too much", text).Try("The most is %s %s.", most, w.settings.Currency)
	}
	return amount, err
}

// isBelowZero reports whether a text is a whole number with a minus.
func isBelowZero(text string) bool {
	_, ok := crm.ParseCount(strings.TrimLeft(text, "-−–－ "))
	return ok && strings.TrimLeft(text, "-−–－") != text
}

// grouped reads a whole number as people here write it: "1,000".
func (w *work) grouped(text string) (int64, bool) {
	amount, err := crm.ReadMoney(text, w.settings.Currency, w.settings.Country)
	unit := int64(1)
	for range crm.Decimals(w.settings.Currency) {
		unit *= 10
	}
	return amount.Minor / unit, err == nil && amount.Known && amount.Minor%unit == 0 && amount.Minor >= 0 && !strings.ContainsAny(text, "$€£¥￥円")
}

// code reads a value of a picklist of the book. A line of business may be given by its
// short code.
func (b *Book) code(list, text string) (string, error) {
	if line, ok := b.lineShort(list, text); ok {
		return line, nil
	}
	code, err := b.options.Code(list, text, b.values(list)...)
	if e, ok := crm.AsError(err); ok {
		b.offerOwn(e)
	}
	return code, err
}

// values returns the values of a picklist in this book.
func (b *Book) values(list string) []string {
	if choices, ok := b.schema.Choices(list); ok {
		return choices
	}
	return b.settings.Values(list)
}

// word is code for whole words, as in expressions.
func (b *Book) word(list, text string, values ...string) (string, bool) {
	if line, ok := b.lineShort(list, text); ok {
		return line, true
	}
	if b.options.Word == nil {
		return "", false
	}
	return b.options.Word(list, text, values...)
}

func (b *Book) lineShort(list, text string) (string, bool) {
	if list != "line" {
		return "", false
	}
	for _, l := range b.settings.LineTable() {
		if l.Short != "" && fold.Text(l.Short) == fold.Text(text) {
			return l.Code, true
		}
	}
	return "", false
}

// offerOwn adds to an error how to add a value to its picklist, if possible.
func (b *Book) offerOwn(e *crm.Error) {
	switch e.List {
	case "line":
		own, _ := crm.ParseLines(b.settings.Lines) // checked when it was set
		e.Next("To add one of your own", "book set", "lines", crm.FormatLines(append(own, crm.Line{Code: "NAME"})))
	case "opportunity_stage":
		e.Next("To have others", "book set", "stages", crm.FormatStages(append(b.settings.StageTable(), crm.Stage{Code: "NAME", Probability: 50})))
	}
}

// parseRef finds the record that a field refers to.
func (w *work) parseRef(f *crm.Field, text string) (any, error) {
	switch {
	case f.Ref == crm.KindProducer:
		if f.Name == "owner" {
			return idOf(w.recipient(text))
		}
		return idOf(w.producer(text))
	case f.Name == "household":
		return w.groupMeant(crm.Household, text)
	case f.Name == "org":
		return w.groupMeant(crm.Organization, text)
	case f.Ref == crm.KindContact:
		return idOf(w.contact(text))
	case f.Ref == crm.KindOpportunity:
		return idOf(w.opportunityMeant(text))
	}
	return nil, crm.Errorf(crm.CodeInvalid, "%s can't be set", f.Name)
}

// idOf returns the number of a record that was looked for.
func idOf[R crm.Record](r R, err error) (any, error) {
	if err != nil {
		return nil, err
	}
	return crm.IDOf(r), nil
}

// groupMeant finds a household or an organization by number or name, or makes it.
func (w *work) groupMeant(kind, text string) (int64, error) {
	if id, err := w.findGroup(kind, text); id != 0 || err != nil {
		return id, err
	}
	made := &crm.Contact{Kind: kind, Name: text, Owner: w.ownerOr(w.groupsFor), Created: w.today}
	if err := checkContact(made); err != nil {
		return 0, err
	}
	if _, err := w.put(made); err != nil {
		return 0, err
	}
	if w.outcome.Imported != nil {
		w.importing.named.add(made.ID)
		if kind == crm.Household {
			w.importing.households = append(w.importing.households, text)
		}
	}
	return made.ID, w.askAboutGroup(made)
}

// askAboutGroup names the households or organizations whose names have all words of one that
// somebody's own name has just made: Chen, beside the Chen house. Those that are marked are
// named, and one that isn't if it is the only one and no file says so.
func (w *work) askAboutGroup(made *crm.Contact) error {
	like, err := w.tx.Wording(made.Name)
	like = slices.DeleteFunc(like, func(c *crm.Contact) bool { return c.Kind != made.Kind || c.ID == made.ID || crm.IsErased(c) })
	for _, c := range like {
		switch {
		case !c.DoNotContact.IsZero() && !w.hasNotice("group-like-stopped", c.ID):
			w.warn("group-like-stopped", "of", c.Name, "id", c.ID, "since", c.DoNotContact, "name", made.Name, "contact", made.ID)
		case len(like) == 1 && c.DoNotContact.IsZero() && w.outcome.Imported == nil:
			w.warn("group-like", "of", c.Name, "id", c.ID, "name", made.Name, "contact", made.ID)
		}
	}
	return err
}

// groupsNamed returns the households or organizations with one of those names.
func (v reader) groupsNamed(kind string, names ...string) ([]*crm.Contact, error) {
	var found []*crm.Contact
	for _, name := range names {
		same, err := v.tx.ByName(name)
		if err != nil {
			return nil, err
		}
		for _, c := range same {
			if c.Kind == kind && !slices.ContainsFunc(found, func(f *crm.Contact) bool { return f.ID == c.ID }) {
				found = append(found, c)
			}
		}
	}
	return found, nil
}

// findGroup returns the number of a household or an organization, or 0.
func (v reader) findGroup(kind, text string) (int64, error) {
	if _, ok := recordNumber(text); ok {
		c, err := v.contact(text)
		if err != nil {
			return 0, err
		}
		if c.Kind != kind {
			return 0, crm.Errorf(crm.CodeInvalid, "%d, %s, is %s, not %s", c.ID, c.Name, crm.Article(c.Kind), crm.Article(kind))
		}
		return c.ID, nil
	}
	found, err := v.groupsNamed(kind, text)
	if len(found) == 0 && kind == crm.Household && err == nil {
		found, err = v.groupsNamed(kind, fold.Household(text)...)
	}
	if err != nil {
		return 0, err
	}
	switch len(found) {
	case 0:
		return 0, nil
	case 1:
		return found[0].ID, nil
	}
	return 0, v.ambiguous(text, found)
}
