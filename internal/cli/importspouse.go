package cli

import (
	"cmp"
	"slices"
	"strings"

	"crm/internal/book"
	"crm/internal/exchange"
	"crm/internal/fold"
	"crm/internal/locale"
)

// A row may name a spouse or a second applicant with a phone, an e-mail or a birthday of their
// own. They come in as a further contact of the household.

// ofSpouse begins the fields of their columns: spouse_phone.
const ofSpouse = "spouse_"

// settleSpouse finds those columns, if they name the spouse.
func settleSpouse(columns []exchange.Column) {
	headers, found, named := locale.Headers(), map[int]string{}, false
	for i, c := range columns {
		named = named || c.Field == "spouse"
		field := locale.SpouseColumn(c.Heading, headers)
		refuses := field == "do_not_contact" && c.Field == field // of the spouse, whatever --map says of it
		if field != "" && (refuses || c.Field == "" && !c.Fixed) {
			found[i] = ofSpouse + field
			named = named || field == "given"
		}
	}
	for i, field := range found {
		again := slices.ContainsFunc(columns, func(c exchange.Column) bool { return c.Field == field })
		if named && (!again || field == ofSpouse+"phone" || field == ofSpouse+"email" || field == ofSpouse+"do_not_contact") {
			columns[i].Field = field
		}
	}
}

// spouseOf takes the values of a spouse out of those of a row that has been read, and returns
// them as those of a row of their own, or nil if there is nothing but a name of theirs.
func spouseOf(row exchange.Row) book.Values {
	own := book.Values{}
	for field, texts := range row.Values {
		of, is := strings.CutPrefix(field, ofSpouse)
		if !is {
			continue
		}
		delete(row.Values, field)
		if texts = slices.DeleteFunc(slices.Clone(texts), locale.Blank); len(texts) > 0 {
			own[of] = texts
		}
	}
	if marks, notes := marksIn(own["do_not_contact"]); slices.ContainsFunc(marks, saysNo) {
		own["do_not_contact"] = marks
		set(exchange.Row{Values: own}, "do_not_contact_note", notes)
	} else {
		delete(own, "do_not_contact")
	}
	if len(own) == 0 {
		return nil
	}
	first := func(values map[string][]string, field string) string {
		if texts := values[field]; texts != nil {
			return fold.Clean(texts[0])
		}
		return ""
	}
	if own["given"] == nil {
		name := first(row.Values, "spouse")
		if name == "" {
			for _, field := range []string{"do_not_contact", "do_not_contact_note"} { // of nobody else that the row names
				set(row, field, append(row.Values[field], own[field]...))
			}
			return nil
		}
		own["full_name"] = []string{name}
		if !strings.ContainsAny(name, " 　") && row.Values["family"] != nil {
			delete(own, "full_name")
			own["given"] = []string{name}
		}
	}
	if own["given"] != nil && own["family"] == nil && row.Values["family"] != nil {
		own["family"] = row.Values["family"]
	}
	for _, field := range append([]string{"address_label", "addresses", "source", "owner", "stage", "do_not_contact", "do_not_contact_reason", "do_not_contact_note"}, addressFields...) {
		if row.Values[field] != nil && (own["do_not_contact"] == nil || isMarked(row) || !strings.HasPrefix(field, "do_not_contact")) {
			own[field] = row.Values[field]
		}
	}
	name := strings.TrimSpace(first(own, "given") + " " + first(own, "family"))
	if own["full_name"] != nil {
		name = first(own, "full_name")
	}
	if row.Values["household"] == nil {
		set(row, "household", []string{coupleOf(first(row.Values, "given"), first(row.Values, "family"), cmp.Or(first(row.Values, "full_name"), first(row.Values, "name")), first(own, "given"), first(own, "family"), name)})
	}
	own["household"] = row.Values["household"]
	if row.Values["spouse"] == nil {
		row.Values["spouse"] = []string{name}
	}
	return own
}

// coupleOf names the household of two people.
func coupleOf(given, family, whole, otherGiven, otherFamily, other string) string {
	if given == "" || family == "" {
		given, family = whole, ""
	}
	switch {
	case family == "" || otherGiven == "" || fold.Text(family) != fold.Text(otherFamily):
		return strings.TrimSpace(given+" "+family) + " & " + other
	case fold.Unspaced(family):
		return family + " " + given + "・" + otherGiven
	}
	return given + " & " + otherGiven + " " + family
}
