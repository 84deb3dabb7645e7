package book

import (
	"testing"
	"time"

	"crm/internal/crm"
)

// TestNobodyIsCalledOutsideTheirHours: whatever the time, the list says of whoever lives by
// another clock than the book's that it is too early or too late there, and the call to make
// next is somebody else while there is anybody.
func TestNobodyIsCalledOutsideTheirHours(t *testing.T) {
	t.Parallel()
	d := newDesk(t, "2026-11-25")
	zones := map[int64]string{}
	for _, c := range [][]string{
		{"Ned Near", "614-555-0101", "", "America/New_York"}, {"Cal West", "310-555-0102", "", "America/Los_Angeles"},
		{"Hana Far", "808-555-0103", "", "Pacific/Honolulu"}, {"Tex Mid", "915-555-0104", "", "America/Denver"},
		{"Sue Moved", "614-555-0105", "America/Chicago", "America/Chicago"}, {"Guy Guam", "671-555-0106", "", "Pacific/Guam"},
	} {
		id := d.add(crm.StageLead, c[0], "phone", c[1], "time_zone", c[2])
		zones[id] = c[3]
	}
	zones[d.add(crm.StageLead, "Ada Home", "phone", "614-555-0107", "region", "Hawaii")] = "Pacific/Honolulu" // whose phone is that of another state
	for hour := range 24 {
		d.now = time.Date(2026, time.November, 30, 5+hour, 20, 0, 0, time.UTC) // from midnight on in New York
		b := d.open()
		agenda, err := b.Agenda(t.Context(), AgendaQuery{})
		if err != nil {
			t.Fatal(err)
		}
		calls, open := 0, 0
		begins := func(item *crm.AgendaItem) int {
			if item.Contact.Name == "Tex Mid" { // whose state allows less
				return 9
			}
			return 8
		}
		may := func(item *crm.AgendaItem) bool {
			zone, err := time.LoadLocation(zones[item.Contact.ID])
			if err != nil {
				t.Fatal(err)
			}
			there := d.now.In(zone).Hour()
			return there >= begins(item) && there < 21
		}
		for _, item := range agenda.Items {
			calls++
			near := zones[item.Contact.ID] == "America/New_York" // whose clock the producer sees
			if may(item) {
				open++
			}
			if got := item.Wait == nil; got != (may(item) || near) {
				t.Errorf("%s: %s, %+v", d.now, item.Contact.Name, item.Wait)
			}
			if w := item.Wait; w != nil && (!w.Opens.After(d.now) || w.Opens.In(w.Zone).Hour() != begins(item)) {
				t.Errorf("%s: %s may be called from %s on", d.now, item.Contact.Name, w.Opens.In(w.Zone))
			}
		}
		if calls != len(zones) {
			t.Fatalf("%d calls", calls)
		}
		if next := agenda.NextCall(); next == nil || next.Wait != nil && open > 0 {
			t.Errorf("%s: next is %+v, and %d may be called", d.now, next, open)
		}
		_ = b.Close()
	}
}
