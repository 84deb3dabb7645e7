package crm

import (
	"fmt"
	"testing"
)

// TestLengthIsNoTime: how long something lasts is never taken for the time at which it begins.
func TestLengthIsNoTime(t *testing.T) {
	r := Reading{Today: Date{2026, 3, 2}, Lang: "en", Looks: Ahead}
	for text, want := range map[string]string{
		"tue 3pm 1h":           "",
		"tue 3 pm, 1 h":        "",
		"tue 10:00 for 30 min": "",
		"tue 3pm 1.5 hours":    "",
		"dec 5 13:00 1h":       "",
		"mar 15:30 1 ora":      "",
		"火曜 15時1時間":            "",
		"tue 3pm":              "15:00",
		"tue 15 h 30 min":      "15:30",
		"tue 15h30":            "15:30",
		"火曜 15時30分":            "15:30",
		"tue 13:00":            "13:00",
	} {
		_, clock, err := r.When(text)
		if clock != want || (err != nil) != (want == "") {
			t.Errorf("%s is at %q, want %q: %v", text, clock, want, err)
		}
	}
}

// TestLengthHasItsFlag: a text that says how long something lasts, or when it ends, is refused
// with when it begins and with the length as a flag takes it, in four languages.
func TestLengthHasItsFlag(t *testing.T) {
	for _, row := range []struct{ lang, text, begins, length string }{
		{"en", "tue 10:00 for 30 min", "2026-03-03 10:00", "30m"},
		{"en", "tue 3pm for an hour", "2026-03-03 15:00", "1h"},
		{"en", "tue 3pm for half an hour", "2026-03-03 15:00", "30m"},
		{"en", "tue 10:00 (30 min)", "2026-03-03 10:00", "30m"},
		{"en", "tue 10am 1h", "2026-03-03 10:00", "1h"},
		{"en", "tue 10:00 30m", "2026-03-03 10:00", "30m"},
		{"en", "tue 10:00 half an hour", "2026-03-03 10:00", "30m"},
		{"en", "tue 10:00 for 2 hours", "2026-03-03 10:00", "2h"},
		{"en", "tue 10:00-10:30", "2026-03-03 10:00", "30m"},
		{"en", "thu 10-11", "2026-03-05 10:00", "1h"},
		{"en", "tue 10 to 11", "2026-03-03 10:00", "1h"},
		{"en", "tue from 10 to 11:30", "2026-03-03 10:00", "1h30m"},
		{"en", "tue 3pm to 4pm", "2026-03-03 15:00", "1h"},
		{"en", "30 mar 14:00, 45 minutes", "2026-03-30 14:00", "45m"},
		{"it", "martedì alle 15 per un'ora", "2026-03-03 15:00", "1h"},
		{"it", "mar alle 15 mezz'ora", "2026-03-03 15:00", "30m"},
		{"it", "mar alle 15 per 45 minuti", "2026-03-03 15:00", "45m"},
		{"it", "mar alle 15 per un'ora e mezza", "2026-03-03 15:00", "1h30m"},
		{"it", "mar dalle 15 alle 16", "2026-03-03 15:00", "1h"},
		{"it", "mar 15-16", "2026-03-03 15:00", "1h"},
		{"es", "martes a las 10 por 30 min", "2026-03-03 10:00", "30m"},
		{"es", "martes a las 10 durante una hora", "2026-03-03 10:00", "1h"},
		{"es", "martes a las 10 media hora", "2026-03-03 10:00", "30m"},
		{"es", "martes de 10 a 11", "2026-03-03 10:00", "1h"},
		{"es", "martes a las 10 por una hora y media", "2026-03-03 10:00", "1h30m"},
		{"ja", "火曜 15時から30分", "2026-03-03 15:00", "30m"},
		{"ja", "火曜 15時から30分間", "2026-03-03 15:00", "30m"},
		{"ja", "火曜15時から1時間", "2026-03-03 15:00", "1h"},
		{"ja", "火曜15時〜16時", "2026-03-03 15:00", "1h"},
		{"ja", "火曜 15時（30分）", "2026-03-03 15:00", "30m"},
		{"ja", "火曜 15:00 1時間半", "2026-03-03 15:00", "1h30m"},
	} {
		r := Reading{Today: Date{2026, 3, 2}, Lang: row.lang, Looks: Ahead}
		_, _, err := r.When(row.text)
		e, ok := AsError(err)
		if want := fmt.Sprintf("Write when it begins, %q. How long an appointment lasts is --for %s.", row.begins, row.length); !ok || len(e.Remedies) != 1 || e.Remedies[0].Text != want {
			t.Errorf("%s: %v %+v", row.text, err, e)
		}
	}
}
