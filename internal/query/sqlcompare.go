package query

import (
	"slices"
	"strings"

	"crm/internal/crm"
)

// mirrored is the ordering with its sides swapped.
func (o op) mirrored() op {
	if swapped, ok := map[op]op{opLess: opMore, opLessEqual: opMoreEqual, opMore: opLess, opMoreEqual: opLessEqual}[o]; ok {
		return swapped
	}
	return o
}

func (o op) sql() string {
	return map[op]string{opEqual: " = ", opLess: " < ", opLessEqual: " <= ", opMore: " > ", opMoreEqual: " >= "}[o]
}

// comparison writes == != < <= > >=. The plain form, a column, an operator and an
// argument, lets indexes answer.
func (w *sqlWriter) comparison(n *node) {
	a, b, o := n.args[0], n.args[1], n.op
	if a.fixed {
		a, b, o = b, a, o.mirrored()
	}
	if n.compare == byDay {
		w.onDay(n, o, a, b)
		return
	}
	if !b.fixed {
		w.columns(n, o, a, b)
		return
	}
	value := w.literalValue(b)
	if text, is := value.(string); is && n.compare == bySpelling {
		w.spelt(o, a, text)
		return
	}
	if value != nil && (n.compare == byDate || n.compare == byNumber) {
		a, value, o = w.isolate(a, value, o)
	}
	switch {
	case value == nil:
		w.withNil(o, a)
	case o == opUnequal:
		w.write("(", a, " IS DISTINCT FROM ")
		w.besideOf(a, value)
		w.put(")")
	default:
		w.write("(", a, o.sql())
		w.besideOf(a, value)
		if n.compare == byBirthday && o != opEqual {
			w.write(" AND ", a, " >= '0'") // the year is known
			if born, ok := value.(crm.Birthday); ok && born.Year == 0 {
				w.put(" AND (1=0)")
			}
		}
		w.put(")")
	}
}

// spelt writes whether a text is another one, whatever its capitals.
func (w *sqlWriter) spelt(o op, a *node, text string) {
	is := " = "
	if o == opUnequal {
		is = " IS DISTINCT FROM "
	}
	w.write("(lower(", a, ")", is, argument{LowerASCII(text)}, ")")
}

// besideOf is operandLike for values that may be codes. The program's own codes are
// written out: an index of open records answers status = 'open' but not status = $1.
func (w *sqlWriter) besideOf(a *node, value any) {
	if is, ok := value.(bool); ok {
		w.truth(is)
		return
	}
	if code, ok := value.(string); ok && a.typ.base == CodeType && isCode(code) && slices.Contains(crm.Picklist(a.typ.list), code) {
		w.put("'" + code + "'")
		return
	}
	w.operandLike(value)
}

// isCode reports whether a text needs no quoting.
func isCode(text string) bool {
	return strings.Trim(text, "abcdefghijklmnopqrstuvwxyz0123456789-") == ""
}

// withNil writes a comparison with nil.
func (w *sqlWriter) withNil(o op, a *node) {
	if o != opEqual && o != opUnequal {
		w.truth(false)
		return
	}
	is := " IS NOT NULL)"
	if o == opEqual {
		is = " IS NULL)"
	}
	w.write("(", a, is)
}

// columns writes a comparison whose sides both vary.
func (w *sqlWriter) columns(n *node, o op, a, b *node) {
	is := o.sql()
	switch o {
	case opEqual:
		is = " IS NOT DISTINCT FROM "
	case opUnequal:
		is = " IS DISTINCT FROM "
	}
	if n.compare == bySpelling {
		w.write("(lower(", a, ")", is, "lower(", b, "))")
		return
	}
	w.write("(", a, is, b)
	if n.compare == byBirthday && o != opEqual && o != opUnequal {
		w.write(" AND ", a, " >= '0' AND ", b, " >= '0'")
	}
	w.put(")")
}

// onDay compares an instant with a constant day as a range of instants.
func (w *sqlWriter) onDay(n *node, o op, a, b *node) {
	if a.typ.base == DateType {
		a, b, o = b, a, o.mirrored()
	}
	if !b.fixed {
		w.fail(n, "comparing a point in time with the date of a record")
		return
	}
	d, known := w.literalValue(b).(crm.Date)
	if !known {
		w.withNil(o, a)
		return
	}
	start, end := n.day(d)
	if !storable(crm.DateOf(start.UTC())) || !storable(crm.DateOf(end.UTC())) {
		w.fail(n, "a date that far away")
		return
	}
	from, until := argument{instant(start)}, argument{instant(end)}
	switch o {
	case opEqual:
		w.write("(", a, " >= ", from, " AND ", a, " < ", until, ")")
	case opUnequal:
		w.write("((", a, " >= ", from, " AND ", a, " < ", until, ") IS NOT TRUE)")
	case opLess, opMoreEqual:
		w.write("(", a, o.sql(), from, ")")
	case opLessEqual:
		w.write("(", a, " < ", until, ")")
	default:
		w.write("(", a, " >= ", until, ")")
	}
}

// isolate moves days added to a column, or counted from it, to the literal's side: due
// - days(3) <= today is due <= today + days(3), and today - last_call > 90 is last_call
// < today - days(90). Months can't be moved, since they clamp to the end of the month.
func (w *sqlWriter) isolate(a *node, value any, o op) (*node, any, op) {
	for (a.op == opAdd || a.op == opSubtract) && !a.fixed {
		x, y := a.args[0], a.args[1]
		if x.typ.base == PeriodType { // period + date
			x, y = y, x
		}
		switch {
		case x.typ.base == DateType && y.typ.base == PeriodType && y.fixed:
			p, ok := w.literalValue(y).(crm.Period)
			d, ok2 := value.(crm.Date)
			if !ok || !ok2 || p.Months != 0 {
				return a, value, o
			}
			if a.op == opAdd {
				p = p.Negate()
			}
			a, value = x, d.Add(p)
		case x.typ.base == DateType && y.typ.base == DateType && x.fixed != y.fixed:
			days := float(value)
			if days != float64(int(days)) || days > maxUnits || days < -maxUnits {
				return a, value, o
			}
			far := x
			if y.fixed {
				far = y
			}
			d, ok := w.literalValue(far).(crm.Date)
			if !ok {
				return a, value, o
			}
			if y.fixed {
				a, value = x, d.AddDays(int(days))
			} else {
				a, value, o = y, d.AddDays(-int(days)), o.mirrored()
			}
		default:
			return a, value, o
		}
		if d := value.(crm.Date); !storable(d) {
			w.fail(a, "a date that far away")
		}
	}
	return a, value, o
}
