package book

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"crm/internal/crm"
	"crm/internal/rules"
)

// Rules of the book's own, and what it says of built-in ones.

// ruleSet returns the rules in force. A book that says nothing of rules is asked nothing.
func (v reader) ruleSet() (*rules.Set, error) {
	mark := v.tx.Settings().Rules
	if v.rules != nil && v.ruledBy == mark {
		return v.rules, nil
	}
	own, err := v.tx.OwnRules()
	if err != nil {
		return nil, err
	}
	packs, err := v.packs()
	if err != nil {
		return nil, err
	}
	v.rules, v.ruledBy = v.setOf(own, packs), mark
	return v.rules, nil
}

// setOf returns the rules in force in a book that says that of rules and packs.
func (b *Book) setOf(own []*crm.OwnRule, packs packList) *rules.Set {
	if len(own) == 0 && packs.usual() {
		return rules.Builtin(b.schema)
	}
	return rules.With(b.schema, b.ownOf(own), packs...)
}

func (b *Book) ownOf(own []*crm.OwnRule) (all []rules.Own) {
	schema := b.schema
	for _, r := range own {
		all = append(all, rules.Own{
			Name: r.Name, Off: r.State == crm.RuleOff, Before: r.Before, After: r.After, Heads: rules.ReadHeads(r.Name, r.Heads), Language: r.Language,
			Clauses: func() ([]rules.Rule, error) { return rules.Decode(schema, r.Name, r.Clauses, r.Source) },
		})
	}
	return all
}

// ownRule finds what the book says of a rule, or nil.
func ownRule(own []*crm.OwnRule, name string) *crm.OwnRule {
	i := slices.IndexFunc(own, func(r *crm.OwnRule) bool { return r.Name == name })
	if i < 0 {
		return nil
	}
	return own[i]
}

func isBuiltinRule(name string) bool { return slices.Contains(rules.BuiltinNames(), name) }

// noRule is the error for a name that no rule has.
func noRule(name string, own []*crm.OwnRule, packs packList) error {
	names := packs.names()
	for _, r := range own {
		if !slices.Contains(names, r.Name) {
			names = append(names, r.Name)
		}
	}
	e := crm.Errorf(crm.CodeNotFound, "there is no rule %q", name)
	if near := rules.Near(name, names); near != "" {
		return e.Next("Perhaps", "rule show", near)
	}
	return e.Next("List them", "rule list")
}

// AddRules keeps rules of the book's own. Label is what their text is called in errors. One
// of a built-in one's name replaces it.
//
// Errors: CodeInvalid, with the place of each fault; CodeConflict for one that the book has,
// unless it is replaced.
func (b *Book) AddRules(ctx context.Context, label, text string, replace bool) (*crm.Outcome, error) {
	return b.change(ctx, "rule add", func(w *work) error {
		file, err := rules.Read(w.schema, label, text)
		if err != nil {
			return err
		}
		own, err := w.tx.OwnRules()
		if err != nil {
			return err
		}
		for _, name := range file.Names() {
			if err := mayBeSwitched(name); err != nil {
				return err
			}
			r := ownRule(own, name)
			if r != nil && r.Source != "" && !replace {
				return crm.Errorf(crm.CodeConflict, "the book has a rule %s already", name).
					Next("To change it", "rule edit", name).Try("To replace it: the same command with --force")
			}
			if r == nil {
				r = &crm.OwnRule{Name: name, State: crm.RuleOn}
				own = append(own, r)
			}
			r.Language = w.options.Lang
			if err := w.keepRule(r, file); err != nil {
				return err
			}
		}
		return w.weighRules(own, file, nil)
	})
}

// mayBeSwitched rejects what would replace a rule that acts in any case, or switch it off.
//
// Errors: CodeConflict.
func mayBeSwitched(name string) error {
	if !rules.ActsAlways(name) {
		return nil
	}
	return crm.Errorf(crm.CodeConflict, "the rule %s keeps whoever said no from being called, and acts in any case: it is neither switched off nor replaced", name).
		Next("To read it", "rule show", name).Try("A rule of another name can do more beside it.")
}

