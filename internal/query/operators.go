package query

import (
	"slices"

	"github.com/expr-lang/expr/ast"

	"crm/internal/crm"
	"crm/internal/fold"
)

// comparison is how two operands of a comparison compare.
type comparison int

const (
	byNothing  comparison = iota // one of them is the literal nil
	byText                       // bytes
	bySpelling                   // texts, whatever their capitals, where one is another or not
	byNumber                     //
	byDate                       //
	byBirthday                   // those without a year have no order
	byInstant                    // seconds
	byDay                        // an instant and a date, by the instant's day
	byMoney                      //
	byBool                       //
)

// binaryOps are the operators between two operands, as expr-lang writes them.
var binaryOps = [...]struct {
	text string
	op   op
}{
	{"and", opAnd}, {"&&", opAnd}, {"or", opOr}, {"||", opOr}, {"==", opEqual}, {"!=", opUnequal}, {"<", opLess}, {"<=", opLessEqual},
	{">", opMore}, {">=", opMoreEqual}, {"in", opIn}, {"contains", opContains}, {"startsWith", opStartsWith}, {"endsWith", opEndsWith},
	{"+", opAdd}, {"-", opSubtract}, {"*", opMultiply}, {"/", opDivide}, {"??", opElse},
}

func binaryOp(text string) (op, bool) {
	for _, o := range binaryOps {
		if o.text == text {
			return o.op, true
		}
	}
	return 0, false
}

func (c *checker) unary(n *ast.UnaryNode, nesting int) (*node, *crm.Error) {
	at := n.Location().From
	arg, err := c.check(n.Node, nesting+1)
	if err != nil {
		return nil, err
	}
	switch n.Operator {
	case "not", "!":
		if arg.typ.base != BoolType {
			return nil, askAnswer(c.fault(at, "not takes a condition, this is %s: write not (…) around a comparison", arg.typ.base), arg, "no")
		}
		return apply(opNot, at, arg.typ, arg), nil
	case "-":
		switch arg.typ.base {
		case NumberType, MoneyType, PeriodType:
			return apply(opNegate, at, arg.typ, arg), nil
		case NullType:
			return arg, nil
		}
	case "+":
		if arg.typ.base == NumberType || arg.typ.base == MoneyType {
			return arg, nil
		}
	}
	return nil, c.fault(at, "%s can't have a sign", arg.typ.base)
}

func (c *checker) binary(n *ast.BinaryNode, nesting int) (*node, *crm.Error) {
	at := n.Location().From
	o, ok := binaryOp(n.Operator)
	if !ok {
		return nil, c.fault(at, "the operator %s is not part of this language", n.Operator)
	}
	if o == opIn {
		return c.checkIn(n, nesting)
	}
	deeper := nesting + 1
	if left, ok := n.Left.(*ast.BinaryNode); ok && (o == opAnd || o == opOr) {
		// a or b or c … leans to the left at any length.
		if same, _ := binaryOp(left.Operator); same == o {
			deeper = nesting
		}
	}
	a, err := c.check(n.Left, deeper)
	if err != nil {
		return nil, err
	}
	b, err := c.check(n.Right, nesting+1)
	if err != nil {
		return nil, err
	}
	switch o {
	case opAnd, opOr:
		return c.checkBoth(o, at, a, b)
	case opEqual, opUnequal, opLess, opLessEqual, opMore, opMoreEqual:
		return c.comparison(o, at, a, b)
	case opContains, opStartsWith, opEndsWith:
		for _, side := range []*node{a, b} {
			if !side.typ.base.textual() && !side.isNil() {
				return nil, c.fault(side.at, "%s is for texts, this is %s", n.Operator, side.typ.base)
			}
		}
		return apply(o, at, typ{base: BoolType}, a, b), nil
	case opElse:
		t, err := c.unify(at, a, b)
		if err != nil {
			return nil, err
		}
		return apply(opElse, at, t, a, b), nil
	default:
		return c.arithmetic(o, n.Operator, at, a, b)
	}
}

func (c *checker) checkBoth(o op, at int, a, b *node) (*node, *crm.Error) {
	for _, side := range []*node{a, b} {
		if err := c.condition(side); err != nil {
			return nil, err
		}
	}
	return apply(o, at, typ{base: BoolType}, a, b), nil
}

