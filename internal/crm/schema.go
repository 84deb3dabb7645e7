package crm

import (
	"cmp"
	"maps"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// Catalogue has the fields of a noun, in order.
type Catalogue struct {
	Kind   Kind
	Fields []*Field
	lists  []*Field // those whose values are lists
	theirs []*Field // those that follow from other records
	byName map[string]*Field
}

// Field finds a field by name.
func (c *Catalogue) Field(name string) (*Field, bool) {
	f, ok := c.byName[name]
	return f, ok
}

// Kept finds a field by the key of its values.
func (c *Catalogue) Kept(key string) (*Field, bool) {
	if f, ok := c.byName[key]; ok && !f.Own {
		return f, true
	}
	for _, f := range slices.Backward(c.Fields) { // the book's own are the last
		if !f.Own {
			break
		}
		if f.Key == key {
			return f, true
		}
	}
	return nil, false
}

// Names lists the names of the fields, in order.
func (c *Catalogue) Names() []string {
	names := make([]string, len(c.Fields))
	for i, f := range c.Fields {
		names[i] = f.Name
	}
	return names
}

// BuiltIn returns the fields that a noun has in every book, read from struct tags on
// first use.
func BuiltIn(kind Kind) *Catalogue { return NounOf(kind).fields() }

func catalogueOf(r Record) *Catalogue {
	t := reflect.TypeOf(r).Elem()
	n := t.NumField() + 1 // the head of a record has two fields
	c := &Catalogue{Kind: r.Noun(), Fields: make([]*Field, 0, n), byName: make(map[string]*Field, n)}
	c.read(t, 0)
	return c
}

// read reads the tags of a struct at an offset in its noun.
func (c *Catalogue) read(t reflect.Type, offset uintptr) {
	for i := range t.NumField() {
		sf := t.Field(i)
		if sf.Anonymous {
			if sf.Offset != 0 { // see Field.at
				panic("crm: the head of a record comes first")
			}
			c.read(sf.Type, offset)
			continue
		}
		tag, ok := strings.CutPrefix(string(sf.Tag), `field:"`) // no field has another tag
		if !ok {
			continue
		}
		name, options, _ := strings.Cut(strings.TrimSuffix(tag, `"`), ",")
		f := &Field{Name: name, Key: name, Max: longestText, noun: c.Kind, offset: offset + sf.Offset}
		f.Type, f.slot = slotOf(sf.Type)
		for options != "" {
			var option string
			option, options, _ = strings.Cut(options, ",")
			key, value, _ := strings.Cut(option, "=")
			switch key {
			case "list":
				f.Type, f.List = CodeType, value
				if !ofABook(value) {
					f.codes = Picklist(value)
				}
			case "ref":
				f.Type, f.Ref = RefType, Kind(value)
			case "derived":
				f.Derived = true
				if value != "" {
					f.From = strings.Split(value, "+")
				}
			case "order":
				f.Order = value
			case "needed":
				f.Needed = true
			case "zero":
				f.zero = true
			case "ahead":
				f.Looks = Ahead
			case "past":
				f.Looks = Past
			case "begun":
				f.Looks = Begun
			case "ends":
				f.Looks = Ends
			case "since":
				f.Since = true
			case "quiet":
				f.Quiet = true
			case "kept":
				f.Kept = true
			case "months":
				f.Months = true
			case "carrier":
				f.Carrier = true
			case "yearly":
				f.Yearly = true
			case "words":
				f.Words = value
			case "prose":
				f.Prose = true
			case "phone":
				f.Type = PhoneType
			case "percent":
				f.Type = PercentType
			case "bytes":
				f.Type = BytesType
			case "max":
				f.Max, _ = strconv.Atoi(value)
			default:
				panic("crm: unknown option in the tag of field " + name)
			}
		}
		c.add(f)
	}
}

func (c *Catalogue) add(f *Field) {
	c.Fields = append(c.Fields, f)
	c.byName[f.Name] = f
	if f.slot.part != nil {
		c.lists = append(c.lists, f)
	}
	if f.Derived && len(f.From) == 0 {
		c.theirs = append(c.theirs, f)
	}
}

// KeepTheirs gives a record those fields of another state of it that follow from other
// records.
func KeepTheirs(r, from Record) error {
	for _, f := range BuiltIn(r.Noun()).theirs {
		if err := f.Set(r, f.Get(from)); err != nil {
			return err
		}
	}
	return nil
}

// Schema has the fields of the records of one book, the built-in ones and its own, and the
// currency of their amounts. It is immutable: With and In make another. Nil is the schema of a
// book without fields of its own that counts in a currency with two decimals.
type Schema struct {
	nouns    map[Kind]*Catalogue // those that have fields of the book's own
	currency string
}

// In returns the schema of a book that counts in a currency.
func (s *Schema) In(currency string) *Schema {
	switch {
	case s.Currency() == currency, s == nil && currency == "":
		return s
	case s == nil:
		return &Schema{currency: currency}
	}
	return &Schema{s.nouns, currency}
}

// Currency returns the currency of the amounts.
func (s *Schema) Currency() string {
	if s == nil {
		return usualCurrency
	}
	return cmp.Or(s.currency, usualCurrency)
}

// Decimals returns the decimal places of the amounts.
func (s *Schema) Decimals() int { return Decimals(s.Currency()) }

// Fields returns the fields of a noun, the book's own last.
func (s *Schema) Fields(kind Kind) *Catalogue {
	if s != nil {
		if c, ok := s.nouns[kind]; ok {
			return c
		}
	}
	return BuiltIn(kind)
}

// OwnName reports whether a name has the form of the name of a field of a book's own.
func OwnName(name string) bool { return regexp.MustCompile(`^[a-z][a-z0-9_]{0,39}$`).MatchString(name) }

// With returns a schema with further fields of a noun. The name, key, labels, type, list
// and choices of each count.
//
// Errors: CodeInvalid for a noun without room for them, and for an invalid name or
// type.
func (s *Schema) With(kind Kind, fields ...*Field) (*Schema, error) {
	if !NounOf(kind).Own {
		return nil, Errorf(CodeInvalid, "%s has no fields of a book's own", Article(string(kind)))
	}
	was := s.Fields(kind)
	c := &Catalogue{Kind: kind, Fields: slices.Clone(was.Fields), byName: maps.Clone(was.byName)}
	for _, f := range fields {
		if _, taken := c.byName[f.Name]; taken || !OwnName(f.Name) {
			return nil, Errorf(CodeInvalid, "no field of %s can be called %q", Article(string(kind)), f.Name)
		}
		own := &Field{
			Name: f.Name, Key: cmp.Or(f.Key, f.Name), Label: cmp.Or(f.Label, strings.ReplaceAll(f.Name, "_", " ")), Labels: f.Labels,
			Type: f.Type, List: f.List, Choices: f.Choices, Looks: f.Looks, Max: longestText, Own: true, zero: true, noun: kind,
		}
		if own.codes = Picklist(f.List); f.Choices != nil {
			own.List = ownList + string(kind) + "." + f.Name
		}
		if own.slot = ownSlot(f.Type); own.slot == nil {
			return nil, Errorf(CodeInvalid, "a field of a book's own can't be a %s", f.Type)
		}
		c.add(own)
	}
	all := map[Kind]*Catalogue{}
	if s != nil {
		maps.Copy(all, s.nouns)
	}
	all[kind] = c
	return &Schema{all, s.Currency()}, nil
}

// ownList begins the name of the picklist of a choice that a book has added.
const ownList = "own."

// Choices returns the values of the picklist of a choice that the book has added.
func (s *Schema) Choices(list string) (choices []string, ok bool) {
	own, ok := strings.CutPrefix(list, ownList)
	if !ok {
		return nil, false
	}
	kind, name, _ := strings.Cut(own, ".")
	f, ok := s.Fields(Kind(kind)).Field(name)
	if !ok {
		return nil, false
	}
	return f.Choices, true
}
