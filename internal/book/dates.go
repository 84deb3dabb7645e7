package book

import (
	"strings"
	"time"

	"crm/internal/calendar"
	"crm/internal/crm"
)

// Here the book reads what somebody types for a day or a time. Which way a date
// looks is declared with its field, or with its flag in crm.FlagLooks.

// reading is how a date is read that looks that way.
func (b *Book) reading(looks crm.Direction) crm.Reading {
	return crm.Reading{Today: b.today, Lang: b.options.Lang, Order: calendar.OrderOf(b.settings.Country), Looks: looks, Workday: b.cal.IsWorkday, Note: b.noteRead}
}

// IsDay reports whether a text says a day to come, with a time or without.
func (b *Book) IsDay(text string) bool {
	r := b.reading(crm.Ahead)
	r.Note = nil
	_, _, err := r.When(text)
	return err == nil
}

// noteRead says how a date was read that could have been read otherwise.
func (b *Book) noteRead(text string, read any) {
	if b.options.Heard != nil {
		b.options.Heard(dateRead(text, read))
	}
}

func dateRead(text string, read any) crm.Notice {
	return notice("date-read", "text", text, "date", read)
}

// reading is that of the book; the outcome says how a date was read. In a file
// no order is taken for granted.
func (w *work) reading(looks crm.Direction) crm.Reading {
	r := w.Book.reading(looks)
	r.Note = func(text string, read any) { w.outcome.Notices = append(w.outcome.Notices, dateRead(text, read)) }
	if w.file != nil {
		r.Order, r.Note = crm.NoOrder, nil
	}
	return r
}

// dateOf reads a date or a birthday that becomes the value of a field.
func (w *work) dateOf(f *crm.Field, text string) (any, error) {
	looks := f.Looks
	if l, ok := w.looks[f.Name]; ok {
		looks = l
	}
	r := w.reading(looks)
	r.By = w.by[f.Name]
	if w.file != nil {
		text, r.Still = w.file.day(f, text), true
	}
	if f.Type == crm.BirthdayType && w.file != nil {
		text = withoutNoYear(text)
		if parts, format := figuresOf(text), w.file.format(f.Name); format != nil && len(parts) == 2 && !strings.HasPrefix(text, "--") {
			if b, ok := format.readBirthday(parts); ok {
				return b, nil
			}
			return nil, crm.Errorf(crm.CodeInvalid, "%q is not a date as the file writes them", text)
		}
	}
	if order := w.file.orderOf(f.Name, text); order != crm.NoOrder { // a day without a year
		r.Order = order
		return r.Date(text)
	}
	d, ok, err := w.inFormat(f.Name, text)
	if err != nil {
		return nil, err
	}
	if ok {
		text = d.String()
	}
	if f.Type == crm.BirthdayType {
		return r.Birthday(text)
	}
	if d, err = r.Date(text); err != nil {
		return nil, err
	}
	if f.Name == "due" && w.file == nil {
		w.sayDay(d)
	}
	if looks == crm.Ends && d.Before(w.today) && w.file == nil {
		w.warn("day-past", "date", d)
	}
	return d, nil
}

// dateFlag reads the day that a flag gives; rule is why it may not lie ahead,
// where it may not.
func (w *work) dateFlag(flag, text, rule string) (crm.Date, error) {
	r := w.reading(crm.FlagLooks(flag))
	r.Rule = rule
	d, err := r.Date(text)
	return d, crm.OnFlag(err, flag)
}

// whenFlag reads the day and, if one is given, the time that a flag gives.
func (w *work) whenFlag(flag, text string) (crm.Date, string, error) {
	day, clock, err := w.reading(crm.FlagLooks(flag)).When(text)
	if err != nil {
		return day, clock, crm.OnFlag(err, flag)
	}
	w.sayDay(day)
	if clock == "" {
		return day, clock, nil
	}
	at, _, err := day.Instant(clock, w.zone)
	if err == nil {
		w.sayPast(at)
	}
	return day, clock, crm.OnFlag(err, flag)
}

// sayDay says of the day that somebody has chosen for what is planned that it is a
// day off, and that it lies more than a year ahead, out of sight of every list until
// then.
func (w *work) sayDay(day crm.Date) {
	if !w.cal.IsWorkday(day) {
		name, _ := w.cal.Holiday(day)
		w.warn("due-on-day-off", "date", day, "holiday", name)
	}
	if day.After(w.today.AddMonths(12)) {
		w.warn("far-ahead", "date", day)
	}
}

// sayPast says that what is planned was to begin before now. Acting as of another
// day, nobody says what time it is there.
func (w *work) sayPast(at time.Time) {
	here := at.In(w.zone)
	if day := crm.DateOf(here); day.Before(w.today) || w.options.Today == "" && at.Before(w.options.Now) {
		w.warn("past-already", "date", day, "time", here.Format("15:04"))
	}
}

// periodDay reads the first or the last day of a period that a flag gives, of
// dates that look that way. There all of a month or a year may be meant. Without a
// year the last day is the next one from the first on; since is that day, if it is known.
func (b *Book) periodDay(flag, text string, looks crm.Direction, since crm.Date) (crm.Date, error) {
	r := b.reading(looks)
	r.Edge = crm.FirstDay
	if flag == "to" {
		r.Edge = crm.LastDay
		if !since.IsZero() && r.Yearless(text) {
			r.Today, r.Looks = since, crm.Ends
		}
	}
	d, err := r.Date(text)
	return d, crm.OnFlag(err, flag)
}

// parseDate reads a day that is given by itself.
func (w *work) parseDate(text string) (crm.Date, error) {
	return w.reading(crm.FlagLooks("day")).Date(text)
}

// parsePast reads the day on which something was done.
func (w *work) parsePast(text, rule string) (crm.Date, error) {
	return w.dateFlag("on", text, rule)
}

// instant is a day and a time of day in the book's zone. Of a time that comes
// twice it takes the first, and says so.
//
// Errors: CodeInvalid for a time that clocks skip.
func (w *work) instant(day crm.Date, clock string) (time.Time, error) {
	t, twice, err := day.Instant(clock, w.zone)
	if twice {
		w.say("clock-twice", "clock", clock, "date", day)
	}
	return t, err
}

// moment is the instant of what is recorded: the clock, or with a day to act as
// of, that day at the time of the clock.
func (b *Book) moment() time.Time {
	now := b.options.Now.In(b.zone)
	if b.options.Today == "" {
		return now.UTC()
	}
	hour, minute, second := now.Clock()
	return b.today.Around(hour, minute, second, b.zone).UTC()
}
