package calendar

import (
	"time"

	"github.com/rickar/cal/v2"
	"github.com/rickar/cal/v2/ar"
	"github.com/rickar/cal/v2/au"
	"github.com/rickar/cal/v2/ca"
	"github.com/rickar/cal/v2/ch"
)

// The countries of which cal has no national list, or a wrong one. What only a
// province, state or canton keeps is left out: a book there has it as its own
// day off. Mexico has a file to itself.

// argentineHolidays are those of Ley 27.399. cal has Good Friday on Thursday,
// and four movable holidays on their fixed days.
func argentineHolidays() []*cal.Holiday {
	movable := func(h *cal.Holiday) *cal.Holiday {
		return &cal.Holiday{Name: h.Name, Month: h.Month, Day: h.Day, Func: argentineMovable}
	}
	fixed := func(h *cal.Holiday) *cal.Holiday { return h.Clone(&cal.Holiday{Observed: []cal.AltDay{}}) }
	return []*cal.Holiday{
		ar.NewYear, ar.CarnivalDay1, ar.CarnivalDay2, ar.TruethDay, ar.MalvinasVeterans,
		{Name: ar.EasternsDay.Name, Offset: -2, Func: cal.CalcEasterOffset},
		ar.LaborDay, ar.RevolutionDay, movable(ar.GuemesDay), fixed(ar.BelgranoDay), ar.IndependenceDay,
		movable(ar.SanMartinDay), movable(ar.DiversityDay), movable(ar.SovereigntyDay), ar.VirgenDay, ar.ChristmasDay,
	}
}

// argentineMovable moves Tuesday and Wednesday to the Monday before, Thursday
// and Friday to the Monday after.
func argentineMovable(h *cal.Holiday, year int) time.Time {
	day := cal.CalcDayOfMonth(h, year)
	switch day.Weekday() {
	case time.Tuesday, time.Wednesday:
		return cal.WeekdayNFrom(day, time.Monday, -1)
	case time.Thursday, time.Friday:
		return cal.WeekdayNFrom(day, time.Monday, 1)
	default:
		return day
	}
}

// australianHolidays are those of every state and territory.
func australianHolidays() []*cal.Holiday {
	return []*cal.Holiday{
		au.NewYear, au.AustraliaDay, au.GoodFriday, au.EasterMonday, au.AnzacDay, au.ChristmasDay, au.BoxingDay,
	}
}

// canadianHolidays are those of the Canada Labour Code.
func canadianHolidays() []*cal.Holiday {
	return []*cal.Holiday{
		ca.NewYear, ca.GoodFriday, ca.VictoriaDay, ca.CanadaDay, ca.LabourDay,
		ca.NationalDayForTruthAndReconciliation, ca.ThanksgivingDay, ca.RemembranceDay, ca.ChristmasDay, ca.BoxingDay,
	}
}

// swissHolidays are those that all cantons keep, or nearly all.
func swissHolidays() []*cal.Holiday {
	return []*cal.Holiday{
		ch.Neujahr, ch.Karfreitag, ch.Ostermontag, ch.Auffahrt, ch.Pfingstmontag,
		ch.Bundesfeiertag, ch.Weihnachtstag, ch.ZweiterWeihnachtsfeiertag,
	}
}
