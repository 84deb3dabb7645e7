package fold

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// hoursBeside are what people write behind a number of when somebody is reached there.
var hoursBeside = []string{
	"(after 6pm)", "(after 5)", "(9-5)", "(9 – 5)", "(mon-fri 9am - 5pm)", "(before 9:30)", "(after 18:30)", "(9 to 5 only)", "(ask for Dana after 5)", "(until 2027)", "(since 2019)", "(after 1800)", "[after 6 p.m.]",
	"after 6pm", "- before 9am", ", after 5", "; before 9am", "9am-5pm", "weekdays 9-5",
	"(dopo le 18)", "(dalle 9 alle 12)", "dopo le 18:30", "(ore 9-12)", "(después de las 6)", "(despues de las 18)", "desde las 9", "(entre 9 y 14)", "(nach 18 Uhr)", "ab 17 Uhr", "(après 18h)", "(18h-20h)", "（18時以降）", "18時以降", "（平日9:00〜17:00）",
}

// What is said of hours behind a number is not dialled.
func TestHoursAreNotDialled(t *testing.T) {
	for _, number := range []string{"512-555-0198", "+1 512 555 0198", "(512) 555-0198", "512 555 0198 x12", "+39 06 1234 567", "03-1234-5678", "０３－１２３４－５６７８"} {
		want, _ := Phone(number)
		for _, hours := range hoursBeside {
			if got, ok := Phone(number + " " + hours); !ok || got != want {
				t.Errorf("%q is %q, %v, want %q", number+" "+hours, got, ok, want)
			}
		}
	}
}

// What may be another number, or more of the same, is not taken for a remark.
func TestHoursAreNoNumbers(t *testing.T) {
	for text, want := range map[string]string{
		"+44 (0)20 7946 0000":            "+442079460000",
		"512-555-0198 (x12)":             "5125550198x12",
		"512-555-0198 (ext. 12)":         "5125550198x12",
		"512-555-0198 x12":               "5125550198x12",
		"512-555-0198 (press 2)":         "",
		"512-555-0198 ask for 2":         "",
		"512-555-0198 (or 99)":           "",
		"512-555-0198 or 0199":           "",
		"512-555-0198 (call 555-0199)":   "",
		"512-555-0198 after 512-5550":    "",
		"512-555-0198 before 5125550199": "",
		"after 6pm":                      "",
		"555 (after 6pm)":                "",
		"9-5":                            "",
	} {
		if got, ok := Phone(text); got != want || ok != (want != "") {
			t.Errorf("%q is %q, want %q", text, got, want)
		}
	}
}

// Hours change no number, whatever it is.
func TestHoursLeaveTheNumber(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		number := strings.TrimSpace(rapid.StringMatching(`(\+1 )?[2-9][0-9]{2}[ -][0-9]{3}[ -]?[0-9]{4}( x[1-9][0-9]?)?`).Draw(t, "number"))
		hours := rapid.SampledFrom(hoursBeside).Draw(t, "hours")
		want, ok := PhoneIn(number, "us")
		if got, also := PhoneIn(number+" "+hours, "us"); got != want || also != ok {
			t.Fatalf("%q is %q, and with %q %q", number, want, hours, got)
		}
	})
}
