package screen

import (
	"crm/internal/crm"
	"crm/internal/say"
	"crm/internal/wire"
)

// Exported tells what is in a file about a contact, or would be.
func (s *Screen) Exported(e wire.Exported) error {
	if s.forPrograms() {
		return s.Writer.Exported(e)
	}
	p := s.page()
	key := "contact.exported"
	if e.DryRun {
		key = "contact.would.export"
	}
	p.addWrapped(p.Locale.Text(key, "name", say.Clean(e.Contact.Name), "id", itoa(e.Contact.ID), "size", p.Locale.Size(e.Size)))
	p.line("  " + say.Clean(e.Path))
	if counted := p.countedParts(e.Parts); counted != "" {
		p.addWrapped(counted)
	}
	for _, home := range e.Apart {
		key := "contact.exported.apart"
		counted := p.countedParts(home.Parts)
		if counted == "" {
			key += ".alone"
		}
		p.addWrapped(p.Locale.Text(key, "name", say.Clean(home.Name), "id", itoa(home.ID), "counted", counted, "command", p.Command("contact export", home.ID)))
	}
	if e.Colleagues {
		p.addWrapped(p.Locale.Text("contact.exported.notes"))
	}
	return p.show()
}

// countedParts says how many records of each noun there are beside the contact.
func (p *page) countedParts(parts []wire.Part) string {
	var counted []string
	for _, part := range parts {
		if part.Count > 0 && part.Kind != crm.KindContact {
			counted = append(counted, p.Locale.Plural("counted."+string(part.Kind), part.Count))
		}
	}
	return p.Locale.Join(counted...)
}

// ExportedCards tells how many contacts were written as vCards, or would be.
func (s *Screen) ExportedCards(e wire.ExportedCards) error {
	if s.forPrograms() {
		return s.Writer.ExportedCards(e)
	}
	p := s.page()
	key := "cards.exported"
	if e.DryRun {
		key = "cards.would.export"
	}
	p.addWrapped(p.Locale.Text(key, "n", e.Contacts, "size", p.Locale.Size(e.Size)))
	p.line("  " + say.Clean(e.Path))
	if e.Stopped > 0 {
		p.addWrapped(p.Locale.Text("cards.exported.stopped", "n", e.Stopped))
	}
	return p.show()
}

// BookExported tells where a whole book was written, or would be.
func (s *Screen) BookExported(e *crm.BookExported) error {
	if s.forPrograms() {
		return s.Writer.BookExported(e)
	}
	p := s.page()
	p.addWrapped(p.Locale.Text(would("whole.exported", e.DryRun), "size", p.Locale.Size(e.Size)))
	p.line("  " + say.Clean(e.Path))
	p.counted(e.Counts, e.Changes)
	if e.Hidden > 0 {
		p.addWrapped(p.Locale.Text("whole.exported.hidden", "n", e.Hidden))
	}
	if !e.DryRun {
		p.addWrapped(p.Locale.Text("whole.exported.back", "command", p.Command("import book", e.Path, crm.With("book", crm.Blank("FILE")))))
	}
	return p.show()
}

// BookImported tells which book was made of an export, or would be.
func (s *Screen) BookImported(e *crm.BookImported) error {
	if s.forPrograms() {
		return s.Writer.BookImported(e)
	}
	p := s.page()
	p.addWrapped(p.Locale.Text(would("whole.imported", e.DryRun)))
	p.line("  " + say.Clean(e.Book))
	p.counted(e.Counts, e.Changes)
	if e.Hidden > 0 {
		p.addWrapped(p.Locale.Text("whole.imported.hidden", "n", e.Hidden))
	}
	if e.Problems > 0 {
		p.addWrapped(p.Locale.Text("whole.imported.problems", "n", e.Problems, "command", p.Command("book check")))
	}
	if e.Kept != "" {
		p.addWrapped(p.Locale.Text("whole.imported.kept"))
		p.line("  " + say.Clean(e.Kept))
	} else if e.Replaced {
		p.addWrapped(p.Locale.Text("whole.imported.kept.would"))
	}
	return p.show()
}

// would returns the key for what was done, or would be.
func would(key string, dryRun bool) string {
	if dryRun {
		return key + ".would"
	}
	return key
}

// counted says how many records of each noun there are, and how many changes.
func (p *page) counted(counts []crm.KindCount, changes int64) {
	var counted []string
	for _, c := range counts {
		counted = append(counted, p.Locale.Plural("counted."+string(c.Kind), int(c.N)))
	}
	counted = append(counted, p.Locale.Plural("counted.change", int(changes)))
	p.addWrapped(p.Locale.Text("whole.counted", "counted", p.Locale.Join(counted...)))
}
