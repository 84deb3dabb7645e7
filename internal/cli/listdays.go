package cli

import (
	"iter"
	"slices"
	"time"

	"crm/internal/crm"
	"crm/internal/query"
)

// withEnds adds when appointments end to a table that says when they begin, and reports
// whether it has: only the two together say that one takes whole days.
func (a *app) withEnds(noun crm.Kind, columns []string) ([]string, bool) {
	at := slices.Index(columns, "start")
	if noun != crm.KindActivity || !a.forPeople() || at < 0 || slices.Contains(columns, "end") {
		return columns, false
	}
	return slices.Insert(slices.Clone(columns), at+1, "end"), true
}

// wholeDays replaces the moments of appointments without a time of the day with their first and
// last day. If drop is set, the column of ends is left out.
func wholeDays(columns []query.Column, rows iter.Seq2[[]any, error], zone *time.Location, drop bool) ([]query.Column, iter.Seq2[[]any, error]) {
	at := func(path string) int {
		return slices.IndexFunc(columns, func(c query.Column) bool { return c.Path == path })
	}
	from, to := at("start"), at("end")
	if from < 0 || to < 0 {
		return columns, rows
	}
	if drop {
		columns = slices.Delete(slices.Clone(columns), to, to+1)
	}
	return columns, func(yield func([]any, error) bool) {
		for row, err := range rows {
			if err == nil {
				row = slices.Clone(row)
				one := &crm.Activity{Kind: crm.Appointment}
				one.Start, _ = row[from].(time.Time)
				one.End, _ = row[to].(time.Time)
				if days := one.WholeDays(zone); days > 0 {
					first := crm.DateOf(one.Start.In(zone))
					row[from], row[to] = first, first.AddDays(days-1)
				}
				if drop {
					row = slices.Delete(row, to, to+1)
				}
			}
			if !yield(row, err) {
				return
			}
		}
	}
}
