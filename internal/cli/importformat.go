package cli

import (
	"slices"
	"strings"
	"sync"

	"crm/internal/book"
	"crm/internal/crm"
	"crm/internal/exchange"
	"crm/internal/fold"
	"crm/internal/locale"
)

// contactFormat describes files of contacts, who have some fields that the book has added.
func contactFormat(stage string, s saying, own []*crm.Field) format {
	var amounts []string
	known, dates := book.ImportFields(), append(crm.WithdrawalFields(), "birthday", "client_since", "last_call", "do_not_contact", "stopped", "consent_date")
	ours := exchange.Columns{"version": "version", "id": "id", "created": "created", "also": "also", "suppression": "suppression", "calls barred": "calls_barred", "emails barred": "emails_barred", "erased": "erased", "erased reason": "erased_reason"}
	for _, f := range own {
		if !saysWhoIsCalled(f.Name) {
			ours[fold.Text(f.Name)] = f.Name
		}
		switch known = append(known, f.Name); f.Type {
		case crm.DateType:
			dates = append(dates, f.Name)
		case crm.MoneyType:
			amounts = append(amounts, f.Name)
		}
	}
	many := []string{"phone", "email", ofSpouse + "phone", ofSpouse + "email", ofSpouse + "do_not_contact", "note", "do_not_contact", "may_contact", "status", "tags", "former_name", badPhone, pointLabel, maybePhone, "related", "children", relatedLabel, exchange.Remark}
	many = append(many, addressFields...)
	return format{
		cards: true, guess: guessColumns, foot: footOf,
		fields: known, many: many, dates: dates, amounts: amounts,
		needs: []string{"name", "full_name", "given", "family", "org"}, what: "the name",
		instead: map[string]string{"household name": "household", "org name": "org", "owner name": "owner", "referred by name": "referred by"},
		// Only files of crm contact list have versions.
		beside:  map[string]exchange.Columns{"version": ours},
		columns: func() map[string]string { return contactColumns(known, own) },
		others:  sync.OnceValue(func() exchange.Columns { return locale.PolicyHeaders() }),
		settle:  func(columns []exchange.Column) { settleContacts(columns, known, many) },
		reads:   func(reader *exchange.Reader) *contactRows { return newContactRows(reader, stage, s, own...) },
	}
}

// contactColumns are the fields of contacts by the headings that may stand above them.
func contactColumns(known []string, own []*crm.Field) map[string]string {
	columns, headers := map[string]string{}, locale.Headers()
	for heading, field := range headers {
		switch {
		case field == "stage": // what others call so may be in words of their own
			columns[heading] = "status"
		case slices.Contains(known, field) && field != "kind":
			columns[heading] = field
		}
	}
	for _, field := range book.ImportFields() {
		columns[fold.Text(field)] = field
	}
	for _, field := range []string{"household", "org", "owner", "referred_by"} {
		columns[fold.Text(field+".name")] = field
	}
	for _, f := range own {
		for heading := range f.Headings() {
			if locale.ReadAs(heading, headers) != "" { // such names were not always refused
				continue
			}
			folded := fold.Text(heading)
			columns[folded], columns[strings.ReplaceAll(folded, " ", "")] = f.Name, f.Name
		}
	}
	return columns
}

// settleContacts finds the columns that are known by what stands beside them.
func settleContacts(columns []exchange.Column, known, many []string) {
	headers := locale.Headers()
	for i, c := range columns {
		field := locale.Column(c.Heading, headers)
		if yes, no := locale.BadPhoneHeading(c.Heading); yes+no != "" && c.Field == "" && !c.Fixed {
			columns[i].Field = badPhone
			continue
		}
		has := func(c exchange.Column) bool { return c.Field == field }
		if c.Fixed || c.Field != "" || !slices.Contains(known, field) || !slices.Contains(many, field) && slices.ContainsFunc(columns, has) {
			continue
		}
		columns[i].Field = field
	}
	settlePeople(columns)
	settleWhose(columns)
	settleSpouse(columns)
	settleAddresses(columns, headers)
	settleLabels(columns)
	named := func(c exchange.Column) bool {
		return slices.Contains(contactNames, c.Field)
	}
	has := func(field string) bool {
		return slices.ContainsFunc(columns, func(c exchange.Column) bool { return c.Field == field })
	}
	for i, c := range columns {
		switch {
		case !c.Fixed && locale.DisplaysEmail(c.Heading): // a name and an address, which have columns of their own
			columns[i].Field, columns[i].Fixed = "", slices.ContainsFunc(columns, func(c exchange.Column) bool { return c.Field == "email" && !locale.DisplaysEmail(c.Heading) })
		case !c.Fixed && c.Field == "" && locale.SaysWhichPhone(c.Heading) && slices.ContainsFunc(columns, named):
			columns[i].Field = maybePhone
		case !c.Fixed && (c.Field == "" || c.Field == "prefix") && locale.Titles(c.Heading) && slices.ContainsFunc(columns, named) && !has(maybePrefix):
			columns[i].Field = maybePrefix
		case c.Field != "" || c.Fixed:
		case locale.NamesSomebody(c.Heading) && !slices.ContainsFunc(columns, named):
			columns[i].Field = "full_name"
		case locale.Numbers(c.Heading) && slices.ContainsFunc(columns, named) && !has("phone") && !has(maybePhone):
			columns[i].Field = maybePhone
		case i > 0 && i == len(columns)-1 && c.Heading == "error": // of our own reject file
			columns[i].Fixed = true
		}
	}
}

// saysWhoIsCalled reports whether a heading says whether somebody may be called.
func saysWhoIsCalled(heading string) bool {
	field := locale.HeadingTaken(heading)
	return field == "do_not_contact" || field == "may_contact"
}
