package say

import (
	"strings"

	"crm/internal/crm"
)

// Problem says in a sentence what is wrong with a book.
func (v *Voice) Problem(p crm.Problem) string {
	args := []any{"field", p.Field}
	for key, value := range p.Values {
		if text, ok := value.(string); ok {
			value = Clean(text)
		}
		args = append(args, key, value)
	}
	return v.Locale.Text("problem."+p.Code, args...)
}

// ProblemPlace says where a problem is: the table and the number of the row.
func ProblemPlace(p crm.Problem) string {
	place := p.Table
	if p.ID != 0 {
		place += " " + itoa(p.ID)
	}
	return strings.TrimSpace(place)
}
