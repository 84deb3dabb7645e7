package query

import (
	"math"
	"strings"

	"crm/internal/crm"
	"crm/internal/fold"
)

// SQL has three truth values, the language two. A condition is true in SQL exactly if
// it is true in memory; otherwise it may be false or NULL, which WHERE, AND, OR and
// CASE WHEN treat alike. Where the difference would show, under NOT and in comparisons
// of conditions, IS NOT TRUE and IS TRUE close the gap.

// maxSQL bounds the text of conditions, in bytes. Some forms write an operand twice,
// which doubles with each nesting.
const maxSQL = 100_000

// condition writes a node of type bool.
func (w *sqlWriter) condition(n *node) {
	if n.fixed {
		is, _ := w.literalValue(n).(bool)
		w.truth(is)
		return
	}
	switch n.op {
	case opNot:
		w.put("(")
		w.condition(n.args[0])
		w.put(" IS NOT TRUE)")
	case opAnd, opOr:
		w.put("(")
		w.chain(n, n.op)
		w.put(")")
	case opEqual, opUnequal, opLess, opLessEqual, opMore, opMoreEqual:
		w.comparison(n)
	case opIn:
		w.writeIn(n)
	case opHas:
		w.writeHas(n)
	case opContains, opStartsWith, opEndsWith:
		w.writeLike(n)
	default: // alternatives, and what has no SQL form
		w.value(n)
	}
}

func (w *sqlWriter) truth(is bool) {
	if is {
		w.put("(1=1)")
	} else {
		w.put("(1=0)")
	}
}

// chain writes a or b or c … without nesting, which databases limit.
func (w *sqlWriter) chain(n *node, o op) {
	if n.op != o || n.fixed {
		w.condition(n)
		return
	}
	w.chain(n.args[0], o)
	if o == opAnd {
		w.put(" AND ")
	} else {
		w.put(" OR ")
	}
	w.condition(n.args[1])
}

// value writes a node as a value that may be NULL.
func (w *sqlWriter) value(n *node) {
	if w.failed != nil || w.text.Len() > maxSQL {
		w.fail(n, "so long an expression")
		return
	}
	if n.fixed {
		w.literal(w.literalValue(n), n.typ.base)
		return
	}
	switch n.op {
	case opField:
		w.put(w.column(n.field.Name))
	case opMember:
		path := n.path()
		if !n.reachable() {
			w.fail(n, path)
			return
		}
		w.put(w.column(path))
	case opIf:
		w.put("(CASE WHEN ")
		w.condition(n.args[0])
		w.put(" THEN ")
		w.valueOf(n.args[1], n.typ.base)
		w.put(" ELSE ")
		w.valueOf(n.args[2], n.typ.base)
		w.put(" END)")
	case opElse:
		w.put("COALESCE(")
		w.valueOf(n.args[0], n.typ.base)
		w.put(", ")
		w.valueOf(n.args[1], n.typ.base)
		w.put(")")
	case opNegate:
		w.put("(-(")
		w.operand(n.args[0])
		w.put("))")
	case opAdd, opSubtract, opMultiply, opDivide:
		w.arithmetic(n)
	case opDay, opMonth, opYear:
		w.datePart(n)
	case opNamed, opValue:
		w.fail(n, n.name)
	case opCall:
		w.fail(n, n.name+"()")
	case opPeriod:
		w.fail(n, n.name+"() of what is in a record")
	case opList:
		w.fail(n, "this list")
	default:
		if n.typ.base != BoolType {
			w.fail(n, "this")
			return
		}
		w.put("(")
		w.condition(n)
		w.put(" IS TRUE)")
	}
}

// valueOf writes a node as a value of a type, which nothing known has by itself.
func (w *sqlWriter) valueOf(n *node, t Type) {
	if n.fixed && w.literalValue(n) == nil {
		w.literal(nil, t)
		return
	}
	w.value(n)
}

// reachable reports whether joins reach the record of a path; records that only rules
// know are not reachable.
func (n *node) reachable() bool {
	for n.op == opMember {
		n = n.args[0]
	}
	return n.op == opField
}

// literal writes a value whose type SQL can't infer.
func (w *sqlWriter) literal(value any, t Type) {
	switch v := value.(type) {
	case nil:
		w.put(w.dialect.cast("NULL", t))
	case bool:
		w.truth(v)
	case crm.Period, []any:
		// only reached after a failure
	default:
		w.put(w.dialect.cast(w.arg(asStored(v)), t))
	}
}

// operandLike writes a value that is not nil beside a column of its type.
func (w *sqlWriter) operandLike(value any) {
	if x, ok := value.(float64); ok {
		if x != math.Trunc(x) || math.Abs(x) > 1<<53 {
			// PostgreSQL would take the type of the column, an integer.
			w.put("CAST(" + w.arg(x) + " AS DOUBLE PRECISION)")
			return
		}
		value = int64(x)
	}
	w.put(w.arg(asStored(value)))
}

// operand writes a side of arithmetic. Numbers count in float64 as in memory, since
// databases disagree about integer division and overflow.
func (w *sqlWriter) operand(n *node) {
	if n.typ.base != NumberType {
		w.value(n)
		return
	}
	w.float(n)
}

