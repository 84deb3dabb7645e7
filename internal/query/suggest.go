package query

import (
	"slices"
	"strings"
)

// Near returns up to three names that may have been meant, the nearest first.
func Near(name string, names []string) []string {
	type candidate struct {
		name     string
		distance int
	}
	var found []candidate
	folded := strings.ToLower(name)
	for _, n := range names {
		d := distance(folded, strings.ToLower(n))
		switch {
		case d <= max(1, len(n)/3):
			found = append(found, candidate{n, d})
		case len(folded) >= 3 && (strings.HasPrefix(n, folded) || strings.HasSuffix(n, "."+folded)):
			found = append(found, candidate{n, len(n)})
		}
	}
	slices.SortStableFunc(found, func(a, b candidate) int { return a.distance - b.distance })
	var best []string
	for _, c := range found {
		if !slices.Contains(best, c.name) && len(best) < 3 {
			best = append(best, c.name)
		}
	}
	return best
}

// distance counts the letters to insert, drop, change or swap with their neighbour.
func distance(a, b string) int {
	if len(a) > 64 || len(b) > 64 {
		return 64
	}
	var before, above []int
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := 1; i <= len(a); i++ {
		before, above, row = above, row, make([]int, len(b)+1)
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(above[j]+1, row[j-1]+1, above[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
	}
	return row[len(b)]
}

// Reserved returns what a name stands for in every expression; empty is nothing.
func Reserved(name string) string {
	switch {
	case slices.Contains(builtins(), name):
		return "a function of conditions"
	case name == nameToday || slices.Contains([]string{"nil", "null", "true", "false", "and", "or", "not", "in", "matches", "contains", "let", "if", "else", "input", "by", "missing"}, name):
		return "a word of conditions"
	}
	return ""
}
