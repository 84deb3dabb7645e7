package render

import "crm/internal/crm"

// Pair is one thing that a book says of itself.
type Pair struct {
	Key   string // in JSON and CSV
	Label string // for people, in their language; empty is the usual one for the key
	Value any    // of the Go types of the catalogue, bool, or a list of strings
}

// Settings shows pairs, a line each.
func (s *Screen) Settings(pairs []Pair) error {
	switch s.Format {
	case Table, "":
		p := s.page()
		g := &grid{}
		for _, pair := range pairs {
			g.add(cut(s.pairLabel(pair), s.width()/2), s.pairText(pair))
		}
		widths := g.widths()
		for _, row := range g.rows {
			front := pad(row[0], widths[0]) + "  "
			for i, line := range broken(row[1], max(s.width()-widths[0]-2, leastCut)) {
				if i > 0 {
					front = pad("", widths[0]) + "  "
				}
				p.line(front + line)
			}
		}
		return p.show()
	case JSON, JSONL:
		var o object
		for _, pair := range pairs {
			o = o.with(pair.Key, pair.Value)
		}
		return s.writeJSON(o)
	default:
		return s.flat([]string{"key", "value"}, func(yield func(object) bool) {
			for _, pair := range pairs {
				if !yield(object{{"key", pair.Key}, {"value", pair.Value}}) {
					return
				}
			}
		})
	}
}

func (s *Screen) pairLabel(pair Pair) string {
	if pair.Label != "" {
		return Clean(pair.Label)
	}
	if key := "book." + pair.Key; s.Locale.Has(key) {
		return s.Locale.Text(key)
	}
	return Clean(s.Locale.Field(crm.KindSettings, pair.Key))
}

func (s *Screen) pairText(pair Pair) string {
	switch v := pair.Value.(type) {
	case []string:
		texts := make([]string, len(v))
		for i, text := range v {
			texts[i] = Clean(text)
		}
		return s.Locale.Join(texts)
	case int:
		return s.Locale.Number(int64(v))
	case int64:
		if pair.Key == "bytes" {
			return s.Locale.Size(v)
		}
		return s.Locale.Number(v)
	}
	f, _ := s.Schema.Fields(crm.KindSettings).Field(pair.Key)
	return s.cell(f, pair.Value)
}
