package rules

import (
	"slices"
	"strings"

	"crm/internal/crm"
	"crm/internal/query"
)

// Conflict is what rules do to each other that their author may not have meant.
type Conflict struct {
	// Slot is the slot that two rules may fill on one edit; empty for a chain.
	Slot string
	// Rules are the two rules, or the chain: each may set off the next, and the last the
	// first.
	Rules []string
	// Certain is set if each of a chain sets off the next, whatever else is true, and Long if it
	// comes to an end, but is longer than a chain may be.
	Certain bool
	Long    bool
}

// Same reports whether two conflicts are the same.
func (c Conflict) Same(other Conflict) bool {
	return c.Slot == other.Slot && slices.Equal(c.Rules, other.Rules)
}

// Conflicts returns what the rules of some names do to each other and to the others of the
// set. It leaves out rules that it fails to read.
func (s *Set) Conflicts(names ...string) []Conflict {
	c := &conflicts{all: s.all(""), names: names, does: map[*compiled][]doing{}, next: map[*clause][]step{}}
	for _, r := range c.all {
		c.does[r] = c.doings(r)
	}
	return slices.Concat(c.slots(), c.chains(), c.tooLong())
}

type conflicts struct {
	all   []*compiled
	names []string
	does  map[*compiled][]doing
	next  map[*clause][]step
}

// doing is one effect of a rule, with the conditions under which it is done.
type doing struct {
	*clause
	effect     *effect
	conditions []*query.Expr
}

func (c *conflicts) doings(r *compiled) (all []doing) {
	when, err := r.when()
	if err != nil {
		return nil
	}
	for i := range r.do {
		do := &r.do[i]
		applies, err := do.applies()
		if err != nil {
			continue
		}
		if e, err := do.effect(); err == nil {
			all = append(all, doing{do, e, []*query.Expr{when, applies}})
		}
	}
	return all
}

// slots returns the slots that one of the rules may fill on an edit on which another one
// fills it, too.
func (c *conflicts) slots() (found []Conflict) {
	type filled struct {
		rule *compiled
		doing
	}
	slots := map[string][]filled{}
	for _, r := range c.all {
		for _, d := range c.does[r] {
			slot := d.value("slot")
			if d.Create == "" || slot == "" || strings.HasPrefix(slot, "=") {
				continue
			}
			for _, other := range slots[slot] {
				both := []string{other.rule.Name, r.Name}
				known := slices.ContainsFunc(found, func(f Conflict) bool { return f.Slot == slot && slices.Equal(f.Rules, both) })
				if r.Name == other.rule.Name || r.On != other.rule.On || known || d.value("contact") != other.value("contact") ||
					!slices.Contains(c.names, r.Name) && !slices.Contains(c.names, other.rule.Name) ||
					!query.Possible(nil, slices.Concat(d.conditions, other.conditions)...) {
					continue
				}
				found = append(found, Conflict{Slot: slot, Rules: both})
			}
			slots[slot] = append(slots[slot], filled{r, d})
		}
	}
	return found
}

// longestChain bounds the search for chains.
const longestChain = 6

// chains returns the chains of rules that may set each other off for ever, the shortest
// first, one for each rule.
func (c *conflicts) chains() (found []Conflict) {
	for _, r := range c.all {
		if !slices.Contains(c.names, r.Name) {
			continue
		}
		for _, first := range c.does[r] {
			if slices.ContainsFunc(found, func(f Conflict) bool { return slices.Contains(f.Rules, r.Name) }) {
				break
			}
			if chain := shortest(first, c.follow); chain != nil {
				found = append(found, *chain)
			}
		}
	}
	return found
}

// follow returns the effects that one may set off.
func (c *conflicts) follow(d doing) []step {
	if known, ok := c.next[d.clause]; ok {
		return known
	}
	var steps []step
	for _, r := range c.all {
		if r.Idle != nil { // what a rule does moves nothing
			continue
		}
		for _, then := range c.does[r] {
			if is, certain := d.setsOff(r, then.conditions); is {
				steps = append(steps, step{then, certain})
			}
		}
	}
	c.next[d.clause] = steps
	return steps
}

// step is what an effect sets off.
type step struct {
	doing
	certain bool
}

// shortest returns the shortest chain from an effect back to itself that does not end by
// itself, or nil.
func shortest(first doing, follow func(doing) []step) *Conflict {
	type path struct {
		steps   []doing
		certain bool
	}
	seen := map[*clause]bool{}
	for paths := []path{{[]doing{first}, true}}; len(paths) > 0; {
		p := paths[0]
		paths = paths[1:]
		for _, s := range follow(p.steps[len(p.steps)-1]) {
			certain := p.certain && s.certain
			if s.clause == first.clause {
				if endless(p.steps) {
					return &Conflict{Rules: namesOf(p.steps), Certain: certain || circles(p.steps)}
				}
				continue
			}
			if !seen[s.clause] && len(p.steps) < longestChain {
				seen[s.clause] = true
				paths = append(paths, path{append(slices.Clip(slices.Clone(p.steps)), s.doing), certain})
			}
		}
	}
	return nil
}

func namesOf(steps []doing) (names []string) {
	for _, d := range steps {
		names = append(names, d.rule.Name)
	}
	return slices.Compact(names)
}

