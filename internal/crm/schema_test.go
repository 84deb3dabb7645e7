package crm

import (
	"slices"
	"testing"
)

// A field of a book's own is one like any other, and only in the schema that has it.
func TestFieldsOfABooksOwn(t *testing.T) {
	var none *Schema
	limit := &Field{Name: "policy_limit", Type: MoneyType}
	schema, err := none.With(KindQuote, limit, &Field{Name: "end", Type: DateType, Label: "Last day"})
	if err != nil {
		t.Fatal(err)
	}
	more, err := schema.With(KindPolicy, limit)
	if err != nil {
		t.Fatal(err)
	}
	f, ok := more.Fields(KindQuote).Field("policy_limit")
	if !ok || f.Label != "policy limit" || !f.Own {
		t.Errorf("the field is %+v", f)
	}
	names := more.Fields(KindQuote).Names()
	if !slices.Equal(names, append(BuiltIn(KindQuote).Names(), "policy_limit", "end")) {
		t.Errorf("the fields are %v", names)
	}
	for _, s := range []*Schema{none, schema} {
		if _, ok := s.Fields(KindPolicy).Field("policy_limit"); ok {
			t.Error("a schema got a field that another one has")
		}
	}

	before := &Quote{Head: Head{ID: 1}}
	after := Copy(before)
	if err := f.Set(after, Amount(0)); err != nil || f.Get(before) != nil || f.Get(after) != Amount(0) {
		t.Errorf("%v: %v became %v", err, f.Get(before), f.Get(after))
	}
	if err := f.Set(after, "a lot"); err == nil {
		t.Error("an amount may be a text")
	}
	back := &Quote{}
	for name, stored := range Own(after) {
		f, _ := more.Fields(KindQuote).Field(name)
		if err := f.Decode(back, stored); err != nil || f.Get(back) != Amount(0) {
			t.Errorf("%v was stored and read back as %v, %v", stored, f.Get(back), err)
		}
	}
	e := &Edit{Action: Update, Kind: KindQuote, ID: 1, Before: before, After: after}
	if diffs := e.Differences(); len(diffs) != 1 || diffs[0].Field.Name != "policy_limit" || !e.Changes(diffs[0].Field) || e.Changed("policy_limit") {
		t.Errorf("the edit changed %v", e.Differences())
	}
	if err := f.Set(after, nil); err != nil || Own(after) != nil || e.Changes(f) {
		t.Errorf("%v: an emptied field is %v", err, Own(after))
	}
}

func TestWhatABookCanNotAdd(t *testing.T) {
	var none *Schema
	for _, c := range []struct {
		of    Kind
		field Field
	}{
		{KindNote, Field{Name: "mood"}},
		{KindQuote, Field{Name: "premium"}},
		{KindQuote, Field{Name: "Limit"}},
		{KindQuote, Field{Name: "limit') --"}},
		{KindQuote, Field{Name: ""}},
		{KindQuote, Field{Name: "agent", Type: RefType}},
		{KindQuote, Field{Name: "terms", Type: TermsType}},
	} {
		if _, err := none.With(c.of, &c.field); CodeOf(err) != CodeInvalid {
			t.Errorf("%s %q of type %s: %v", c.of, c.field.Name, c.field.Type, err)
		}
	}
	s, _ := none.With(KindQuote, &Field{Name: "mood"})
	if _, err := s.With(KindQuote, &Field{Name: "mood"}); CodeOf(err) != CodeInvalid {
		t.Errorf("twice the same: %v", err)
	}
}

// A field of another noun lies elsewhere.
func TestAFieldOfAnotherNoun(t *testing.T) {
	name, _ := BuiltIn(KindContact).Field("name")
	defer func() {
		if recover() == nil {
			t.Error("the name of a contact was read from a note")
		}
	}()
	name.Get(&Note{})
}
