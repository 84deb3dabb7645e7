//go:build unix

package store

import (
	"testing"
	"time"
)

// TestUpgradedBookIsSound: a book of an earlier version has no problem that its upgrade
// made.
func TestUpgradedBookIsSound(t *testing.T) {
	path := oldBookIn(t)
	if _, err := Upgrade(t.Context(), path, time.Now()); err != nil {
		t.Fatal(err)
	}
	s, err := OpenRead(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	found, err := s.Check(t.Context(), true)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range found {
		t.Errorf("%+v", p)
	}
}
