package crm

import (
	"slices"
	"strings"
	"testing"
)

// TestAbout: what a record is about is read from its fields. Whatever else it refers
// to, a referrer, an owner, the policy that it renews, it is not about.
func TestAbout(t *testing.T) {
	want := map[Kind]string{
		KindContact:     "contact suppression",
		KindActivity:    "activity contact opportunity policy",
		KindOpportunity: "opportunity contact",
		KindQuote:       "quote contact opportunity",
		KindPolicy:      "policy contact opportunity quote",
		KindNote:        "note contact opportunity quote policy activity",
		KindFile:        "file contact opportunity quote policy activity",
		KindProducer:    "producer",
		KindTeam:        "team",
		KindView:        "view",
		KindReport:      "report",
		KindField:       "field",
		KindRule:        "rule",
		KindPack:        "pack",
		KindRelation:    "relation contact",
		KindConsent:     "consent contact",
		KindAlias:       "alias contact",
		KindSuppression: "suppression contact",
		KindSettings:    "",
	}
	for _, kind := range Kinds() {
		if _, told := want[kind]; !told {
			t.Errorf("want has to say what a %s is about", kind)
			continue
		}
		r := New(kind)
		n := int64(0)
		numbers := map[string]int64{}
		for _, f := range BuiltIn(kind).Fields {
			if n++; f.Type == RefType || f.Name == "id" {
				if err := f.Set(r, n); err != nil {
					t.Fatal(err)
				}
				numbers[f.Name] = n
			}
		}
		numbers[string(kind)] = numbers["id"]
		for _, other := range Kinds() {
			id := int64(0)
			if slices.Contains(strings.Fields(want[kind]), string(other)) {
				id = numbers[string(other)]
			}
			if other == KindSettings && kind == KindSettings {
				id = numbers["id"]
			}
			if got := About(r, other); got != id {
				t.Errorf("a %s is about the %s %d, want %d", kind, other, got, id)
			}
		}
		if got := OwnerOf(r); got != numbers["owner"] {
			t.Errorf("a %s has the owner %d, want %d", kind, got, numbers["owner"])
		}
	}
}

// TestNouns: the table of nouns agrees with their fields.
func TestNouns(t *testing.T) {
	tables := map[string]bool{}
	for _, kind := range Kinds() {
		n := NounOf(kind)
		if r := New(kind); r.Noun() != kind || n.Kind != kind {
			t.Errorf("a %s is a %s", kind, r.Noun())
		}
		if n.Table == "" || n.Word == "" || tables[n.Table] {
			t.Errorf("%s has the table %q and the word %q", kind, n.Table, n.Word)
		}
		tables[n.Table] = true
		at, path := kind, strings.Split(n.Owner, ".")
		for i, name := range path {
			f, ok := BuiltIn(at).Field(name)
			if !ok && n.Owner != "" || ok && i == len(path)-1 && f.Ref != KindProducer {
				t.Errorf("%s has its owner at %q", kind, n.Owner)
			}
			if ok {
				at = f.Ref
			}
		}
		if f, ok := BuiltIn(kind).Field("owner"); (ok && f.Ref == KindProducer) != (n.Owner == "owner") { // a view has another one
			t.Errorf("%s has its owner at %q", kind, n.Owner)
		}
		if len(n.Live) > 0 {
			f, ok := BuiltIn(kind).Field("status")
			if !ok {
				t.Errorf("%s has no status", kind)
				continue
			}
			for _, state := range n.Live {
				if !slices.Contains(Picklist(f.List), state) {
					t.Errorf("%s can't be %q", kind, state)
				}
			}
		}
	}
}

// TestAboutNothing: nobody has to ask whether there is a record.
func TestAboutNothing(t *testing.T) {
	if About(nil, KindContact) != 0 || OwnerOf(nil) != 0 {
		t.Error("no record is about somebody")
	}
}

func TestIsWork(t *testing.T) {
	for _, test := range []struct {
		record Record
		want   bool
	}{
		{&Contact{}, true},
		{&Activity{Status: Open}, true}, {&Activity{Status: Done}, false}, {&Activity{Status: Cancelled}, false},
		{&Opportunity{Status: Open}, true}, {&Opportunity{Status: Won}, false},
		{&Quote{Status: QuoteReceived}, false}, // who has the opportunity has it
		{&Policy{Status: PolicyPending}, true}, {&Policy{Status: PolicyActive}, true}, {&Policy{Status: PolicyRenewed}, false},
		{nil, false}, {&Note{}, false}, {&Producer{}, false}, {&Settings{}, false},
	} {
		if got := IsWork(test.record); got != test.want {
			t.Errorf("%+v: %v", test.record, got)
		}
	}
	for status, want := range map[string]bool{QuoteRequested: true, QuotePresented: true, QuoteAccepted: false, "": false} {
		if (&Quote{Status: status}).Pending() != want {
			t.Errorf("a quote that is %q: %v", status, !want)
		}
	}
}

// TestErasedRecordsCanBeRead: what an erased record has to have is kept, or is a text for
// which another can stand.
func TestErasedRecordsCanBeRead(t *testing.T) {
	for _, kind := range Kinds() {
		if _, about := AboutField(kind, KindContact); !about && kind != KindContact {
			continue
		}
		for _, f := range BuiltIn(kind).Fields {
			if f.Needed && !f.Kept && f.Name != "version" && f.Type != TextType {
				t.Errorf("%s.%s is needed, so an erased record has to keep it: field tag kept", kind, f.Name)
			}
			if f.Kept && (f.Type.IsText() && !f.Carrier && f.Name != "competitor" && f.Name != "rule" && f.Name != "erased_reason" || f.Type == PointsType || f.Type == BirthdayType || f.Type == TagsType) {
				t.Errorf("%s.%s would tell who was erased", kind, f.Name)
			}
		}
	}
}
