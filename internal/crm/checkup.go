package crm

import "time"

// The states of a book, as seen from outside.
const (
	BookFine    = "fine"
	BookMissing = "missing"
	BookDamaged = "damaged"
	BookOlder   = "older" // of a version that has to be brought up to date
	BookNewer   = "newer" // of a version that this program does not know
	BookHeld    = "held"  // by another program, for itself
	BookShut    = "shut"  // it may not be read
)

// Checkup is what a program and its book look like from outside, for somebody who helps:
// no names, no numbers to call, no notes.
type Checkup struct {
	Program, Go, Engine, System string

	Book    string // its file
	State   string
	Version int    // of the book; 0 is not known
	Current int    // the version that the program makes
	Bytes   int64  // of the book
	Log     int64  // bytes beside it that are not in it yet
	Mode    string // of the file, 0600
	Free    int64  // bytes on its disk; below 0 is not known
	Holder  string // who is writing to it now; empty is nobody

	Config  string // the file of the configuration; empty if there is none
	Backups string // the directory
	Kept    []*Backup

	Now        time.Time
	Zone       string // of the book
	SystemZone string
	Change     int64 // the last one
	Changed    time.Time
	Begun      time.Time // when the first one was made
	Counts     []KindCount

	Odd []Notice
}

// KindCount is how many records there are of a noun.
type KindCount struct {
	Kind Kind
	N    int64
}
