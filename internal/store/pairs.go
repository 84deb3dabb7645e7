package store

import (
	"slices"
	"strconv"
	"strings"
)

// Alike returns groups of contacts that have something in common by which two of them may be
// one: a phone, an e-mail, a name or a number of another program; or the birthday and a word
// of the name. Each is one range of an index, however many there are.
func (v *View) Alike() (groups [][]int64, err error) {
	for _, question := range []string{
		`SELECT group_concat(contact) FROM lookup WHERE what IN ('p', 'e', 'n', 'u', 'x') GROUP BY term, what HAVING count(*) > 1`,
		`SELECT group_concat(c.id) FROM lookup l JOIN contacts c ON c.id = l.contact
			WHERE l.what = 'w' AND c.birthday IS NOT NULL GROUP BY l.term, c.birthday HAVING count(*) > 1`,
	} {
		found, err := column[string](v, question)
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
