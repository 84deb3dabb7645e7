package rules

import (
	"cmp"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"crm/internal/crm"
	"crm/internal/query"
	"crm/internal/yaml"
)

// File is a text with rules.
type File struct {
	Rules    []Rule
	schema   *crm.Schema
	label    string // what the text is called in errors
	text     string
	written  []written // where each rule stands
	examples []*Example
	faults   []fault
}

// written is where a rule and its parts stand.
type written struct {
	*yaml.Node
	do       []*yaml.Node
	examples *yaml.Node
}

// fault is a mistake in a text, or what may be one.
type fault struct {
	yaml.Place
	message string
	help    []string
}

// Read reads rules, and checks every name, type and expression. Label is what the text is
// called in errors: a file.
//
// Errors: CodeInvalid, with file, line and column of each fault.
func Read(schema *crm.Schema, label, text string) (*File, error) {
	text = strings.TrimPrefix(text, "\ufeff")
	f := &File{schema: schema, label: label, text: text}
	root, err := yaml.Parse(text)
	if err != nil {
		e := crm.Errorf(crm.CodeInvalid, "%sthe rules can't be read: %w", f.before(), err)
		var at *yaml.Misread
		if errors.As(err, &at) {
			e = crm.Errorf(crm.CodeInvalid, "%s", f.said(fault{Place: at.Place, message: at.Words}))
		}
		if cause, ok := crm.AsError(err); ok {
			e.Remedies = cause.Remedies
		}
		return nil, e
	}
	f.read(root)
	f.check(schema)
	return f, f.err()
}

// before is what a message about the text begins with.
func (f *File) before() string {
	if f.label == "" {
		return ""
	}
	return f.label + ": "
}

// mostRules limits the clauses of a text.
const mostRules = 500

func (f *File) read(root *yaml.Node) {
	entries := []*yaml.Node{root}
	if root.IsList() {
		entries = root.Items
	}
	switch {
	case len(entries) == 0:
		f.fault(root.Place, "there is no rule in it")
	case len(entries) > mostRules:
		f.fault(root.Place, "it has %d rules, and %d are read at most", len(entries), mostRules)
		return
	}
	for _, entry := range entries {
		f.readRule(entry)
	}
}

// keys of a rule.
var keys = []string{"name", "about", "on", "idle", "when", "once", "do", "examples"}

func (f *File) readRule(n *yaml.Node) {
	if !n.IsMapping() {
		f.fault(n.Place, "a rule is written as name:, on:, when: and do:")
		return
	}
	if !slices.ContainsFunc(n.Pairs, func(p yaml.Pair) bool { return oneOf(p.Key, "name", "when", "do") }) {
		f.fault(n.Place, "this is not a rule: one has name:, on:, when: and do:")
		return
	}
	rule, at := Rule{}, written{Node: n}
	for _, p := range n.Pairs {
		switch text := strings.TrimSpace(p.Value.Text); p.Key {
		case "name":
			rule.Name = text
		case "about":
			rule.About = text
		case "on":
			if rule.Idle == nil {
				rule.On = crm.Kind(text)
			}
		case "when":
			rule.When = text
		case "do":
			if !p.Value.IsList() {
				f.fault(p.Value.Place, "do takes a list: each effect begins with -")
				continue
			}
			for _, effect := range p.Value.Items {
				if c, ok := f.readClause(effect); ok {
					rule.Do, at.do = append(rule.Do, c), append(at.do, effect)
				}
			}
			continue
		case "examples":
			at.examples = p.Value
			continue
		case "idle":
			f.readIdle(&rule, p.Value)
			continue
		case "once":
			f.readOnce(&rule, p.Value)
			continue
		default:
			f.unknown(p.Place, fmt.Sprintf("a rule has no %q", p.Key), p.Key, keys)
			continue
		}
		if !p.Value.IsScalar() {
			f.fault(p.Value.Place, "%s takes a text", p.Key)
		}
	}
	f.complete(&rule, at)
	f.checkIdle(&rule, at)
	f.Rules, f.written = append(f.Rules, rule), append(f.written, at)
}

