package say

import (
	"testing"

	"crm/internal/crm"
	"crm/internal/locale"
)

// TestStoppedNamesEveryChannel: the mark beside a phone names e-mails, too, where neither calls
// nor e-mails are wanted, in every language.
func TestStoppedNamesEveryChannel(t *testing.T) {
	day := crm.Date{Year: 2026, Month: 11, Day: 25}
	for _, lang := range locale.Languages() {
		l, err := locale.New(lang)
		if err != nil {
			t.Fatal(err)
		}
		v := &Voice{Locale: l}
		for want, c := range map[string]*crm.Contact{
			"":                                     {EmailsBarred: day},
			v.Locale.Text("today.no-calls"):        {CallsBarred: day},
			v.Locale.Text("today.no-calls-emails"): {CallsBarred: day, EmailsBarred: day},
			v.Locale.Text("stopped"):               {CallsBarred: day, EmailsBarred: day, Stopped: day},
		} {
			if got := v.Stopped(c); got != want {
				t.Errorf("%s: %q, want %q", lang, got, want)
			}
		}
	}
}
