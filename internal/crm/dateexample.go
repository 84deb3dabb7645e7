package crm

// DateExample has days and times as errors show them to somebody. The words of all languages are
// read, whatever theirs is.
type DateExample struct{ Days, Day, Morning, Afternoon string }

// Example returns the example in the language of the user.
func (r Reading) Example() DateExample {
	switch r.Lang {
	case "ja":
		return DateExample{"明日, 金曜, 来週金曜", "金曜", "金曜 10:30", "金曜 午後3時"}
	case "it":
		return DateExample{"domani, venerdì, venerdì della prossima settimana", "venerdì", "venerdì 10:30", "venerdì alle 15"}
	case "es":
		return DateExample{"mañana, viernes, viernes de la próxima semana", "viernes", "viernes 10:30", "viernes a las 15"}
	}
	return DateExample{"tomorrow, fri, next fri", "fri", "fri 10:30", "fri 3pm"}
}
