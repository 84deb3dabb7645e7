//go:build unix

package store

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"crm/internal/crm"
)

// TestReferrersComeInOrder: those who refer to a record come by their numbers, also on a server,
// which has what was changed last at its end. Whoever asks for the rest goes on by that.
func TestReferrersComeInOrder(t *testing.T) {
	s := openFor(t, anyBookIn(t))
	write(t, s, func(tx *Tx) error {
		jane := &crm.Contact{Kind: crm.Person, Name: "Jane Hudson"}
		if _, err := tx.Put(jane); err != nil {
			return err
		}
		var ids []int64
		for range 5 {
			a := &crm.Activity{Kind: crm.Task, Contact: jane.ID, Status: crm.Open, Subject: "send the form"}
			if _, err := tx.Put(a); err != nil {
				return err
			}
			ids = append(ids, a.ID)
		}
		for _, id := range []int64{ids[0], ids[2]} {
			a, err := Get[*crm.Activity](tx.View, id)
			if err != nil {
				return err
			}
			a = crm.Copy(a)
			a.Subject, a.Due = "call", crm.NewDate(2026, 12, 1+int(id))
			if _, err := tx.Put(a); err != nil {
				return err
			}
		}
		found, err := tx.Referrers(crm.KindContact, jane.ID)
		var got []int64
		for _, r := range found {
			got = append(got, crm.IDOf(r))
		}
		if !slices.Equal(got, ids) {
			t.Errorf("they come as %v, want %v", got, ids)
		}
		return err
	})
}

