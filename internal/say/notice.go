package say

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"crm/internal/crm"
	"crm/internal/locale"
)

// reversedCode is the notice of an undo or redo: which change it reversed.
const reversedCode = "reversed"

// wouldReverse is the same in a dry run.
const wouldReverse = "would-reverse"

// heads are the notices that say what a command did, and the same in a dry run.
var heads = map[string]string{reversedCode: wouldReverse, "erased": "would-erase",
	"login-granted": "login-would-grant", "login-granted-for": "login-would-grant", "login-revoked": "login-would-revoke"}

// movedCode is the notice of missed birthday calls that a change has also moved.
const movedCode = "birthdays-moved"

// firstOf lists the first of several names and counts the others.
func (v *Voice) firstOf(names []string, n any) string {
	var all []string
	for _, name := range names {
		all = append(all, Clean(name))
	}
	if count, _ := n.(int); count > len(all) {
		all = append(all, v.Locale.Plural("notice.more", count-len(all)))
	}
	return v.Locale.List(all)
}

// Remarks returns the notices of an outcome as sentences, for standard error.
func (v *Voice) Remarks(o *crm.Outcome) []string {
	var sentences []string
	back := false
	for _, n := range o.Notices {
		if heads[n.Code] != "" {
			continue // the outcome begins with it
		}
		sentences = append(sentences, v.Sentence(n))
		back = back || n.Code == "opportunity-open"
	}
	if back && !o.DryRun {
		sentences = append(sentences, v.Locale.Text("outcome.undo", "command", v.Undoing(o)))
	}
	return sentences
}

// Space separates two sentences.
func (v *Voice) Space() string {
	if v.Locale.Lang() == "ja" {
		return ""
	}
	return " "
}

// variants are other messages of notices: how the key of one ends if such values are given
// or, with a "!", are not. The first that fits counts.
var variants = [...]struct{ codes, given, end string }{
	{"no-next-step", "other", ".elsewhere"},
	{"no-next-step", "!phone", ".phone"},
	{"shares-stopped", "died", ".died"},
	{"consent-stopped", "died then", ".died.then"},
	{"consent-stopped", "died", ".died"},
	{"consent-stopped", "by value", ".shared"},
	{"consent-stopped", "by", ".of"},
	{"consent-stopped", "value", ".number"},
	{"not-back", "calls owner", ".calls.of"},
	{"not-back", "calls", ".calls"},
	{"not-back", "stage owner", ".stage.of"},
	{"not-back", "stage", ".stage"},
	{"joined-no-calls", "many", ".many"},
	{"no-next-step opportunity-open appointment-stays sale-without-step shares-stopped not-back no-calls-beside no-calls-erased no-calls-home nobody-writes", "owner", ".of"},
	{"appointment-cancelled policy-without-step policy-step-late", "owner", ".of"},
	{"stays-on-day-off closed-already due-already logged-already", "of", ".of"},
	{"no-next-steps imported-strays", "colleague", ".of"},
	{"policy-expired", "lasts", ".lasts"},
	{"same-name", "stopped", ".stopped"},
	{"same-name same-point", "silent", ".silent"},
	{reversedCode + " " + wouldReverse, "!undo", ".redo"},
	{"none-to-assign none-listed", "where !owner", ".where.all"},
	{"none-to-assign none-listed", "where", ".where"},
	{"none-to-assign none-listed", "!owner", ".all"},
	{"notes-unread", "manager", ".manager"},
	{"notes-private", "first", ".many"},
	{"members-not-stopped", "many", ".many"},
	{"members-not-stopped", "alone", ".self"},
	{"members-not-stopped", "self", ".both"},
	{"spoken-since", "phone", ".phone"},
	{"not-set", "noun", ".planned"},
	{"stopped-already", "note", ".note"},
	{"due-on-day-off", "holiday", ".holiday"},
	{"their-clock", "date", ".day"},
	{"due-outside-hours called-outside-hours", "clock", ".clock"},
}

// Sentence is a notice in words: a message, or a question.
func (v *Voice) Sentence(n crm.Notice) string {
	l := v.Locale
	args := v.arguments(n)
	key := "notice." + n.Code
	given := func(name string) bool {
		if is, ok := n.Values[name].(bool); ok {
			return is
		}
		text, _ := args[name].(string)
		return text != ""
	}
	for _, m := range variants {
		holds := func(name string) bool {
			bare, not := strings.CutPrefix(name, "!")
			return given(bare) != not
		}
		if slices.Contains(strings.Fields(m.codes), n.Code) && !slices.ContainsFunc(strings.Fields(m.given), func(name string) bool { return !holds(name) }) {
			key += m.end
			break
		}
	}
	if !l.Has(key) {
		return unspoken(n, args)
	}
	text := l.Text(key, args)
	for _, as := range []string{"name", "text", "path"} { // a name is written as its bearer writes it
		if begins, _ := args[as].(string); begins != "" && strings.HasPrefix(text, begins) {
			return text
		}
	}
	return upperFirst(text)
}

// unspoken shows a notice without words.
func unspoken(n crm.Notice, args map[string]any) string {
	text := Clean(strings.ReplaceAll(n.Code, "-", " "))
	for _, name := range slices.Sorted(maps.Keys(args)) {
		text += ", " + name + " " + Clean(fmt.Sprint(args[name]))
	}
	return text + "."
}

