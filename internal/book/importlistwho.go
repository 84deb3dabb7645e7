package book

import (
	"fmt"
	"slices"
	"strings"

	"crm/internal/crm"
	"crm/internal/fold"
)

// A number in a list is that of the book which has written it. It is a record of this one if
// what the list says of that record is true here; or else the record is looked for by that.

// SharedNames is the column of a list of notes that names those whose numbers are beside it,
// with BetweenNames between them.
const (
	SharedNames  = "shared.name"
	BetweenNames = "; "
)

// readShared finds with whom a note is shared: numbers of another book are other people here.
func (i *listImport) readShared(r *listRow) error {
	n, ok := r.record.(*crm.Note)
	if !ok || len(n.Shared) == 0 {
		return nil
	}
	if there, _ := r.there.(*crm.Note); there != nil && slices.Equal(there.Shared, n.Shared) {
		return nil
	}
	var with crm.Numbers
	for _, name := range strings.Split(r.Values.text(SharedNames), BetweenNames) {
		if name == "" {
			return crm.Errorf(crm.CodeInvalid, "the numbers of those with whom it is shared are those of another book").Try("Write the list with %s, too: all columns.", SharedNames).On("shared")
		}
		id, _, err := i.sharee(name)
		if err != nil {
			return crm.OnField(err, "shared")
		}
		with = with.With(id)
	}
	n.Shared = with
	return nil
}

// NobodyCalled begins the error for a name that nobody has.
const NobodyCalled = "nobody in the book is called"

// saidOf is what a row says of a record that it refers to.
type saidOf struct {
	field  *crm.Field
	number int64
	says   map[string]string // by field of that record: those that the file has columns for
}

// readPeople finds the contacts and producers that a row names.
func (i *listImport) readPeople(r *listRow) error {
	return i.readRefs(r, func(f *crm.Field) bool { return f.Ref == crm.KindContact || f.Ref == crm.KindProducer })
}

// readRegarded finds what the record of a row regards, which is the contact's.
func (i *listImport) readRegarded(r *listRow) error {
	return i.readRefs(r, func(f *crm.Field) bool { return f.Ref != crm.KindContact && f.Ref != crm.KindProducer })
}

func (i *listImport) readRefs(r *listRow, of func(*crm.Field) bool) error {
	for _, f := range crm.BuiltIn(i.kind).Fields {
		if f.Type != crm.RefType || f.Derived || !of(f) {
			continue
		}
		t := saidOf{field: f, says: map[string]string{}}
		t.number, _ = recordNumber(r.Values.text(f.Name))
		empty := t.number == 0
		for _, other := range crm.BuiltIn(f.Ref).Fields {
			if path := f.Name + "." + other.Name; i.gives(path) {
				t.says[other.Name] = r.Values.text(path)
				empty = empty && (t.says[other.Name] == "" || !slices.Contains([]string{"name", "external_id"}, other.Name) && f.Ref == crm.KindContact)
			}
		}
		if empty {
			continue
		}
		id, err := i.meant(r, t)
		if err != nil {
			return crm.OnField(err, f.Name)
		}
		if err := f.Set(r.record, id); err != nil {
			return err
		}
		if t.number != 0 {
			i.here[t.number] = id
		}
		if f.Ref == crm.KindContact && f.Name == "contact" {
			if r.contact, err = i.contactOrNil(id); err != nil {
				return err
			}
		}
	}
	return nil
}

// meant returns the number of the record that is told of.
func (i *listImport) meant(r *listRow, t saidOf) (int64, error) {
	if id := i.here[t.number]; id != 0 && t.field.Ref == i.kind { // of another row
		return id, nil
	}
	if r.there != nil && t.number != 0 {
		if value, _ := t.field.Get(r.there).(int64); value == t.number {
			return value, nil
		}
	}
	there, err := i.tx.Ref(t.field.Ref, t.number)
	if err != nil {
		return 0, err
	}
	named := t.says["name"] != ""
	switch {
	case t.field.Ref == crm.KindContact && !named && t.says["external_id"] == "", t.field.Ref == crm.KindProducer && !named, len(t.says) == 0:
		paths := t.field.Name + "." + strings.Join(slices.DeleteFunc(crm.Telling(i.kind), func(path string) bool { return !strings.HasPrefix(path, t.field.Name+".") }), ",")
		paths = strings.TrimPrefix(paths, t.field.Name+".")
		return 0, crm.Errorf(crm.CodeInvalid, "%d is a number of another book, which may mean something else here", t.number).Try("Write the list with the columns that say what it is, too: %s", paths)
	case there != nil && i.isTold(there, t):
		return t.number, nil
	case t.field.Ref == crm.KindContact:
		return i.contactTold(t)
	case t.field.Ref == crm.KindProducer:
		return i.colleagueTold(t)
	}
	return i.regardedTold(r, t)
}

// isTold reports whether what a row says of a record is true of one of the book.
func (i *listImport) isTold(there crm.Record, t saidOf) bool {
	if c, ok := there.(*crm.Contact); ok {
		return isCalled(c, t.says["name"]) && !i.isElse(c, t)
	}
	if p, ok := there.(*crm.Producer); ok {
		return fold.SameName(p.Name, t.says["name"])
	}
	for name, text := range t.says {
		f, known := crm.BuiltIn(t.field.Ref).Field(name)
		if !known || f.Derived || f.Type == crm.RefType || !slices.Contains(crm.Telling(i.kind), t.field.Name+"."+name) {
			continue
		}
		var stored any
		if text != "" {
			stored = text
		}
		value, err := f.DecodeValue(stored)
		if err != nil || f.EncodeValue(value) != f.Encode(there) && !(text == "" && f.Get(there) == nil) {
			return false
		}
	}
	return true
}

