package yaml

import (
	"strconv"
	"strings"
)

// Block writes a node over several lines, those behind the first indented. What it is made of
// is read again as it was; how it was written, and remarks, are lost.
func (n *Node) Block(indent string) string {
	var lines []string
	switch {
	case n.IsMapping() && len(n.Pairs) > 0:
		for _, p := range n.Pairs {
			lines = append(lines, quoted(p.Key)+":"+p.Value.below(indent))
		}
	case n.IsList() && len(n.Items) > 0:
		for _, item := range n.Items {
			lines = append(lines, "- "+item.Block(indent+"  "))
		}
	case n.IsMapping():
		return "{}"
	case n.IsList():
		return "[]"
	default:
		return quoted(n.Text)
	}
	return strings.Join(lines, "\n"+indent)
}

// below writes the value of a key: a list or a mapping begins on the next line.
func (n *Node) below(indent string) string {
	text := n.Block(indent + "  ")
	switch {
	case text == "":
		return ""
	case !n.IsScalar() && len(n.Pairs)+len(n.Items) > 0:
		return "\n" + indent + "  " + text
	}
	return " " + text
}

// quoted writes a text, in quotes where it may be read as something else.
func quoted(text string) string {
	if text == "" || strings.Trim(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_") == "" && text[0] != '-' {
		return text
	}
	return strconv.Quote(text)
}
