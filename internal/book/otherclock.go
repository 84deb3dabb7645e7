package book

import (
	"time"

	"crm/internal/crm"
	"crm/internal/fold"
)

// Times are by the clock of the book. What time that is for a contact whose clock is another
// one is said, and a time by their clock is refused.

// byTheirs are words behind a time that say by which clock it is.
var byTheirs = fold.Expression(`(?i)^(.*\d.*?)[ ,(（]+(?:(?:my|his|her|their|your|local|(?:the )?client'?s?|eastern|central|mountain|pacific|alaska|hawaii)(?: (?:standard |daylight )?time)?|[ecmpah][sd]?t|gmt|utc|jst|cet|cest|ora (?:sua|loro|locale|di lui|di lei)|(?:su|tu) hora|hora (?:suya|local|de allí|de allá)|(?:現地|向こう|先方)の?時間)[)）]?$`)

// otherClock returns the error for a time by another clock than that of the book; nil for any
// other text.
func (w *work) otherClock(r crm.Reading, text string) *crm.Error {
	parts := byTheirs().FindStringSubmatch(text)
	if parts == nil {
		return nil
	}
	r.Note = nil
	day, clock, err := r.When(parts[1])
	if err != nil || clock == "" {
		return nil
	}
	return crm.Errorf(crm.CodeInvalid, "%s is by another clock than that of the book", text).
		Try("Write it as it is in %s, as in \"%s %s\". Where a contact has a time zone of their own, the outcome says what time it is there.", w.zone, day, clock)
}

// sayTheirClock says what time a call or an appointment is by the clock of a contact, where
// that is another one than the clock of the book.
func (w *work) sayTheirClock(c *crm.Contact, at time.Time) {
	there := w.clocksOf(c, c.Phone)
	if len(there.zones) != 1 {
		return
	}
	here, theirs := at.In(w.zone), at.In(there.zones[0])
	if here.Format(time.DateTime) == theirs.Format(time.DateTime) {
		return
	}
	pairs := []any{"name", c.Name, "here", here.Format("15:04"), "there", theirs.Format("15:04"), "zone", there.zones[0].String()}
	if day := crm.DateOf(theirs); day != crm.DateOf(here) {
		pairs = append(pairs, "date", day)
	}
	w.say("their-clock", pairs...)
}
