package calendar

import (
	"time"

	"github.com/rickar/cal/v2"
	"github.com/rickar/cal/v2/mx"
)

// mexicanHolidays are those of article 74 of the Ley Federal del Trabajo. cal
// has Constitution Day and Juárez's birthday on their old fixed days, moves
// what falls on a weekend as the United States do, which Mexico does not, and
// lacks the day on which a new president takes office.
func mexicanHolidays() []*cal.Holiday {
	monday := func(h *cal.Holiday, month time.Month, nth int) *cal.Holiday {
		return &cal.Holiday{Name: h.Name, Month: month, Weekday: time.Monday, Offset: nth, Func: cal.CalcWeekdayOffset}
	}
	fixed := func(h *cal.Holiday) *cal.Holiday { return h.Clone(&cal.Holiday{Observed: []cal.AltDay{}}) }
	return []*cal.Holiday{
		fixed(mx.NewYear),
		monday(mx.ConstitutionDay, time.February, 1),
		monday(mx.BenitoJuarezDay, time.March, 3),
		fixed(mx.LabourDay),
		fixed(mx.IndependenceDay),
		{Name: "Transfer of Federal Executive Power", Func: mexicanInauguration},
		monday(mx.RevolutionDay, time.November, 3),
		fixed(mx.ChristmasDay),
	}
}

// mexicanInauguration is every sixth year, on 1 October since 2024 and on
// 1 December before.
func mexicanInauguration(_ *cal.Holiday, year int) time.Time {
	if (year-2024)%6 != 0 {
		return time.Time{}
	}
	month := time.October
	if year < 2024 {
		month = time.December
	}
	return time.Date(year, month, 1, 0, 0, 0, 0, cal.DefaultLoc)
}
