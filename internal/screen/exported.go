package screen

import (
	"slices"

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
	p.addWrapped(p.Locale.Text(would("contact.exported", e.DryRun), "name", say.Clean(e.Contact.Name), "id", itoa(e.Contact.ID), "size", p.Locale.Size(e.Size)))
	p.line("  " + say.Clean(e.Path))
	if counted := p.countedKinds(withoutContacts(e.Parts)); counted != "" {
		p.addWrapped(counted)
	}
	for _, home := range e.Apart {
		key := "contact.exported.apart"
		counted := p.countedKinds(withoutContacts(home.Parts))
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

// withoutContacts leaves the contact of an export out of what is counted.
func withoutContacts(counts []crm.KindCount) []crm.KindCount {
	return slices.DeleteFunc(slices.Clone(counts), func(c crm.KindCount) bool { return c.Kind == crm.KindContact })
}

// ExportedCards tells how many contacts were written as vCards, or would be.
func (s *Screen) ExportedCards(e wire.ExportedCards) error {
	if s.forPrograms() {
		return s.Writer.ExportedCards(e)
	}
	p := s.page()
	p.addWrapped(p.Locale.Text(would("cards.exported", e.DryRun), "n", e.Contacts, "size", p.Locale.Size(e.Size)))
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

// BookCopied tells which book was copied where, or would be.
func (s *Screen) BookCopied(e *crm.BookCopied) error {
	if s.forPrograms() {
		return s.Writer.BookCopied(e)
	}
	p := s.page()
	p.addWrapped(p.Locale.Text(would("whole.copied", e.DryRun), "book", say.Clean(e.From)))
	p.line("  " + say.Clean(e.To))
	p.counted(e.Counts, e.Changes)
	if !e.DryRun {
		p.addWrapped(p.Locale.Text("whole.copied.same"))
	}
	switch {
	case e.Kept != "":
		p.addWrapped(p.Locale.Text("whole.imported.kept"))
		p.line("  " + say.Clean(e.Kept))
	case e.Replaced && e.ToServer:
		p.addWrapped(p.Locale.Text(would("whole.copied.replaced", e.DryRun)))
	case e.Replaced:
		p.addWrapped(p.Locale.Text("whole.imported.kept.would"))
	}
	if e.FromServer && !e.ToServer {
		p.addWrapped(p.Locale.Text("whole.copied.private"))
	}
	if e.Logins > 0 && e.ToServer {
		p.addWrapped(p.Locale.Text("whole.copied.logins", "n", e.Logins, "command", p.Command("book grant", crm.Blank("PRODUCER"), crm.With("login", crm.Blank("LOGIN")), crm.With("book", e.Path))))
	} else if e.Logins > 0 {
		p.addWrapped(p.Locale.Text("whole.copied.logins.file", "n", e.Logins))
	}
	if !e.DryRun {
		p.addWrapped(p.Locale.Text("whole.copied.left", "book", say.Clean(e.From)))
		p.addWrapped(p.Locale.Text("whole.copied.now", "command", p.Command("today", crm.With("book", e.Path))))
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
	counted := append(p.ofKinds(counts), p.Locale.Plural("counted.change", int(changes)))
	p.addWrapped(p.Locale.Text("whole.counted", "counted", p.Locale.Join(counted...)))
}

// ofKinds says of each noun how many records there are, if any.
func (p *page) ofKinds(counts []crm.KindCount) (counted []string) {
	for _, c := range counts {
		if c.N > 0 {
			counted = append(counted, p.Locale.Plural("counted."+string(c.Kind), int(c.N)))
		}
	}
	return counted
}

// countedKinds says how many records of each noun there are.
func (p *page) countedKinds(counts []crm.KindCount) string {
	return p.Locale.Join(p.ofKinds(counts)...)
}
