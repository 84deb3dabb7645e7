package crm

import (
	"fmt"
	"strings"
)

// RuleTrial is an example of a rule with what came of it.
type RuleTrial struct {
	Rule        string
	About       string
	At          string // where it stands: "mine.yaml:12:5"
	Today       Date   // the day on which it is played
	Differences []DeedDifference
}

// Passed reports whether what followed is what was expected.
func (t *RuleTrial) Passed() bool { return len(t.Differences) == 0 }

// Deed is what a rule does in an example, or is expected to do.
type Deed struct {
	Does   string // "create", "set", "cancel", "complete", "say" or "warn"
	What   string // the kind of activity, whose fields are set, or what is said
	Rule   string // which does it; of what is expected it may be any
	Fields []DeedField
}

// DeedField is a field with its value; nil is unknown.
type DeedField struct {
	*Field
	Value any
}

// DeedDifference is something that was expected and did not happen, something else that did,
// or both: then they have the fields that differ.
type DeedDifference struct {
	Expected, Got *Deed
	Failed        string // why the rule failed
}

// Text says the difference in a line, with values as they are written in a rule of a book whose
// amounts have that many decimals.
func (d DeedDifference) Text(decimals int) string {
	switch {
	case d.Failed != "":
		return d.Failed
	case d.Got == nil:
		return "expected " + d.Expected.Text(decimals) + ", got nothing of the kind"
	case d.Expected == nil:
		return "expected nothing more, got " + d.Got.Text(decimals)
	}
	return "expected " + d.Expected.Text(decimals) + ", got " + d.Got.fields(decimals)
}

// Text writes a deed as it is written in an example, in a book whose amounts have that many
// decimals.
func (d *Deed) Text(decimals int) string {
	text := d.Does + ": " + d.What
	if fields := d.fields(decimals); fields != "" {
		text += ", " + fields
	}
	return text
}

func (d *Deed) fields(decimals int) string {
	var all []string
	for _, f := range d.Fields {
		value := f.EncodeValue(f.Value)
		if amount, is := f.Value.(Money); is {
			value = amount.Major(decimals)
		}
		if value == nil {
			value = "null"
		}
		all = append(all, fmt.Sprintf("%s: %v", f.Name, value))
	}
	return strings.Join(all, ", ")
}