// TestJournalKeepsWhatUndoNeeds: of a create nothing, of an update the fields
// that changed, of a delete everything.
func TestJournalKeepsWhatUndoNeeds(t *testing.T) {
	s := openFor(t, anyBookIn(t))
	var entries []*Entry
	write(t, s, func(tx *Tx) error {
		c := &crm.Contact{Kind: crm.Person, Name: "Jane Hudson", Rating: "a", Phones: crm.Points{{Value: "614-555-0147"}}}
		var edits []*crm.Edit
		keep := func(e *crm.Edit, err error) {
			if err != nil || e == nil {
				t.Fatalf("%v, %v", e, err)
			}
			e.Seq = len(edits) + 1
			if len(edits) > 0 {
				e.Rule, e.Cause = "mine", edits[len(edits)-1]
			}
			edits = append(edits, e)
		}
		keep(tx.Put(c))
		c = crm.Copy(c)
		c.Rating, c.Birthday = "", crm.Birthday{Month: time.May, Day: 12}
		keep(tx.Put(c))
		if e, err := tx.Put(crm.Copy(c)); e != nil || err != nil {
			t.Errorf("writing the same again is an edit: %v, %v", e, err)
		}
		keep(tx.Delete(crm.KindContact, c.ID))
		change := &Change{Op: "op", MadeAt: time.Date(2026, 7, 9, 14, 0, 0, 0, time.UTC), AsOf: crm.NewDate(2026, 7, 9), Command: "test", Producer: 0}
		if err := tx.BeginChange(change); err != nil {
			return err
		}
		if err := tx.Journal(change.ID, edits); err != nil {
			return err
		}
		var err error
		if entries, _, err = tx.EntriesAbout(change.ID, nil, 0); err != nil {
			return err
		}
		back, err := tx.ChangeByOp("op")
		if err != nil || back == nil || !reflect.DeepEqual(back, change) {
			t.Errorf("the change is read back as %+v, %v; want %+v", back, err, change)
		}
		return err
	})
	var got []string
	for _, e := range entries {
		got = append(got, fmt.Sprintf("%d %s v%d %q cause %d: %v > %v", e.Seq, e.Action, e.Version, e.Rule, e.Cause, e.Before, e.After))
	}
	want := []string{
		`1 create v1 "" cause 0: map[] > map[]`,
		`2 update v2 "mine" cause 1: map[birthday:<nil> rating:a] > map[birthday:--05-12 rating:<nil>]`,
	}
	if len(got) != 3 || !slices.Equal(got[:2], want) {
		t.Errorf("the journal has\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	fields := slices.Sorted(maps.Keys(entries[2].Before))
	if want := []string{"birthday", "kind", "name", "phones", "version"}; !slices.Equal(fields, want) || entries[2].After != nil {
		t.Errorf("the delete keeps %v, want %v", fields, want)
	}
}

func TestDeletedRecordComesBackUnderItsNumber(t *testing.T) {
	s := openFor(t, anyBookIn(t))
	write(t, s, func(tx *Tx) error {
		c := &crm.Contact{Kind: crm.Person, Name: "Jane Hudson", Emails: crm.Points{{Value: "bad@example.com", Bad: true}, {Value: "jane@example.com"}}}
		if _, err := tx.Put(c); err != nil {
			return err
		}
		gone, err := tx.Delete(crm.KindContact, c.ID)
		if err != nil {
			return err
		}
		if found, err := tx.ByName("jane hudson"); len(found) != 0 || err != nil {
			t.Errorf("she is still found: %v, %v", found, err)
		}
		if _, err := tx.Delete(crm.KindContact, c.ID); crm.CodeOf(err) != crm.CodeNotFound {
			t.Errorf("deleting twice: %v", err)
		}
		other := &crm.Contact{Kind: crm.Person, Name: "Rosa"}
		if _, err := tx.Put(other); err != nil {
			return err
		}
		if other.ID == c.ID {
			t.Error("the number was used again")
		}
		if _, err := tx.Insert(gone.Before); err != nil {
			return err
		}
		back, err := Get[*crm.Contact](tx.View, c.ID)
		if err != nil {
			return err
		}
		if back.Version != 2 || back.Email != "jane@example.com" || len(back.Emails) != 2 {
			t.Errorf("she is back as %+v", back)
		}
		if found, err := tx.ByPoint(nil, crm.Points{{Value: "JANE@example.com"}}); len(found) != 1 || err != nil {
			t.Errorf("she is not found by e-mail: %v, %v", found, err)
		}
		return nil
	})
}

// TestByPointInOrder: whom phones and e-mails reach comes in the order of these, so that an
// error names the same person every time.
func TestByPointInOrder(t *testing.T) {
	s := openFor(t, anyBookIn(t))
	write(t, s, func(tx *Tx) error {
		var want []int64
		var phones crm.Points
		for i := range 8 {
			phone := fmt.Sprintf("614-555-01%d", 80-7*i)
			c := &crm.Contact{Kind: crm.Person, Name: fmt.Sprintf("Person %d", i), Phones: crm.Points{{Value: phone}}}
			if _, err := tx.Put(c); err != nil {
				return err
			}
			want, phones = append([]int64{c.ID}, want...), append(crm.Points{{Value: phone}}, phones...)
		}
		for range 5 {
			found, err := tx.ByPoint(phones, nil)
			if err != nil {
				return err
			}
			var got []int64
			for _, c := range found {
				got = append(got, c.ID)
			}
			if !slices.Equal(got, want) {
				t.Fatalf("the phones reach %v, want %v", got, want)
			}
		}
		return nil
	})
}

func TestLookup(t *testing.T) {
	s := openFor(t, anyBookIn(t))
	write(t, s, func(tx *Tx) error {
		settings := tx.Settings()
		settings.Country = "us"
		if _, err := tx.Put(settings); err != nil {
			return err
		}
		for _, c := range []*crm.Contact{
			{Name: "José García", Phones: crm.Points{{Value: "(614) 555-0147"}}},
			{Name: "Jose Garcia Brandt"},
			{Name: "Brandt"},
			{Name: "佐藤 美咲", Emails: crm.Points{{Value: "Misaki@Example.com"}}},
			{Name: "100 % Ltd"},
			{Name: "100 Ltd"},
		} {
			c.Kind = crm.Person
			if _, err := tx.Put(c); err != nil {
				return err
			}
		}
		_, err := tx.Put(&crm.Note{Contact: 3, Body: "paid 50% of it, order_7"})
		return err
	})
	read(t, s, func(tx *View) error {
		names := func(found []*crm.Contact, err error) string {
			var list []string
			for _, c := range found {
				list = append(list, c.Name)
			}
			if err != nil {
				list = append(list, err.Error())
			}
			return strings.Join(list, ", ")
		}
		for _, c := range []struct{ text, want string }{
			{"JOSE GARCIA", "José García"}, // the whole name goes first
			{"garcia", "José García, Jose Garcia Brandt"},
			{"brandt", "Brandt"},
			{"brandt jose", "Jose Garcia Brandt"},
			{"gar", ""}, {"", ""}, {"!!!", ""}, {"ｊｏｓé ｇａｒｃｉａ", "José García"},
			{"佐藤", "佐藤 美咲"},
		} {
			if got := names(tx.ByWords(c.text)); got != c.want {
				t.Errorf("%q names %q, want %q", c.text, got, c.want)
			}
		}
		for _, c := range []struct{ text, want string }{
			{"garc", "José García, Jose Garcia Brandt"},
			{"555-0147", "José García"}, {"+1 614 555 0147", "José García"},
			{"misaki@EX", "佐藤 美咲"},
			{"50%", "Brandt"}, {"order_7", "Brandt"}, {"order-7", ""}, {"0%of", ""},
			{"'; DROP TABLE contacts; --", ""}, {`"`, ""}, {"NEAR(", ""}, {`\`, ""},
			{"zzz", ""}, {"000", ""},
		} {
			if got := names(tx.Search(c.text, 10, nil)); got != c.want {
				t.Errorf("a search for %q finds %q, want %q", c.text, got, c.want)
			}
		}
		if got := names(tx.Search("garc", 1, nil)); got != "José García" {
			t.Errorf("of at most one: %q", got)
		}
		for _, c := range []struct{ typed, stage, want string }{{"bra", "", "Brandt, Jose Garcia Brandt"}, {"1", "", "100 % Ltd, 100 Ltd, José García"}, {"bra", "lead", ""}, {"%", "", "100 % Ltd"}} {
			if got := names(tx.Beginning(c.typed, c.stage, 10)); got != c.want {
				t.Errorf("%q completes to %q, want %q", c.typed, got, c.want)
			}
		}
		return nil
	})
}
