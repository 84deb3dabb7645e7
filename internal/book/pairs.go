package book

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"crm/internal/crm"
	"crm/internal/fold"
	"crm/internal/store"
)

// mostTogether is the size of a group of which each is compared with each other: the
// family of a landline. Of a larger one, such as an office, only those of one name are.
const mostTogether = 12

// mostNamesakes is how many may have one name and be compared for that alone. Of more,
// something else tells who may be one.
const mostNamesakes = 4

// twoContacts are the numbers of two contacts, the lower one first.
type twoContacts = [2]int64

// candidatePairs returns the pairs to compare, in order, and how many names have more than
// mostNamesakes.
func (v reader) candidatePairs() (pairs []twoContacts, namesakes int, err error) {
	seen := map[twoContacts]bool{}
	add := func(ids []int64) {
		for i, a := range ids {
			for _, b := range ids[i+1:] {
				if a != b {
					seen[twoContacts{min(a, b), max(a, b)}] = true
				}
			}
		}
	}
	groups, err := v.tx.Alike()
	if err != nil {
		return nil, 0, err
	}
	for _, ids := range groups {
		if len(ids) <= mostTogether {
			add(ids)
			continue
		}
		worded, err := v.wholeNames(ids)
		if err != nil {
			return nil, 0, err
		}
		for _, some := range worded {
			if len(some) <= mostTogether { // more are namesakes, of whom something else tells
				add(some)
			}
		}
	}
	named, err := v.tx.Namesakes()
	if err != nil {
		return nil, 0, err
	}
	turned, err := v.turnedNames()
	if err != nil {
		return nil, 0, err
	}
	for _, ids := range append(named, turned...) {
		if len(ids) > mostNamesakes {
			namesakes++
			continue
		}
		add(ids)
	}
	pairs = slices.SortedFunc(maps.Keys(seen), func(a, b twoContacts) int { return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1])) })
	return pairs, namesakes, nil
}

// wholeNames groups contacts by the words of their names, in any order.
func (v reader) wholeNames(ids []int64) (map[string][]int64, error) {
	worded := map[string][]int64{}
	for _, id := range ids {
		c, err := store.Get[*crm.Contact](v.tx, id)
		if err != nil {
			return nil, err
		}
		words := fold.NewName(c.Name).Words()
		slices.Sort(words)
		key := strings.Join(words, " ")
		worded[key] = append(worded[key], id)
	}
	return worded, nil
}

// turnedNames returns groups of contacts whose names have the same words, not all in the
// same order.
func (v reader) turnedNames() (groups [][]int64, err error) {
	type bearers struct {
		ids    []int64
		name   string
		turned bool
	}
	named := map[string]*bearers{}
	err = v.tx.EachName(func(id int64, name string) {
		for _, key := range fold.Orderless(name) {
			switch b := named[key]; {
			case key == "":
			case b == nil:
				named[key] = &bearers{[]int64{id}, name, false}
			default:
				b.ids, b.turned = append(b.ids, id), b.turned || b.name != name
			}
		}
	})
	for _, key := range slices.Sorted(maps.Keys(named)) {
		if b := named[key]; b.turned {
			groups = append(groups, b.ids)
		}
	}
	return groups, err
}
