package rules

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"crm/internal/crm"
)

// What a book keeps of a clause to tell whether an edit is any business of it is what the
// clause itself says.
func TestHeadsAreThoseOfTheClauses(t *testing.T) {
	text := `
- name: mine
  on: contact
  when: (becomes("stage", "lead") or deleted()) and city in ["50% | \\Denver", "a\nb", "佐藤 city"] and owner.name == "Ann"
  do: [{say: it is there}]
`
	for _, rules := range [][]Rule{builtin, fileOf(t, text).Rules} {
		heads := ReadHeads("x", Heads(rules))
		for i, r := range rules {
			if want := (Rule{Name: "x", On: r.On, Gone: r.Gone, Needs: r.Needs}); !reflect.DeepEqual(heads[i], want) && len(fmt.Sprint(r.Needs)) < longestHead {
				t.Errorf("%s is kept as %+v, want %+v", r.Name, heads[i], want)
			}
			if len(heads[i].Needs) > len(r.Needs) {
				t.Errorf("%s needs more than it says: %+v", r.Name, heads[i])
			}
		}
	}
}

// Of 200 rules that a book has, only those are read whose noun and edit match.
func TestOnlyWhatMatchesIsRead(t *testing.T) {
	var read []string
	var own []Own
	for i := range 200 {
		head := []string{
			`on: activity;when: created()`, `on: contact;when: updated()`, `on: contact;when: becomes("rating", "a")`,
			`on: contact;when: becomes("stage", "client")`, `on: contact;when: created() and city == "denver"`,
			`on: contact;when: deleted()`,
		}[i%6]
		if i == 100 {
			head = `on: contact;when: created() and city == "COLUMBUS"`
		}
		name := fmt.Sprintf("own-%d", i)
		clauses := fileOf(t, "name: "+name+"\n"+strings.ReplaceAll(head, ";", "\n")+"\ndo: [{say: it is there}]").Rules
		own = append(own, Own{Name: name, Heads: ReadHeads(name, Heads(clauses)), Clauses: func() ([]Rule, error) {
			read = append(read, name)
			return clauses, nil
		}})
	}
	c := &crm.Contact{Head: crm.Head{ID: 2}, Kind: crm.Person, Name: "Jane", Stage: crm.StageLead, City: "Columbus"}
	edit := &crm.Edit{Action: crm.Create, Kind: crm.KindContact, ID: 2, After: c}
	said := 0
	for e, err := range With(nil, own).Decide(edit, day("2026-07-10"), us(t), func() (*Facts, error) { return &Facts{Contact: c, Settings: crm.DefaultSettings()}, nil }) {
		if err != nil {
			t.Fatal(err)
		}
		if e.Notice != "" {
			said++
		}
	}
	if fmt.Sprint(read) != "[own-100]" || said != 1 {
		t.Errorf("read were %v, and %d remarks were made", read, said)
	}
}
