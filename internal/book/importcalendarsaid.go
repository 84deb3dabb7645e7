package book

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"
	"strings"
	"time"

	"crm/internal/crm"
	"crm/internal/fold"
)

// What entries of a calendar are called, and what the calendar has last said of them.

// name gives an event that has no UID one of what it says.
func (e *CalendarEntry) name() {
	if e.UID == "" {
		e.UID = "crm:" + sumOf(e.Start.UTC().Format(time.RFC3339), e.Subject, e.Place)
	}
	e.UID = calendarID(e.UID)
}

// calendarID is a UID as the book keeps it.
func calendarID(uid string) string {
	if len(uid) > 200 {
		return "crm:" + sumOf(uid)
	}
	return uid
}

func sumOf(texts ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(texts, "\x00")))
	return hex.EncodeToString(sum[:12])
}

// id is what an entry is called, also where it is one of several.
func (e *CalendarEntry) id() string {
	if e.Occurrence == "" {
		return e.UID
	}
	return e.UID + " " + e.Occurrence
}

// calendarSaid is what a calendar has said of an activity.
type calendarSaid struct {
	Sequence  int64     `json:"sequence,omitempty"`
	Start     time.Time `json:"start,omitzero"`
	End       time.Time `json:"end,omitzero"`
	Subject   string    `json:"subject,omitempty"`
	Place     string    `json:"place,omitempty"`
	Cancelled bool      `json:"cancelled,omitempty"`
	Completed bool      `json:"completed,omitempty"`
	ByRule    bool      `json:"by_rule,omitempty"`
	With      []string  `json:"with"` // who takes part; nothing where an older version has noted it
}

func (e *CalendarEntry) says() calendarSaid {
	return calendarSaid{e.Sequence, e.Start.UTC(), e.End.UTC(), e.Subject, e.Place, e.Cancelled, e.Completed, e.ByRule, e.with()}
}

// saysAfter is what an entry says that a calendar has said something of before. What it leaves out
// to be private is as it was.
func (e *CalendarEntry) saysAfter(last *calendarSaid) calendarSaid {
	says := e.says()
	switch {
	case e.Private && last == nil:
		says.Subject, says.Place, says.With = "", "", nil
	case e.Private:
		says.Subject, says.Place, says.With = last.Subject, last.Place, last.With
	}
	return says
}

// with are those who take part and have not declined, by address or name.
func (e *CalendarEntry) with() []string {
	with := []string{}
	for _, p := range e.People {
		if !p.Declined {
			with = append(with, fold.Text(cmp.Or(p.Email, p.Name)))
		}
	}
	slices.Sort(with)
	return slices.Compact(with)
}

// same reports whether a calendar says the same again.
func (s calendarSaid) same(other calendarSaid) bool {
	return s.Start.Equal(other.Start) && s.End.Equal(other.End) && s.Subject == other.Subject && s.Place == other.Place && s.Cancelled == other.Cancelled && s.Completed == other.Completed && s.sameWith(other)
}

// sameWith reports whether the same people take part, as far as both say who does.
func (s calendarSaid) sameWith(other calendarSaid) bool {
	return s.With == nil || other.With == nil || slices.Equal(s.With, other.With)
}

func (s calendarSaid) String() string {
	text, _ := json.Marshal(s)
	return string(text)
}

// lastSaid returns what a calendar last said of an activity, or nil for one of the book's own.
func lastSaid(a *crm.Activity) *calendarSaid {
	s := &calendarSaid{}
	if a.ExternalSaid == "" || json.Unmarshal([]byte(a.ExternalSaid), s) != nil {
		return nil
	}
	return s
}
