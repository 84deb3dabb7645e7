package locale

import "time"

// calendar has the words of a language for days and months, from Sunday and from
// January.
type calendar struct {
	days       [7]string
	shortDays  [7]string
	months     [12]string
	shortMonth [12]string
}

// calendarOf returns the calendar of a language, or nil.
func calendarOf(lang string) *calendar {
	switch lang {
	case english:
		return &englishCalendar
	case japanese:
		return &japaneseCalendar
	case italian:
		return &italianCalendar
	case spanish:
		return &spanishCalendar
	default:
		return nil
	}
}

// The short names of a language have one width, so that columns align; that is why
// Spanish has "sep" and not "sept".
var (
	englishCalendar = calendar{
		days:       [7]string{"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"},
		shortDays:  [7]string{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"},
		months:     [12]string{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"},
		shortMonth: [12]string{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"},
	}
	japaneseCalendar = calendar{
		days:       [7]string{"日曜日", "月曜日", "火曜日", "水曜日", "木曜日", "金曜日", "土曜日"},
		shortDays:  [7]string{"日", "月", "火", "水", "木", "金", "土"},
		months:     [12]string{"1月", "2月", "3月", "4月", "5月", "6月", "7月", "8月", "9月", "10月", "11月", "12月"},
		shortMonth: [12]string{"1月", "2月", "3月", "4月", "5月", "6月", "7月", "8月", "9月", "10月", "11月", "12月"},
	}
	italianCalendar = calendar{
		days:       [7]string{"domenica", "lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato"},
		shortDays:  [7]string{"dom", "lun", "mar", "mer", "gio", "ven", "sab"},
		months:     [12]string{"gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno", "luglio", "agosto", "settembre", "ottobre", "novembre", "dicembre"},
		shortMonth: [12]string{"gen", "feb", "mar", "apr", "mag", "giu", "lug", "ago", "set", "ott", "nov", "dic"},
	}
	spanishCalendar = calendar{
		days:       [7]string{"domingo", "lunes", "martes", "miércoles", "jueves", "viernes", "sábado"},
		shortDays:  [7]string{"dom", "lun", "mar", "mié", "jue", "vie", "sáb"},
		months:     [12]string{"enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"},
		shortMonth: [12]string{"ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "oct", "nov", "dic"},
	}
)

func (c *calendar) day(d time.Weekday) string      { return c.days[d] }
func (c *calendar) shortDay(d time.Weekday) string { return c.shortDays[d] }
func (c *calendar) month(m time.Month) string      { return c.months[m-1] }
func (c *calendar) shortName(m time.Month) string  { return c.shortMonth[m-1] }
