//go:build unix

package store

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"crm/internal/crm"
)

// noon is when the backups of tests are made.
var noon = time.Date(2026, 11, 25, 12, 0, 0, 0, time.UTC)

// changed adds a producer to a book, as a change of its own.
func changed(t *testing.T, s *Store, name string) {
	t.Helper()
	write(t, s, func(tx *Tx) error {
		if err := tx.BeginChange(&Change{Op: name, MadeAt: noon, AsOf: crm.DateOf(noon), Command: "producer add"}); err != nil {
			return err
		}
		_, err := tx.Put(&crm.Producer{Name: name})
		return err
	})
}

// bookOf makes a book of so many changes.
func bookOf(t *testing.T, changes int) string {
	t.Helper()
	path := bookIn(t)
	s := openFor(t, path)
	for i := range changes {
		changed(t, s, fmt.Sprintf("Producer %d", i+1))
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

func backedUp(t *testing.T, path string, to BackupTo) *crm.BackedUp {
	t.Helper()
	if to.Dir == "" && to.File == "" {
		to.Dir = BackupDir(path)
	}
	to.Reason, to.Now = crm.BackupByHand, noon
	done, err := Backup(t.Context(), path, to)
	if err != nil {
		t.Fatal(err)
	}
	return done
}

// TestBackupWhileOthersWrite: each backup is one state of the book: what the change with
// its number left.
func TestBackupWhileOthersWrite(t *testing.T) {
	path := bookOf(t, 1)
	ctx, stop := context.WithCancel(t.Context())
	var writers sync.WaitGroup
	for w := range 3 {
		writers.Go(func() {
			for i := 0; ctx.Err() == nil; i++ {
				s, err := Open(t.Context(), path)
				if err != nil {
					t.Error(err)
					return
				}
				changed(t, s, fmt.Sprintf("Writer %d, change %d", w, i))
				_ = s.Close()
			}
		})
	}
	var made []*crm.Backup
	for range soak(12, 120) {
		made = append(made, backedUp(t, path, BackupTo{}).Backup)
	}
	stop()
	writers.Wait()
	states := map[int64]bool{}
	for _, b := range made {
		s, err := OpenRead(t.Context(), b.Path)
		if err != nil {
			t.Fatal(err)
		}
		// Producer n was added by change n, and the numbers of records begin at 1.
		got := rowsOf(t, s, "SELECT (SELECT count(*) FROM producers), (SELECT max(id) FROM changes), (SELECT next - 1 FROM counter)")
		want := fmt.Sprintf("%d|%d|%d", b.Change, b.Change, b.Change)
		if !slices.Equal(got, []string{want}) {
			t.Errorf("change %d: %q", b.Change, got)
		}
		states[b.Change] = true
		_ = s.Close()
	}
	if len(states) < 3 {
		t.Errorf("%d backups show %d states: nobody wrote meanwhile", len(made), len(states))
	}
}

// soak is how often something random is tried: less in everyday runs.
func soak(usual, soaking int) int {
	if os.Getenv("SOAK") != "" {
		return soaking
	}
	return usual
}

// TestRelativePaths: books and backups may be named from the directory of the command.
func TestRelativePaths(t *testing.T) {
	path := bookOf(t, 2)
	t.Chdir(filepath.Dir(path))
	if err := os.Mkdir("kept", 0o700); err != nil {
		t.Fatal(err)
	}
	for _, to := range []BackupTo{{Dir: "kept"}, {Dir: "."}, {Dir: "kept", Seal: &Seal{Passphrase: "geheim", Work: 1}}, {File: "kept/x.db"}, {File: "y.db"}} {
		to.Now, to.Reason = noon, crm.BackupByHand
		if _, err := Backup(t.Context(), filepath.Base(path), to); err != nil {
			t.Errorf("%q %q: %v", to.Dir, to.File, err)
		}
	}
}

// TestBackupNames: what the name of a backup says is what it is listed with, of this book
// alone.
func TestBackupNames(t *testing.T) {
	path, other := bookOf(t, 2), bookOf(t, 3)
	dir := t.TempDir()
	changedOp(t, other)
	one := backedUp(t, path, BackupTo{Dir: dir}).Backup
	two := backedUp(t, path, BackupTo{Dir: dir, Seal: &Seal{Passphrase: "geheim", Work: 2}}).Backup
	backedUp(t, other, BackupTo{Dir: dir})
	for _, name := range []string{"book-20261125T120000Z-2-hand.db", "book-20269999T120000Z-2-hand-abcdef.db", "notes.txt"} {
		if err := os.WriteFile(filepath.Join(dir, name), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	all, err := Backups(t.Context(), path, dir)
	if err != nil || len(all) != 2 || *all[0] != *two || *all[1] != *one {
		t.Errorf("%d backups, %v", len(all), err)
	}
	if one.Change != 2 || one.Encrypted || !two.Encrypted || !two.Made.After(one.Made) || !strings.HasSuffix(two.Path, ".db.age") {
		t.Errorf("%+v, %+v", one, two)
	}
	if all, err = Backups(t.Context(), filepath.Join(dir, "book.db"), dir); err != nil || len(all) != 3 {
		t.Errorf("of a book that is not there: %d backups, %v", len(all), err)
	}
	if all, err = Backups(t.Context(), path, filepath.Join(dir, "none")); err != nil || len(all) != 0 {
		t.Errorf("in no directory: %d backups, %v", len(all), err)
	}
}

// changedOp makes a book another one: by the operation id of its first change.
func changedOp(t *testing.T, path string) {
	t.Helper()
	s := openFor(t, path)
	defer s.Close()
	if _, err := s.db.ExecContext(t.Context(), "UPDATE changes SET op = 'another' WHERE id = 1"); err != nil {
		t.Fatal(err)
	}
}

// TestBackupKeeps: the newest made by hand stay, and what was made by itself is counted
// on its own.
func TestBackupKeeps(t *testing.T) {
	path := bookOf(t, 1)
	dir := BackupDir(path)
	s := openFor(t, path)
	before := func(change string) {
		t.Helper()
		changed(t, s, change)
		if _, fresh, err := s.BackupBefore(t.Context(), BackupTo{Dir: dir, Reason: crm.BackupBeforeImport, Now: noon, Keep: 2}); err != nil || !fresh {
			t.Errorf("fresh %v, %v", fresh, err)
		}
	}
	for i := range 3 {
		before(fmt.Sprint(i))
		backedUp(t, path, BackupTo{})
	}
	dead := exec.CommandContext(t.Context(), "true")
	if err := dead.Run(); err != nil {
		t.Fatal(err)
	}
	left := filepath.Join(dir, fmt.Sprintf("%s%s-%d-1", unfinished, here(), dead.Process.Pid)) // killed once the backup had its name
	if err := os.WriteFile(left, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if made, fresh, err := s.BackupBefore(t.Context(), BackupTo{Dir: dir, Reason: crm.BackupBeforeImport, Now: noon, Keep: 1}); err != nil || fresh || made.Change != 4 {
		t.Errorf("%+v, fresh %v, %v", made, fresh, err)
	}
	if exists(left) {
		t.Errorf("%s is left", left)
	}
	if done := backedUp(t, path, BackupTo{Keep: 2}); len(done.Removed) != 2 {
		t.Errorf("removed %q", done.Removed)
	}
	all, err := Backups(t.Context(), path, dir)
	if err != nil {
		t.Fatal(err)
	}
	var kinds []string
	for _, b := range all {
		kinds = append(kinds, fmt.Sprint(b.Reason, " ", b.Change))
	}
	if want := []string{"hand 4", "hand 4", "import 4", "import 3"}; !slices.Equal(kinds, want) {
		t.Errorf("left are %q, want %q", kinds, want)
	}
}

// TestDamagedBackup: whatever bit is flipped, and wherever it is cut off, it is found
// out. A sum covers what the database itself would take for another text.
func TestDamagedBackup(t *testing.T) {
	path := bookOf(t, 3)
	seal := &Seal{Passphrase: "geheim", Work: 1}
	for name, to := range map[string]BackupTo{"open": {}, "sealed": {Seal: seal}} {
		t.Run(name, func(t *testing.T) {
			made := backedUp(t, path, to).Backup
			whole, broken := contents(t, made.Path), filepath.Join(t.TempDir(), "broken")
			found := func(data []byte) error {
				if err := os.WriteFile(broken, data, 0o600); err != nil {
					t.Fatal(err)
				}
				if to.Seal != nil {
					opened := broken + ".opened"
					if err := os.WriteFile(opened, nil, 0o600); err != nil {
						t.Fatal(err)
					}
					if err := seal.open(t.Context(), file{broken, broken}, file{opened, opened}); err != nil {
						return err
					}
					return checkSum(opened)
				}
				return checkSum(broken)
			}
			if err := found(whole); err != nil {
				t.Fatalf("as it was: %v", err)
			}
			for range soak(60, 2000) {
				at, bit := rand.IntN(len(whole)), rand.IntN(8)
				flipped := slices.Clone(whole)
				flipped[at] ^= 1 << bit
				if found(flipped) == nil {
					t.Errorf("bit %d of byte %d is flipped, and nobody says so", bit, at)
				}
			}
			for range soak(30, 500) {
				if n := rand.IntN(len(whole)); found(whole[:n]) == nil {
					t.Errorf("it is cut off after %d bytes, and nobody says so", n)
				}
			}
		})
	}
}

// TestBackupWithAnotherPassphrase is not opened, and leaves nothing that was encrypted.
func TestBackupWithAnotherPassphrase(t *testing.T) {
	made := backedUp(t, bookOf(t, 1), BackupTo{Seal: &Seal{Passphrase: "geheim", Work: 1}}).Backup
	to := filepath.Join(t.TempDir(), "opened")
	if err := os.WriteFile(to, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	err := (&Seal{Passphrase: "Geheim"}).open(t.Context(), file{made.Path, made.Path}, file{to, to})
	if crm.CodeOf(err) != crm.CodeDamaged || !strings.Contains(err.Error(), "passphrase") || len(contents(t, to)) > 0 {
		t.Errorf("%v, with %d bytes", err, len(contents(t, to)))
	}
}

// TestBackupOfADamagedBook is not made: copying it page by page hides nothing.
func TestBackupOfADamagedBook(t *testing.T) {
	path := bookOf(t, 3)
	data := contents(t, path)
	for page := 2; page < len(data)/4096; page++ {
		copy(data[page*4096:], make([]byte, 512))
	}
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := Backup(t.Context(), path, BackupTo{Dir: BackupDir(path), Now: noon, Reason: crm.BackupByHand})
	if crm.CodeOf(err) != crm.CodeDamaged {
		t.Errorf("%v, want damaged", err)
	}
	if exists(BackupDir(path)) {
		t.Error("something is left of it")
	}
}

// TestKilledBackup: at any moment there is a whole backup or none, and the next one
// clears away what was left.
func TestKilledBackup(t *testing.T) {
	path := bookOf(t, 2)
	withNotes(t, path, 8000)
	start := time.Now()
	if err := backupIn(t, path).Run(); err != nil {
		t.Fatal(err)
	}
	lasts := time.Since(start)
	for range soak(4, 60) {
		child := backupIn(t, path)
		if err := child.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(rand.Int64N(int64(lasts))))
		_ = child.Process.Kill()
		_ = child.Wait()
	}
	backedUp(t, path, BackupTo{})
	for _, name := range namesIn(t, BackupDir(path)) {
		if strings.HasPrefix(name, ".") {
			t.Errorf("%s is left", name)
			continue
		}
		if err := checkSum(filepath.Join(BackupDir(path), name)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// withNotes makes a book larger by so many notes.
func withNotes(t *testing.T, path string, n int) {
	t.Helper()
	s := openFor(t, path)
	defer s.Close()
	write(t, s, func(tx *Tx) error {
		return tx.exec("WITH RECURSIVE n (value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM n WHERE value < $1) INSERT INTO notes (id, version, body) SELECT value + 1000, 1, hex(randomblob(400)) FROM n", n)
	})
}

// backupIn is a process that makes a backup, by TestBackupProcess.
func backupIn(t *testing.T, path string) *exec.Cmd {
	t.Helper()
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), program, "-test.run", "^TestBackupProcess$", "-test.count", "1")
	cmd.Env = append(os.Environ(), "CRM_TEST_BACKS_UP="+path)
	return cmd
}

// TestBackupProcess is not a test, but what backupIn runs.
func TestBackupProcess(t *testing.T) {
	path := os.Getenv("CRM_TEST_BACKS_UP")
	if path == "" {
		t.Skip("is run by others")
	}
	backedUp(t, path, BackupTo{})
}

// TestSumOfWhatIsNoBackup: a copy that another program has made has no sum, and has to
// end with its last page.
func TestSumOfWhatIsNoBackup(t *testing.T) {
	path := bookOf(t, 1)
	data := contents(t, path)
	for name, c := range map[string]struct {
		data []byte
		want error
	}{
		"a copy": {data, nil}, "cut": {data[:len(data)-1], errNotWhole}, "a page less": {data[:len(data)-4096], errNotWhole},
		"more": {append(slices.Clone(data), 0), errNotWhole}, "nothing": {nil, errNotWhole},
	} {
		path := filepath.Join(t.TempDir(), "x.db")
		if err := os.WriteFile(path, c.data, 0o600); err != nil {
			t.Fatal(err)
		}
		if had, err := (file{path, path}).takeSum(); had || !errors.Is(err, c.want) {
			t.Errorf("%s: had %v, %v", name, had, err)
		}
	}
}
