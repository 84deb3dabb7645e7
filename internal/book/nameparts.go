package book

import (
	"slices"
	"strings"

	"crm/internal/crm"
	"crm/internal/fold"
)

// nameParts are the fields that are a part of the name of a person, those first of which a
// name is made.
var nameParts = []struct {
	field, word string
	of          func(*crm.Contact) *string
	told        func(fold.Parts) string
}{
	{"prefix", "prefix", func(c *crm.Contact) *string { return &c.Prefix }, func(p fold.Parts) string { return p.Prefix }},
	{"given", "given name", func(c *crm.Contact) *string { return &c.Given }, func(p fold.Parts) string { return p.Given }},
	{"middle", "middle name", func(c *crm.Contact) *string { return &c.Middle }, func(p fold.Parts) string { return p.Middle }},
	{"family", "family name", func(c *crm.Contact) *string { return &c.Family }, func(p fold.Parts) string { return p.Family }},
	{"suffix", "suffix", func(c *crm.Contact) *string { return &c.Suffix }, func(p fold.Parts) string { return p.Suffix }},
	{"nickname", "nickname", func(c *crm.Contact) *string { return &c.Nickname }, nil},
}

func partsOf(c *crm.Contact) fold.Parts {
	return fold.Parts{Prefix: c.Prefix, Given: c.Given, Middle: c.Middle, Family: c.Family, Suffix: c.Suffix}
}

// joinName joins a given and a family name in the order of their language.
func joinName(given, family string) string { return fold.Parts{Given: given, Family: family}.Name() }

// checkParts rejects a new part of the name of a household or an organization.
//
// Errors: CodeInvalid, with the field.
func checkParts(c, before *crm.Contact) error {
	for _, part := range nameParts {
		if text := *part.of(c); c.Kind != crm.Person && text != "" && text != *part.of(before) {
			return crm.Errorf(crm.CodeInvalid, "only a person has a %s, and %s, the %s, has one name", part.word, c.Name, c.Kind).On(part.field)
		}
	}
	return nil
}

// setName handles a typed name. "Hudson, Jane" becomes Jane Hudson. Parts that were not
// typed, too, are taken from it where it says them for certain, and those that it lost are
// emptied. Before has the old name and its parts.
func setName(c, before *crm.Contact, typed Values) {
	var told fold.Parts
	turned := false
	c.Name = strings.Join(strings.Fields(c.Name), " ") // between Japanese names stands a wide space
	if c.Kind == crm.Person {
		takeBracketed(c, typed)
		var nickname string
		if told, nickname = fold.TakeApart(c.Name); c.Nickname == "" && !typed.has("nickname") {
			c.Nickname = nickname
		}
		if given, found := strings.CutSuffix(told.Given, " "+c.Middle); found && c.Middle != "" && told.Middle == "" {
			told.Given, told.Middle = given, c.Middle
		}
		if _, _, _, turned = fold.SplitTurned(c.Name); turned {
			c.Name = told.Name()
		}
	}
	agrees := true // what was typed with the name with what it says
	for _, part := range nameParts[:5] {
		text := part.told(told)
		agrees = agrees && (typed.text(part.field) == "" || text == "" || fold.Text(text) == fold.Text(*part.of(c)))
	}
	for _, part := range nameParts[:5] {
		value, ofAll := part.of(c), part.field == "given" || part.field == "family"
		switch text := part.told(told); {
		case typed.has(part.field):
		case text != "" && agrees:
			*value = text
		case ofAll && !partOf(*value, c.Name), !ofAll && inName(*value, before.Name) && !inName(*value, c.Name):
			*value = ""
		}
	}
	if !typed.has("given") && !typed.has("family") && !turned {
		restOfName(c, before)
	}
}

