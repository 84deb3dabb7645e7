package book

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"crm/internal/crm"
	"crm/internal/fold"
	"crm/internal/store"
)

// namesIn are the texts by which a person may be named in the records of others: their
// names, phones and e-mails, those that the journal has of before, and family names that
// they bore before as far as a name or a note of theirs says so.
func (w *work) namesIn(c *crm.Contact) (texts []string, err error) {
	add := func(all ...string) {
		for _, text := range all {
			if text = strings.TrimSpace(text); !slices.Contains(texts, text) {
				texts = append(texts, text)
			}
		}
	}
	add(calledOf(c)...)
	own := len(texts)
	of := []int64{c.ID}
	aliases, err := w.tx.AliasesOf(c.ID)
	if err != nil {
		return nil, err
	}
	for _, a := range aliases {
		of = append(of, a.Number)
	}
	for _, id := range of {
		before, err := w.tx.ContactBefore(id)
		if err != nil {
			return nil, err
		}
		for _, b := range before {
			add(calledOf(b)...)
		}
	}
	if texts, err = w.exceptTheirs(c, texts, own); err != nil {
		return nil, err
	}
	notes, err := w.tx.Notes(c.ID)
	if err != nil {
		return nil, err
	}
	for _, n := range notes {
		if _, before := fold.Maiden(n.Body); before != "" {
			add(slices.DeleteFunc(fold.Ways(fold.BorneBefore(c.Name, before)), tooShort)...)
		}
	}
	return texts, nil
}

// calledOf are the names, phones and e-mails of a person.
func calledOf(c *crm.Contact) (texts []string) {
	called := func(name string) { texts = append(texts, fold.Ways(name)...) }
	for _, name := range append(c.FormerNames(), c.Name, c.Reading) {
		bare, before := fold.Maiden(name)
		called(bare)
		if before != "" {
			called(fold.BorneBefore(bare, before))
		}
	}
	p, _ := fold.TakeApart(c.Name)
	for _, family := range []string{c.Family, p.Family} {
		for _, first := range []string{cmp.Or(c.Given, p.Given), c.Nickname} {
			if first != "" && family != "" {
				called(first + " " + family)
			}
		}
	}
	for _, p := range slices.Concat(c.Phones, c.Emails) {
		texts = append(texts, p.Value)
	}
	return slices.DeleteFunc(texts, tooShort)
}

// tooShort reports whether a text stands for nobody in another one.
func tooShort(text string) bool {
	return utf8.RuneCountInString(strings.TrimSpace(text)) < 3 || text == crm.Nothing
}

// exceptTheirs takes out of the texts of a person, of which so many are their own by now, what
// they had for a while from others who were merged into them, and are not them.
func (w *work) exceptTheirs(c *crm.Contact, texts []string, own int) ([]string, error) {
	apart, err := w.tx.ApartOf(c.ID)
	if err != nil {
		return nil, err
	}
	for _, id := range apart {
		other, err := store.Get[*crm.Contact](w.tx.View, id)
		if err != nil {
			return nil, err
		}
		theirs := calledOf(other)
		kept := slices.DeleteFunc(texts[own:], func(text string) bool { return slices.Contains(theirs, text) })
		texts = texts[:own+len(kept)]
	}
	return texts, nil
}

// named returns the text by which a person is named in another: one of texts, or what they
// are called alone; empty if none is.
func named(c *crm.Contact, texts []string, in string) string {
	folded, figures := fold.Text(in), onlyFigures(in)
	for _, text := range texts {
		if strings.Contains(folded, fold.Text(text)) {
			return text
		}
		if digits, ok := fold.Phone(text); ok && len(digits) >= 7 && strings.Contains(figures, digits) {
			return text
		}
	}
	if word := fold.Text(c.Nickname); word != "" && slices.Contains(strings.FieldsFunc(folded, func(r rune) bool { return !unicode.IsLetter(r) }), word) {
		return c.Nickname
	}
	return ""
}

// onlyFigures are the figures of a text.
func onlyFigures(text string) string {
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, text)
}

// sayElsewhere names the records of others in which a person is still named.
func (w *work) sayElsewhere(texts []string, of store.Of) error {
	found, err := w.tx.Mentioning(texts, of)
	if err != nil {
		return err
	}
	if len(found) == 0 {
		w.say("erase-nowhere")
		return nil
	}
	look := "show"
	if _, err := w.tx.Record(found[0]); crm.CodeOf(err) == crm.CodeNotFound {
		look = "history" // it is there alone
	} else if err != nil {
		return err
	}
	w.warn("erase-elsewhere", "n", len(found), "ids", strings.Join(numbersOf(found[:min(len(found), listed)]), " "), "command", crm.Run(look, found[0]))
	return nil
}

// withoutNames rejects a reason for erasing somebody that names them: it stays.
//
// Errors: CodeInvalid.
func (w *work) withoutNames(c *crm.Contact, texts []string) error {
	if text := named(c, texts, w.reason); text != "" {
		return crm.Errorf(crm.CodeInvalid, "the reason stays, and names %s", text).On("reason").Try("Say who asked and when without a name, a phone or an e-mail: --reason \"asked by letter of 3 May\"")
	}
	return nil
}
