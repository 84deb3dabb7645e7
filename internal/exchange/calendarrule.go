package exchange

import (
	"strings"
	"time"

	"github.com/teambition/rrule-go"

	"crm/internal/crm"
)

// Limits of what repeats itself.
const (
	mostOccurrences = 1000 // of one event
	largestInterval = 1000
	earliestYear    = 1900
	latestYear      = 2200
)

// recurrence is a rule by which an event repeats itself.
type recurrence struct{ of rrule.ROption }

// readRule reads a rule. What it says of its end in UTC is put on the clocks of the event.
//
// Errors: CodeInvalid for what is not a rule, what repeats itself more than once a day, and
// for intervals that nobody has.
func readRule(text string, at clock) (recurrence, error) {
	text = strings.ToUpper(strings.TrimSpace(text))
	if len(text) > 2000 {
		return recurrence{}, crm.Errorf(crm.CodeInvalid, "the rule by which it repeats itself is too long")
	}
	var kept []string
	var until string
	for part := range strings.SplitSeq(text, ";") {
		switch name, value, _ := strings.Cut(part, "="); {
		case name == "UNTIL":
			until = value
		case name == "RSCALE" || name == "SKIP" || strings.HasPrefix(name, "X-") || part == "":
		default:
			kept = append(kept, part)
		}
	}
	option, err := rrule.StrToROption(strings.Join(kept, ";"))
	if err != nil {
		return recurrence{}, crm.Errorf(crm.CodeInvalid, "%q does not say how it repeats itself", shortened(text))
	}
	if option.Freq > rrule.DAILY || max(len(option.Byhour), len(option.Byminute), len(option.Bysecond)) > 1 {
		return recurrence{}, crm.Errorf(crm.CodeInvalid, "%q repeats itself more than once a day", shortened(text))
	}
	if option.Interval > largestInterval {
		return recurrence{}, crm.Errorf(crm.CodeInvalid, "%q has an interval of more than %d", shortened(text), largestInterval)
	}
	if until != "" {
		wall, day, err := wallOf(until)
		if err != nil {
			return recurrence{}, err
		}
		switch {
		case day:
			wall = wall.Add(24*time.Hour - time.Second)
		case strings.HasSuffix(until, "Z") && at != nil:
			wall = at.wall(wall)
		}
		option.Until = wall
	}
	return recurrence{*option}, nil
}

func (r recurrence) isYearly() bool { return r.of.Freq == rrule.YEARLY && r.of.Count == 0 }

// goesOn reports whether a rule may give more after a time.
func (r recurrence) goesOn(to time.Time) bool {
	return r.of.Count == 0 && (r.of.Until.IsZero() || r.of.Until.After(to))
}

// patience is how long all rules of a file may take together. A rule that never holds is
// looked for up to the year 9999, which can't be interrupted.
type patience struct{ until time.Time }

func newPatience() *patience { return &patience{until: time.Now().Add(time.Second)} }

// between returns what a rule gives from a start on within a time, of walls, at most
// mostOccurrences. The start is the first in any case.
//
// Errors: CodeInvalid for a rule that takes too long.
func (r recurrence) between(start, from, to time.Time, p *patience) ([]time.Time, error) {
	option := r.of
	option.Dtstart = start
	if option.Until.IsZero() || option.Until.After(to) {
		option.Until = to
	}
	rule, err := rrule.NewRRule(option)
	if err != nil {
		return nil, crm.Errorf(crm.CodeInvalid, "it does not say how it repeats itself")
	}
	left := time.Until(p.until)
	if left <= 0 {
		return nil, tooSlow()
	}
	done, stop := make(chan []time.Time, 1), make(chan struct{})
	go func() {
		var found []time.Time
		defer func() { // whatever the library makes of a rule that nobody has written before
			if recover() != nil {
				done <- nil
			}
		}()
		next := rule.Iterator()
		for at, ok := next(); ok && !at.After(to) && len(found) < mostOccurrences; at, ok = next() {
			if !at.Before(from) {
				found = append(found, at)
			}
			select {
			case <-stop:
				return
			default:
			}
		}
		done <- found
	}()
	timer := time.NewTimer(left)
	defer timer.Stop()
	select {
	case found := <-done:
		return found, nil
	case <-timer.C:
		close(stop)
		return nil, tooSlow()
	}
}

func tooSlow() error {
	return crm.Errorf(crm.CodeInvalid, "the rule by which it repeats itself leads to no end")
}
