package book

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"crm/internal/crm"
)

// TestLikeness: what two contacts share and what tells them apart decide
// whether they are one.
func TestLikeness(t *testing.T) {
	t.Parallel()
	phone, email := crm.Points{{Value: "614-555-0100"}}, crm.Points{{Value: "j@example.com"}}
	born := func(text string) crm.Birthday {
		b, err := crm.ParseISOBirthday(text)
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	john := crm.Contact{Name: "John Smith", Kind: crm.Person, Phones: phone, Birthday: born("1955-03-02")}
	tests := []struct {
		what string
		a, b crm.Contact
		want likeness
	}{
		{"the same phone", john, crm.Contact{Name: "John Smith", Phones: crm.Points{{Value: "+1 (614) 555-0100"}}}, same},
		{"turned round", john, crm.Contact{Name: "Smith, John", Phones: phone}, same},
		{"a title", john, crm.Contact{Name: "Mr. John Smith", Phones: phone}, same},
		{"the same e-mail", crm.Contact{Name: "J. Doe", Emails: email}, crm.Contact{Name: "j doe", Emails: email}, same},
		{"the same birthday", john, crm.Contact{Name: "John Smith", Birthday: born("1955-03-02")}, same},
		{"the same day, one without a year", john, crm.Contact{Name: "John Smith", Birthday: born("--03-02")}, same},
		{"father and son", john, crm.Contact{Name: "John Smith", Phones: phone, Birthday: born("1985-07-09")}, different},
		{"another year alone", john, crm.Contact{Name: "John Smith", Phones: phone, Birthday: born("1985-03-02")}, different},
		{"another day, one without a year", john, crm.Contact{Name: "John Smith", Phones: phone, Birthday: born("--03-03")}, different},
		{"the name alone", john, crm.Contact{Name: "John Smith"}, perhaps},
		{"a junior", john, crm.Contact{Name: "John Smith Jr.", Phones: phone}, different},
		{"another name", john, crm.Contact{Name: "Jane Smith", Phones: phone}, different},
		{"a household", john, crm.Contact{Name: "John Smith", Kind: crm.Household, Phones: phone}, different},
		{"other given names", crm.Contact{Name: "Smith", Given: "Jane", Phones: phone}, crm.Contact{Name: "Smith", Given: "Mike", Phones: phone}, different},
		{"more of the given name", crm.Contact{Name: "Smith", Given: "Jane", Phones: phone}, crm.Contact{Name: "Smith", Given: "Jane Ann", Phones: phone}, same},
		{"variants", crm.Contact{Name: "渡邉 桜", Phones: phone}, crm.Contact{Name: "渡辺櫻", Phones: phone}, same},
		{"the reading in place of the name", crm.Contact{Name: "渡邉 桜", Reading: "ワタナベ サクラ", Phones: phone}, crm.Contact{Name: "わたなべさくら", Phones: phone}, same},
		{"other readings", crm.Contact{Name: "山田裕子", Reading: "ヤマダユウコ", Phones: phone}, crm.Contact{Name: "山田裕子", Reading: "ヤマダヒロコ", Phones: phone}, different},
		{"part of the reading", crm.Contact{Name: "山田裕子", Reading: "ヤマダ ユウコ", Phones: phone}, crm.Contact{Name: "山田裕子", Reading: "やまだ", Phones: phone}, same},
		{"one reading, two names", crm.Contact{Name: "佐藤浩", Reading: "サトウヒロシ", Phones: phone}, crm.Contact{Name: "佐藤博", Reading: "サトウヒロシ", Phones: phone}, different},
		{"numbers of another program", crm.Contact{Name: "John Smith", ExternalID: "1", Phones: phone}, crm.Contact{Name: "John Smith", ExternalID: "2", Phones: phone}, same},
	}
	newDesk(t, "2026-07-09").look(func(v reader) {
		for _, test := range tests {
			for _, c := range []*crm.Contact{&test.a, &test.b} {
				if c.Kind == "" {
					c.Kind = crm.Person
				}
			}
			if got, back := v.likeness(&test.a, &test.b), v.likeness(&test.b, &test.a); got != test.want || back != got {
				t.Errorf("%s: %d, %d the other way round, want %d", test.what, got, back, test.want)
			}
		}
	})
}

// TestSetName: "family, given" becomes the name as it is said; every other comma
// stays.
func TestSetName(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ name, want, given, family string }{
		{"Hudson, Jane", "Jane Hudson", "Jane", "Hudson"},
		{"de la Cruz, María José", "María José de la Cruz", "María José", "de la Cruz"},
		{"D'Angelo,Mario", "Mario D'Angelo", "Mario", "D'Angelo"},
		{"山田，太郎", "山田 太郎", "太郎", "山田"},
		{"Smith, John, Jr.", "John Smith Jr.", "John", "Smith"},
		{"Smith, Jr., John", "John Smith Jr.", "John", "Smith"},
		{"Smith Jr., John", "John Smith Jr.", "John", "Smith"},
		{"Smith, John III", "John Smith III", "John", "Smith"},
		{"Smith, J. R.", "J. R. Smith", "J. R.", "Smith"},
		{"Smith, J.R.", "J.R. Smith", "J.R.", "Smith"},
		{"Smith, V", "V Smith", "V", "Smith"},
		{"John Smith, Jr.", "", "John", "Smith"}, {"Jane Hudson, CLU", "", "Jane", "Hudson"}, {"Acme, Inc.", "", "", ""}, {"Rossi, S.r.l.", "", "", ""},
		{"Hudson, Jane and Mike", "", "", ""}, {"Hudson, 214 Elm St", "", "", ""}, {"Hudson,", "", "", ""}, {"Hudson", "", "", ""}, {"a, b, c", "", "", ""},
	} {
		c := &crm.Contact{Kind: crm.Person, Name: test.name}
		if test.want == "" {
			test.want = test.name
		}
		if setName(c, &crm.Contact{}, nil); c.Name != test.want || c.Given != test.given || c.Family != test.family {
			t.Errorf("%q is %q, given %q, family %q", test.name, c.Name, c.Given, c.Family)
		}
		group := &crm.Contact{Kind: crm.Household, Name: test.name}
		if setName(group, &crm.Contact{}, nil); group.Name != test.name {
			t.Errorf("the household %q is %q", test.name, group.Name)
		}
	}
}

