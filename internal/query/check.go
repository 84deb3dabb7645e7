package query

import (
	"slices"
	"strings"

	"github.com/expr-lang/expr/ast"

	"crm/internal/crm"
)

// checker turns the parser's tree into a checked one: it resolves names, derives types,
// and reads literals by what they stand beside.
type checker struct {
	source  string
	scope   *Scope
	nodes   int
	watched []string      // the fields that functions ask about by name
	looks   crm.Direction // of what the next literal stands beside
	dates   []dateLiteral // texts that were read as days
}

func (c *checker) fault(at int, format string, args ...any) *crm.Error {
	return fault(crm.CodeUsage, c.source, at, format, args...)
}

func (c *checker) check(n ast.Node, nesting int) (*node, *crm.Error) {
	at := 0
	if n != nil {
		at = n.Location().From
	}
	if c.nodes++; c.nodes > maxNodes {
		return nil, c.fault(at, "the expression has too many parts")
	}
	if nesting > maxNesting {
		return nil, c.fault(at, "the expression is nested too deeply")
	}
	switch n := n.(type) {
	case *ast.NilNode:
		return literal(at, NullType, nil), nil
	case *ast.BoolNode:
		return literal(at, BoolType, n.Value), nil
	case *ast.IntegerNode:
		return c.number(at, int64(n.Value), float64(n.Value))
	case *ast.FloatNode:
		return c.number(at, n.Value, n.Value)
	case *ast.StringNode:
		return c.text(at, n.Value)
	case *ast.IdentifierNode:
		return c.identifier(at, n.Value)
	case *ast.MemberNode:
		return c.member(n, nesting)
	case *ast.ChainNode: // a?.b is a.b, since nothing fails on nil
		return c.check(n.Node, nesting+1)
	case *ast.UnaryNode:
		return c.unary(n, nesting)
	case *ast.BinaryNode:
		return c.binary(n, nesting)
	case *ast.ConditionalNode:
		return c.conditional(n, nesting)
	case *ast.CallNode:
		return c.callNode(n, nesting)
	case *ast.BuiltinNode: // a function of expr-lang, none of which is ours
		return c.call(at, n.Name, n.Arguments, nesting)
	case *ast.ArrayNode:
		return c.listNode(n, nesting)
	case *ast.VariableDeclaratorNode:
		return nil, c.fault(at, "let is not part of this language")
	case *ast.SequenceNode:
		return nil, c.fault(at, "there can be only one expression, without ;")
	case *ast.SliceNode:
		return nil, c.fault(at, "[:] is not part of this language")
	case *ast.MapNode, *ast.PairNode:
		return nil, c.fault(at, "{ } is not part of this language")
	case *ast.PredicateNode, *ast.PointerNode:
		return nil, c.fault(at, "# and functions in { } are not part of this language")
	case *ast.BytesNode:
		return nil, c.fault(at, "texts are written in plain quotes, without b")
	default:
		return nil, c.fault(at, "this is not part of this language")
	}
}

// checkAll checks several nodes.
func (c *checker) checkAll(nodes []ast.Node, nesting int) ([]*node, *crm.Error) {
	checked := make([]*node, len(nodes))
	for i, n := range nodes {
		var err *crm.Error
		if checked[i], err = c.check(n, nesting+1); err != nil {
			return nil, err
		}
	}
	return checked, nil
}

func literal(at int, t Type, value any) *node {
	return &node{op: opLiteral, at: at, typ: typ{base: t}, value: value, fixed: true}
}

// apply makes a node of operands; it is constant if all operands are.
func apply(o op, at int, t typ, args ...*node) *node {
	n := &node{op: o, at: at, typ: t, args: args, fixed: true}
	for _, a := range args {
		n.fixed = n.fixed && a.fixed
	}
	return n
}

// number bounds literals so that float64 is exact for their sums and products.
func (c *checker) number(at int, value any, size float64) (*node, *crm.Error) {
	if size > 1e15 || size < -1e15 {
		return nil, c.fault(at, "this number is too large")
	}
	return literal(at, NumberType, value), nil
}

func (c *checker) text(at int, value string) (*node, *crm.Error) {
	if strings.ContainsRune(value, 0) {
		return nil, c.fault(at, "a text can't hold a NUL character")
	}
	if value == "" { // an empty text is stored as nothing
		return literal(at, NullType, nil), nil
	}
	return literal(at, TextType, value), nil
}

// identifier looks a single name up.
func (c *checker) identifier(at int, name string) (*node, *crm.Error) {
	if n := c.lookup(at, name); n != nil {
		return n, nil
	}
	if slices.Contains(builtins(), name) {
		return nil, c.fault(at, "%s is a function: %s(…)", name, name)
	}
	if _, ok := c.scope.Functions[name]; ok {
		return nil, c.fault(at, "%s is a function: %s(…)", name, name)
	}
	err := c.unknown(at, name, c.topNames(), c.scope.Noun)
	if len(c.guesses(name, c.topNames(), c.scope.Noun)) == 0 && name != "null" {
		_ = err.Try("text is written in quotes: %q", name)
	}
	return nil, err
}

