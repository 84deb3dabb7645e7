package locale

import (
	"slices"
	"strings"
	"sync"

	"crm/internal/fold"
)

// Holiday translates the calendar's name of a holiday; an unknown one stays.
func (l *Locale) Holiday(name string) string {
	if names, ok := holidays()[name]; ok {
		return names[l.column()]
	}
	return name
}

// HolidaysNamed returns the calendar's names for a translated one.
func (l *Locale) HolidaysNamed(text string) []string {
	var found []string
	wanted := fold.Text(text)
	for name, names := range holidays() {
		if fold.Text(names[l.column()]) == wanted {
			found = append(found, name)
		}
	}
	slices.Sort(found)
	return found
}

// column is the column of the language in a line of holidays.
func (l *Locale) column() int { return slices.Index(Languages(), l.lang) }

// holidays has the names in all languages, by the calendar's names.
var holidays = sync.OnceValue(func() map[string][]string {
	table := make(map[string][]string)
	for line := range strings.Lines(content("holidays/names.txt")) {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		said, also, _ := strings.Cut(line, " =")
		names := strings.Split(said, " | ")
		for _, name := range append(strings.Split(strings.TrimSpace(also), " | "), names[0]) {
			if _, there := table[name]; name != "" && !there {
				table[name] = names
			}
		}
	}
	return table
})