// setNameAgain handles another name that was typed for a contact, with the parts that were
// typed beside it, as for a new one. Before has the old name and its parts.
func setNameAgain(c, before *crm.Contact, typed Values) {
	for _, part := range nameParts[:5] {
		value, ofAll := part.of(c), part.field == "given" || part.field == "family"
		if !typed.has(part.field) && (ofAll && !partOf(*value, c.Name) || !ofAll && inName(*value, before.Name) && !inName(*value, c.Name)) {
			*value = ""
		}
	}
	wholeName(c, typed)
	setName(c, before, typed)
	addParts(c, typed)
}

// addParts puts the parts that were typed beside a name into it, as addPart does.
func addParts(c *crm.Contact, typed Values) {
	for _, part := range nameParts[:5] {
		if typed.has(part.field) {
			addPart(c, part.field, *part.of(c))
		}
	}
}

// sayPartsApart tells which parts of a name were given and are not in it: what somebody is
// called, Big O, is kept beside the rest.
func (w *work) sayPartsApart(c *crm.Contact, typed Values) {
	if c.Kind != crm.Person || !typed.has("name") && !typed.has("full_name") {
		return
	}
	var apart []string
	for _, part := range nameParts[:5] {
		text := *part.of(c)
		if part.field == "prefix" && joinName("a", text) != "a "+text { // 様, for letters
			continue
		}
		if typed.text(part.field) != "" && text != "" && !inName(text, c.Name) {
			apart = append(apart, text)
		}
	}
	if len(apart) == 0 {
		return
	}
	if w.outcome.Imported != nil {
		w.importing.partsApart = append(w.importing.partsApart, c.Name)
		return
	}
	w.warn("parts-apart", "name", c.Name, "names", apart, "n", len(apart), "contact", c.ID)
}

