package book

import (
	"fmt"
	"slices"
	"testing"

	"crm/internal/crm"
)

// pairs are the duplicates of a book, "2-3 for; against" each.
func (d *desk) pairs() (lines []string) {
	d.t.Helper()
	b := d.open()
	defer b.Close()
	found, err := b.Duplicates(d.t.Context(), "")
	if err != nil {
		d.t.Fatal(err)
	}
	for _, p := range found {
		lines = append(lines, fmt.Sprintf("%d-%d %v %v", p.One.ID, p.Other.ID, p.For, p.Against))
	}
	return lines
}

// TestDuplicates: what speaks for two being one, and what against.
func TestDuplicates(t *testing.T) {
	for name, test := range map[string]struct {
		one, other []string
		want       string
	}{
		"married":                   {[]string{"Vera Stopp", "email", "vera@example.com"}, []string{"Vera Hudson", "email", "vera@example.com"}, "[like-name email] []"},
		"short":                     {[]string{"Vera Stopp", "phone", "614-555-0147"}, []string{"V. Stopp", "phone", "614 555 0147"}, "[like-name phone] []"},
		"turned round":              {[]string{"Vera Stopp", "email", "v@example.com"}, []string{"Stopp Vera", "email", "v@example.com"}, "[name email] []"},
		"a nickname":                {[]string{"Robert Hudson", "nickname", "Bob", "phone", "614-555-0147"}, []string{"Bob Hudson", "phone", "614-555-0147"}, "[name nickname phone] []"},
		"born on one day":           {[]string{"Jane Hudson", "birthday", "1980-05-12"}, []string{"Jane Hudson Gray", "birthday", "1980-05-12"}, "[like-name birthday] []"},
		"two numbers of a program":  {[]string{"Jane Hudson", "external_id", "1", "email", "j@example.com"}, []string{"Jane Hudson", "external_id", "2", "email", "j@example.com"}, "[name email] [other-external-id]"},
		"a couple on one line":      {[]string{"Jane Hudson", "phone", "614-555-0147"}, []string{"Mike Hudson", "phone", "614-555-0147"}, ""},
		"father and son":            {[]string{"John Smith", "phone", "614-555-0147", "birthday", "1950-01-01"}, []string{"John Smith", "phone", "614-555-0147", "birthday", "1980-01-01"}, ""},
		"a son with the name of it": {[]string{"John Smith", "phone", "614-555-0147"}, []string{"John Smith Jr.", "suffix", "Jr.", "phone", "614-555-0147"}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t, "2026-07-09")
			add := func(values []string) int64 {
				return d.addAnyhow(values[0], values[1:]...)
			}
			a, b := add(test.one), add(test.other)
			var want []string
			if test.want != "" {
				want = []string{fmt.Sprintf("%d-%d %s", a, b, test.want)}
			}
			if got := d.pairs(); !slices.Equal(got, want) {
				t.Errorf("got %q, want %q", got, want)
			}
		})
	}
}

// addAnyhow adds somebody, whoever is there.
func (d *desk) addAnyhow(name string, pairs ...string) int64 {
	d.t.Helper()
	values := Values{"name": {name}}
	for i := 0; i < len(pairs); i += 2 {
		values[pairs[i]] = append(values[pairs[i]], pairs[i+1])
	}
	b := d.open()
	defer b.Close()
	o, err := b.AddContact(d.t.Context(), "contact add", NewContact{Values: values, AllowDuplicate: true})
	if err != nil {
		d.t.Fatal(err)
	}
	return crm.IDOf(o.Subjects[0])
}

// TestDuplicatesOfAnOffice: of the many who share a phone not each is compared with each.
func TestDuplicatesOfAnOffice(t *testing.T) {
	d := newDesk(t, "2026-07-09")
	var records []crm.Record
	for i := range 500 {
		records = append(records, &crm.Contact{Kind: crm.Person, Name: fmt.Sprintf("P%dq R%ds", i, i%490), Created: date("2026-07-09"), Phones: crm.Points{{Value: "614-555-0147"}}})
	}
	records = append(records, &crm.Contact{Kind: crm.Person, Name: "R7s P7q", Created: date("2026-07-09"), Phones: crm.Points{{Value: "614-555-0147"}}})
	d.write("contact add", records...)
	d.look(func(v reader) {
		pairs, err := v.candidatePairs()
		if err != nil || len(pairs) > 50 {
			t.Errorf("%d pairs of 501 people are compared: %v", len(pairs), err)
		}
	})
	if got := d.pairs(); len(got) != 1 {
		t.Errorf("found %q", got)
	}
}
