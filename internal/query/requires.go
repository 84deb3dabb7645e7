package query

import (
	"slices"

	"crm/internal/crm"
)

// Test is what a condition asks of a field: that a function of the caller's is true of
// it, as in changed("status") or, with a code, becomes("status", "done"); or that it
// has the code or the text, whatever its capitals, if Call is empty. A function without arguments has no field.
type Test struct {
	Call  string
	Field string
	Code  string
}

// mostRequired limits the lists of tests of an alternative. One with more requires
// nothing.
const mostRequired = 16

// Requires returns what is true whenever the condition is: of each list at least one
// test. It can be checked before the condition, which may ask for more.
func (e *Expr) Requires() [][]Test { return e.root.requires() }

func (n *node) requires() [][]Test {
	switch n.op {
	case opAnd:
		return append(n.args[0].requires(), n.args[1].requires()...)
	case opOr:
		left, right := n.args[0].requires(), n.args[1].requires()
		if len(left)*len(right) > mostRequired {
			return nil
		}
		var either [][]Test
		for _, a := range left {
			for _, b := range right {
				either = append(either, slices.Concat(a, b))
			}
		}
		return either
	case opCall:
		switch {
		case len(n.args) == 0:
			return [][]Test{{{Call: n.name}}}
		case n.call.Args[0] != NameType:
			return nil
		}
		t := Test{Call: n.name}
		t.Field, _ = n.args[0].value.(string)
		if len(n.args) == 2 && n.args[1].op == opLiteral {
			t.Code, _ = n.args[1].value.(string)
		}
		return [][]Test{{t}}
	case opEqual, opIn:
		return n.args[0].isOneOf(n.args[1:])
	}
	return nil
}

// isOneOf requires a field to have one of some codes or texts.
func (n *node) isOneOf(codes []*node) [][]Test {
	if n.op != opField || len(crm.Picklist(n.field.List)) == 0 && n.field.Type != crm.TextType {
		return nil
	}
	var tests []Test
	for _, c := range codes {
		code, ok := c.value.(string)
		if c.op != opLiteral || !ok {
			return nil
		}
		tests = append(tests, Test{Field: n.field.Name, Code: code})
	}
	return [][]Test{tests}
}

// Codes returns the values that a condition allows for a picklist of the top record:
// those that it names, or for "not" and != the others.
func (e *Expr) Codes(field string) []string { return e.root.codes(field, false) }

// Calls reports whether an expression calls a function.
func (e *Expr) Calls(function string) bool { return e.root.calls(function) }

func (n *node) calls(function string) bool {
	return n.op == opCall && n.name == function || slices.ContainsFunc(n.args, func(arg *node) bool { return arg.calls(function) })
}

// Mentions reports whether a condition asks for a field of the top record.
func (e *Expr) Mentions(field string) bool { return e.root.mentions(field) }

// Field returns the field whose value an expression gives, or nil: of several that may, the first.
func (e *Expr) Field() *crm.Field {
	n := e.root
	for n.op == opElse {
		n = n.args[0]
	}
	switch {
	case n.op == opField, n.op == opMember:
		return n.field
	case n.op == opCall && n.call.Result == SameType:
		return n.about
	}
	return nil
}

// LooksAround reports whether a condition asks for anything beside fields of the top record.
func (e *Expr) LooksAround() bool { return e.root.looksAround() }

func (n *node) looksAround() bool {
	switch n.op {
	case opNamed, opMember, opValue:
		return true
	case opCall:
		if n.about == nil {
			return true
		}
	}
	return slices.ContainsFunc(n.args, (*node).looksAround)
}

func (n *node) mentions(field string) bool {
	return n.op == opField && n.field.Name == field || slices.ContainsFunc(n.args, func(arg *node) bool { return arg.mentions(field) })
}

func (n *node) codes(field string, not bool) []string {
	switch n.op {
	case opNot:
		return n.args[0].codes(field, !not)
	case opEqual, opIn, opUnequal:
		if n.args[0].op != opField || n.args[0].field.Name != field {
			return nil
		}
		var named, others []string
		for _, arg := range n.args[1:] {
			if code, ok := arg.value.(string); ok {
				named = append(named, code)
			}
		}
		if not == (n.op == opUnequal) {
			return named
		}
		for _, code := range crm.Picklist(n.args[0].field.List) {
			if !slices.Contains(named, code) {
				others = append(others, code)
			}
		}
		return others
	}
	var codes []string
	for _, arg := range n.args {
		codes = append(codes, arg.codes(field, not)...)
	}
	return codes
}

// Constant reports whether the value of an expression is the same whatever it is about.
func (e *Expr) Constant() bool { return e.root.fixed }

// Fields returns the fields of the top record that an expression asks for, and whether it asks for
// nothing else.
func (e *Expr) Fields() (names []string, alone bool) {
	alone = true
	var walk func(n *node)
	walk = func(n *node) {
		switch n.op {
		case opField:
			names = append(names, n.field.Name)
		case opNamed, opMember, opValue, opCall:
			alone = false
		}
		for _, arg := range n.args {
			walk(arg)
		}
	}
	walk(e.root)
	return names, alone
}
