package cli

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"crm/internal/book"
	"crm/internal/crm"
	"crm/internal/exchange"
	"crm/internal/fold"
	"crm/internal/locale"
)

// addressFields are the fields that several columns may give: lines of one address, or parts
// of several.
var addressFields = append(crm.AddressParts(), "address")

// settleAddresses finds the columns of addresses. "Estado" beside a city is a state.
func settleAddresses(columns []exchange.Column, headers map[string]string) {
	inTown := slices.ContainsFunc(columns, func(c exchange.Column) bool { return c.Field == "city" || c.Field == "postal_code" })
	hasRegion := slices.ContainsFunc(columns, func(c exchange.Column) bool { return c.Field == "region" })
	for i, c := range columns {
		switch {
		case c.Fixed:
		case c.Field == "":
			columns[i].Field, _, _ = locale.AddressColumn(c.Heading, headers)
		case (c.Field == "status" || c.Field == "policy_status") && inTown && !hasRegion && fold.Text(c.Heading) == "estado":
			columns[i].Field = "region"
		}
	}
}

// address is what a row says of one address.
type address struct {
	label  string
	values book.Values
}

// readAddresses joins what the columns of a row say of addresses: one as the fields of the
// primary address, the others as a list.
func (r *contactRows) readAddresses(row exchange.Row) {
	own := row.Values["version"] != nil
	if own && !r.cards || !slices.ContainsFunc(r.fields, func(field string) bool { return slices.Contains(addressFields, field) }) {
		return
	}
	var groups []string
	found, at := map[string]*address{}, map[string]int{}
	for i, field := range r.fields {
		if !slices.Contains(addressFields, field) || i >= len(row.Raw) || fold.Clean(row.Raw[i]) == "" {
			continue
		}
		texts := row.Values[field]
		if at[field]++; at[field] > len(texts) {
			continue
		}
		text := texts[at[field]-1]
		if field == "region" && fold.Text(r.header[i]) == "estado" && !isRegion(text) {
			row.Values["status"] = append(row.Values["status"], text)
			continue
		}
		if field == "postal_code" { // z:78704, as Facebook writes it
			text = strings.TrimPrefix(strings.TrimPrefix(text, "z:"), "Z:")
		}
		if locale.Blank(text) {
			continue
		}
		group := r.labels.group[i]
		if found[group] == nil {
			found[group] = &address{label: r.labels.label[i], values: book.Values{}}
			groups = append(groups, group)
		}
		of := found[group]
		of.values[field] = append(of.values[field], text)
		of.label = r.addressLabel(row, i, of.label)
	}
	for _, field := range addressFields {
		delete(row.Values, field)
	}
	groups = joinStreet(joinBareCode(groups, found), found)
	slices.SortStableFunc(groups, func(a, b string) int { return groupRank[a] - groupRank[b] })
	var more crm.Addresses
	for i, group := range groups {
		of := found[group]
		if i == 0 && !own {
			for field, texts := range of.values {
				row.Values[field] = []string{oneAddressLine(texts)}
			}
			if of.label != "" {
				row.Values["address_label"] = []string{of.label}
			}
			continue
		}
		a := crm.Address{Label: of.label}
		for field, texts := range of.values {
			if part := a.Part(field); part != nil {
				*part = oneAddressLine(texts)
			}
		}
		if line := of.values["address"]; line != nil && !strings.Contains(fold.Text(oneAddressLine(line)), fold.Text(a.Street)) {
			a.Street += ", " + oneAddressLine(line)
		} else if line != nil && (a.City == "" || a.Street == "") {
			a.Street = oneAddressLine(line)
		}
		more = append(more, a)
	}
	if text, err := json.Marshal(more); err == nil && more != nil {
		row.Values["addresses"] = []string{string(text)}
	}
}

// joinBareCode puts a postal code that stands in a column without a label, as the first of the
// address, into the address of the home if that has none.
func joinBareCode(groups []string, found map[string]*address) []string {
	bare, home := found[""], found[crm.LabelHome]
	if bare == nil || home == nil || len(bare.values) != 1 || bare.values["postal_code"] == nil || home.values["postal_code"] != nil {
		return groups
	}
	home.values["postal_code"] = bare.values["postal_code"]
	return slices.DeleteFunc(groups, func(group string) bool { return group == "" })
}

// joinStreet puts a street that alone has a label, as in "Mailing Address, City, State", into the
// address without one that lacks it.
func joinStreet(groups []string, found map[string]*address) []string {
	isStreet := func(field string) bool { return field == "address" || field == "street" }
	bare := found[""]
	if bare == nil || len(groups) != 2 || slices.ContainsFunc(slices.Collect(maps.Keys(bare.values)), isStreet) {
		return groups
	}
	labelled := groups[0]
	if labelled == "" {
		labelled = groups[1]
	}
	for field := range found[labelled].values {
		if !isStreet(field) {
			return groups
		}
	}
	maps.Copy(bare.values, found[labelled].values)
	bare.label = found[labelled].label
	return []string{""}
}

// groupRank is which addresses come first: that without a label, then that of their home.
var groupRank = map[string]int{"": -2, crm.LabelHome: -1}

// isRegion reports whether a text is a state or a province where people speak Spanish.
func isRegion(text string) bool {
	_, mexican := fold.RegionCode("mx", text)
	_, spanish := fold.RegionCode("es", text)
	return mexican || spanish
}

// oneAddressLine joins the lines of an address, or of its street.
func oneAddressLine(lines []string) string {
	if !slices.ContainsFunc(lines, fold.Unspaced) {
		return strings.Join(lines, ", ")
	}
	all := ""
	for _, line := range lines {
		if last, _ := utf8.DecodeLastRuneInString(all); unicode.IsDigit(last) { // behind which a building begins
			all += " "
		}
		all += line
	}
	return all
}

// addressLabel returns the label that a column beside an address gives it, or else the one
// that it has.
func (r *contactRows) addressLabel(row exchange.Row, column int, has string) string {
	beside := r.labels.beside[column]
	if beside < 0 {
		return has
	}
	said := strings.TrimLeft(fold.Clean(row.Raw[beside]), "* ")
	if code, known := locale.Word("address_label", said); known {
		return code
	}
	if locale.Blank(said) {
		return has
	}
	return said
}
