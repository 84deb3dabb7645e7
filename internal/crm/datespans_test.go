package crm

import (
	"strings"
	"testing"
)

// TestShortTimes: a half of the day in one letter, and the evening before a time that says so
// itself. Of a beginning and an end, the beginning is named.
func TestShortTimes(t *testing.T) {
	r := Reading{Today: NewDate(2026, 11, 3), Order: MonthFirst}
	for text, want := range map[string]string{
		"fri 9a": "2026-11-06 09:00", "fri 10a": "2026-11-06 10:00", "fri 3p": "2026-11-06 15:00", "fri 3:30p": "2026-11-06 15:30", "11/6 3p": "2026-11-06 15:00",
		"tonight 7pm": "2026-11-03 19:00", "tonight 7p": "2026-11-03 19:00", "tonight at 7": "2026-11-03 19:00",
	} {
		if day, clock, err := r.When(text); err != nil || day.String()+" "+clock != want {
			t.Errorf("%s: %s %s %v", text, day, clock, err)
		}
	}
	for _, text := range []string{"fri 9am to 10:30am", "fri 9am-10:30am", "金曜 9時から11時", "venerdì alle 9 fino alle 10"} {
		_, _, err := r.When(text)
		if e, ok := AsError(err); !ok || !strings.Contains(e.Error(), "two times") {
			t.Errorf("%s: %v", text, err)
		}
	}
}
