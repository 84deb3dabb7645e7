package rules

import (
	"embed"
	"slices"
	"strings"

	"crm/internal/crm"
	"crm/internal/yaml"
)

//go:embed packs/*.yaml
var packFiles embed.FS

// Pack is rules that are switched on and off together.
type Pack struct {
	Name  string
	About Words
	// Enabled is set if it acts in a book that says nothing of it: its rules are built in.
	Enabled bool
	// Named are its rules, in order; of these, Always act where the pack is off, too.
	Named  []string
	Always []string
	Texts  []Text
	// Rules are its clauses as they are written, with the keys of texts in them. Of what is
	// built in it has none.
	Rules []Rule
}

// Text is a text of a pack: in its rules $(key) stands for it.
type Text struct {
	Key string
	Words
}

// Words are a text in the languages of the program.
type Words struct{ EN, IT, ES, JA string }

// Languages returns the languages in which packs are written.
func Languages() []string { return []string{"en", "ja", "it", "es"} }

// In returns the text in a language; in English for any other.
func (w Words) In(language string) string {
	switch language {
	case "it":
		return w.IT
	case "es":
		return w.ES
	case "ja":
		return w.JA
	}
	return w.EN
}

// Packs returns the packs, those that are built in first.
func Packs() []*Pack {
	all := make([]*Pack, len(packs))
	for i := range packs {
		all[i] = &packs[i]
	}
	return all
}

// PackNamed returns a pack, or nil.
func PackNamed(name string) *Pack {
	for i := range packs {
		if packs[i].Name == name {
			return &packs[i]
		}
	}
	return nil
}

// Has reports whether a rule is one of the pack.
func (p *Pack) Has(rule string) bool { return slices.Contains(p.Named, rule) }

// texts replaces the keys of texts by the texts in a language.
func (p *Pack) texts(language string) *strings.Replacer {
	var pairs []string
	for _, t := range p.Texts {
		pairs = append(pairs, "$("+t.Key+")", t.In(language))
	}
	return strings.NewReplacer(pairs...)
}

// Clauses returns the clauses of a rule of the pack, with its texts in a language.
func (p *Pack) Clauses(rule, language string) (all []Rule) {
	texts := p.texts(language)
	for _, r := range p.Rules {
		if r.Name != rule {
			continue
		}
		r.About, r.Do = texts.Replace(r.About), slices.Clone(r.Do)
		for i := range r.Do {
			c := &r.Do[i]
			c.Say, c.Warn, c.Values = texts.Replace(c.Say), texts.Replace(c.Warn), slices.Clone(c.Values)
			for j := range c.Values {
				c.Values[j].Value = texts.Replace(c.Values[j].Value)
			}
		}
		all = append(all, r)
	}
	return all
}

// Source returns a rule of the pack as it is written, with its texts in a language, or all of
// its rules for an empty name.
func (p *Pack) Source(rule, language string) string {
	if p.Enabled {
		return builtinSource(func(name string) bool { return p.Has(name) && (rule == "" || name == rule) })
	}
	return sourceIn(p.text(language), func(name string) bool { return rule == "" || name == rule })
}

func (p *Pack) text(language string) string {
	text, err := packFiles.ReadFile("packs/" + p.Name + ".yaml")
	if err != nil {
		return "" // which can't be: a test reads them all
	}
	return p.texts(language).Replace(string(text))
}

// Read reads the rules of a pack in a book with a schema, as they are switched on in it.
//
// Errors: those of Read.
func (p *Pack) Read(schema *crm.Schema, language string) (*File, error) {
	return readPack(schema, p.Name, p.text(language))
}

// readPack reads the rules of a text that is a pack's.
func readPack(schema *crm.Schema, label, text string) (*File, error) {
	f := &File{schema: schema, label: label, text: text}
	root, err := yaml.Parse(text)
	if err != nil {
		return nil, err
	}
	if rules := root.Value("rules"); rules != nil {
		f.read(rules)
	}
	f.check(schema)
	return f, f.err()
}

// Switched is a pack as a book has switched it.
type Switched struct {
	*Pack
	On       bool
	Language string // of its texts
}

// Switch returns the packs as a book has switched them.
func Switch(said []*crm.Pack) []Switched {
	all := make([]Switched, len(packs))
	for i := range packs {
		all[i] = Switched{Pack: &packs[i], On: packs[i].Enabled}
		for _, s := range said {
			if s.Name == packs[i].Name {
				all[i].On, all[i].Language = s.State == crm.RuleOn, s.Language
			}
		}
	}
	return all
}

// withPacks returns what a book says of rules together with what it says of packs. A rule of
// a pack is as one that is written in the book, where that has none of its name.
func withPacks(own []Own, packs []Switched) []Own {
	own = slices.Clone(own)
	at := func(name string) *Own {
		for i := range own {
			if own[i].Name == name {
				return &own[i]
			}
		}
		own = append(own, Own{Name: name})
		return &own[len(own)-1]
	}
	for _, p := range packs {
		if p.Enabled || !p.On {
			continue
		}
		for _, name := range p.Named {
			if o := at(name); o.Heads == nil {
				o.Heads = slices.DeleteFunc(slices.Clone(p.Rules), func(r Rule) bool { return r.Name != name })
				o.Clauses, o.Language = func() ([]Rule, error) { return p.Clauses(name, p.Language), nil }, p.Language
			}
		}
	}
	for _, p := range packs {
		if !p.Enabled || p.On {
			continue
		}
		for _, name := range p.Named {
			if slices.Contains(p.Always, name) {
				continue
			}
			if o := at(name); o.Heads == nil {
				o.Off = true
			}
		}
	}
	return own
}

// ActsAlways reports whether a rule acts in any case, since whoever said no is not contacted
// because of it.
func ActsAlways(name string) bool {
	return slices.ContainsFunc(packs, func(p Pack) bool { return slices.Contains(p.Always, name) })
}
