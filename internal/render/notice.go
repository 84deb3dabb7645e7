package render

import (
	"io"
	"strings"

	"crm/internal/crm"
	"crm/internal/locale"
)

// reversedCode is the notice of an undo or redo: which change it took back or
// restored.
const reversedCode = "reversed"

// wouldReverse is the same in a dry run.
const wouldReverse = "would-reverse"

// movedCode is the notice of birthday calls that nobody made and that a change
// has moved to the next birthday, beside what it is for.
const movedCode = "birthdays-moved"

// some are the first of several names, and how many more there are.
func (s *Screen) some(names []string, n any) string {
	var all []string
	for _, name := range names {
		all = append(all, Clean(name))
	}
	if count, _ := n.(int); count > len(all) {
		all = append(all, s.Locale.Plural("notice.more", count-len(all)))
	}
	return s.Locale.List(all)
}

// Remarks writes the notices of an outcome as sentences, for standard error.
func (s *Screen) Remarks(w io.Writer, o *crm.Outcome) {
	var sentences []string
	back := false
	for _, n := range o.Notices {
		if n.Code == reversedCode {
			continue // the outcome begins with it
		}
		sentences = append(sentences, s.Sentence(n))
		back = back || n.Code == "opportunity-open"
	}
	if back && !o.DryRun {
		sentences = append(sentences, s.Locale.Text("outcome.undo", "command", "crm undo"))
	}
	s.Sentences(w, sentences)
}

// Sentences writes sentences, as many on a line as fit.
func (s *Screen) Sentences(w io.Writer, sentences []string) {
	line, flush := "", func(text string) { _, _ = io.WriteString(w, text+"\n") }
	for _, sentence := range sentences {
		switch {
		case line == "":
			line = sentence
		case cells(line)+1+cells(sentence) <= s.width():
			line += s.space() + sentence
		default:
			flush(strings.Join(wrap(line, s.width()), "\n"))
			line = sentence
		}
	}
	if line != "" {
		flush(strings.Join(wrap(line, s.width()), "\n"))
	}
}

// space stands between two sentences.
func (s *Screen) space() string {
	if s.Locale.Lang() == "ja" {
		return ""
	}
	return " "
}

// Sentence is a notice in words: a message, or the question that a command
// asks before it goes on.
func (s *Screen) Sentence(n crm.Notice) string {
	l := s.Locale
	args := s.arguments(n)
	key := "notice." + n.Code
	switch n.Code {
	case "no-next-step":
		other, _ := args["other"].(string)
		phone, _ := args["phone"].(string)
		owner, _ := args["owner"].(string)
		switch {
		case other != "":
			key += ".elsewhere"
		case phone == "":
			key += ".phone"
		case owner != "":
			key += ".of"
		}
	case "no-next-steps":
		if colleague, _ := n.Values["colleague"].(bool); colleague {
			key += ".of"
		}
	case "same-name":
		if stopped, _ := n.Values["stopped"].(bool); stopped {
			key += ".stopped"
		}
	case reversedCode, wouldReverse:
		if undo, _ := n.Values["undo"].(bool); !undo {
			key += ".redo"
		}
	case "none-to-assign":
		if where, _ := args["where"].(string); where != "" {
			key += ".where"
		}
		if owner, _ := args["owner"].(string); owner == "" {
			key += ".all"
		}
	case "opportunity-open", "appointment-stays", "sale-without-step", "shares-stopped", "appointment-cancelled",
		"policy-without-step", "policy-step-late":
		if owner, _ := args["owner"].(string); owner != "" {
			key += ".of"
		}
	case "notes-unread":
		if managed, _ := n.Values["manager"].(bool); managed {
			key += ".manager"
		}
	case "spoken-since":
		if phone, _ := args["phone"].(string); phone != "" {
			key += ".phone"
		}
	case "not-set":
		if _, planned := args["noun"]; planned {
			key += ".planned"
		}
	case "stopped-already":
		if note, _ := args["note"].(string); note != "" {
			key += ".note"
		}
	case "due-on-day-off":
		if name, _ := args["holiday"].(string); name != "" {
			key += ".holiday"
		}
	case "stays-on-day-off", "closed-already", "due-already", "logged-already":
		if of, _ := args["of"].(string); of != "" {
			key += ".of"
		}
	}
	if !l.Has(key) {
		return s.unspoken(n)
	}
	text := l.Text(key, args)
	for _, as := range []string{"name", "text"} { // a name is written as its bearer writes it
		if begins, _ := args[as].(string); begins != "" && strings.HasPrefix(text, begins) {
			return text
		}
	}
	return upper(text)
}

