package book

import (
	"context"
	"iter"
	"slices"

	"crm/internal/crm"
	"crm/internal/store"
)

// editsOf returns the edits of a change as records before and after, or of one record
// if record is not 0.
func (v reader) editsOf(change, record int64) ([]*crm.Edit, error) {
	var records []int64
	if record != 0 {
		records = []int64{record}
	}
	entries, _, err := v.tx.EntriesAbout(change, records, 0)
	if err != nil {
		return nil, err
	}
	return v.asEdits(entries)
}

// editsAfter iterates over the edits of a change from a position on, or those of some
// records if there are any. They have no causes.
func (v reader) editsAfter(change int64, records []int64, place int64) iter.Seq2[*crm.Edit, error] {
	return func(yield func(*crm.Edit, error) bool) {
		for e, err := range v.tx.Entries(change, place) {
			if err == nil && len(records) > 0 && !slices.Contains(records, e.ID) {
				continue
			}
			edit, err := v.shownEdit(e, err)
			if !yield(edit, err) || err != nil {
				return
			}
		}
	}
}

// shownEdit returns the edit of an entry without the words of a note that the acting
// producer may not read.
func (v reader) shownEdit(e *store.Entry, err error) (*crm.Edit, error) {
	if err != nil {
		return nil, err
	}
	edits, err := v.asEdits([]*store.Entry{e})
	if err != nil {
		return nil, err
	}
	return edits[0], v.hideNotes(&crm.Outcome{Edits: edits})
}

// asEdits turns entries of one change into records before and after. A cause is known
// if it is among them.
func (v reader) asEdits(entries []*store.Entry) ([]*crm.Edit, error) {
	edits, made := make([]*crm.Edit, 0, len(entries)), map[int64]*crm.Edit{}
	for _, e := range entries {
		edit := &crm.Edit{Action: e.Action, Kind: e.Kind, ID: e.ID, Rule: e.Rule, Seq: int(e.Seq), Cause: made[e.Cause]}
		made[e.Seq] = edit
		after, err := v.recordAfter(e)
		if err != nil {
			return nil, err
		}
		switch e.Action {
		case crm.Create:
			edit.After = after
		case crm.Delete:
			edit.Before = after
			err = v.decodeInto(after, e.Before)
		default:
			edit.Before, edit.After = crm.Copy(after), after
			err = v.decodeInto(edit.Before, e.Before)
		}
		if err != nil {
			return nil, err
		}
		edits = append(edits, edit)
	}
	return edits, nil
}

// recordAfter returns a record as an entry left it, by taking back all later ones.
func (v reader) recordAfter(e *store.Entry) (crm.Record, error) {
	record, err := v.tx.Ref(e.Kind, e.ID)
	if err != nil {
		return nil, err
	}
	if record == nil {
		record = crm.New(e.Kind)
		crm.HeadOf(record).ID = e.ID
	}
	all, err := v.tx.EntriesOf(e.ID)
	if err != nil {
		return nil, err
	}
	for i := len(all) - 1; i >= 0; i-- {
		later := all[i]
		if later.Kind != e.Kind {
			continue
		}
		if later.Change < e.Change || later.Change == e.Change && later.Seq <= e.Seq {
			break
		}
		if err := v.decodeInto(record, later.Before); err != nil {
			return nil, err
		}
	}
	return record, nil
}

// HistoryQuery selects changes.
type HistoryQuery struct {
	Record string // number or name of a record; empty is any
	Since  string // a date
	By     string // a producer
	Rule   string
	Change int // that one alone
	Limit  int
	Edits  int // the first so many of each change; whoever wants the rest reads it
}

// History returns changes with their edits, the oldest first.
func (b *Book) History(ctx context.Context, q HistoryQuery, show func([]*crm.ChangeInfo) error) error {
	return b.read(ctx, func(v reader) error {
		filter := store.HistoryFilter{Rule: q.Rule, Change: int64(q.Change), Limit: q.Limit}
		if err := v.ruleKnown(q.Rule); err != nil {
			return err
		}
		record, err := v.recordID(q.Record)
		if err == nil && record != 0 {
			filter.Records, err = v.numbersOf(record)
		}
		if err != nil {
			return err
		}
		if q.Since != "" {
			if filter.Since, err = b.periodDay("since", q.Since, crm.FlagLooks("since"), crm.Date{}); err != nil {
				return err
			}
		}
		if q.By != "" {
			p, err := v.producer(q.By)
			if err != nil {
				return err
			}
			filter.Producer = p.ID
		}
		changes, err := v.tx.History(filter)
		if err != nil {
			return err
		}
		var infos []*crm.ChangeInfo
		for i := len(changes) - 1; i >= 0; i-- {
			info, err := v.changeInfo(changes[i], filter.Records, q.Edits, q.Change != 0)
			if err != nil {
				return err
			}
			infos = append(infos, info)
		}
		return show(infos)
	})
}

// recordID returns the number of what a text means, as for anyRecord; 0 for an empty text.
// A record of that number may be gone.
func (v reader) recordID(text string) (int64, error) {
	if text == "" {
		return 0, nil
	}
	record, err := v.anyRecord(text)
	if id, ok := recordNumber(text); ok && crm.CodeOf(err) == crm.CodeNotFound {
		was, failed := v.tx.EntriesOf(id)
		if len(was) > 0 || failed != nil {
			return id, failed
		}
	}
	if err != nil {
		return 0, err
	}
	return crm.IDOf(record), nil
}

// changeInfo describes a change: its first edits, or those of some records, and how to
// read the rest. With acted, it tells of each which version of a rule made it.
func (v reader) changeInfo(c *store.Change, records []int64, most int, acted bool) (*crm.ChangeInfo, error) {
	info := &crm.ChangeInfo{ID: c.ID, MadeAt: c.MadeAt, AsOf: c.AsOf, Command: c.Command, Reverses: c.Reverses, UndoneBy: c.UndoneBy, Reason: c.Reason}
	var err error
	if info.By, err = v.producerName(c.Producer); err != nil {
		return nil, err
	}
	if c.ActedBy != 0 {
		actor, err := v.producerName(c.ActedBy)
		if err != nil {
			return nil, err
		}
		info.By += " (" + actor + ")"
	}
	entries, there, err := v.tx.EntriesAbout(c.ID, records, most)
	if err != nil {
		return nil, err
	}
	if info.Edits, err = v.asEdits(entries); err != nil {
		return nil, err
	}
	if acted {
		if err := v.tellActed(entries, info.Edits); err != nil {
			return nil, err
		}
	}
	if info.More = there - len(entries); info.More > 0 {
		info.Rest = v.editsAfter(c.ID, records, entries[len(entries)-1].Seq)
	}
	outcome := &crm.Outcome{Edits: info.Edits, People: map[int64]*crm.Contact{}}
	if err := v.hideNotes(outcome); err != nil {
		return nil, err
	}
	err = v.namePeople(outcome)
	info.People, info.Opportunities = outcome.People, outcome.Opportunities
	return info, err
}

func (v reader) producerName(id int64) (string, error) {
	p, err := store.Ref[*crm.Producer](v.tx, id)
	if p != nil {
		return p.Name, err
	}
	return "", err
}
