package book

import (
	"crm/internal/crm"
	"crm/internal/rules"
)

// nameVersion says which version of a rule acted in a change, and so whose it was then. What the
// condition saw is kept by rules that are not built in.
func (v reader) nameVersion(why *crm.Why, change int64) (err error) {
	shipped := (why.Builtin || why.Pack != "") && len(why.Saw) == 0
	if why.Version, err = v.ruleVersion(why.Rule, change, shipped); err != nil {
		return err
	}
	switch {
	case !why.Version.Builtin:
		why.Builtin, why.Pack = false, ""
	case why.Version.Changed:
		why.Builtin = isBuiltinRule(why.Rule)
	}
	if !why.Version.Builtin {
		return nil
	}
	return v.programVersion(why, change)
}

// programVersion says which version a rule of the program had in the program that made a change.
func (v reader) programVersion(why *crm.Why, change int64) error {
	made, err := v.tx.ChangeByID(change)
	if made == nil || err != nil {
		return err
	}
	version, now := rules.VersionIn(why.Pack, why.Rule, made.Edition)
	if why.Version.Number = version; version != now && made.Edition > 0 {
		why.Version.Now = now
	}
	return nil
}

// ruleVersion returns the version of a rule that acted in a change. It follows from the journal:
// a rule of the book's own is a record, and what it was then is what later edits have not
// changed. Whose rule it is now is known.
func (v reader) ruleVersion(name string, change int64, builtin bool) (crm.RuleVersion, error) {
	own, err := v.tx.OwnRules()
	if err != nil {
		return crm.RuleVersion{}, err
	}
	live := ownRule(own, name)
	if live != nil {
		version, err := v.versionAt(live.ID, change)
		if version.Number > 0 || err != nil {
			return version, err
		}
	}
	if builtin {
		return crm.RuleVersion{Builtin: true}, nil
	}
	gone, err := v.tx.RemovedRules(name) // it was one, or it was built in
	if err != nil {
		return crm.RuleVersion{}, err
	}
	for _, id := range gone {
		if version, err := v.versionAt(id, change); version.Number > 0 || err != nil {
			return version, err
		}
	}
	return crm.RuleVersion{Builtin: true, Changed: live != nil && live.Source != ""}, nil
}

// versionAt returns the version that a rule of the book's own had in a change; none if it was not
// there, or not written in the book.
func (v reader) versionAt(id, change int64) (version crm.RuleVersion, err error) {
	entries, err := v.tx.EntriesOf(id)
	if err != nil {
		return version, err
	}
	for _, e := range entries {
		_, rewritten := e.After["source"]
		switch {
		case e.Change > change:
			version.Removed = e.Action == crm.Delete || version.Removed && e.Action != crm.Create
			version.Changed = version.Changed || rewritten
		case e.Action == crm.Delete:
			version = crm.RuleVersion{}
		default:
			record, err := v.recordAfter(e)
			r, ok := record.(*crm.OwnRule)
			if err != nil || !ok {
				return version, err
			}
			if version = (crm.RuleVersion{Number: e.Version}); r.Source == "" {
				version.Number = 0
			}
		}
	}
	return version, nil
}
