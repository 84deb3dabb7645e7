package crm

import "time"

// Why a backup was made: somebody asked for it, or a command was about to change much of
// the book.
const (
	BackupByHand        = "hand"
	BackupBeforeImport  = "import"
	BackupBeforeMerge   = "merge"
	BackupBeforeUpgrade = "upgrade"
	BackupBeforeRestore = "restore"
	BackupBeforeRepair  = "repair"
	BackupBeforeErase   = "erase"
)

// Backup is a file that has the whole book as it was at some time.
type Backup struct {
	Path      string
	Change    int64 // the last one in it
	Made      time.Time
	Reason    string
	Encrypted bool
	Size      int64 // of the file, in bytes
}

// BackedUp is the outcome of a backup, or in a dry run what it would be.
type BackedUp struct {
	*Backup
	Removed []string // older ones that gave way to it
	DryRun  bool
}

// Restored is the outcome of restoring a backup, or in a dry run what it would be.
type Restored struct {
	Path    string
	Change  int64     // the last one in the backup
	Made    time.Time // when that was made, and Zone that of the book in it
	Zone    *time.Location
	Version int // of the backup, and Current of the book now
	Current int
	Summed  bool // it had a sum, which is right

	Before  int64 // the last change of the book that gave way; 0 if there was none
	Lost    int64 // its changes that are not in the backup
	Other   bool  // it was another book
	Missing bool  // there was none
	Damaged bool  // it was not whole
	// Unread says that do-not-contact marks and withdrawn consents since the backup may be
	// lost: not all of the book that gave way can be read.
	Unread bool
	Kept   string // where it is now

	As      int64   // the change that says so
	Numbers Numbers // suppressions, and People contacts, that are stopped again
	People  Numbers
	Erased  Numbers // contacts who are erased again
	Silent  Numbers // contacts whose consents are withdrawn again
	// Gone are the names of those who have said no since the backup, and are not in it.
	Gone []string
	// Held are the names and numbers that the book that gave way let be contacted, and the
	// older backup does not.
	Held []string
	// Shared are the names of those who are stopped because of a number alone, and were not
	// in the book that gave way.
	Shared []string
	DryRun bool
	// Repeated says that the operation was done before, as the change As.
	Repeated bool
}
