package store

import "errors"

// Together has several questions asked in one round trip, where the book is on a server. Each
// function is called with a View that answers what is known, and notes what is not; it ends there.
// What they noted is asked together, and they are called again, until none has a question. Whoever
// asks the same after that has the answer, as long as nothing is written of which it tells. So they do
// nothing but ask, and what they return is of no use.
//
// A file is not asked, since there a question is as near as its answer.
func (v *View) Together(asks ...func(*View)) error {
	if v.dialect.isFile || v.asks != nil {
		return nil
	}
	on := v.tx.(*session)
	for range deepestAsked {
		var noted []asking
		noting := *v
		noting.asks = &noted
		for _, ask := range asks {
			ask(&noting)
		}
		if len(noted) < 2 { // the only one is asked by whoever wants to know
			return nil
		}
		if err := on.ahead(v.still, noted); err != nil {
			return err
		}
	}
	return nil
}

// deepestAsked is how many questions may depend on one another.
const deepestAsked = 8

// errNoted says that a question was noted and not asked.
var errNoted = errors.New("noted")

// notes reports whether a View notes a question instead of asking it.
func (v *View) notes(text string, args []any) bool {
	if v.asks == nil {
		return false
	}
	q := asking{text, args}
	if v.tx.(*session).knows(q) {
		return false
	}
	*v.asks = append(*v.asks, q)
	return true
}
