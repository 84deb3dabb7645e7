package cli

import (
	"fmt"
	"time"

	"crm/internal/book"
	"crm/internal/crm"
)

// replicaOf returns the address from which a book is read, where that is a replica that was
// chosen. A configuration that names one concerns no book in a file.
func (a *app) replicaOf(path string) (string, error) {
	host := a.flags.readFrom
	if host == "" {
		host = a.reads
	}
	switch {
	case host == "":
		return "", nil
	case book.OnServer(path):
		return book.AtHosts(path, host)
	case a.flags.readFrom != "":
		return "", crm.Errorf(crm.CodeUsage, "the book is in a file, which has no replicas").On("read-from")
	}
	return "", nil
}

// tellReplica says on standard error that the book is read from a replica, unless that was
// chosen and nothing is missing there.
func (a *app) tellReplica(b *book.Book) {
	r := b.Replica()
	if r == nil || a.completing() {
		return
	}
	chosen := a.flags.readFrom != "" || a.reads != ""
	if text := a.screen().Replica(r, b.Name(), time.Now(), chosen); text != "" {
		fmt.Fprintln(a.env.Err, "crm: "+text)
	}
}