// keepRule keeps the text of a rule.
func (w *work) keepRule(r *crm.OwnRule, file *rules.File) error {
	clauses, source, err := file.Kept(r.Name)
	if err != nil {
		return err
	}
	if r.Clauses, err = rules.Encode(clauses); err != nil {
		return err
	}
	r.Source, r.Heads, r.Language = source, rules.Heads(clauses), cmp.Or(r.Language, w.options.Lang)
	w.subject(r)
	_, err = w.put(r)
	return err
}

// tryRules runs the examples of rules, and asks before it keeps rules of which one fails.
func (w *work) tryRules(file *rules.File) error {
	all, err := file.Try("")
	if err != nil {
		return err
	}
	failed := slices.DeleteFunc(all, (*crm.RuleTrial).Passed)
	if len(failed) == 0 {
		return nil
	}
	first := failed[0]
	return w.confirm("confirm-examples", "n", len(failed), "rule", first.Rule, "at", first.At, "why", first.Differences[0].Text(w.schema.Decimals()))
}

// weighRules runs the examples of new rules, warns of what they and the others do to each
// other, and rejects those that would set each other off for ever. What known rules do to each
// other is meant.
//
// Errors: CodeInvalid, with the place.
func (w *work) weighRules(own []*crm.OwnRule, file *rules.File, known func(rule string) bool) error {
	if err := w.checkNumbers(file); err != nil {
		return err
	}
	if err := w.tryRules(file); err != nil {
		return err
	}
	packs, err := w.packs()
	if err != nil {
		return err
	}
	for _, name := range file.Idle() {
		w.say("rule-idle", "rule", name)
	}
	builtIn := w.setOf(nil, packs).Conflicts(file.Names()...)
	conflicts := slices.DeleteFunc(w.setOf(own, packs).Conflicts(file.Names()...), func(c rules.Conflict) bool {
		return slices.ContainsFunc(builtIn, c.Same) || // which is meant
			known != nil && !slices.ContainsFunc(c.Rules, func(rule string) bool { return !known(rule) })
	})
	for _, c := range conflicts {
		if c.Slot == "" && !c.Long && c.Certain {
			return crm.Errorf(crm.CodeInvalid, "%s: this would go on for ever: %s", file.Where(c.Rules...), goesRound(c)).
				Try("Say in its condition when it is to end, as with changed(\"…\") or becomes(\"…\", …)")
		}
	}
	w.warnOfConflicts(conflicts, file)
	return nil
}

// mostConflicts is how many warnings there are of what rules do to each other. Rules that fill one
// slot do so in pairs, of which there are many.
const mostConflicts = 5

// warnOfConflicts warns of what rules may do to each other, once for the two that fill slots.
func (w *work) warnOfConflicts(conflicts []rules.Conflict, file *rules.File) {
	var told []rules.Conflict
	for _, c := range conflicts {
		at := slices.IndexFunc(told, func(t rules.Conflict) bool { return c.Slot != "" && t.Slot != "" && slices.Equal(t.Rules, c.Rules) })
		if at < 0 {
			told = append(told, c)
			continue
		}
		told[at].Slot += ", " + c.Slot
	}
	for i, c := range told {
		at := file.Where(c.Rules...)
		switch {
		case i == mostConflicts:
			w.warn("rule-conflicts-more", "n", len(told)-mostConflicts)
			return
		case c.Slot != "":
			w.warn("rule-slot", "at", at, "slot", c.Slot, "rule", c.Rules[0], "winner", c.Rules[1])
		case c.Long:
			w.warn("rule-chain-long", "at", at, "chain", strings.Join(c.Rules, " → "), "n", deepest, "rule", c.Rules[deepest])
		default:
			w.warn("rule-chain", "at", at, "chain", goesRound(c))
		}
	}
}