// takeBracketed takes a nickname and a reading in brackets out of a name, unless another one
// is known.
func takeBracketed(c *crm.Contact, typed Values) {
	bare, nickname, reading := fold.Bracketed(c.Name)
	known := func(had, is, field string) bool {
		return is != "" && (had != "" || typed.has(field)) && !fold.SameName(had, is)
	}
	if bare == c.Name || known(c.Nickname, nickname, "nickname") || known(c.Reading, reading, "reading") {
		return
	}
	c.Name = bare
	if c.Nickname == "" {
		c.Nickname = nickname
	}
	if c.Reading == "" {
		c.Reading = reading
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
// partClearedCode that parts of the old one are gone.
const (
	readingStaysCode = "reading-stays"
	partClearedCode  = "part-cleared"
)

// sayNameParts tells what a new name has left of the old one.
func (w *work) sayNameParts(c, before *crm.Contact, typed Values) {
	if fold.SameName(c.Name, before.Name) {
		return
	}
	if !typed.has("reading") && c.Reading != "" {
		w.warn(readingStaysCode, "name", c.Name, "value", c.Reading, "contact", c.ID)
	}
	var gone []string
	for _, part := range nameParts {
		if was := *part.of(before); was != "" && *part.of(c) == "" && !typed.has(part.field) {
			gone = append(gone, was)
		}
	}
	if len(gone) > 0 {
		w.warn(partClearedCode, "name", c.Name, "names", gone, "n", len(gone), "contact", c.ID)
	}
}

// wholeName assembles a new name. One that lacks the family name typed with it is the
// given name, and the other way round.
func wholeName(c *crm.Contact, typed Values) {
	_, _, _, turned := fold.SplitTurned(c.Name)
	if _, firm := fold.Company(c.Name); c.Kind != crm.Person || c.Name == "" || turned || firm {
		return
	}
	lacks := func(part string) bool { return part != "" && !inName(part, c.Name) }
	is, missing := &c.Given, lacks(c.Family) && !lacks(c.Given)
	if !missing || !typed.has("family") {
		is, missing = &c.Family, lacks(c.Given) && !lacks(c.Family) && typed.has("given")
	}
	if missing && (*is == "" || fold.Text(*is) == fold.Text(c.Name)) {
		*is = c.Name
		c.Name = partsOf(c).Name()
	}
}

// addPart puts a prefix or a suffix that was given beside a name, and that it lacks, in front
// of it or behind it, and a middle name where the name is made of its other parts. What
// somebody is only called, and 様, which is for letters, stay apart.
func addPart(c *crm.Contact, field, text string) {
	called := c.Given != "" && !inName(c.Given, c.Name) || c.Family != "" && !inName(c.Family, c.Name)
	if c.Kind != crm.Person || text == "" || called || inName(text, c.Name) {
		return
	}
	beside, before := crm.Copy(c), joinName("a", text) == "a "+text
	for _, part := range nameParts[:5] {
		if part.field == field {
			*part.of(beside) = ""
		}
	}
	switch {
	case field == "prefix" && before:
		c.Name = text + " " + c.Name
	case field == "suffix":
		c.Name += " " + text
	case field == "middle" && partsOf(beside).Name() == c.Name:
		c.Name = partsOf(c).Name()
	}
}

// followParts updates a name after one of its parts has changed. One that was made of its
// parts is made of them again. In another one what the part was is replaced, and it stays
// where it did not say that.
//
// Errors: CodeInvalid if it is unknown which part of the name that is.
func followParts(c, before *crm.Contact) error {
	was, is := partsOf(before), partsOf(c)
	if c.Kind != crm.Person || was == is {
		return nil
	}
	if was.Name() == before.Name && is.Name() != "" {
		c.Name = is.Name()
		return nil
	}
	known := was.Given != "" || was.Family != ""
	if !known && is.Given != "" && is.Family != "" {
		c.Name = fold.Parts{Given: is.Given, Middle: is.Middle, Family: is.Family}.Name()
		addPart(c, "prefix", is.Prefix)
		addPart(c, "suffix", is.Suffix)
		return nil
	}
	for _, part := range nameParts[:5] {
		old, text := *part.of(before), *part.of(c)
		if old == text || inName(text, c.Name) {
			continue
		}
		switch ofAll := part.field == "given" || part.field == "family"; {
		case !ofAll && old == "":
			addPart(c, part.field, text)
		case !ofAll:
			c.Name = replaceWords(c.Name, old, text)
		case ofAll && old != "" && text != "" && strings.Contains(c.Name, old):
			c.Name = strings.Replace(c.Name, old, text, 1)
		case ofAll && old == "":
			if err := placePart(c, part.field == "given"); err != nil {
				return err
			}
		}
	}
	return nil
}

// placePart makes a name of a given or a family name that it lacks, and of what it is
// without.
//
// Errors: CodeInvalid if it is unknown which part of the name that is.
func placePart(c *crm.Contact, given bool) error {
	is, other := c.Family, &c.Given
	if given {
		is, other = c.Given, &c.Family
	}
	words := strings.Fields(c.Name)
	switch rest := replaceWords(c.Name, *other, ""); {
	case *other != "" && !inName(*other, c.Name): // what they are called
		return nil
	case *other != "" && len(words) > 2 && !strings.Contains(rest, " "):
		c.Name = replaceWords(c.Name, rest, is)
		return nil
	case *other != "" && len(words) <= 2:
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

// replaceWords puts others in place of some words of a name, if that leaves any.
func replaceWords(name, these, others string) string {
	words, out := strings.Fields(name), len(strings.Fields(these))
	for at := range words {
		if end := at + out; out > 0 && end <= len(words) && fold.Text(strings.Join(words[at:end], " ")) == fold.Text(these) && (others != "" || out < len(words)) {
			return strings.TrimRight(strings.Join(slices.Concat(words[:at], strings.Fields(others), words[end:]), " "), ", ")
		}
	}
	return name
}

// inName reports whether a name contains a part, as a word or, without spaces, as a
// piece.
func inName(part, name string) bool {
	return part != "" && (fold.NewName(part).Fits(fold.NewName(name)) || !strings.Contains(name, " ") && len(name) > len([]rune(name)) && partOf(part, name))
}

// partOf reports whether a name still contains a part.
func partOf(part, name string) bool {
	return strings.Contains(fold.NewName(name).Keys()[0], fold.NewName(part).Keys()[0])
}
