package rules

import (
	"strings"

	"crm/internal/crm"
)

// OnWorkday reports whether an activity is due on a working day that a rule chose and
// nobody changed since. Reviews and birthdays have days of their own, worked or not.
func (s *Set) OnWorkday(a *crm.Activity) bool {
	if a.Rule == "" || a.Explanation == nil || len(a.Explanation.Steps) == 0 {
		return false
	}
	last := a.Explanation.Steps[len(a.Explanation.Steps)-1]
	if last.Is != a.Due || last.Op == "chosen" {
		return false
	}
	switch last.Op {
	case "workday", "workday-from", "workdays", crm.StepSpread, crm.StepPaced:
		return true
	}
	// A day that was a working day already has no step for it.
	for _, r := range s.Named(a.Rule) {
		for _, c := range r.Do {
			if due := strings.TrimLeft(c.value("due"), "= "); c.Create == a.Kind && (strings.HasPrefix(due, "on_or_after_workday(") || strings.HasPrefix(due, "next_try(")) {
				return true
			}
		}
	}
	return false
}