// goesRound is a chain of rules that comes back to where it began.
func goesRound(c rules.Conflict) string {
	return strings.Join(append(slices.Clone(c.Rules), c.Rules[0]), " → ")
}

// RuleText returns a rule as it is written, and the version of what the book says of it; 0 if
// that is nothing.
//
// Errors: CodeNotFound.
func (b *Book) RuleText(ctx context.Context, name string) (text string, version int64, err error) {
	err = b.read(ctx, func(v reader) error {
		own, err := v.tx.OwnRules()
		if err != nil {
			return err
		}
		r := ownRule(own, name)
		if r != nil {
			text, version = r.Source, r.Version
		}
		if text != "" {
			return nil
		}
		packs, err := v.packs()
		if err != nil {
			return err
		}
		p := packs.knows(name)
		if p == nil {
			return noRule(name, own, packs)
		}
		text = p.Source(name, cmp.Or(p.Language, b.options.Lang))
		return nil
	})
	return text, version, err
}

// ReplacedRule returns the rule that there is without the one that is asked; empty if there is
// none. Of one that replaces none it returns that itself.
func (b *Book) ReplacedRule(ctx context.Context, name string) (text string, err error) {
	err = b.read(ctx, func(v reader) error {
		own, err := v.tx.OwnRules()
		if err != nil {
			return err
		}
		packs, err := v.packs()
		r, p := ownRule(own, name), packs.of(name)
		if p != nil && !p.Enabled && r != nil && r.Source != "" {
			text = p.Source(name, p.Language)
		} else {
			text = rules.Source(name)
		}
		return err
	})
	return text, err
}

// EditRule replaces the text of a rule, if nobody has changed it since that version. One of a
// built-in rule makes it one of the book's own.
//
// Errors: those of AddRules, CodeNotFound, CodeConflict for another version.
func (b *Book) EditRule(ctx context.Context, name, label, text string, version int64) (*crm.Outcome, error) {
	return b.change(ctx, "rule edit", func(w *work) error {
		own, err := w.tx.OwnRules()
		if err != nil {
			return err
		}
		r, err := w.ruleNamed(own, name)
		if err != nil {
			return err
		}
		if err := mayBeSwitched(name); err != nil {
			return err
		}
		if r.ID == 0 {
			own = append(own, r)
		}
		if r.Version != version {
			return crm.Errorf(crm.CodeConflict, "somebody has changed the rule %s meanwhile", name).Next("To see it", "rule show", name)
		}
		file, err := rules.Read(w.schema, label, text)
		if err != nil {
			return err
		}
		if names := file.Names(); len(names) != 1 || names[0] != name {
			return crm.Errorf(crm.CodeInvalid, "%s: this is to be the rule %s, and no other", file.Where(names...), name).
				Next("To add another one", "rule add", crm.Blank("FILE"))
		}
		if err := w.keepRule(r, file); err != nil {
			return err
		}
		return w.weighRules(own, file, nil)
	})
}

// RemoveRule removes what the book says of a rule: one of its own goes, and a built-in one
// is as it was.
//
// Errors: CodeNotFound, CodeConflict for a built-in one of which it says nothing.
func (b *Book) RemoveRule(ctx context.Context, name string) (*crm.Outcome, error) {
	return b.change(ctx, "rule remove", func(w *work) error {
		own, err := w.tx.OwnRules()
		if err != nil {
			return err
		}
		packs, err := w.packs()
		if err != nil {
			return err
		}
		p := packs.of(name)
		switch r := ownRule(own, name); {
		case r != nil:
			w.subject(r)
			switch {
			case p != nil && p.Enabled:
				w.say("rule-built-in-again", "name", name)
			case p != nil:
				w.say("rule-pack-again", "name", name, "pack", p.Name)
			}
			return w.remove(crm.KindRule, r.ID, "")
		case p == nil:
			return noRule(name, own, packs)
		case p.Enabled:
			return crm.Errorf(crm.CodeConflict, "the rule %s is built in and stays", name).Next("To switch it off", "rule disable", name)
		}
		return crm.Errorf(crm.CodeConflict, "the rule %s is one of the pack %s", name, p.Name).
			Next("To switch it off", "rule disable", name).Next("To switch the pack off", "rule pack disable", p.Name)
	})
}

