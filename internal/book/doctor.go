package book

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"crm/internal/crm"
	"crm/internal/store"
)

// Examine describes the book of the options from outside, and says what is odd about it.
// It opens no book of another version, and changes nothing.
func Examine(ctx context.Context, o Options) *crm.Checkup {
	c := store.Examine(ctx, o.Path)
	c.Now = o.Now
	d := &doctor{c, o}
	looks := []func(){d.state, d.clock}
	if !OnServer(o.Path) {
		looks = append(looks, d.backwards, d.backups, d.private, d.disk, d.place)
	}
	for _, look := range looks {
		look()
	}
	return c
}

type doctor struct {
	*crm.Checkup
	options Options
}

func (d *doctor) odd(code string, pairs ...any) {
	d.Odd = append(d.Odd, notice("doctor-"+code, pairs...))
}

// newest is the newest backup, or nil.
func (d *doctor) newest() *crm.Backup {
	if len(d.Kept) == 0 {
		return nil
	}
	return d.Kept[0]
}

// state tells why the book can't be used.
func (d *doctor) state() {
	restore := crm.Run("book backups")
	if b := d.newest(); b != nil {
		restore = crm.Run("book restore", b.Change)
	}
	switch d.State {
	case crm.BookMissing:
		switch {
		case store.LeftBeside(d.Book):
			d.odd("log-left", "path", d.Book+"-wal", "command", restore)
		case d.newest() != nil:
			d.odd("gone", "command", restore)
		case !d.options.MayCreate:
			d.odd("missing", "command", crm.Run("book init", crm.With("book", d.Book)))
		}
	case crm.BookDamaged:
		d.odd("damaged", "command", restore)
	case crm.BookNewer:
		d.odd("newer", "current", d.Current)
	case crm.BookHeld:
		d.odd("held", "holder", d.Holder)
	case crm.BookShut:
		d.odd("shut", "mode", d.Mode)
	}
}

// backwards notices that an old copy has replaced the book, or that its log was deleted:
// a restore never lowers the number of the last change.
func (d *doctor) backwards() {
	if d.State != crm.BookFine && d.State != crm.BookOlder {
		return
	}
	i := slices.IndexFunc(d.Kept, func(b *crm.Backup) bool { return b.Change > d.Change })
	if i < 0 {
		return
	}
	for _, b := range d.Kept[i:] {
		if b.Change > d.Kept[i].Change {
			i = slices.Index(d.Kept, b)
		}
	}
	d.odd("backwards", "change", d.Change, "backup", d.Kept[i].Change, "command", crm.Run("book restore", d.Kept[i].Change))
}

// longWithout is how long a change may be without a backup.
const longWithout = 7 * 24 * time.Hour

// backups checks whether what was changed is in a backup.
func (d *doctor) backups() {
	if d.Change < 2 || d.State != crm.BookFine {
		return
	}
	b := d.newest()
	switch {
	case b == nil && !d.Begun.IsZero() && d.Now.Sub(d.Begun) > longWithout:
		d.odd("no-backup", "command", crm.Run("book backup"))
	case b != nil && b.Change < d.Change && d.Now.Sub(b.Made) > longWithout:
		d.odd("old-backup", "n", int(d.Change-b.Change), "date", crm.DateOf(b.Made), "command", crm.Run("book backup"))
	}
}

// private looks for files that others may read.
func (d *doctor) private() {
	if open := store.FilesOpenToOthers(d.Checkup); len(open) > 0 {
		d.odd("open", "paths", open)
	}
	if info, err := os.Stat(filepath.Dir(d.Book)); err == nil && d.Mode != "" && info.Mode().Perm()&0o022 != 0 && info.Mode()&os.ModeSticky == 0 {
		d.odd("open-directory", "path", filepath.Dir(d.Book))
	}
}

// leastFree is how many bytes should be free on a disk, beyond twice the size of the
// book.
const leastFree = 16 << 20

func (d *doctor) disk() {
	if d.Free >= 0 && d.Free < 2*d.Bytes+leastFree {
		d.odd("disk", "size", d.Free)
	}
}

// synced are the names of folders that programs copy from one computer to another.
var synced = []string{"dropbox", "onedrive", "google drive", "googledrive", "mobile documents", "icloud drive", "nextcloud", "owncloud", "syncthing", "box sync", "pcloud", "mega"}

func (d *doctor) place() {
	if kind := store.NetworkOf(filepath.Dir(d.Book)); kind != "" {
		d.odd("network", "kind", kind)
	}
	for _, name := range strings.Split(strings.ToLower(filepath.ToSlash(d.Book)), "/") {
		if slices.ContainsFunc(synced, func(s string) bool {
			return name == s || strings.HasPrefix(name, s+" ") || strings.HasPrefix(name, s+"-")
		}) {
			d.odd("synced", "folder", name)
			return
		}
	}
}

func (d *doctor) clock() {
	if d.Changed.After(d.Now.Add(time.Minute)) {
		d.odd("clock", "date", crm.DateOf(d.Changed))
	}
	if _, err := time.LoadLocation(d.Zone); err != nil {
		d.odd("zone", "zone", d.Zone, "command", crm.Run("book set", "timezone", crm.Blank("ZONE")))
	}
}
