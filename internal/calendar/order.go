package calendar

import "crm/internal/crm"

// OrderOf returns the order of day, month and year in figures in a country, by the
// short formats of its languages in CLDR 47. It is NoOrder for a country with several,
// or an unknown one.
//
// Sweden writes the year first and, without a year, the day first: a year in front is
// unambiguous, so the day is first here. Spain has Basque and Canada, Kenya and South
// Africa have languages with other orders; in Spain and Kenya everybody expects the day
// first.
func OrderOf(country string) crm.Order {
	switch country {
	case "us":
		return crm.MonthFirst
	case "hu", "jp", "lt":
		return crm.YearFirst
	case "ca", "za":
		return crm.NoOrder
	case "ar", "at", "au", "be", "bg", "br", "ch", "cy", "cz", "de", "dk", "ee", "es", "fi", "fr", "gb", "gr", "hr",
		"ie", "is", "it", "ke", "lu", "lv", "mt", "mw", "mx", "nc", "nl", "no", "nz", "pl", "pt", "ro", "rs", "ru",
		"se", "si", "sk", "th", "ua":
		return crm.DayFirst
	}
	return crm.NoOrder
}
