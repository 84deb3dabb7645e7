package book

import (
	"strings"
	"unicode"

	"crm/internal/crm"
	"crm/internal/fold"
)

// A spouse whom a row names alone is a contact of the household, as the second one of "Boyd, Dee &
// Earl" is: see docs/decisions/0177.

// spouseNamed makes a contact of whom a row names as the spouse of its contact, and returns them, or
// nil if the text is not a whole name, several in the book have it, or the contact must not be
// contacted.
func (w *work) spouseNamed(r relatedNamed, c *crm.Contact, in Import) (*crm.Contact, error) {
	name, is := wholeSpouse(r.Name, c)
	if !is || r.known || r.own || r.UID != "" || c.Kind != crm.Person || !c.Stopped.IsZero() || !c.CallsBarred.IsZero() || in.Names != nil && !in.Names(r.Name) {
		return nil, nil
	}
	married, err := w.isMarried(c)
	if married || err != nil {
		return nil, err
	}
	if there, err := w.tx.ByWords(name); len(there) > 0 || err != nil {
		return nil, err
	}
	if err := w.liveTogether(c, nil, name); err != nil {
		return nil, err
	}
	in.Stage = c.Stage
	w.importing.of = 0
	row := ImportRow{Line: r.line, Values: Values{"full_name": {name}}, Complete: func(o *crm.Contact) error {
		o.Owner, o.Source, o.Household, o.Stage = c.Owner, c.Source, c.Household, c.Stage
		return w.putAddresses(o, c.Addresses)
	}}
	if err := w.importRow(row, in); err != nil {
		return nil, err
	}
	if err := w.drain(); err != nil {
		return nil, err
	}
	if w.importing.made.has(w.importing.of) {
		w.importing.cards.spouses = append(w.importing.cards.spouses, name)
	}
	return w.contactOrNil(w.importing.of)
}

// wholeSpouse returns the whole name of somebody whom the row of a contact names as their spouse, and
// whether the text is one: two or more words as names have them, or in a script without spaces also a
// given name, since a couple has one family name there.
func wholeSpouse(text string, c *crm.Contact) (string, bool) {
	if strings.ContainsFunc(text, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.Is(unicode.M, r) && !strings.ContainsRune(" 　.-'’‐・", r)
	}) || fold.Firm(text) {
		return "", false
	}
	words := strings.Fields(text)
	if fold.Unspaced(text) && len(words) == 1 && c.Family != "" && !strings.HasPrefix(text, c.Family) && len([]rune(text)) <= longestGiven {
		return c.Family + " " + text, true
	}
	for _, word := range words {
		if first := []rune(word)[0]; unicode.IsLower(first) && len(words) < 3 { // "de la Cruz" has more
			return "", false
		}
	}
	return text, len(words) > 1 && len(words) <= longestWhole && !unicode.IsLower([]rune(words[0])[0])
}

// Limits of what is taken for the name of a spouse.
const (
	longestGiven = 3 // characters of a given name in a script without spaces
	longestWhole = 5 // words
)

// isMarried reports whether somebody has a spouse in the book.
func (w *work) isMarried(c *crm.Contact) (bool, error) {
	known, err := w.tx.RelationsOf(c.ID)
	for _, k := range known {
		if _, seen := k.To(c.ID); seen.As == crm.Spouse {
			return true, err
		}
	}
	return false, err
}

// joinSpouse gives a couple the household that one of them has, or one of their own if this import
// has brought both.
func (w *work) joinSpouse(c, other *crm.Contact) error {
	if c.Household == 0 && other.Household == 0 && w.importing.made.has(c.ID) && w.importing.made.has(other.ID) {
		if err := w.liveTogether(c, other, plainName(other)); err != nil {
			return err
		}
		return w.drain()
	}
	if c.Household == 0 {
		c, other = other, c
	}
	if c.Household == 0 || other.Household != 0 {
		return nil
	}
	other.Household = c.Household
	_, err := w.put(other)
	return err
}

// liveTogether gives somebody without a household one with the name of them and their spouse, who
// joins it if they are a contact.
func (w *work) liveTogether(c, spouse *crm.Contact, name string) (err error) {
	if c.Household == 0 {
		w.groupsFor = c.Owner
		if c.Household, err = w.groupMeant(crm.Household, coupleName(c, name)); err != nil {
			return err
		}
		if _, err := w.put(c); err != nil {
			return err
		}
	}
	if err := w.noteJoined(c, true); err != nil || spouse == nil {
		return err
	}
	spouse.Household = c.Household
	_, err = w.put(spouse)
	return err
}

// coupleName is what the household of somebody and their spouse is called: Marge & Bill Pohl.
func coupleName(c *crm.Contact, spouse string) string {
	family, given := "", len(spouse)-len(c.Family)-1
	switch {
	case c.Family == "" || given < 1:
	case fold.Unspaced(spouse) && strings.HasPrefix(spouse, c.Family+" "):
		family = c.Family
	case strings.EqualFold(spouse[given:], " "+c.Family): // DUPONT and Dupont
		family, spouse = c.Family, spouse[:given+1]+c.Family
	}
	return namesTogether([]string{plainName(c), spouse}, family)
}

// plainName is the given and the family name of somebody, where both are known.
func plainName(c *crm.Contact) string {
	switch {
	case c.Given == "" || c.Family == "":
		return c.Name
	case fold.Unspaced(c.Name):
		return c.Family + " " + c.Given
	}
	return c.Given + " " + c.Family
}
