//go:build unix

package store

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"crm/internal/crm"
	"crm/internal/query"
)

// TestGetSaysWhatIsNotThere: of another noun, or of none, there is no record.
func TestGetSaysWhatIsNotThere(t *testing.T) {
	s := openFor(t, anyBookIn(t))
	var ann int64
	write(t, s, func(tx *Tx) error {
		p := &crm.Producer{Name: "Ann"}
		_, err := tx.Put(p)
		ann = p.ID
		return err
	})
	read(t, s, func(v *View) error {
		if got, err := Get[*crm.Producer](v, ann); err != nil || got.Name != "Ann" {
			t.Errorf("the producer is read as %v, %v", got, err)
		}
		for _, id := range []int64{ann, ann + 1} {
			if c, err := Get[*crm.Contact](v, id); c != nil || crm.CodeOf(err) != crm.CodeNotFound {
				t.Errorf("contact %d is read as %v, %v; want not-found", id, c, err)
			}
		}
		return nil
	})
}

// TestInterruptedListIsAnError: a list that ends before its last row says so.
func TestInterruptedListIsAnError(t *testing.T) {
	s := openFor(t, anyBookIn(t))
	write(t, s, func(tx *Tx) error {
		for i := range 10 {
			if _, err := tx.Put(&crm.Producer{Name: fmt.Sprintf("Ann %d", i)}); err != nil {
				return err
			}
		}
		return nil
	})
	ctx, interrupt := context.WithCancel(t.Context())
	defer interrupt()
	err := s.Read(ctx, func(v *View) error {
		_, rows, err := v.Select(query.Select{Noun: crm.KindProducer, Columns: []string{"name"}})
		if err != nil {
			return err
		}
		read := 0
		for _, err := range rows {
			if err != nil {
				return err
			}
			if read++; read == 3 {
				interrupt()
			}
		}
		t.Errorf("%d rows and no error", read)
		return nil
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("%v, want interrupted", err)
	}
}

// TestListOverADamagedPageIsAnError: what comes behind such a page is not left out in
// silence.
func TestListOverADamagedPageIsAnError(t *testing.T) {
	path := bookIn(t)
	s := openFor(t, path)
	const many = 400 // several pages of them
	write(t, s, func(tx *Tx) error {
		for i := range many {
			if _, err := tx.Put(&crm.Producer{Name: fmt.Sprintf("Ann %d", i), Email: fmt.Sprintf("ann%d@example.com", i)}); err != nil {
				return err
			}
		}
		return nil
	})
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	book := contents(t, path)
	const page = 4096
	last := bytes.LastIndex(book, fmt.Appendf(nil, "ann%d@", many-1)) / page * page
	copy(book[last:last+page], bytes.Repeat([]byte{0xff}, page))
	if err := os.WriteFile(path, book, 0o600); err != nil {
		t.Fatal(err)
	}
	s = openFor(t, path)
	listed := 0
	for what, list := range map[string]func(*View) error{
		"Select": func(v *View) error {
			_, rows, err := v.Select(query.Select{Noun: crm.KindProducer, Columns: []string{"email"}})
			if err != nil {
				return err
			}
			for _, err := range rows {
				if err != nil {
					return err
				}
				listed++
			}
			return nil
		},
		"Producers": func(v *View) error { _, err := v.Producers(); return err },
	} {
		if err := s.Read(t.Context(), list); crm.CodeOf(err) != crm.CodeDamaged {
			t.Errorf("%s: %v, want damaged", what, err)
		}
	}
	if listed == 0 || listed >= many {
		t.Errorf("%d of %d rows came before the damaged page", listed, many)
	}
}

// TestBookThatCanNotGetItsName: where the file system refuses the name of a new
// book, the command fails and leaves nothing behind.
func TestBookThatCanNotGetItsName(t *testing.T) {
	dir := t.TempDir()
	s, made, err := Create(t.Context(), filepath.Join(dir, strings.Repeat("b", 300)), first)
	if s != nil || made || crm.CodeOf(err) != crm.CodeEnvironment || !strings.Contains(fmt.Sprint(err), "can't be given its name") {
		t.Errorf("%v, made %v, %v; want environment", s, made, err)
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}
