package store

import (
	"slices"

	"crm/internal/crm"
)

// OwnRules returns what the book says of rules, by name.
func (v *View) OwnRules() ([]*crm.OwnRule, error) {
	if v.settings != nil && v.settings.Rules == "" {
		return nil, nil
	}
	return find[*crm.OwnRule](v, "ORDER BY name, id")
}

// Packs returns what the book says of packs of rules, by name.
func (v *View) Packs() ([]*crm.Pack, error) {
	if v.settings != nil && v.settings.Rules == "" {
		return nil, nil
	}
	return find[*crm.Pack](v, "ORDER BY name, id")
}

// RuleUse is how often a rule acted, and the day as of which it did last.
type RuleUse struct {
	Changes int
	Last    crm.Date
}

// RuleUses returns by name in how many changes that are in force each rule has acted.
func (v *View) RuleUses() (map[string]RuleUse, error) {
	uses := map[string]RuleUse{}
	err := v.each(`SELECT u.rule, count(*), max(c.as_of) FROM (SELECT DISTINCT rule, change FROM edits WHERE rule IS NOT NULL) AS u
		JOIN changes c ON c.id = u.change WHERE c.undone_by IS NULL AND c.reverses IS NULL GROUP BY u.rule`, nil, func(row *rows) error {
		var rule, day string
		use := RuleUse{}
		if err := row.Scan(&rule, &use.Changes, &day); err != nil {
			return err
		}
		var err error
		use.Last, err = crm.ParseISODate(day)
		uses[rule] = use
		return err
	})
	return uses, err
}

// RuleProblems returns the rules that failed in changes that are in force and that nobody
// has seen, the latest first.
func (v *View) RuleProblems() (all []*crm.RuleProblem, err error) {
	err = v.each(`SELECT change, rule, kind, record, coalesce(part, ''), why, n FROM rule_problems
		WHERE EXISTS (SELECT 1 FROM changes WHERE id = change AND undone_by IS NULL) ORDER BY change DESC, rule`, nil, func(row *rows) error {
		p := &crm.RuleProblem{}
		all = append(all, p)
		return row.Scan(&p.Change, &p.Rule, &p.Kind, &p.Record, &p.Part, &p.Why, &p.N)
	})
	return all, err
}

// KeepRuleProblem keeps what failed until it is seen.
func (tx *Tx) KeepRuleProblem(p *crm.RuleProblem) error {
	return tx.exec("INSERT INTO rule_problems (change, rule, kind, record, part, why, n) VALUES ($1, $2, $3, $4, $5, $6, $7)",
		p.Change, p.Rule, string(p.Kind), p.Record, orNull(p.Part), p.Why, p.N)
}

// RuleProblemsSeen forgets what has failed.
func (tx *Tx) RuleProblemsSeen() error { return tx.exec("DELETE FROM rule_problems") }

// OpenOf counts by kind and rule the open activities that rules of some names have made.
func (v *View) OpenOf(rules []string) (map[string]map[string]int, error) {
	open := map[string]map[string]int{}
	if len(rules) == 0 {
		return open, nil
	}
	marks, args := oneOf(rules)
	err := v.each("SELECT kind, rule, count(*) FROM activities WHERE status = 'open' AND rule IN ("+marks+") GROUP BY kind, rule", args, func(row *rows) error {
		kind, rule, n := "", "", 0
		if err := row.Scan(&kind, &rule, &n); err != nil {
			return err
		}
		if open[kind] == nil {
			open[kind] = map[string]int{}
		}
		open[kind][rule] = n
		return nil
	})
	return open, err
}

// RuleActed reports whether a rule of that name made an edit.
func (v *View) RuleActed(name string) (bool, error) { return v.any("FROM edits WHERE rule = $1", name) }