// endless reports whether a chain goes on: it makes something new, or gives a field one value
// after the other. To set what is set makes no edit, and there is an end to closing what is
// open.
func endless(steps []doing) bool {
	if slices.ContainsFunc(steps, func(d doing) bool { return d.Create != "" }) {
		return true
	}
	if slices.ContainsFunc(steps, func(d doing) bool { return d.Cancel+d.Complete != "" }) {
		return false
	}
	given := map[string]any{}
	for _, d := range steps {
		for _, v := range d.effect.values {
			if d.Set == "" {
				continue
			}
			key := d.Set + "." + v.field.Name
			was, known := given[key]
			if v.expr != nil && !v.expr.Constant() || v.parts != nil || known && was != v.literal {
				return true
			}
			given[key] = v.literal
		}
	}
	return false
}

// setsOff reports whether what an effect does may set off a rule with conditions, and whether
// it does in any case.
func (d doing) setsOff(r *compiled, conditions []*query.Expr) (is, certain bool) {
	for _, edit := range d.edits() {
		if edit.kind != r.On || !query.Possible(&edit.given, conditions...) {
			continue
		}
		is = true
		certain = certain || edit.sure && query.Certain(&edit.given, conditions...)
	}
	return is, certain
}

// edit is what is known of an edit that an effect makes.
type edit struct {
	kind  crm.Kind
	given query.Given
	sure  bool // it is made in any case
}

// edits returns the edits that an effect may make.
func (d doing) edits() []edit {
	var all []edit
	switch {
	case d.Create == createNote:
		all = append(all, d.creates(crm.KindNote))
	case d.Create != "":
		made := d.creates(crm.KindActivity)
		made.given.Fields["kind"] = d.Create
		made.given.Fields["status"] = crm.Open
		made.given.Fields["rule"] = d.rule.Name
		made.given.Changed["kind"], made.given.Changed["status"], made.given.Changed["rule"] = true, true, true
		delete(made.given.Unsure, "rule")
		if d.value("slot") != "" { // another time it moves what is there
			made.sure = false
			moved := d.updates(crm.KindActivity, "due", "due_time", "attempt", "contact", "opportunity", "slot", "rule", "cause")
			moved.given.Fields["kind"], moved.given.Fields["status"], moved.given.Fields["rule"] = d.Create, crm.Open, d.rule.Name
			return []edit{made, moved}
		}
		all = append(all, made)
	case d.Cancel+d.Complete != "":
		closed := d.updates(crm.KindActivity, "status", "done_on", "done_by")
		closed.given.Fields["status"] = crm.Cancelled
		if d.Complete != "" {
			closed.given.Fields["status"] = crm.Done
		}
		all = append(all, closed)
	case d.Set != "":
		var fields []string
		for _, v := range d.effect.values {
			fields = append(fields, v.field.Name)
		}
		set := d.updates(d.target(d.rule.On), fields...)
		for _, v := range d.effect.values {
			if v.expr == nil && v.parts == nil {
				set.given.Fields[v.field.Name] = v.literal
			}
		}
		set.sure = slices.ContainsFunc(d.effect.values, func(v value) bool { return v.expr != nil && !v.expr.Constant() })
		all = append(all, set)
	}
	return all
}

// creates returns the edit that makes a record. What the effect does not give it, and the
// program does not, is empty.
func (d doing) creates(kind crm.Kind) edit {
	e := edit{kind: kind, sure: true, given: query.Given{
		Fields: map[string]any{}, Changed: map[string]bool{}, Unsure: map[string]bool{},
		Values: map[string]bool{"created()": true, "updated()": false, "deleted()": false},
	}}
	given := []string{"contact", "owner", "opportunity", "policy", "created", "rule", "cause", "explanation", "id", "version", "slot", "due", "author", "written", "activity", "quote", "zone"}
	for _, f := range d.rule.schema.Fields(kind).Fields {
		if slices.Contains(given, f.Name) || f.Derived {
			e.given.Unsure[f.Name] = true
		} else {
			e.given.Fields[f.Name] = nil
		}
	}
	for _, v := range d.effect.values {
		delete(e.given.Fields, v.field.Name)
		e.given.Unsure[v.field.Name] = true
		if v.expr == nil && v.parts == nil && v.literal != nil {
			e.given.Fields[v.field.Name] = v.literal
			delete(e.given.Unsure, v.field.Name)
			e.given.Changed[v.field.Name] = true
		}
	}
	return e
}

// updates returns the edit that changes fields of a record. What follows from others may
// change with them.
func (d doing) updates(kind crm.Kind, fields ...string) edit {
	e := edit{kind: kind, given: query.Given{
		Fields: map[string]any{}, Changed: map[string]bool{}, Unsure: map[string]bool{},
		Values: map[string]bool{"created()": false, "updated()": true, "deleted()": false},
	}}
	for _, f := range d.rule.schema.Fields(kind).Fields {
		if slices.Contains(fields, f.Name) || slices.ContainsFunc(f.From, func(from string) bool { return slices.Contains(fields, from) }) {
			e.given.Unsure[f.Name] = true
		}
	}
	return e
}
