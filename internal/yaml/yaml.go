// Package yaml reads the YAML that people write: reports and rules. It bounds what any
// text may cost. It must not know what the text is about.
package yaml

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/lexer"
	"github.com/goccy/go-yaml/token"

	"crm/internal/crm"
)

// What a text may have. The library takes 1.6 GB for 64 kB of brackets, 2.2 GB for as many
// commas, and any amount for aliases of aliases.
const (
	mostBytes  = 256 << 10
	mostTokens = 8000
	mostDepth  = 20
)

// Pairs are keys with their values, in the order in which they are written.
type Pairs = yaml.MapSlice

// Read reads a text into a value. A key that is not known is an error.
//
// Errors: CodeInvalid, with the line and an excerpt of the text.
func Read(text string, into any) (err error) {
	if err := check(text); err != nil {
		return err
	}
	defer func() {
		if recover() != nil { // the library panics at some texts
			err = crm.Errorf(crm.CodeInvalid, "it is not YAML")
		}
	}()
	if err := yaml.UnmarshalWithOptions([]byte(text), into, yaml.Strict()); err != nil {
		return misread(text, err)
	}
	return nil
}

// check bounds the size, the depth and the aliases of a text.
func check(text string) error {
	if len(text) > mostBytes {
		return crm.Errorf(crm.CodeInvalid, "it has %d kB, and %d are read at most", len(text)>>10, mostBytes>>10)
	}
	if !utf8.ValidString(text) || strings.ContainsRune(text, 0) {
		return crm.Errorf(crm.CodeInvalid, "it is not a text in UTF-8").Try("In the editor: save as UTF-8")
	}
	depth := 0
	var indents []int // of the blocks around
	for i, t := range lexer.Tokenize(text) {
		at := Place{t.Position.Line, t.Position.Column}
		switch t.Type {
		case token.AnchorType, token.AliasType, token.MergeKeyType:
			return at.fault(text, "anchors and aliases (& and *) are not read", "Write it out, or in quotes if it is a text")
		case token.TagType:
			return at.fault(text, "tags (!) are not read", "Leave it out, or write it in quotes if it is a text; in a condition write not")
		case token.SequenceStartType, token.MappingStartType:
			depth++
		case token.SequenceEndType, token.MappingEndType:
			depth--
		case token.SequenceEntryType, token.MappingValueType, token.MappingKeyType:
			for len(indents) > 0 && indents[len(indents)-1] >= t.Position.Column {
				indents = indents[:len(indents)-1]
			}
			indents = append(indents, t.Position.Column)
		}
		if i == mostTokens {
			return at.fault(text, "it goes on for more than "+strconv.Itoa(mostTokens)+" words and signs", "")
		}
		if depth+len(indents) > mostDepth {
			return at.fault(text, "it is nested more than "+strconv.Itoa(mostDepth)+" deep", "A text with a colon and a blank in it is written in quotes")
		}
	}
	return nil
}
