package query

import (
	"slices"
	"strings"
)

// Conjuncts returns the conditions that "and" joins in a condition, in order, each as it is
// written. They are true at once if and only if it is.
func (e *Expr) Conjuncts() []*Expr {
	var all []*Expr
	for _, text := range splitAnd(e.source) {
		one, err := Condition(text, e.scope)
		if err != nil {
			return []*Expr{e}
		}
		all = append(all, one)
	}
	return all
}

// Source returns the expression as it is written.
func (e *Expr) Source() string { return e.source }

// splitAnd splits the text of a condition at "and", where nothing weaker stands beside that.
func splitAnd(text string) []string {
	text = strings.TrimSpace(text)
	if strings.Contains(text, "//") || strings.Contains(text, "/*") || strings.Contains(text, "#") {
		return []string{text} // it may have remarks
	}
	depth, from := 0, 0
	var parts []string
	var quote, last byte
	closesAt := -1 // of the bracket that the text begins with
	for i := 0; i < len(text); i++ {
		c := text[i]
		switch {
		case quote != 0:
			if c == '\\' && quote != '`' {
				i++
			} else if c == quote {
				quote = 0
			}
			last = c
			continue
		case c == '"' || c == '\'' || c == '`':
			quote = c
		case strings.IndexByte("([{", c) >= 0:
			depth++
		case strings.IndexByte(")]}", c) >= 0:
			if depth--; depth == 0 && closesAt < 0 && text[0] == '(' {
				closesAt = i
			}
		case depth > 0:
		case c == '?' && i+1 < len(text) && (text[i+1] == '?' || text[i+1] == '.'):
			i++
		case c == '?', c == ';', c == '|':
			return []string{text}
		case isWordAt(text, i, last, "or"), isWordAt(text, i, last, "let"), isWordAt(text, i, last, "if"):
			return []string{text}
		case isWordAt(text, i, last, "and"), strings.HasPrefix(text[i:], "&&"):
			parts = append(parts, text[from:i])
			from = i + len("and")
			if c == '&' {
				from = i + len("&&")
			}
			i = from - 1
		}
		last = c
	}
	if len(parts) == 0 {
		if closesAt == len(text)-1 {
			return splitAnd(text[1:closesAt])
		}
		return []string{text}
	}
	var all []string
	for _, part := range append(parts, text[from:]) {
		all = append(all, splitAnd(part)...)
	}
	return all
}

// isWordAt reports whether a word stands at a place of a text, behind a byte.
func isWordAt(text string, at int, behind byte, word string) bool {
	return strings.HasPrefix(text[at:], word) && !isWordByte(behind) && behind != '.' &&
		(at+len(word) == len(text) || !isWordByte(text[at+len(word)]))
}

func isWordByte(c byte) bool {
	return c == '_' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= 0x80
}

// saw tells who listens that a node had a value. Of a function about a field that is the value
// of the field, but for what it was.
func (n *node) saw(f *Facts, value any) {
	switch n.op {
	case opField, opNamed, opMember, opValue:
		f.Saw(n.path(), n.field, value)
	case opCall:
		switch {
		case n.about == nil:
			f.Saw(n.written(), nil, value)
		case n.call.Result == SameType:
			f.Saw(n.written(), n.about, value)
		default:
			if f.Record != nil && f.Record.Noun() == n.about.Noun() {
				value = get(n.about, f.Record)
			}
			f.Saw(n.about.Name, n.about, value)
		}
	}
}

// written is a call as it is written, but for arguments that are computed.
func (n *node) written() string {
	var args []string
	for _, arg := range n.args {
		text, isText := arg.value.(string)
		switch path := arg.path(); {
		case path != "":
			args = append(args, path)
		case arg.op == opLiteral && isText:
			args = append(args, `"`+text+`"`)
		default:
			args = append(args, "…")
		}
	}
	return n.name + "(" + strings.Join(args, ", ") + ")"
}

// Unknown returns what is not known, where a condition is not true for that alone: a side of a
// comparison, or a value that should be true or false.
//
// Errors: those of the facts.
func (e *Expr) Unknown(facts *Facts) ([]string, error) {
	quiet := *facts
	quiet.Saw = nil
	names, err := e.root.unknown(&quiet, true)
	slices.Sort(names)
	return slices.Compact(names), err
}

// unknown returns what is not known and keeps a node from being true, or false.
func (n *node) unknown(f *Facts, wanted bool) ([]string, error) {
	is, err := n.truth(f)
	if err != nil || is == wanted {
		return nil, err
	}
	switch n.op {
	case opNot:
		return n.args[0].unknown(f, !wanted)
	case opAnd, opOr:
		var all []string
		decides := (n.op == opAnd) == wanted // each has to be as it is wanted
		for _, arg := range n.args {
			names, err := arg.unknown(f, wanted)
			if err != nil {
				return nil, err
			}
			if is, err := arg.truth(f); decides && is != wanted && len(names) == 0 || err != nil {
				return nil, err // this one is known
			}
			all = append(all, names...)
		}
		return all, nil
	case opEqual, opUnequal, opLess, opLessEqual, opMore, opMoreEqual, opIn, opHas, opContains, opStartsWith, opEndsWith:
		if slices.ContainsFunc(n.args, (*node).isNil) {
			return nil, nil
		}
		var all []string
		for _, arg := range n.args {
			v, err := arg.eval(f)
			if err != nil {
				return nil, err
			}
			if v != nil {
				continue
			}
			names, err := arg.without(f)
			if err != nil {
				return nil, err
			}
			all = append(all, names...)
		}
		return all, nil
	case opField, opNamed, opMember, opValue, opCall:
		if v, err := n.eval(f); v != nil || err != nil {
			return nil, err
		}
		return n.without(f)
	}
	return nil, nil
}

// without returns what is not known in a node without a value.
func (n *node) without(f *Facts) (all []string, err error) {
	if name := n.path(); name != "" {
		v, err := n.eval(f)
		if v == nil {
			all = append(all, name)
		}
		return all, err
	}
	for _, arg := range n.args {
		names, err := arg.without(f)
		if err != nil {
			return nil, err
		}
		all = append(all, names...)
	}
	if n.op == opCall && len(all) == 0 {
		if v, err := n.eval(f); v == nil || err != nil {
			return []string{n.written()}, err
		}
	}
	return all, nil
}

// Asks reports whether an expression asks for a value of its scope.
func (e *Expr) Asks(value string) bool { return e.root.asks(value) }

func (n *node) asks(value string) bool {
	return n.op == opValue && n.name == value || slices.ContainsFunc(n.args, func(arg *node) bool { return arg.asks(value) })
}

// Watched returns the fields that the expression asks functions about, each once, in order.
func (e *Expr) Watched() (fields []string) {
	for _, name := range e.watched {
		if !slices.Contains(fields, name) {
			fields = append(fields, name)
		}
	}
	return fields
}
