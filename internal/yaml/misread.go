package yaml

import (
	"errors"
	"fmt"
	"strings"

	"github.com/goccy/go-yaml"

	"crm/internal/crm"
)

// Misread is what is wrong with a text as YAML, and where.
type Misread struct {
	Place
	Words string
}

// Error says both, as for a text whose name is not known.
func (m *Misread) Error() string { return fmt.Sprintf("line %d: %s", m.Line, m.Words) }

// fault is an error at a place of a text, with the line and what may help; empty for nothing.
func (p Place) fault(text, words, help string) error {
	e := crm.Errorf(crm.CodeInvalid, "%w", &Misread{p, words})
	if line, caret := p.Shown(text); line != "" {
		e.Try("%s", line).Try("%s", caret)
	}
	if help != "" {
		e.Try("%s", help)
	}
	return e
}

// plainer says in plain words what the library says, and what has usually been meant.
var plainer = []struct{ says, words, help string }{
	{"cannot start any token", "a line begins with a tab", "Indent it with blanks"},
	{"could not find flow", "a { or [ is not closed as it should be", "A text that begins with {{ is written in quotes: \"{{name}} is new\""},
	{"mapping value is not allowed", "a colon stands where none can be", "Keys that belong together begin below each other. A text with a colon and a blank in it is written in quotes: \"Step 1: call\""},
	{"non-map value", "a key has no colon behind it", "Write key: value"},
	{"end character of double-quoted", "a quotation mark is not closed", ""},
	{"end character of single-quoted", "a quotation mark is not closed", ""},
	{"map key-value is pre-defined", "something follows behind the end of a text in quotes", "Put the whole value in other quotes: '\"lead\" == stage'"},
}

// misread is an error of the library.
func misread(text string, err error) error {
	var at yaml.Error
	if !errors.As(err, &at) || at.GetToken() == nil || at.GetToken().Position == nil {
		return crm.Errorf(crm.CodeInvalid, "it is not YAML")
	}
	words, help := at.GetMessage(), ""
	for _, p := range plainer {
		if strings.Contains(words, p.says) {
			words, help = p.words, p.help
		}
	}
	position := at.GetToken().Position
	return Place{position.Line, position.Column}.fault(text, words, help)
}
