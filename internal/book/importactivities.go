package book

import (
	"strings"
	"time"

	"crm/internal/crm"
)

// A list of activities of another program says less than one of ours, and says it in other words:
// a day with its time, yes for what is done, no type where all are of one.

// isForeign reports whether a list is of activities, and not one that crm has written.
func (i *listImport) isForeign() bool { return i.kind == crm.KindActivity && !i.gives("version") }

// readForeign puts the values of a row of such a list into the words of ours.
func (i *listImport) readForeign(r *listRow) error {
	if !i.isForeign() {
		return nil
	}
	if text := r.Values.text("due"); text != "" {
		day, clock, err := i.dayAndClock("due", text)
		if err != nil {
			return err
		}
		r.Values["due"] = []string{day.String()}
		if given := r.Values.text("due_time"); given != "" {
			if _, clock, err = i.dayAndClock("due_time", day.String()+" "+given); err != nil {
				return err
			}
		}
		if r.clock = clock; i.gives("due_time") {
			r.Values["due_time"] = []string{clock}
		}
	}
	if text := r.Values.text("done_on"); text != "" {
		day, _, err := i.dayAndClock("done_on", text)
		if err != nil {
			return err
		}
		r.Values["done_on"] = []string{day.String()}
	}
	if answer, err := i.code("answer", r.Values.text("status")); err == nil {
		r.Values["status"] = []string{map[string]string{"yes": crm.Done, "no": crm.Open}[answer]}
	}
	return nil
}

// dayAndClock reads a day, with or without a time, as the file writes days.
func (i *listImport) dayAndClock(field, text string) (crm.Date, string, error) {
	looks := i.reading(crm.Ahead.Anywhere())
	looks.Note = nil
	text = strings.TrimSuffix(text, "Z")
	day, clock, err := looks.When(text)
	f, known := crm.BuiltIn(crm.KindActivity).Field(field)
	if err == nil || !known || f.Type != crm.DateType {
		return day, clock, crm.OnField(err, field)
	}
	first, rest, _ := strings.Cut(text, " ")
	anywhere := *f // what is done was due before
	anywhere.Looks = f.Looks.Anywhere()
	read, err := i.dateOf(&anywhere, first)
	if err == nil && rest != "" {
		_, clock, err = looks.When(i.today.String() + " " + rest)
	}
	day, _ = read.(crm.Date)
	return day, clock, crm.OnField(err, field)
}

// settleForeign gives the activity of such a row what follows from what it says.
func (i *listImport) settleForeign(r *listRow) error {
	a, ok := r.record.(*crm.Activity)
	if !ok || !i.isForeign() {
		return nil
	}
	if a.Kind == "" {
		if a.Kind = crm.Task; i.in.Defaults.text("kind") != "" {
			a.Kind = i.in.Defaults.text("kind")
		}
	}
	if a.Status == "" {
		a.Status = crm.Open
	}
	if a.Due.IsZero() && a.Status == crm.Open {
		a.Due = i.today
	}
	if a.DueTime == "" {
		a.DueTime = r.clock
	}
	if a.Status != crm.Open && a.DoneOn.IsZero() {
		if a.DoneOn = i.today; !a.Due.IsZero() && a.Due.Before(i.today) {
			a.DoneOn = a.Due
		}
	}
	if a.Kind != crm.Appointment || !a.Start.IsZero() || a.Due.IsZero() {
		return nil
	}
	clock, lasts := a.DueTime, time.Hour
	if clock == "" {
		clock, lasts = "00:00", 24*time.Hour
	}
	start, err := i.instant(a.Due, clock)
	a.Start, a.End, a.Zone, a.DueTime = start, start.Add(lasts), i.settings.Timezone, ""
	return err
}
