package locale

import (
	"testing"
	"time"

	"crm/internal/crm"
)

func TestDuration(t *testing.T) {
	for d, want := range map[time.Duration][4]string{
		time.Hour:        {"1 h", "1時間", "1 h", "1 h"},
		30 * time.Minute: {"30 min", "30分", "30 min", "30 min"},
		90 * time.Minute: {"1 h 30 min", "1時間30分", "1 h 30 min", "1 h 30 min"},
		0:                {"0 min", "0分", "0 min", "0 min"},
	} {
		four(t, d.String(), func(l *Locale) string { return l.Duration(d) }, want[:]...)
	}
}

func TestPeriod(t *testing.T) {
	for p, want := range map[crm.Period][4]string{
		{Months: 6}:           {"six months", "6か月", "sei mesi", "seis meses"},
		{Months: 1}:           {"one month", "1か月", "un mese", "un mes"},
		{Months: 12}:          {"one year", "1年", "un anno", "un año"},
		{Months: 24}:          {"two years", "2年", "due anni", "dos años"},
		{Months: 18}:          {"18 months", "18か月", "18 mesi", "18 meses"},
		{Days: -7}:            {"one week", "1週間", "una settimana", "una semana"},
		{Days: 14}:            {"two weeks", "2週間", "due settimane", "dos semanas"},
		{Days: 1}:             {"one day", "1日", "un giorno", "un día"},
		{Days: 12}:            {"twelve days", "12日", "dodici giorni", "doce días"},
		{Days: 45}:            {"45 days", "45日", "45 giorni", "45 días"},
		{Months: 1, Days: 21}: {"one month and three weeks", "1か月と3週間", "un mese e tre settimane", "un mes y tres semanas"},
		{}:                    {"0 days", "0日", "0 giorni", "0 días"},
	} {
		four(t, "period", func(l *Locale) string { return l.Period(p) }, want[:]...)
	}
}
