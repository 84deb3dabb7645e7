package query

import (
	"fmt"
	"strings"

	"crm/internal/crm"
)

// What comparisons of two things that only a record has say together: effective > today and
// effective < today. What is known is how much the one lies behind the other, in days where they
// are dates.

// pair adds a comparison of two sides, neither of which is a literal.
func (f facts) pair(n *node, is bool) (facts, bool) {
	switch n.compare {
	case byDate, byNumber, byMoney, byInstant:
	default: // such as texts, which are equal in other letters
		return f, true
	}
	a, aPlus := shifted(n.args[0])
	b, bPlus := shifted(n.args[1])
	if a == "" || b == "" {
		return f, true
	}
	op, apart := n.op, bPlus-aPlus
	if a > b {
		a, b, op, apart = b, a, turned[op], -apart
	}
	key := a + " - " + b
	known, ok := apartBy(op, is, apart)
	switch {
	case !ok:
		return f, true
	case a == b:
		return f, op == opEqual || op == opUnequal || known.low.allows(int64(0), 1) && known.high.allows(int64(0), -1)
	case known.is != nil && f[key].is != nil: // where both are unknown, they are as far apart as one likes
		return f, true
	}
	return f.add(key, known)
}

// turned are comparisons with the sides turned round.
var turned = map[op]op{opEqual: opEqual, opUnequal: opUnequal, opLess: opMore, opLessEqual: opMoreEqual, opMore: opLess, opMoreEqual: opLessEqual}

// apartBy is what a comparison says of the difference of its sides; ok is false if it is nothing.
func apartBy(o op, is bool, apart int64) (k known, ok bool) {
	switch o {
	case opEqual, opUnequal:
		if is == (o == opEqual) {
			return known{is: one(apart)}, true
		}
		return known{not: one(apart)}, true
	case opLess, opLessEqual:
		return known{high: &bound{apart, o == opLess}}, is
	case opMore, opMoreEqual:
		return known{low: &bound{apart, o == opMore}}, is
	}
	return k, false
}

// shifted writes a side of a comparison, without the days that are added to it.
func shifted(n *node) (text string, days int64) {
	if (n.op == opAdd || n.op == opSubtract) && n.typ.base == DateType && n.args[1].fixed && n.args[1].typ.base == PeriodType {
		if is, err := n.args[1].eval(&Facts{}); err == nil {
			if p, is := is.(crm.Period); is && p.Months == 0 {
				text, days = shifted(n.args[0])
				if n.op == opSubtract {
					return text, days - int64(p.Days)
				}
				return text, days + int64(p.Days)
			}
		}
	}
	return n.canonical(), 0
}

// canonical writes a node so that two that are written alike have the same value.
func (n *node) canonical() string {
	if path := n.path(); path != "" {
		return path
	}
	if n.op == opLiteral {
		return fmt.Sprintf("%T %v", n.value, n.value)
	}
	var args []string
	for _, arg := range n.args {
		args = append(args, arg.canonical())
	}
	return fmt.Sprintf("%s#%d(%s)", n.name, n.op, strings.Join(args, ", "))
}
