package store

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"crm/internal/crm"
	"crm/internal/fold"
)

// How contacts are found by name: the whole name, a word of it and, in a script without
// spaces, its beginning. The plain name, without forms of address and of companies,
// only finds the same person.
const (
	byName      = "n"
	byPlainName = "u"
	byWord      = "w"
	byBeginning = "b"
	byParcel    = "k" // of those who must not be contacted
)

// lastRune sorts behind every text with the same beginning.
const lastRune = "\U0010FFFF"

// namesOf returns the names of a contact: as written, as pronounced, made of its parts, and
// as they are called.
func namesOf(c *crm.Contact) []fold.Name {
	names := []fold.Name{fold.NewName(c.Name)}
	others := append([]string{c.Reading, strings.TrimSpace(c.Given + " " + c.Family)}, c.FormerNames()...)
	for _, nickname := range append([]string{c.Nickname}, c.FormerNicknames()...) {
		if nickname == "" {
			continue
		}
		others = append(others, nickname)
		if c.Family != "" {
			others = append(others, nickname+" "+c.Family)
		}
	}
	for _, other := range others {
		if other != "" && other != c.Name {
			names = append(names, fold.NewName(other))
		}
	}
	return names
}

// nameTerms returns the terms by which a contact is found by name.
func nameTerms(c *crm.Contact) []term {
	var terms []term
	names := namesOf(c)
	turns := names[0].Turns()
	for i, n := range names {
		for _, key := range n.Keys() {
			// The parts in another order are the same name.
			if key != "" && (i == 0 || !slices.Contains(turns, key)) {
				terms = append(terms, term{key, byName})
			}
		}
		for _, plain := range n.Forms()[1:] {
			for _, key := range plain.Keys() {
				if key != "" && (i == 0 || !slices.Contains(turns, key)) {
					terms = append(terms, term{key, byPlainName})
				}
			}
		}
		for _, word := range n.Words() {
			terms = append(terms, term{word, byWord})
		}
		if key := n.Beginnings(); key != "" {
			terms = append(terms, term{key, byBeginning})
		}
	}
	return terms
}

// parcelTerms returns the terms by which a contact who must not be contacted, or wants no
// calls, is found under a name that has more, or less.
func parcelTerms(c *crm.Contact) []term {
	if c.DoNotContact.IsZero() && c.CallsWithdrawn.IsZero() {
		return nil
	}
	var terms []term
	for _, name := range c.Names() {
		for _, parcel := range fold.Parcels(name) {
			terms = append(terms, term{parcel, byParcel})
		}
		for _, word := range bornWords(name, c.Birthday) {
			terms = append(terms, term{word, byParcel})
		}
	}
	return terms
}

// bornWords are the words of a name with the birthday, if its year is known.
func bornWords(name string, born crm.Birthday) []string {
	if born.IsZero() || born.Year == 0 {
		return nil
	}
	words := fold.NameWords(name)
	for i := range words {
		words[i] += " " + born.String()
	}
	return words
}

// UnwillingLike returns those who must not be contacted, or want no calls, and may have the
// name of a contact with an addition, or a part of it, or were born on the same day and share
// a word of it.
func (v *View) UnwillingLike(c *crm.Contact) ([]*crm.Contact, error) {
	some, err := v.SomeStopped()
	if !some && err == nil {
		some, err = v.consenting()
	}
	if !some || err != nil {
		return nil, err
	}
	var probes []string
	for _, name := range c.Names() {
		probes = append(append(probes, fold.Probes(name)...), bornWords(name, c.Birthday)...)
	}
	return v.byTerms(probes, byParcel)
}

// order returns the sort key of a named record; a contact has the pronunciation, if
// known.
func (v *View) order(r crm.Record, f *crm.Field) []byte {
	name, _ := f.Get(r).(string)
	if c, ok := r.(*crm.Contact); ok {
		name = cmp.Or(c.Reading, name)
	}
	if v.alphabet == nil {
		v.alphabet = fold.NewOrder(v.country())
	}
	return v.alphabet.Key(name)
}

