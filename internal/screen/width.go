package screen

import (
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/displaywidth"

	"crm/internal/crm"
)

// ellipsis ends a cut text. It is three dots, since the width of the single character
// depends on the terminal.
const ellipsis = "..."

// cells returns how many columns of a terminal a text takes. All screens measure with
// it, and take cuts by it.
func cells(text string) int {
	if !strings.Contains(text, halfMarks) {
		return displaywidth.String(text)
	}
	width := 0
	for g := displaywidth.StringGraphemes(text); g.Next(); {
		width += clusterCells(g.Value(), g.Width())
	}
	return width
}

// take returns the longest beginning of a text within a width.
func take(text string, width int) string {
	end := 0
	for g := displaywidth.StringGraphemes(text); g.Next(); {
		cluster := g.Value()
		if width -= clusterCells(cluster, g.Width()); width < 0 {
			break
		}
		end += len(cluster)
	}
	return text[:end]
}

// halfMarks is how the voicing marks of half-width kana begin in UTF-8.
const halfMarks = "\xef\xbe"

// clusterCells is the width of a character with what belongs to it. Unicode counts the
// mark of ｶﾞ as such; terminals give it a column.
func clusterCells(cluster string, width int) int {
	_, first := utf8.DecodeRuneInString(cluster)
	return width + strings.Count(cluster[first:], "\uff9e") + strings.Count(cluster[first:], "\uff9f")
}

// pad fills a text with spaces to a width.
func pad(text string, width int) string {
	if missing := width - cells(text); missing > 0 {
		return text + strings.Repeat(" ", missing)
	}
	return text
}

// padLeft puts the spaces in front.
func padLeft(text string, width int) string {
	if missing := width - cells(text); missing > 0 {
		return strings.Repeat(" ", missing) + text
	}
	return text
}

// cut shortens a text to a width, with dots and without spaces or commas before them. It
// cuts no figures in two, which would be another date or amount.
func cut(text string, width int) string {
	if cells(text) <= width {
		return text
	}
	if width <= len(ellipsis) {
		return take(text, width)
	}
	head := take(text, width-len(ellipsis))
	if next := text[len(head)]; '0' <= next && next <= '9' || strings.HasPrefix(text[len(head):], "年") || strings.HasPrefix(text[len(head):], "月") {
		if whole := withoutFigures(head); whole != "" {
			head = whole
		}
	}
	return strings.TrimRight(head, " ,、") + ellipsis
}

// withoutFigures cuts a date or an amount off the end of a text.
func withoutFigures(text string) string {
	return figuresAtEnd().ReplaceAllString(text, "")
}

var figuresAtEnd = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`[0-9]([0-9]|[年月日/.,:-][0-9]?)*$`) })

// atBothEnds puts texts at both ends of a line. If they do not fit, the left one is
// cut.
func atBothEnds(left, right string, width int) string {
	if right == "" {
		return cut(left, width)
	}
	right = cut(right, width*2/3)
	left = cut(left, width-cells(right)-2)
	return left + strings.Repeat(" ", width-cells(left)-cells(right)) + right
}

// wrap breaks a text into lines of a width: at spaces, and after Japanese commas and
// full stops. A command is not broken: one that is wider has a line of its own, from which
// it can be copied.
func wrap(text string, width int) []string { return wrapped(text, width, true) }

// wrapWithin is wrap where no line may be wider, as in a column.
func wrapWithin(text string, width int) []string { return wrapped(text, width, false) }

func wrapped(text string, width int, spill bool) []string {
	var lines []string
	line := ""
	end := func() {
		if line = strings.TrimRight(line, " "); line != "" {
			lines = append(lines, line)
		}
		line = ""
	}
	for _, piece := range pieces(text) {
		if cells(line)+cells(strings.TrimRight(piece, " ")) > width {
			end()
		}
		line += piece
		for !(spill && beginsCommand(piece)) && cells(strings.TrimRight(line, " ")) > width {
			head := beforeMark(take(line, width), line)
			if head == "" {
				break // a character wider than that
			}
			lines = append(lines, head)
			line = line[len(head):]
		}
	}
	end()
	return lines
}

