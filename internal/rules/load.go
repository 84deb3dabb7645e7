package rules

import (
	_ "embed" // the built-in rules
	"strings"

	"crm/internal/crm"
)

//go:embed psm.yaml
var psm string

//go:embed pipeline.yaml
var pipeline string

// Source returns a built-in rule as it is written, or nothing for another name.
func Source(name string) string {
	return builtinSource(func(rule string) bool { return rule == name })
}

func builtinSource(is func(rule string) bool) string {
	return sourceIn(psm, is) + sourceIn(pipeline, is)
}

// sourceIn returns rules of a text that has each at the margin.
func sourceIn(text string, is func(rule string) bool) string {
	var source strings.Builder
	for _, rule := range strings.Split("\n"+text, "\n- name: ")[1:] {
		name, _, _ := strings.Cut(rule, "\n")
		if is(name) {
			source.WriteString("- name: " + strings.TrimRight(rule, "\n") + "\n")
		}
	}
	return source.String()
}

// Parse reads rules for a book with a schema, and checks every name, type and
// expression.
//
// Errors: CodeInvalid, with the place of the first fault.
func Parse(schema *crm.Schema, text []byte) (*Set, error) {
	file, err := Read(schema, "", string(text))
	if err != nil {
		return nil, err
	}
	return newSet(schema, file.Rules), nil
}

// Listened are the nouns that rules listen to.
func Listened() []string {
	return []string{
		string(crm.KindContact), string(crm.KindActivity), string(crm.KindOpportunity), string(crm.KindQuote), string(crm.KindPolicy),
		string(crm.KindNote), string(crm.KindFile), string(crm.KindRelation), string(crm.KindConsent), string(crm.KindSuppression),
		string(crm.KindProducer), string(crm.KindTeam),
	}
}

// Whose fields an effect sets.
const (
	SetContact     = "contact"
	SetMembers     = "members"
	SetOpportunity = "opportunity"
	SetActivities  = "activities"
	SetRecord      = "record"
)

// What a slot, or what is cancelled or completed, may belong to beside the contact.
const (
	OfOpportunity = "opportunity"
	OfPolicy      = "policy"
	OfHousehold   = "household"
	OfMembers     = SetMembers // for activities only: those with each member of a household
	OfCall        = "call"     // for slots only: one for what the call is for and regards
)

// createNote is what a rule creates beside activities.
const createNote = "note"

// picks says for what the clause picks open activities.
func (c *Clause) picks() string {
	if c.Set == SetActivities {
		return c.Set
	}
	return c.Cancel + c.Complete + c.Each
}

// notice returns the code of the clause's remark, or its sentence.
func (c *Clause) notice() string { return c.Say + c.Warn }

// isSentence reports whether a remark is said as it is written.
func isSentence(text string) bool {
	return strings.Trim(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_") != ""
}

// target is the noun whose fields a clause sets.
func (c *Clause) target(on crm.Kind) crm.Kind {
	switch {
	case c.Create == createNote:
		return crm.KindNote
	case c.Set == SetContact, c.Set == SetMembers:
		return crm.KindContact
	case c.Set == SetOpportunity:
		return crm.KindOpportunity
	case c.Set == SetRecord:
		return on
	}
	return crm.KindActivity
}

func oneOf(s string, values ...string) bool {
	for _, v := range values {
		if s == v {
			return true
		}
	}
	return false
}
