package store

import (
	"slices"
	"strconv"
	"strings"
)

// Alike returns groups of contacts that have something in common by which two of them may be
// one: a phone, an e-mail, a number of another program; or the birthday and a word of the
// name. Each is one range of an index, however many there are.
func (v *View) Alike() (groups [][]int64, err error) {
	return v.groups(`SELECT string_agg(CAST(contact AS TEXT), ',') FROM lookup WHERE what IN ('p', 'e', 'x') GROUP BY term, what HAVING count(*) > 1`,
		`SELECT string_agg(CAST(c.id AS TEXT), ',') FROM lookup l JOIN contacts c ON c.id = l.contact
			WHERE l.what = 'w' AND c.birthday IS NOT NULL GROUP BY l.term, c.birthday HAVING count(*) > 1`)
}

// Namesakes is Alike for those who have nothing but a name in common.
func (v *View) Namesakes() (groups [][]int64, err error) {
	return v.groups(`SELECT string_agg(CAST(contact AS TEXT), ',') FROM lookup WHERE what IN ('n', 'u') GROUP BY term, what HAVING count(*) > 1`)
}

// groups returns the numbers that each row of some statements has.
func (v *View) groups(statements ...string) (groups [][]int64, err error) {
	for _, statement := range statements {
		found, err := column[string](v, statement)
		if err != nil {
			return nil, err
		}
		for _, text := range found {
			var ids []int64
			for part := range strings.SplitSeq(text, ",") {
				id, err := strconv.ParseInt(part, 10, 64)
				if err != nil {
					return nil, &fault{table: "lookup", column: "contact"}
				}
				ids = append(ids, id)
			}
			slices.Sort(ids)
			groups = append(groups, ids)
		}
	}
	return groups, nil
}

// EachName calls found with the name of each contact.
func (v *View) EachName(found func(id int64, name string)) error {
	return v.each("SELECT id, name FROM contacts ORDER BY id", nil, func(row *rows) error {
		var id int64
		var name string
		err := row.Scan(&id, &name)
		found(id, name)
		return err
	})
}

// Linked returns which contacts are related to which, each pair with the lower number
// first.
func (v *View) Linked() (map[[2]int64]bool, error) {
	linked := map[[2]int64]bool{}
	err := v.each("SELECT contact, other FROM relations", nil, func(row *rows) error {
		var a, b int64
		err := row.Scan(&a, &b)
		linked[[2]int64{min(a, b), max(a, b)}] = true
		return err
	})
	return linked, err
}