// beforeMark moves a break one character back if the next line would begin with a
// closing mark.
func beforeMark(head, line string) string {
	next, _ := utf8.DecodeRuneInString(line[len(head):])
	_, last := utf8.DecodeLastRuneInString(head)
	if strings.ContainsRune("、。，．・ー」』）!?！？", next) && last < len(head) {
		return head[:len(head)-last]
	}
	return head
}

// unbroken joins two lines of a text, with a space unless it is Japanese.
func unbroken(line, next string) string {
	before, _ := utf8.DecodeLastRuneInString(line)
	after, _ := utf8.DecodeRuneInString(next)
	if cells(string(before)) > 1 || cells(string(after)) > 1 {
		return line + next
	}
	return line + " " + next
}

// staysTogether reports whether no line may end between two words, which may belong to
// a date or an amount: one is a figure of one or two digits, or the second is a year or
// a sign of a currency.
func staysTogether(before, after string) bool {
	if i := strings.LastIndexAny(before, " 、。"); i >= 0 {
		_, size := utf8.DecodeRuneInString(before[i:])
		before = before[i+size:]
	}
	after, _, _ = strings.Cut(after, " ")
	after = strings.TrimRight(after, ",.;:)")
	sign, size := utf8.DecodeRuneInString(after)
	listed := before != "" && strings.ContainsRune(",;:", rune(before[len(before)-1])) // 2 leads, 1 prospect
	listed = listed || slices.Contains(joining, before)
	return figure(before, 1, 2) || figure(after, 1, 2) && !listed || figure(after, 4, 4) || size == len(after) && unicode.Is(unicode.Sc, sign)
}

// joining are words before a count that belong to no date: "and 1 more", "plan 3 calls".
var joining = []string{"and", "plan", "with", "e", "con", "y"}

// figure reports whether a word is so many digits.
func figure(word string, least, most int) bool {
	return len(word) >= least && len(word) <= most && strings.Trim(word, "0123456789") == ""
}

// beginsCommand reports whether a text begins with a command to type.
func beginsCommand(text string) bool {
	words, is := strings.CutPrefix(text, crm.Program+" ")
	return is && words != "" && (words[0] == '-' || words[0] >= 'a' && words[0] <= 'z')
}

// commandIn returns the length of the command that a text begins with, up to the mark
// that ends it or its clause. Marks within quotes end nothing.
func commandIn(text string) int {
	var quote rune
	for i, r := range text {
		switch {
		case quote != 0:
			if r == quote {
				quote = 0
			}
		case r == '"' || r == '\'':
			quote = r
		case strings.ContainsRune("。、」", r):
			return i
		case strings.ContainsRune(".,;)", r) && (i+1 == len(text) || text[i+1] == ' '):
			return i
		case i > 0 && text[i-1] == ' ' && beginsCommand(text[i:]):
			return i - 1
		}
	}
	return len(text)
}

// pieces splits a text where lines may end.
func pieces(text string) []string {
	var all []string
	text = strings.Join(strings.Fields(text), " ")
	start, whole := 0, 0
	for i, r := range text {
		if i < whole {
			continue
		}
		if (i == 0 || text[i-1] == ' ') && beginsCommand(text[i:]) {
			if i > start {
				all = append(all, text[start:i])
				start = i
			}
			whole = i + commandIn(text[i:])
			continue
		}
		if r == ' ' && (i == whole && whole > 0 || !staysTogether(text[:i], text[i+1:])) || r == '、' || r == '。' || r == '|' {
			end := i + len(string(r))
			all = append(all, text[start:end])
			start = end
		}
	}
	return append(all, text[start:])
}

