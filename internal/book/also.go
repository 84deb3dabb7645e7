package book

import (
	"encoding/json"
	"slices"
	"strings"

	"crm/internal/crm"
	"crm/internal/fold"
)

// formerName is among the values of a contact a name that they bore before.
const formerName = "former_name"

// addFormer keeps names that somebody bore before with what is also recorded of them, so
// that they are found by these. Of a person a family name alone stands for the whole name.
func (w *work) addFormer(c *crm.Contact, names []string) {
	for _, name := range names {
		if name = fold.Clean(name); name == "" {
			continue
		}
		if c.Kind == crm.Person {
			bare, _ := fold.Maiden(c.Name)
			name = fold.FormerName(partsOf(c), bare, name)
		}
		known := append(c.FormerNames(), c.Name)
		if !slices.ContainsFunc(known, func(other string) bool { return fold.Text(other) == fold.Text(name) }) {
			c.Also = append(c.Also, crm.Coverage{Name: "name", Value: name})
			w.sayAlso("also-recorded", c, c.Also[len(c.Also)-1:])
		}
	}
}

// withoutAlso takes off what is also recorded of a contact, by its value or what it is.
//
// Errors: CodeNotFound for what is not there.
func (w *work) withoutAlso(c *crm.Contact, texts []string) error {
	for _, text := range texts {
		is := func(also crm.Coverage) bool {
			return fold.Text(also.Value) == fold.Text(text) || fold.Text(also.Name+" "+also.Value) == fold.Text(text)
		}
		if !slices.ContainsFunc(c.Also, is) {
			var there []string
			for _, also := range c.Also {
				there = append(there, also.Value)
			}
			err := crm.Errorf(crm.CodeNotFound, "%q is not among what is also recorded of %s", text, c.Name).On("remove-also")
			if there != nil {
				err = err.Try("There is: %s", strings.Join(there, "; "))
			}
			return err
		}
		var taken crm.Terms
		for _, also := range c.Also {
			if is(also) {
				taken = append(taken, also)
			}
		}
		c.Also = slices.DeleteFunc(slices.Clone(c.Also), is)
		w.sayAlso("also-removed", c, taken)
	}
	return nil
}

// sayAlso tells what is also recorded of a contact now, or is no longer.
func (w *work) sayAlso(code string, c *crm.Contact, terms crm.Terms) {
	if !w.streaming {
		w.say(code, "name", c.Name, "left", terms)
	}
}

// listedAlso reads what is also recorded of a contact as our own lists have it.
func listedAlso(values Values) (also crm.Terms, err error) {
	text := values.text("also")
	delete(values, "also")
	if text == "" {
		return nil, nil
	}
	if err := json.Unmarshal([]byte(text), &also); err != nil {
		return nil, crm.Errorf(crm.CodeInvalid, "%q is not what a list has of that", text).On("also")
	}
	for i, one := range also {
		also[i] = crm.Coverage{Name: fold.Clean(one.Name), Value: fold.Clean(one.Value)}
	}
	return slices.DeleteFunc(also, func(one crm.Coverage) bool { return one.Name == "" || one.Value == "" }), nil
}
