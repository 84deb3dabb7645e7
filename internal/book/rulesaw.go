package book

import (
	"crm/internal/crm"
	"crm/internal/rules"
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

// tellActed says of each edit of a change of the journal which version of which rule made it, and what
// its condition saw.
func (v reader) tellActed(entries []*store.Entry, edits []*crm.Edit) error {
	for i, e := range entries {
		if e.Rule == "" {
			continue
		}
		builtin, pack, err := v.whoseRule(e.Rule)
		if err != nil {
			return err
		}
		why := &crm.Why{Activity: &crm.Activity{}, Rule: e.Rule, Builtin: builtin, Pack: pack}
		if a, ok := edits[i].After.(*crm.Activity); ok && a.Rule == e.Rule && a.Explanation != nil && (e.Action == crm.Create || edits[i].Changed("explanation")) {
			why.Activity, why.Saw = a, a.Explanation.Saw
		} else {
			why.Activity.Explanation = &crm.Explanation{}
		}
		if err := v.nameVersion(why, e.Change); err != nil {
			return err
		}
		if err := v.sawThen(why, e); err != nil {
			return err
		}
		edits[i].Acted = &crm.Acted{Version: why.Version, Saw: why.Saw}
	}
	return nil
}

// mostActed is of how many edits of an outcome it is told which version of a rule made them.
const mostActed = 1000

// tellRules says of the edits of an outcome that rules made which version of the rule did, and what
// its condition saw.
func (w *work) tellRules() error {
	if !w.options.TellsRules || w.streaming || len(w.outcome.Edits) > mostActed {
		return nil
	}
	versions := map[string]crm.RuleVersion{}
	for _, e := range w.outcome.Edits {
		if e.Rule == "" {
			continue
		}
		of, known := versions[e.Rule]
		if !known {
			var err error
			if of, err = w.versionNow(e.Rule); err != nil {
				return err
			}
			versions[e.Rule] = of
		}
		e.Acted = &crm.Acted{Version: of}
		var found []crm.SeenValue
		if a, ok := e.After.(*crm.Activity); ok && a.Rule == e.Rule && a.Explanation != nil {
			e.Acted.Saw, found = a.Explanation.Saw, a.Explanation.Found
		}
		if e.Acted.Saw != nil || e.Cause == nil {
			continue
		}
		set, err := w.ruleSet()
		if err != nil {
			return err
		}
		if e.Acted.Saw, err = set.Seen(e.Rule, e.Cause, w.settings); err != nil {
			return err
		}
		e.Acted.Saw = append(e.Acted.Saw, found...)
	}
	return nil
}

// versionNow returns the version of a rule that is in force.
func (w *work) versionNow(rule string) (crm.RuleVersion, error) {
	builtin, pack, err := w.whoseRule(rule)
	if err != nil {
		return crm.RuleVersion{}, err
	}
	if builtin || pack != "" {
		version, _ := rules.VersionIn(pack, rule, rules.Edition)
		return crm.RuleVersion{Builtin: true, Number: version}, nil
	}
	own, err := w.tx.OwnRules()
	if r := ownRule(own, rule); r != nil {
		return crm.RuleVersion{Number: r.Version}, err
	}
	return crm.RuleVersion{}, err
}
