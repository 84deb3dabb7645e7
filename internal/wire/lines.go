package wire

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"crm/internal/crm"
)

// Lines writes records and rows as JSON Lines from which they can be read again: a record as
// in every list, with what it has left of fields that its book does not have any more.
type Lines struct {
	e   *encoder
	out *bufio.Writer
}

// Whole begins to write what is read again.
func (w *Writer) Whole() *Lines { return &Lines{w.encoder(), bufio.NewWriterSize(w.Out, 64<<10)} }

// leftKey is the member of a record that has what it has left of removed fields.
const leftKey = "removed_fields"

// Record writes a record.
func (l *Lines) Record(r crm.Record) error {
	l.e.record(r)
	if left := crm.Left(r); left != nil {
		l.e.out = append(l.e.out[:len(l.e.out)-1], ", "...)
		l.e.text(leftKey)
		l.e.out = append(l.e.out, ": "...)
		l.e.value(left)
		l.e.out = append(l.e.out, '}')
	}
	return l.e.flush(l.out)
}

// Row writes a row of a table that has no records. A structure stands there as it is stored.
func (l *Lines) Row(t crm.Table, values []any) error {
	o := make(object, len(values))
	for i, c := range t.Columns {
		value := values[i]
		if text, ok := value.(string); ok && c.Type == crm.StructureType {
			if bytes.ContainsAny([]byte(text), "\n\r") {
				return crm.Errorf(crm.CodeDamaged, "the book is damaged: table %s, %s", t.Name, c.Name).Next("All that is damaged", "book check")
			}
			value = numeral(text)
		}
		o[i] = member{c.Name, value}
	}
	l.e.object(o)
	return l.e.flush(l.out)
}

// Flush writes out what is left.
func (l *Lines) Flush() error { return l.out.Flush() }

// ReadRecord reads a record that Lines has written, of a book with that schema and
// currency.
//
// Errors: CodeDamaged for anything else.
func ReadRecord(line []byte, kind crm.Kind, schema *crm.Schema, decimals int) (crm.Record, error) {
	members, err := readObject(line)
	if err != nil {
		return nil, err
	}
	record := crm.New(kind)
	fields := schema.Fields(kind).Fields
	for _, f := range fields {
		text, there := members[f.Name]
		if !there {
			return nil, misread("it has no %s", f.Name)
		}
		delete(members, f.Name)
		stored, err := readStored(text, f.Type, decimals)
		if err == nil && stored == nil && f.Needed && f.Name != "id" {
			err = errors.New("it is empty")
		}
		if err == nil && stored != nil {
			err = f.Decode(record, stored)
		}
		if err != nil {
			return nil, misread("%s can't be read: %w", f.Name, err)
		}
	}
	if text, there := members[leftKey]; there && crm.NounOf(kind).Own {
		delete(members, leftKey)
		left, err := readObject(text)
		if err != nil {
			return nil, err
		}
		for key, text := range left {
			if _, known := schema.Fields(kind).Kept(key); known {
				return nil, misread("%s was not removed", key)
			}
			value, err := readPlain(text)
			if err != nil {
				return nil, misread("%s can't be read: %w", key, err)
			}
			crm.KeepLeft(record, key, value)
		}
	}
	for name := range members {
		return nil, misread("no field is called %q", name)
	}
	return record, nil
}

// ReadRow reads a row that Lines has written.
//
// Errors: CodeDamaged for anything else.
func ReadRow(line []byte, t crm.Table) ([]any, error) {
	members, err := readObject(line)
	if err != nil {
		return nil, err
	}
	row := make([]any, len(t.Columns))
	for i, c := range t.Columns {
		text, there := members[c.Name]
		if !there {
			return nil, misread("it has no %s", c.Name)
		}
		delete(members, c.Name)
		if c.Type == crm.StructureType {
			if string(text) != "null" {
				row[i] = string(text)
			}
			continue
		}
		value, err := readPlain(text)
		if err != nil {
			return nil, misread("%s can't be read: %w", c.Name, err)
		}
		_, isNumber := value.(int64)
		if value == nil && c.Needed || value != nil && isNumber != (c.Type == crm.NumberType) {
			return nil, misread("%s has the value %s", c.Name, text)
		}
		row[i] = value
	}
	for name := range members {
		return nil, misread("no column is called %q", name)
	}
	return row, nil
}

