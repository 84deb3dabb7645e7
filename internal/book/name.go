package book

import (
	"slices"
	"strings"
	"unicode"

	"crm/internal/crm"
	"crm/internal/fold"
)

// likeness says how likely it is that two contacts are one.
type likeness int

const (
	different likeness = iota // something tells them apart
	perhaps                   // the names are the same, and nothing else is known
	same                      // the names are the same, and a phone, an e-mail or the birthday
)

// likeness compares two contacts of one name. What tells them apart counts before what
// they share: father and son may have one name and one phone.
func (v reader) likeness(a, b *crm.Contact) likeness {
	switch {
	case !sameNames(a, b), a.Kind != b.Kind && !bothFirms(a, b), bornApart(a, b), saidApart(a.Given, b.Given), saidApart(a.Reading, b.Reading):
		return different
	case v.tx.SamePoint(a, b), !a.Birthday.IsZero() && !b.Birthday.IsZero():
		return same
	}
	return perhaps
}

// likeStopped says how likely it is that a new contact is one who must not be contacted,
// under another name. One name is in the other: the new one has married, has a title, or is
// written short.
func likeStopped(c, stopped *crm.Contact) likeness {
	if stopped.DoNotContact.IsZero() || sameNames(c, stopped) || bornApart(c, stopped) {
		return different
	}
	born := c.Birthday.Year != 0 && stopped.Birthday.Year != 0
	is, enough := false, false
	for _, a := range []string{c.Name, c.Reading} {
		for _, b := range []string{stopped.Name, stopped.Reading} {
			if a != "" && b != "" {
				in, much := fold.Within(a, b)
				is, enough = is || in, enough || much
			}
		}
	}
	switch {
	case is && born:
		return same
	case enough, born && fold.MayBeOne(c.Name, stopped.Name):
		return perhaps
	}
	return different
}

// numberedApart reports whether two contacts with the same number of another program are
// two people whom two programs numbered: nothing else of them agrees.
func (v reader) numberedApart(a, b *crm.Contact) bool {
	if sameNames(a, b) || v.tx.SamePoint(a, b) || !a.Birthday.IsZero() && !b.Birthday.IsZero() && !bornApart(a, b) {
		return false
	}
	had := fold.NewName(b.Name).Words()
	return !slices.ContainsFunc(fold.NewName(a.Name).Words(), func(word string) bool { return slices.Contains(had, word) })
}

// bothFirms reports whether both have the name of a company, whatever kind they were
// entered as.
func bothFirms(a, b *crm.Contact) bool {
	_, x := fold.Company(a.Name)
	_, y := fold.Company(b.Name)
	return x && y
}

// fitsName reports whether a text is the whole name as it is written, and whether it is
// enough to identify it.
func fitsName(name, text string) (whole, enough bool) {
	n := fold.NewName(text)
	return n.Writes(name), fold.SameName(name, text) || n.Fits(fold.NewName(name))
}

// sameNames reports whether two contacts have one name. A contact may be entered as
// their name is pronounced, but two names that are only pronounced alike are two.
func sameNames(a, b *crm.Contact) bool {
	return fold.SameName(a.Name, b.Name) ||
		a.Reading != "" && fold.SameName(a.Reading, b.Name) || b.Reading != "" && fold.SameName(a.Name, b.Reading)
}

// mayBeOne reports whether two contacts with one phone or e-mail may be one person, or one
// company, under two names.
func mayBeOne(a, b *crm.Contact) bool {
	switch {
	case bornApart(a, b):
		return false
	case sameNames(a, b):
		return true
	case a.Kind != crm.Person || b.Kind != crm.Person:
		return fold.SharesWord(a.Name, b.Name)
	}
	return fold.MayBeOne(a.Name, b.Name)
}

// bornApart reports whether two birthdays are known to differ. If a year is missing,
// the day decides.
func bornApart(a, b *crm.Contact) bool {
	x, y := a.Birthday, b.Birthday
	if x.IsZero() || y.IsZero() {
		return false
	}
	return x.Month != y.Month || x.Day != y.Day || x.Year != y.Year && x.Year != 0 && y.Year != 0
}

// saidApart reports whether two given names or readings are known to differ: neither is
// part of the other.
func saidApart(a, b string) bool {
	if a == "" || b == "" || fold.SameName(a, b) {
		return false
	}
	x, y := fold.NewName(a), fold.NewName(b)
	return !x.Fits(y) && !y.Fits(x)
}