// ByName returns the contacts with that whole name, in any spelling and order of words,
// with or without forms of address and of companies.
func (v *View) ByName(name string) ([]*crm.Contact, error) {
	if name == v.nobody {
		return nil, nil
	}
	found, err := v.byTerms(turnsOf(name), byName, byPlainName)
	if len(found) == 0 && err == nil {
		v.nobody = name
	}
	return found, err
}

// alikeBy is how those are found who may be the same as somebody new.
var alikeBy = []string{byName, byPlainName, byPhone, byEmail, byExternalID}

// Expect asks at once by which of the numbers, points and names of somebody new nobody is
// found, which is true of most: what asks for each finds nobody then without a question.
func (v *View) Expect(c *crm.Contact) error {
	var phones, emails, names []string
	for _, p := range c.Phones {
		phones = append(phones, v.phone(p.Value))
	}
	for _, p := range c.Emails {
		emails = append(emails, email(p.Value))
	}
	for _, name := range []string{c.Name, c.Reading} {
		if name != "" {
			names = append(names, turnsOf(name)...)
		}
	}
	var args []any
	var texts, ways []string
	ask := func(terms []string, what ...string) {
		terms = slices.DeleteFunc(terms, func(text string) bool { return v.absent[text] })
		if list := placeholders(&args, terms); list != "" {
			texts = append(texts, terms...)
			ways = append(ways, "what IN ('"+strings.Join(what, "', '")+"') AND term IN ("+list+")")
		}
	}
	ask([]string{c.ExternalID}, byExternalID)
	ask(phones, byPhone)
	ask(emails, byEmail)
	ask(names, byName, byPlainName)
	if len(ways) == 0 {
		return nil
	}
	some, err := v.any("FROM lookup WHERE "+strings.Join(ways, " OR "), args...)
	if some || err != nil {
		return err
	}
	if v.absent == nil {
		v.absent = map[string]bool{}
	}
	for _, text := range texts {
		v.absent[text] = true
	}
	return nil
}

// turnsOf are the terms by which the contacts of a whole name are found.
func turnsOf(name string) (terms []string) {
	for _, form := range fold.NewName(name).Forms() {
		terms = append(terms, form.Turns()...)
	}
	return terms
}

func (v *View) byTerms(terms []string, what ...string) ([]*crm.Contact, error) {
	var args []any
	list := placeholders(&args, slices.DeleteFunc(slices.Clone(terms), func(text string) bool {
		return v.absent[text] && !slices.ContainsFunc(what, func(way string) bool { return !slices.Contains(alikeBy, way) })
	}))
	if list == "" {
		return nil, nil
	}
	from := "FROM lookup WHERE what IN ('" + strings.Join(what, "', '") + "') AND term IN (" + list + ")"
	// New names of an import find nothing, which one column tells.
	if there, err := v.any(from, args...); !there || err != nil {
		return nil, err
	}
	return find[*crm.Contact](v, "WHERE id IN (SELECT contact "+from+") ORDER BY id", args...)
}

// placeholders adds texts to the arguments of a statement and returns their
// placeholders. An empty text matches nobody.
func placeholders(args *[]any, texts []string) string {
	var places []string
	for _, text := range texts {
		if text != "" {
			*args = append(*args, text)
			places = append(places, "$"+strconv.Itoa(len(*args)))
		}
	}
	return strings.Join(places, ", ")
}

// ByWords returns the contacts that a text names: those with that name as written, or
// else those whose names have all its words or, in a script without spaces, begin with
// it. Another order or the parts of a name are no better than other matches. A form of
// address counts only if nobody's name has it.
func (v *View) ByWords(text string) ([]*crm.Contact, error) {
	n := fold.NewName(text)
	found, err := v.contactsNamed(n)
	if len(found) > 0 || err != nil {
		return found, err
	}
	if bare, ok := n.Untitled(); ok {
		return v.contactsNamed(bare)
	}
	return nil, nil
}

