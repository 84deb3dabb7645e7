//go:build unix

package store

import (
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"crm/internal/crm"
)

// replaced puts a backup into the place of a book.
func replaced(t *testing.T, backup, path string, last int64) (*crm.Backup, error) {
	t.Helper()
	r, err := Revive(t.Context(), backup, path, nil)
	if err != nil {
		return nil, err
	}
	defer r.Discard()
	return r.Replace(t.Context(), last, BackupTo{Dir: BackupDir(path), Reason: crm.BackupBeforeRestore, Now: noon})
}

func lastChange(t *testing.T, path string) int64 {
	t.Helper()
	s, err := OpenRead(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	_, last, err := s.ends(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if whole := rowsOf(t, s, "PRAGMA integrity_check"); !slices.Equal(whole, []string{"ok"}) {
		t.Errorf("%s is not whole: %q", path, whole)
	}
	return last
}

// TestReplace: the book is what the backup has, and what it was is a backup.
func TestReplace(t *testing.T) {
	path := bookOf(t, 2)
	made := backedUp(t, path, BackupTo{}).Backup
	s := openFor(t, path)
	changed(t, s, "later")
	_ = s.Close()
	kept, err := replaced(t, made.Path, path, 3)
	if err != nil {
		t.Fatal(err)
	}
	if got := namesIn(t, filepath.Dir(path)); !slices.Equal(got, []string{"backups", "book.db"}) {
		t.Errorf("in the directory is %q", got)
	}
	if got := []int64{lastChange(t, path), lastChange(t, kept.Path), kept.Change}; !slices.Equal(got, []int64{2, 3, 3}) {
		t.Errorf("the last changes are %d", got)
	}
}

// TestReplaceNeedsTheBookAlone: another connection, even one that only reads, or has just
// been there and changed it, is not overlooked.
func TestReplaceNeedsTheBookAlone(t *testing.T) {
	path := bookOf(t, 2)
	made := backedUp(t, path, BackupTo{}).Backup
	for name, open := range map[string]func(*testing.T, string) *Store{"writing": openFor, "reading": plain} {
		s := open(t, path)
		rowsOf(t, s, "SELECT count(*) FROM producers")
		r, err := Revive(t.Context(), made.Path, path, nil)
		if err != nil {
			t.Fatal(err)
		}
		_, err = r.Replace(WithWait(t.Context(), 50*time.Millisecond), 2, BackupTo{Dir: BackupDir(path), Reason: crm.BackupBeforeRestore, Now: noon})
		if crm.CodeOf(err) != crm.CodeBusy {
			t.Errorf("%s: %v, want busy", name, err)
		}
		r.Discard()
		_ = s.Close()
	}
	if _, err := replaced(t, made.Path, path, 1); crm.CodeOf(err) != crm.CodeBusy {
		t.Errorf("changed meanwhile: %v, want busy", err)
	}
	if got := namesIn(t, BackupDir(path)); len(got) != 1 || lastChange(t, path) != 2 {
		t.Errorf("the backups are %q", got)
	}
}

// TestKilledReplace: at any moment the book is the old one or the new one and whole, and
// so is whatever has the name of a backup.
func TestKilledReplace(t *testing.T) {
	path := bookOf(t, 2)
	withNotes(t, path, 4000)
	made := backedUp(t, path, BackupTo{File: filepath.Join(t.TempDir(), "two.db")}).Backup
	s := openFor(t, path)
	changed(t, s, "later")
	_ = s.Close()
	later := backedUp(t, path, BackupTo{File: filepath.Join(t.TempDir(), "three.db")}).Backup
	start := time.Now()
	if err := replaceIn(t, made.Path, path, 3).Run(); err != nil {
		t.Fatal(err)
	}
	lasts := time.Since(start)
	old := 0
	for range soak(6, 100) {
		if last := lastChange(t, path); last != 3 {
			if _, err := replaced(t, later.Path, path, last); err != nil {
				t.Fatal(err)
			}
		}
		child := replaceIn(t, made.Path, path, 3)
		if err := child.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(rand.Int64N(int64(lasts))))
		_ = child.Process.Kill()
		_ = child.Wait()
		switch last := lastChange(t, path); last {
		case 3:
			old++
		case 2:
		default:
			t.Errorf("the last change is %d", last)
		}
	}
	if _, err := replaced(t, later.Path, path, lastChange(t, path)); err != nil {
		t.Error(err)
	}
	for _, dir := range []string{filepath.Dir(path), BackupDir(path)} {
		for _, name := range namesIn(t, dir) {
			if strings.HasPrefix(name, ".") {
				t.Errorf("%s is left", name)
			}
			if strings.Contains(name, "-restore-") && checkSum(filepath.Join(dir, name)) != nil {
				t.Errorf("%s is not whole", name)
			}
		}
	}
	t.Logf("%d were killed before the commit", old)
}

// replaceIn is a process that restores a backup, by TestReplaceProcess.
func replaceIn(t *testing.T, backup, path string, last int64) *exec.Cmd {
	t.Helper()
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), program, "-test.run", "^TestReplaceProcess$", "-test.count", "1")
	cmd.Env = append(os.Environ(), "CRM_TEST_RESTORES="+path, "CRM_TEST_BACKUP="+backup, "CRM_TEST_LAST="+fmt.Sprint(last))
	return cmd
}

