package book

import (
	"context"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"crm/internal/crm"
	"crm/internal/fold"
	"crm/internal/store"
)

// naming are random changes of names and their parts.
func (p *player) naming(ctx context.Context) map[string]func() (*crm.Outcome, error) {
	b := p.book
	choices := map[string][]string{
		"name":   {"", "Jane Hudson", "Dr. Robert Q. Vance, CPA", "Hudson, Liz", "山本 花子", "Bruni Carla", "Big O", `William "Bill" Roe`, "María José García López"},
		"prefix": {"", "Dr.", "Sig.ra", "様"}, "given": {"", "Jane", "Robert", "花子", "María José"}, "middle": {"", "Q.", "Ann"}, "family": {"", "Hudson", "Roe", "山本", "García López"},
		"suffix": {"", "Jr.", "CPA"}, "nickname": {"", "Bobby", "Janie", "ハナちゃん"},
	}
	some := func(often int) Values {
		v := Values{}
		for _, field := range []string{"name", "prefix", "given", "middle", "family", "suffix", "nickname"} {
			if p.maybe(field, often) {
				v[field] = []string{p.one("value", choices[field]...)}
			}
		}
		return v
	}
	edit := func(values Values) (*crm.Outcome, error) {
		o, err := b.EditContacts(ctx, "contact edit", []string{p.person()}, ContactEdit{Values: values})
		if err == nil {
			for _, e := range o.Edits {
				if e.Kind == crm.KindContact && e.Action == crm.Update {
					p.namesAgree(e.Before.(*crm.Contact), e.After.(*crm.Contact), values)
				}
			}
		}
		return o, err
	}
	return map[string]func() (*crm.Outcome, error){
		"name": func() (*crm.Outcome, error) {
			return b.AddContact(ctx, "contact add", NewContact{Values: some(2), AllowDuplicate: true})
		},
		"rename": func() (*crm.Outcome, error) { return edit(some(3)) },
		"one part": func() (*crm.Outcome, error) {
			field := p.one("part", "prefix", "given", "middle", "family", "suffix", "nickname")
			return edit(Values{field: {p.one("value", choices[field]...)}})
		},
	}
}

// namesAgree holds an edit to what a name and its parts have to do with each other.
func (p *player) namesAgree(before, after *crm.Contact, typed Values) {
	name, is := typed.text("name"), partsOf(after).Name()
	told, _ := fold.TakeApart(after.Name)
	parts := 0
	for _, part := range nameParts {
		if typed.has(part.field) {
			parts++
		}
	}
	switch {
	case after.Name == "":
		p.Fatalf("%+v has no name", after)
	case name != "" && !fold.NewName(name).Fits(fold.NewName(after.Name)):
		p.Fatalf("%q was typed, and %q is the name", name, after.Name)
	case name != "" && name != before.Name && parts == 0 && told.Given != "" && (after.Given != told.Given || after.Family != told.Family):
		p.Fatalf("%q has the parts %+v", name, partsOf(after))
	case !typed.has("name") && before.Name == partsOf(before).Name() && is != "" && after.Name != is:
		p.Fatalf("%q was made of its parts, and of %+v comes %q", before.Name, partsOf(after), after.Name)
	case !typed.has("name") && after.Name != before.Name && parts == 0:
		p.Fatalf("%q became %q", before.Name, after.Name)
	}
}

// TestNamesAndTheirParts: a part that is edited makes a name that was made of the parts
// again, a name that says for certain what is what agrees with its parts, and undoing all
// gives back the book as it was.
func TestNamesAndTheirParts(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(r *rapid.T) {
		p := newPlayer(t, r)
		before, taken := p.raw.state(), 0
		for range rapid.IntRange(2, 12).Draw(r, "changes") {
			if p.step([]string{"name", "rename", "one part", "one part", "stop"}) {
				taken++
			}
			p.raw.invariants()
			if r.Failed() {
				r.Fatal(strings.Join(p.log, "\n"))
			}
		}
		if undone, err := p.all(p.undo, (*store.View).LastUndoable); err != nil || undone < taken || p.raw.state() != before {
			r.Fatalf("%d of %d changes were undone, %v:\n%s\n%s", undone, taken, err, differing(p.raw.state(), before), strings.Join(p.log, "\n"))
		}
		p.raw.invariants()
	})
}
