package rules

import (
	"slices"

	"crm/internal/crm"
)

// MayActOn reports whether a rule of those names listens to an edit and passes what can be told of
// it without the book.
func (s *Set) MayActOn(edit *crm.Edit, names []string) bool {
	return slices.ContainsFunc(s.listening(edit.Kind), func(l *listener) bool {
		return slices.Contains(names, l.head.Name) && (edit.After != nil || l.head.Gone) && l.head.mayFire(s.schema, edit)
	})
}

// ListensTo reports whether a rule of those names listens to a noun.
func (s *Set) ListensTo(kind crm.Kind, names []string) bool {
	return slices.ContainsFunc(s.listening(kind), func(l *listener) bool { return slices.Contains(names, l.head.Name) })
}

// IdleNounsOf are the nouns of which rules of those names wait for something to happen.
func (s *Set) IdleNounsOf(names []string) (kinds []crm.Kind) {
	for _, kind := range s.IdleNouns() {
		if s.ListensTo(idlePrefix+kind, names) {
			kinds = append(kinds, kind)
		}
	}
	return kinds
}
