package book

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"crm/internal/crm"
	"crm/internal/rules"
)

// Packs of rules: what the program ships beside the rules of a book.

// packList is the packs as a book has switched them.
type packList []rules.Switched

// packs returns the packs as the book has switched them.
func (v reader) packs() (packList, error) {
	said, err := v.tx.Packs()
	return rules.Switch(said), err
}

// named returns a pack, or nil.
func (all packList) named(name string) *rules.Switched {
	for i := range all {
		if all[i].Name == name {
			return &all[i]
		}
	}
	return nil
}

// of returns the pack whose rule of a name is asked, where the book has none of its own; nil if
// there is none.
func (all packList) of(rule string) *rules.Switched {
	var found *rules.Switched
	for i := range all {
		p := &all[i]
		if p.Has(rule) && (p.On || slices.Contains(p.Always, rule)) && (found == nil || found.Enabled) {
			found = p
		}
	}
	return found
}

// knows returns a pack that has a rule, whether it is on or off; the one that is asked first.
func (all packList) knows(rule string) *rules.Switched {
	if p := all.of(rule); p != nil {
		return p
	}
	i := slices.IndexFunc(all, func(p rules.Switched) bool { return p.Has(rule) })
	if i < 0 {
		return nil
	}
	return &all[i]
}

// ShippedRule returns a rule of the program as it is written, with its texts in a language;
// empty if there is none of the name.
func ShippedRule(name, language string) string {
	if p := packList(rules.Switch(nil)).knows(name); p != nil {
		return p.Source(name, language)
	}
	return ""
}

// names are the rules of the packs that are on.
func (all packList) names() (names []string) {
	for _, p := range all {
		for _, name := range p.Named {
			if all.of(name) != nil && !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
	}
	return names
}

// usual reports whether the book has switched none.
func (all packList) usual() bool {
	return !slices.ContainsFunc(all, func(p rules.Switched) bool { return p.On != p.Enabled })
}

// Packs lists the packs of rules, as the book has switched them.
func (b *Book) Packs(ctx context.Context) (all []rules.Switched, err error) {
	err = b.read(ctx, func(v reader) error {
		all, err = v.packs()
		return err
	})
	return all, err
}

// NoPack is the error for a name that no pack has.
func NoPack(name string) error {
	e := crm.Errorf(crm.CodeNotFound, "there is no pack %q", name)
	var names []string
	for _, p := range rules.Packs() {
		names = append(names, p.Name)
	}
	if near := rules.Near(name, names); near != "" {
		return e.Next("Perhaps", "rule pack show", near)
	}
	return e.Next("List them", "rule pack list")
}

// EnablePack switches a pack of rules on. Its texts are in a language; in that of the user for
// none.
//
// Errors: CodeInvalid for another language; CodeNotFound; CodeConflict if another pack has one of its rules, too; those of
// AddRules.
func (b *Book) EnablePack(ctx context.Context, name, language string) (*crm.Outcome, error) {
	if language != "" && !slices.Contains(rules.Languages(), language) {
		return nil, crm.Errorf(crm.CodeInvalid, "packs are not written in %q", language).On("language").Try("One of: %s", strings.Join(rules.Languages(), ", "))
	}
	return b.change(ctx, "rule pack enable", func(w *work) error {
		all, err := w.packs()
		if err != nil {
			return err
		}
		p := all.named(name)
		if p == nil {
			return NoPack(name)
		}
		if err := all.alone(p); err != nil {
			return err
		}
		was := p.On
		if language == "" && (!was || p.Language == "") {
			language = b.options.Lang
		}
		if p.On = true; language != "" {
			p.Language = language
		}
		if p.Enabled { // its words are those of whoever reads them
			p.Language = ""
		}
		if err := w.keepPack(p); err != nil || was || p.Enabled {
			return err
		}
		own, err := w.tx.OwnRules()
		if err != nil {
			return err
		}
		backfill := ""
		for _, rule := range p.Named {
			if r := ownRule(own, rule); r != nil && r.Source != "" {
				w.say("pack-own-rule", "name", rule)
			} else if backfill == "" && !isBuiltinRule(rule) {
				backfill = rule
			}
		}
		if backfill != "" {
			w.say("pack-from-now", "command", crm.Run("rule backfill", backfill))
		}
		file, err := p.Read(w.schema, p.Language)
		if err != nil {
			return err
		}
		return w.weighRules(own, file, func(rule string) bool {
			r, of := ownRule(own, rule), all.of(rule)
			return (r == nil || r.Source == "") && of != nil && (of.Enabled || of == p)
		})
	})
}

// alone rejects a pack that has a rule which another one that is on has, too. Those that are
// built in are replaced.
//
// Errors: CodeConflict.
func (all packList) alone(p *rules.Switched) error {
	for _, other := range all {
		if other.Name == p.Name || other.Enabled || p.Enabled || !other.On {
			continue
		}
		if i := slices.IndexFunc(p.Named, other.Has); i >= 0 {
			return crm.Errorf(crm.CodeConflict, "the pack %s has a rule %s, too, and there is one of a name", other.Name, p.Named[i]).
				Next("To switch that pack off", "rule pack disable", other.Name)
		}
	}
	return nil
}

// DisablePack switches a pack of rules off. What it has made stays.
//
// Errors: CodeNotFound.
func (b *Book) DisablePack(ctx context.Context, name string) (*crm.Outcome, error) {
	return b.change(ctx, "rule pack disable", func(w *work) error {
		all, err := w.packs()
		if err != nil {
			return err
		}
		p := all.named(name)
		if p == nil {
			return NoPack(name)
		}
		if !p.On {
			return nil
		}
		p.On, p.Language = false, ""
		if err := w.keepPack(p); err != nil {
			return err
		}
		if len(p.Always) > 0 {
			w.say("pack-always", "n", len(p.Always), "names", p.Always)
		}
		return w.sayLeft(p, all)
	})
}

// keepPack keeps how a pack is switched. Of one that is as it is by itself nothing is kept.
func (w *work) keepPack(p *rules.Switched) error {
	said, err := w.tx.Packs()
	if err != nil {
		return err
	}
	r := &crm.Pack{Name: p.Name}
	if i := slices.IndexFunc(said, func(r *crm.Pack) bool { return r.Name == p.Name }); i >= 0 {
		r = said[i]
	}
	if r.State = crm.RuleOff; p.On {
		r.State = crm.RuleOn
	}
	r.Language = p.Language
	if p.On == p.Enabled {
		if r.ID == 0 {
			return nil
		}
		w.subject(r)
		return w.remove(crm.KindPack, r.ID, "")
	}
	w.subject(r)
	_, err = w.put(r)
	return err
}

// sayLeft says how many activities are open that rules of a pack have made, and that no other
// rule of the name looks after.
func (w *work) sayLeft(p *rules.Switched, all packList) error {
	var names []string
	for _, name := range p.Named {
		if all.of(name) == nil {
			names = append(names, name)
		}
	}
	open, err := w.tx.OpenOf(names)
	for _, kind := range crm.Picklist("activity_kind") {
		n, by := 0, []string{}
		for _, name := range names {
			if open[kind][name] > 0 {
				n, by = n+open[kind][name], append(by, name)
			}
		}
		if n == 0 {
			continue
		}
		where := "rule == " + strconv.Quote(by[0])
		if len(by) > 1 {
			where = `rule in ["` + strings.Join(by, `", "`) + `"]`
		}
		verb := commandFor(kind)
		w.say("pack-left", "n", n, "verb", verb, "command", crm.Run(verb+" list", crm.With("where", where)))
	}
	return err
}