// float writes a number or an amount, in minor units, as a float64.
func (w *sqlWriter) float(n *node) {
	w.write("CAST(", n, " AS DOUBLE PRECISION)")
}

func (w *sqlWriter) arithmetic(n *node) {
	a, b := n.args[0], n.args[1]
	switch t := n.typ.base; {
	case a.typ.base == DateType && b.typ.base == DateType:
		w.daysBetween(a, b)
		return
	case t != NumberType && t != MoneyType:
		w.value(a) // may have more to say
		w.value(b)
		w.fail(n, "arithmetic on the dates of a record")
		return
	case t == MoneyType && (n.op == opMultiply || n.op == opDivide):
		w.writeAmount(func() { w.calculation(n) })
		return
	}
	w.calculation(n)
}

// calculation writes + - * / between numbers and amounts.
func (w *sqlWriter) calculation(n *node) {
	sign := map[op]string{opAdd: " + ", opSubtract: " - ", opMultiply: " * ", opDivide: " / "}[n.op]
	side := w.operand
	if n.op == opMultiply || n.op == opDivide {
		side = w.float
	}
	w.put("(")
	side(n.args[0])
	w.put(sign)
	if n.op == opDivide {
		w.put("NULLIF(")
	}
	side(n.args[1])
	if n.op == opDivide {
		w.put(", 0)")
	}
	w.put(")")
}

// datePart writes a part of a date or birthday; both end in MM-DD, and a birthday
// without a year begins with a hyphen, which sorts before 0.
func (w *sqlWriter) datePart(n *node) {
	arg := n.args[0]
	switch n.op {
	case opDay:
		w.write("CAST(substr(", arg, ", length(", arg, ") - 1, 2) AS BIGINT)")
	case opMonth:
		w.write("CAST(substr(", arg, ", length(", arg, ") - 4, 2) AS BIGINT)")
	default:
		w.write("(CASE WHEN ", arg, " >= '0' THEN CAST(substr(", arg, ", 1, 4) AS BIGINT) END)")
	}
}

// writeLike writes contains, startsWith and endsWith. It ignores ASCII case, as
// SQLite's LIKE does.
func (w *sqlWriter) writeLike(n *node) {
	if !n.args[1].fixed {
		w.fail(n, "looking for one field of a record in another")
		return
	}
	part, given := w.literalValue(n.args[1]).(string)
	if !given {
		w.truth(false)
		return
	}
	pattern := strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`).Replace(LowerASCII(part))
	if n.op != opStartsWith {
		pattern = "%" + pattern
	}
	if n.op != opEndsWith {
		pattern += "%"
	}
	w.write("(lower(", n.args[0], ") LIKE ", argument{pattern}, ` ESCAPE '\')`)
}

// writeIn writes x in [ ]: one IN for literals, otherwise equalities.
func (w *sqlWriter) writeIn(n *node) {
	x := n.args[0]
	var elements []*node
	literals := true
	for _, e := range n.args[1:] {
		if e.fixed && w.literalValue(e) == nil {
			continue // nil is never found
		}
		elements = append(elements, e)
		literals = literals && e.fixed
	}
	switch {
	case len(elements) == 0 || x.fixed && w.literalValue(x) == nil:
		w.truth(false)
	case literals && !x.fixed && n.compare != byDay && n.compare != byBool:
		before := " IN ("
		if n.compare == bySpelling {
			w.write("(lower(", x, ")")
		} else {
			w.write("(", x)
		}
		for _, e := range elements {
			w.put(before)
			value := w.literalValue(e)
			if text, is := value.(string); is && n.compare == bySpelling {
				value = LowerASCII(text)
			}
			w.besideOf(x, value)
			before = ", "
		}
		w.put("))")
	default:
		before := "("
		for _, e := range elements {
			w.put(before)
			w.equalElement(n, x, e)
			before = " OR "
		}
		w.put(")")
	}
}

// writeHas writes x in a field of numbers, stored as text with a comma before and after
// each, or of tags, which have an index (the table tagged).
func (w *sqlWriter) writeHas(n *node) {
	list, x := n.args[0], n.args[1]
	if !x.fixed {
		w.fail(n, "looking for one field of a record in another")
		return
	}
	if list.op == opMember && !list.reachable() {
		w.fail(n, list.path())
		return
	}
	value := w.literalValue(x)
	if tag, ok := value.(string); ok {
		w.put("(" + w.column(strings.TrimSuffix(list.path(), "tags")+"id") + " IN (SELECT record FROM tagged WHERE tag = ")
		w.write(argument{fold.Tag(tag)}, "))")
		return
	}
	id, ok := value.(int64)
	if !ok { // nil, or no whole number
		w.truth(false)
		return
	}
	w.write("(", list, " LIKE ", argument{"%" + crm.Numbers{id}.String() + "%"}, ")")
}

// equalElement writes x == e where neither counts as equal when it is nil.
func (w *sqlWriter) equalElement(n, x, e *node) {
	if n.compare == byDay {
		w.onDay(n, opEqual, x, e)
		return
	}
	if n.compare == bySpelling {
		w.write("lower(", x, ") = lower(", e, ")")
		return
	}
	w.write(x, " = ", e)
}
