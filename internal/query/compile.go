package query

import (
	"errors"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/expr-lang/expr/file"
	"github.com/expr-lang/expr/parser"

	"crm/internal/crm"
)

// The limits of an expression. They bound the cost of what a command line or a rule
// file gives. Comparison chains (1 < x < 3) share operands in the parser's tree, so
// without a limit on nodes a short text could make a huge tree.
const (
	maxLength  = 4096 // bytes
	maxNodes   = 2000
	maxNesting = 100
	maxHops    = 4 // references in one path
)

// Expr is a checked expression. Several goroutines may use it.
type Expr struct {
	root    *node
	source  string
	scope   *Scope
	watched []string
	field   *crm.Field // what the value is for, if CompileFor made it
}

// Compile reads and checks an expression of any type. Every error is a *crm.Error with
// CodeUsage: its message says what is wrong and where (line and column), and its help
// shows the place and what may have been meant. The expression keeps the scope, which
// must not be changed.
func Compile(text string, scope *Scope) (*Expr, error) {
	e, _, err := compile(text, scope)
	if err != nil {
		return nil, err // a *crm.Error in an error would not be nil
	}
	return e, nil
}

// Condition is Compile for an expression that is true or false.
func Condition(text string, scope *Scope) (*Expr, error) {
	e, c, err := compile(text, scope)
	if err == nil {
		err = c.condition(e.root)
	}
	if err != nil {
		return nil, err
	}
	return e, nil
}

// CompileFor is Compile for the value of a field: texts and numbers are read as the
// field's type, and Eval returns the field's Go type.
func CompileFor(text string, scope *Scope, field *crm.Field) (*Expr, error) {
	e, c, err := compile(text, scope)
	if err == nil {
		e.field = field
		err = c.fit(e.root, typeOf(field), "field "+field.Name+" takes")
	}
	if err != nil {
		return nil, err
	}
	return e, nil
}

func compile(text string, scope *Scope) (*Expr, *checker, *crm.Error) {
	switch {
	case len(text) > maxLength:
		return nil, nil, crm.Errorf(crm.CodeUsage, "the expression is longer than %d bytes", maxLength)
	case strings.TrimSpace(text) == "":
		return nil, nil, crm.Errorf(crm.CodeUsage, "the expression is empty")
	case !utf8.ValidString(text):
		return nil, nil, crm.Errorf(crm.CodeUsage, "the expression is not valid UTF-8")
	}
	tree, err := parse(text)
	if err != nil {
		return nil, nil, err
	}
	c := &checker{source: text, scope: scope}
	root, err := c.check(tree.Node, 0)
	if err != nil {
		return nil, nil, err
	}
	return &Expr{root: root, source: text, scope: scope, watched: c.watched}, c, nil
}

// parse is expr-lang's parser. It reads anything that people type, so a panic in it
// becomes an error of the expression.
func parse(text string) (tree *parser.Tree, failed *crm.Error) {
	defer func() {
		if recover() != nil {
			tree, failed = nil, crm.Errorf(crm.CodeUsage, "the expression can't be read")
		}
	}()
	tree, err := parser.Parse(text)
	if err == nil {
		return tree, nil
	}
	var at *file.Error
	if errors.As(err, &at) {
		return nil, fault(crm.CodeUsage, text, at.From, "%s", plainWords(at.Message))
	}
	return nil, crm.Errorf(crm.CodeUsage, "%s", err.Error())
}

// Type is the type of the expression's value.
func (e *Expr) Type() Type { return e.root.typ.base }

// Watches reports whether the expression asks a function about a field by name, as
// changed("due") does.
func (e *Expr) Watches(field string) bool { return slices.Contains(e.watched, field) }
