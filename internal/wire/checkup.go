package wire

import "crm/internal/crm"

// Checkup writes what a book looks like from outside.
func (w *Writer) Checkup(c *crm.Checkup) error {
	counts := object{}
	for _, n := range c.Counts {
		counts = counts.with(string(n.Kind), n.N)
	}
	backups := object{{"directory", c.Backups}, {"count", len(c.Kept)}, {"newest", nil}, {"newest_at", nil}, {"newest_change", nil}}
	if len(c.Kept) > 0 {
		b := c.Kept[0]
		backups = object{{"directory", c.Backups}, {"count", len(c.Kept)}, {"newest", b.Path}, {"newest_at", b.Made}, {"newest_change", b.Change}}
	}
	o := object{
		{"crm", object{{"version", c.Program}, {"go", c.Go}, {"sqlite", c.Engine}, {"system", c.System}, {"schema_version", c.Current}}},
		{"book", object{{"path", c.Book}, {"state", c.State}, {"schema_version", orNull(c.Version)}, {"bytes", c.Bytes}, {"log_bytes", c.Log}, {"mode", orNull(c.Mode)}, {"change", c.Change}, {"changed_at", orNull(c.Changed)}}},
		{"config", orNull(c.Config)}, {"backups", backups}, {"free_bytes", c.Free}, {"writer", orNull(c.Holder)},
		{"clock", object{{"now", c.Now}, {"book_zone", orNull(c.Zone)}, {"system_zone", orNull(c.SystemZone)}}},
		{"counts", counts},
	}
	if w.Format == JSON || w.Format == JSONL {
		return w.writeJSON(o.with("odd", objectList(c.Odd, w.noticeObject)))
	}
	pairs := flatten(o, "")
	for _, n := range c.Odd {
		pairs = pairs.with("odd", n.Code)
	}
	return flat(w, []string{"key", "value"}, pairs, func(m member) object { return object{{"key", m.key}, {"value", m.value}} })
}
