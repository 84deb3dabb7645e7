package internal_test

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// A gadget is what docs/architecture.md says that a noun takes, in its seven places:
// record, table, labels, verb, command, list, and what it is called, which here follows
// from its field.
var gadget = []struct{ file, before, add string }{
	{"crm/gadget.go", "", `package crm

// KindGadget is a noun of a test.
const KindGadget Kind = "gadget"

// Gadget is something that a contact has.
type Gadget struct {
	Head
	Contact int64  ` + "`field:\"contact,ref=contact\"`" + `
	Owner   int64  ` + "`field:\"owner,ref=producer\"`" + `
	Name    string ` + "`field:\"name\"`" + `
	Number  string ` + "`field:\"number,phone\"`" + `
}

// Noun is KindGadget.
func (*Gadget) Noun() Kind { return KindGadget }
`},
	{"crm/noun.go", "	{KindTeam,", `	{KindGadget, "gadgets", "gadget", "owner", nil, nil, true, of[Gadget]()},
`},
	{"store/migrations/0003_people.sql", "-- How a name is pronounced", `CREATE TABLE gadgets (
  id INTEGER PRIMARY KEY, version BIGINT NOT NULL, own TEXT,
  contact BIGINT REFERENCES contacts (id), owner BIGINT REFERENCES producers (id), name TEXT, number TEXT
);
CREATE INDEX gadgets_contact ON gadgets (contact);
`},
	{"locale/labels/en.properties", "noun.team =", "noun.gadget = Gadget\n"},
	{"book/gadget.go", "", `package book

import (
	"context"

	"crm/internal/crm"
)

// AddGadget adds a gadget of a contact.
func (b *Book) AddGadget(ctx context.Context, who string, values Values) (*crm.Outcome, error) {
	return b.change(ctx, "gadget add", func(w *work) error {
		c, err := w.contact(who)
		if err != nil {
			return err
		}
		g := &crm.Gadget{Contact: c.ID, Owner: w.ownerOr(0)}
		if err := w.setFields(g, values); err != nil {
			return err
		}
		w.subject(g)
		_, err = w.put(g)
		return err
	})
}
`},
	{"verb/gadget.go", "", `package verb

import "crm/internal/crm"

func gadgetVerbs(string) []*Verb {
	field := fieldsOf(crm.KindGadget)
	return []*Verb{
		{Name: "add", About: "Add a gadget", Takes: []Take{contact(), field("name", "what it is"), field("number", "where it rings")},
			Do: func(r Request) (*crm.Outcome, error) { return r.Book.AddGadget(r.Context, r.Text("contact"), r.Fields()) }},
		listVerb(crm.KindGadget, "List gadgets", "'name contains \"ladder\"'"), showNumbered("gadget", "Show gadgets"),
	}
}
`},
	{"verb/verb.go", "	{\"dnc\", ", "	{\"gadget\", gadgetVerbs},\n"},
	{"cli/listings.go", "	case \"producer\":", `	case "gadget":
		l.noun, l.columns, l.sort = crm.KindGadget, []string{"id", "name", "number", "contact.name"}, []string{"name"}
`},
	{"cli/root.go", "		{groupBook, \"demo\"", "		{groupWork, \"gadget\", noun(\"gadget\", \"Gadgets\")},\n"},
}

// TestANounTakesItsPlacesAndNoMore builds the program with a noun more, which is in none
// of the other files, and finds it in lists, conditions, files, on the card, in the
// journal, and gone after an undo.
func TestANounTakesItsPlacesAndNoMore(t *testing.T) {
	if os.Getenv("CRM_TEST_NOUN") == "" {
		t.Skip("make noun: it builds the program")
	}
	dir := t.TempDir()
	overlay := map[string]string{}
	for _, place := range gadget {
		text := place.add
		if place.before != "" {
			source, err := os.ReadFile(place.file)
			if err != nil {
				t.Fatal(err)
			}
			before, after, found := strings.Cut(string(source), place.before)
			if !found {
				t.Fatalf("%s has no %q", place.file, place.before)
			}
			text = before + text + place.before + after
		}
		path, err := filepath.Abs(place.file)
		if err != nil {
			t.Fatal(err)
		}
		overlay[path] = filepath.Join(dir, strings.ReplaceAll(place.file, "/", "-"))
		if err := os.WriteFile(overlay[path], []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	list, err := json.Marshal(map[string]any{"Replace": overlay})
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "overlay.json"), list, 0o600); err != nil {
		t.Fatal(err)
	}
	program := filepath.Join(dir, "crm")
	build := exec.CommandContext(t.Context(), "go", "build", "-overlay", filepath.Join(dir, "overlay.json"), "-o", program, "../cmd/crm")
	if said, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, said)
	}
	for _, c := range []struct{ line, want string }{
		{"book init --country us --timezone America/New_York --producer Ann", ""},
		{"contact add Jane", ""},
		{"gadget add Jane --name Ladder --number 614-555-0147", "Added gadget 3, Ladder"},
		{"gadget list", "Ladder  614-555-0147"},
		{"gadget list -o json --columns name,contact.name,owner.name", `"name": "Ladder", "contact.name": "Jane", "owner.name": "Ann"`},
		{"gadget list -o csv --where number!=nil --sort contact.name", ",Ladder,614-555-0147"},
		{"show 3", "Ladder"},
		{"gadget show 3", "Ladder"},
		{"history 3", "+ gadget 3  Ladder"},
		{"undo", "- gadget 3"},
		{"gadget list -q", ""},
		{"redo", "+ gadget 3"},
		{"gadget list -q", "3\n"},
	} {
		command := exec.CommandContext(t.Context(), program, strings.Fields(c.line)...)
		command.Env = append(os.Environ(), "HOME="+dir, "XDG_DATA_HOME=", "XDG_CONFIG_HOME=", "CRM_BOOK="+filepath.Join(dir, "book.db"), "CRM_LANG=en", "CRM_AS=", "CRM_OUTPUT=")
		said, err := command.CombinedOutput()
		if err != nil || !strings.Contains(string(said), c.want) || c.want == "" && strings.HasSuffix(c.line, "-q") && len(said) > 0 {
			t.Errorf("crm %s: %v\n%s\nwant %q", c.line, err, said, c.want)
		}
	}
}
