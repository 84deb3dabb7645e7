//go:build unix

package store

import (
	"slices"
	"strings"
	"testing"

	"crm/internal/crm"
)

// TestNeededFields: no record is without the fields that a book does not take records
// without.
func TestNeededFields(t *testing.T) {
	s := openFor(t, bookIn(t))
	for _, kind := range crm.Kinds() {
		noun := crm.NounOf(kind)
		var needed []string
		for _, f := range crm.BuiltIn(kind).Fields {
			if f.Needed {
				needed = append(needed, f.Name)
			}
		}
		slices.Sort(needed)
		want := rowsOf(t, s, `SELECT name FROM pragma_table_info('`+noun.Table+`') WHERE "notnull" ORDER BY name`)
		if !slices.Equal(needed, want) {
			t.Errorf("%s: %s are needed, and the book needs %s", noun.Table, strings.Join(needed, ", "), strings.Join(want, ", "))
		}
	}
}
