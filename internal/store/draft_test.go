//go:build unix

package store

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"crm/internal/crm"
)

func TestCreateIsWonByOne(t *testing.T) {
	path := filepath.Join(t.TempDir(), "sub", "book.db")
	const racers = 4
	var group sync.WaitGroup
	wins := make([]bool, racers)
	errs := make([]error, racers)
	for i := range racers {
		group.Go(func() {
			s, made, err := Create(t.Context(), path, func(tx *Tx) error {
				if err := first(tx); err != nil {
					return err
				}
				_, err := tx.Put(&crm.Producer{Name: fmt.Sprintf("Racer %d", i)})
				return err
			})
			wins[i], errs[i] = made, err
			if err == nil {
				// Each can use the book at once.
				errs[i] = errors.Join(s.Write(t.Context(), func(tx *Tx) error {
					_, err := tx.Put(&crm.Producer{Name: fmt.Sprintf("Guest %d", i)})
					return err
				}), s.Close())
			}
		})
	}
	group.Wait()
	winner := -1
	for i := range racers {
		if errs[i] != nil {
			t.Errorf("racer %d: %v", i, errs[i])
		}
		if wins[i] && winner >= 0 {
			t.Errorf("racers %d and %d both made the book", winner, i)
		}
		if wins[i] {
			winner = i
		}
	}
	read(t, openFor(t, path), func(tx *View) error {
		producers, err := tx.Producers()
		if err != nil {
			return err
		}
		if len(producers) != 1+racers || winner < 0 || producers[0].Name != fmt.Sprintf("Racer %d", winner) {
			t.Errorf("%d producers, the first %s; the winner is %d", len(producers), producers[0].Name, winner)
		}
		return nil
	})
	left, err := filepath.Glob(filepath.Join(filepath.Dir(path), ".new-book-*"))
	if err != nil || len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

func TestHalfMadeBookHasNoName(t *testing.T) {
	dir := t.TempDir()
	wrong := errors.New("wrong")
	_, _, err := Create(t.Context(), filepath.Join(dir, "book.db"), func(*Tx) error { return wrong })
	if err == nil {
		t.Error("no error")
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

// TestUnfinishedBookHasNoName: where what SQLite keeps beside a new book does not reach
// its file, the book does not get its name and nothing of it stays. Closing it would not
// have said so.
func TestUnfinishedBookHasNoName(t *testing.T) {
	dir := t.TempDir()
	name := filepath.Join(dir, "data", "book.db")
	d, err := NewDraft(t.Context(), name, first)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(d.file.path+"-wal", 0); err != nil { // as on a disk that could not hold it
		t.Fatal(err)
	}
	_, made, err := d.Publish(t.Context())
	if made || crm.CodeOf(err) != crm.CodeEnvironment && crm.CodeOf(err) != crm.CodeDamaged {
		t.Errorf("made %v, %v", made, err)
	}
	d.Discard()
	if left := namesIn(t, dir); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

// TestClearTemps: what was left by a process that was killed goes, and nothing that a
// process may still be at work on, here or on another computer.
func TestClearTemps(t *testing.T) {
	dead := exec.CommandContext(t.Context(), "true")
	if err := dead.Run(); err != nil {
		t.Fatal(err)
	}
	dir, old := t.TempDir(), time.Now().Add(-2*time.Hour)
	kept := map[string]bool{}
	for _, temp := range []struct {
		system   string
		process  int
		old, log bool // the file, and what is beside it
		stays    bool
	}{
		{here(), dead.Process.Pid, false, false, false}, {here(), os.Getpid(), true, true, true},
		{"abcdef", dead.Process.Pid, true, true, false}, {"abcdef", os.Getpid(), true, true, false},
		{"abcdef", dead.Process.Pid, true, false, true}, {"abcdef", dead.Process.Pid, false, true, true},
	} {
		f, err := os.CreateTemp(dir, fmt.Sprintf("%s%s-%d-*", unfinished, temp.system, temp.process))
		if err != nil {
			t.Fatal(err)
		}
		_ = f.Close()
		if err := os.WriteFile(f.Name()+"-wal", nil, 0o600); err != nil {
			t.Fatal(err)
		}
		for name, aged := range map[string]bool{f.Name(): temp.old, f.Name() + "-wal": temp.log} {
			if aged {
				_ = os.Chtimes(name, old, old)
			}
		}
		kept[filepath.Base(f.Name())] = temp.stays
	}
	newBook(t, filepath.Join(dir, "book.db"))
	for name, stays := range kept {
		if exists(filepath.Join(dir, name)) != stays || exists(filepath.Join(dir, name+"-wal")) != stays {
			t.Errorf("%s: want it there: %v", name, stays)
		}
	}
}

// TestGiveName: a name that is taken stays with who has it, with links and without.
func TestGiveName(t *testing.T) {
	for how, give := range map[string]func(file, name string) error{"link": giveName, "rename": renameNew} {
		dir := t.TempDir()
		one, two, name := filepath.Join(dir, "one"), filepath.Join(dir, "two"), filepath.Join(dir, "name")
		for _, file := range []string{one, two} {
			if err := os.WriteFile(file, []byte(file), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		if err := give(one, name); err != nil {
			t.Errorf("%s: %v", how, err)
		}
		if err := give(two, name); !errors.Is(err, fs.ErrExist) {
			t.Errorf("%s: a second file got the name: %v", how, err)
		}
		if string(contents(t, name)) != one {
			t.Errorf("%s: the first file lost the name", how)
		}
	}
}
