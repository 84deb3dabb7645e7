package wire

import (
	"cmp"
	"io"
	"iter"
	"math"
	"slices"
	"strconv"
	"time"
	"unicode/utf8"

	"crm/internal/crm"
	"crm/internal/say"
)

// object is a JSON object with ordered members.
type object []member

type member struct {
	key   string
	value any
}

// with adds a member.
func (o object) with(key string, value any) object { return append(o, member{key, value}) }

// later is a value that is known once what is before it has been written.
type later func() any

// encoder writes JSON. Unlike encoding/json it keeps the order of members, writes
// amounts with the decimals of the book's currency, leaves <, > and & alone, and
// escapes what could drive a terminal.
type encoder struct {
	decimals int
	schema   *crm.Schema
	out      []byte
	// to receives large output early; it may be nil. Failed is what ended a list that
	// was read while written.
	to     io.Writer
	failed error
}

func (w *Writer) encoder() *encoder { return &encoder{decimals: w.Decimals(), schema: w.Schema} }

// writeJSON writes one value on a line of its own.
func (w *Writer) writeJSON(value any) error {
	e := w.encoder()
	e.to = w.Out
	if o, is := value.(object); is && w.Told != nil {
		value = w.Told.before(o)
	}
	e.value(value)
	return cmp.Or(e.failed, e.flush(w.Out))
}

// much is how many bytes an encoder keeps of a list.
const much = 64 << 10

// spill writes out what is there if it is much.
func (e *encoder) spill() {
	if e.to == nil || len(e.out) < much {
		return
	}
	if _, err := e.to.Write(e.out); e.failed == nil {
		e.failed = err
	}
	e.out = e.out[:0]
}

// flush ends the line and writes it out.
func (e *encoder) flush(to io.Writer) error {
	e.out = append(e.out, '\n')
	_, err := to.Write(e.out)
	e.out = e.out[:0]
	return err
}

func (e *encoder) value(value any) {
	switch v := value.(type) {
	case nil:
		e.out = append(e.out, "null"...)
	case bool:
		e.out = strconv.AppendBool(e.out, v)
	case int:
		e.out = strconv.AppendInt(e.out, int64(v), 10)
	case int64:
		e.out = strconv.AppendInt(e.out, v, 10)
	case float64: // that a condition came upon
		if math.IsInf(v, 0) || math.IsNaN(v) {
			e.value(nil)
			return
		}
		e.out = strconv.AppendFloat(e.out, v, 'f', -1, 64)
	case string:
		e.text(v)
	case crm.Date:
		if v.IsZero() {
			e.value(nil)
			return
		}
		e.out = append(e.out, '"')
		e.out = v.Append(e.out)
		e.out = append(e.out, '"')
	case crm.Birthday:
		e.text(v.String())
	case time.Time:
		e.text(v.UTC().Format(time.RFC3339))
	case crm.Money:
		if !v.Known {
			e.value(nil)
			return
		}
		e.text(v.Major(e.decimals))
	case object:
		e.object(v)
	default:
		e.composite(value)
	}
}

// composite writes lists and compound values.
func (e *encoder) composite(value any) {
	switch v := value.(type) {
	case []any:
		list(e, v, func(x any) any { return x })
	case []object:
		list(e, v, func(x object) any { return x })
	case iter.Seq2[object, error]:
		e.sequence(v)
	case []string:
		list(e, v, func(x string) any { return x })
	case crm.Points:
		list(e, v, func(p crm.Point) any { return object{{"value", p.Value}, {"label", orNull(p.Label)}, {"bad", p.Bad}} })
	case crm.Addresses:
		list(e, v, func(a crm.Address) any {
			return object{{"label", orNull(a.Label)}, {"street", orNull(a.Street)}, {"city", orNull(a.City)}, {"region", orNull(a.Region)}, {"postal_code", orNull(a.PostalCode)}, {"country", orNull(a.Country)}}
		})
	case crm.Days:
		list(e, v, func(d crm.Day) any { return dayObject(d) })
	case crm.Terms:
		list(e, v, func(c crm.Coverage) any { return object{{"name", c.Name}, {"value", c.Value}} })
	case crm.Tags:
		list(e, v, func(tag string) any { return tag })
	case crm.Numbers:
		list(e, v, func(id int64) any { return id })
	case []crm.Step:
		list(e, v, func(s crm.Step) any { return stepObject(s) })
	case crm.Period:
		e.object(object{{"months", v.Months}, {"days", v.Days}})
	case *crm.Explanation:
		if v == nil {
			e.value(nil)
			return
		}
		o := object{{"trigger", triggerObject(&v.Trigger)}, {"steps", v.Steps}}
		if len(v.Saw) > 0 {
			o = o.with("saw", objectList(v.Saw, seenObject))
		}
		if len(v.Found) > 0 {
			o = o.with("found", objectList(v.Found, seenObject))
		}
		e.object(o)
	case *crm.Period:
		e.value(*v)
	case map[string]any:
		e.object(sortedObject(v))
	case crm.Record:
		e.record(v)
	case crm.Kind:
		e.text(string(v))
	case crm.Action:
		e.text(string(v))
	case crm.Code:
		e.text(string(v))
	case crm.Command:
		e.object(commandObject(v))
	case later:
		e.value(v())
	case numeral:
		e.out = append(e.out, v...)
	default:
		panic("wire: no JSON for this type of value")
	}
}