// RemovedRules returns the numbers of the rules of a name that the book had, the last first.
func (v *View) RemovedRules(name string) ([]int64, error) {
	removed, err := v.entries("WHERE kind = 'rule' AND action = $1 ORDER BY change DESC, seq DESC", string(crm.Delete))
	var numbers []int64
	for _, e := range removed {
		if e.Before["name"] == name && !slices.Contains(numbers, e.ID) {
			numbers = append(numbers, e.ID)
		}
	}
	return numbers, err
}

// RuleActedFor returns the last change in force in which a rule acted because of an edit of a
// record, or was made to act for it; 0 if there is none.
func (v *View) RuleActedFor(rule string, record int64) (int64, error) {
	found, err := column[int64](v, `SELECT max(change) FROM (
		SELECT c.change FROM edits c JOIN edits e ON e.change = c.change AND e.rule = $1 AND e.cause = c.seq WHERE c.record = $2
		UNION ALL SELECT change FROM rule_fills WHERE rule = $1 AND record = $2) AS acted
		WHERE EXISTS (SELECT 1 FROM changes WHERE id = acted.change AND undone_by IS NULL AND reverses IS NULL) HAVING max(change) IS NOT NULL`, rule, record)
	if len(found) == 0 {
		return 0, err
	}
	return found[0], err
}

// RuleActedRecords returns the records for which RuleActedFor finds a change.
func (v *View) RuleActedRecords(rule string) (map[int64]bool, error) {
	found, err := column[int64](v, `SELECT c.record FROM edits e JOIN edits c ON c.change = e.change AND c.seq = e.cause
			JOIN changes ch ON ch.id = e.change AND ch.undone_by IS NULL AND ch.reverses IS NULL WHERE e.rule = $1
		UNION SELECT f.record FROM rule_fills f JOIN changes ch ON ch.id = f.change AND ch.undone_by IS NULL WHERE f.rule = $1`, rule)
	acted := make(map[int64]bool, len(found))
	for _, id := range found {
		acted[id] = true
	}
	return acted, err
}

// KeepRuleFill keeps that a change made a rule act for a record.
func (tx *Tx) KeepRuleFill(rule string, record, change int64) error {
	return tx.exec("INSERT INTO rule_fills (rule, record, change) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING", rule, record, change)
}

// RuleFilled returns the records for which a change made a rule act, by rule.
func (v *View) RuleFilled(change int64) (map[string][]int64, error) {
	filled := map[string][]int64{}
	err := v.each("SELECT rule, record FROM rule_fills WHERE change = $1", []any{change}, func(row *rows) error {
		var rule string
		var record int64
		err := row.Scan(&rule, &record)
		filled[rule] = append(filled[rule], record)
		return err
	})
	return filled, err
}

// RuleActedOn returns the last change in force in which a rule has made an edit of a record, or of
// what regards it, or because of an edit of it, on that day or later unless it is zero; 0 if there is
// none.
func (v *View) RuleActedOn(rule string, kind crm.Kind, id int64, since crm.Date) (change int64, err error) {
	regards := ""
	for _, noun := range []crm.Kind{crm.KindActivity, crm.KindOpportunity, crm.KindQuote, crm.KindPolicy, crm.KindNote} {
		if _, ok := crm.AboutField(noun, kind); ok && noun != kind {
			regards += " UNION ALL SELECT id FROM " + crm.NounOf(noun).Table + " WHERE " + string(kind) + " = $2"
		}
	}
	on := ` JOIN changes c ON c.id = e.change WHERE e.rule = $1 AND c.undone_by IS NULL AND c.reverses IS NULL AND c.as_of >= $3 AND `
	err = v.row(`SELECT coalesce(max(change), 0) FROM (SELECT e.change FROM edits e`+on+`e.record IN (SELECT $2`+regards+`)
		UNION ALL SELECT e.change FROM edits b JOIN edits e ON e.change = b.change AND e.cause = b.seq`+on+`b.record = $2
		UNION ALL SELECT e.change FROM rule_fills e`+on+`e.record = $2) AS acted`, rule, id, since.String()).Scan(&change)
	return change, err
}
