package crm

import (
	"cmp"
	"encoding/json"
	"slices"
)

// ImportProfile is how somebody has a kind of file read: what was said of its columns when it
// was imported.
type ImportProfile struct {
	Name string `json:"name"`
	// Kind is what its files have: empty for contacts, or policies.
	Kind string `json:"kind,omitempty"`
	// Columns are all columns of such a file.
	Columns []ImportColumn `json:"columns"`
	// NoHeader is set if it has no headings, and columns are called by their places.
	NoHeader bool `json:"no_header,omitempty"`
	// Formats are how it writes dates, by field; "" is for all.
	Formats map[string]string `json:"formats,omitempty"`
	// Values are what words of the file mean, as --value has it.
	Values []string `json:"values,omitempty"`
	Source string   `json:"source,omitempty"`
	Owner  string   `json:"owner,omitempty"`
	// Policies are what was said of all policies of such a file: carrier, line, status.
	Policies map[string]string `json:"policies,omitempty"`
}

// ImportColumn is a column of a file, and what was said of it: ByWords is nothing, and an empty
// field that it is left out.
type ImportColumn struct {
	Heading string `json:"heading"`
	Field   string `json:"field"`
}

// ByWords stands for the field that the heading of a column says itself.
const ByWords = "*"

// ImportProfiles returns the profiles of a book, by name.
func (s *Settings) ImportProfiles() []*ImportProfile {
	var all []*ImportProfile
	if s.Profiles == "" || json.Unmarshal([]byte(s.Profiles), &all) != nil {
		return nil // which nobody but a later version can have written
	}
	return all
}

// SetImportProfiles keeps profiles, by name.
func (s *Settings) SetImportProfiles(all []*ImportProfile) error {
	slices.SortFunc(all, func(a, b *ImportProfile) int { return cmp.Compare(a.Name, b.Name) })
	s.Profiles = ""
	if len(all) == 0 {
		return nil
	}
	text, err := json.Marshal(all)
	s.Profiles = string(text)
	return err
}