// longestRuleName is the most characters of a name.
const longestRuleName = 60

// listenTo are the nouns of what people call otherwise.
var listenTo = map[string]string{
	"lead": "contact", "prospect": "contact", "client": "contact", "person": "contact", "household": "contact",
	"call": "activity", "task": "activity", "appointment": "activity", "appt": "activity", "email": "activity",
	"opp": "opportunity", "sale": "opportunity",
}

// complete says what a rule lacks.
func (f *File) complete(rule *Rule, at written) {
	place := func(key string) yaml.Place {
		if v := at.Value(key); v != nil {
			return v.Place
		}
		return at.Place
	}
	switch {
	case rule.Name == "":
		f.fault(at.Place, "the rule has no name")
	case len([]rune(rule.Name)) > longestRuleName || strings.Trim(rule.Name, "abcdefghijklmnopqrstuvwxyz0123456789-") != "" || strings.HasPrefix(rule.Name, "-"):
		f.fault(place("name"), "%q can't be the name of a rule: small letters of English, figures and -", rule.Name)
	}
	the := "rule " + rule.Name
	if rule.Name == "" {
		the = "the rule"
	}
	switch {
	case rule.Idle != nil:
	case rule.On == "":
		f.fault(at.Place, "%s has no on: say what it listens to, such as contact", the)
	case listenTo[string(rule.On)] != "":
		f.fault(place("on"), "on is %q, did you mean %s?", rule.On, listenTo[string(rule.On)])
	case !oneOf(string(rule.On), Listened()...):
		f.unknown(place("on"), fmt.Sprintf("on is %q", rule.On), string(rule.On), Listened(), "One of: "+strings.Join(Listened(), ", "))
	}
	if rule.When == "" && rule.Idle == nil {
		f.fault(place("when"), "%s has no condition: say when it acts", the)
	}
	if do := at.Value("do"); do == nil || do.IsList() && len(do.Items) == 0 {
		f.fault(place("do"), "%s does nothing: say what, under do", the)
	}
}

// Names returns the names of the rules, each once, in order.
func (f *File) Names() (names []string) {
	for _, r := range f.Rules {
		if !slices.Contains(names, r.Name) {
			names = append(names, r.Name)
		}
	}
	return names
}

// Kept returns the clauses of a rule, and its text as a book keeps it.
//
// Errors: CodeInvalid, with the place, for what can't be taken out of the file as it is written.
func (f *File) Kept(name string) (clauses []Rule, source string, err error) {
	clauses, source = f.Of(name)
	var rewritten strings.Builder // for what shares a line with others, or is indented in other ways
	for i, r := range f.Rules {
		if r.Name == name {
			rewritten.WriteString("- " + f.written[i].Block("  ") + "\n")
		}
	}
	for _, source := range []string{source, rewritten.String()} {
		again, err := Read(f.schema, name, source)
		if err == nil && reflect.DeepEqual(again.Rules, clauses) {
			return clauses, source, nil
		}
	}
	return nil, "", crm.Errorf(crm.CodeInvalid, "%s: the rule can't be kept as it is written", f.Where(name)).
		Try("Begin each rule on a line of its own: - name: %s", name)
}

// Of returns the clauses of a rule, and its text as it is written, with the remarks in it.
func (f *File) Of(name string) (clauses []Rule, source string) {
	lines := strings.Split(f.text, "\n")
	var text strings.Builder
	for i, r := range f.Rules {
		if r.Name != name {
			continue
		}
		clauses = append(clauses, r)
		from, until := f.written[i].Line-1, len(lines)
		if i+1 < len(f.written) {
			until = f.written[i+1].Line - 1
		}
		text.WriteString(entry(lines[from:until], f.written[i].Column-1))
	}
	return clauses, text.String()
}

