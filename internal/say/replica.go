package say

import (
	"time"

	"crm/internal/crm"
)

// Replica says what there is to say of a book that is read from a replica; nothing where that was
// chosen and has all that its primary has.
func (v *Voice) Replica(r *crm.Replica, book string, now time.Time, chosen bool) string {
	l := v.Locale
	switch book = Clean(book); {
	case r.CutOff:
		return l.Text("replica.alone", "book", book, "time", v.moment(now.Add(-r.Behind)))
	case r.Behind >= time.Second:
		return l.Text("replica.behind", "book", book, "n", int(r.Behind/time.Second))
	case chosen:
		return ""
	case r.Primary != "":
		return l.Text("replica.primary", "book", book, "primary", Clean(r.Primary))
	}
	return l.Text("replica.only", "book", book)
}
