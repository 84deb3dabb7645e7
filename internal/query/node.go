package query

import (
	"crm/internal/crm"
)

// op is what a node of a checked tree does.
type op int

const (
	opLiteral    op = iota // value
	opField                // field of the top record
	opNamed                // the record called name
	opMember               // field of the record args[0]
	opValue                // the value called name
	opCall                 // the caller's function called name
	opNot                  // args[0]
	opAnd                  // args[0], args[1], as the operators below
	opOr                   //
	opEqual                //
	opUnequal              //
	opLess                 //
	opLessEqual            //
	opMore                 //
	opMoreEqual            //
	opIn                   // args[0] in args[1:]
	opHas                  // args[1] in the numbers or tags args[0]
	opContains             //
	opStartsWith           //
	opEndsWith             //
	opAdd                  //
	opSubtract             //
	opMultiply             //
	opDivide               //
	opNegate               // args[0]
	opIf                   // args[0] ? args[1] : args[2]
	opElse                 // args[0] ?? args[1]
	opList                 // args
	opPeriod               // args[0] of the unit called name
	opDay                  // args[0], as the parts below
	opMonth                //
	opYear                 //
	opBornOn               // the date args[0] as a birthday
)

// node is one node of a checked tree. It is immutable after Compile, so several
// goroutines can use an expression.
type node struct {
	op    op
	typ   typ
	at    int // place in the source, in characters
	args  []*node
	value any        // of a literal, as Eval gives it
	name  string     // of a record, value, function, unit
	field *crm.Field // of opField and opMember
	noun  crm.Kind   // that the top record or the record called name is of
	// record is set if a field's record is one of the scope's records.
	record bool
	// compare is how the operands of a comparison compare.
	compare comparison
	// day resolves days for comparisons byDay.
	day dayOf
	// fixed is set if the value depends on literals alone.
	fixed bool
	// call is the signature of an opCall, and about the field that an argument of it names.
	call  Function
	about *crm.Field
}

// looks is the direction of the node's dates.
func (n *node) looks() crm.Direction {
	if n.field != nil {
		return n.field.Looks
	}
	for _, arg := range n.args {
		if looks := arg.looks(); looks != crm.Undeclared {
			return looks
		}
	}
	return crm.Undeclared
}

// isNil reports whether the node is the literal nil.
func (n *node) isNil() bool { return n.op == opLiteral && n.value == nil }

// path is the node as a producer writes it, if it is a path of names.
func (n *node) path() string {
	switch n.op {
	case opField:
		return n.field.Name
	case opNamed, opValue:
		return n.name
	case opMember:
		return n.args[0].path() + "." + n.field.Name
	default:
		return ""
	}
}

// followable reports whether a dot may follow the node.
func (n *node) followable() bool {
	return n.typ.base == RecordType && (n.op == opField || n.op == opMember || n.op == opNamed)
}

// hops counts the references to the node's record.
func (n *node) hops() int {
	if n.op == opMember {
		return n.args[0].hops() + 1
	}
	return 0
}
