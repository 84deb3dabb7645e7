package cli

import (
	"slices"
	"strconv"
	"strings"

	"crm/internal/crm"
)

// saying is what to do with rows whose words may ask not to be called: mark the people,
// keep the words, or ask.
type saying struct {
	refusals verdict // of who asks not to be called
	former   verdict // of who was a client, or is inactive
}

// verdict is an answer to a flag: mark or keep, for all rows or, as in mark:3,7, for those
// of some lines; then the other answer is that for the others.
type verdict struct {
	word  string
	lines []int
	met   map[int]bool // of the lines, those that were asked about
}

// readVerdict reads the value of such a flag.
//
// Errors: CodeUsage.
func readVerdict(flag, text string) (verdict, error) {
	word, list, some := strings.Cut(text, ":")
	v := verdict{word: word, met: map[int]bool{}}
	if text != "" && word != "mark" && word != "keep" {
		return v, crm.Errorf(crm.CodeUsage, "--%s is mark or keep", flag).On(flag).Try("Or for some lines, and the other for the rest: --%s mark:3,7", flag)
	}
	if !some {
		return v, nil
	}
	for number := range strings.SplitSeq(list, ",") {
		line, err := strconv.Atoi(strings.TrimSpace(number))
		if err != nil || line < 1 {
			return v, crm.Errorf(crm.CodeUsage, "%q is not the number of a line", number).On(flag).Try("Lines stand behind a colon: --%s mark:3,7", flag)
		}
		v.lines = append(v.lines, line)
	}
	return v, nil
}

// of returns the answer for a line.
func (v verdict) of(line int) string {
	if len(v.lines) == 0 || slices.Contains(v.lines, line) {
		return v.word
	}
	return map[string]string{"mark": "keep", "keep": "mark"}[v.word]
}

// asked remembers that something in a line was decided by the answer.
func (v verdict) asked(line int) {
	if len(v.lines) > 0 {
		v.met[line] = true
	}
}

// unmet rejects lines in which nothing was asked about.
//
// Errors: CodeUsage.
func (v verdict) unmet(flag string) error {
	for _, line := range v.lines {
		if !v.met[line] {
			return crm.Errorf(crm.CodeUsage, "line %d says nothing that --%s is about", line, flag).On(flag)
		}
	}
	return nil
}
