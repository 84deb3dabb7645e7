package wire

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"iter"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"crm/internal/crm"
	"crm/internal/exchange"
	"crm/internal/locale"
	"crm/internal/say"
)

// odd is text that begins formulas, and that must not reach a terminal.
var odd = rapid.StringOf(rapid.RuneFrom([]rune("ab 山é|\\\"'<&>=+-@\t\r\n\x1b\x07\x7f\u009b\u202e\u200b\u2028\ufeff\U000e0041")))

func oneRow(values ...any) iter.Seq2[[]any, error] {
	return func(yield func([]any, error) bool) { yield(values, nil) }
}

// Text comes back from JSON as it was, except for what is not UTF-8.
func TestJSONKeepsText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := odd.Draw(t, "text")
		e := &encoder{}
		e.value(text)
		var read string
		if err := json.Unmarshal(e.out, &read); err != nil {
			t.Fatalf("%s: %v", e.out, err)
		}
		if want := strings.ToValidUTF8(text, "\ufffd"); utf8.ValidString(text) && read != want {
			t.Fatalf("%q came back as %q", text, read)
		}
	})
}

// No cell of a CSV file begins a formula, and with --raw it is as it was.
func TestCSVGuard(t *testing.T) {
	var columns []say.Column
	for _, name := range []string{"id", "name", "phone"} {
		f, _ := crm.BuiltIn(crm.KindContact).Field(name)
		columns = append(columns, say.Column{Path: name, Field: f, Noun: crm.KindContact})
	}
	rapid.Check(t, func(t *rapid.T) {
		name, phone := strings.ReplaceAll(odd.Draw(t, "name"), "\r", ""), rapid.StringMatching(`[+]?[0-9 ()-]{3,12}`).Draw(t, "phone")
		show := func(raw bool) [][]string {
			var out bytes.Buffer
			l, err := locale.New("en")
			if err != nil {
				t.Fatal(err)
			}
			s := &Writer{Voice: &say.Voice{Locale: l}, Out: &out, Format: CSV, Raw: raw}
			if err := s.List(List{Columns: columns, Rows: oneRow(int64(1), name, phone)}); err != nil {
				t.Fatal(err)
			}
			rows, err := csv.NewReader(&out).ReadAll()
			if err != nil {
				t.Fatal(err)
			}
			return rows
		}
		guarded, raw := show(false)[1], show(true)[1]
		if c := guarded[1]; c != "" && strings.ContainsRune("=+-@\t\r\n", rune(c[0])) {
			t.Fatalf("a formula: %q", c)
		}
		if guarded[2] != phone {
			t.Fatalf("the phone %q became %q", phone, guarded[2])
		}
		if got := exchange.Unguard(guarded[1]); got != say.CleanLines(name) {
			t.Fatalf("%q came back as %q", name, got)
		}
		if raw[1] != name || raw[2] != phone {
			t.Fatalf("raw %q, %q", raw[1], raw[2])
		}
	})
}

// TestGuardsGoByType: what a field is called says nothing of what it holds.
func TestGuardsGoByType(t *testing.T) {
	for _, c := range []struct {
		name string
		is   crm.Type
		cell string
		want string
	}{
		{"phone", crm.TextType, "+16145550147", "'+16145550147"},
		{"mobile", crm.PhoneType, "+16145550147", "+16145550147"},
		{"mobile", crm.PhoneType, `+HYPERLINK("a.example")`, `'+HYPERLINK("a.example")`},
	} {
		var out bytes.Buffer
		f := &crm.Field{Name: c.name, Type: c.is}
		s := &Writer{Voice: &say.Voice{}, Out: &out, Format: CSV}
		if err := s.List(List{Columns: []say.Column{{Path: c.name, Field: f, Noun: crm.KindContact}}, Rows: oneRow(c.cell)}); err != nil {
			t.Fatal(err)
		}
		rows, err := csv.NewReader(&out).ReadAll()
		if err != nil || rows[1][0] != c.want {
			t.Errorf("%q in %s, a %s, became %q (%v), want %q", c.cell, c.name, c.is, rows, err, c.want)
		}
	}
}