// grid is rows of cells in columns.
type grid struct {
	rows  [][]string
	min   []int // the least width of a column where there is room
	gap   []int // blanks behind a column; two where it says nothing
	right []bool
	wraps bool  // a cell that is too long goes on in the next line
	most  int   // on at most so many lines; 0 is as many as it needs
	spill bool  // the first cell has the room of the second where that is empty
	gives []int // columns that are cut where the elastic one has given all that it has
	folds int   // where the elastic one would be narrower, a row goes on in further lines, and nothing is cut
}

func (g *grid) add(row ...string) { g.rows = append(g.rows, row) }

// drop removes empty columns, and returns the new place of a column.
func (g *grid) drop(column int) int {
	place := column
	for i := len(g.widths()) - 1; i >= 0; i-- {
		if g.widths()[i] > 0 {
			continue
		}
		for n, row := range g.rows {
			if i < len(row) {
				g.rows[n] = append(row[:i:i], row[i+1:]...)
			}
		}
		if i < len(g.right) {
			g.right = append(g.right[:i:i], g.right[i+1:]...)
		}
		if i < column {
			place--
		}
		for n, given := range g.gives {
			if i < given {
				g.gives[n]--
			}
		}
	}
	return place
}

// widths returns the widths that the cells need.
func (g *grid) widths() []int {
	var widths []int
	for _, row := range g.rows {
		for i, cell := range row {
			if i == len(widths) {
				widths = append(widths, 0)
			}
			if i > 0 || !g.spills(row) {
				widths[i] = max(widths[i], cells(cell))
			}
		}
	}
	for _, row := range g.rows {
		if g.spills(row) {
			widths[0] = max(widths[0], cells(row[0])-elementOr(g.gap, 0, 2)-max(widths[1], elementOr(g.min, 1, 0)))
		}
	}
	return widths
}

func (g *grid) spills(row []string) bool { return g.spill && len(row) > 1 && row[1] == "" }

// ends reports whether a row is empty after a column.
func ends(row []string, column int) bool {
	for i := column + 1; i < len(row); i++ {
		if row[i] != "" {
			return false
		}
	}
	return true
}

// width is the width of the rows without cuts.
func (g *grid) width() int { return g.widthOf(g.widths()) }

// widthOf is the width of rows with these column widths.
func (g *grid) widthOf(widths []int) int {
	total := 0
	for i, w := range widths {
		total += w
		if i > 0 {
			total += elementOr(g.gap, i-1, 2)
		}
	}
	return total
}

// fit gives columns their least widths if there is room, and takes missing room from
// the elastic one, and then from those that give.
func (g *grid) fit(room, elastic int) []int {
	widths := g.widths()
	for i, w := range widths {
		room -= w
		if i < len(widths)-1 {
			room -= elementOr(g.gap, i, 2)
		}
	}
	for i, w := range widths {
		if more := min(elementOr(g.min, i, 0)-w, room); more > 0 {
			widths[i] += more
			room -= more
		}
	}
	for _, i := range slices.Concat([]int{elastic}, g.gives) {
		if room < 0 && i < len(widths) {
			less := max(widths[i]+room, min(widths[i], leastCut))
			room += widths[i] - less
			widths[i] = less
		}
	}
	return widths
}

// lines sets the rows out behind an indent within a width. The elastic column is cut or
// wrapped.
func (g *grid) lines(indent string, width, elastic int) []string {
	return slices.Concat(g.blocks(indent, width, elastic)...)
}

