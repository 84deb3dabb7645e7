package book

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"crm/internal/crm"
	"crm/internal/fold"
)

// A file of people may name several in one cell: "Boyd, Dee & Earl". They are as many contacts
// of one household, as those of a list of policies are.

// importPeople adds those whom a row names.
func (w *work) importPeople(row ImportRow, in Import) error {
	people := w.peopleOf(row)
	if len(people) > 1 && !w.refuses(row) {
		if meets, err := w.meetsUnwilling(nameCell(row.Values), people); err != nil {
			return err
		} else if meets {
			people = []ImportRow{row}
		}
	}
	for at, one := range people {
		if at > 0 {
			if err := w.drain(); err != nil {
				return err
			}
		}
		if err := w.importRow(one, in); err != nil {
			return err
		}
	}
	return nil
}

// meetsUnwilling reports whether one of those whom a row names may be somebody who must not be
// contacted, or wants no calls. Then the row is taken whole, so that what it says is asked about
// them.
func (w *work) meetsUnwilling(cell string, people []ImportRow) (bool, error) {
	names := []string{cell}
	for _, one := range people {
		names = append(names, one.Values.text("full_name"))
	}
	for _, name := range names {
		m, err := w.findAlike(&crm.Contact{Kind: crm.Person, Name: name})
		if err != nil || len(m.like) > 0 {
			return err == nil, err
		}
		if slices.ContainsFunc(m.named, func(c *crm.Contact) bool { return !c.Stopped.IsZero() || !c.CallsBarred.IsZero() }) {
			return true, nil
		}
	}
	return false, nil
}

// peopleOf returns a row for each of the people whom a row names. That of our own list, and a
// card, which has a number of its own, are of one contact.
func (w *work) peopleOf(row ImportRow) []ImportRow {
	kind, cell := row.Values.text("kind"), ""
	if slices.ContainsFunc([]string{"full_name", "name", "given", "family"}, row.Values.has) {
		cell = nameCell(row.Values)
	}
	names, family, several := fold.People(cell)
	if !several && strings.Contains(strings.ToLower(cell), "c/o ") || several && row.UID != "" {
		w.importing.ofTwo = append(w.importing.ofTwo, fmt.Sprintf("%d (%s)", row.Line, cell))
	}
	if _, own := row.Values.first("version"); own || !several || row.UID != "" || kind != "" && kind != crm.Person {
		return []ImportRow{row}
	}
	var all []ImportRow
	for at, name := range names {
		one := row
		one.Values = maps.Clone(row.Values)
		ofOne(one.Values, name, at)
		if one.Values.text("household") == "" {
			one.Values["household"] = []string{namesTogether(names, family)}
		}
		if at > 0 {
			one.Photos, one.Related = nil, nil
		}
		all = append(all, one)
	}
	return all
}

// sayOfTwo names the rows that may be of two people, and were taken for one.
func (w *work) sayOfTwo() {
	if n := len(w.importing.ofTwo); n > 0 {
		w.warn("rows-of-two", "n", n, "values", strings.Join(w.importing.ofTwo[:min(n, listed)], ", "))
	}
}

// namesTogether is what a household of several is called: "Marge & Bill Pohl", 山田 太郎・花子.
func namesTogether(names []string, family string) string {
	names = slices.Clone(names)
	and := " & "
	if fold.Unspaced(fold.Text(names[0])) {
		and = "・"
	}
	for at, name := range names {
		switch {
		case family == "":
		case and == "・" && at > 0:
			names[at] = strings.TrimSpace(strings.TrimPrefix(name, family))
		case and != "・" && at < len(names)-1:
			names[at] = strings.TrimSpace(strings.TrimSuffix(name, family))
		}
	}
	return strings.Join(names[:min(len(names), mostMembersNamed)], and)
}

// mostMembersNamed is how many people are in the name of a household.
const mostMembersNamed = 4
