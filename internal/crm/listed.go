package crm

// Records that a list brings into another book name others there by what these tell of
// themselves, since their numbers mean something else.

// telling are the fields that tell which record of a noun is meant, of one contact where it
// is about one.
var telling = map[Kind][]string{
	KindContact:     {"name", "external_id"},
	KindProducer:    {"name"},
	KindOpportunity: {"line", "topic", "opened"},
	KindQuote:       {"carrier", "requested", "received"},
	KindPolicy:      {"carrier", "number", "effective"},
	KindActivity:    {"kind", "purpose", "subject", "created", "due"},
}

// ComeBack are the nouns whose lists come back through an import as they were, beside
// contacts and numbers that nobody may use. Each is called by its table.
func ComeBack() []Kind {
	return []Kind{KindOpportunity, KindQuote, KindPolicy, KindActivity, KindNote}
}

// Telling returns the paths that tell in another book to which records those of a noun refer.
func Telling(noun Kind) (paths []string) {
	for _, f := range BuiltIn(noun).Fields {
		if f.Ref != "" {
			for _, name := range telling[f.Ref] {
				paths = append(paths, f.Name+"."+name)
			}
		}
	}
	return paths
}

// TellingOf are the fields that tell which record of a noun is meant.
func TellingOf(kind Kind) []string { return telling[kind] }
