package say

import "crm/internal/crm"

// BackupMade is when a backup was made, in a column.
func (v *Voice) BackupMade(b *crm.Backup) string {
	made := v.Local(b.Made)
	return v.Locale.DateAligned(crm.DateOf(made), v.Today) + " " + v.Locale.Clock(made)
}

// BackupReason is why a backup was made, and whether it is encrypted.
func (v *Voice) BackupReason(b *crm.Backup) string {
	why := Clean(b.Reason)
	if key := "backup.reason." + b.Reason; v.Locale.Has(key) {
		why = v.Locale.Text(key)
	}
	if b.Encrypted {
		return v.Locale.Join(why, v.Locale.Text("backup.encrypted"))
	}
	return why
}

// RestoredMade is when the last change in a backup was made.
func (v *Voice) RestoredMade(r *crm.Restored) string { return v.moment(r.Made) }

// RestoredNames names some of those about whom a restored backup and the book that gave
// way differ.
func (v *Voice) RestoredNames(names []string) string {
	const most = 10
	return v.firstOf(names[:min(len(names), most)], len(names))
}
