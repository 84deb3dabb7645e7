package book

import (
	"strings"
	"unicode/utf8"

	"crm/internal/crm"
	"crm/internal/fold"
)

// Views and reports are found by name, ignoring case and accents.

// longestName is the most characters of such a name.
const longestName = 60

// namedLike returns the element with that name.
func namedLike[R any](all []R, name string, of func(R) string) (found R, ok bool) {
	for _, one := range all {
		if fold.Text(of(one)) == fold.Text(name) {
			return one, true
		}
	}
	return found, false
}

// removeOwn removes a view or a report of the book's own.
//
// Errors: CodeNotFound, CodeConflict for a built-in one.
func removeOwn[R crm.Record](w *work, own []R, name string, builtIn bool) error {
	record, there := namedLike(own, name, func(r R) string { return crm.NameOf(r) })
	noun := record.Noun()
	switch {
	case there:
		w.subject(record)
		return w.remove(noun, crm.IDOf(record), "")
	case builtIn:
		return crm.Errorf(crm.CodeConflict, "the %s %s is built in and stays", noun, name)
	}
	return crm.Errorf(crm.CodeNotFound, "there is no %s %q of the book's own", noun, name).Next("List them", string(noun)+" list")
}

// goodName reads a new name. Taken are the program's own.
//
// Errors: CodeInvalid, CodeConflict for one of taken.
func goodName(name string, taken []string) (string, error) {
	name = strings.TrimSpace(name)
	switch {
	case fold.Text(name) == "" || strings.HasPrefix(name, "-") || strings.ContainsAny(name, "\n\r\t"):
		return "", crm.Errorf(crm.CodeInvalid, "%q is not a valid name", name).On("name")
	case utf8.RuneCountInString(name) > longestName:
		return "", crm.Errorf(crm.CodeInvalid, "a name has at most %d characters", longestName).On("name")
	}
	if word, ok := namedLike(taken, name, func(s string) string { return s }); ok {
		return "", crm.Errorf(crm.CodeConflict, "%s is a name of the program's own; take another one", word).On("name")
	}
	return name, nil
}
