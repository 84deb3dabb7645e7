package screen

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"crm/internal/crm"
	"crm/internal/locale"
	"crm/internal/say"
)

// TestNamesOnACardHaveTheirRoom: given and family name of somebody in a household are not cut
// beside all that a card says of them, in 80 columns.
func TestNamesOnACardHaveTheirRoom(t *testing.T) {
	home := &crm.Contact{Head: crm.Head{ID: 379}, Kind: crm.Household, Name: "Hudson house"}
	alex := person(3, "Dr. Alexandra Marie Hudson", "303-555-0101")
	alex.Prefix, alex.Given, alex.Middle, alex.Family, alex.Stage = "Dr.", "Alexandra", "Marie", "Hudson", crm.StageClient
	alex.CallsBarred, alex.Birthday = day("2026-11-20"), crm.Birthday{Year: 1961, Month: 11, Day: 30}
	alex.Phone = alex.Phones.Primary()
	c := &crm.Card{Record: home, Contact: home, Members: []*crm.Contact{alex}, Policies: []*crm.Policy{{Head: crm.Head{ID: 1}, Contact: 3, Status: "active"}, {Head: crm.Head{ID: 2}, Contact: 3, Status: "active"}},
		Opportunities: []*crm.Opportunity{{Head: crm.Head{ID: 5}, Contact: 3, Status: crm.Open, Line: "home"}}}
	for _, language := range []string{"en", "ja", "it", "es"} {
		var out bytes.Buffer
		s := newScreen(t, language, &out)
		s.Width = 80
		if err := s.Card(c); err != nil {
			t.Fatal(err)
		}
		found := false
		for line := range strings.SplitSeq(out.String(), "\n") {
			named := strings.Contains(line, "Alexandra Hudson ") || strings.Contains(line, "Alexandra Marie Hudson ")
			found = found || strings.HasPrefix(line, "  3  ") && named && strings.Contains(line, "303-555-0101") && strings.Contains(line, s.Stopped(alex))
		}
		if !found {
			t.Errorf("%s: %s", language, out.String())
		}
	}
}

// TestPhonesOnACardAreNotCut: whatever else a card says of people, it has their phones and
// who of them must not be contacted, in 80 columns.
func TestPhonesOnACardAreNotCut(t *testing.T) {
	home := &crm.Contact{Head: crm.Head{ID: 379}, Kind: crm.Household, Name: "Castillo"}
	jane, mike, hana := person(38012, "María Guadalupe Hernández Ruiz de la Cruz", "614-555-0163"), person(38013, "Mike Castillo", "+81 90-1234-5678"), person(38014, "山本 花子", "")
	jane.Stage, mike.Stage, hana.Stage = crm.StageClient, crm.StageProspect, crm.StageLead
	jane.Birthday, mike.Birthday, hana.Birthday = crm.Birthday{Year: 1961, Month: 11, Day: 30}, crm.Birthday{Month: 5, Day: 12}, crm.Birthday{Year: 1999, Month: 12, Day: 28}
	mike.DoNotContact, mike.Stopped = day("2026-11-20"), day("2026-11-20")
	jane.Phone, mike.Phone = jane.Phones.Primary(), mike.Phones.Primary()
	for _, c := range []*crm.Card{
		{Record: home, Contact: home, Members: []*crm.Contact{jane, mike, hana}, Policies: []*crm.Policy{{Head: crm.Head{ID: 1}, Contact: jane.ID, Status: "active"}, {Head: crm.Head{ID: 2}, Contact: jane.ID, Status: "active"}},
			Opportunities: []*crm.Opportunity{{Head: crm.Head{ID: 3}, Contact: mike.ID, Status: crm.Open, Line: "home"}}},
		{Record: hana, Contact: hana, Members: []*crm.Contact{jane, mike}, Related: []crm.Related{{As: "spouse", Contact: mike}, {As: "accountant", Of: true, Contact: mike}, {As: "parent", Contact: jane}, {As: "business partner", Contact: jane}}},
	} {
		for _, language := range []string{"en", "ja", "it", "es"} {
			var out bytes.Buffer
			s := newScreen(t, language, &out)
			s.Width = 80
			if err := s.Card(c); err != nil {
				t.Fatal(err)
			}
			for line := range strings.SplitSeq(out.String(), "\n") {
				phone := map[bool]string{strings.Contains(line, "38012"): "614-555-0163", strings.Contains(line, "38013"): "+81 90-1234-5678"}[true]
				stopped := strings.Contains(line, "38013") && !strings.Contains(line, s.Stopped(mike))
				if cells(line) > 80 || phone != "" && !strings.Contains(line, phone) || stopped {
					t.Errorf("%s: %s", language, line)
				}
			}
		}
	}
}

// TestCardsCutNoValues: however narrow the terminal is, a card has every phone and mark, every
// value of a picklist and every day of what it lists, and no line of it is wider.
func TestCardsCutNoValues(t *testing.T) {
	sam := person(38014, "Samantha Josephine Ree", "614-555-0171")
	sam.Phone, sam.CallsWithdrawn = sam.Phones.Primary(), day("2026-11-20")
	married := ruth()
	married.Record, married.Members = married.Contact, nil
	married.Related = []crm.Related{{As: "spouse", Contact: sam}, {As: "accountant", Of: true, Contact: person(38015, "Al Fox", "")}}
	cards := slices.Concat(insuranceCards()[2:7], []*crm.Card{married, ruth(), emailCard()})
	for _, language := range locale.Languages() {
		for width := 40; width <= 140; width += 1 + width/60*2 {
			for _, c := range cards {
				var out bytes.Buffer
				s := newScreen(t, language, &out)
				s.Width = width
				if err := s.Card(c); err != nil {
					t.Fatal(err)
				}
				narrow(t, out.String(), width)
				shown := strings.Join(strings.Fields(out.String()), "")
				for _, value := range valuesOf(s, c) {
					if !strings.Contains(shown, strings.Join(strings.Fields(value), "")) {
						t.Errorf("%s, %d columns: %q is cut\n%s", language, width, value, out.String())
					}
				}
				for line := range strings.SplitSeq(out.String(), "\n") {
					if strings.TrimSpace(line) == ellipsis || strings.Contains(line, "  "+ellipsis) {
						t.Errorf("%s, %d columns: nothing but dots: %s", language, width, line)
					}
				}
			}
		}
	}
}

// valuesOf are what no card may cut.
func valuesOf(s *Screen, c *crm.Card) (values []string) {
	if isPart(c) {
		return nil
	}
	if c.ShowsAll() {
		for _, list := range [][]*crm.Contact{c.Members, s.Elsewhere(c), c.Referred} {
			for _, who := range list {
				values = append(values, say.Phone(who.Phone), s.Stopped(who), s.RelationTo(c, who))
			}
		}
		for _, o := range c.Opportunities {
			values = append(values, s.Word("line", o.Line))
			if o.Status == crm.Open {
				values = append(values, s.Word("opportunity_stage", o.Stage))
			}
		}
		for _, q := range c.Quotes {
			if q.Pending() {
				values = append(values, s.Word("quote_status", q.Status), s.Locale.Money(q.Annual, s.Currency))
			}
		}
		for _, r := range c.Policies {
			if r.InForce() {
				values = append(values, s.Word("line", r.Line), say.Clean(r.Number), s.Locale.Date(r.Expires, s.Today))
			}
		}
	}
	for _, e := range c.Past {
		values = append(values, s.Event(e).What)
	}
	for _, a := range c.Open {
		values = append(values, s.Planned(c, a).What, s.Locale.Date(a.Due, s.Today))
	}
	return values
}
