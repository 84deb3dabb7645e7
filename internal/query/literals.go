package query

import (
	"errors"
	"slices"
	"strconv"
	"strings"

	"crm/internal/crm"
)

// adapt reads literals as the type of their neighbour: a text as a date, a birthday, an
// amount or a code, a number as an amount, true and false as yes and no. It reaches into alternatives (x ? "a" :
// "b"). Others stay for the caller to check. A literal that is wrong for the type, such
// as an unknown code, is an error.
func (c *checker) adapt(n *node, to typ) *crm.Error {
	switch {
	case n.op == opIf || n.op == opElse:
		return c.adaptAlternatives(n, to)
	case n.op == opLiteral && n.typ.base == TextType:
		return c.readText(n, to)
	case n.fixed && n.typ.base == NumberType && to.base == MoneyType:
		return c.readAmount(n, to)
	case n.op == opLiteral && n.typ.base == BoolType && to.answers():
		n.value = map[any]string{true: "yes", false: "no"}[n.value]
		n.typ = to
	}
	return nil
}

func (c *checker) adaptAlternatives(n *node, to typ) *crm.Error {
	if n.typ.base != TextType && n.typ.base != NumberType {
		return nil
	}
	alternatives := n.args
	if n.op == opIf {
		alternatives = n.args[1:]
	}
	all := true
	for _, a := range alternatives {
		if err := c.adapt(a, to); err != nil {
			return err
		}
		all = all && (a.typ.base == NullType || a.typ == to || to.base == InstantType && a.typ.base == DateType)
	}
	if all {
		n.typ = to
		if to.base == InstantType {
			n.typ = typ{base: DateType}
		}
	}
	return nil
}

// readText reads a quoted text as another type.
func (c *checker) readText(n *node, to typ) *crm.Error {
	text, _ := n.value.(string)
	switch to.base {
	case CodeType:
		codes := c.codes(to.list)
		code, ok := c.code(to.list, text, codes)
		if !ok {
			err := c.fault(n.at, "%q is not %s", text, crm.Article(crm.ListName(to.list))).OneOfList(to.list, codes)
			if guesses := Near(text, codes); len(guesses) > 0 {
				err.Try("did you mean %s?", crm.OneOf(guesses))
			}
			return err
		}
		n.typ, n.value = to, code
	case DateType, InstantType: // an instant compares with the day
		d, err := c.reading().Date(text)
		if err != nil {
			return c.badLiteral(n.at, err)
		}
		c.dates = append(c.dates, dateLiteral{n.at, text, d, c.reading()})
		n.typ, n.value = typ{base: DateType}, dateOrNil(d)
	case BirthdayType:
		b, err := c.reading().Birthday(text)
		if err != nil {
			return c.badLiteral(n.at, err)
		}
		n.typ, n.value = to, b
	case MoneyType:
		m, err := c.amount(text)
		if err != nil {
			return c.badLiteral(n.at, err)
		}
		n.typ, n.value = to, m
	}
	return nil
}

// reading returns how to read a date beside c.looks. A filter may ask for any day.
func (c *checker) reading() crm.Reading {
	return crm.Reading{Today: c.scope.Today, Lang: c.scope.Lang, Order: c.scope.Order, Looks: c.looks.Anywhere(), Workday: c.scope.Workday, Note: c.scope.Note}
}

// numbersContact reports whether a node is the number of a contact.
func (c *checker) numbersContact(n *node) bool {
	return n.typ.base == RecordType && n.typ.noun == crm.KindContact || n.field != nil && n.field.Ref == crm.KindContact && n.typ.base == NumberType ||
		n.op == opField && n.field.Name == "id" && n.noun == crm.KindContact
}

// meant reads the number of a contact who was merged into another as that of the other.
func (c *checker) meant(n *node) *crm.Error {
	number, ok := n.value.(int64)
	if n.op != opLiteral || !ok || c.scope.Meant == nil {
		return nil
	}
	is, err := c.scope.Meant(number)
	if e, known := crm.AsError(err); known {
		return e
	}
	n.value = is
	return nil
}

// adaptTo is adapt for what stands beside another node.
func (c *checker) adaptTo(n, beside *node) *crm.Error {
	if c.numbersContact(beside) {
		if err := c.meant(n); err != nil {
			return err
		}
	}
	if text, ok := n.value.(string); ok && n.op == opLiteral && n.typ.base == TextType && beside.field != nil && beside.field.Words != "" && c.scope.Word != nil {
		if code, ok := c.scope.Word(beside.field.Words, text, crm.Picklist(beside.field.Words)...); ok {
			n.value = code
		}
	}
	c.looks = beside.looks()
	defer func() { c.looks = crm.Undeclared }()
	return c.adapt(n, beside.typ)
}

// codes are the values of a picklist: the book's and, since records may still have
// them, the built-in ones that these replace.
func (c *checker) codes(list string) []string {
	if choices, ok := c.scope.Schema.Choices(list); ok {
		return choices
	}
	var codes []string
	if c.scope.Codes != nil {
		codes = slices.Clone(c.scope.Codes(list))
	}
	for _, code := range crm.Picklist(list) {
		if !slices.Contains(codes, code) {
			codes = append(codes, code)
		}
	}
	return codes
}

// code is the value of a text.
func (c *checker) code(list, text string, codes []string) (string, bool) {
	if c.scope.Word == nil || slices.Contains(codes, text) {
		return text, slices.Contains(codes, text)
	}
	return c.scope.Word(list, text, codes...)
}

// badLiteral returns the error of a reader of literals, with the position.
func (c *checker) badLiteral(at int, cause error) *crm.Error {
	err := c.fault(at, "%w", cause)
	var e *crm.Error
	if errors.As(cause, &e) {
		err.Remedies = append(err.Remedies, e.Remedies...)
	}
	return err
}

// readAmount turns a constant number into an amount.
func (c *checker) readAmount(n *node, to typ) *crm.Error {
	value, err := n.eval(&Facts{})
	if err != nil {
		return c.badLiteral(n.at, err)
	}
	var text string
	switch v := value.(type) {
	case int64:
		text = strconv.FormatInt(v, 10)
	case float64:
		text = strconv.FormatFloat(v, 'f', -1, 64)
	case nil: // a division by zero
		*n = *literal(n.at, MoneyType, nil)
		return nil
	}
	m, err := c.amount(text)
	if err != nil {
		return c.badLiteral(n.at, err)
	}
	*n = *literal(n.at, MoneyType, m)
	n.typ = to
	return nil
}

// amount reads an amount in major units with an optional sign.
func (c *checker) amount(text string) (crm.Money, error) {
	digits, negative := strings.CutPrefix(text, "-")
	m, err := crm.ParseMoney(digits, c.scope.Schema.Decimals())
	if negative {
		m.Minor = -m.Minor
	}
	return m, err
}

// fit reads literals as a required type; role begins the error, as in "max() takes".
func (c *checker) fit(n *node, want typ, role string) *crm.Error {
	if err := c.adapt(n, want); err != nil {
		return err
	}
	have := n.typ
	switch {
	case have == want, have.base == NullType:
		return nil
	case want.base == TextType && have.base == CodeType,
		want.base == CodeType && want.list == "" && have.base == TextType,
		want.base == NumberType && have.base == RecordType,
		want.base == RecordType && have.base == NumberType && want.noun != "",
		want.base == RecordType && want.noun == "" && have.base == RecordType,
		want.base == CodeType && want.list == "" && have.base == CodeType:
		return nil
	}
	return c.fault(n.at, "%s %s, this is %s", role, want.base, have.base)
}