// TestPartsFollowTheName: nobody is found by a family name that they had.
func TestPartsFollowTheName(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name          string
		typed         Values
		given, family string
	}{
		{"Jane Roe", nil, "Jane", "Roe"},
		{"Roe Jane", nil, "Jane", "Roe"},
		{"Ann Hudson", nil, "Ann", "Hudson"},
		{"Jane Ann Roe", nil, "Jane", ""},
		{"Ann Roe", nil, "Ann", "Roe"}, {"Wei Roe", nil, "", ""},
		{"Roe, Jane Ann", nil, "Jane Ann", "Roe"},
		{"Jane Hudson-Roe", nil, "Jane", "Hudson-Roe"},
		{"Jane Roe", Values{"family": {"Hudson"}}, "Jane", "Hudson"},
		{"Roe, Jane", Values{"given": {""}}, "", "Roe"},
	} {
		before := &crm.Contact{Kind: crm.Person, Given: "Jane", Family: "Hudson"}
		c := &crm.Contact{Kind: crm.Person, Name: test.name, Given: "Jane", Family: "Hudson"}
		if _, is := test.typed.first("given"); is {
			c.Given = ""
		}
		if setName(c, before, test.typed); c.Given != test.given || c.Family != test.family {
			t.Errorf("%q has the given name %q and the family name %q", test.name, c.Given, c.Family)
		}
	}
}

// TestNameKeepsTheOtherParts: a given and a family name that become known of somebody leave a
// middle name, a title and a suffix in the name.
func TestNameKeepsTheOtherParts(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		was crm.Contact
		is  string
	}{
		{crm.Contact{Name: "Jane Hudson"}, "Jane Hudson"},
		{crm.Contact{Name: "Jane Anne Hudson", Middle: "Anne"}, "Jane Anne Hudson"},
		{crm.Contact{Name: "J. Hudson"}, "Jane Hudson"},
		{crm.Contact{Name: "Dr. Jane Anne Hudson Jr.", Prefix: "Dr.", Middle: "Anne", Suffix: "Jr."}, "Dr. Jane Anne Hudson Jr."},
	} {
		before := crm.Copy(&test.was)
		before.Kind = crm.Person
		c := crm.Copy(before)
		c.Given, c.Family = "Jane", "Hudson"
		if err := followParts(c, before); err != nil || c.Name != test.is {
			t.Errorf("%q becomes %q (%v), want %q", before.Name, c.Name, err, test.is)
		}
	}
}

// TestNamesAreMadeAlike: a name and parts that are typed together make the same name of
// somebody new and of somebody who was called otherwise, and each part is in the name or told.
func TestNamesAreMadeAlike(t *testing.T) {
	t.Parallel()
	d := newDesk(t, "2026-10-14")
	i := 0
	for _, name := range []string{"Cal Roe", "Roe", "Cal", "Dr. Cal Roe", "Big O", "山本 太郎", "Roe, Cal", "Cal Roe III"} {
		for _, parts := range []map[string]string{
			{"suffix": "Jr."}, {"prefix": "Mr."}, {"prefix": "Mr.", "suffix": "III"}, {"family": "Lane"}, {"given": "Hal"}, {"given": "Hal", "suffix": "III"},
			{"given": "Bert", "family": "Coe"}, {"given": "Cal", "family": "Roe"}, {"middle": "Q"}, {"given": "Bert", "family": "Coe", "suffix": "Sr.", "prefix": "Dr."}, {"prefix": "様"},
		} {
			typed := func() Values {
				values := Values{"name": {name}}
				for field, text := range parts {
					values[field] = []string{text}
				}
				return values
			}
			add := func(values Values) (*crm.Contact, *crm.Outcome) {
				o := d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
					return b.AddContact(ctx, "contact add", NewContact{Kind: crm.Person, AllowDuplicate: true, Values: values})
				})
				return d.contact(crm.IDOf(o.Subjects[0])), o
			}
			i++
			added, told := add(typed())
			before, _ := add(Values{"name": {fmt.Sprintf("Mrs. Uma N%d", i)}, "given": {"Uma"}, "family": {fmt.Sprintf("N%d", i)}})
			o := d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
				return b.EditContacts(ctx, "contact edit", []string{fmt.Sprint(before.ID)}, ContactEdit{Values: typed()})
			})
			edited := d.contact(before.ID)
			if edited.Name != added.Name || partsOf(edited) != partsOf(added) {
				t.Errorf("%q with %v is %q %+v when added, %q %+v when edited", name, parts, added.Name, partsOf(added), edited.Name, partsOf(edited))
			}
			for _, said := range []*crm.Outcome{told, o} {
				for field, text := range parts {
					apart := slices.ContainsFunc(said.Notices, func(n crm.Notice) bool {
						names, _ := n.Values["names"].([]string)
						return n.Code == "parts-apart" && slices.Contains(names, text)
					})
					if in := inName(text, added.Name); in == apart && text != "様" {
						t.Errorf("%q with %v: the %s is in %q: %t; told apart: %t", name, parts, field, added.Name, in, apart)
					}
				}
			}
		}
	}
}