// SwitchRule switches a rule on or off, a built-in one, too.
//
// Errors: CodeNotFound.
func (b *Book) SwitchRule(ctx context.Context, name, state string) (*crm.Outcome, error) {
	command := "rule enable"
	if state == crm.RuleOff {
		command = "rule disable"
	}
	return b.change(ctx, command, func(w *work) error {
		return w.sayOfRule(name, func(r *crm.OwnRule) error {
			if state == crm.RuleOff {
				if err := mayBeSwitched(name); err != nil {
					return err
				}
			}
			if state == crm.RuleOn && r.State == crm.RuleOff {
				w.say("rule-on-again", "rule", name)
			}
			r.State = state
			return nil
		})
	})
}

// OrderRule has a rule asked before or after another one; both empty put it where it is by
// itself.
//
// Errors: CodeNotFound, CodeConflict if the other one waits for it.
func (b *Book) OrderRule(ctx context.Context, name, before, after string) (*crm.Outcome, error) {
	return b.change(ctx, "rule order", func(w *work) error {
		own, err := w.tx.OwnRules()
		if err != nil {
			return err
		}
		packs, err := w.packs()
		if err != nil {
			return err
		}
		beside := before + after
		switch {
		case beside == "":
		case ownRule(own, beside) == nil && packs.of(beside) == nil:
			return noRule(beside, own, packs)
		case beside == name:
			return crm.Errorf(crm.CodeInvalid, "a rule is not beside itself")
		case rules.CirclesBack(w.ownOf(own), name, beside):
			return crm.Errorf(crm.CodeConflict, "%s is put beside %s itself", beside, name).Next("To put it where it is by itself", "rule order", beside, crm.With("usual", nil))
		}
		return w.sayOfRule(name, func(r *crm.OwnRule) error {
			r.Before, r.After = before, after
			return nil
		})
	})
}

// ruleNamed returns the rule of that name, with what the book says of it. Of a rule that is
// built in, or of a pack, it may say nothing: the record is new.
//
// Errors: CodeNotFound; CodeConflict if it is one of a pack that is off.
func (w *work) ruleNamed(own []*crm.OwnRule, name string) (*crm.OwnRule, error) {
	r := ownRule(own, name)
	if r != nil && r.Source != "" {
		return r, nil
	}
	packs, err := w.packs()
	switch {
	case err != nil:
		return nil, err
	case packs.of(name) == nil && packs.knows(name) != nil:
		pack := packs.knows(name).Name
		return nil, crm.Errorf(crm.CodeConflict, "the rule %s is one of the pack %s, which is off", name, pack).
			Next("To switch the pack on", "rule pack enable", pack)
	case packs.of(name) == nil:
		return nil, noRule(name, own, packs)
	case r != nil:
		return r, nil
	}
	return &crm.OwnRule{Name: name, State: crm.RuleOn}, nil
}

// sayOfRule changes what the book says of a rule. It keeps nothing that says nothing.
func (w *work) sayOfRule(name string, change func(*crm.OwnRule) error) error {
	own, err := w.tx.OwnRules()
	if err != nil {
		return err
	}
	r, err := w.ruleNamed(own, name)
	if err != nil {
		return err
	}
	if err := change(r); err != nil {
		return err
	}
	w.subject(r)
	if r.Source == "" && r.State == crm.RuleOn && r.Before+r.After == "" {
		if r.ID == 0 {
			return nil
		}
		return w.remove(crm.KindRule, r.ID, "")
	}
	_, err = w.put(r)
	return err
}
