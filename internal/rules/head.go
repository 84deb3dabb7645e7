package rules

import (
	"strings"

	"crm/internal/crm"
)

// The head of a clause is what decides whether an edit is any business of it: its noun,
// whether it is about what is deleted, and its needs. A book keeps the heads of a rule beside
// it, a line for each clause, so that one is only read for an edit that may set it off.
//
//	opportunity !status=won|!closed line=home
//	-contact @delete
//
// A line begins with the noun, behind - if it is about what is deleted; each word behind it
// is a need, with | between those of which one has to hold: @ the action, ! a field that is
// changed, = the code or text that it has.

// longestHead is how long a head may be. What is longer has fewer needs, and is read more
// often.
const longestHead = 200

// Heads writes the heads of clauses.
func Heads(clauses []Rule) string {
	var all []string
	for _, c := range clauses {
		words := []string{string(c.listens())}
		if c.Gone {
			words[0] = "-" + words[0]
		}
		long := 0
		for _, either := range c.Needs {
			var tests []string
			for _, n := range either {
				tests = append(tests, n.word())
			}
			word := strings.Join(tests, "|")
			if long += len(word); long <= longestHead {
				words = append(words, word)
			}
		}
		all = append(all, strings.Join(words, " "))
	}
	return strings.Join(all, "\n")
}

// word writes a need.
func (n Need) word() string {
	switch {
	case n.Action != "":
		return "@" + string(n.Action)
	case n.Changed && n.Is != "":
		return "!" + n.Field + "=" + escaped.Replace(n.Is)
	case n.Changed:
		return "!" + n.Field
	}
	return n.Field + "=" + escaped.Replace(n.Is)
}

// What separates needs is written otherwise within one.
var (
	escaped   = strings.NewReplacer("%", "%25", " ", "%20", "|", "%7C", "\n", "%0A")
	unescaped = strings.NewReplacer("%25", "%", "%20", " ", "%7C", "|", "%0A", "\n")
)

// ReadHeads reads what Heads has written of a rule.
func ReadHeads(name, text string) (all []Rule) {
	if text == "" {
		return nil
	}
	for line := range strings.SplitSeq(text, "\n") {
		noun, needs, _ := strings.Cut(line, " ")
		r := Rule{Name: name}
		noun, r.Gone = strings.CutPrefix(noun, "-")
		if noun, is := strings.CutPrefix(noun, idlePrefix); is {
			r.On, r.Idle = crm.Kind(noun), &Idle{}
		} else {
			r.On = crm.Kind(noun)
		}
		for needs != "" {
			var word string
			word, needs, _ = strings.Cut(needs, " ")
			var either []Need
			for test := range strings.SplitSeq(word, "|") {
				either = append(either, readNeed(test))
			}
			r.Needs = append(r.Needs, either)
		}
		all = append(all, r)
	}
	return all
}

func readNeed(word string) (n Need) {
	if action, is := strings.CutPrefix(word, "@"); is {
		return Need{Action: crm.Action(action)}
	}
	word, n.Changed = strings.CutPrefix(word, "!")
	if n.Field, n.Is, _ = strings.Cut(word, "="); strings.Contains(n.Is, "%") {
		n.Is = unescaped.Replace(n.Is)
	}
	return n
}
