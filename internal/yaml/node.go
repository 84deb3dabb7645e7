package yaml

import (
	"fmt"
	"strings"
	"unicode"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"

	"crm/internal/crm"
)

// Node is a part of a text with its place: a scalar, a list or a mapping.
type Node struct {
	Place
	// Text is the value of a scalar.
	Text  string
	Items []*Node // of a list
	Pairs []Pair  // of a mapping, in order
	kind  kind
	lines []string // of the whole text
	first Place    // of the first character of a scalar, where that is not its Place
}

// Pair is a key with its value.
type Pair struct {
	Place // of the key
	Key   string
	Value *Node
}

// Place is a line and a column, from 1. Columns count characters.
type Place struct{ Line, Column int }

type kind int

const (
	scalar kind = iota
	list
	mapping
)

// IsScalar, IsList and IsMapping report what a node is.
func (n *Node) IsScalar() bool  { return n.kind == scalar }
func (n *Node) IsList() bool    { return n.kind == list }
func (n *Node) IsMapping() bool { return n.kind == mapping }

// Parse reads a text into nodes. An empty text is an empty list.
//
// Errors: those of Read.
func Parse(text string) (root *Node, err error) {
	if err := check(text); err != nil {
		return nil, err
	}
	defer func() {
		if recover() != nil { // the library panics at some texts
			root, err = nil, crm.Errorf(crm.CodeInvalid, "it is not YAML")
		}
	}()
	file, failed := parser.ParseBytes([]byte(text), 0)
	if failed != nil {
		return nil, misread(text, failed)
	}
	t := &tree{lines: strings.Split(text, "\n")}
	for _, doc := range file.Docs {
		if doc.Body == nil {
			continue
		}
		if root != nil {
			at := doc.Body.GetToken().Position
			return nil, Place{at.Line, at.Column}.fault(text, "there can be only one document", "Leave out the line --- before it")
		}
		if root, err = t.node(doc.Body); err != nil {
			return nil, err
		}
	}
	if root == nil {
		root = &Node{kind: list, Place: Place{1, 1}, lines: t.lines}
	}
	return root, nil
}

// tree makes nodes of one text.
type tree struct{ lines []string }

func (t *tree) fault(at Place, words string) error {
	return at.fault(strings.Join(t.lines, "\n"), words, "")
}

func (t *tree) node(n ast.Node) (*Node, error) {
	at := n.GetToken().Position
	made := &Node{Place: Place{at.Line, at.Column}, lines: t.lines}
	switch n := n.(type) {
	case *ast.MappingNode:
		made.kind = mapping
		if err := t.pairs(made, n.Values); err != nil || !n.IsFlowStyle {
			return made, err
		}
		made.Place = Place{n.Start.Position.Line, n.Start.Position.Column} // of the brace
		return made, nil
	case *ast.MappingValueNode:
		made.kind = mapping
		return made, t.pairs(made, []*ast.MappingValueNode{n})
	case *ast.SequenceNode:
		made.kind = list
		for _, item := range n.Values {
			one, err := t.node(item)
			if err != nil {
				return nil, err
			}
			made.Items = append(made.Items, one)
		}
	case *ast.LiteralNode:
		made.Text = n.Value.Value
		made.first = Place{at.Line + 1, 1}
	case *ast.StringNode:
		made.Text = n.Value
	case *ast.NullNode:
	case ast.ScalarNode:
		made.Text = n.GetToken().Value // as it is written
	default:
		return nil, t.fault(made.Place, "this is not read")
	}
	return made, nil
}

func (t *tree) pairs(made *Node, values []*ast.MappingValueNode) error {
	for _, v := range values {
		at := v.Key.GetToken().Position
		p := Pair{Place: Place{at.Line, at.Column}, Key: v.Key.GetToken().Value}
		for _, other := range made.Pairs {
			if other.Key == p.Key {
				return t.fault(p.Place, fmt.Sprintf("%s is there already, in line %d", p.Key, other.Line))
			}
		}
		var err error
		if p.Value, err = t.node(v.Value); err != nil {
			return err
		}
		made.Pairs = append(made.Pairs, p)
	}
	if len(made.Pairs) > 0 {
		made.Place = made.Pairs[0].Place
	}
	return nil
}

// Value returns the value of a key, or nil.
func (n *Node) Value(key string) *Node {
	for _, p := range n.Pairs {
		if p.Key == key {
			return p.Value
		}
	}
	return nil
}

// At returns where a character of a scalar's text stands. It is the beginning of the scalar
// for one whose place can't be told.
func (n *Node) At(index int) Place {
	at := n.Place
	if n.first.Line > 0 {
		at = n.first
	}
	line, column := at.Line-1, at.Column-1
	next := func() (rune, bool) {
		for line < len(n.lines) {
			runes := []rune(n.lines[line])
			if column < len(runes) {
				return runes[column], true
			}
			line, column = line+1, 0
		}
		return 0, false
	}
	for i, r := range []rune(n.Text) {
		if unicode.IsSpace(r) {
			if i == index {
				index++ // the next one
			}
			continue
		}
		for {
			is, ok := next()
			if !ok || !(is == r || unicode.IsSpace(is) || strings.ContainsRune(`"'\`, is)) {
				return n.Place
			}
			if is == r {
				break
			}
			column++
		}
		if i >= index {
			return Place{line + 1, column + 1}
		}
		column++
	}
	return Place{line + 1, column + 1}
}

// Shown returns the line of a text at a place, and a caret below it, as they are shown under
// a message.
func (p Place) Shown(text string) (line, caret string) {
	lines := strings.Split(text, "\n")
	if p.Line < 1 || p.Line > len(lines) {
		return "", ""
	}
	runes := []rune(strings.ReplaceAll(strings.TrimRight(lines[p.Line-1], "\r"), "\t", " "))
	from, until, before, after := 0, len(runes), "", ""
	if p.Column > 2*window {
		from, before = p.Column-window, "…"
	}
	if until > p.Column+window {
		until, after = p.Column+window, "…"
	}
	from = min(from, until)
	dots := max(0, p.Column-1-from) + len([]rune(before))
	return before + string(runes[from:until]) + after, strings.Repeat(".", dots) + "^"
}

// window is how many characters of a long line are shown on either side of a place.
const window = 36
