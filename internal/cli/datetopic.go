package cli

import "github.com/spf13/cobra"

// datesTopic is crm help dates: how to write days and times. A test reads every
// example.
func datesTopic() *cobra.Command {
	return &cobra.Command{Use: "dates", Short: "How days and times are written", Long: `How days and times are written, in English, Japanese, Italian and Spanish,
whatever the language of the screen is.

  a day            2026-12-05, 5 dec, dec 5th 2026, 5 dicembre, 12月5日,
                   令和8年12月5日, R8.12.5, the 15th, 15日
  near today       today, tomorrow, dopodomani, pasado mañana, 明後日
  a weekday        fri, lunedì, el lunes, 月曜; next fri is in the next week,
                   last fri before today; sat 5 dec has to be a Saturday
  so far away      +3d, -2w, +6m, in two weeks, tra 3 giorni, hace un mes, 3日後,
                   monday week, a week from tuesday
  working days     in 3 working days, next business day, 3営業日後,
                   tra 3 giorni lavorativi, en 3 días hábiles
  the last day     by friday, entro venerdì, hasta el viernes, 金曜まで
  of a month       first monday of march, ultimo venerdì del mese, 3月第1月曜日
  of a period      next week, end of month, eom, fine dicembre, 来月末, end of q1
  a time           fri 15:30, fri 3pm, lunedì alle 15.30, 明日の午後3時半,
                   mañana a las 9, stasera alle 20, 夕方17時
  a length         30m, 1h30m, 1.5h, un'ora e mezza, media hora, 90分

A word that is short for a month everywhere is that: mar is March, but Tuesday on
an Italian or Spanish screen.

Months end when they end: +1m from 31 January is 28 or 29 February. A flag about
the past (--on, --date, --last-call, --client-since) takes a day without a year,
and a weekday, as the last one, and refuses what lies ahead; a flag about what is
to come (--due, --close-by, --x-date, --appt) takes it as the next one, and refuses
what is past. So does --expires, which may be past: the outcome says so.

Figures such as 12/9 are read in the order of the book's country, and the
outcome says so: month first in the us; year, month, day in jp, hu and lt; day
first elsewhere. In ca, za and a book without a country they are refused, as they
are in a file: crm import --date-format DD/MM/YYYY says how that writes them. A
year may have two figures (15/12/26) where the year is written last.

Hours from 1 to 7 are of the night or of the afternoon: 2:30 is refused, 02:30, 14:30
and 2:30pm are not. A time that the clocks skip when they are put forward is refused. One that comes
twice is the first of the two.
`}
}