func list[T any](e *encoder, items []T, value func(T) any) {
	e.out = append(e.out, '[')
	for i, item := range items {
		if i > 0 {
			e.out = append(e.out, ", "...)
		}
		e.value(value(item))
	}
	e.out = append(e.out, ']')
}

// sequence writes a list whose items are made one at a time.
func (e *encoder) sequence(items iter.Seq2[object, error]) {
	e.out = append(e.out, '[')
	first := true
	for item, err := range items {
		if e.failed == nil {
			e.failed = err
		}
		if e.failed != nil {
			return
		}
		if !first {
			e.out = append(e.out, ", "...)
		}
		first = false
		e.object(item)
		e.spill()
	}
	e.out = append(e.out, ']')
}

func (e *encoder) object(o object) {
	e.out = append(e.out, '{')
	for i, m := range o {
		if i > 0 {
			e.out = append(e.out, ", "...)
		}
		e.text(m.key)
		e.out = append(e.out, ": "...)
		e.value(m.value)
	}
	e.out = append(e.out, '}')
}

// record writes all fields of a record, in the order of the schema.
func (e *encoder) record(r crm.Record) {
	e.out = append(e.out, '{')
	for i, f := range e.schema.Fields(r.Noun()).Fields {
		if i > 0 {
			e.out = append(e.out, ", "...)
		}
		e.text(f.Name)
		e.out = append(e.out, ": "...)
		e.value(f.Get(r))
	}
	e.out = append(e.out, '}')
}

// orNull returns the value, or nil for the zero value.
func orNull[T comparable](value T) any {
	var zero T
	if value == zero {
		return nil
	}
	return value
}

func sortedObject(values map[string]any) object {
	o := make(object, 0, len(values))
	for key, value := range values {
		o = append(o, member{key, value})
	}
	slices.SortFunc(o, func(a, b member) int {
		if a.key < b.key {
			return -1
		}
		return 1
	})
	return o
}

// text writes a string. What Clean would escape is escaped as JSON does, so that it can
// be read back; invalid UTF-8 becomes U+FFFD.
func (e *encoder) text(s string) {
	e.out = append(e.out, '"')
	start := 0
	for i := 0; i < len(s); {
		if c := s[i]; c < utf8.RuneSelf {
			if c >= ' ' && c != '"' && c != '\\' && c != 0x7f {
				i++
				continue
			}
			e.out = append(e.out, s[start:i]...)
			e.escape(rune(c))
			i++
			start = i
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		if r == utf8.RuneError && size == 1 || say.Risky(r) {
			e.out = append(e.out, s[start:i]...)
			e.escape(r)
			start = i + size
		}
		i += size
	}
	e.out = append(e.out, s[start:]...)
	e.out = append(e.out, '"')
}

func (e *encoder) escape(r rune) {
	switch r {
	case '"', '\\':
		e.out = append(e.out, '\\', byte(r))
	case '\n':
		e.out = append(e.out, `\n`...)
	case '\t':
		e.out = append(e.out, `\t`...)
	case '\r':
		e.out = append(e.out, `\r`...)
	default:
		if r > 0xffff {
			r -= 0x10000
			e.unit(0xd800 + r>>10)
			e.unit(0xdc00 + r&0x3ff)
			return
		}
		e.unit(r)
	}
}

// unit writes one UTF-16 unit.
func (e *encoder) unit(r rune) {
	const hex = "0123456789abcdef"
	e.out = append(e.out, '\\', 'u', hex[r>>12&15], hex[r>>8&15], hex[r>>4&15], hex[r&15])
}

func triggerObject(t *crm.Trigger) any {
	if t == nil {
		return nil
	}
	return object{
		{"kind", t.Kind}, {"id", t.ID}, {"action", t.Action},
		{"field", orNull(t.Field)}, {"value", orNull(t.Value)},
	}
}

// stepObject is a step with what applies to it.
func stepObject(s crm.Step) object {
	o := object{{"op", s.Op}}
	if !s.From.IsZero() {
		o = o.with("from", s.From)
	}
	if s.Months != 0 {
		o = o.with("months", s.Months)
	}
	if s.Days != 0 {
		o = o.with("days", s.Days)
	}
	if !s.Is.IsZero() {
		o = o.with("is", s.Is)
	}
	if !s.To.IsZero() {
		o = o.with("to", s.To)
	}
	if len(s.Off) > 0 {
		o = o.with("off", s.Off)
	}
	return o
}
