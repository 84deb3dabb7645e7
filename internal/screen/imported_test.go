package screen

import (
	"bytes"
	"reflect"
	"testing"

	"crm/internal/crm"
	"crm/internal/locale"
)

// TestImportsFit: whatever an import has left out, and of each kind one or many, no line is wider
// than the terminal.
func TestImportsFit(t *testing.T) {
	for _, lang := range locale.Languages() {
		for _, rows := range []int{1, mostRows + 1} {
			i := &crm.Imported{Added: 12_345, Calls: 12_345}
			for n := range reflect.TypeFor[crm.Imported]().NumField() {
				if list, is := reflect.ValueOf(i).Elem().Field(n).Addr().Interface().(*[]crm.SkippedRow); is {
					for line := range rows {
						*list = append(*list, crm.SkippedRow{Line: 12_000 + line, ID: int64(110_000 + line), Name: "Bartholomew Featherstonhaugh", Reason: "several", There: "Bartholomew F.", Differs: []string{"phone", "emails", "birthday"}})
					}
				}
			}
			for range rows {
				i.Served = append(i.Served, crm.Served{ID: 110_000, Name: "Bartholomew Featherstonhaugh", With: "Wilhelmina", Call: 120_000, Due: day("2027-05-30")})
			}
			c := &crm.ImportedCalendar{Made: rows, Moved: rows, Changed: rows, Cancelled: rows, Known: rows, Regarding: rows, Outdated: rows, Held: rows, Tentative: rows, Derived: rows}
			for _, reason := range []string{crm.EventNobody, crm.EventSeveral, crm.EventDeclined, crm.EventStopped, crm.EventClosed, crm.EventBad} {
				for range rows {
					c.Left = append(c.Left, crm.LeftEvent{Line: 12_000, Reason: reason, Subject: "Review of the home policy", Day: day("2027-05-30"), Clock: "10:00", ID: 110_000, Name: "Bartholomew Featherstonhaugh", Fault: "the time zone is not known"})
				}
			}
			m := &crm.ImportedMail{In: rows, Out: rows, People: rows, Known: rows, Regarding: rows, Leads: rows, Refusing: rows, OptedOut: rows, Files: rows, FilesLeft: rows, Undated: rows, Automatic: rows, Drafts: rows, Discarded: rows}
			for range rows {
				m.Unknown = append(m.Unknown, crm.MailSender{Address: "bartholomew.featherstonhaugh@example.com", Name: "Bartholomew Featherstonhaugh", Count: 1})
			}
			for _, o := range []*crm.Outcome{{Change: 1, Command: "import", Imported: i}, {Change: 1, Command: "import", Calendar: c}, {Change: 1, Command: "import", Mail: m}} {
				var out bytes.Buffer
				s := newScreen(t, lang, &out)
				s.Width = 80
				if err := s.Outcome(o); err != nil {
					t.Fatal(err)
				}
				narrow(t, out.String(), 80)
			}
		}
	}
}
