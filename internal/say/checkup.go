package say

import (
	"strings"

	"crm/internal/crm"
)

// CheckupFacts are what there is to say of the program and the book, each behind its
// label.
func (v *Voice) CheckupFacts(c *crm.Checkup) [][2]string {
	l := v.Locale
	var facts [][2]string
	add := func(key string, parts ...string) {
		if text := l.Join(parts...); text != "" {
			facts = append(facts, [2]string{l.Text("doctor." + key), text})
		}
	}
	add("program", "crm "+Clean(c.Program), Clean(c.Go), engineOf(c), c.System)
	add("book", Clean(c.Book))
	state := l.Text("doctor.state." + c.State)
	if c.Version != 0 {
		state = l.Join(state, l.Text("doctor.version", "version", c.Version, "current", c.Current))
	}
	size, mode := "", ""
	if c.Bytes > 0 {
		size = l.Size(c.Bytes)
	}
	if c.Mode != "" {
		mode = l.Text("doctor.mode", "mode", c.Mode)
	}
	add("state", state, size, mode)
	if c.Change > 0 {
		add("change", itoa(c.Change), v.moment(c.Changed))
	}
	config := l.Text("doctor.none")
	if c.Config != "" {
		config = Clean(c.Config)
	}
	add("config", config)
	add("backups", Clean(c.Backups), l.Number(int64(len(c.Kept))))
	if len(c.Kept) > 0 {
		b := c.Kept[0]
		add("newest", v.moment(b.Made), l.Text("doctor.until", "change", itoa(b.Change)), v.BackupReason(b))
	}
	if c.Free >= 0 {
		add("free", l.Size(c.Free))
	}
	writer := l.Text("doctor.nobody")
	if c.Holder != "" {
		writer = Clean(c.Holder)
	}
	add("writer", writer)
	add("clock", v.moment(c.Now), Clean(c.Zone), v.otherZone(c))
	var counts []string
	for _, n := range c.Counts {
		if n.N > 0 {
			counts = append(counts, Clean(l.Label("noun", string(n.Kind)))+" "+l.Number(n.N))
		}
	}
	add("counts", counts...)
	return facts
}

// otherZone is the time zone of the computer if that is not the book's.
func (v *Voice) otherZone(c *crm.Checkup) string {
	if c.SystemZone == "" || c.SystemZone == c.Zone {
		return ""
	}
	return v.Locale.Text("doctor.system-zone", "zone", Clean(c.SystemZone))
}

// engineOf is what keeps the book. A file needs no word for it but the version.
func engineOf(c *crm.Checkup) string {
	if strings.HasPrefix(c.Engine, "PostgreSQL") {
		return Clean(c.Engine)
	}
	return "SQLite " + c.Engine
}
