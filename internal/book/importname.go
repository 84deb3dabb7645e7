package book

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"crm/internal/crm"
	"crm/internal/fold"
)

// rowName makes the name of a row from all its parts, so that none is lost. A name
// beside a family name is the given name unless it contains the family name, and the
// other way round. Without a person, the company is the name; rowName reports whether
// it is, and whether the e-mail is.
func rowName(values Values) (company, byEmail bool) {
	name, full := values.text("name"), values.text("full_name")
	if _, firm := fold.Company(cmp.Or(full, name)); firm && values.text("org") == "" && values.text("kind") == "" && namesPerson(values, cmp.Or(full, name)) {
		values["org"] = []string{cmp.Or(full, name)}
		name, full = "", ""
	}
	p := fold.Parts{
		Prefix: values.text("prefix"), Given: values.text("given"), Middle: values.text("middle"), Suffix: values.text("suffix"),
		Family: joinNames(values.text("family"), values.text("second_family")),
	}
	if given, family, suffix, turned := fold.SplitTurned(p.Given); turned && p.Family == "" {
		p.Given, p.Family, p.Suffix = given, family, cmp.Or(p.Suffix, suffix)
	}
	if fold.OnlyTitles(p.Given) && p.Prefix == "" { // "Mr. & Mrs."
		p.Prefix, p.Given = p.Given, ""
	}
	whole := ""
	switch {
	case full != "":
		whole = full
		if p.Given == "" && name != "" && name != full {
			p.Given = name
		}
	case name == "" || p.Given == "" && p.Family != "" && !isPartly(p.Family, name):
		p.Given = joinNames(p.Given, name)
	case p.Given != "" && p.Family == "" && len(strings.Fields(name)) == 1 && !isPartly(p.Given, name):
		p.Family = name
	default:
		whole = name
	}
	if prefix, rest := fold.LeadingTitles(p.Given); prefix != "" && !strings.ContainsAny(rest, "&+") { // which has a column, too
		p.Given = rest
		if p.Prefix == "" || !slices.Contains(strings.Fields(fold.Text(p.Prefix)), fold.Text(prefix)) {
			p.Prefix = joinNames(p.Prefix, prefix)
		}
	}
	switch {
	case whole != "":
		whole = withMiddle(whole, p.Middle)
		if p.Suffix != "" && !isPartly(p.Suffix, whole) {
			whole = joinNames(whole, p.Suffix)
		}
	case p.Given+p.Middle+p.Family != "":
		whole = p.Name()
	}
	org := values.text("org")
	if whole == "" && org == "" {
		whole = values.text("nickname")
	}
	if whole == "" && org == "" { // as in the list of a newsletter
		_, text := headedLabel(values.text("email"))
		if address, ok := fold.EmailPoint(text); ok {
			whole = nameInEmail(address)
			byEmail = whole != ""
		}
	}
	if whole == "" && org != "" {
		whole = org
		delete(values, "org")
		if values.text("kind") == "" && values.text("birthday") == "" {
			values["kind"], company = []string{crm.Organization}, true
		}
	}
	for _, field := range []string{"full_name", "second_family", "prefix", "given", "middle", "family", "suffix"} {
		delete(values, field)
	}
	for field, text := range map[string]string{"name": whole, "prefix": p.Prefix, "given": p.Given, "middle": p.Middle, "family": p.Family, "suffix": p.Suffix} {
		if text != "" || field == "name" {
			values[field] = []string{text}
		}
	}
	return company, byEmail
}

// nameInEmail returns what stands before the @ as a name: Jane Smith, of jane.smith@example.com.
// It is empty where that has no letters.
func nameInEmail(address string) string {
	local, _, _ := strings.Cut(address, "@")
	local, _, _ = strings.Cut(local, "+")
	var words []string
	for word := range strings.FieldsFuncSeq(local, func(r rune) bool { return strings.ContainsRune("._-0123456789", r) }) {
		first, size := utf8.DecodeRuneInString(word)
		words = append(words, strings.ToUpper(string(first))+word[size:])
	}
	return strings.Join(words, " ")
}

// namesPerson reports whether a row has a given and a family name that are not both in another
// name: it is of somebody in that company.
func namesPerson(values Values, name string) bool {
	given, family := values.text("given"), values.text("family")
	return given != "" && family != "" && !(inName(given, name) && inName(family, name))
}

// accountOfPeople takes the account of a row for what it is, where that is named after whom the
// row names and not after a company: themselves ("Eads, Fred"), or their household ("Eads
// Household", "Eads, Fred & Gwen").
func accountOfPeople(values, groups Values) {
	account, family := groups.text("org"), values.text("family")
	if account == "" || family == "" || values.text("given") == "" {
		return
	}
	before, _, turned := strings.Cut(account, ",")
	switch _, firm := fold.Company(account); {
	case firm:
	case fold.SameName(account, joinName(values.text("given"), family)):
		delete(groups, "org")
	case turned && fold.Text(before) == fold.Text(family), slices.Contains(fold.Household(account), fold.Text(family)):
		if !groups.has("household") {
			groups["household"] = []string{account}
			delete(groups, "org")
		}
	}
}

func joinNames(first, second string) string { return strings.TrimSpace(first + " " + second) }

// withMiddle puts a middle name into a whole name that lacks it, behind the first word, or
// at the end where the family name is in front.
func withMiddle(whole, middle string) string {
	words, inner := strings.Fields(fold.Text(whole)), strings.TrimSuffix(fold.Text(middle), ".")
	for i, word := range words {
		if word == inner || i > 0 && i < len(words)-1 && strings.HasPrefix(word, inner) {
			return whole
		}
	}
	first, rest, _ := strings.Cut(whole, " ")
	if middle == "" || strings.Contains(whole, ",") {
		return joinNames(whole, middle)
	}
	return joinNames(joinNames(first, middle), rest)
}

// isPartly reports whether a name begins or ends with part and has more.
func isPartly(part, name string) bool {
	few, all := strings.Fields(fold.Text(part)), strings.Fields(fold.Text(name))
	if len(few) == 0 || len(few) >= len(all) {
		few, all = []string{fold.Text(part)}, []string{fold.Text(name)}
		return few[0] != all[0] && fold.NewName(part).Beginnings() != "" && (strings.HasPrefix(all[0], few[0]) || strings.HasSuffix(all[0], few[0]))
	}
	return slices.Equal(few, all[:len(few)]) || slices.Equal(few, all[len(all)-len(few):])
}
