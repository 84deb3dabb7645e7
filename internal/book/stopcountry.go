package book

import (
	"slices"
	"strings"

	"crm/internal/crm"
	"crm/internal/fold"
)

// Another country reads numbers otherwise: 614-555-0101 is no longer +1 614 555 0101. What
// was said of a telephone holds for it all the same. See docs/decisions/0098.

// held is a suppression in force with what its phone reached, and the contacts whom it
// stops with their phones that reach it.
type held struct {
	point    string
	reaching []string
}

// heldStops returns what the suppressions of phones reach, before another country reads
// them; nil if the country stays.
func (w *work) heldStops(record crm.Record) (map[int64]*held, error) {
	s, ok := record.(*crm.Settings)
	if !ok || w.quiet || s.Version == 0 || s.Country == w.tx.Settings().Country {
		return nil, nil
	}
	all, err := w.tx.SuppressedPhones()
	if err != nil {
		return nil, err
	}
	was := map[int64]*held{}
	for _, s := range all {
		was[s.ID] = &held{point: s.Point}
	}
	stopped, err := w.tx.StoppedByNumber()
	for _, c := range stopped {
		h := was[c.Suppression]
		if h == nil {
			continue
		}
		for _, p := range c.Phones {
			if point, ok := w.tx.Point(crm.Phone, p.Value); ok && p.Reaches() && slices.ContainsFunc(fold.AlikePoints(point, w.tx.Settings().Country), func(alike string) bool { return fold.Meet(alike, h.point) }) {
				h.reaching = append(h.reaching, p.Value)
			}
		}
	}
	return was, err
}

// holdStops suppresses what suppressions reached under the country before: the telephone,
// if somebody asked that it be left alone, and the phones of contacts whom it stopped.
func (w *work) holdStops(was map[int64]*held) error {
	if len(was) == 0 {
		return nil
	}
	now, err := w.tx.SuppressedPhones()
	if err != nil {
		return err
	}
	w.holding = true
	defer func() { w.holding = false }()
	var kept []string
	country := w.tx.Settings().Country
	for _, s := range now {
		h := was[s.ID]
		if h == nil {
			continue
		}
		values := h.reaching
		if strings.HasPrefix(h.point, "+") && !crm.OfList(s.Reason) {
			values = append(values, h.point)
		}
		for _, value := range values {
			point, ok := w.tx.Point(crm.Phone, value)
			if !ok || slices.ContainsFunc(fold.AlikePoints(point, country), func(alike string) bool { return fold.Covers(s.Point, alike) }) {
				continue
			}
			there, err := w.tx.SuppressedPoints(point)
			if err != nil {
				return err
			}
			if len(there) > 0 {
				continue
			}
			also := &crm.Suppression{Channel: crm.Phone, Value: value, Since: s.Since, Reason: s.Reason, Note: s.Note, Author: s.Author, Contact: s.Contact, Source: s.Source}
			if _, err := w.put(also); err != nil {
				return err
			}
			kept = append(kept, value)
		}
	}
	if len(kept) > 0 {
		w.say("stops-held", "n", len(kept), "values", strings.Join(kept[:min(len(kept), listed)], ", "))
	}
	return nil
}
