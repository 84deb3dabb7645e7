package book

import (
	"cmp"
	"strings"
	"time"

	"crm/internal/calendar"
	"crm/internal/crm"
	"crm/internal/fold"
)

// When somebody may be called, by their own clock. It is said, and forbids nothing.

// timeZone reads a time zone.
//
// Errors: CodeInvalid, with those of the country.
func (b *Book) timeZone(text string) (string, error) {
	zone, choices := calendar.ZoneNamed(text, b.settings.Country)
	if zone != "" {
		return zone, nil
	}
	e := crm.Errorf(crm.CodeInvalid, "%q is not a time zone", text)
	if len(choices) == 0 {
		return "", e.Try("Write its name, as America/Chicago")
	}
	return "", e.Try("One of: %s", strings.Join(choices, ", "))
}

// clocks are where a contact may be.
type clocks struct {
	country string
	region  string // that of their address, or one that allows fewer hours than the country
	zones   []*time.Location
	// elsewhere is set if their clock, or what holds there, is another than that of the book.
	elsewhere bool
}

// clocksOf returns where a contact may be: in the time zone that they were given, or else
// those of their address, of their phone, or of the book.
func (b *Book) clocksOf(c *crm.Contact, phone string) clocks {
	there := clocks{region: calendar.RegionOfPhone(phone, b.settings.Country)}
	country, names := calendar.ZonesOfPhone(phone, b.settings.Country)
	if c.TimeZone != "" { // whose phone has been taken along
		there.region = ""
	}
	if of, region, zones := b.homeOf(c); zones != nil {
		country, there.region, names = of, region, zones
	}
	if c.TimeZone != "" {
		names = []string{c.TimeZone}
		if of := calendar.CountryOfZone(c.TimeZone); of != "" {
			country = of
		}
	}
	there.country = cmp.Or(country, b.settings.Country)
	there.elsewhere = there.country != b.settings.Country || there.region != b.settings.Region && calendar.AllowsLess(there.country, there.region)
	_, here := b.options.Now.In(b.zone).Zone()
	for _, name := range names {
		zone, err := time.LoadLocation(name)
		if err != nil {
			continue
		}
		there.zones = append(there.zones, zone)
		if _, offset := b.options.Now.In(zone).Zone(); offset != here {
			there.elsewhere = true
		}
	}
	if there.zones == nil {
		there.zones = []*time.Location{b.zone}
	}
	return there
}

// homeOf returns the country, the region and the time zones of the address of a contact, as
// far as it is known in parts.
func (b *Book) homeOf(c *crm.Contact) (country, region string, zones []string) {
	part := func(name string) string {
		f, ok := crm.BuiltIn(crm.KindContact).Field(name)
		if !ok {
			return ""
		}
		text, _ := f.Get(c).(string)
		return text
	}
	region = part("region")
	if country = part("address_country"); country == "" && region != "" {
		country = b.settings.Country
	}
	if code, ok := fold.RegionCode(country, region); ok {
		region = code
	}
	return country, region, calendar.ZonesOfRegion(country, region)
}

// isNow reports whether today is the day of the clock: on another one it is another time.
func (b *Book) isNow() bool { return b.today == crm.DateOf(b.options.Now.In(b.zone)) }

// waits returns from when on a contact may be called if they may not be now, by a clock that
// is not that of the book; nil otherwise.
func (b *Book) waits(c *crm.Contact, phone string) *crm.Wait {
	there := b.clocksOf(c, phone)
	if !there.elsewhere {
		return nil
	}
	return b.closed(there, b.options.Now)
}

// closed returns from when on they may be called if they may not be at an instant, or nil.
func (b *Book) closed(there clocks, at time.Time) *crm.Wait {
	hours, known := calendar.CallHoursOf(there.country, there.region, b.settings.CallingHours)
	if !known || hours.Open(at, there.zones) {
		return nil
	}
	w := &crm.Wait{Now: at}
	w.Opens, _ = hours.Opens(at, there.zones)
	if len(there.zones) == 1 {
		w.Zone = there.zones[0]
	}
	return w
}

// waiting says of the calls of an agenda that are due who may not be called at this hour.
func (v reader) waiting(agenda *crm.Agenda) {
	for _, item := range agenda.Items {
		if !item.IsCall() || item.Contact == nil || item.Stopped() || item.Group == crm.GroupBefore {
			continue
		}
		with := item.Contact
		if item.Via != nil {
			with = item.Via
		}
		item.Wait = v.waits(with, with.Phone)
	}
}

// sayHours says of calls and appointments that the change plans for a time of day what time that
// is there, and of calls that it is not one at which they may be called.
func (w *work) sayHours() error {
	for _, e := range w.outcome.Edits {
		a, ok := e.After.(*crm.Activity)
		if ok && a.Kind == crm.Appointment && a.Status == crm.Open && e.Changed("start") {
			if c, err := w.contactOrNil(a.Contact); c != nil && err == nil {
				w.sayTheirClock(c, a.Start)
			}
			continue
		}
		if !ok || a.Kind != crm.Call || a.Status != crm.Open || a.DueTime == "" || !e.Changed("due") && !e.Changed("due_time") {
			continue
		}
		c, err := w.contactOrNil(a.Contact)
		if err != nil {
			return err
		}
		at, _, err := a.Due.Instant(a.DueTime, w.zone)
		if c == nil || err != nil {
			continue
		}
		if wait := w.closed(w.clocksOf(c, c.Phone), at); wait != nil {
			w.warn("due-outside-hours", "name", c.Name, "wait", *wait)
			continue
		}
		w.sayTheirClock(c, at)
	}
	return nil
}

// sayCalledLate says that a call was logged while nobody may be called there.
func (w *work) sayCalledLate(c *crm.Contact, in CallLog) {
	if in.Inbound || w.day != crm.DateOf(w.options.Now.In(w.zone)) {
		return
	}
	if wait := w.waits(c, c.Phone); wait != nil {
		w.say("called-outside-hours", "name", c.Name, "wait", *wait)
	}
}
