package rules

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"crm/internal/crm"
)

// Own is what a book says of a rule: that there is one of its own, which replaces a built-in
// one of its name; that one is off; or where it is asked.
type Own struct {
	Name string
	Off  bool
	// Before or After is the rule before or after which it is asked, or both are empty.
	Before, After string
	// Language is that in which its texts are written.
	Language string
	// Heads has what each clause listens to: its noun and its needs. Nil leaves a built-in
	// rule as it is.
	Heads []Rule
	// Clauses returns the clauses. It is called at the first edit that may concern them.
	Clauses func() ([]Rule, error)
	builtin bool // it is what is built in (AsOwn)
}

// ownRule is that with its clauses, once they are read.
type ownRule struct {
	Own
	clauses once[[]Rule]
}

func (o *ownRule) rules() ([]Rule, error) { return o.clauses.get(o.Clauses) }

// OwnOf returns the rules of a file as those of a book.
func OwnOf(f *File) (all []Own) {
	for _, name := range f.Names() {
		clauses, _ := f.Of(name)
		all = append(all, Own{Name: name, Heads: clauses, Clauses: func() ([]Rule, error) { return clauses, nil }})
	}
	return all
}

// packedAs is the format of packed rules. Another one is read from the source.
const packedAs = 1

type packed struct {
	Format int    `json:"format"`
	Rules  []Rule `json:"rules"`
}

// Encode writes clauses so that they are read again at little cost.
func Encode(clauses []Rule) (string, error) {
	text, err := json.Marshal(packed{packedAs, clauses})
	return string(text), err
}

// Decode reads what Encode has written, if this version writes the same; otherwise the source.
//
// Errors: those of Read.
func Decode(schema *crm.Schema, name, text, source string) ([]Rule, error) {
	var p packed
	if json.Unmarshal([]byte(text), &p) == nil && p.Format == packedAs && len(p.Rules) > 0 {
		return p.Rules, nil
	}
	file, err := Read(schema, name, source)
	if err != nil {
		return nil, err
	}
	return file.Rules, nil
}

// place is a clause of a rule in the order in which rules are asked.
type place struct {
	head   *Rule // what it listens to; of a built-in one the whole rule
	clause int
	own    *ownRule // nil for a built-in one
}

// compiled returns the rule at the place. One that it fails to read fails when it is
// asked.
func (p *place) compiled(s *Set) *compiled {
	if p.own == nil {
		return compiledOf(s.schema, p.head)
	}
	clauses, err := p.own.rules()
	if err == nil && p.clause < len(clauses) {
		c := compiledOf(s.schema, &clauses[p.clause])
		c.own, c.language = !p.own.builtin, p.own.Language
		return c
	}
	if err == nil {
		err = crm.Errorf(crm.CodeInvalid, "it can't be read")
	}
	return &compiled{Rule: p.head, schema: s.schema, broken: p.head.failure("when", err)}
}

// lastRule is what is asked at the end: it says what no other rule has answered.
const lastRule = "no-follow-up"

// inOrder returns the places, in the order in which rules are asked. A rule of a built-in
// one's name takes the place of that, clause for clause; any other comes behind the built-in
// ones, by its name; unless the book says otherwise. In which order the book has them makes
// no difference.
func (s *Set) inOrder() []place {
	if s.places != nil {
		return s.places
	}
	own := map[string]*ownRule{}
	var names []string
	for _, o := range s.own {
		own[o.Name] = o
		names = append(names, o.Name)
	}
	slices.Sort(names)
	left := map[string]int{} // clauses of the built-in rule that are to come
	for i := range s.builtin {
		left[s.builtin[i].Name]++
	}
	placed := map[string]int{}
	var all []place
	next := func(o *ownRule) {
		clause := placed[o.Name]
		all = append(all, place{head: &o.Heads[clause], clause: clause, own: o})
		placed[o.Name]++
	}
	rest := func(name string) {
		o := own[name]
		for o != nil && placed[name] < len(o.Heads) {
			next(o)
		}
	}
	behind := func() {
		for _, name := range names {
			if _, builtin := left[name]; !builtin {
				rest(name)
			}
		}
	}
	for i := range s.builtin {
		r := &s.builtin[i]
		if r.Name == lastRule {
			behind()
		}
		o := own[r.Name]
		left[r.Name]--
		switch {
		case o == nil || o.Heads == nil:
			all = append(all, place{head: r})
		case left[r.Name] == 0:
			rest(r.Name)
		case placed[r.Name] < len(o.Heads):
			next(o)
		}
	}
	behind()
	for _, m := range moves(s.own) {
		all = m.done(all)
	}
	s.places = slices.DeleteFunc(all, func(p place) bool { o := own[p.head.Name]; return o != nil && o.Off })
	if s.places == nil {
		s.places = []place{}
	}
	return s.places
}

// move puts a rule before or behind another one.
type move struct {
	name, beside string
	behind       bool
}

// moves returns what is moved, in the order in which it is: what others are put beside comes
// first. Those of a circle stay.
func moves(own []*ownRule) []move {
	waiting := map[string]move{}
	for _, o := range own {
		if o.Before != "" || o.After != "" {
			waiting[o.Name] = move{o.Name, o.Before + o.After, o.After != ""}
		}
	}
	var all []move
	for len(waiting) > 0 {
		var ready []move
		for _, m := range waiting {
			if _, waits := waiting[m.beside]; !waits {
				ready = append(ready, m)
			}
		}
		if len(ready) == 0 {
			break
		}
		slices.SortFunc(ready, func(a, b move) int {
			switch {
			case a.behind != b.behind:
				return strings.Compare(strconv.FormatBool(a.behind), strconv.FormatBool(b.behind))
			case a.behind: // of those behind one, the last is put there first
				return strings.Compare(b.name, a.name)
			}
			return strings.Compare(a.name, b.name)
		})
		for _, m := range ready {
			delete(waiting, m.name)
		}
		all = append(all, ready...)
	}
	return all
}

// done moves the clauses of a rule, if there is what it is put beside.
func (m move) done(all []place) []place {
	var moved []place
	rest := slices.DeleteFunc(slices.Clone(all), func(p place) bool {
		if p.head.Name == m.name {
			moved = append(moved, p)
		}
		return p.head.Name == m.name
	})
	at := -1
	for i, p := range rest {
		if p.head.Name != m.beside {
			continue
		}
		if at < 0 || m.behind {
			at = i
		}
	}
	if at < 0 {
		return all
	}
	if m.behind {
		at++
	}
	return slices.Insert(rest, at, moved...)
}

// CirclesBack reports whether putting a rule beside another one would have each wait for the
// other.
func CirclesBack(own []Own, name, beside string) bool {
	next := map[string]string{}
	for _, o := range own {
		next[o.Name] = o.Before + o.After
	}
	for range len(own) + 1 {
		if beside == name {
			return true
		}
		beside = next[beside]
	}
	return false
}
