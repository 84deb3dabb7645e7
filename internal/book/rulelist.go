package book

import (
	"context"

	"crm/internal/crm"
	"crm/internal/rules"
	"crm/internal/store"
)

// RuleEntry is a rule as a list shows it.
type RuleEntry struct {
	Name    string
	Builtin bool   // there is a built-in one of the name
	Own     bool   // it is written in the book
	Pack    string // of which it is one, or else would be
	Off     bool
	Before  string
	After   string
	Use     store.RuleUse
	Clauses []*rules.Rule
}

// Shipped reports whether the rule is as the program has it without a pack being switched on.
func (e *RuleEntry) Shipped() bool {
	p := rules.PackNamed(e.Pack)
	return !e.Own && (p == nil || p.Enabled)
}

// Rules lists the rules in the order in which they are asked, with those that are off behind
// them.
func (b *Book) Rules(ctx context.Context) (all []RuleEntry, err error) {
	err = b.read(ctx, func(v reader) error {
		own, err := v.tx.OwnRules()
		if err != nil {
			return err
		}
		uses, err := v.tx.RuleUses()
		if err != nil {
			return err
		}
		packs, err := v.packs()
		all = v.entries(own, packs, uses)
		return err
	})
	return all, err
}

// BuiltinRules lists the rules of a book that says nothing of them.
func BuiltinRules() []RuleEntry { return (&Book{}).entries(nil, rules.Switch(nil), nil) }

func (b *Book) entries(own []*crm.OwnRule, packs packList, uses map[string]store.RuleUse) (all []RuleEntry) {
	set := b.setOf(own, packs)
	names := set.Names()
	on := len(names)
	var asked []*crm.OwnRule // as if those that are off were on
	for _, r := range own {
		is := crm.Copy(r)
		is.State = crm.RuleOn
		asked = append(asked, is)
		if r.State == crm.RuleOff && (r.Source != "" || packs.of(r.Name) != nil) {
			names = append(names, r.Name)
		}
	}
	every := b.setOf(asked, packs)
	for i, name := range names {
		e := RuleEntry{Name: name, Builtin: isBuiltinRule(name), Off: i >= on, Use: uses[name], Clauses: every.Named(name)}
		if p := packs.of(name); p != nil {
			e.Pack = p.Name
		}
		if r := ownRule(own, name); r != nil {
			e.Own, e.Before, e.After = r.Source != "", r.Before, r.After
		}
		all = append(all, e)
	}
	return all
}

// ruleKnown rejects a name that no rule has, nor had when it acted.
//
// Errors: CodeNotFound.
func (v reader) ruleKnown(name string) error {
	if name == "" || isBuiltinRule(name) {
		return nil
	}
	own, err := v.tx.OwnRules()
	if err != nil || ownRule(own, name) != nil {
		return err
	}
	packs, err := v.packs()
	if err != nil || packs.of(name) != nil {
		return err
	}
	acted, err := v.tx.RuleActed(name)
	if acted || err != nil {
		return err
	}
	return noRule(name, own, packs)
}

// whoseRule reports whether a rule that acted is built in, or was, and otherwise of which pack
// it is; a rule of the book's own is neither.
func (v reader) whoseRule(name string) (builtin bool, pack string, err error) {
	if name == "" || name == crm.MissedBirthday {
		return true, "", nil
	}
	own, err := v.tx.OwnRules()
	if err != nil {
		return false, "", err
	}
	if r := ownRule(own, name); r != nil && r.Source != "" {
		return false, "", nil
	}
	packs, err := v.packs()
	if p := packs.knows(name); p != nil && !p.Enabled {
		return false, p.Name, err
	}
	return isBuiltinRule(name), "", err
}
