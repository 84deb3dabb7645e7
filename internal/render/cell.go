package render

import (
	"strconv"
	"strings"
	"time"

	"crm/internal/crm"
	"crm/internal/fold"
)

// cell is the value of a field as people read it, in one line.
func (s *Screen) cell(f *crm.Field, value any) string {
	l := s.Locale
	switch v := value.(type) {
	case nil:
		return ""
	case string:
		if f != nil && f.List == "call_type" { // the heading says that it is a call
			return upper(s.shortest(f.List, v))
		}
		if f != nil && f.List != "" {
			return s.label(f.List, v)
		}
		if f != nil && f.Name == "weekend" {
			return s.weekend(v)
		}
		if f != nil && f.Prose {
			return oneLine(v)
		}
		if f != nil && f.Type == crm.PhoneType {
			return phone(v)
		}
		return Clean(v)
	case int64:
		if f != nil && f.Type == crm.BytesType {
			return l.Size(v)
		}
		return strconv.FormatInt(v, 10)
	case int:
		return strconv.Itoa(v)
	case bool:
		if v {
			return l.Text("list.yes")
		}
		return l.Text("list.no")
	case crm.Date:
		return l.Date(v, s.Today)
	case crm.Birthday:
		return l.Birthday(v)
	case time.Time:
		return s.moment(v)
	case crm.Money:
		return l.Money(v, s.Currency)
	case crm.Points:
		var points []string
		for _, p := range v {
			points = append(points, s.point(p))
		}
		return strings.Join(points, ", ")
	case crm.Terms:
		var terms []string
		for _, c := range v {
			terms = append(terms, Clean(c.Name+"="+c.Value))
		}
		return strings.Join(terms, ", ")
	case crm.Numbers:
		return s.colleagues(v)
	case crm.Days:
		return s.daysOff(v)
	}
	return Clean(s.plain(value))
}

// weekend is the days of a weekend in the reader's language, as they can be typed, too.
func (s *Screen) weekend(text string) string {
	var days []string
	for word := range strings.SplitSeq(text, ",") {
		day, ok := crm.ParseWeekday(word)
		if !ok {
			return s.Locale.Text("weekend.none")
		}
		days = append(days, s.Locale.Weekday(crm.NewDate(2023, time.January, 1+int(day)))) // a Sunday, and on
	}
	return strings.Join(days, ",")
}

// point is a phone or an e-mail of somebody, with the mark of a bad one. One that says
// so itself is not marked twice.
func (s *Screen) point(p crm.Point) string {
	text := phone(p.Value)
	if p.Bad && !fold.BadPhone(p.Value) {
		text = s.Locale.Text("list.bad", "value", text)
	}
	return text
}

// phone is a telephone number as screens have it.
func phone(text string) string { return Clean(fold.ShownPhone(text)) }

// inline is cell for the middle of a sentence.
func (s *Screen) inline(f *crm.Field, value any) string {
	if code, ok := value.(string); ok && f.List != "" {
		return s.word(f.List, code)
	}
	if id, ok := value.(int64); ok && f.Ref == crm.KindProducer {
		return s.colleague(id)
	}
	return s.cell(f, value)
}

// moment is an instant in the book's zone: "Wed 25 Nov 10:42".
func (s *Screen) moment(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	t = t.In(s.zone())
	return s.Locale.Date(crm.DateOf(t), s.Today) + " " + s.Locale.Clock(t)
}
