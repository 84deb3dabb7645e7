package book

import (
	"fmt"

	"crm/internal/crm"
	"crm/internal/query"
	"crm/internal/rules"
	"crm/internal/store"
)

// What a rule would do with records that are there already: it is asked about the edits that
// gave them what they have. See docs/decisions/0159.

// supposing makes such edits of what the journal says.
type supposing struct {
	reader
	set  *rules.Set         // of the rule
	days map[int64]crm.Date // of changes
}

// supposed is the edit that gave a record something that it has, as if it gave it the rest,
// too; and the change in which it was made.
type supposed struct {
	*crm.Edit
	change int64
}

// edits returns the edits that gave a record the fields that the rule asks about, the latest
// first, and the one that made it.
func (s *supposing) edits(record crm.Record) ([]supposed, error) {
	fields, gone, err := s.set.Watches(record.Noun())
	if err != nil {
		return nil, err
	}
	entries, err := s.tx.EntriesOf(crm.IDOf(record))
	if err != nil {
		return nil, err
	}
	left := map[string]bool{} // by their keys
	for _, name := range fields {
		if f, ok := s.schema.Fields(record.Noun()).Field(name); ok {
			left[f.Key] = true
		}
	}
	var all []supposed
	for i := len(entries) - 1; i >= 0; i-- {
		e := entries[i]
		if e.Kind != record.Noun() || e.Action == crm.Delete {
			continue
		}
		edit := &crm.Edit{Action: e.Action, Kind: e.Kind, ID: e.ID, After: record}
		gives := e.Action == crm.Create
		for key := range e.After {
			gives = gives || left[key]
			delete(left, key)
		}
		if !gives {
			continue
		}
		if e.Action == crm.Update {
			edit.Before = crm.Copy(record)
			if err := s.decodeInto(edit.Before, e.Before); err != nil {
				return nil, err
			}
		}
		if edit.Day, err = s.dayOf(record, e); err != nil {
			return nil, err
		}
		all = append(all, supposed{edit, e.Change})
		if e.Action == crm.Create {
			break
		}
	}
	if gone {
		all = append(all, supposed{&crm.Edit{Action: crm.Delete, Kind: record.Noun(), ID: crm.IDOf(record), Before: record, Day: s.today}, 0})
	}
	return all, nil
}

// dayOf returns the day on which an edit took place: of what was done that is the day on which
// it was, whenever it was recorded.
func (s *supposing) dayOf(record crm.Record, e *store.Entry) (crm.Date, error) {
	if a, ok := record.(*crm.Activity); ok && !a.DoneOn.IsZero() && e.After["done_on"] != nil {
		return a.DoneOn, nil
	}
	if day, known := s.days[e.Change]; known {
		return day, nil
	}
	change, err := s.tx.ChangeReferred(e.Change)
	if err != nil {
		return crm.Date{}, err
	}
	if s.days == nil {
		s.days = map[int64]crm.Date{}
	}
	s.days[e.Change] = change.AsOf
	return change.AsOf, nil
}

// mostRegarded is how many records about one a rule is asked about, the newest.
const mostRegarded = 50

// regarding returns the records of a noun that a record is, or that are about it or its
// contact, the newest first.
func (v reader) regarding(noun crm.Kind, record crm.Record) ([]crm.Record, error) {
	of := record
	if noun == record.Noun() {
		return []crm.Record{record}, nil
	}
	if _, ok := record.(*crm.Opportunity); !ok {
		c, err := v.contactOrNil(crm.About(record, crm.KindContact))
		if c == nil || err != nil {
			return nil, err
		}
		of = c
	}
	switch {
	case noun == of.Noun():
		return []crm.Record{of}, nil
	case noun == crm.KindProducer:
		owner, err := v.ownerFor(of)
		if err != nil {
			return nil, err
		}
		return v.theRecord(noun, owner)
	case crm.About(of, noun) != 0: // the contact of an opportunity
		return v.theRecord(noun, crm.About(of, noun))
	}
	condition := fmt.Sprintf("%s == %d", of.Noun(), crm.IDOf(of))
	if _, ok := crm.AboutField(noun, of.Noun()); !ok {
		if _, ok := crm.AboutField(noun, crm.KindOpportunity); !ok || of.Noun() != crm.KindContact {
			return nil, nil
		}
		condition = "opportunity." + condition
	}
	where, err := query.Condition(condition, v.scope(noun))
	if err != nil {
		return nil, err
	}
	_, rows, err := v.tx.Select(query.Select{Schema: v.schema, Noun: noun, Columns: []string{"id"}, Where: []*query.Expr{where}, Sort: []string{"-id"}, Limit: mostRegarded})
	if err != nil {
		return nil, err
	}
	var ids []int64
	for row, err := range rows {
		if err != nil {
			return nil, err
		}
		ids = append(ids, row[0].(int64))
	}
	var all []crm.Record
	for _, id := range ids {
		one, err := v.theRecord(noun, id)
		if err != nil {
			return nil, err
		}
		all = append(all, one...)
	}
	return all, nil
}

// theRecord returns a record, or nothing where there is none that may be read.
func (v reader) theRecord(noun crm.Kind, id int64) ([]crm.Record, error) {
	r, err := v.tx.Ref(noun, id)
	if n, ok := r.(*crm.Note); r == nil || err != nil || ok && !v.mayRead(n) {
		return nil, err
	}
	return []crm.Record{r}, nil
}