// condition requires a truth value.
func (c *checker) condition(n *node) *crm.Error {
	if n.typ.base == BoolType {
		return nil
	}
	return askAnswer(c.fault(n.at, "a condition is wanted here, this is %s", n.typ.base), n, "yes")
}

// askAnswer adds to an error how a field that is yes or no is asked for.
func askAnswer(err *crm.Error, n *node, answer string) *crm.Error {
	if n.typ.answers() && n.path() != "" {
		err.Try(`write %s == "%s"`, n.path(), answer)
	}
	return err
}

// comparison types == != < <= > >=.
func (c *checker) comparison(o op, at int, a, b *node) (*node, *crm.Error) {
	how, err := c.align(at, a, b)
	if err != nil {
		return nil, err
	}
	ordered := o != opEqual && o != opUnequal
	if ordered {
		if err := c.orderable(at, a, b); err != nil {
			return nil, err
		}
	}
	if how == byBirthday {
		if n := c.onDay(o, at, a, b); n != nil {
			return n, nil
		}
		for i, side := range []**node{&a, &b} {
			if (*side).typ.base != DateType {
				continue
			}
			if !ordered {
				return nil, c.fault(at, "a birthday is not a date: compare month(…) and day(…), or use < or >")
			}
			if !(*side).fixed {
				return nil, c.fault([]*node{a, b}[i].at, "a birthday compares with a date only where the date is the same for everybody")
			}
			*side = apply(opBornOn, (*side).at, typ{base: BirthdayType}, *side)
		}
	}
	if how == bySpelling && ordered {
		how = byText
	}
	n := apply(o, at, typ{base: BoolType}, a, b)
	n.compare, n.day = how, c.scope.day
	return n, nil
}

// onDay compares month and day of a birthday with one that is written without a year,
// which is that of everybody who was born on that day. It returns nil for other operands.
func (c *checker) onDay(o op, at int, a, b *node) *node {
	if isYearless(a) {
		a, b = b, a
	}
	if !isYearless(b) || isYearless(a) || a.typ.base != BirthdayType {
		return nil
	}
	day, both := b.value.(crm.Birthday), opAnd
	if o == opUnequal {
		both = opOr
	}
	part := func(of op, is int64) *node {
		n := apply(o, at, typ{base: BoolType}, apply(of, a.at, typ{base: NumberType}, a), literal(b.at, NumberType, is))
		n.compare, n.day = byNumber, c.scope.day
		return n
	}
	return apply(both, at, typ{base: BoolType}, part(opMonth, int64(day.Month)), part(opDay, int64(day.Day)))
}

// isYearless reports whether a node is a birthday that is written without a year.
func isYearless(n *node) bool {
	b, ok := n.value.(crm.Birthday)
	return ok && n.op == opLiteral && b.Year == 0
}

// orderable rejects meaningless orderings.
func (c *checker) orderable(at int, a, b *node) *crm.Error {
	for _, side := range []*node{a, b} {
		switch side.typ.base {
		case CodeType:
			return c.fault(at, "codes have no order: use == or in [ ]")
		case BoolType, PeriodType, StructureType, RecordType:
			return c.fault(at, "%s has no order", side.typ.base)
		case BirthdayType:
			if b, ok := side.value.(crm.Birthday); ok && b.Year == 0 {
				return c.fault(side.at, "a birthday without a year comes neither before nor after another")
			}
		}
	}
	return nil
}

// align reads literals as the type of the other operand and returns how the two
// compare, or an error.
func (c *checker) align(at int, a, b *node) (comparison, *crm.Error) {
	if err := c.adaptTo(a, b); err != nil {
		return 0, err
	}
	if err := c.adaptTo(b, a); err != nil {
		return 0, err
	}
	s, t := a.typ, b.typ
	switch {
	case s.base == ListType || t.base == ListType || s.base == PeriodType || t.base == PeriodType:
		return 0, c.fault(at, "%s and %s don't compare", s.base, t.base)
	case a.isNil() || b.isNil() || s.base == NullType || t.base == NullType:
		return byNothing, nil
	case s.base == CodeType && t.base == CodeType && s.list != t.list:
		return 0, c.fault(at, "codes of different lists are never equal")
	case s.base == TextType && t.base == TextType:
		return bySpelling, nil
	case s.base.textual() && t.base.textual():
		return byText, nil
	case s.base == RecordType && t.base == RecordType && s.noun != t.noun:
		return 0, c.fault(at, "a record of kind %s is never one of kind %s", s.noun, t.noun)
	case s.base.numeric() && t.base.numeric():
		return byNumber, nil
	case s.base == DateType && t.base == DateType:
		return byDate, nil
	case s.base == InstantType && t.base == InstantType:
		return byInstant, nil
	case s.base == InstantType && t.base == DateType, s.base == DateType && t.base == InstantType:
		return byDay, nil
	case s.base == BirthdayType && t.base == BirthdayType,
		s.base == BirthdayType && t.base == DateType, s.base == DateType && t.base == BirthdayType:
		return byBirthday, nil
	case s.base == MoneyType && t.base == MoneyType:
		return byMoney, nil
	case s.base == BoolType && t.base == BoolType:
		return byBool, nil
	}
	return 0, c.mismatch(at, a, b)
}