// phoneFoundCode warns that a new contact, who has a phone, has the name of one whose
// phone is being looked for.
const phoneFoundCode = "phone-found"

func (w *work) sayPhoneFound(c, other *crm.Contact) error {
	phone := slices.IndexFunc(c.Phones, func(p crm.Point) bool {
		return p.Reaches() && !slices.ContainsFunc(other.Phones, func(had crm.Point) bool { return w.samePhone(had.Value, p.Value) })
	})
	if phone < 0 || !other.Stopped.IsZero() {
		return nil
	}
	open, err := w.tx.OpenActivities(other.ID)
	for _, a := range open {
		if a.Purpose == crm.PurposeFindPhone {
			w.warn(phoneFoundCode, "name", other.Name, "contact", other.ID, "id", a.ID, "command", crm.Run("contact edit", other.ID, crm.With("phone", c.Phones[phone].Value)))
		}
	}
	return err
}

// setName handles a typed name. "Hudson, Jane" becomes Jane Hudson. Its known parts
// follow the name unless they were typed, too. Before has those of the old name.
func setName(c, before *crm.Contact, typed Values) {
	given, family, suffix, ok := splitTurned(c.Name)
	if ok = ok && c.Kind == crm.Person; ok {
		c.Name = strings.TrimSpace(joinName(given, family) + " " + suffix)
	}
	for _, part := range []struct {
		field string
		value *string
		told  string
	}{{"given", &c.Given, given}, {"family", &c.Family, family}} {
		if _, is := typed.first(part.field); is {
			continue
		}
		if ok {
			*part.value = part.told
		} else if !partOf(*part.value, c.Name) {
			*part.value = ""
		}
	}
	_, givenTyped := typed.first("given")
	_, familyTyped := typed.first("family")
	if !givenTyped && !familyTyped && !ok {
		restOfName(c, before)
	}
}

// restOfName gives the part of a name that no longer fitted what is left of the new name,
// if that is one word.
func restOfName(c, before *crm.Contact) {
	is, other := &c.Family, c.Given
	if before.Given != "" && c.Given == "" {
		is, other = &c.Given, c.Family
	} else if before.Family == "" || c.Family != "" {
		return
	}
	words := strings.Fields(c.Name)
	if at := slices.IndexFunc(words, func(word string) bool { return fold.Text(word) == fold.Text(other) }); len(words) == 2 && at >= 0 {
		*is = words[1-at]
	}
}

// readingStaysCode warns that a contact has a new name and the reading of the old one, and
// partClearedCode that a part of the old one is gone.
const (
	readingStaysCode = "reading-stays"
	partClearedCode  = "part-cleared"
)

// sayNameParts tells what a new name has left of the old one.
func (w *work) sayNameParts(c, before *crm.Contact, typed Values) {
	if fold.SameName(c.Name, before.Name) {
		return
	}
	if _, given := typed.first("reading"); !given && c.Reading != "" {
		w.warn(readingStaysCode, "name", c.Name, "value", c.Reading, "contact", c.ID)
	}
	for _, part := range [][2]string{{before.Given, c.Given}, {before.Family, c.Family}} {
		if part[0] != "" && part[1] == "" {
			w.warn(partClearedCode, "name", c.Name, "value", part[0], "contact", c.ID)
		}
	}
}

// wholeName assembles a new name. One that lacks the family name typed with it is the
// given name, and the other way round.
func wholeName(c *crm.Contact, typed Values) {
	if _, _, _, ok := splitTurned(c.Name); ok || c.Kind != crm.Person || c.Name == "" {
		return
	}
	lacks := func(part string) bool { return part != "" && !inName(part, c.Name) }
	_, given := typed.first("given")
	_, family := typed.first("family")
	switch name := c.Name; {
	case family && lacks(c.Family) && !lacks(c.Given):
		if c.Name = joinName(name, c.Family); !given {
			c.Given = name
		}
	case given && lacks(c.Given) && !lacks(c.Family):
		if c.Name = joinName(c.Given, name); !family {
			c.Family = name
		}
	}
}

