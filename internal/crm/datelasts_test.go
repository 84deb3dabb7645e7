package crm

import "testing"

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
