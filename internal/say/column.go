package say

import (
	"strings"

	"crm/internal/crm"
)

// Column is a column of a list: a field, or that of a referred record.
type Column struct {
	Path  string // "due", "contact.name": the heading in files
	Field *crm.Field
	Noun  crm.Kind // of the field
	// Head is the label of a column made of several, and Joined are their paths.
	Head   string
	Joined []string
}

// Is reports whether a column shows a field of that type.
func (c Column) Is(t crm.Type) bool { return c.Field != nil && c.Field.Type == t }

// SaysStopped reports whether a column says since when somebody is stopped, or not to be
// called or written e-mails, which people read as words.
func (c Column) SaysStopped() bool {
	return c.Field != nil && (c.Field.Name == "stopped" || BarredBy(c.Field) != nil) && c.Field.Derived
}

// BarredBy returns the channel, as Missing takes it, of which a field says since when it must
// not be used; nil for other fields.
func BarredBy(f *crm.Field) []string {
	switch f.Name {
	case "calls_barred":
		return NoCalls
	case "emails_barred":
		return NoEmails
	}
	return nil
}

// Mark is what a column that SaysStopped says of whoever is.
func (v *Voice) Mark(c Column) string {
	if channels := BarredBy(c.Field); channels != nil {
		return v.Missing(channels)
	}
	return v.Locale.Text("stopped")
}

// Heads returns the headings in the user's language. The field of another record is
// called by that record if it is its name, or if the heading would occur twice.
func (v *Voice) Heads(columns []Column) []string {
	heads := make([]string, len(columns))
	count := map[string]int{}
	for i, c := range columns {
		heads[i] = v.head(c)
		count[heads[i]]++
	}
	for i, c := range columns {
		if of, _, ok := strings.Cut(c.Path, "."); ok && count[heads[i]] > 1 {
			heads[i] = v.Locale.Field("", of) + ": " + heads[i]
		}
	}
	return heads
}

func (v *Voice) head(c Column) string {
	if c.Head != "" {
		return v.Label("joined", c.Head)
	}
	if c.SaysStopped() {
		return Clean(v.Locale.Heading(crm.KindContact, c.Field))
	}
	names := strings.Split(c.Path, ".")
	if n := len(names); n > 1 && names[n-1] == "name" {
		return Clean(v.Locale.Field("", names[n-2]))
	}
	if c.Field == nil {
		return Clean(c.Path)
	}
	return Clean(v.Locale.Heading(c.Noun, c.Field))
}

// Numeric reports whether a column is of numbers, set to the right.
func (c Column) Numeric() bool {
	if c.Field == nil {
		return false
	}
	return c.Field.Type.IsNumber() || c.Field.Type == crm.MoneyType || c.Field.Type == crm.RefType
}