func misread(text string, args ...any) error {
	return crm.Errorf(crm.CodeDamaged, "%w", fmt.Errorf(text, args...))
}

// readObject reads the members of a JSON object, each once.
func readObject(line []byte) (map[string]json.RawMessage, error) {
	in := json.NewDecoder(bytes.NewReader(line))
	start, err := in.Token()
	if err != nil || start != json.Delim('{') {
		return nil, misread("it is not a JSON object")
	}
	members := map[string]json.RawMessage{}
	for in.More() {
		key, err := in.Token()
		name, ok := key.(string)
		var text json.RawMessage
		if err == nil {
			err = in.Decode(&text)
		}
		if _, twice := members[name]; err != nil || !ok || twice {
			return nil, misread("it is not a JSON object with each member once")
		}
		members[name] = text
	}
	end, err := in.Token()
	if _, more := in.Token(); err != nil || end != json.Delim('}') || !errors.Is(more, io.EOF) {
		return nil, misread("it is not a JSON object")
	}
	return members, nil
}

// readPlain reads null, a whole number or a text.
func readPlain(text json.RawMessage) (any, error) {
	switch {
	case string(text) == "null":
		return nil, nil
	case text[0] == '"':
		var s string
		err := json.Unmarshal(text, &s)
		return s, err
	}
	n, err := strconv.ParseInt(string(text), 10, 64)
	if err != nil {
		return nil, errors.New("it is neither a text nor a whole number")
	}
	return n, nil
}

// readStored reads the value of a field as JSON has it, and returns its stored form.
func readStored(text json.RawMessage, t crm.Type, decimals int) (any, error) {
	other := errors.New("it has the value " + string(text))
	wanted := func(is bool, value any, err error) (any, error) {
		if err == nil && !is && value != nil {
			err = other
		}
		return value, err
	}
	switch t {
	case crm.NumberType, crm.PercentType, crm.BytesType, crm.RefType:
		value, err := readPlain(text)
		_, is := value.(int64)
		return wanted(is, value, err)
	case crm.MoneyType:
		value, err := readPlain(text)
		amount, is := value.(string)
		if !is {
			return wanted(false, value, err)
		}
		return readAmount(amount, decimals)
	case crm.NumbersType:
		var all crm.Numbers
		if json.Unmarshal(text, &all) != nil {
			return nil, other
		}
		return listed(all.String(), len(all)), nil
	case crm.TagsType:
		var all crm.Tags
		if json.Unmarshal(text, &all) != nil {
			return nil, other
		}
		return listed(all.String(), len(all)), nil
	case crm.PointsType, crm.AddressesType, crm.DaysType, crm.TermsType, crm.StructureType:
		if string(text) == "null" || string(text) == "[]" {
			return nil, nil
		}
		return string(text), nil
	}
	value, err := readPlain(text)
	_, is := value.(string)
	return wanted(is, value, err)
}

func listed(stored string, n int) any {
	if n == 0 {
		return nil
	}
	return stored
}

// readAmount reads an amount as Major writes it, which may be below zero.
func readAmount(text string, decimals int) (any, error) {
	sign := int64(1)
	if rest, below := strings.CutPrefix(text, "-"); below {
		text, sign = rest, -1
	}
	m, err := crm.ParseMoney(text, decimals)
	if err != nil || !m.Known {
		return nil, cmp.Or(err, errors.New("it is not an amount"))
	}
	return sign * m.Minor, nil
}
