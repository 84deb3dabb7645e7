package wire

import "crm/internal/crm"

// Saved is a file that was written to a directory.
type Saved struct {
	File *crm.File
	Path string // under which it was, or would be, written
}

// Saved writes which files were written, or would be.
func (w *Writer) Saved(files []Saved) error {
	if w.Quiet {
		return numbers(w, files, func(f Saved) int64 { return f.File.ID })
	}
	return flat(w, []string{"id", "name", "path", "media_type", "size", "sha256"}, files, func(f Saved) object {
		return object{{"id", f.File.ID}, {"name", f.File.Name}, {"path", f.Path}, {"media_type", orNull(f.File.MediaType)}, {"size", f.File.Size}, {"sha256", f.File.SHA256}}
	})
}