// isElse reports whether something that a row says of somebody is known to be otherwise.
func (i *listImport) isElse(c *crm.Contact, t saidOf) bool {
	other := &crm.Contact{ExternalID: t.says["external_id"]}
	if day, err := crm.ParseISOBirthday(t.says["birthday"]); err == nil {
		other.Birthday = day
	}
	return other.ExternalID != "" && c.ExternalID != "" && fold.Text(other.ExternalID) != fold.Text(c.ExternalID) || bornApart(c, other)
}

// contactTold finds somebody by their name and what else a row says of them.
//
// Errors: CodeNotFound, CodeConflict for several.
func (i *listImport) contactTold(t saidOf) (int64, error) {
	name := t.says["name"]
	found, err := i.tx.ByName(name)
	if err != nil {
		return 0, err
	}
	if number := t.says["external_id"]; number != "" {
		numbered, err := i.tx.ByExternalID(number)
		if err != nil {
			return 0, err
		}
		if name == "" {
			found = numbered
		} else if same := slices.DeleteFunc(numbered, func(c *crm.Contact) bool { return !isCalled(c, name) }); len(same) > 0 {
			found = same
		}
	}
	found = slices.DeleteFunc(slices.Clone(found), func(c *crm.Contact) bool { return i.isElse(c, t) || crm.IsErased(c) })
	for _, by := range []struct {
		field string
		of    func(*crm.Contact) crm.Points
		same  func(a, b string) bool
	}{
		{"phone", func(c *crm.Contact) crm.Points { return c.Phones }, i.samePhone},
		{"email", func(c *crm.Contact) crm.Points { return c.Emails }, sameEmail},
	} {
		text := t.says[by.field]
		if text == "" {
			continue
		}
		has := func(c *crm.Contact) bool {
			return slices.ContainsFunc(by.of(c), func(p crm.Point) bool { return by.same(p.Value, text) })
		}
		if slices.ContainsFunc(found, has) {
			found = slices.DeleteFunc(found, func(c *crm.Contact) bool { return !has(c) })
		} else if len(found) > 1 {
			found = slices.DeleteFunc(found, func(c *crm.Contact) bool { return len(by.of(c)) > 0 })
		}
	}
	switch len(found) {
	case 0:
		return 0, crm.Errorf(crm.CodeNotFound, NobodyCalled+" %q", name)
	case 1:
		return found[0].ID, nil
	}
	return 0, i.ambiguous(name, found)
}

// colleagueTold finds a producer by their name.
//
// Errors: CodeNotFound.
func (i *listImport) colleagueTold(t saidOf) (int64, error) {
	p, err := i.producer(t.says["name"])
	if err != nil {
		return 0, err
	}
	return p.ID, nil
}

// colleagueOf returns the producer who looks after a record, or nil.
func (i *listImport) colleagueOf(r crm.Record) (*crm.Producer, error) {
	p, err := i.tx.Ref(crm.KindProducer, crm.OwnerOf(r))
	producer, _ := p.(*crm.Producer)
	return producer, err
}

// regardedTold finds what a record regards among what is with its contact and their
// household.
//
// Errors: CodeNotFound, CodeConflict for several.
func (i *listImport) regardedTold(r *listRow, t saidOf) (int64, error) {
	what := string(t.field.Ref)
	if r.contact == nil {
		return 0, crm.Errorf(crm.CodeNotFound, "the book has no such %s", what)
	}
	house, err := i.house(r.contact)
	if err != nil {
		return 0, err
	}
	people := []int64{r.contact.ID, r.contact.Household, r.contact.Org}
	for _, c := range house {
		people = append(people, c.ID)
	}
	slices.Sort(people)
	var found []crm.Record
	for _, id := range slices.Compact(people) {
		if id == 0 {
			continue
		}
		all, err := i.tx.RecordsWith(t.field.Ref, id)
		if err != nil {
			return 0, err
		}
		found = append(found, slices.DeleteFunc(all, func(other crm.Record) bool { return !i.isTold(other, t) })...)
	}
	if own := slices.DeleteFunc(slices.Clone(found), func(other crm.Record) bool { return crm.About(other, crm.KindContact) != r.contact.ID }); len(own) > 0 {
		found = own
	}
	var says []string
	for _, path := range crm.Telling(i.kind) {
		if of, name, _ := strings.Cut(path, "."); of == t.field.Name && t.says[name] != "" {
			says = append(says, t.says[name])
		}
	}
	switch len(found) {
	case 0:
		return 0, crm.Errorf(crm.CodeNotFound, "%s has no such %s: %s", r.contact.Name, what, strings.Join(says, ", "))
	case 1:
		return crm.IDOf(found[0]), nil
	}
	return 0, crm.Errorf(crm.CodeConflict, "%s has %d such: %s", r.contact.Name, len(found), fmt.Sprint(what, " ", strings.Join(says, ", ")))
}
