package query

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/expr-lang/expr/file"

	"crm/internal/crm"
)

// window is how many characters of a long line are shown on either side of a fault.
const window = 36

// Fault is what is wrong with an expression, and where.
type Fault struct {
	Cause        error
	Line, Column int // from 1
	At           int // characters before it
}

// Error is the cause, with the place.
func (f *Fault) Error() string { return fmt.Sprintf("%s (%d:%d)", f.Cause, f.Line, f.Column) }

// Unwrap returns the cause.
func (f *Fault) Unwrap() error { return f.Cause }

// fault makes the error for a position in an expression: a message that ends in line
// and column, and as help the line with a caret below. at counts characters from 0.
func fault(code crm.Code, source string, at int, format string, args ...any) *crm.Error {
	place := (&file.Error{Location: file.Location{From: at}}).Bind(file.NewSource(source))
	err := crm.Errorf(code, "%w", &Fault{fmt.Errorf(format, args...), place.Line, place.Column + 1, at})
	if line, caret, ok := snippet(source, place.Line, place.Column); ok {
		err.Try("%s", line).Try("%s", caret)
	}
	return err
}

// snippet is the line of the source with a caret below the column, cut to its
// surroundings.
func snippet(source string, line, column int) (text, caret string, ok bool) {
	raw, ok := file.NewSource(source).Snippet(line)
	if !ok || raw == "" {
		return "", "", false
	}
	runes := []rune(strings.ReplaceAll(raw, "\t", " "))
	from, until := 0, len(runes)
	before, after := "", ""
	if column > 2*window {
		from, before = column-window, "…"
	}
	if until > column+2*window {
		until, after = column+window, "…"
	}
	from = min(from, until)
	dots := strings.Repeat(".", max(0, column-from)+len([]rune(before)))
	return before + string(runes[from:until]) + after, dots + "^", true
}

// plainWords rewords a message of expr-lang's parser without the names of its token
// classes.
func plainWords(message string) string {
	switch {
	case message == "unexpected token EOF", message == "unexpected end of expression":
		return "the expression ends too early"
	case message == `unexpected token Operator("=")`:
		return "= does not compare; write =="
	case strings.HasPrefix(message, "Operator ("):
		return "?? needs parentheses beside another operator"
	case strings.HasPrefix(message, "unrecognized character") && strings.ContainsAny(message, "“”„‟«»‘’＂"):
		return `this quote is one of a word processor; write "…"`
	case strings.HasPrefix(message, "unrecognized character"):
		return "unexpected character" + strings.TrimPrefix(message, "unrecognized character:")
	case message == "literal not terminated":
		return "the quote is not closed"
	case strings.HasPrefix(message, "invalid") && strings.Contains(message, "literal"):
		return "this number can't be read"
	}
	if rest, found := strings.CutPrefix(message, "unexpected token "); found {
		if _, quoted, found := strings.Cut(rest, "("); found {
			quoted = strings.TrimSuffix(quoted, ")")
			word := strings.Trim(quoted, `"`)
			if instead := elsewhere[strings.ToLower(word)]; instead != "" {
				return strconv.Quote(word) + " is not understood here; write " + instead
			}
			return "unexpected " + quoted
		}
	}
	return message
}

// elsewhere are words that other languages have between two values, with what is written instead.
var elsewhere = map[string]string{
	"has": `"vip" in tags, or contains for a part of a text`, "have": `"vip" in tags`, "includes": `"vip" in tags, or contains for a part of a text`,
	"contain": "contains", "is": "==", "equals": "==", "isnt": "!=", "like": "contains, startsWith or endsWith", "between": "due >= today and due <= today + days(7)",
	"and": "and", "or": "or", "not": "not", "starts": "startsWith", "begins": "startsWith", "ends": "endsWith",
}
