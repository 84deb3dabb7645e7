package locale

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"crm/internal/crm"
)

// Text is the message of a key. Arguments are names and values in turn,
// Text("today.try", "n", 2), or one map[string]any; numbers get the separators of the
// language. {crm} is how commands begin. A missing key or name stays visible.
func (l *Locale) Text(key string, args ...any) string {
	pattern, ok := l.messages.find(key)
	if !ok {
		return key
	}
	if strings.IndexByte(pattern, '{') < 0 {
		return pattern
	}
	return l.fill(pattern, args)
}

// Plural is Text with the count n as the argument "n".
func (l *Locale) Plural(key string, n int, args ...any) string {
	return l.Text(key, append([]any{"n", n}, args...)...)
}

// Has reports whether there is such a message.
func (l *Locale) Has(key string) bool {
	_, ok := l.messages.find(key)
	return ok
}

func (l *Locale) fill(pattern string, args []any) string {
	var out strings.Builder
	out.Grow(len(pattern) + 32)
	for {
		start := strings.IndexByte(pattern, '{')
		if start < 0 {
			break
		}
		length := strings.IndexByte(pattern[start:], '}')
		if length < 0 {
			break
		}
		out.WriteString(pattern[:start])
		placeholder := pattern[start : start+length+1]
		name, forms, plural := strings.Cut(placeholder[1:length], "?")
		switch value, ok := argument(args, name); {
		case name == crm.Program:
			out.WriteString(l.program(pattern[start+length+1:]))
		case !ok:
			out.WriteString(placeholder)
		case plural:
			out.WriteString(l.form(forms, value))
		default:
			text := l.value(value)
			out.WriteString(text)
			if next := pattern[start+length+1:]; ended(text) && (strings.HasPrefix(next, ".") || strings.HasPrefix(next, "。")) {
				_, size := utf8.DecodeRuneInString(next)
				pattern = next[size:]
				continue
			}
		}
		pattern = pattern[start+length+1:]
	}
	out.WriteString(pattern)
	return out.String()
}

// program returns how a command begins: with flags that it does not have itself.
func (l *Locale) program(rest string) string {
	command, _, _ := strings.Cut(rest, "{crm}")
	return crm.ProgramWith(slices.DeleteFunc(slices.Clone(l.flags), func(g crm.Given) bool {
		return strings.Contains(command, " --"+g.Flag+" ")
	}))
}

// ended reports whether a text ends like a sentence, so that a full stop would be one
// too many: "Herrera S.L.", "calls back!".
func ended(text string) bool {
	last, _ := utf8.DecodeLastRuneInString(text)
	return strings.ContainsRune(".!?。！？", last)
}

// argument finds a value by its name.
func argument(args []any, name string) (any, bool) {
	if len(args) == 1 {
		if named, ok := args[0].(map[string]any); ok {
			value, ok := named[name]
			return value, ok
		}
	}
	for i := 0; i+1 < len(args); i += 2 {
		if args[i] == name {
			return args[i+1], true
		}
	}
	return nil, false
}

// form chooses between "one|other" by a count.
func (l *Locale) form(forms string, count any) string {
	one, other, two := strings.Cut(forms, "|")
	if n, ok := integer(count); two && !(ok && n == 1) {
		return other
	}
	return one
}

func (l *Locale) value(value any) string {
	if text, ok := value.(string); ok {
		return text
	}
	if n, ok := integer(value); ok {
		return l.Number(n)
	}
	return fmt.Sprint(value)
}

func integer(value any) (int64, bool) {
	switch n := value.(type) {
	case int:
		return int64(n), true
	case int64:
		return n, true
	}
	return 0, false
}

// Number writes a count or an amount without decimals: "1,480", "1.480". Record numbers
// are not written with it; pass them to Text as strings.
func (l *Locale) Number(n int64) string {
	text := strconv.FormatInt(n, 10)
	if len(text) <= 3 {
		return text
	}
	return l.group(text)
}

// group groups digits by thousands.
func (l *Locale) group(digits string) string {
	if l.lang == italian || l.lang == spanish {
		return grouped(digits, ".")
	}
	return grouped(digits, ",")
}

// grouped groups digits, after an optional minus, with a separator.
func grouped(digits, separator string) string {
	sign, digits := "", digits
	if digits[0] == '-' {
		sign, digits = "-", digits[1:]
	}
	var out strings.Builder
	out.WriteString(sign)
	for i := range len(digits) {
		if i > 0 && (len(digits)-i)%3 == 0 {
			out.WriteString(separator)
		}
		out.WriteByte(digits[i])
	}
	return out.String()
}
