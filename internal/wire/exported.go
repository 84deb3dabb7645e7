package wire

import "crm/internal/crm"

// Exported is a file with all that is known about a contact.
type Exported struct {
	Contact *crm.Contact
	Path    string
	Size    int64 // bytes
	Parts   []crm.KindCount
	DryRun  bool
	// Apart are the household and the organization of the contact, about which records of
	// their own are not in the file.
	Apart []Apart
	// Colleagues may have notes that are not in the file.
	Colleagues bool
}

// Apart is what a file does not have of a household or an organization.
type Apart struct {
	ID    int64
	Name  string
	Parts []crm.KindCount
}

// Exported writes what was exported, or would be.
func (w *Writer) Exported(e Exported) error {
	if w.Quiet {
		return names(w, []string{e.Path}, func(path string) string { return path })
	}
	counts := object{}
	columns := []string{"contact", "path", "size"}
	for _, p := range e.Parts {
		counts = append(counts, member{crm.NounOf(p.Kind).Table, p.N})
		columns = append(columns, crm.NounOf(p.Kind).Table)
	}
	o := append(object{{"contact", e.Contact.ID}, {"path", e.Path}, {"size", e.Size}}, counts...)
	if w.Format == JSON || w.Format == JSONL {
		apart := crm.Numbers{}
		for _, home := range e.Apart {
			apart = append(apart, home.ID)
		}
		return w.writeJSON(append(o, member{"not_in_it", apart}, member{"dry_run", e.DryRun}))
	}
	return flat(w, columns, []object{o}, func(o object) object { return o })
}

// ExportedCards is a file with contacts as vCards.
type ExportedCards struct {
	Path     string
	Size     int64 // bytes
	Contacts int
	Stopped  int // those of them who must not be contacted
	DryRun   bool
}

// ExportedCards writes what was exported, or would be.
func (w *Writer) ExportedCards(e ExportedCards) error {
	if w.Quiet {
		return names(w, []string{e.Path}, func(path string) string { return path })
	}
	o := object{{"path", e.Path}, {"size", e.Size}, {"contacts", e.Contacts}, {"stopped", e.Stopped}}
	if w.Format == JSON || w.Format == JSONL {
		return w.writeJSON(append(o, member{"dry_run", e.DryRun}))
	}
	return flat(w, []string{"path", "size", "contacts", "stopped"}, []object{o}, func(o object) object { return o })
}

// BookExported writes where a whole book was written, or would be.
func (w *Writer) BookExported(e *crm.BookExported) error {
	return w.whole(e.Path, object{{"path", e.Path}, {"size", e.Size}}, e.Counts, object{{"changes", e.Changes}, {"notes_without_text", e.Hidden}, {"dry_run", e.DryRun}})
}

// BookImported writes which book was made of an export, or would be.
func (w *Writer) BookImported(e *crm.BookImported) error {
	return w.whole(e.Book, object{{"path", e.Path}, {"book", e.Book}}, e.Counts, object{
		{"changes", e.Changes}, {"notes_without_text", e.Hidden}, {"kept", orNull(e.Kept)}, {"problems", e.Problems}, {"dry_run", e.DryRun},
	})
}

// BookCopied writes which book was copied where, or would be.
func (w *Writer) BookCopied(e *crm.BookCopied) error {
	return w.whole(e.To, object{{"from", e.From}, {"to", e.To}}, e.Counts, object{{"changes", e.Changes}, {"logins", e.Logins}, {"kept", orNull(e.Kept)}, {"dry_run", e.DryRun}})
}

// whole writes what became of a whole book, with how many records of each noun it has.
func (w *Writer) whole(path string, head object, counts []crm.KindCount, foot object) error {
	if w.Quiet {
		return names(w, []string{path}, func(path string) string { return path })
	}
	records := object{}
	for _, c := range counts {
		records = records.with(crm.NounOf(c.Kind).Table, c.N)
	}
	if w.Format == JSON || w.Format == JSONL {
		return w.writeJSON(append(head.with("records", records), foot...))
	}
	o := append(append(head, records...), foot...)
	columns := make([]string, len(o))
	for i, m := range o {
		columns[i] = m.key
	}
	return flat(w, columns, []object{o}, func(o object) object { return o })
}
