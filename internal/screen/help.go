package screen

import (
	"regexp"
	"slices"
	"strings"
	"sync"
)

// helpWidth is the width of a help, whatever the terminal.
const helpWidth = 80

// beside finds what a line of a help explains, up to its explanation: a command, a flag,
// a code with its name.
var beside = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^ *\S+(?: \S+)*? {2,}(?:\S+ {2,})?`) })

// Help breaks the lines of a help at words. What stands beside a command or a flag goes
// on below itself, and a paragraph is wrapped again. Lines to be typed stay whole.
func Help(text string) string {
	about, rest, _ := strings.Cut(text, "\nUsage:\n")
	var lines []string
	for paragraph := range strings.SplitSeq(about, "\n\n") {
		lines = append(lines, helpParagraph(strings.Split(paragraph, "\n"))...)
		lines = append(lines, "")
	}
	lines = lines[:len(lines)-1]
	if rest != "" {
		lines = append(lines, "Usage:")
		for line := range strings.SplitSeq(rest, "\n") {
			lines = append(lines, helpLine(line)...)
		}
	}
	return strings.Join(lines, "\n")
}

// helpParagraph wraps a paragraph again if it is too wide. One with indented lines is a
// table.
func helpParagraph(lines []string) []string {
	isTable := slices.ContainsFunc(lines, func(line string) bool { return strings.HasPrefix(line, " ") })
	isWide := slices.ContainsFunc(lines, func(line string) bool { return cells(line) > helpWidth })
	if isWide && !isTable {
		return wrap(strings.Join(lines, " "), helpWidth)
	}
	var all []string
	for _, line := range lines {
		all = append(all, helpLine(line)...)
	}
	return all
}

func helpLine(line string) []string {
	if cells(line) <= helpWidth || strings.HasPrefix(line, "  crm ") {
		return []string{line}
	}
	head := beside().FindString(line)
	broken := wrap(line[len(head):], helpWidth-cells(head))
	for i := range broken {
		if i > 0 {
			head = strings.Repeat(" ", cells(head))
		}
		broken[i] = head + broken[i]
	}
	return broken
}
