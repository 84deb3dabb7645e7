package render

import "crm/internal/crm"

// Saved is a file that was written to a directory.
type Saved struct {
	File *crm.File
	Path string // under which it was, or would be, written
}

// Saved tells which files were written, or would be.
func (s *Screen) Saved(files []Saved, dryRun bool) error {
	if s.Quiet {
		var ids []int64
		for _, f := range files {
			ids = append(ids, f.File.ID)
		}
		return s.ids(ids)
	}
	if s.Format != Table && s.Format != "" {
		return s.flat([]string{"id", "name", "path", "media_type", "size", "sha256"}, func(yield func(object) bool) {
			for _, f := range files {
				row := object{{"id", f.File.ID}, {"name", f.File.Name}, {"path", f.Path}, {"media_type", orNull(f.File.MediaType)}, {"size", f.File.Size}, {"sha256", f.File.SHA256}}
				if !yield(row) {
					return
				}
			}
		})
	}
	p := s.page()
	key := "file.saved"
	if dryRun {
		key = "file.would.save"
	}
	for _, f := range files {
		text := p.Locale.Text(key, "id", itoa(f.File.ID), "path", Clean(f.Path), "size", p.Locale.Size(f.File.Size))
		if cells(text) <= p.width() {
			p.line(text) // with every blank of the path
			continue
		}
		for _, line := range wrap(text, p.width()) {
			p.line(line)
		}
	}
	return p.show()
}