func (c *checker) lookup(at int, name string) *node {
	if c.scope.Noun != "" {
		if f, ok := c.scope.Schema.Fields(c.scope.Noun).Field(name); ok {
			n := &node{op: opField, at: at, typ: typeOf(f), field: f, noun: c.scope.Noun}
			if n.typ.base == RecordType {
				_, n.record = c.scope.Records[name]
			}
			return n
		}
	}
	if noun, ok := c.scope.Records[name]; ok {
		return &node{op: opNamed, at: at, typ: typ{base: RecordType, noun: noun}, name: name, noun: noun}
	}
	if t, ok := c.scope.Values[name]; ok {
		return &node{op: opValue, at: at, typ: typ{base: t}, name: name}
	}
	if name == nameToday {
		return literal(at, DateType, dateOrNil(c.scope.Today))
	}
	return nil
}

func dateOrNil(d crm.Date) any {
	if d.IsZero() {
		return nil
	}
	return d
}

// topNames returns what can stand by itself, for suggestions.
func (c *checker) topNames() []string {
	names := []string{nameToday, "nil"}
	if c.scope.Noun != "" {
		names = append(names, c.scope.Schema.Fields(c.scope.Noun).Names()...)
	}
	for name := range c.scope.Records {
		names = append(names, name)
	}
	for name := range c.scope.Values {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// unknown returns the error for an unknown name, with similar ones.
func (c *checker) unknown(at int, name string, names []string, of crm.Kind) *crm.Error {
	if name == "null" {
		return c.fault(at, "unknown field %q: nothing is written nil", name)
	}
	err := c.fault(at, "unknown field %q", name)
	if guesses := c.guesses(name, names, of); len(guesses) > 0 {
		err = c.fault(at, "unknown field %q, did you mean %s?", name, crm.OneOf(guesses))
	}
	return err
}

// guesses returns what a name may have meant: the field with that heading, or else
// names spelled alike.
func (c *checker) guesses(name string, names []string, of crm.Kind) []string {
	if of != "" && c.scope.Headed != nil {
		if field, ok := c.scope.Headed(c.scope.Schema.Fields(of), name); ok {
			return []string{field}
		}
	}
	return Near(name, names)
}

// member resolves a dot: a value with that dot in its name, or a field of the record
// before it.
func (c *checker) member(n *ast.MemberNode, nesting int) (*node, *crm.Error) {
	at := n.Location().From
	property, ok := n.Property.(*ast.StringNode)
	if !ok {
		return nil, c.fault(at, "[ ] after a value is not part of this language")
	}
	if path := dotted(n, maxHops); path != "" {
		if t, ok := c.scope.Values[path]; ok {
			return &node{op: opValue, at: at, typ: typ{base: t}, name: path}, nil
		}
		first, _, _ := strings.Cut(path, ".")
		if c.lookup(at, first) == nil {
			if names := c.valuesOf(first); len(names) > 0 {
				return nil, c.unknown(at, path, names, "")
			}
		}
	}
	base, err := c.check(n.Node, nesting+1)
	if err != nil {
		return nil, err
	}
	if !base.followable() {
		return nil, c.fault(at, "nothing comes after the dot of %s", base.typ.base)
	}
	catalogue := c.scope.Schema.Fields(base.typ.noun)
	f, ok := catalogue.Field(property.Value)
	if !ok {
		return nil, c.unknown(at, property.Value, catalogue.Names(), base.typ.noun)
	}
	if f.Name == "id" {
		// The reference holds the number; following it would cost a read in memory and
		// a join in SQL.
		number := *base
		number.typ = typ{base: NumberType}
		return &number, nil
	}
	if base.hops() >= maxHops {
		return nil, c.fault(at, "a path can follow %d references, not more", maxHops)
	}
	return &node{op: opMember, at: at, typ: typeOf(f), field: f, args: []*node{base}}, nil
}

// dotted is a member node as a path of names with at most that many dots;
// empty if it is none.
func dotted(n ast.Node, dots int) string {
	switch n := n.(type) {
	case *ast.IdentifierNode:
		return n.Value
	case *ast.ChainNode:
		return dotted(n.Node, dots)
	case *ast.MemberNode:
		property, ok := n.Property.(*ast.StringNode)
		if !ok || dots == 0 {
			return ""
		}
		if base := dotted(n.Node, dots-1); base != "" {
			return base + "." + property.Value
		}
	}
	return ""
}

// valuesOf lists the values whose name begins with that name and a dot.
func (c *checker) valuesOf(first string) []string {
	var names []string
	for name := range c.scope.Values {
		if strings.HasPrefix(name, first+".") {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}