// blocks returns the lines of each row. A row that ends in the elastic column may use
// the rest of the line.
func (g *grid) blocks(indent string, width, elastic int) [][]string {
	widths := g.fit(width-len(indent), elastic)
	if g.folds > 0 && (g.widthOf(widths) > width-len(indent) || elementOr(widths, elastic, 0) < min(g.folds, elementOr(g.widths(), elastic, 0))) {
		return g.folded(indent, width, elastic)
	}
	rest := width - len(indent)
	for i := range min(elastic, len(widths)) {
		rest -= widths[i] + elementOr(g.gap, i, 2)
	}
	var blocks [][]string
	for _, row := range g.rows {
		over := []string{""}
		switch {
		case elastic >= len(row):
		case ends(row, elastic):
			over = g.wrapElastic(row[elastic], max(rest, widths[elastic]))
		default:
			over = g.wrapElastic(row[elastic], widths[elastic])
		}
		var lines []string
		for n, part := range over {
			lines = append(lines, cut(indent+g.line(row, widths, elastic, part, n > 0), width))
		}
		blocks = append(blocks, lines)
	}
	return blocks
}

// folded sets each row out over as many lines as its cells need, one behind the other.
func (g *grid) folded(indent string, width, elastic int) [][]string {
	first := g.widths()[0]
	front := indent + strings.Repeat(" ", min(first+elementOr(g.gap, 0, 2), leastCut))
	var blocks [][]string
	for _, row := range g.rows {
		line := indent + pad(row[0], first)
		if elementOr(g.right, 0, false) {
			line = indent + padLeft(row[0], first)
		}
		var lines []string
		for i, cell := range row {
			if i == 0 || cell == "" {
				continue
			}
			if cells(line)+2+cells(cell) <= width {
				line += "  " + cell
				continue
			}
			if strings.TrimSpace(line) != "" {
				lines = append(lines, line)
			}
			parts := broken(cell, width-cells(front))
			if i == elastic && g.wraps {
				parts = g.wrapElastic(cell, width-cells(front))
			}
			for _, part := range parts[:len(parts)-1] {
				lines = append(lines, front+part)
			}
			line = front + parts[len(parts)-1]
		}
		blocks = append(blocks, append(lines, line))
	}
	return blocks
}

// wrapElastic wraps the text of the elastic column.
func (g *grid) wrapElastic(text string, width int) []string {
	if !g.wraps || cells(text) <= width {
		return []string{cut(text, width)}
	}
	lines := wrapWithin(text, width)
	if g.most > 0 && len(lines) > g.most {
		lines[g.most-1] = cut(unbroken(lines[g.most-1], lines[g.most]), width)
		if !strings.HasSuffix(lines[g.most-1], ellipsis) {
			lines[g.most-1] = cut(lines[g.most-1], width-len(ellipsis)) + ellipsis
		}
		lines = lines[:g.most]
	}
	return lines
}

// line is one row with that text in the elastic column; a continuation has empty
// columns.
func (g *grid) line(row []string, widths []int, elastic int, part string, goesOn bool) string {
	var line strings.Builder
	for i, cell := range row {
		switch {
		case i == elastic:
			cell = part
		case goesOn:
			cell = ""
		}
		if i == 1 && g.spills(row) && !goesOn {
			continue
		}
		if i == 0 && g.spills(row) && !goesOn {
			line.WriteString(pad(cell, widths[0]+elementOr(g.gap, 0, 2)+widths[1]))
			line.WriteString(strings.Repeat(" ", elementOr(g.gap, 1, 2)))
			continue
		}
		if slices.Contains(g.gives, i) {
			cell = cut(cell, widths[i])
		}
		if elementOr(g.right, i, false) {
			cell = padLeft(cell, widths[i])
		} else {
			cell = pad(cell, widths[i])
		}
		line.WriteString(cell)
		if i < len(row)-1 {
			line.WriteString(strings.Repeat(" ", elementOr(g.gap, i, 2)))
		}
	}
	return strings.TrimRight(line.String(), " ")
}

// leastCut is the width below which a column is not made narrower.
const leastCut = 8

// elementOr returns an element of a list, or otherwise if the list is too short.
func elementOr[T any](list []T, i int, otherwise T) T {
	if i < len(list) {
		return list[i]
	}
	return otherwise
}
