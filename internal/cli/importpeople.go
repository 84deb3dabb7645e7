package cli

import (
	"fmt"
	"slices"
	"strings"

	"crm/internal/crm"
	"crm/internal/exchange"
	"crm/internal/fold"
	"crm/internal/locale"
)

// The columns that are read together, and those of people whom a row names beside its contact.
const (
	isCompany    = "is_company"
	birthYear    = "birth_year"
	birthMonth   = "birth_month"
	birthDay     = "birth_day"
	relatedLabel = "related_label" // "Relation 1 - Label"
)

// settlePeople finds the columns of people whom a row names, of parts of a birthday, and of
// whether a contact is a company.
func settlePeople(columns []exchange.Column) {
	headers := locale.PeopleHeaders()
	has := func(field string) bool {
		return slices.ContainsFunc(columns, func(c exchange.Column) bool { return c.Field == field })
	}
	parts := map[string]int{}
	for i, c := range columns {
		if c.Fixed {
			continue
		}
		field := headers[fold.Text(c.Heading)]
		switch {
		case slices.Contains([]string{birthYear, birthMonth, birthDay}, field) && (c.Field == "" || c.Field == "birthday"):
			parts[field] = i
		case c.Field != "":
		case field == isCompany && !has("kind") && !has(isCompany):
			columns[i].Field = isCompany
		case field == crm.Spouse:
			columns[i].Field = "spouse"
		case field == crm.Child:
			columns[i].Field = "children"
		case field != "" || locale.RelationValue(c.Heading) != "":
			columns[i].Field = "related"
		}
	}
	for i, c := range columns {
		if again := slices.ContainsFunc(columns, func(o exchange.Column) bool { return o.Field == c.Field && o.Heading != c.Heading }); c.Field == "full_name" && again && !c.Fixed && fold.Text(c.Heading) == "display name" {
			columns[i].Field = displayed
		}
	}
	month, inMonth := parts[birthMonth]
	day, onDay := parts[birthDay]
	if inMonth && onDay {
		columns[month].Field, columns[day].Field = birthMonth, birthDay
		if year, inYear := parts[birthYear]; inYear {
			columns[year].Field = birthYear
		}
	}
	for i, c := range columns {
		if of := locale.RelationLabel(c.Heading); of != "" && c.Field == "" && !c.Fixed && slices.ContainsFunc(columns, func(c exchange.Column) bool { return c.Field == "related" && locale.RelationValue(c.Heading) == of }) {
			columns[i].Field = relatedLabel
		}
	}
}

// people are what the columns of a file say of people beside the contact.
type people struct {
	as       []string // what those of a column are, where its heading says so
	labelled []int    // the column that says so; -1 for none
}

func newPeople(header, fields []string) people {
	headers := locale.PeopleHeaders()
	p := people{make([]string, len(header)), make([]int, len(header))}
	for i, heading := range header {
		p.labelled[i] = -1
		if fields[i] != "related" {
			continue
		}
		p.as[i] = headers[fold.Text(heading)]
		if of := locale.RelationValue(heading); of != "" {
			p.labelled[i] = slices.IndexFunc(header, func(other string) bool { return locale.RelationLabel(other) == of })
		}
	}
	return p
}

// readPeople says of the people whom a row names what they are to its contact, puts the parts
// of a birthday together, and reads whether the contact is a company.
func (r *contactRows) readPeople(row exchange.Row) {
	delete(row.Values, relatedLabel)
	n := 0
	for i, field := range r.fields {
		if field != "related" || row.Values[field] == nil || i >= len(row.Raw) || fold.Clean(row.Raw[i]) == "" {
			continue
		}
		as := r.people.as[i]
		if at := r.people.labelled[i]; at >= 0 {
			as = strings.TrimLeft(fold.Clean(row.Raw[at]), "* ")
		}
		if text := row.Values[field][n]; as != "" && !strings.Contains(text, ":") {
			row.Values[field][n] = as + ": " + text
		}
		n++
	}
	for _, field := range []string{"spouse", "children", "related"} {
		set(row, field, slices.DeleteFunc(slices.Clone(row.Values[field]), locale.Blank))
	}
	if texts := row.Values[isCompany]; texts != nil {
		delete(row.Values, isCompany)
		switch kind := locale.CompanyOrPerson(texts[0]); {
		case kind != "" && row.Values["kind"] == nil:
			row.Values["kind"] = []string{kind}
		case kind == "" && !locale.Blank(texts[0]):
			r.odd[slices.Index(r.fields, isCompany)] = true
		}
	}
	readBirthParts(row)
}

// readBirthParts makes a birthday of its year, month and day, which is read like any other.
func readBirthParts(row exchange.Row) {
	part := func(field string) string {
		text := ""
		if texts := row.Values[field]; texts != nil && !locale.Blank(texts[0]) {
			text = strings.TrimSuffix(strings.TrimLeft(texts[0], "0"), ".0")
		}
		delete(row.Values, field)
		return text
	}
	year, month, day := part(birthYear), part(birthMonth), part(birthDay)
	if row.Values["birthday"] != nil || month == "" && day == "" {
		return
	}
	text := fmt.Sprintf("%s %s %s", day, month, year)
	if strings.Trim(month+day+year, "0123456789") == "" && month != "" && day != "" {
		text = fmt.Sprintf("%04s-%02s-%02s", year, month, day)
		if year == "" {
			text = fmt.Sprintf("--%02s-%02s", month, day)
		}
	}
	row.Values["birthday"] = []string{strings.TrimSpace(text)}
}

// readPlurals takes cells below "Phones" and "Emails" as several, unless they are the lists
// that an export of crm writes.
func readPlurals(row exchange.Row) {
	for plural, field := range map[string]string{"phones": "phone", "emails": "email", "addresses": "address"} {
		texts := row.Values[plural]
		if texts == nil || strings.HasPrefix(texts[0], "[") {
			continue
		}
		delete(row.Values, plural)
		row.Values[field] = append(row.Values[field], texts...)
	}
}
