package cli

import (
	"slices"
	"strings"

	"crm/internal/crm"
	"crm/internal/exchange"
)

// listNoun returns the noun of a list that crm has written, if it is not of contacts: most of
// its headings are fields of the noun, and contacts lack at least two of them.
func listNoun(header []string) *crm.Noun {
	contact := crm.BuiltIn(crm.KindContact).Names()
	var best *crm.Noun
	most := 1
	for _, kind := range crm.Kinds() {
		names := crm.BuiltIn(kind).Names()
		own, others := 0, 0
		for _, heading := range header {
			switch {
			case strings.Contains(heading, "."):
			case !slices.Contains(names, heading):
				others++
			case !slices.Contains(contact, heading):
				own++
			}
		}
		versioned := slices.Contains(header, "version") || kind == crm.KindView // which has none
		if versioned && own > most && others <= max(2, own/2) {                 // which a book may have added
			best, most = crm.NounOf(kind), own
		}
	}
	return best
}

// listTakers are the commands that take the list of a noun.
var listTakers = map[crm.Kind]string{crm.KindPolicy: "policy import", crm.KindSuppression: "dnc import"}

// checkList rejects a list of another noun, and says what takes it.
//
// Errors: CodeInvalid.
func checkList(reader *exchange.Reader, path string) error {
	noun := listNoun(reader.Header())
	if noun == nil {
		return notTaken(reader.Header())
	}
	e := crm.Errorf(crm.CodeInvalid, "the file is a list of %s of a book, and not of contacts", noun.Table)
	verb := listTakers[noun.Kind]
	if verb == "" && slices.Contains(crm.ComeBack(), noun.Kind) {
		verb = "import"
	}
	if verb != "" {
		return e.Next("Take them so", verb, path)
	}
	return e.Next("A book goes out and comes in whole", "export book", crm.Blank("DIR")).Then("import book", crm.Blank("DIR"))
}
