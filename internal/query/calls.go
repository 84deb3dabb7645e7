package query

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/expr-lang/expr/ast"

	"crm/internal/crm"
)

func (c *checker) callNode(n *ast.CallNode, nesting int) (*node, *crm.Error) {
	at := n.Location().From
	callee, ok := n.Callee.(*ast.IdentifierNode)
	if !ok {
		return nil, c.fault(at, "a value has no functions after a dot")
	}
	if len(n.Arguments) > 0 && startsBefore(n.Arguments[0], at) {
		return nil, c.fault(at, "| is not part of this language: write %s(…)", callee.Value)
	}
	return c.call(at, callee.Value, n.Arguments, nesting)
}

// startsBefore reports whether an argument precedes its function, which happens only
// with a pipe, of which the tree has no other trace.
func startsBefore(n ast.Node, at int) bool {
	return n != nil && n.Location().From < at
}

// call types a call of the language's functions or of the caller's.
func (c *checker) call(at int, name string, arguments []ast.Node, nesting int) (*node, *crm.Error) {
	signature, own := c.scope.Functions[name]
	if !own && !slices.Contains(builtins(), name) {
		return nil, c.unknownFunction(at, name)
	}
	args, err := c.checkAll(arguments, nesting)
	if err != nil {
		return nil, err
	}
	if !own {
		return c.builtin(at, name, args)
	}
	named, err := c.arguments(at, name, signature, args)
	if err != nil {
		return nil, err
	}
	result := typ{base: signature.Result}
	if signature.Result == SameType {
		result = typeOf(named)
	}
	n := apply(opCall, at, result, args...)
	n.name, n.call, n.about, n.fixed = name, signature, named, false
	return n, nil
}

func (c *checker) unknownFunction(at int, name string) *crm.Error {
	if name == nameToday {
		return c.fault(at, "today is written without parentheses")
	}
	names := append(slices.Sorted(maps.Keys(c.scope.Functions)), builtins()...)
	if guesses := Near(name, names); len(guesses) > 0 {
		return c.fault(at, "unknown function %q, did you mean %s?", name, crm.OneOf(guesses))
	}
	if len(c.scope.Functions) == 0 && slices.Contains(aboutEdits, name) {
		return c.fault(at, "%s() asks about an edit, which only a rule knows", name)
	}
	unknown := c.fault(at, "unknown function %q", name)
	if len(c.scope.Functions) > 0 {
		return unknown.Try("The functions that rules have are in docs/rules.md")
	}
	return unknown.Try("The functions are %s", strings.Join(names, ", "))
}

// aboutEdits are functions that rules have, and filters have not.
var aboutEdits = []string{"appears", "becomes", "changed", "created", "deleted", "earlier", "updated", "was"}

// builtin types the functions of the language: days, weeks and months of a
// number, day, month and year of a date or a birthday.
func (c *checker) builtin(at int, name string, args []*node) (*node, *crm.Error) {
	if len(args) != 1 {
		return nil, c.fault(at, "%s() takes one argument", name)
	}
	arg := args[0]
	switch name {
	case nameDays, nameWeeks, nameMonths:
		if arg.typ.base != NumberType && arg.typ.base != NullType {
			return nil, c.fault(arg.at, "%s() takes a number, this is %s", name, arg.typ.base)
		}
		n := apply(opPeriod, at, typ{base: PeriodType}, arg)
		n.name = name
		if arg.fixed && !arg.isNil() {
			if p, err := n.eval(&Facts{}); err != nil || p == nil {
				return nil, c.fault(arg.at, "%s() takes a whole number from -%d to %d", name, maxUnits, maxUnits)
			}
		}
		return n, nil
	}
	if arg.op == opLiteral && arg.typ.base == TextType {
		if err := c.adapt(arg, typ{base: DateType}); err != nil {
			return nil, err
		}
	}
	switch arg.typ.base {
	case DateType, BirthdayType, NullType:
	default:
		return nil, c.fault(arg.at, "%s() takes a date or a birthday, this is %s", name, arg.typ.base)
	}
	part := opDay
	switch name {
	case nameMonth:
		part = opMonth
	case nameYear:
		part = opYear
	}
	return apply(part, at, typ{base: NumberType}, arg), nil
}

// arguments fits the arguments of a call of the caller's function, and returns the field
// that one of them names, if any.
func (c *checker) arguments(at int, name string, signature Function, args []*node) (named *crm.Field, failed *crm.Error) {
	var among *Scope
	want := len(signature.Args)
	variadic := signature.Variadic && want > 0
	if len(args) != want && (!variadic || len(args) < want) {
		few := ""
		if variadic {
			few = "at least "
		}
		return nil, c.fault(at, "%s() takes %s%d, here are %d", name, few, want, len(args))
	}
	for i, arg := range args {
		t := signature.Args[min(i, want-1)]
		role := fmt.Sprintf("%s() takes", name)
		switch t {
		case NameType:
			f, err := c.fieldName(arg, role)
			if err != nil {
				return nil, err
			}
			named, c.watched = f, append(c.watched, f.Name)
		case NounType:
			noun, _ := arg.value.(string)
			if among = c.scope.Among(noun); arg.op != opLiteral || among == nil {
				return nil, c.fault(arg.at, "%s a noun in quotes, such as \"policy\"", role)
			}
		case AmongType:
			if err := c.among(arg, among, role); err != nil {
				return nil, err
			}
		case SameType:
			if named == nil {
				return nil, c.fault(arg.at, "%s() names no field before this", name)
			}
			if err := c.fit(arg, typeOf(named), fmt.Sprintf("%s takes", named.Name)); err != nil {
				return nil, err
			}
		case RecordType:
			if !arg.followable() {
				return nil, c.fault(arg.at, "%s %s, this is %s", role, t, arg.typ.base)
			}
		default:
			if err := c.fit(arg, typ{base: t}, role); err != nil {
				return nil, err
			}
		}
	}
	return named, nil
}

// among reads a quoted condition about one of several records.
func (c *checker) among(arg *node, scope *Scope, role string) *crm.Error {
	text, ok := arg.value.(string)
	if arg.op != opLiteral || !ok {
		return c.fault(arg.at, "%s a condition in quotes", role)
	}
	e, err := Condition(text, scope)
	if err == nil {
		arg.value = e
		return nil
	}
	at, cause := arg.at, err
	if f := (*Fault)(nil); errors.As(err, &f) {
		at, cause = arg.at+1+f.At, f.Cause
	}
	return c.fault(at, "%v", cause)
}

// fieldName requires the quoted name of a field of the scope's noun.
func (c *checker) fieldName(arg *node, role string) (*crm.Field, *crm.Error) {
	name, ok := arg.value.(string)
	if arg.op != opLiteral || !ok || c.scope.Noun == "" {
		return nil, c.fault(arg.at, "%s the name of a field in quotes", role)
	}
	catalogue := c.scope.Schema.Fields(c.scope.Noun)
	f, ok := catalogue.Field(name)
	if !ok {
		return nil, c.unknown(arg.at, name, catalogue.Names(), c.scope.Noun)
	}
	return f, nil
}