// mismatch returns the error for incomparable operands, with its usual cause.
func (c *checker) mismatch(at int, a, b *node) *crm.Error {
	err := c.fault(at, "%s and %s don't compare", a.typ.base, b.typ.base)
	if a.typ.base == NullType {
		a, b = b, a
	}
	if b.typ.base == DateType || b.typ.base == BirthdayType || b.typ.base == InstantType {
		a, b = b, a
	}
	switch {
	case a.typ.base == StructureType && a.field != nil && a.field.Type == crm.TagsType:
		err.Try(`write "vip" in %s`, a.path())
	case a.typ.base == StructureType:
		err.Try("%s can only be compared with nil", a.path())
	case a.typ.base == RecordType && b.typ.base.textual(), a.typ.base.textual() && b.typ.base == RecordType:
		ref := a
		if b.typ.base == RecordType {
			ref = b
		}
		if _, ok := crm.BuiltIn(ref.typ.noun).Field("name"); ok && ref.path() != "" {
			err.Try("compare %s with its number, or %s.name with a text", ref.path(), ref.path())
		}
	case b.typ.base == NumberType && (a.typ.base == DateType || a.typ.base == BirthdayType || a.typ.base == InstantType):
		err.Try(`dates are written in quotes: "2026-12-01"`)
	}
	return err
}

// checkIn types x in [a, b, …]: x is compared with each.
func (c *checker) checkIn(n *ast.BinaryNode, nesting int) (*node, *crm.Error) {
	at := n.Location().From
	list, ok := n.Right.(*ast.ArrayNode)
	if !ok {
		switch n.Right.(type) {
		case *ast.IdentifierNode, *ast.MemberNode:
			return c.checkHas(n, nesting)
		}
		return nil, c.fault(at, "in takes a list in brackets: in [a, b]")
	}
	x, err := c.check(n.Left, nesting+1)
	if err != nil {
		return nil, err
	}
	if c.nodes++; c.nodes > maxNodes {
		return nil, c.fault(at, "the expression has too many parts")
	}
	elements, err := c.checkAll(list.Nodes, nesting+1)
	if err != nil {
		return nil, err
	}
	result := apply(opIn, at, typ{base: BoolType}, append([]*node{x}, elements...)...)
	result.day = c.scope.day
	for _, e := range elements {
		how, err := c.align(e.at, x, e)
		switch {
		case err != nil:
			return nil, err
		case how == byBirthday && x.typ.base != e.typ.base:
			return nil, c.mismatch(e.at, x, e)
		case how == byNothing: // never found, whatever the others are
		case result.compare == byNothing || result.compare == how:
			result.compare = how
		case max(result.compare, how) == bySpelling && min(result.compare, how) == byText: // a code among texts
			result.compare = byText
		default:
			return nil, c.fault(e.at, "the list holds what doesn't compare in the same way")
		}
	}
	if !slices.ContainsFunc(elements, isYearless) {
		return result, nil
	}
	result = nil
	for _, e := range elements {
		is, err := c.comparison(opEqual, e.at, x, e)
		switch {
		case err != nil:
			return nil, err
		case result == nil:
			result = is
		default:
			result = apply(opOr, at, typ{base: BoolType}, result, is)
		}
	}
	return result, nil
}

