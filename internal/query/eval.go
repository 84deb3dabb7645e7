package query

import (
	"math"
	"slices"
	"strings"

	"crm/internal/crm"
	"crm/internal/fold"
)

// Bool evaluates a condition. Errors are those of the facts' functions, and
// CodeInternal for an expression that is not a condition or lacks facts.
func (e *Expr) Bool(facts *Facts) (bool, error) {
	if t := e.Type(); t != BoolType {
		return false, crm.Errorf(crm.CodeInternal, "%q is %s and no condition", e.source, t)
	}
	return e.root.truth(facts)
}

// Eval evaluates the expression to nil, or a value of its Type's Go type.
func (e *Expr) Eval(facts *Facts) (any, error) {
	v, err := e.root.eval(facts)
	if err != nil || e.field == nil || v == nil {
		return v, err
	}
	return forField(v, e.field)
}

// truth is the value of a condition; nil is false.
func (n *node) truth(f *Facts) (bool, error) {
	v, err := n.eval(f)
	b, _ := v.(bool)
	return b, err
}

func (n *node) eval(f *Facts) (any, error) {
	v, err := n.result(f)
	if f.Saw != nil && err == nil {
		n.saw(f, v)
	}
	return v, err
}

func (n *node) result(f *Facts) (any, error) {
	switch n.op {
	case opLiteral:
		return n.value, nil
	case opField:
		r, err := f.top(n.noun)
		if r == nil {
			return nil, err
		}
		return get(n.field, r), nil
	case opNamed:
		r, err := f.recordNamed(n.name, n.noun)
		if r == nil {
			return nil, err
		}
		return crm.IDOf(r), nil
	case opMember:
		r, err := n.args[0].follow(f)
		if r == nil {
			return nil, err
		}
		return get(n.field, r), nil
	case opValue:
		if f.Value == nil {
			return nil, crm.Errorf(crm.CodeInternal, "%w", errNoFacts)
		}
		v, err := f.Value(n.name)
		if err != nil {
			return nil, err
		}
		return conform(v, n.typ.base, n.name)
	case opCall:
		return n.evalCall(f)
	case opNot:
		is, err := n.args[0].truth(f)
		return !is, err
	case opAnd, opOr:
		is, err := n.args[0].truth(f)
		if err != nil || is == (n.op == opOr) {
			return is, err
		}
		return n.args[1].truth(f)
	case opIf:
		is, err := n.args[0].truth(f)
		if err != nil {
			return nil, err
		}
		if is {
			return n.args[1].eval(f)
		}
		return n.args[2].eval(f)
	case opElse:
		v, err := n.args[0].eval(f)
		if v != nil || err != nil {
			return v, err
		}
		return n.args[1].eval(f)
	case opIn:
		return n.evalIn(f)
	case opHas:
		return n.evalHas(f)
	case opList:
		return n.evalAll(f)
	case opNegate, opPeriod, opDay, opMonth, opYear, opBornOn:
		v, err := n.args[0].eval(f)
		if v == nil {
			return nil, err
		}
		return n.evalOne(v), nil
	default:
		a, err := n.args[0].eval(f)
		if err != nil {
			return nil, err
		}
		b, err := n.args[1].eval(f)
		if err != nil {
			return nil, err
		}
		return n.evalTwo(a, b, f)
	}
}

// follow returns the record of a node, or nil.
func (n *node) follow(f *Facts) (crm.Record, error) {
	switch {
	case n.op == opNamed:
		return f.recordNamed(n.name, n.noun)
	case n.record:
		return f.recordNamed(n.field.Name, n.typ.noun)
	}
	id, err := n.result(f)
	if id == nil || err != nil {
		return nil, err
	}
	return f.ref(n.typ.noun, id.(int64))
}

func (n *node) evalHas(f *Facts) (any, error) {
	list, err := n.args[0].eval(f)
	if list == nil || err != nil {
		return false, err
	}
	id, err := n.args[1].eval(f)
	if id == nil || err != nil {
		return false, err
	}
	if tag, ok := id.(string); ok {
		return slices.Contains(crm.ParseTags(list.(string)), fold.Tag(tag)), nil
	}
	numbers, err := crm.ParseNumbers(list.(string))
	if err != nil {
		return nil, err
	}
	return slices.ContainsFunc(numbers, func(one int64) bool { return float(one) == float(id) }), nil
}

func (n *node) evalAll(f *Facts) (any, error) {
	values := make([]any, len(n.args))
	for i, a := range n.args {
		var err error
		if values[i], err = a.eval(f); err != nil {
			return nil, err
		}
	}
	return values, nil
}

func (n *node) evalCall(f *Facts) (any, error) {
	if f.Call == nil {
		return nil, crm.Errorf(crm.CodeInternal, "%w", errNoFacts)
	}
	args := make([]any, len(n.args))
	for i, a := range n.args {
		if n.call.Args[min(i, len(n.call.Args)-1)] == RecordType {
			r, err := a.follow(f)
			if err != nil {
				return nil, err
			}
			args[i] = r
			continue
		}
		var err error
		if args[i], err = a.eval(f); err != nil {
			return nil, err
		}
	}
	v, err := f.Call(n.name, args)
	if err != nil {
		return nil, err
	}
	return conform(v, n.typ.base, n.name+"()")
}

