package book

import (
	"reflect"
	"slices"
	"strings"
	"time"

	"crm/internal/calendar"
	"crm/internal/crm"
)

// How the book reads a day or a time that somebody typed. In which direction a date
// looks is declared with its field, or with its flag in crm.FlagLooks.

// reading returns how to read a date that looks in that direction.
func (b *Book) reading(looks crm.Direction) crm.Reading {
	return crm.Reading{Today: b.today, Lang: b.options.Lang, Order: calendar.OrderOf(b.settings.Country), Looks: looks, Workday: b.cal.IsWorkday, Note: b.noteRead}
}

// IsDay reports whether a text is a day to come, with or without a time.
func (b *Book) IsDay(text string) bool {
	r := b.reading(crm.Ahead)
	r.Note = nil
	_, _, err := r.When(text)
	return err == nil
}

// noteRead reports how an ambiguous date was read.
func (b *Book) noteRead(text string, read any) {
	if b.options.Heard != nil {
		b.options.Heard(dateRead(text, read))
	}
}

func dateRead(text string, read any) crm.Notice {
	return notice("date-read", "text", text, "date", read)
}

// reading is Book.reading, reporting in the outcome how a date was read. A file has no
// order of its own.
func (w *work) reading(looks crm.Direction) crm.Reading {
	r := w.Book.reading(looks)
	r.Note = func(text string, read any) {
		n := dateRead(text, read)
		if !slices.ContainsFunc(w.outcome.Notices, func(said crm.Notice) bool { return reflect.DeepEqual(said, n) }) {
			w.outcome.Notices = append(w.outcome.Notices, n) // once for all that are given that day
		}
	}
	if w.importing.file != nil {
		r.Order, r.Note = crm.NoOrder, nil
	}
	return r
}

// dateOf reads a date or a birthday for a field.
func (w *work) dateOf(f *crm.Field, text string) (any, error) {
	looks := f.Looks
	if l, ok := w.looks[f.Name]; ok {
		looks = l
	}
	r := w.reading(looks)
	r.By = w.by[f.Name]
	if f.Since {
		r.Edge = crm.FirstDay
	}
	if w.importing.file != nil {
		text, r.Still = w.importing.file.day(f, text), true
	}
	if f.Type == crm.BirthdayType && w.importing.file != nil {
		text = withoutNoYear(text)
		if parts, format := figuresOf(text), w.importing.file.format(f.Name); format != nil && len(parts) == 2 && !strings.HasPrefix(text, "--") {
			if b, ok := format.readBirthday(parts); ok {
				return b, nil
			}
			return nil, crm.Errorf(crm.CodeInvalid, "%q is not a date as the file writes them", text)
		}
	}
	if order := w.importing.file.orderOf(f.Name, text); order != crm.NoOrder { // a day without a year
		r.Order = order
		return r.Date(text)
	}
	d, ok, err := w.inFormat(f, text)
	if err != nil {
		return nil, err
	}
	if ok {
		text = d.String()
	}
	if f.Type == crm.BirthdayType {
		b, err := r.Birthday(text)
		if no := noDayOfBirth(text); err != nil && w.importing.file != nil && no != nil {
			w.importing.file.dayless = true
			return nil, no
		}
		return b, err
	}
	if d, err = r.Date(text); err != nil {
		return nil, err
	}
	if f.Name == "due" && !f.Own && w.importing.file == nil {
		w.sayDay(d)
	}
	if looks == crm.Ends && d.Before(w.today) && w.importing.file == nil {
		w.warn("day-past", "date", d)
	}
	return d, nil
}

// dateFlag reads the day given by a flag. A rule says why it may not lie ahead.
func (w *work) dateFlag(flag, text, rule string) (crm.Date, error) {
	r := w.reading(crm.FlagLooks(flag))
	r.Rule = rule
	d, err := r.Date(text)
	return d, crm.OnFlag(err, flag)
}

// whenFlag reads the day and the optional time given by a flag.
func (w *work) whenFlag(flag, text string) (crm.Date, string, error) {
	return w.whenBeside(flag, text, crm.Date{})
}

// whenBeside is whenFlag for what has a day already: a time alone is of that day.
func (w *work) whenBeside(flag, text string, was crm.Date) (crm.Date, string, error) {
	r := w.reading(crm.FlagLooks(flag))
	r.Beside = was
	day, clock, err := r.When(text)
	if err != nil {
		if other := w.otherClock(r, text); other != nil {
			err = other
		}
		return day, clock, crm.OnFlag(err, flag)
	}
	w.sayDay(day)
	if clock == "" {
		return day, clock, nil
	}
	at, err := w.instant(day, clock)
	if err == nil {
		w.sayPast(at)
	}
	return day, clock, crm.OnFlag(err, flag)
}

// sayDay warns that a chosen day is a day off, or more than a year ahead, where no list
// shows it.
func (w *work) sayDay(day crm.Date) {
	if !w.cal.IsWorkday(day) {
		name, _ := w.cal.Holiday(day)
		w.warn("due-on-day-off", "date", day, "holiday", name)
	}
	if day.After(w.today.AddMonths(12)) {
		w.warn("far-ahead", "date", day)
	}
}

// sayPast warns that something is planned for a time in the past. With another day as
// today, the time of day is unknown.
func (w *work) sayPast(at time.Time) {
	here := at.In(w.zone)
	if day := crm.DateOf(here); day.Before(w.today) || w.options.Today == "" && at.Before(w.options.Now) {
		w.warn("past-already", "date", day, "time", here.Format("15:04"))
	}
}

// periodDay reads the first or last day of a period from a flag. It may be a whole
// month or year. Without a year, the last day is the first such day after since.
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

// instant returns a time of day in the book's zone. Of a time that occurs twice it
// takes the first, and says so.
//
// Errors: CodeInvalid for a time that clocks skip.
func (w *work) instant(day crm.Date, clock string) (time.Time, error) {
	t, twice, err := day.Instant(clock, w.zone)
	if twice {
		w.say("clock-twice", "clock", clock, "date", day)
	}
	return t, err
}

// moment returns the time to record: now or, with another day as today, that day at
// this time.
func (b *Book) moment() time.Time {
	now := b.options.Now.In(b.zone)
	if b.options.Today == "" {
		return now.UTC()
	}
	hour, minute, second := now.Clock()
	return b.today.Around(hour, minute, second, b.zone).UTC()
}
