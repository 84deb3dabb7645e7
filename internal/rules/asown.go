package rules

import "slices"

// asOwn are the built-in rules as a book's own ones, while tests hold the two to each other.
var asOwn []Own

// AsOwn has every set that is made take the built-in rules from their YAML, as rules of a book's own
// that replace them, until the function that it returns is called. A book does with them what it
// does without.
//
// Errors: those of Read.
func AsOwn() (until func(), err error) {
	f, err := Read(nil, "", psm+"\n"+pipeline)
	if err != nil {
		return nil, err
	}
	var all []Own
	for _, name := range f.Names() {
		clauses, source := f.Of(name)
		packed, err := Encode(clauses)
		if err != nil {
			return nil, err
		}
		all = append(all, Own{Name: name, builtin: true, Heads: ReadHeads(name, Heads(clauses)), Clauses: func() ([]Rule, error) { return Decode(nil, name, packed, source) }})
	}
	asOwn = all
	return func() { asOwn = nil }, nil
}

// instead adds the built-in rules as own ones to those of a book, which come before them.
func instead(own []Own) []Own {
	all := slices.Clone(own)
	for _, o := range asOwn {
		taken := false
		for i := range own {
			if own[i].Name == o.Name {
				taken = true
				if own[i].Heads == nil { // it says where the built-in one is asked, or that it is off
					o.Off, o.Before, o.After = own[i].Off, own[i].Before, own[i].After
					all[i] = o
				}
			}
		}
		if !taken {
			all = append(all, o)
		}
	}
	return all
}