// entry writes the lines of a rule as an item of a list at the margin. What stands in front
// of its first line is the dash, or nothing.
func entry(lines []string, indent int) string {
	var all []string
	for i, line := range lines {
		line = strings.TrimRight(line, " \r")
		runes := []rune(line)
		if len(runes) >= indent && strings.Trim(string(runes[:indent]), " -") == "" {
			line = string(runes[indent:])
		} else {
			line = strings.TrimLeft(line, " ")
		}
		switch {
		case i == 0:
			line = "- " + line
		case line != "":
			line = "  " + line
		}
		all = append(all, line)
	}
	for len(all) > 1 && (all[len(all)-1] == "" || strings.HasPrefix(lines[len(all)-1], "#")) { // what stands before the next one
		all = all[:len(all)-1]
	}
	return strings.Join(all, "\n") + "\n"
}

// fault notes a mistake.
func (f *File) fault(at yaml.Place, format string, args ...any) {
	f.faults = append(f.faults, fault{Place: at, message: fmt.Sprintf(format, args...)})
}

// unknown notes a word that is not one of those there are.
func (f *File) unknown(at yaml.Place, message, word string, words []string, help ...string) {
	if near := query.Near(word, words); len(near) > 0 {
		message += ", did you mean " + crm.OneOf(near) + "?"
	} else if len(help) == 0 {
		help = []string{"It may have: " + strings.Join(words, ", ")}
	}
	f.faults = append(f.faults, fault{at, message, help})
}

// about notes an error of an expression, at its place in the value. Skip is what stands in
// front of it there, in characters.
func (f *File) about(n *yaml.Node, skip int, err error) {
	place, message := n.Place, err.Error()
	var at *query.Fault
	if errors.As(err, &at) {
		place, message = n.At(skip+at.At), at.Cause.Error()
	}
	var help []string
	if e, ok := crm.AsError(err); ok {
		remedies := e.Remedies
		if at != nil && len(remedies) >= 2 { // the line and the caret
			remedies = remedies[2:]
		}
		for _, r := range remedies {
			help = append(help, r.Text)
		}
	}
	f.faults = append(f.faults, fault{place, message, help})
}

// err is the error with all faults, in the order of the text.
func (f *File) err() error {
	if len(f.faults) == 0 {
		return nil
	}
	slices.SortStableFunc(f.faults, func(a, b fault) int { return cmp.Or(a.Line-b.Line, a.Column-b.Column) })
	const most = 50
	first := f.faults[0]
	e := crm.Errorf(crm.CodeInvalid, "%s", f.said(first))
	for i, fault := range f.faults {
		if i == most {
			e.Try("and %d more", len(f.faults)-most)
			break
		}
		if i > 0 {
			e.Try("%s", f.said(fault))
		}
		if line, caret := fault.Shown(f.text); line != "" {
			e.Try("%s", line).Try("%s", caret)
		}
		for _, help := range fault.help {
			e.Try("%s", help)
		}
	}
	return e
}

// said is the message of a fault behind its place: "mine.yaml:3:9: unknown field".
func (f *File) said(fault fault) string {
	place := fmt.Sprintf("%d:%d: ", fault.Line, fault.Column)
	if f.label != "" {
		place = f.label + ":" + place
	}
	message := []rune(fault.message) // which has what is written, at any length
	if len(message) > longestMessage {
		message = append(message[:longestMessage-1], '…')
	}
	return place + string(message)
}

// longestMessage is the most characters of a message.
const longestMessage = 500

// Where returns where the first of some rules stands that the text has: "mine.yaml:3:3".
func (f *File) Where(names ...string) string {
	for i, r := range f.Rules {
		if slices.Contains(names, r.Name) {
			return strings.TrimSuffix(f.said(fault{Place: f.written[i].Place}), ": ")
		}
	}
	return f.label
}

// Near returns the name that may have been meant by one; empty if none is near.
func Near(name string, names []string) string {
	if near := query.Near(name, names); len(near) > 0 {
		return near[0]
	}
	return ""
}
