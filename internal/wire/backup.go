package wire

import "crm/internal/crm"

var backupColumns = []string{"file", "change", "made_at", "reason", "encrypted", "bytes"}

func backupObject(b *crm.Backup) object {
	return object{{"file", b.Path}, {"change", b.Change}, {"made_at", b.Made}, {"reason", b.Reason}, {"encrypted", b.Encrypted}, {"bytes", b.Size}}
}

// BackedUp writes which backup was made, or would be.
func (w *Writer) BackedUp(done *crm.BackedUp) error {
	o := append(backupObject(done.Backup), object{{"verified", !done.DryRun}, {"removed", append([]string{}, done.Removed...)}, {"dry_run", done.DryRun}}...)
	switch {
	case w.Quiet:
		return names(w, []string{done.Path}, func(path string) string { return path })
	case w.Format == JSON || w.Format == JSONL:
		return w.writeJSON(o)
	}
	return flat(w, append(backupColumns, "verified"), []object{o}, func(o object) object { return o })
}

// Backups writes a list of backups.
func (w *Writer) Backups(list []*crm.Backup) error {
	if w.Quiet {
		return names(w, list, func(b *crm.Backup) string { return b.Path })
	}
	if w.Format == JSON {
		return w.writeJSON(objectList(list, backupObject))
	}
	return flat(w, backupColumns, list, backupObject)
}

// Restored writes what came of restoring a backup.
func (w *Writer) Restored(r *crm.Restored) error {
	if w.Quiet {
		return names(w, []string{r.Path}, func(path string) string { return path })
	}
	if r.Repeated {
		return w.writeJSON(object{{"restored_as", r.As}, {"repeated", true}})
	}
	o := object{
		{"file", r.Path}, {"change", r.Change}, {"made_at", orNull(r.Made)}, {"version", r.Version}, {"verified", true}, {"sum", r.Summed},
		{"before", orNull(r.Before)}, {"lost", r.Lost}, {"other_book", r.Other}, {"damaged_before", r.Damaged}, {"marks_unread", r.Unread}, {"kept", orNull(r.Kept)},
		{"restored_as", r.As}, {"stopped_numbers", r.Numbers}, {"stopped_contacts", r.People}, {"erased_contacts", r.Erased}, {"withdrawn_contacts", r.Silent}, {"unwilling_not_in_backup", r.Gone}, {"stopped_in_backup", r.Held}, {"stopped_by_number", r.Shared},
		{"dry_run", r.DryRun},
	}
	if w.Format == JSON || w.Format == JSONL {
		return w.writeJSON(o)
	}
	return flat(w, []string{"file", "change", "made_at", "before", "lost", "kept", "restored_as", "dry_run"}, []object{o}, func(o object) object { return o })
}
