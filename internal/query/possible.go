package query

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"crm/internal/crm"
)

// What conditions say together, without a record. It knows tests of fields and of values
// against literals, and functions that are named with a field; whatever else they ask may be
// true or false. So what is said to be impossible is, and what is said to be possible may
// not be.

// Given is what is known of an edit before conditions are asked.
type Given struct {
	// Fields are the values of fields of the top record that are known: nil is none.
	Fields map[string]any
	// Changed are the fields that the edit changes; the others are as they were, unless they
	// are in Unsure. Nil says nothing of any.
	Changed map[string]bool
	Unsure  map[string]bool
	// Values are what values of the scope and functions without arguments ("created()") are.
	Values map[string]bool
}

// Possible reports whether conditions may be true at once. A nil condition is true, and nil
// for given says nothing.
func Possible(given *Given, conditions ...*Expr) bool {
	p := &possible{left: mostSteps, given: given}
	return p.all(claims(true, conditions), p.begin())
}

// Certain reports whether conditions are true of all that is given.
func Certain(given *Given, conditions ...*Expr) bool {
	for _, c := range conditions {
		p := &possible{left: mostSteps, given: given}
		if c != nil && p.all([]claim{{c.root, false}}, p.begin()) {
			return false
		}
	}
	return true
}

// mostSteps bounds the search; what takes more may be possible.
const mostSteps = 20000

// claim is a node that has to be true, or false.
type claim struct {
	n  *node
	is bool
}

func claims(is bool, conditions []*Expr) (all []claim) {
	for _, c := range conditions {
		if c != nil {
			all = append(all, claim{c.root, is})
		}
	}
	return all
}

// possible is the search for a way in which claims are true.
type possible struct {
	left  int
	given *Given
}

// known is what a path, or a call, has to be. The zero value says nothing.
type known struct {
	isNil, notNil bool
	is            map[string]any // one of these, if not nil, by how they are written
	not           map[string]any // none of these
	low, high     *bound
}

// bound is the end of a range.
type bound struct {
	value any
	open  bool // it is not in it itself
}

// facts are what is known, by what it is of. A copy is made before it is added to.
type facts map[string]known

func (p *possible) begin() facts {
	f := facts{}
	if p.given == nil {
		return f
	}
	for name, value := range p.given.Fields {
		if value == nil {
			f[name] = known{isNil: true}
		} else {
			f[name] = known{notNil: true, is: one(value)}
		}
	}
	for name, value := range p.given.Values {
		f[name] = known{notNil: true, is: one(value)}
	}
	return f
}

// all reports whether the claims may be true at once, beside what is known.
func (p *possible) all(claims []claim, f facts) bool {
	if p.left--; p.left < 0 {
		return true
	}
	if len(claims) == 0 {
		return true
	}
	c, rest := claims[0], claims[1:]
	n := c.n
	switch n.op {
	case opNot:
		return p.all(slices.Insert(slices.Clone(rest), 0, claim{n.args[0], !c.is}), f)
	case opAnd, opOr:
		a, b := claim{n.args[0], c.is}, claim{n.args[1], c.is}
		if (n.op == opAnd) == c.is {
			return p.all(slices.Insert(slices.Clone(rest), 0, a, b), f)
		}
		return p.all(slices.Insert(slices.Clone(rest), 0, a), f) || p.all(slices.Insert(slices.Clone(rest), 0, b), f)
	case opIf:
		yes := slices.Insert(slices.Clone(rest), 0, claim{n.args[0], true}, claim{n.args[1], c.is})
		no := slices.Insert(slices.Clone(rest), 0, claim{n.args[0], false}, claim{n.args[2], c.is})
		return p.all(yes, f) || p.all(no, f)
	}
	if n.fixed {
		if is, err := n.truth(&Facts{}); err == nil && is != c.is {
			return false
		}
		return p.all(rest, f)
	}
	f, ok := p.atom(n, c.is, f)
	return ok && p.all(rest, f)
}

