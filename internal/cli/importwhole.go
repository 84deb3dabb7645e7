package cli

import (
	"io"
	"maps"
	"slices"
	"unicode"
	"unicode/utf8"

	"crm/internal/book"
	"crm/internal/crm"
)

// A file that has to have something said of it may need more than one flag: its encoding, and
// then how it writes dates. The first error says all of them: the import is tried with what the
// error proposes, changing nothing, until a try goes through.

// trial tries an import with more flags.
type trial struct {
	*app
	given  book.Values
	isFile bool // it can be read again
	size   int64
	run    func(book.Values) (*crm.Outcome, error)
	left   int // how many tries are left
}

// mostTries limits how often a file is read for an error, mostDeep how many errors in a row. A
// large file is read a few times, and a very large one once more.
const (
	mostTries = 12
	fewTries  = 3
	large     = 1 << 20
	mostDeep  = 4
)

// way is a way on from an error.
type way struct {
	text  string
	adds  []crm.Given
	met   []*crm.Error // what there was on it
	loses bool
	fails bool // it does not go through
}

// wholly returns an error of which each way on is a whole command, with all flags that the file
// needs.
func (t *trial) wholly(e *crm.Error, again crm.Command) error {
	switch t.left = mostTries; {
	case t.size > 4*large:
		t.left = 1
	case t.size > large:
		t.left = fewTries
	}
	if !slices.ContainsFunc(e.Remedies, func(r crm.Remedy) bool { return r.Adds != nil }) {
		return e
	}
	whole := wholeError{*e}
	whole.Remedies = nil
	if slices.ContainsFunc(e.Remedies, func(r crm.Remedy) bool { return r.Of > 1 }) {
		whole.Remedies = slices.Clone(e.Remedies)
		e = (&crm.Error{Code: e.Code}).Again("All at once, each as its first line has it", firsts(e)...)
	}
	ways, i := t.ways(e, nil, 0), 0
	for _, r := range e.Remedies {
		if r.Adds == nil {
			whole.Remedies = append(whole.Remedies, r)
			continue
		}
		for _, w := range ways[i] {
			if w.fails && slices.ContainsFunc(w.adds, isEncoding) {
				whole.Remedies = append(whole.Remedies, crm.Remedy{Text: w.text}) // no encoding that can be told reads it
				continue
			}
			for _, other := range w.met {
				whole.besides(e, other)
			}
			whole.Remedies = append(whole.Remedies, crm.Remedy{Text: w.text, Commands: []crm.Command{withMore(again, settled(w.adds))}})
		}
		i++
	}
	return &whole.Error
}

// firsts are the first answers to the questions that an error asks.
func firsts(e *crm.Error) (adds []crm.Given) {
	of := 0
	for _, r := range e.Remedies {
		if r.Of > of {
			of = r.Of
			for _, g := range r.Adds {
				if !slices.Contains(adds, g) {
					adds = append(adds, g)
				}
			}
		}
	}
	return adds
}

// wholeError is an error on the way to that.
type wholeError struct{ crm.Error }

// besides adds what else there is, unless that has been said.
func (w *wholeError) besides(first, other *crm.Error) {
	said := func(text string) bool {
		return slices.ContainsFunc(slices.Concat(first.Remedies, w.Remedies), func(r crm.Remedy) bool { return r.Text == text })
	}
	if text := "Besides: " + other.Error(); other.Error() != first.Error() && !said(text) {
		w.Try("%s", text)
	}
	for _, r := range other.Remedies {
		if r.Adds == nil && r.Commands == nil && !said(r.Text) {
			w.Remedies = append(w.Remedies, r)
		}
	}
}

// ways returns, for each remedy of an error that adds flags, where that leads.
func (t *trial) ways(e *crm.Error, so []crm.Given, depth int) (all [][]way) {
	adds := func(r crm.Remedy) bool { return r.Adds != nil }
	several := slices.IndexFunc(e.Remedies, adds) != lastIndex(e.Remedies, adds)
	for _, r := range e.Remedies {
		if r.Adds == nil {
			continue
		}
		if slices.ContainsFunc(r.Adds, func(g crm.Given) bool { return isEncoding(g) && slices.Contains(so, g) }) {
			all = append(all, nil) // it leads back
			continue
		}
		here := way{text: r.Text, adds: slices.Concat(so, r.Adds), loses: r.Loses}
		if isOpen(r.Adds) && !standsIn(r.Adds, e) || depth == mostDeep || !t.isFile || t.left == 0 {
			all = append(all, []way{here})
			continue
		}
		failed, paced := t.try(here.adds)
		if failed == nil {
			here.adds = append(here.adds, paced...)
			all = append(all, []way{here})
			continue
		}
		here.fails = true
		further := t.further(failed, e, here, depth)
		if several {
			for i, w := range further {
				if further[i].text = here.text; len(further) > 1 {
					first, size := utf8.DecodeRuneInString(w.text)
					further[i].text += "; " + string(unicode.ToLower(first)) + w.text[size:]
				}
			}
		}
		if all = append(all, further); further == nil {
			all[len(all)-1] = []way{here}
		}
	}
	return all
}

// isEncoding reports whether a flag names the encoding of the file, which is one for all of it.
func isEncoding(g crm.Given) bool { return g.Flag == "encoding" }

// settled returns flags of which the encoding is the last that was tried.
func settled(adds []crm.Given) []crm.Given {
	at := lastIndex(adds, isEncoding)
	var left []crm.Given
	for i, g := range adds {
		if i == at || !isEncoding(g) {
			left = append(left, g)
		}
	}
	return left
}