// TestReplaceProcess is not a test, but what replaceIn runs.
func TestReplaceProcess(t *testing.T) {
	path := os.Getenv("CRM_TEST_RESTORES")
	if path == "" {
		t.Skip("is run by others")
	}
	var last int64
	_, _ = fmt.Sscan(os.Getenv("CRM_TEST_LAST"), &last)
	if _, err := replaced(t, os.Getenv("CRM_TEST_BACKUP"), path, last); err != nil {
		t.Fatal(err)
	}
}

// TestSupplant: what is not a book, or not a whole one, is kept as it is, with its log.
func TestSupplant(t *testing.T) {
	made := backedUp(t, bookOf(t, 2), BackupTo{File: filepath.Join(t.TempDir(), "two.db")}).Backup
	cut := contents(t, made.Path)
	for name, data := range map[string][]byte{
		"nothing": {}, "another file": []byte("rubbish"), "cut": cut[:len(cut)/2],
		"damaged": append(slices.Clone(cut[:8192]), make([]byte, len(cut)-8192)...), "only its log": nil,
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "book.db")
			if data != nil {
				if err := os.WriteFile(path, data, 0o600); err != nil {
					t.Fatal(err)
				}
			}
			if err := os.WriteFile(path+"-wal", []byte("log"), 0o600); err != nil {
				t.Fatal(err)
			}
			r, err := Revive(t.Context(), made.Path, path, nil)
			if err != nil {
				t.Fatal(err)
			}
			defer r.Discard()
			kept, err := r.Supplant(t.Context(), BackupTo{Dir: BackupDir(path), Now: noon})
			if err != nil || lastChange(t, path) != 2 {
				t.Fatalf("%v", err)
			}
			if data != nil && name != "damaged" && !slices.Equal(contents(t, kept), data) {
				t.Error("what was there is not kept as it was")
			}
			if name == "only its log" && string(contents(t, kept+"-wal")) != "log" {
				t.Error("the log is not kept")
			}
		})
	}
}

// TestLogOfAnotherBook: a new book does not get the name of one of which a log is left,
// which SQLite would take for its own.
func TestLogOfAnotherBook(t *testing.T) {
	path := filepath.Join(t.TempDir(), "book.db")
	if err := os.WriteFile(path+"-wal", []byte("log"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, made, err := Create(t.Context(), path, first); made || crm.CodeOf(err) != crm.CodeConflict {
		t.Errorf("made %v, %v", made, err)
	}
	if got := namesIn(t, filepath.Dir(path)); !slices.Equal(got, []string{"book.db-wal"}) {
		t.Errorf("in the directory is %q", got)
	}
}