// arguments puts the values of a notice into words. Numbers of records have no
// separators, counts have.
func (v *Voice) arguments(n crm.Notice) map[string]any {
	args := map[string]any{}
	for name, value := range n.Values {
		switch x := value.(type) {
		case int64:
			args[name] = itoa(x)
			if name == "size" {
				args[name] = v.Locale.Size(x)
			}
		case string:
			args[name] = Clean(x)
			switch {
			case name == "result":
				args[name] = v.Word("call_result", x)
			case name == "relation":
				args[name] = v.relation(x)
			case name == "kind":
				args["noun"] = v.Word("noun", x)
			case name == "holiday" && x != "":
				args[name] = v.Holiday(x)
			case (name == "channel" || name == "state") && strings.HasPrefix(n.Code, "consent-"):
				args[name] = v.Word("consent_"+name, x)
			case name == "reason":
				args[name] = v.Word("stop_reason", x)
			case name == "line" && x != "":
				args[name] = v.Word("line", x)
			case (name == "role" || name == "stage") && x != "":
				args[name] = v.Word(name, x)
			}
		case crm.Date:
			args[name] = v.Locale.Date(x, v.Today)
		case crm.Terms:
			args[name] = v.also(x)
		case crm.Birthday:
			args[name] = v.Locale.Birthday(x)
		case crm.Command:
			args[name] = v.command(x)
		case []string:
			if name == "relations" {
				x = slices.Clone(x)
				for i := range x {
					x[i] = v.relation(x[i])
				}
			}
			args[name] = v.firstOf(x, len(x))
		case crm.Wait:
			v.waitArguments(args, &x)
		case *crm.Activity:
			args["noun"], args["id"] = v.Noun(x), itoa(x.ID)
			args["status"], args["when"] = v.activityStatus(x), v.dayAndTime(x)
		case []crm.Record:
			args[name] = v.listed(x)
		case crm.Record:
			args["noun"], args["id"] = v.Noun(x), itoa(crm.IDOf(x))
		default:
			args[name] = x
		}
	}
	switch n.Code {
	case "confirm-dead-file":
		args["what"] = v.Locale.List(v.atStake(n.Values))
	case "date-read": // the year is what may have been meant otherwise
		if day, ok := n.Values["date"].(crm.Date); ok && max(day.Sub(v.Today), v.Today.Sub(day)) > 183 {
			args["date"] = v.Locale.Date(day, crm.Date{})
		}
	case "confirm-today": // years that differ
		for _, name := range []string{"date", "real"} {
			if day, ok := n.Values[name].(crm.Date); ok {
				args[name] = v.Locale.Date(day, crm.Date{})
			}
		}
	case movedCode, "no-next-steps", "freed", "children", "members-not-stopped", "homes-not-stopped":
		names, _ := n.Values["names"].([]string)
		args["names"] = v.firstOf(names, n.Values["n"])
		args["name"] = args["names"]
	}
	return args
}

// listed names records, what is planned with its day.
func (v *Voice) listed(records []crm.Record) string {
	var all []string
	for _, r := range records {
		text := v.Noun(r) + " " + itoa(crm.IDOf(r))
		if a, ok := r.(*crm.Activity); ok && !a.Due.IsZero() {
			text += " (" + v.dayAndTime(a) + ")"
		}
		all = append(all, text)
	}
	return v.Locale.List(all)
}

// command is a command to type, with blanks in the user's language.
func (v *Voice) command(c crm.Command) string {
	c.Given = slices.Clone(c.Given)
	for i, g := range c.Given {
		if key := "blank." + strings.ToLower(g.Value); g.Blank && v.Locale.Has(key) {
			c.Given[i].Value = v.Locale.Text(key)
		}
	}
	return Clean(c.For(v.Locale.Flags()))
}

// Command is a command to type.
func (v *Voice) Command(verb string, given ...any) string { return v.command(crm.Run(verb, given...)) }

// atStake says what speaks against a dead file.
func (v *Voice) atStake(values map[string]any) []string {
	var parts []string
	if client, _ := values["client"].(bool); client {
		parts = append(parts, v.Locale.Text("notice.at-stake.client"))
	}
	if n, _ := values["appointments"].(int); n > 0 {
		parts = append(parts, v.Locale.Plural("notice.at-stake.appointments", n))
	}
	if n, _ := values["opportunities"].(int); n > 0 {
		parts = append(parts, v.Locale.Plural("notice.at-stake.opportunities", n))
	}
	if names, _ := values["sharing"].([]string); len(names) > 0 {
		parts = append(parts, v.Locale.Text("notice.at-stake.sharing", "names", v.firstOf(names, len(names))))
	}
	return parts
}

// English is the voice in English, for programs.
func (v *Voice) English() *Voice {
	l, err := locale.New("en")
	if err != nil {
		panic(err) // English is always there
	}
	if v.Locale != nil && v.Locale.Lang() == l.Lang() {
		return v
	}
	english := *v
	english.Locale = l
	if v.Locale != nil {
		english.Locale = l.WithFlags(v.Locale.Flags())
	}
	return &english
}
