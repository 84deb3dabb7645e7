package say

import "crm/internal/crm"

// Pair is one thing that a book says of itself.
type Pair struct {
	Key   string // in JSON and CSV
	Label string // for people, in their language; empty is the usual one for the key
	Value any    // of the Go types of the catalogue, bool, or a list of strings
}

// PairLabel is what a pair is called.
func (v *Voice) PairLabel(pair Pair) string {
	if pair.Label != "" {
		return Clean(pair.Label)
	}
	if key := "book." + pair.Key; v.Locale.Has(key) {
		return v.Locale.Text(key)
	}
	return Clean(v.Locale.Field(crm.KindSettings, pair.Key))
}

// PairText is what a pair says.
func (v *Voice) PairText(pair Pair) string {
	switch x := pair.Value.(type) {
	case []string:
		texts := make([]string, len(x))
		for i, text := range x {
			texts[i] = Clean(text)
		}
		return v.Locale.Join(texts...)
	case int:
		return v.Locale.Number(int64(x))
	case int64:
		if pair.Key == "bytes" {
			return v.Locale.Size(x)
		}
		return v.Locale.Number(x)
	}
	f, _ := v.Schema.Fields(crm.KindSettings).Field(pair.Key)
	return v.Cell(f, pair.Value)
}
