package say

import (
	"fmt"
	"time"

	"crm/internal/crm"
	"crm/internal/locale"
)

// Voice says things to somebody: in their language, as of a day, in the zone, the
// currency and with the names of a book.
type Voice struct {
	Locale   *locale.Locale
	Today    crm.Date
	Zone     *time.Location
	Currency string
	Country  string           // of the book
	Names    map[int64]string // of producers and teams, by number
	Schema   *crm.Schema      // of the book; nil is the built-in fields
	// Quote shortens texts for the middle of a sentence; nil keeps them whole.
	Quote func(text string) string
}

// Decimals is how many decimals an amount has.
func (v *Voice) Decimals() int { return crm.Decimals(v.Currency) }

// Local converts an instant to the clocks of the book.
func (v *Voice) Local(t time.Time) time.Time {
	if v.Zone == nil {
		return t.UTC()
	}
	return t.In(v.Zone)
}

func itoa[N int | int64](n N) string { return fmt.Sprint(n) }
