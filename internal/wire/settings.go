package wire

import "crm/internal/say"

// Settings writes pairs.
func (w *Writer) Settings(pairs []say.Pair) error {
	if w.Format == JSON || w.Format == JSONL {
		var o object
		for _, pair := range pairs {
			o = o.with(pair.Key, pair.Value)
		}
		return w.writeJSON(o)
	}
	return flat(w, []string{"key", "value"}, pairs, func(pair say.Pair) object {
		return object{{"key", pair.Key}, {"value", pair.Value}}
	})
}
