//go:build unix

package store

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"crm/internal/crm"
)

// TestNewcomer: what a transaction remembers of the contact that it has made last is
// what the book has, whatever becomes of them and of others.
func TestNewcomer(t *testing.T) {
	s := openFor(t, anyBookIn(t))
	asked := 0
	rapid.Check(t, func(r *rapid.T) {
		write(t, s, func(tx *Tx) error {
			put := func(record crm.Record) {
				if _, err := tx.Put(record); err != nil {
					r.Fatal(err)
				}
			}
			owners, home := []int64{0}, &crm.Contact{Kind: crm.Household, Name: "Q"}
			put(home)
			for range 2 {
				p := &crm.Producer{Name: "Ann Lee"}
				put(p)
				owners = append(owners, p.ID)
			}
			people := []*crm.Contact{home}
			var activities []*crm.Activity
			for range rapid.IntRange(1, 12).Draw(r, "steps") {
				one := func(label string) *crm.Contact {
					return crm.Copy(people[rapid.IntRange(0, len(people)-1).Draw(r, label)])
				}
				what := rapid.SampledFrom([]string{"contact", "activity", "activity", "change", "owner", "sale", "household", "delete"}).Draw(r, "what")
				switch what {
				case "contact":
					c := &crm.Contact{Kind: rapid.SampledFrom([]string{crm.Person, crm.Person, crm.Household}).Draw(r, "kind"), Name: "P", Owner: rapid.SampledFrom(owners).Draw(r, "owner")}
					if home := one("household"); c.Kind == crm.Person && home.Kind == crm.Household {
						c.Household = home.ID
					}
					put(c)
					people = append(people, c)
				case "activity":
					a := &crm.Activity{Kind: rapid.SampledFrom([]string{crm.Call, crm.Task, crm.Appointment}).Draw(r, "kind"), Contact: one("contact").ID,
						Owner: rapid.SampledFrom(owners).Draw(r, "owner"), Status: rapid.SampledFrom([]string{crm.Open, crm.Open, crm.Done}).Draw(r, "status"),
						DueTime: rapid.SampledFrom([]string{"", "09:30"}).Draw(r, "time")}
					if a.Kind == crm.Call {
						a.CallType = rapid.SampledFrom([]string{"", crm.BirthdayCall, crm.ReviewCall}).Draw(r, "type")
					}
					if day := rapid.IntRange(0, 9).Draw(r, "day"); day > 0 {
						a.Due = crm.NewDate(2026, 7, day)
					}
					put(a)
					activities = append(activities, a)
				case "change", "delete":
					if len(activities) == 0 {
						continue
					}
					at := rapid.IntRange(0, len(activities)-1).Draw(r, "activity")
					if what == "delete" {
						if _, err := tx.Delete(crm.KindActivity, activities[at].ID); err != nil {
							r.Fatal(err)
						}
						activities = slices.Delete(activities, at, at+1)
						continue
					}
					a := crm.Copy(activities[at])
					a.Contact, a.Status, a.Due = one("to").ID, rapid.SampledFrom([]string{crm.Open, crm.Cancelled}).Draw(r, "status"), crm.NewDate(2026, 8, 1)
					put(a)
					activities[at] = a
				case "owner", "household":
					c := one("contact")
					if what == "owner" {
						c.Owner = rapid.SampledFrom(owners).Draw(r, "owner")
					} else if home := one("household"); c.Kind == crm.Person && home.Kind == crm.Household {
						c.Household = home.ID
					}
					put(c)
					people[slices.IndexFunc(people, func(p *crm.Contact) bool { return p.ID == c.ID })] = c
				case "sale":
					put(&crm.Opportunity{Contact: one("contact").ID, Status: crm.Open, Owner: owners[1]})
				}
				if tx.latest == nil {
					continue
				}
				asked++
				id := tx.latest.contact.ID
				got, err := tx.OpenActivities(id)
				if err != nil {
					r.Fatal(err)
				}
				latest := tx.latest
				tx.latest = nil
				want, err := tx.OpenActivities(id)
				if err != nil {
					r.Fatal(err)
				}
				tx.latest = latest
				if !slices.EqualFunc(got, want, func(a, b *crm.Activity) bool { return reflect.DeepEqual(a, b) }) {
					r.Fatalf("%d open activities of %d are remembered, and %d are in the book", len(got), id, len(want))
				}
			}
			due := func() map[int64]crm.Date {
				all := map[int64]crm.Date{}
				found, err := find[*crm.Contact](tx.View, "ORDER BY id")
				if err != nil {
					r.Fatal(err)
				}
				for _, c := range found {
					all[c.ID] = c.NextDue
				}
				return all
			}
			kept := due()
			if err := tx.planAll(); err != nil {
				r.Fatal(err)
			}
			for id, day := range due() {
				if kept[id] != day {
					r.Fatalf("the next step of %d is due %s, and %s is kept", id, day, kept[id])
				}
			}
			return ErrRollBack
		})
	})
	if asked == 0 {
		t.Error("nobody was ever new")
	}
}

// TestPlaceholders: a statement gets the values that its placeholders name, however
// often and in whichever order they stand there, also where there are very many.
func TestPlaceholders(t *testing.T) {
	s := openFor(t, bookIn(t))
	read(t, s, func(v *View) error {
		rapid.Check(t, func(r *rapid.T) {
			n := rapid.IntRange(1, 40).Draw(r, "values")
			places := rapid.SliceOfN(rapid.IntRange(1, n), 1, 60).Draw(r, "places")
			if rapid.Bool().Draw(r, "in order") {
				places = nil
				for i := range n {
					places = append(places, i+1)
				}
			}
			var args []any
			for i := range n {
				args = append(args, int64(i+1))
			}
			var parts []string
			for _, at := range places {
				parts = append(parts, fmt.Sprintf("$%d", at))
			}
			rows, err := v.rows("SELECT '$.a', "+strings.Join(parts, ", "), args...)
			if err != nil {
				r.Fatal(err)
			}
			defer rows.Close()
			var literal string
			got := make([]int, len(places))
			into := []any{&literal}
			for i := range got {
				into = append(into, &got[i])
			}
			if !rows.Next() {
				r.Fatal("no row")
			}
			if err := rows.Scan(into...); err != nil {
				r.Fatal(err)
			}
			if literal != "$.a" || !slices.Equal(got, places) {
				r.Errorf("the places %v got %v", places, got)
			}
		})
		return nil
	})
	for text, want := range map[string]string{
		"SELECT 1":                            "SELECT 1",
		"SELECT $1, $2":                       "SELECT ?, ?",
		"SELECT $2, $1":                       "SELECT ?2, ?1",
		"SELECT $1, $1":                       "SELECT ?1, ?1",
		"SELECT $1, $3":                       "SELECT ?1, ?3",
		"SELECT json_extract(own, '$.x'), $1": "SELECT json_extract(own, '$.x'), ?",
	} {
		if got := byPosition(text); got != want {
			t.Errorf("%s becomes %s, want %s", text, got, want)
		}
	}
}
