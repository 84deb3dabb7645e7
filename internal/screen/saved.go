package screen

import (
	"crm/internal/say"
	"crm/internal/wire"
)

// Saved tells which files were written, or would be.
func (s *Screen) Saved(files []wire.Saved, dryRun bool) error {
	if s.forPrograms() {
		return s.Writer.Saved(files)
	}
	p := s.page()
	key := "file.saved"
	if dryRun {
		key = "file.would.save"
	}
	for _, f := range files {
		text := p.Locale.Text(key, "id", itoa(f.File.ID), "path", say.Clean(f.Path), "size", p.Locale.Size(f.File.Size))
		if cells(text) <= p.width() {
			p.line(text) // with every blank of the path
			continue
		}
		p.addWrapped(text)
	}
	return p.show()
}
