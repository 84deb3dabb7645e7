//go:build unix

package store

import (
	"slices"
	"testing"
	"time"
)

// An address of an older book is taken apart where that is certain, in the journal, too, and
// else is a street. Nothing of it is lost.
func TestUpgradeTakesAddressesApart(t *testing.T) {
	path := oldBookIn(t, `
		UPDATE contacts SET address = '12 Oak St, Columbus, OH 43215' WHERE id = 8;
		UPDATE contacts SET address = '東京の駅前 "3F"' WHERE id = 11;
		INSERT INTO changes VALUES(19, 'x-1', '2026-11-07T16:00:00Z', '2026-11-07', 1, 'contact edit', NULL, NULL);
		INSERT INTO edits VALUES(19, 1, 'update', 'contact', 8, 6, NULL, NULL, '{"address":null,"rating":"b"}', '{"address":"1 Elm St, Macon","rating":null}');
		INSERT INTO changes VALUES(20, 'x-2', '2026-11-07T16:00:00Z', '2026-11-07', 1, 'contact edit', NULL, NULL);
		INSERT INTO edits VALUES(20, 1, 'update', 'contact', 8, 7, NULL, NULL, '{"address":"1 Elm St, Macon"}', '{"address":"12 Oak St, Columbus, OH 43215"}');
		UPDATE contacts SET version = 7 WHERE id = 8;`)
	if _, err := Upgrade(t.Context(), path, time.Now()); err != nil {
		t.Fatal(err)
	}
	s := openFor(t, path)
	for text, want := range map[string][]string{
		"SELECT id, address, addresses, street, city, region, postal_code, address_country FROM contacts WHERE address IS NOT NULL ORDER BY id": {
			`8|12 Oak St, Columbus, OH 43215|[{"street":"12 Oak St","city":"Columbus","region":"OH","postal_code":"43215"}]|12 Oak St|Columbus|OH|43215|`,
			`11|東京の駅前 "3F"|[{"street":"東京の駅前 \"3F\""}]|東京の駅前 "3F"||||`,
		},
		"SELECT before, after FROM edits WHERE change > 18 ORDER BY change": {
			`{"addresses":null,"rating":"b"}|{"addresses":"[{\"street\":\"1 Elm St, Macon\"}]","rating":null}`,
			`{"addresses":"[{\"street\":\"1 Elm St, Macon\"}]"}|{"addresses":"[{\"street\":\"12 Oak St\",\"city\":\"Columbus\",\"region\":\"OH\",\"postal_code\":\"43215\"}]"}`,
		},
		"SELECT term FROM lookup WHERE what = 'c' ORDER BY term": {"43215", "columbus"},
	} {
		if got := rowsOf(t, s, text); !slices.Equal(got, want) {
			t.Errorf("%s:\n%q, want\n%q", text, got, want)
		}
	}
	var found []string
	read(t, s, func(v *View) error {
		for _, text := range []string{"columbus", "43215", "432"} {
			all, err := v.Search(text, 10, nil)
			if err != nil {
				return err
			}
			for _, c := range all {
				found = append(found, text+" "+c.Name)
			}
		}
		return nil
	})
	if want := []string{"columbus Jane Hudson", "43215 Jane Hudson", "432 Jane Hudson"}; !slices.Equal(found, want) {
		t.Errorf("found %q, want %q", found, want)
	}
}
