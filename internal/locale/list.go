package locale

import (
	"slices"
	"strings"
)

// List joins items with the last one set off by "and": "a, b and c".
func (l *Locale) List(items []string) string {
	n := len(items)
	if n < 2 || l.lang == japanese {
		return l.Join(items...)
	}
	last := items[n-1]
	and := " and "
	switch l.lang {
	case italian:
		and = " e "
	case spanish:
		and = " y "
		if soundsLikeI(last) {
			and = " e "
		}
	}
	return strings.Join(items[:n-1], ", ") + and + last
}

// Join joins the items that are not empty with commas: "a, b, c", "a、b、c".
func (l *Locale) Join(items ...string) string {
	if slices.Contains(items, "") {
		items = slices.DeleteFunc(slices.Clone(items), func(item string) bool { return item == "" })
	}
	if l.lang == japanese {
		return strings.Join(items, "、")
	}
	return strings.Join(items, ", ")
}

// soundsLikeI reports whether a Spanish word starts with the sound of "y", so
// that "y" before it becomes "e": Isabel and hijo, but neither hielo nor Yolanda.
func soundsLikeI(word string) bool {
	word = strings.ToLower(word)
	word = strings.TrimPrefix(word, "h")
	if strings.HasPrefix(word, "í") {
		return true
	}
	return strings.HasPrefix(word, "i") && !strings.HasPrefix(word, "ie") && !strings.HasPrefix(word, "ia") && !strings.HasPrefix(word, "io")
}
