package rules

import (
	"errors"
	"fmt"
	"sync"

	"crm/internal/crm"
	"crm/internal/query"
)

// Set is the rules in force in one book, in order. It reads a rule and compiles its condition
// at the first edit that may set it off, and an effect when it is first wanted. Most changes
// concern few rules.
type Set struct {
	schema  *crm.Schema
	builtin []Rule
	own     []*ownRule

	mu     sync.Mutex
	places []place
	made   map[int]*compiled // by their places
	nouns  map[crm.Kind][]*listener
}

// compiled is a rule with its expressions.
type compiled struct {
	*Rule
	schema *crm.Schema
	// broken is why a rule of the book's own can't be read any more.
	broken    error
	own       bool // or of a pack: the values that its condition saw are kept
	language  string
	condition once[*query.Expr]
	do        []clause
}

// when returns the condition of the rule.
func (r *compiled) when() (*query.Expr, error) {
	return r.condition.get(func() (*query.Expr, error) {
		if r.broken != nil {
			return nil, r.broken
		}
		return r.Rule.condition(r.schema, "when", r.When)
	})
}

// clause is one effect of a rule.
type clause struct {
	*Clause
	rule      *compiled
	condition once[*query.Expr]
	compiled  once[*effect]
}

// applies returns the clause's own condition, or nil.
func (c *clause) applies() (*query.Expr, error) {
	return c.condition.get(func() (*query.Expr, error) { return c.rule.Rule.condition(c.rule.schema, "if", c.If) })
}

// effect returns what the clause does where that is true.
func (c *clause) effect() (*effect, error) {
	return c.compiled.get(func() (e *effect, err error) {
		e = compileClause(c.rule, c.Clause, func(part string, why error) {
			if err == nil {
				err = c.rule.failure(part, why)
			}
		})
		return e, err
	})
}

// once is what is made when it is first asked for. A set has hundreds, of which a command
// needs a few.
type once[T any] struct {
	once sync.Once
	made T
	err  error
}

func (o *once[T]) get(compile func() (T, error)) (T, error) {
	o.once.Do(func() { o.made, o.err = compile() })
	return o.made, o.err
}

// Builtin returns a set of the built-in rules, for a book with that schema.
func Builtin(schema *crm.Schema) *Set { return With(schema, nil) }

// With returns the rules in force in a book that says that of rules, and of packs of them.
func With(schema *crm.Schema, own []Own, packs ...Switched) *Set {
	s := newSet(schema, builtin)
	if len(packs) > 0 {
		own = withPacks(own, packs)
	}
	for _, o := range instead(own) {
		s.own = append(s.own, &ownRule{Own: o})
	}
	return s
}

func newSet(schema *crm.Schema, rules []Rule) *Set {
	return &Set{schema: schema, builtin: rules, made: map[int]*compiled{}, nouns: map[crm.Kind][]*listener{}}
}

func compiledOf(schema *crm.Schema, r *Rule) *compiled {
	c := &compiled{Rule: r, schema: schema, do: make([]clause, len(r.Do))}
	for i := range r.Do {
		c.do[i].Clause, c.do[i].rule = &r.Do[i], c
	}
	return c
}

// listener is a rule about a noun. It is read when an edit passes its needs.
type listener struct {
	head *Rule
	read once[*compiled]
	made func() *compiled
}

func (l *listener) rule() *compiled {
	r, _ := l.read.get(func() (*compiled, error) { return l.made(), nil })
	return r
}

// listening returns the rules about a noun, in order.
func (s *Set) listening(kind crm.Kind) []*listener {
	s.mu.Lock()
	defer s.mu.Unlock()
	found, known := s.nouns[kind]
	switch {
	case known:
	case len(s.own) == 0: // which is the usual
		for i := range s.builtin {
			if r := &s.builtin[i]; r.listens() == kind {
				found = append(found, &listener{head: r, made: func() *compiled { return compiledOf(s.schema, r) }})
			}
		}
		s.nouns[kind] = found
	default:
		for i, p := range s.inOrder() {
			if p.head.listens() == kind {
				found = append(found, &listener{head: p.head, made: func() *compiled {
					s.mu.Lock()
					defer s.mu.Unlock()
					return s.at(i)
				}})
			}
		}
		s.nouns[kind] = found
	}
	return found
}

// all returns the rules of a name, or all for an empty one, in order.
func (s *Set) all(name string) (found []*compiled) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for i, p := range s.inOrder() {
		if name == "" || p.head.Name == name {
			found = append(found, s.at(i))
		}
	}
	return found
}

// at returns the rule at a place.
func (s *Set) at(i int) *compiled {
	if c, made := s.made[i]; made {
		return c
	}
	c := s.places[i].compiled(s)
	s.made[i] = c
	return c
}

// condition compiles a condition about the edited record, or returns nil for none.
func (r *Rule) condition(schema *crm.Schema, part, text string) (*query.Expr, error) {
	if text == "" {
		return nil, nil
	}
	e, err := query.Condition(text, r.scope(schema))
	if err != nil {
		return nil, r.failure(part, err)
	}
	return e, nil
}

// All returns the rules of the set, in order.
func (s *Set) All() []*Rule { return s.rules("") }

// Named returns the clauses of a rule, if it exists.
func (s *Set) Named(name string) []*Rule {
	if name == "" {
		return nil
	}
	return s.rules(name)
}

func (s *Set) rules(name string) (all []*Rule) {
	for _, c := range s.all(name) {
		all = append(all, c.Rule)
	}
	return all
}

// Names returns the names of the rules, each once, in order.
func (s *Set) Names() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	var names []string
	seen := map[string]bool{}
	for _, p := range s.inOrder() {
		if name := p.head.Name; !seen[name] {
			seen[name] = true
			names = append(names, name)
		}
	}
	return names
}

// BuiltinNames returns the names of the built-in rules, in order.
func BuiltinNames() []string { return newSet(nil, builtin).Names() }

// Failure is why a rule can't act: it is written for other fields than there are, or what it
// makes is none. Only this rule stops.
type Failure struct {
	Rule string
	Part string // as it is written: "when", "due"
	Err  error
}

// Error says which rule and which part of it.
func (f *Failure) Error() string { return fmt.Sprintf("rule %s, %s: %s", f.Rule, f.Part, f.Err) }

// Unwrap returns the reason.
func (f *Failure) Unwrap() error { return f.Err }

func (r *Rule) failure(part string, err error) error { return &Failure{r.Name, part, err} }

func asFailure(err error, into **Failure) bool { return errors.As(err, into) }
