package crm

import "strings"

// EraseCommand removes a person from the book for good.
const EraseCommand = "contact erase"

// ErasedRule stands for the rule of the edits of records that have been erased, which can't
// be taken back.
const ErasedRule = "erased"

// Nothing stands where a record has to have a text, and the text was erased.
const Nothing = "—"

// secretMark begins the form of a point that can't be read.
const secretMark = "#"

// Secret makes a point of a sum of it.
func Secret(sum string) string { return secretMark + sum }

// IsSecret reports whether a point can only be compared: whose it was has been erased.
func IsSecret(point string) bool { return strings.HasPrefix(point, secretMark) }

// Remains reports whether something is left of the records of a noun where the contact they
// are about is erased: what reports count, whom nobody may call, and which numbers meant
// them. Others go.
func (n *Noun) Remains() bool { return n.Own || n.Kind == KindSuppression || n.Kind == KindAlias }

// EraseReport is what became of the backups of a book in which somebody was erased.
type EraseReport struct {
	Rewritten int      // without them
	Removed   []string // that could not be rewritten
	Sealed    []string // encrypted, or of a newer program, so that they can't be looked into
	Damaged   []string // what was kept of a damaged book
}

// IsErased reports whether a record is an erased contact.
func IsErased(r Record) bool {
	c, ok := r.(*Contact)
	return ok && c != nil && !c.Erased.IsZero()
}

// Erasure is what a book knows of somebody who was erased: enough to erase them again in a
// backup.
type Erasure struct {
	Contact int64
	Day     Date
	Reason  string
	Made    string  // a sum of the operation that recorded them, which tells them from others
	Apart   []int64 // who was merged into them for a while, and is in the book
}
