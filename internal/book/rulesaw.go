package book

import (
	"crm/internal/crm"
	"crm/internal/store"
)

// causeOf returns the edit that set off the rule of an entry, as it was then; nil if none did.
func (v reader) causeOf(e *store.Entry) (*crm.Edit, error) {
	if e.Cause == 0 {
		return nil, nil
	}
	cause, err := v.tx.EntryAt(e.Change, e.Cause)
	if cause == nil || err != nil {
		return nil, err
	}
	edits, err := v.asEdits([]*store.Entry{cause})
	if err != nil {
		return nil, err
	}
	return edits[0], nil
}

// sawThen says what the condition of a rule saw that acted in an entry. Built-in rules keep with
// what they make only what the journal does not tell.
func (v reader) sawThen(why *crm.Why, e *store.Entry) error {
	x := why.Activity.Explanation
	if x == nil || len(x.Saw) > 0 {
		return nil
	}
	edit, err := v.causeOf(e)
	if err != nil {
		return err
	}
	if edit != nil {
		err = v.sawOf(why, edit)
	}
	why.Saw = append(why.Saw, x.Found...)
	return err
}

// sawOf says what the condition of a rule saw of the edit that set it off. One that is written
// otherwise now, or is gone, asked for something else.
func (v reader) sawOf(why *crm.Why, edit *crm.Edit) error {
	if of := why.Version; of.Changed || of.Removed || of.Now > 0 {
		return nil
	}
	set, err := v.ruleSet()
	if err != nil {
		return err
	}
	why.Saw, err = set.Seen(why.Rule, edit, v.tx.Settings())
	return err
}