func (n *node) evalIn(f *Facts) (any, error) {
	x, err := n.args[0].eval(f)
	if x == nil || err != nil {
		return false, err
	}
	for _, e := range n.args[1:] {
		v, err := e.eval(f)
		if err != nil {
			return nil, err
		}
		if v != nil && n.compare.equal(x, v, n.day) {
			return true, nil
		}
	}
	return false, nil
}

func (n *node) evalOne(v any) any {
	switch n.op {
	case opNegate:
		switch v := v.(type) {
		case int64:
			return -v // literals and fields are far from the end of int64
		case float64:
			return -v
		case crm.Money:
			return crm.Amount(subtract(0, v.Minor))
		case crm.Period:
			return v.Negate()
		}
	case opPeriod:
		return period(n.name, v)
	case opBornOn:
		return crm.Birthday(v.(crm.Date))
	default:
		var b crm.Birthday
		switch v := v.(type) {
		case crm.Date:
			b = crm.Birthday(v)
		case crm.Birthday:
			b = v
		}
		switch {
		case n.op == opDay:
			return int64(b.Day)
		case n.op == opMonth:
			return int64(b.Month)
		case b.Year != 0:
			return int64(b.Year)
		}
	}
	return nil
}

func (n *node) evalTwo(a, b any, f *Facts) (any, error) {
	switch n.op {
	case opEqual, opUnequal:
		equal := a == nil && b == nil
		if a != nil && b != nil {
			equal = n.compare.equal(a, b, n.day)
		}
		return equal == (n.op == opEqual), nil
	case opLess, opLessEqual, opMore, opMoreEqual:
		if a == nil || b == nil {
			return false, nil
		}
		order, ok := n.compare.order(a, b, n.day)
		return ok && n.op.holds(order), nil
	case opContains, opStartsWith, opEndsWith:
		text, found := a.(string)
		part, given := b.(string)
		if !found || !given {
			return false, nil
		}
		return n.op.finds(LowerASCII(text), LowerASCII(part)), nil
	}
	if a == nil || b == nil {
		return nil, nil
	}
	if n.op == opMultiply || n.op == opDivide {
		_, money := a.(crm.Money)
		_, money2 := b.(crm.Money)
		if money || money2 {
			return n.op.scale(a, b), nil
		}
	}
	switch a := a.(type) {
	case crm.Date:
		if b, ok := b.(crm.Date); ok {
			return int64(a.Sub(b)), nil
		}
		p := b.(crm.Period)
		if n.op == opSubtract {
			p = p.Negate()
		}
		return f.add(a, p), nil
	case crm.Period:
		switch b := b.(type) {
		case crm.Date:
			return f.add(b, a), nil
		case crm.Period:
			if n.op == opSubtract {
				b = b.Negate()
			}
			return crm.Period{Months: a.Months + b.Months, Days: a.Days + b.Days}, nil
		}
	case crm.Money:
		if n.op == opSubtract {
			return crm.Amount(subtract(a.Minor, b.(crm.Money).Minor)), nil
		}
		return crm.Amount(add(a.Minor, b.(crm.Money).Minor)), nil
	}
	return n.op.calculate(a, b), nil
}

// add moves a date and tells who listens.
func (f *Facts) add(from crm.Date, p crm.Period) crm.Date {
	is := from.Add(p)
	if f.Added != nil {
		f.Added(from, p, is)
	}
	return is
}

// holds reports whether an ordering is true of ordered operands.
func (o op) holds(order int) bool {
	switch o {
	case opLess:
		return order < 0
	case opLessEqual:
		return order <= 0
	case opMore:
		return order > 0
	default:
		return order >= 0
	}
}

func (o op) finds(text, part string) bool {
	switch o {
	case opStartsWith:
		return strings.HasPrefix(text, part)
	case opEndsWith:
		return strings.HasSuffix(text, part)
	default:
		return strings.Contains(text, part)
	}
}

// calculate does arithmetic in float64, as the SQL does; sums and products of integers
// that are integers stay int64. Undefined results, such as a division by zero, are nil.
func (o op) calculate(a, b any) any {
	x, y := float(a), float(b)
	var z float64
	switch o {
	case opAdd:
		z = x + y
	case opSubtract:
		z = x - y
	case opMultiply:
		z = x * y
	default:
		if y == 0 {
			return nil
		}
		z = x / y
	}
	if math.IsNaN(z) {
		return nil
	}
	_, whole := a.(int64)
	_, whole2 := b.(int64)
	const exact = 1 << 53
	if whole && whole2 && o != opDivide && z > -exact && z < exact {
		return int64(z)
	}
	return z
}
