package verb

import (
	"crm/internal/book"
	"crm/internal/crm"
)

func ruleVerbs(string) []*Verb {
	which := wordArg("NAME", "name").known("rule")
	pack := wordArg("NAME", "name").known("pack")
	before := text("before", "it is asked before that `RULE`").known("rule")
	after := text("after", "it is asked after that `RULE`").known("rule")
	return []*Verb{
		{Name: "list", Reads: true, About: "List the rules, in the order in which they are asked: what each does, and how often it has"},
		{Name: "show", Reads: true, About: "Show rules as they are written", Examples: []string{"stay-in-touch", "stay-in-touch --diff"},
			Takes: []Take{which.several(), switchFlag("diff", "how a rule differs from the built-in one that it replaces")}},
		{Name: "test", Reads: true, About: "Run the examples of a rule, or of the rules of a file, and show what comes out otherwise",
			Long: `Run the examples of a rule, or of the rules of a file that are not in the book yet.
An example has a record, an edit, and what is to follow. It is played on the day
that it names, against the built-in rules and those of the file, and needs no book.
What comes out otherwise is shown, and ends the command with exit 11. How examples
are written: docs/rules.md.`,
			Examples: []string{"flood.yaml", "new-lead", "- <flood.yaml"}, Takes: []Take{fileArg("FILE|NAME|-").known("rule")}},
		{Name: "replay", Reads: true, About: "Show what a rule, or the rules of a file, would have done with what the journal has; nothing is changed",
			Long: `Show what a rule, or the rules of a file that are not in the book yet, would have done
with all that was recorded, or with what was recorded from a day on: when, with whom,
what and why. The book is played again from its journal, in a file of its own, and
stays as it is. What rules that are in the book did at the time is compared with
that. What would have become of what was never made is not known: it counts as open,
and only once in its slot. What the journal does not tell is left out, and counted.`,
			Examples: []string{"flood.yaml", "no-reach --since 2026-09-01", "- -o csv <flood.yaml"},
			Takes:    []Take{fileArg("FILE|NAME|-").known("rule"), date("since", "from that `DATE` on")}},
		{Name: "simulate", Reads: true, About: "Play the time to come on a copy of the book, and show how many calls a day it brings",
			Long: `Play the time to come, day by day, on a copy of the book in memory; the book stays as
it is. On each working day leads are added, and all that the list of the day has is
done with the commands of the program: calls are logged with results that are drawn
by the rates below, and tasks and appointments are marked as done. Whoever is reached
and wants no appointment wants to be called another time. An appointment is a week
after the call. The same seed draws the same results.

It shows the calls of each working day by week, how many there are on average and at
most, and how many people are called five times or more within a fortnight. With
-o csv there is a row for each day. What a pace, other tries or other rules would
change is tried with --calls-per-day, --retry-days and --rules.`,
			Examples: []string{"", "--calls-per-day 12", "--days 90 --no-reach 40% --appointment 15%", "--rules flood.yaml -o csv"},
			Takes:    simulated(), Ordered: true},
		{Name: "add", Makes: true, About: "Add rules of your own to the book; one of a built-in rule's name replaces it",
			Long: `Add rules of your own to the book. The file, or with - standard input, is YAML as
"crm rule show NAME" prints it. It is checked whole before any of it is kept: names,
types and values, what can never be true, and rules that would set each other off
for ever. Where one of its examples fails, that is asked. A rule of a built-in one's name replaces it. How rules are written:
docs/rules.md.`,
			Examples: []string{"flood.yaml", "- <flood.yaml", "crm rule show stay-in-touch > mine.yaml"},
			Takes:    []Take{fileArg("FILE|-"), switchFlag("force", "replace the rules of that name that the book has")}},
		{Name: "edit", About: "Edit a rule in an editor; a built-in one becomes one of your own",
			Long: `Edit a rule in the editor that $VISUAL or $EDITOR names. It is checked when the
editor ends. If anything is wrong nothing is changed, the text is kept, and what is
said tells how to go on with it. A built-in rule becomes one of your own, which
replaces it until you remove it.`,
			Examples: []string{"stay-in-touch"},
			Takes:    []Take{which, path("from", "begin with the text in a `FILE`")}},
		{Name: "remove", About: "Remove a rule of your own, with what the book says of it; a built-in one is as it was. Undo brings it back", Takes: []Take{which},
			Do: func(r Request) (*crm.Outcome, error) { return r.Book.RemoveRule(r.Context, r.Text("name")) }},
		{Name: "enable", About: "Switch a rule on", Takes: []Take{which},
			Do: func(r Request) (*crm.Outcome, error) {
				return r.Book.SwitchRule(r.Context, r.Text("name"), crm.RuleOn)
			}},
		{Name: "disable", About: "Switch a rule off, a built-in one, too", Takes: []Take{which},
			Do: func(r Request) (*crm.Outcome, error) {
				return r.Book.SwitchRule(r.Context, r.Text("name"), crm.RuleOff)
			}},
		{Name: "order", About: "Have a rule asked before or after another one",
			Long: `Have a rule asked before or after another one. By itself a rule of your own is asked
where the built-in one of its name was; or, if there is none, behind the built-in
ones, in the order of names.`,
			Examples: []string{"flood-season --before next-step", "flood-season --usual"},
			Takes:    []Take{which, before, after, switchFlag("usual", "it is asked where it is by itself")},
			Do:       orderRule},
		{Name: "explain", Reads: true, About: "Say why a rule would act for somebody now, or would not, condition by condition",
			Long: `Say why a rule would act for a contact, an opportunity or anything else now, or
would not. Each clause is asked about the edits that gave them what they have, as if
they were made today, and about what regards them. Of each condition it is shown
whether it holds, what it looked at, and what is not known. What the rule would make
is shown with its day, and what is in the way of it. Nothing is changed.`,
			Examples: []string{"new-lead 'Jane Hudson'", "flood-season opp 3"}, Takes: []Take{wordArg("RULE", "name").known("rule"), recordNamed("CONTACT|OPP", "")}},
		{Name: "backfill", About: "Have a rule act for what is in the book already, as if it had been there in time",
			Long: `Have a rule act for what is in the book already, as if it had been there in time.
It is asked about the edits that gave each record what it has, on their days; what
would be due by now is due today. It acts for each record at most once, so the same
command again does nothing. It plans no call, e-mail or appointment with somebody who
must not be contacted, and no task whose purpose is to reach them; whoever of them gets
another task is named. It moves nothing that is planned. All of it is one change, which
undo takes back. With --dry-run you see what would come of it.`,
			Examples: []string{"flood-season --dry-run", `web-lead --where 'created >= "-30d"' --calls-per-day 20`},
			Takes:    []Take{which, text("where", "only for records for which an `EXPRESSION` holds"), callsPerDay()},
			Do: func(r Request) (*crm.Outcome, error) {
				return r.Book.BackfillRule(r.Context, book.Backfill{Rule: r.Text("name"), Where: r.Text("where"), CallsPerDay: r.Number(book.CallsPerDayFlag)})
			}},
		{Name: "problems", Reads: true, About: "Show which rules have failed, in which change, and why, until that is seen"},
		{Name: "seen", About: "Forget which rules have failed, once that is seen", Do: func(r Request) (*crm.Outcome, error) { return r.Book.RuleProblemsSeen(r.Context) }},
		{Name: "pack list", Reads: true, About: "List the packs of rules, with what each is for, and whether it is on"},
		{Name: "pack show", Reads: true, About: "Show the rules of packs as they are written", Examples: []string{"annual-review"}, Takes: []Take{pack.several()}},
		{Name: "pack enable", About: "Switch a pack of rules on",
			Long: `Switch a pack of rules on. Its rules act from then on, beside those that are built in,
or in place of those of the same name; each can be changed and switched off like
any other. What they write is in your language, or in that of --language.`,
			Examples: []string{"annual-review", "annual-review --language es"},
			Takes:    []Take{pack, choice("language", "in which `LANGUAGE` its rules write: en|ja|it|es", "en", "ja", "it", "es")},
			Do: func(r Request) (*crm.Outcome, error) {
				return r.Book.EnablePack(r.Context, r.Text("name"), r.Text("language"))
			}},
		{Name: "pack disable", About: "Switch a pack of rules off; what it has made stays", Takes: []Take{pack},
			Do: func(r Request) (*crm.Outcome, error) { return r.Book.DisablePack(r.Context, r.Text("name")) }},
		{Name: "schema", Reads: true, About: "Print how rules are written, as a JSON Schema for editors", Examples: []string{"> rules.schema.json"}},
	}
}

