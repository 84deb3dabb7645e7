package query

import (
	"slices"
	"strconv"

	"crm/internal/crm"
	"crm/internal/fold"
)

// Tags returns the tags that the expression asks for by name, each once.
func (e *Expr) Tags() (all []string) {
	for _, n := range e.root.tagLiterals() {
		if tag := fold.Tag(n.value.(string)); !slices.Contains(all, tag) {
			all = append(all, tag)
		}
	}
	return all
}

// Retagged returns the source of the expression with one tag replaced by another.
func (e *Expr) Retagged(from, to string) string {
	literals := e.root.tagLiterals()
	slices.SortFunc(literals, func(a, b *node) int { return a.at - b.at })
	runes, text, done := []rune(e.source), "", 0
	for _, n := range literals {
		if fold.Tag(n.value.(string)) != from || n.at < done || n.at >= len(runes) {
			continue
		}
		text += string(runes[done:n.at]) + strconv.Quote(to)
		done = literalEnd(runes, n.at)
	}
	return text + string(runes[done:])
}

// tagLiterals returns the texts that stand for tags.
func (n *node) tagLiterals() (all []*node) {
	if n.op == opHas && n.args[0].field != nil && n.args[0].field.Type == crm.TagsType {
		if _, ok := n.args[1].value.(string); ok && n.args[1].op == opLiteral {
			all = append(all, n.args[1])
		}
	}
	for _, arg := range n.args {
		all = append(all, arg.tagLiterals()...)
	}
	return all
}

// literalEnd returns where a text in quotes that begins at a place ends.
func literalEnd(source []rune, at int) int {
	quote, end := source[at], at+1
	for ; source[end] != quote; end++ {
		if source[end] == '\\' && quote != '`' {
			end++
		}
	}
	return end + 1
}
