package wire

import (
	"bufio"
	"strings"

	"crm/internal/say"
)

// markdownTable writes a Markdown table row by row, without aligning its source: it is
// meant for pasting, and may be long.
type markdownTable struct {
	out *bufio.Writer
}

// markdown begins a table; right says which columns are numbers.
func (w *Writer) markdown(heads []string, right []bool) *markdownTable {
	m := &markdownTable{bufio.NewWriter(w.Out)}
	m.row(heads)
	rule := make([]string, len(heads))
	for i := range heads {
		rule[i] = "---"
		if right[i] {
			rule[i] = "--:"
		}
	}
	m.write(rule)
	return m
}

func (m *markdownTable) row(texts []string) {
	escaped := make([]string, len(texts))
	for i, text := range texts {
		escaped[i] = escapeMarkdown(text)
	}
	m.write(escaped)
}

func (m *markdownTable) write(texts []string) {
	_, _ = m.out.WriteString("| " + strings.Join(texts, " | ") + " |\n") // the first error comes again with Flush
}

func (m *markdownTable) flush() error { return m.out.Flush() }

// escapeMarkdown keeps text from ending its cell or row, and from becoming markup.
func escapeMarkdown(text string) string {
	text = say.CleanLines(text)
	if !strings.ContainsAny(text, "\\|\n*_`<>[]&~#") {
		return text
	}
	var out strings.Builder
	for _, r := range text {
		switch r {
		case '\n':
			out.WriteString("<br>")
			continue
		case '<':
			out.WriteString("&lt;")
			continue
		case '>':
			out.WriteString("&gt;")
			continue
		case '&':
			out.WriteString("&amp;")
			continue
		case '\\', '|', '*', '_', '`', '[', ']', '~', '#':
			out.WriteByte('\\')
		}
		out.WriteRune(r)
	}
	return out.String()
}
