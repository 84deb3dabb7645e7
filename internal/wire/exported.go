package wire

import "crm/internal/crm"

// Exported is a file with all that is known about a contact.
type Exported struct {
	Contact *crm.Contact
	Path    string
	Size    int64 // bytes
	Parts   []Part
	DryRun  bool
}

// Part is how many records of a noun are in such a file.
type Part struct {
	Kind  crm.Kind
	Count int
}

// Exported writes what was exported, or would be.
func (w *Writer) Exported(e Exported) error {
	if w.Quiet {
		return names(w, []string{e.Path}, func(path string) string { return path })
	}
	counts := object{}
	columns := []string{"contact", "path", "size"}
	for _, p := range e.Parts {
		counts = append(counts, member{crm.NounOf(p.Kind).Table, p.Count})
		columns = append(columns, crm.NounOf(p.Kind).Table)
	}
	o := append(object{{"contact", e.Contact.ID}, {"path", e.Path}, {"size", e.Size}}, counts...)
	if w.Format == JSON || w.Format == JSONL {
		return w.writeJSON(append(o, member{"dry_run", e.DryRun}))
	}
	return flat(w, columns, []object{o}, func(o object) object { return o })
}
