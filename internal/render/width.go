package render

import (
	"strings"

	"github.com/clipperhouse/displaywidth"
)

// ellipsis ends a text that was cut. It is three dots and not one character,
// whose width would depend on the terminal.
const ellipsis = "..."

// cells is how many columns of a terminal a text takes.
func cells(text string) int { return displaywidth.String(text) }

// pad fills a text up with blanks to a width.
func pad(text string, width int) string {
	if missing := width - cells(text); missing > 0 {
		return text + strings.Repeat(" ", missing)
	}
	return text
}

// padLeft puts the blanks in front.
func padLeft(text string, width int) string {
	if missing := width - cells(text); missing > 0 {
		return strings.Repeat(" ", missing) + text
	}
	return text
}

// cut shortens a text to a width. Blanks before the dots are left out.
func cut(text string, width int) string {
	if cells(text) <= width {
		return text
	}
	if width <= len(ellipsis) {
		return displaywidth.TruncateString(text, max(width, 0), "")
	}
	return strings.TrimRight(displaywidth.TruncateString(text, width-len(ellipsis), ""), " ") + ellipsis
}

// apart puts one text at the left and one at the right end of a line. Where
// they do not fit, the left one is cut.
func apart(left, right string, width int) string {
	if right == "" {
		return cut(left, width)
	}
	right = cut(right, width*2/3)
	left = cut(left, width-cells(right)-2)
	return left + strings.Repeat(" ", width-cells(left)-cells(right)) + right
}

// wrap breaks a text into lines of at most that width, at blanks where there
// are any.
func wrap(text string, width int) []string {
	var lines []string
	line := ""
	for _, word := range strings.Fields(text) {
		if line != "" && cells(line)+1+cells(word) > width {
			lines = append(lines, line)
			line = ""
		}
		if line != "" {
			line += " "
		}
		line += word
		for cells(line) > width {
			head := displaywidth.TruncateString(line, width, "")
			if head == "" {
				break
			}
			lines = append(lines, head)
			line = line[len(head):]
		}
	}
	if line != "" {
		lines = append(lines, line)
	}
	return lines
}

// grid is rows of cells in columns.
type grid struct {
	rows  [][]string
	min   []int // the least width of a column
	gap   []int // blanks behind a column; two where it says nothing
	right []bool
}

func (g *grid) add(row ...string) { g.rows = append(g.rows, row) }

// widths are those of the columns.
func (g *grid) widths() []int {
	var widths []int
	for _, row := range g.rows {
		for i, cell := range row {
			if i == len(widths) {
				widths = append(widths, at(g.min, i, 0))
			}
			widths[i] = max(widths[i], cells(cell))
		}
	}
	return widths
}

// lines sets the rows out behind an indent. The column that may be cut makes
// room where a line would be wider than width; the last one is cut where that
// is not enough.
func (g *grid) lines(indent string, width, cutting int) []string {
	widths := g.widths()
	total := len(indent)
	for i, w := range widths {
		total += w
		if i < len(widths)-1 {
			total += at(g.gap, i, 2)
		}
	}
	if over := total - width; over > 0 && cutting < len(widths) {
		widths[cutting] = max(widths[cutting]-over, min(widths[cutting], leastCut))
	}
	var lines []string
	for _, row := range g.rows {
		var line strings.Builder
		line.WriteString(indent)
		for i, cell := range row {
			if i == cutting {
				cell = cut(cell, widths[i])
			}
			switch {
			case at(g.right, i, false):
				cell = padLeft(cell, widths[i])
			case i < len(row)-1:
				cell = pad(cell, widths[i])
			}
			line.WriteString(cell)
			if i < len(row)-1 {
				line.WriteString(strings.Repeat(" ", at(g.gap, i, 2)))
			}
		}
		lines = append(lines, cut(strings.TrimRight(line.String(), " "), width))
	}
	return lines
}

// leastCut is the width below which a column is not made narrower.
const leastCut = 8

// at is the element of a list, or what stands for it where the list is too
// short.
func at[T any](list []T, i int, otherwise T) T {
	if i < len(list) {
		return list[i]
	}
	return otherwise
}
