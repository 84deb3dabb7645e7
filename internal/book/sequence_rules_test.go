package book

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"crm/internal/crm"
	"crm/internal/rules"
)

// Random rules: what they listen to, and what they do beside the rhythm. Some fail now and
// then, and some set each other off.
var (
	ruleWhens = map[string][]string{
		"contact": {`created()`, `becomes("stage", "lead")`, `changed("rating") and stage != nil`, `changed("city") or appears("birthday")`, `deleted()`,
			`updated() and (do_not_contact != nil or referred_by != nil)`, `household != nil and contact.household.name contains "a"`, `tags != nil and "vip" in tags`},
		"activity": {`becomes("status", "done")`, `becomes("call_result", "no-reach") and tries_left`, `created() and kind == "appointment"`, `becomes("status", "cancelled") and rule != nil`,
			`kind == "task" and rule startsWith "own" and becomes("status", "done")`, `deleted() and kind == "call"`, `spoken_since and changed("call_result")`},
		"opportunity": {`created()`, `becomes("status", "won") and line in ["home", "auto"]`, `changed("stage") and waiting_quotes > 0`, `becomes("status", "lost")`},
		"policy":      {`created()`, `becomes("status", "cancelled")`, `changed("expires") and expires > today`},
		"note":        {`created()`, `changed("body")`, `deleted()`},
		"consent":     {`created()`},
		"relation":    {`created()`, `deleted()`},
		"producer":    {`created()`, `changed("retired")`},
		"suppression": {`created()`},
	}
	ruleDeeds = []string{
		"create: task\n      subject: look at {{contact.name}}\n      due: = on_or_after_workday(today + days(%d))",
		"create: task\n      subject: in a slot\n      slot: own\n      due: = today + weeks(%d)",
		"create: task\n      subject: in a slot\n      slot: own\n      only_earlier: true\n      due: = next_birthday(contact.birthday, today + days(%d))", // which may be unknown
		"create: email\n      subject: Hello {{contact.given ?? contact.name}}\n      priority: low\n      due: = latest(today, contact.last_call + days(%d))",
		"create: note\n      body: on {{today}}, rule %d",
		"set: contact\n      rating: = today > \"2026-06-%02d\" ? \"a\" : \"b\"",
		"set: contact\n      city: = nil",
		"cancel: activities\n      where: slot == \"own\" and not promised()",
		"complete: activities\n      where: kind == \"task\" and rule startsWith \"own\" and due < today",
		"set: activities\n      where: kind == \"task\" and rule startsWith \"own\"\n      priority: high",
		"say: it is {{today}}, and {{contact.name ?? \"nobody\"}} was there",
		"warn: look at it\n      if: contact.stage == \"client\"",
		"say: it is open\n      each: activities\n      where: kind == \"task\"",
	}
)

// ruleText draws a valid rule. One of a built-in name is as that is.
func (p *player) ruleText(name string) string {
	if source := rules.Source(name); source != "" {
		return strings.Replace(source, "\n  about: ", "\n  about: As ever, "+p.one("about", "here", "there")+": ", 1)
	}
	var text strings.Builder
	for range rapid.IntRange(1, 3).Draw(p.T, "clauses") {
		on := p.one("on", "contact", "activity", "activity", "opportunity", "policy", "note", "consent", "relation", "producer", "suppression")
		fmt.Fprintf(&text, "- name: %s # drawn\n  about: A rule of %s.\n  on: %s\n  when: %s\n  do:\n", name, name, on, p.one("when", ruleWhens[on]...))
		for range rapid.IntRange(1, 3).Draw(p.T, "effects") {
			deed := p.one("deed", ruleDeeds...)
			if strings.Contains(deed, "%") {
				deed = fmt.Sprintf(deed, rapid.IntRange(0, 9).Draw(p.T, "n"))
			}
			text.WriteString("    - " + deed + "\n")
		}
	}
	return text.String()
}

// ruleCommands keep, change and take away rules of the book's own.
func (p *player) ruleCommands(ctx context.Context) map[string]func() (*crm.Outcome, error) {
	b := p.book
	// Built-in ones that plan nothing which anybody would miss.
	name := func() string {
		return p.one("rule", "own-a", "own-b", "own-c", "own-b", "own-c", "thank", "stage", "won")
	}
	return map[string]func() (*crm.Outcome, error){
		"rule add": func() (*crm.Outcome, error) {
			text := p.ruleText(name())
			if other := name(); p.maybe("two", 3) && !strings.HasPrefix(text, "- name: "+other) {
				text += p.ruleText(other)
			}
			return b.AddRules(ctx, "drawn", text, p.maybe("replace", 2))
		},
		"rule edit": func() (*crm.Outcome, error) {
			n := name()
			_, version, err := b.RuleText(ctx, n)
			if err != nil {
				return nil, err
			}
			return b.EditRule(ctx, n, n+".yaml", p.ruleText(n), version)
		},
		"rule remove": func() (*crm.Outcome, error) { return b.RemoveRule(ctx, name()) },
		"rule disable": func() (*crm.Outcome, error) {
			return b.SwitchRule(ctx, p.one("rule", "own-a", "own-b", "thank"), crm.RuleOff)
		},
		"rule enable": func() (*crm.Outcome, error) { return b.SwitchRule(ctx, name(), crm.RuleOn) },
		"rule order": func() (*crm.Outcome, error) {
			before, after := name(), ""
			if p.maybe("after", 2) {
				before, after = after, before
			}
			if p.maybe("usual", 4) {
				before, after = "", ""
			}
			return b.OrderRule(ctx, p.one("rule", "own-a", "own-b", "own-c"), before, after)
		},
		"rule seen": func() (*crm.Outcome, error) { return b.RuleProblemsSeen(ctx) },
	}
}

// ruled begins with people and rules of the book's own, of which it gets more.
func (p *player) ruled() []string {
	p.more = p.ruleCommands
	names := p.begin()
	for _, first := range []string{"rule add", "rule add", "rule add"} {
		p.step([]string{first})
	}
	for range 4 {
		names = append(names, "rule add", "rule edit", "rule remove", "rule disable", "rule enable", "rule order", "rule seen", "add", "edit", "log", "log call", "done", "note add", "won", "lost")
	}
	return names
}

// TestRulesComeAndGo mixes rules that the book adds, changes, switches, moves and removes into
// the rest: undoing all gives back the book as it was, and after each change it is sound.
func TestRulesComeAndGo(t *testing.T) {
	t.Parallel()
	t.Run("undo", func(t *testing.T) { undoGivesBack(t, (*player).ruled) })
	t.Run("sound", func(t *testing.T) { staysSound(t, (*player).ruled) })
}
