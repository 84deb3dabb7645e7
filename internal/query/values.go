package query

import (
	"cmp"
	"math"
	"strings"
	"time"

	"crm/internal/crm"
)

// maxUnits is how many days, weeks or months a period can have.
const maxUnits = 50000

// dayOf returns the first instant of a day and the first after it.
type dayOf func(crm.Date) (from, until time.Time)

// equal compares two values, neither of them nil.
func (c comparison) equal(a, b any, day dayOf) bool {
	switch c {
	case byBirthday, byBool:
		return a == b
	case byNothing:
		return false
	}
	order, ok := c.order(a, b, day)
	return ok && order == 0
}

// order compares two values, neither nil, as cmp.Compare does; ok is false if they have
// no order.
func (c comparison) order(a, b any, day dayOf) (order int, ok bool) {
	switch c {
	case bySpelling:
		return strings.Compare(LowerASCII(a.(string)), LowerASCII(b.(string))), true
	case byText:
		return strings.Compare(a.(string), b.(string)), true
	case byNumber:
		x, whole := a.(int64)
		y, whole2 := b.(int64)
		if whole && whole2 {
			return cmp.Compare(x, y), true
		}
		return cmp.Compare(float(a), float(b)), true
	case byDate:
		return a.(crm.Date).Compare(b.(crm.Date)), true
	case byBirthday:
		x, y := a.(crm.Birthday), b.(crm.Birthday)
		return crm.Date(x).Compare(crm.Date(y)), x.Year != 0 && y.Year != 0
	case byInstant:
		return cmp.Compare(a.(time.Time).Unix(), b.(time.Time).Unix()), true
	case byDay:
		if d, turned := a.(crm.Date); turned {
			return -onDay(b.(time.Time), d, day), true
		}
		return onDay(a.(time.Time), b.(crm.Date), day), true
	case byMoney:
		return cmp.Compare(a.(crm.Money).Minor, b.(crm.Money).Minor), true
	default:
		return 0, false
	}
}

// onDay is 0 for an instant on that day, -1 before it, 1 after it.
func onDay(t time.Time, d crm.Date, day dayOf) int {
	from, until := day(d)
	switch {
	case t.Before(from):
		return -1
	case t.Before(until):
		return 0
	default:
		return 1
	}
}

func float(v any) float64 {
	if n, ok := v.(int64); ok {
		return float64(n)
	}
	return v.(float64)
}

// period is so many days, weeks or months; nil for fractions and too many.
func period(unit string, count any) any {
	x := float(count)
	if x != math.Trunc(x) || x > maxUnits || x < -maxUnits {
		return nil
	}
	switch n := int(x); unit {
	case nameDays:
		return crm.Period{Days: n}
	case nameWeeks:
		return crm.Period{Days: 7 * n}
	default:
		return crm.Period{Months: n}
	}
}

// add and subtract stop at the ends of int64 instead of wrapping around, as databases
// do.
func add(a, b int64) int64 {
	switch {
	case b > 0 && a > math.MaxInt64-b:
		return math.MaxInt64
	case b < 0 && a < math.MinInt64-b:
		return math.MinInt64
	}
	return a + b
}

func subtract(a, b int64) int64 {
	switch {
	case b < 0 && a > math.MaxInt64+b:
		return math.MaxInt64
	case b > 0 && a < math.MinInt64+b:
		return math.MinInt64
	}
	return a - b
}

// roundMinor makes an amount of minor units, half rounded up. It stops at the ends of
// int64, as a cast in databases does.
func roundMinor(x float64) crm.Money {
	switch x = math.Floor(x + 0.5); {
	case x >= math.MaxInt64:
		return crm.Amount(math.MaxInt64)
	case x <= math.MinInt64:
		return crm.Amount(math.MinInt64)
	}
	return crm.Amount(int64(x))
}

// scale multiplies or divides an amount by a number, or divides it by another amount;
// nil if undefined.
func (o op) scale(a, b any) any {
	x, money := a.(crm.Money)
	y, money2 := b.(crm.Money)
	switch {
	case money && money2:
		return opDivide.calculate(float64(x.Minor), float64(y.Minor))
	case money:
		a = float64(x.Minor)
	default:
		b = float64(y.Minor)
	}
	z := o.calculate(a, b)
	if z == nil {
		return nil
	}
	return roundMinor(float(z))
}

// SameText reports whether two texts are the same but for the capitals of A to Z, as == has it.
func SameText(a, b string) bool { return LowerASCII(a) == LowerASCII(b) }

// LowerASCII lowers A to Z and leaves the rest, as databases do.
func LowerASCII(text string) string {
	for i := range len(text) {
		if c := text[i]; 'A' <= c && c <= 'Z' {
			lower := []byte(text)
			for ; i < len(lower); i++ {
				if 'A' <= lower[i] && lower[i] <= 'Z' {
					lower[i] += 'a' - 'A'
				}
			}
			return string(lower)
		}
	}
	return text
}

// forField is a value as the field takes it: a number as an int64.
func forField(v any, f *crm.Field) (any, error) {
	x, ok := v.(float64)
	if !ok {
		return v, nil
	}
	if x != math.Trunc(x) || math.Abs(x) > 1<<53 {
		return nil, crm.Errorf(crm.CodeInvalid, "%s takes a whole number, not %v", f.Name, x).On(f.Name)
	}
	return int64(x), nil
}
