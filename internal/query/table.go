package query

import (
	"strings"

	"crm/internal/crm"
)

// Column is a field of a noun, or of a record that it refers to.
type Column struct {
	Path  string // "due", "contact.name"
	Field *crm.Field
}

// ResolveColumn finds a column by its path. An unknown one is a *crm.Error with
// CodeUsage that names similar ones.
func ResolveColumn(schema *crm.Schema, noun crm.Kind, path string) (Column, error) {
	names := strings.Split(path, ".")
	if len(names) > maxHops+1 {
		return Column{}, crm.Errorf(crm.CodeUsage, "column %q follows more than %d references", path, maxHops)
	}
	at := noun
	for i, name := range names {
		catalogue := schema.Fields(at)
		f, ok := catalogue.Field(name)
		switch {
		case !ok:
			return Column{}, unknownColumn(path, strings.Join(names[:i], "."), name, catalogue)
		case i == len(names)-1:
			return Column{path, f}, nil
		case f.Ref == "":
			return Column{}, crm.Errorf(crm.CodeUsage, "unknown column %q: %s refers to no record", path, name)
		}
		at = f.Ref
	}
	panic("query: a path has no names") // strings.Split gives one at least
}

func unknownColumn(path, before, name string, catalogue *crm.Catalogue) error {
	guesses := Near(name, catalogue.Names())
	if len(guesses) == 0 {
		return crm.Errorf(crm.CodeUsage, "unknown column %q", path).
			Try("the columns of %s: %s", catalogue.Kind, strings.Join(catalogue.Names(), ", "))
	}
	if before != "" {
		for i := range guesses {
			guesses[i] = before + "." + guesses[i]
		}
	}
	return crm.Errorf(crm.CodeUsage, "unknown column %q, did you mean %s?", path, crm.OneOf(guesses))
}
