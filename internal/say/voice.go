package say

import (
	"fmt"
	"time"

	"crm/internal/crm"
	"crm/internal/locale"
)

// Voice says things to somebody: in their language, on that day, in the zone, the
// currency and with the names of a book.
type Voice struct {
	Locale   *locale.Locale
	Today    crm.Date
	Zone     *time.Location
	Currency string
	Names    map[int64]string // of producers and teams, by number
	Schema   *crm.Schema      // of the book; nil is the built-in fields
	// Quote shortens what somebody wrote for the middle of a sentence; nil is all of it.
	Quote func(text string) string
}

// Decimals is how many decimals an amount has.
func (v *Voice) Decimals() int { return crm.Decimals(v.Currency) }

// Local is an instant by the clocks of the book.
func (v *Voice) Local(t time.Time) time.Time {
	if v.Zone == nil {
		return t.UTC()
	}
	return t.In(v.Zone)
}

func itoa[N int | int64](n N) string { return fmt.Sprint(n) }