// checkHas types x in shared and x in tags: a number or a record in a field that lists
// numbers, a text in one that lists tags.
func (c *checker) checkHas(n *ast.BinaryNode, nesting int) (*node, *crm.Error) {
	at := n.Location().From
	x, err := c.check(n.Left, nesting+1)
	if err != nil {
		return nil, err
	}
	list, err := c.check(n.Right, nesting+1)
	if err != nil {
		return nil, err
	}
	switch {
	case list.field != nil && list.field.Type == crm.TagsType:
		if !x.typ.base.textual() {
			return nil, c.fault(at, "%s holds texts, not %s", list.path(), x.typ.base)
		}
		if text, ok := x.value.(string); ok {
			if tags, err := fold.Tags(text); len(tags) != 1 || err != nil {
				return nil, c.fault(x.at, "%q is not one tag", text)
			}
		}
	case list.field == nil || list.field.Type != crm.NumbersType:
		return nil, c.fault(at, "in takes a list in brackets: in [a, b]")
	case !x.typ.base.numeric():
		return nil, c.fault(at, "%s holds the numbers of records, not %s", list.path(), x.typ.base)
	}
	return apply(opHas, at, typ{base: BoolType}, list, x), nil
}

// arithmetic types + - * /.
func (c *checker) arithmetic(o op, sign string, at int, a, b *node) (*node, *crm.Error) {
	for _, pair := range [][2]*node{{a, b}, {b, a}} {
		to := pair[1].typ
		switch {
		case to.base == PeriodType:
			to = typ{base: DateType}
		case o == opMultiply || o == opDivide:
			continue
		}
		if err := c.adapt(pair[0], to); err != nil {
			return nil, err
		}
	}
	if a.typ.base == NullType || b.typ.base == NullType {
		return literal(at, NullType, nil), nil
	}
	result := NullType
	switch s, t := a.typ.base, b.typ.base; {
	case s == NumberType && t == NumberType:
		result = NumberType
	case s == MoneyType && t == NumberType && (o == opMultiply || o == opDivide),
		s == NumberType && t == MoneyType && o == opMultiply:
		result = MoneyType
	case s == MoneyType && t == MoneyType && o == opDivide:
		result = NumberType
	case o == opMultiply || o == opDivide:
	case s == MoneyType && t == MoneyType, s == PeriodType && t == PeriodType:
		result = s
	case s == DateType && t == PeriodType:
		result = DateType
	case o == opAdd && s == PeriodType && t == DateType:
		result = DateType
	case o == opSubtract && s == DateType && t == DateType:
		result = NumberType
	}
	if result == NullType {
		err := c.fault(at, "%s can't be had of %s and %s", sign, a.typ.base, b.typ.base)
		if (a.typ.base == DateType && b.typ.base == NumberType || a.typ.base == NumberType && b.typ.base == DateType) && o != opMultiply && o != opDivide {
			err.Try("say what is counted: days(n), weeks(n) or months(n)")
		}
		return nil, err
	}
	return apply(o, at, typ{base: result}, a, b), nil
}

func (c *checker) conditional(n *ast.ConditionalNode, nesting int) (*node, *crm.Error) {
	if !n.Ternary {
		return nil, c.fault(n.Cond.Location().From, "if { } else { } is written condition ? a : b")
	}
	at := n.Cond.Location().From
	args, err := c.checkAll([]ast.Node{n.Cond, n.Exp1, n.Exp2}, nesting)
	if err != nil {
		return nil, err
	}
	if err := c.condition(args[0]); err != nil {
		return nil, err
	}
	t, err := c.unify(at, args[1], args[2])
	if err != nil {
		return nil, err
	}
	return apply(opIf, at, t, args...), nil
}

// unify reads literals as the type of the other alternative and returns the common
// type.
func (c *checker) unify(at int, a, b *node) (typ, *crm.Error) {
	if err := c.adaptTo(a, b); err != nil {
		return typ{}, err
	}
	if err := c.adaptTo(b, a); err != nil {
		return typ{}, err
	}
	s, t := a.typ, b.typ
	switch {
	case s == t || t.base == NullType:
		return s, nil
	case s.base == NullType:
		return t, nil
	case s.base.textual() && t.base.textual():
		return typ{base: TextType}, nil
	case s.base.numeric() && t.base.numeric():
		return typ{base: NumberType}, nil
	}
	return typ{}, c.fault(at, "one alternative is %s and the other %s", s.base, t.base)
}

func (c *checker) listNode(n *ast.ArrayNode, nesting int) (*node, *crm.Error) {
	elements, err := c.checkAll(n.Nodes, nesting)
	if err != nil {
		return nil, err
	}
	return apply(opList, n.Location().From, typ{base: ListType}, elements...), nil
}