// atom adds what a test says, and reports whether that agrees with what is known.
func (p *possible) atom(n *node, is bool, f facts) (facts, bool) {
	switch n.op {
	case opField, opValue, opMember:
		return f.add(n.path(), known{notNil: is, is: truthOf(is)})
	case opCall:
		return p.call(n, is, f)
	case opEqual, opUnequal:
		equal := is == (n.op == opEqual)
		key, value, ok := sides(n)
		switch {
		case !ok && n.args[0].op != opLiteral && n.args[1].op != opLiteral:
			return f.pair(n, is)
		case !ok:
		case value == nil && equal:
			return f.add(key, known{isNil: true})
		case value == nil:
			return f.add(key, known{notNil: true})
		case equal:
			return f.add(key, known{notNil: true, is: one(value)})
		default:
			return f.add(key, known{not: one(value)})
		}
	case opIn:
		key := keyOf(n.args[0])
		if key == "" || slices.ContainsFunc(n.args[1:], func(arg *node) bool { return arg.op != opLiteral || arg.value == nil || !isPlain(arg.value) }) {
			break
		}
		values := map[string]any{}
		for _, arg := range n.args[1:] {
			values[text(arg.value)] = arg.value
		}
		if is {
			return f.add(key, known{notNil: true, is: values})
		}
		return f.add(key, known{not: values})
	case opLess, opLessEqual, opMore, opMoreEqual:
		return ordered(n, is, f)
	}
	return f, true
}

// ordered adds a comparison; one that is false says nothing, since a side may be unknown.
func ordered(n *node, is bool, f facts) (facts, bool) {
	if !is {
		return f, true
	}
	key, value, ok := sides(n)
	if !ok || value == nil {
		for _, arg := range n.args {
			if key := keyOf(arg); key != "" {
				if f, ok = f.add(key, known{notNil: true}); !ok {
					return f, false
				}
			}
		}
		if n.args[0].op != opLiteral && n.args[1].op != opLiteral {
			return f.pair(n, true)
		}
		return f, true
	}
	less := n.op == opLess || n.op == opLessEqual
	if keyOf(n.args[0]) == "" {
		less = !less
	}
	b := &bound{value, n.op == opLess || n.op == opMore}
	if less {
		return f.add(key, known{notNil: true, high: b})
	}
	return f.add(key, known{notNil: true, low: b})
}

// call adds what a function says that is named with a field: what changed, what it became.
func (p *possible) call(n *node, is bool, f facts) (facts, bool) {
	field := ""
	if len(n.args) > 0 && len(n.call.Args) > 0 && n.call.Args[0] == NameType {
		field, _ = n.args[0].value.(string)
	}
	if field == "" {
		if n.typ.base != BoolType || len(n.args) > 0 {
			return f, true
		}
		f, ok := f.add(n.name+"()", known{notNil: is, is: truthOf(is)})
		return f, ok && f.isOneEdit()
	}
	changed := "changed(" + field + ")"
	ok := true
	if g := p.given; g != nil && g.Changed != nil && !g.Unsure[field] {
		if f, ok = f.add(changed, known{is: truthOf(g.Changed[field])}); !ok {
			return f, false
		}
	}
	switch n.name {
	case "changed":
		f, ok = f.add(changed, known{is: truthOf(is)})
		return f, ok && f.isOneEdit()
	case "appears", "earlier", "becomes":
		if is {
			if f, ok = f.add(changed, known{is: truthOf(true)}); !ok || !f.isOneEdit() {
				return f, false
			}
		}
	}
	if n.name == "appears" && is {
		return f.add("was("+field+")", known{isNil: true})
	}
	if n.name == "becomes" && len(n.args) == 2 && n.args[1].op == opLiteral {
		value := known{notNil: true, is: one(n.args[1].value)}
		if n.args[1].value == nil {
			value = known{isNil: true}
		}
		if is {
			if f, ok = f.add(field, value); !ok || n.about.Type == crm.TextType { // which changes in its capitals
				return f, ok
			}
			return f.add("was("+field+")", known{notNil: value.isNil, not: value.is})
		}
		if c := f[changed]; c.is != nil && has(c.is, true) && n.args[1].value != nil {
			return f.add(field, known{not: value.is})
		}
	}
	return f, ok
}

// isOneEdit reports whether what is known of an edit is true of one: it makes a record, changes or
// removes it. One that removes a record changes no field, and before one that makes it there was
// nothing.
func (f facts) isOneEdit() bool {
	var does []string
	no := 0
	for _, name := range []string{"created()", "updated()", "deleted()"} {
		switch is := f[name].is; {
		case is == nil:
		case has(is, true):
			does = append(does, name)
		default:
			no++
		}
	}
	if len(does) != 1 || no == 3 {
		return len(does) == 0 && no < 3
	}
	for key, k := range f {
		gone := does[0] == "deleted()" && strings.HasPrefix(key, "changed(") && k.is != nil && has(k.is, true)
		before := does[0] == "created()" && strings.HasPrefix(key, "was(") && k.notNil
		if gone || before {
			return false
		}
	}
	return true
}

