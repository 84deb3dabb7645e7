package exchange

import (
	"embed"
	"strings"
	"sync"
)

// A program writes its headings in the language in which it runs, and a profile knows them in
// English. A file of headings says what the others are: see docs/decisions/0149.

//go:embed headings/*.txt
var headingFiles embed.FS

// wording is what the headings of a program in another language are in English. Of those that
// are one word for several columns, the first column is the first.
type wording map[string][]string

// wordings returns those of each program and language.
var wordings = sync.OnceValue(func() (all []wording) {
	files, err := headingFiles.ReadDir("headings")
	if err != nil {
		return nil // they are in the program
	}
	for _, file := range files {
		content, err := headingFiles.ReadFile("headings/" + file.Name())
		if err != nil {
			continue
		}
		w := wording{}
		for line := range strings.Lines(string(content)) {
			english, others, ok := strings.Cut(line, "=")
			if !ok || strings.HasPrefix(line, "#") {
				continue
			}
			for other := range strings.SplitSeq(others, "|") {
				w[key(other)] = append(w[key(other)], strings.TrimSpace(english))
			}
		}
		all = append(all, w)
	}
	return all
})

// mostly is how many headings of a file a program has to have written, and fewest how many
// those are at least.
const (
	mostly = 0.6
	fewest = 4
)

// inEnglish returns the headings of a file in the words that profiles have for them. They are
// as they were unless one program has written most of them, with a given and a family name of
// their own: a name alone is a whole one.
func inEnglish(headings []string) []string {
	var best []string
	known := max(fewest, int(mostly*float64(len(headings)))) - 1
	for _, w := range wordings() {
		words, n, of := make([]string, len(headings)), 0, map[string]int{}
		for i, heading := range headings {
			words[i] = heading
			if all := w[key(heading)]; all != nil {
				words[i] = all[min(of[key(heading)], len(all)-1)]
				of[key(heading)]++
				n++
			}
		}
		if n > known && w.names(headings, "Last Name") && w.names(headings, "First Name") {
			best, known = words, n
		}
	}
	if best == nil {
		return headings
	}
	return best
}

// names reports whether one of the headings is that in English.
func (w wording) names(headings []string, english string) bool {
	for _, heading := range headings {
		if all := w[key(heading)]; len(all) > 0 && all[0] == english {
			return true
		}
	}
	return false
}

// Meant returns the headings of the file in the words that say what they are: without what
// forms add to them, and in English where a program has written them in another language.
func (r *Reader) Meant() []string {
	if len(r.bare) < len(r.header) {
		return r.header
	}
	return r.bare
}