// followParts updates a name after one of its parts has changed.
//
// Errors: CodeInvalid if it is unknown which part of the name that is.
func followParts(c, before *crm.Contact) error {
	given, family := c.Given != before.Given && c.Given != "", c.Family != before.Family && c.Family != ""
	if c.Kind != crm.Person || !given && !family {
		return nil
	}
	if given && family {
		c.Name = joinName(c.Given, c.Family)
		return nil
	}
	is, was, other := &c.Family, before.Family, &c.Given
	if given {
		is, was, other = &c.Given, before.Given, &c.Family
	}
	words := strings.Fields(c.Name)
	switch {
	case inName(*is, c.Name):
		return nil
	case was != "" && strings.Contains(c.Name, was):
		c.Name = strings.Replace(c.Name, was, *is, 1)
		return nil
	case *other != "" && inName(*other, c.Name) && len(words) <= 2:
	case len(words) == 1 && (len(c.Name) == len([]rune(c.Name)) || len([]rune(c.Name)) < 3): // no two names without a space
		*other = c.Name
	case len(words) == 2:
		first := joinName("a", words[0]) != "a "+words[0] // the family name, as it is written
		if *other = words[1]; first == given {
			*other = words[0]
		}
	default:
		return crm.Errorf(crm.CodeInvalid, "it is not known which part of %s is that name", c.Name).On("name").
			Try("Give the whole name, too: --name \"%s\"", c.Name)
	}
	c.Name = joinName(c.Given, c.Family)
	return nil
}

// inName reports whether a name contains a part, as a word or, without spaces, as a
// piece.
func inName(part, name string) bool {
	return fold.NewName(part).Fits(fold.NewName(name)) || !strings.Contains(name, " ") && len(name) > len([]rune(name)) && partOf(part, name)
}

// partOf reports whether a name still contains a part.
func partOf(part, name string) bool {
	return strings.Contains(fold.NewName(name).Keys()[0], fold.NewName(part).Keys()[0])
}

// suffixes follow a name, with or without a comma.
var suffixes = []string{"jr", "sr", "ii", "iii", "iv", "esq", "phd", "md", "dds", "cpa", "cfp", "clu", "chfc", "junior", "senior"}

// companySuffixes follow a comma in the name of a company.
var companySuffixes = []string{"inc", "llc", "ltd", "llp", "lp", "corp", "co", "pc", "plc", "gmbh", "ag", "sa", "spa", "srl", "sl", "slu", "sas", "snc"}

// splitTurned splits a name of the form "family, given"; ok is false for others.
func splitTurned(name string) (given, family, suffix string, ok bool) {
	parts := strings.FieldsFunc(name, func(r rune) bool { return r == ',' || r == '，' })
	for i := range parts {
		parts[i] = strings.TrimSpace(parts[i])
		if !likeName(parts[i]) {
			return "", "", "", false
		}
	}
	// "Smith, John, Jr." and "Smith, Jr., John"
	if len(parts) == 3 {
		at := slices.IndexFunc(parts[1:], func(s string) bool { return isOne(suffixes, s) }) + 1
		if at == 0 {
			return "", "", "", false
		}
		suffix = parts[at]
		parts = slices.Delete(parts, at, at+1)
	}
	if len(parts) != 2 || isOne(suffixes, parts[1]) || isOne(companySuffixes, parts[1]) {
		return "", "", "", false
	}
	family, given = parts[0], parts[1]
	for _, part := range []*string{&family, &given} { // "Smith Jr., John" and "Smith, John Jr."
		words := strings.Fields(*part)
		if last := len(words) - 1; suffix == "" && last > 0 && isOne(suffixes, words[last]) {
			suffix, *part = words[last], strings.Join(words[:last], " ")
		}
	}
	return given, family, suffix, true
}

// longestPart is the most words of a given or family name. What has more is a remark or
// a company.
const longestPart = 4

// likeName reports whether a text may be a given or family name.
func likeName(s string) bool {
	words := strings.Fields(s)
	if len(words) == 0 || len(words) > longestPart {
		return false
	}
	for _, word := range words {
		switch strings.ToLower(word) {
		case "and", "und", "et":
			return false // a couple
		}
		if strings.ContainsFunc(word, func(r rune) bool {
			return !unicode.IsLetter(r) && !unicode.Is(unicode.M, r) && !strings.ContainsRune(".-'’‐・", r)
		}) {
			return false
		}
	}
	return true
}

// isOne reports whether a word is in a list, with or without points; "J.R." are
// initials.
func isOne(list []string, word string) bool {
	word = strings.ToLower(word)
	bare := strings.ReplaceAll(word, ".", "")
	return slices.Contains(list, bare) && (strings.TrimSuffix(word, ".") == bare || bare != "jr" && bare != "sr")
}