func (v *View) contactsNamed(n fold.Name) ([]*crm.Contact, error) {
	whole, err := v.byTerms(n.Turns(), byName)
	if err != nil || slices.ContainsFunc(whole, func(c *crm.Contact) bool { return n.Writes(c.Name) }) {
		return whole, err
	}
	found, err := v.wording(n)
	found = slices.DeleteFunc(found, func(c *crm.Contact) bool {
		return slices.ContainsFunc(whole, func(w *crm.Contact) bool { return w.ID == c.ID })
	})
	return append(whole, found...), err
}

// Wording returns the contacts whose names have all words of a text, even if it is
// somebody's whole name.
func (v *View) Wording(text string) ([]*crm.Contact, error) { return v.wording(fold.NewName(text)) }

func (v *View) wording(n fold.Name) ([]*crm.Contact, error) {
	args := []any{byWord}
	list := placeholders(&args, n.Rarest())
	if list == "" {
		return nil, nil
	}
	condition := "WHERE id IN (SELECT contact FROM lookup WHERE what = $1 AND term IN (" + list + ")"
	for _, key := range n.Keys() {
		condition += " UNION " + beginning(&args, key, byBeginning)
	}
	found, err := find[*crm.Contact](v, condition+") ORDER BY id", args...)
	return slices.DeleteFunc(found, func(c *crm.Contact) bool { return !n.Fits(namesOf(c)...) }), err
}

// beginning selects contacts by the beginning of a term of some kinds, as a range of
// the index.
func beginning(args *[]any, start string, kinds ...string) string {
	*args = append(*args, start, start+lastRune)
	from, to := len(*args)-1, len(*args)
	return fmt.Sprintf("SELECT DISTINCT contact FROM lookup WHERE term >= $%d AND term < $%d AND what IN ('%s')", from, to, strings.Join(kinds, "', '"))
}

// Beginning returns contacts of a stage (empty is any) whose number, name, or a word of
// it begins with a text, up to a limit, each with what tells them apart alone.
func (v *View) Beginning(typed, stage string, limit int) ([]*crm.Contact, error) {
	args := []any{stage}
	var from []string
	number, isNumber := strings.TrimSpace(typed), true
	for _, r := range number {
		isNumber = isNumber && '0' <= r && r <= '9'
	}
	if isNumber {
		from = numbersBeginning(number)
	}
	for _, key := range fold.NewName(typed).Keys() {
		if key != "" {
			from = append(from, beginning(&args, key, byName, byWord, byBeginning))
		}
	}
	for i, text := range from {
		from[i] = "SELECT * FROM (" + text + " AND ($1 = '' OR (SELECT stage FROM contacts WHERE id = contact) = $1)" + atMost(limit) + ") AS part"
	}
	fields := fieldsNamed(crm.KindContact, "id", "name", "phone", "stopped")
	scan := newScan(fields)
	var found []*crm.Contact
	err := v.each("SELECT "+v.columnList(fields, "")+" FROM contacts WHERE id IN ("+strings.Join(from, " UNION ")+") ORDER BY next_due NULLS FIRST, name_order, id"+atMost(limit), args, func(row *rows) error {
		c := new(crm.Contact)
		found = append(found, c)
		return scan.into(row, c)
	})
	return found, err
}

// numbersBeginning selects the contacts whose numbers have those first digits.
func numbersBeginning(digits string) []string {
	const contact = "SELECT contact FROM (SELECT id AS contact FROM contacts) AS numbered WHERE contact"
	if digits == "" {
		return []string{contact + " > 0"}
	}
	first, err := strconv.ParseInt(digits, 10, 64)
	if err != nil || first == 0 {
		return nil
	}
	var ranges []string
	for span := int64(1); first < 1e12 && span <= 1e8; first, span = first*10, span*10 {
		ranges = append(ranges, fmt.Sprintf(contact+" BETWEEN %d AND %d", first, first+span-1))
	}
	return ranges
}