func orderRule(r Request) (*crm.Outcome, error) {
	before, after := r.Text("before"), r.Text("after")
	given := 0
	for _, is := range []bool{before != "", after != "", r.Is("usual")} {
		if is {
			given++
		}
	}
	if given != 1 {
		return nil, crm.Errorf(crm.CodeUsage, "say one of --before, --after and --usual").On("before")
	}
	return r.Book.OrderRule(r.Context, r.Text("name"), before, after)
}

// simulated returns what a simulation takes.
func simulated() []Take {
	percent := func(name, about, usual string) Take { return text(name, about+", a `PERCENTAGE`").usually(usual) }
	return []Take{
		count("days", "how many days to play, from today on").upTo(5 * 366).usually("365"),
		percent("no-reach", "calls that reach nobody", "50%"),
		percent("wrong-number", "calls that reach somebody else", "1%"),
		percent("appointment", "calls that lead to an appointment", "10%"),
		percent("dead-file", "calls to somebody who wants no further ones", "2%"),
		count("leads-per-week", "leads that are added in a week").orZero("adds none").upTo(1000).usually("5"),
		count("seed", "draw other results").orZero("").usually("1"),
		path("rules", "with the rules of a YAML `FILE`, as rule add takes them"),
		count("calls-per-day", "with that many calls a day, as book set calls_per_day has them").orZero("spreads none").upTo(366),
		text("retry-days", "with tries so many working `DAYS` apart, as book set retry_days has them"),
	}
}