func truthOf(is bool) map[string]any { return one(is) }

// one is a set of one value.
func one(value any) map[string]any { return map[string]any{text(value): value} }

// isPlain reports whether a value is equal to itself alone. A birthday without a year is not,
// nor is a point in time to a day.
func isPlain(value any) bool {
	switch value.(type) {
	case nil, string, int64, float64, bool, crm.Date, crm.Money:
		return true
	}
	return false
}

// sides returns what a comparison compares with a literal; nil if it is nil.
func sides(n *node) (key string, value any, ok bool) {
	a, b := n.args[0], n.args[1]
	if a.op == opLiteral {
		a, b = b, a
	}
	key = keyOf(a)
	return key, b.value, key != "" && b.op == opLiteral && isPlain(b.value)
}

// keyOf is what a node is of, if that has one value: a path, or what a field was.
func keyOf(n *node) string {
	if n.op == opCall && len(n.args) == 1 && n.args[0].op == opLiteral && n.args[0].typ.base == TextType {
		return n.name + "(" + fmt.Sprint(n.args[0].value) + ")"
	}
	return n.path()
}

// text writes a value so that equal ones are the same.
func text(value any) string {
	switch v := value.(type) {
	case string:
		return LowerASCII(v)
	case int64:
		return fmt.Sprint(float64(v))
	}
	return fmt.Sprint(value)
}

// add joins what is known of something with more, and reports whether they agree.
func (f facts) add(key string, more known) (facts, bool) {
	if key == "" {
		return f, true
	}
	k := f[key]
	k.isNil, k.notNil = k.isNil || more.isNil, k.notNil || more.notNil
	if more.is != nil {
		if k.is == nil {
			k.is = more.is
		} else {
			both := map[string]any{}
			for v, value := range k.is {
				if _, too := more.is[v]; too {
					both[v] = value
				}
			}
			k.is = both
		}
	}
	if more.not != nil {
		not := maps.Clone(more.not)
		maps.Copy(not, k.not)
		k.not = not
	}
	k.low, k.high = tighter(k.low, more.low, 1), tighter(k.high, more.high, -1)
	if !k.agrees() {
		return f, false
	}
	same := maps.Clone(f)
	same[key] = k
	return same, !strings.HasPrefix(key, "was(") || same.isOneEdit()
}

// agrees reports whether something can be all of that.
func (k known) agrees() bool {
	if k.isNil && (k.notNil || k.is != nil && !has(k.is, false)) {
		return false
	}
	if k.is != nil && !k.isNil {
		left := 0
		for v, value := range k.is {
			if _, out := k.not[v]; !out && k.low.allows(value, 1) && k.high.allows(value, -1) {
				left++
			}
		}
		if left == 0 {
			return false
		}
	}
	if k.low != nil && k.high != nil {
		order, ok := orderOf(k.low.value, k.high.value)
		if ok && (order > 0 || order == 0 && (k.low.open || k.high.open)) {
			return false
		}
	}
	return true
}

func has(values map[string]any, value any) bool {
	_, is := values[text(value)]
	return is
}

// allows reports whether a value is inside a bound; direction is 1 for a lower end.
func (b *bound) allows(value any, direction int) bool {
	if b == nil {
		return true
	}
	order, ok := orderOf(value, b.value)
	return !ok || order*direction > 0 || order == 0 && !b.open
}

// tighter returns the bound that allows less; direction is 1 for lower ends.
func tighter(a, b *bound, direction int) *bound {
	if a == nil || b == nil {
		return cmp.Or(a, b)
	}
	order, ok := orderOf(b.value, a.value)
	if ok && (order*direction > 0 || order == 0 && b.open) {
		return b
	}
	return a
}

// orderOf compares two literals.
func orderOf(a, b any) (int, bool) {
	switch x := a.(type) {
	case int64, float64:
		switch b.(type) {
		case int64, float64:
			return cmp.Compare(float(x), float(b)), true
		}
	case crm.Date:
		if y, ok := b.(crm.Date); ok {
			return strings.Compare(x.String(), y.String()), true
		}
	case crm.Money:
		if y, ok := b.(crm.Money); ok {
			return cmp.Compare(x.Minor, y.Minor), true
		}
	}
	return 0, false
}
