package rules

import (
	"bytes"
	"go/format"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"crm/internal/yaml"
)

// packTable is the file that go test -update makes of the packs.
const packTable = "packs.go"

// TestPacksAreTheYAML holds the table of packs to the files that it is made of.
func TestPacksAreTheYAML(t *testing.T) {
	written := writtenPacks(t)
	if *update {
		var out bytes.Buffer
		out.WriteString("// Code generated from packs/*.yaml by go test ./internal/rules -update. DO NOT EDIT.\n\npackage rules\n\n" +
			"// packs is the packs of rules as data: where none is switched, nothing of it is read.\nvar packs = ")
		write(&out, reflect.ValueOf(written))
		formatted, err := format.Source(out.Bytes())
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(packTable, formatted, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if !reflect.DeepEqual(written, packs) {
		t.Errorf("%s is not what the YAML says: run go test ./internal/rules -update", packTable)
	}
}

// writtenPacks reads the packs: those that are built in, which are headers of other files, and
// the others by name.
func writtenPacks(t *testing.T) (all []Pack) {
	t.Helper()
	files, err := filepath.Glob("packs/*.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		p := writtenPack(t, file, string(text))
		for name, of := range map[string]string{"psm": psm, "pipeline": pipeline} {
			if p.Name == name {
				rules, err := Read(nil, name, of)
				if err != nil {
					t.Fatal(err)
				}
				p.Named = rules.Names()
			}
		}
		if !p.Enabled {
			rules, err := readPack(nil, file, string(text))
			if err != nil {
				t.Fatal(err)
			}
			p.Named, p.Rules = rules.Names(), rules.Rules
		}
		all = append(all, p)
	}
	first := func(p Pack) int { return slices.Index([]string{"pipeline", "psm"}, p.Name) }
	slices.SortFunc(all, func(a, b Pack) int {
		if first(a) != first(b) {
			return first(b) - first(a)
		}
		return strings.Compare(a.Name, b.Name)
	})
	return all
}

func writtenPack(t *testing.T, file, text string) (p Pack) {
	t.Helper()
	root, err := yaml.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	for _, pair := range root.Pairs {
		switch pair.Key {
		case "name":
			p.Name = pair.Value.Text
		case "enabled":
			p.Enabled = pair.Value.Text == "true"
		case "about":
			p.About = words(t, file, pair)
		case "always":
			for _, item := range pair.Value.Items {
				p.Always = append(p.Always, item.Text)
			}
		case "texts":
			for _, text := range pair.Value.Pairs {
				p.Texts = append(p.Texts, Text{text.Key, words(t, file, text)})
			}
		case "rules":
		default:
			t.Errorf("%s: a pack has no %q", file, pair.Key)
		}
	}
	if file != filepath.Join("packs", p.Name+".yaml") {
		t.Errorf("%s has the pack %q", file, p.Name)
	}
	return p
}

// words reads a text in the four languages. It stands in YAML and in expressions as it is.
func words(t *testing.T, file string, p yaml.Pair) (w Words) {
	t.Helper()
	for language, into := range map[string]*string{"en": &w.EN, "it": &w.IT, "es": &w.ES, "ja": &w.JA} {
		v := p.Value.Value(language)
		if v == nil || v.Text == "" {
			t.Errorf("%s:%d: %s is not there in %s", file, p.Line, p.Key, language)
			continue
		}
		if *into = v.Text; p.Key != "about" && (strings.ContainsAny(v.Text, "\"\\\n{}#") || strings.Contains(v.Text, ": ") || strings.Trim(v.Text[:1], "-?:,[]&*!|>'%@`=") == "") {
			t.Errorf("%s:%d: %s in %s does not stand in YAML as it is: %s", file, p.Line, p.Key, language, v.Text)
		}
	}
	if len(p.Value.Pairs) != 4 {
		t.Errorf("%s:%d: %s is in %d languages", file, p.Line, p.Key, len(p.Value.Pairs))
	}
	return w
}

// A pack does what its examples say, in each language, and is the same as data and as text.
func TestPacks(t *testing.T) {
	for _, p := range Packs() {
		if p.Enabled {
			continue
		}
		for _, language := range []string{"en", "it", "es", "ja"} {
			file, err := p.Read(nil, language)
			if err != nil {
				t.Errorf("%s in %s: %v", p.Name, language, err)
				continue
			}
			all, err := file.Try("")
			if err != nil {
				t.Fatal(err)
			}
			tried := map[string]bool{}
			for _, trial := range all {
				tried[trial.Rule] = true
				for _, d := range trial.Differences {
					t.Errorf("%s, %s, in %s: %s", trial.At, trial.About, language, d.Text(2))
				}
			}
			for _, name := range file.Names() {
				clauses, source := file.Of(name)
				if !tried[name] {
					t.Errorf("%s: %s has no example", p.Name, name)
				}
				if !reflect.DeepEqual(p.Clauses(name, language), clauses) {
					t.Errorf("%s in %s: %s is not the same as data and as text", p.Name, language, name)
				}
				alone, err := Read(nil, name, p.Source(name, language))
				if err != nil {
					t.Errorf("%s in %s: %v", p.Name, language, err)
					continue
				}
				if !reflect.DeepEqual(alone.Rules, clauses) {
					t.Errorf("%s in %s: %s is another rule as it is shown", p.Name, language, name)
				}
				if strings.Contains(source, "$(") {
					t.Errorf("%s: %s names a text that is not there", p.Name, name)
				}
			}
			used := slices.DeleteFunc(slices.Clone(p.Texts), func(text Text) bool {
				raw, _ := packFiles.ReadFile("packs/" + p.Name + ".yaml")
				return strings.Contains(string(raw), "$("+text.Key+")")
			})
			if len(used) > 0 {
				t.Errorf("%s: no rule has the text %s", p.Name, used[0].Key)
			}
		}
	}
}

// No pack goes on for ever, and two that are on at once fill no slot of each other's.
func TestPacksGetAlong(t *testing.T) {
	for _, p := range Packs() {
		if p.Enabled {
			continue
		}
		switched := Switch(nil)
		var others []string
		for i, other := range switched {
			if other.Name != p.Name && !other.Enabled && slices.ContainsFunc(other.Named, p.Has) {
				continue // which is refused
			}
			if switched[i].On = true; other.Name != p.Name && !other.Enabled {
				others = append(others, other.Named...)
			}
		}
		for _, c := range With(nil, nil, switched...).Conflicts(p.Named...) {
			if c.Slot == "" || slices.ContainsFunc(c.Rules, func(rule string) bool { return slices.Contains(others, rule) }) {
				t.Errorf("%s: %+v", p.Name, c)
			}
		}
	}
}

// A pack that is off leaves every rule of its out but those for whoever must not be contacted,
// and one that is on has the rules of its names replaced.
func TestSwitchedPacks(t *testing.T) {
	off := Switch(nil)
	for i := range off {
		off[i].On = false
	}
	if names := With(nil, nil, off...).Names(); !slices.Equal(names, []string{"dead-file", "stopped", "no-calls"}) {
		t.Errorf("with all packs off there are %v", names)
	}
	if names := With(nil, nil, Switch(nil)...).Names(); !slices.Equal(names, BuiltinNames()) {
		t.Errorf("as they are switched by themselves there are %v", names)
	}
	on := Switch(nil)
	for i := range on {
		on[i].On = on[i].On || on[i].Name == "annual-review"
	}
	set := With(nil, []Own{{Name: "annual-review", Off: true}}, on...)
	if slices.Contains(set.Names(), "annual-review") {
		t.Error("a rule of a pack that the book has switched off is asked")
	}
	set = With(nil, []Own{{Name: "annual-review", After: "new-lead"}}, on...)
	if names := set.Names(); names[1] != "annual-review" {
		t.Errorf("a rule of a pack that is put after new-lead is not: %v", names)
	}
}

// The model that is read literally is the built-in one but for what it is about: the next day, the
// limit of tries and the quiet days.
func TestLiteralModelIsTheModel(t *testing.T) {
	literally := strings.NewReplacer(
		"next_workday(today)", "today + days(1)",
		"next_try(latest(today, last_try.done_on))", "latest(today, last_try.done_on) + days(1)",
		"tries_left and (not overtaken or input.due != nil)", "not overtaken or input.due != nil",
		`becomes("call_result", "no-reach") and not tries_left and (not overtaken or input.due != nil)`, "", // which are never used up
		"days(birthday_quiet)", "days(0)",
	)
	p := PackNamed("model-literal")
	for _, name := range p.Named {
		pack := slices.DeleteFunc(slices.Clone(p.Rules), func(r Rule) bool { return r.Name != name })
		var want []Rule
		for _, r := range builtin {
			if r.Name != name {
				continue
			}
			if r.When = literally.Replace(r.When); r.When == "" {
				continue
			}
			r.Do = slices.DeleteFunc(slices.Clone(r.Do), func(c Clause) bool { return c.Say == "tries-used" })
			for i := range r.Do {
				c := &r.Do[i]
				c.If, c.Where, c.Values = literally.Replace(c.If), literally.Replace(c.Where), slices.Clone(c.Values)
				for j := range c.Values {
					c.Values[j].Value = literally.Replace(c.Values[j].Value)
				}
			}
			want = append(want, r)
		}
		for i := range want {
			if i >= len(pack) {
				t.Errorf("%s has %d clauses, and the built-in rule %d", name, len(pack), len(want))
				break
			}
			if got := pack[i]; got.When != want[i].When || got.On != want[i].On || !reflect.DeepEqual(got.Do, want[i].Do) {
				t.Errorf("clause %d of %s is\n%+v\nwant\n%+v", i+1, name, got, want[i])
			}
		}
	}
}
