package calendar

import (
	"os"
	"strings"
	"testing"

	"crm/internal/crm"
)

// TestEveryCountryHasItsOrder compares the order of each country with what its
// languages write. Two are refused although CLDR has one order for their
// languages, or one for business in English: people there write several.
func TestEveryCountryHasItsOrder(t *testing.T) {
	several := map[string]bool{"ca": true, "za": true}
	text, err := os.ReadFile("testdata/date-orders.tsv")
	if err != nil {
		t.Fatal(err)
	}
	orders := map[string]map[crm.Order]bool{}
	for line := range strings.Lines(string(text)) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		cells := strings.Split(strings.TrimSpace(line), "\t")
		full, short := cells[2], cells[3]
		order := crm.DayFirst
		switch {
		case strings.IndexAny(short, "dMmL") != strings.Index(short, "d") && full[0] == 'y':
			order = crm.YearFirst
		case strings.IndexAny(short, "dML") != strings.Index(short, "d"):
			order = crm.MonthFirst
		}
		if orders[cells[0]] == nil {
			orders[cells[0]] = map[crm.Order]bool{}
		}
		if cells[0] != "us" || cells[1] == "en" { // everybody in the us writes the month first
			orders[cells[0]][order] = true
		}
	}
	for _, country := range Countries() {
		got := OrderOf(country)
		if several[country] || len(orders[country]) != 1 {
			if got != crm.NoOrder || !several[country] {
				t.Errorf("%s: order %d, its languages write %v", country, got, orders[country])
			}
			continue
		}
		if !orders[country][got] {
			t.Errorf("%s: order %d, its languages write %v", country, got, orders[country])
		}
	}
	for _, none := range []string{"", "none", "xx"} {
		if OrderOf(none) != crm.NoOrder {
			t.Errorf("%q has an order", none)
		}
	}
}
