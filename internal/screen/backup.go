package screen

import (
	"io"
	"path/filepath"

	"crm/internal/crm"
	"crm/internal/say"
)

// BackedUp shows which backup was made, or would be. Its path has a line of its own, with
// every blank of it.
func (s *Screen) BackedUp(done *crm.BackedUp) error {
	if s.forPrograms() {
		return s.Writer.BackedUp(done)
	}
	p := s.page()
	key := "backup.made"
	if done.DryRun {
		key = "backup.would"
	}
	if done.Encrypted {
		key += ".sealed"
	}
	p.addWrapped(p.Locale.Text(key, "change", itoa(done.Change), "size", p.Locale.Size(done.Size)))
	p.line("  " + say.Clean(done.Path))
	if n := len(done.Removed); n > 0 {
		key := "backup.removed"
		if done.DryRun {
			key = "backup.would.remove"
		}
		p.addWrapped(p.Locale.Plural(key, n))
		for _, path := range done.Removed {
			p.line("  " + say.Clean(path))
		}
	}
	return p.show()
}

// Backups lists the backups in a directory.
func (s *Screen) Backups(dir string, list []*crm.Backup) error {
	if s.forPrograms() {
		return s.Writer.Backups(list)
	}
	p := s.page()
	if len(list) == 0 {
		p.line(p.Locale.Text("backup.none", "path", say.Clean(dir)))
		p.addWrapped(p.Locale.Text("backup.none.make", "command", p.Command("book backup")))
		return p.show()
	}
	// A path is never broken.
	p.line(p.bold(p.Locale.Text("backup.in", "path", say.Clean(dir))))
	g := &grid{right: []bool{true, false, true}}
	for _, b := range list {
		g.add(itoa(b.Change), p.BackupMade(b), p.Locale.Size(b.Size), p.BackupReason(b))
	}
	for i, line := range g.lines("  ", p.width(), 3) {
		p.line(line)
		p.line("      " + say.Clean(filepath.Base(list[i].Path)))
	}
	return p.show()
}

// Prompt asks for a line on the terminal.
func (s *Screen) Prompt(w io.Writer, text string) { _, _ = io.WriteString(w, text) }

// Restored shows what came of restoring a backup, or would.
func (s *Screen) Restored(r *crm.Restored) error {
	if s.forPrograms() {
		return s.Writer.Restored(r)
	}
	p := s.page()
	l := p.Locale
	if r.Repeated {
		p.addWrapped(l.Text("restored.repeated", "as", itoa(r.As)))
		return p.show()
	}
	tell := func(key string, args ...any) {
		if r.DryRun {
			key += ".would"
		}
		p.addWrapped(l.Text(key, args...))
	}
	tell("restored.book", "change", itoa(r.Change), "made", p.RestoredMade(r))
	p.line("  " + say.Clean(r.Path))
	if r.Other {
		p.addWrapped(l.Text("restored.other"))
	}
	if !r.Summed {
		p.addWrapped(l.Text("restored.no-sum"))
	}
	if r.Version != r.Current {
		tell("restored.upgraded", "from", r.Version, "to", r.Current)
	}
	if r.Lost > 0 {
		tell("restored.lost", "n", r.Lost, "before", itoa(r.Before))
	}
	if n, m := len(r.Numbers), len(r.People); n+m > 0 {
		tell("restored.stopped", "n", n, "m", m, "command", p.Command("history", crm.With("change", r.As)))
	}
	if n := len(r.Silent); n > 0 {
		tell("restored.withdrawn", "n", n)
	}
	if len(r.Gone) > 0 {
		p.addWrapped(l.Text("restored.gone", "names", p.RestoredNames(r.Gone)))
	}
	if n := len(r.Erased); n > 0 {
		tell("restored.erased", "n", n)
	}
	if len(r.Held) > 0 {
		allow := p.Command("contact allow", crm.Blank("NUMBER"), crm.With("reason", crm.Blank("TEXT")))
		tell("restored.held", "names", p.RestoredNames(r.Held), "command", allow)
	}
	if len(r.Shared) > 0 {
		tell("restored.shared", "names", p.RestoredNames(r.Shared))
	}
	if r.Unread {
		p.addWrapped(l.Text("restored.unread", "change", itoa(r.Change)))
	}
	switch {
	case r.Damaged:
		tell("restored.kept.damaged")
	case !r.Missing:
		tell("restored.kept", "before", itoa(r.Before))
	}
	if r.Kept != "" {
		p.line("  " + say.Clean(r.Kept))
	}
	return p.show()
}
