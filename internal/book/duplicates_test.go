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
	t.Parallel()
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
		"turned and spelt out":      {[]string{"Müller Hans", "phone", "614-555-0147"}, []string{"Hans Mueller", "phone", "614-555-0148"}, "[name] []"},
		"turned in large letters":   {[]string{"SMITH John"}, []string{"John Smith"}, "[name] []"},
		"a nickname and an e-mail":  {[]string{"Bill Low", "email", "b@example.com"}, []string{"William Low", "email", "b@example.com"}, "[like-name email] []"},
		"a firm and a person":       {[]string{"Acme Roofing", "kind", "person", "phone", "614-555-0147"}, []string{"Acme Roofing LLC", "phone", "614-555-0147"}, "[name phone] [other-kind]"},
		"a firm and its namesake":   {[]string{"Acme Roofing", "kind", "person"}, []string{"Acme Roofing LLC"}, ""},
		"a firm and its people":     {[]string{"Bob Acme", "phone", "614-555-0147"}, []string{"Acme Roofing LLC", "phone", "614-555-0147"}, ""},
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

// TestDuplicatesOfNamesakes: of a name that many have, those are compared who have something
// else in common, and a name that is turned round is the same, whoever is between.
func TestDuplicatesOfNamesakes(t *testing.T) {
	t.Parallel()
	d := newDesk(t, "2026-07-09")
	var records []crm.Record
	add := func(name string, phone string) {
		records = append(records, &crm.Contact{Kind: crm.Person, Name: name, Created: date("2026-07-09"), Phones: crm.Points{{Value: phone}}})
	}
	for i := range 200 {
		add("Jane Hudson", fmt.Sprintf("614-555-%04d", i))
	}
	add("Hudson Jane", "614-555-0007")
	for i, name := range []string{"SMITH John", "Mary Smith", "John Smith"} {
		add(name, fmt.Sprintf("614-556-%04d", i))
	}
	d.write("contact add", records...)
	d.look(func(v reader) {
		pairs, namesakes, err := v.candidatePairs()
		if err != nil || len(pairs) > 20 || namesakes != 2 {
			t.Errorf("%d pairs of 204 people are compared, and %d names are left out: %v", len(pairs), namesakes, err)
		}
	})
	if got := d.pairs(); len(got) != 2 {
		t.Errorf("found %q", got)
	}
}

// TestDuplicatesOfAnOffice: of the many who share a phone not each is compared with each.
func TestDuplicatesOfAnOffice(t *testing.T) {
	t.Parallel()
	d := newDesk(t, "2026-07-09")
	var records []crm.Record
	for i := range 500 {
		records = append(records, &crm.Contact{Kind: crm.Person, Name: fmt.Sprintf("P%dq R%ds", i, i%490), Created: date("2026-07-09"), Phones: crm.Points{{Value: "614-555-0147"}}})
	}
	records = append(records, &crm.Contact{Kind: crm.Person, Name: "R7s P7q", Created: date("2026-07-09"), Phones: crm.Points{{Value: "614-555-0147"}}})
	d.write("contact add", records...)
	d.look(func(v reader) {
		pairs, _, err := v.candidatePairs()
		if err != nil || len(pairs) > 50 {
			t.Errorf("%d pairs of 501 people are compared: %v", len(pairs), err)
		}
	})
	if got := d.pairs(); len(got) != 1 {
		t.Errorf("found %q", got)
	}
}
