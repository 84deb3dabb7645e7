//go:build unix

package store

import (
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
	s := openFor(t, bookIn(t))
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
	s := openFor(t, bookIn(t))
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
