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
	var parts []string
	for _, part := range e.Parts {
		if part.Count > 0 && part.Kind != crm.KindContact {
			parts = append(parts, p.Locale.Plural("counted."+string(part.Kind), part.Count))
		}
	}
	if len(parts) > 0 {
		p.addWrapped(p.Locale.Join(parts...))
	}
	p.addWrapped(p.Locale.Text("contact.exported.notes"))
	return p.show()
}