// further returns the ways on from an error that a way has come to, those that go through and
// leave nothing out first of all.
func (t *trial) further(failed, before *crm.Error, here way, depth int) (all []way) {
	known := func(r crm.Remedy) bool {
		return r.Adds == nil || slices.ContainsFunc(before.Remedies, func(o crm.Remedy) bool { return slices.Equal(o.Adds, r.Adds) })
	}
	for range mostDeep { // what was said before is answered as its first lines have it, or bad rows left out
		if slices.ContainsFunc(failed.Remedies, func(r crm.Remedy) bool { return !known(r) }) {
			break
		}
		at := lastIndex(failed.Remedies, func(r crm.Remedy) bool { return r.Adds != nil && r.Loses && !isOpen(r.Adds) })
		if at < 0 {
			at = slices.IndexFunc(failed.Remedies, func(r crm.Remedy) bool { return r.Adds != nil && !isOpen(r.Adds) })
		}
		if at < 0 || t.left == 0 {
			return nil
		}
		here.adds = slices.Concat(here.adds, failed.Remedies[at].Adds)
		var paced []crm.Given
		if failed, paced = t.try(here.adds); failed == nil {
			here.adds, here.fails = append(here.adds, paced...), false
			return []way{here}
		}
	}
	all = slices.Concat(t.ways(failed, here.adds, depth+1)...)
	open := func(w way) bool { return isOpen(w.adds[len(here.adds):]) }
	for _, better := range []func(way) bool{
		func(w way) bool { return !w.fails && !open(w) && !w.loses },
		func(w way) bool { return !w.fails && !open(w) },
		func(w way) bool { return !w.fails },
	} {
		if slices.ContainsFunc(all, better) {
			all = slices.DeleteFunc(all, func(w way) bool { return !better(w) })
			break
		}
	}
	for i := range all {
		all[i].met = append([]*crm.Error{failed}, all[i].met...)
	}
	return all
}

func lastIndex[T any](all []T, is func(T) bool) int {
	for i, one := range slices.Backward(all) {
		if is(one) {
			return i
		}
	}
	return -1
}

// isOpen reports whether somebody has to fill something in.
func isOpen(given []crm.Given) bool {
	return slices.ContainsFunc(given, func(g crm.Given) bool { return g.Blank })
}

// standIns are values with which a flag that somebody has to fill in is tried: what else the file
// needs does not hang on them.
var standIns = map[string]string{"carrier": "Mutual", "line": crm.LineOther}

// standsIn reports whether all that somebody has to fill in has such a value, and no other way on
// from an error has that.
func standsIn(given []crm.Given, e *crm.Error) bool {
	instead := stoodIn(given)
	return !isOpen(instead) && !slices.ContainsFunc(e.Remedies, func(r crm.Remedy) bool { return slices.Equal(r.Adds, instead) })
}

// stoodIn returns flags with such values.
func stoodIn(given []crm.Given) []crm.Given {
	given = slices.Clone(given)
	for i, g := range given {
		if value := standIns[g.Flag]; g.Blank && value != "" {
			given[i] = crm.Given{Flag: g.Flag, Value: value}
		}
	}
	return given
}

// try runs the import with more flags, without changing anything, and returns its error. Paced
// is the number of calls a day that it would have to be told.
func (t *trial) try(adds []crm.Given) (failed *crm.Error, paced []crm.Given) {
	adds = settled(stoodIn(adds))
	t.left--
	given, kind := maps.Clone(t.given), t.kind
	defer func() { t.kind = kind }()
	for _, g := range adds {
		if g.Flag == "as" {
			t.kind = g.Value
			continue
		}
		value := g.Value
		if value == "" {
			value = "true"
		}
		if isMany(g.Flag) {
			given[g.Flag] = append(slices.Clone(given[g.Flag]), value)
		} else {
			given[g.Flag] = []string{value}
		}
	}
	flags, env, previewed, exit := t.flags, t.env.Err, t.previewed, t.exit
	t.flags.dryRun, t.flags.noInput, t.env.Err, t.previewed = true, true, io.Discard, true
	if t.book != nil {
		_ = t.book.Close() // which one command has open once
		t.book = nil
	}
	o, err := t.run(given)
	t.flags, t.env.Err, t.previewed, t.exit = flags, env, previewed, exit
	if e, is := crm.AsError(err); is {
		return e, nil
	}
	if o != nil && !t.canAsk() && !t.flags.yes {
		for _, n := range o.Notices {
			if n.Code == "ask-calls-per-day" {
				paced = append(paced, crm.With(book.CallsPerDayFlag, n.Values["suggested"]))
			}
		}
	}
	return nil, paced
}

// isMany reports whether an import takes a flag more than once.
func isMany(flag string) bool {
	return slices.Contains([]string{"map", "date-format", "value", "contact", "from-me"}, flag)
}

// withMore returns a command with more flags, each of which takes the place of its own unless it may
// be given again.
func withMore(c crm.Command, adds []crm.Given) crm.Command {
	c.Given = slices.DeleteFunc(slices.Clone(c.Given), func(g crm.Given) bool {
		return g.Flag != "" && !isMany(g.Flag) && slices.ContainsFunc(adds, func(a crm.Given) bool { return a.Flag == g.Flag })
	})
	c.Given = append(c.Given, adds...)
	return c
}