// unspoken shows a notice for which there are no words.
func (s *Screen) unspoken(n crm.Notice) string {
	text := Clean(strings.ReplaceAll(n.Code, "-", " "))
	for _, m := range sorted(n.Values) {
		value := m.value
		switch v := value.(type) {
		case crm.Record:
			value = crm.IDOf(v)
		case []crm.Record:
			value = idsOf(v)
		}
		text += ", " + Clean(m.key) + " " + Clean(s.plain(value))
	}
	return text + "."
}

// arguments are the values of a notice in words. Numbers of records are
// written without separators, counts with them.
func (s *Screen) arguments(n crm.Notice) map[string]any {
	args := map[string]any{}
	for name, value := range n.Values {
		switch v := value.(type) {
		case int64:
			args[name] = itoa(v)
		case string:
			args[name] = Clean(v)
			switch {
			case name == "result":
				args[name] = s.word("call_result", v)
			case name == "kind":
				args["noun"] = s.word("noun", v)
			case name == "holiday" && v != "":
				args[name] = s.holiday(v)
			case name == "reason":
				args[name] = s.word("stop_reason", v)
			case name == "role" && v != "":
				args[name] = s.word("role", v)
			}
		case crm.Date:
			args[name] = s.Locale.Date(v, s.Today)
		case crm.Birthday:
			args[name] = s.Locale.Birthday(v)
		case crm.Command:
			args[name] = Clean(v.String())
		case []string:
			args[name] = s.some(v, len(v))
		case *crm.Activity:
			args["noun"], args["id"] = s.noun(v), itoa(v.ID)
			args["status"], args["when"] = s.activityStatus(v), s.when(v)
		case crm.Record:
			args["noun"], args["id"] = s.noun(v), itoa(crm.IDOf(v))
		default:
			args[name] = v
		}
	}
	switch n.Code {
	case "confirm-dead-file":
		args["what"] = s.Locale.List(s.atStake(n.Values))
	case "confirm-today": // years that differ
		for _, name := range []string{"date", "real"} {
			if day, ok := n.Values[name].(crm.Date); ok {
				args[name] = s.Locale.Date(day, crm.Date{})
			}
		}
	case movedCode, "no-next-steps":
		names, _ := n.Values["names"].([]string)
		args["names"] = s.some(names, n.Values["n"])
		args["name"] = args["names"]
	}
	return args
}

// atStake is what speaks against a dead file.
func (s *Screen) atStake(values map[string]any) []string {
	var parts []string
	if client, _ := values["client"].(bool); client {
		parts = append(parts, s.Locale.Text("notice.at-stake.client"))
	}
	if n, _ := values["appointments"].(int); n > 0 {
		parts = append(parts, s.Locale.Plural("notice.at-stake.appointments", n))
	}
	if n, _ := values["opportunities"].(int); n > 0 {
		parts = append(parts, s.Locale.Plural("notice.at-stake.opportunities", n))
	}
	return parts
}

// english is the screen in English, in which programs get whatever is in words.
func (s *Screen) english() *Screen {
	l, err := locale.New(locale.Languages()[0])
	if err != nil || s.Locale.Lang() == l.Lang() {
		return s
	}
	english := *s
	english.Locale = l
	return &english
}

// noticeObject is a notice as JSON has it. Records are there as their numbers.
func (s *Screen) noticeObject(n crm.Notice) object {
	values := map[string]any{}
	for name, value := range n.Values {
		switch v := value.(type) {
		case crm.Record:
			value = crm.IDOf(v)
		case []crm.Record:
			value = idsOf(v)
		}
		values[name] = value
	}
	return object{{"code", n.Code}, {"message", s.english().Sentence(n)}, {"values", values}}
}
