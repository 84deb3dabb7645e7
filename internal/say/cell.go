package say

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"crm/internal/crm"
	"crm/internal/fold"
)

// Cell is the value of a field for people, in one line.
func (v *Voice) Cell(f *crm.Field, value any) string {
	l := v.Locale
	switch x := value.(type) {
	case nil:
		return ""
	case string:
		if f != nil && f.List == "call_type" { // the heading says that it is a call
			return upperFirst(v.shortest(f.List, x))
		}
		if f != nil && f.List != "" {
			return v.Label(f.List, x)
		}
		if f != nil && f.Words != "" {
			return v.wordOf(f.Words, x)
		}
		if f != nil && f.Name == "weekend" && !f.Own {
			return v.weekend(x)
		}
		if f != nil && f.Prose {
			return OneLine(x)
		}
		if f != nil && f.Type == crm.PhoneType {
			return Phone(x)
		}
		return Clean(x)
	case int64:
		if f != nil && f.Type == crm.BytesType {
			return l.Size(x)
		}
		return strconv.FormatInt(x, 10)
	case int:
		return strconv.Itoa(x)
	case bool:
		if x {
			return l.Text("list.yes")
		}
		return l.Text("list.no")
	case crm.Date:
		return l.Date(x, v.Today)
	case crm.Birthday:
		return l.Birthday(x)
	case time.Time:
		return v.moment(x)
	case crm.Money:
		return l.Money(x, v.Currency)
	case crm.Points:
		var points []string
		for _, p := range x {
			points = append(points, v.point(p))
		}
		return strings.Join(points, ", ")
	case crm.Addresses:
		return v.addresses(x)
	case crm.Terms:
		if f != nil && f.Noun() == crm.KindContact && !f.Own {
			return v.also(x)
		}
		var terms []string
		for _, c := range x {
			terms = append(terms, Clean(c.Name+"="+c.Value))
		}
		return strings.Join(terms, ", ")
	case crm.Tags:
		return v.tags(x)
	case crm.Numbers:
		return v.colleagues(x)
	case crm.Days:
		return v.daysOff(x)
	}
	return Clean(fmt.Sprint(value))
}

// weekend returns the days of a weekend in the user's language, as they can be typed.
func (v *Voice) weekend(text string) string {
	var days []string
	for word := range strings.SplitSeq(text, ",") {
		day, ok := crm.ParseWeekday(word)
		if !ok {
			return v.Locale.Text("weekend.none")
		}
		days = append(days, v.Locale.Weekday(crm.NewDate(2023, time.January, 1+int(day)))) // a Sunday, and on
	}
	return strings.Join(days, ",")
}

// point is a phone or an e-mail with its label, marked if it is bad and does not say so
// itself.
func (v *Voice) point(p crm.Point) string {
	text, bad := Phone(p.Value), ""
	if p.Bad && !fold.BadPhone(p.Value) {
		bad = v.Locale.Text("list.bad")
	}
	if marks := v.Locale.Join(v.pointLabel("point_label", p.Label), bad); marks != "" {
		text = v.Locale.Text("list.marked", "value", text, "marks", marks)
	}
	return text
}

// phoneOf is the primary phone of a contact, or that of somebody through whom they are
// reached.
func (v *Voice) phoneOf(c *crm.Contact) string {
	if p := c.Phones.First(); p.Value == c.Phone {
		return v.point(p)
	}
	return Phone(c.Phone)
}

// pointLabel is the label of a phone, an e-mail or an address: a word of ours, or of the
// producer's own.
func (v *Voice) pointLabel(list, label string) string {
	if label == "" || !slices.Contains(crm.Picklist(list), label) {
		return Clean(label)
	}
	return v.Word(list, label)
}

// address is a postal address in one line, with its label.
func (v *Voice) address(a crm.Address) string {
	line := Clean(fold.AddressLine(a, v.Country))
	if label := v.pointLabel("address_label", a.Label); label != "" {
		line = v.Locale.Text("list.marked", "value", line, "marks", label)
	}
	return line
}

// addresses lists them; an address has commas of its own.
func (v *Voice) addresses(all crm.Addresses) string {
	var lines []string
	for _, a := range all {
		lines = append(lines, v.address(a))
	}
	return strings.Join(lines, "; ")
}

// Phone is a telephone number as shown on screens.
func Phone(text string) string { return Clean(fold.ShownPhone(text)) }

// inline is cell for the middle of a sentence.
func (v *Voice) inline(f *crm.Field, value any) string {
	if code, ok := value.(string); ok && f.List != "" {
		return v.Word(f.List, code)
	}
	if id, ok := value.(int64); ok && f.Ref == crm.KindProducer {
		return v.colleague(id)
	}
	return v.Cell(f, value)
}

// InText is what a value is called in a text that is kept: a code by its label, an amount without
// a fraction that is zero. It is empty for any other value.
func (v *Voice) InText(f *crm.Field, value any) string {
	switch value := value.(type) {
	case string:
		return v.Word(f.List, value)
	case crm.Money:
		return v.roundAmount(value)
	}
	return ""
}

// moment is an instant in the book's zone: "Wed 25 Nov 10:42".
func (v *Voice) moment(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	t = v.Local(t)
	return v.Locale.Date(crm.DateOf(t), v.Today) + " " + v.Locale.Clock(t)
}
