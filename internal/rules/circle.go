package rules

import (
	"fmt"
	"maps"
	"slices"

	"crm/internal/crm"
	"crm/internal/query"
)

// Deepest is how many rules may set each other off in a row.
const Deepest = 8

// circles reports whether effects that set each other off do so for ever once they have begun:
// each gives a record other values than it has, and the next one acts on them whatever else is
// true.
func circles(steps []doing) bool {
	kind := steps[0].rule.On
	for _, d := range steps {
		if d.rule.On != kind || d.Set == "" || d.Set == SetMembers || d.Set == SetActivities || d.target(kind) != kind {
			return false
		}
	}
	starts := begins(steps)
	return len(starts) > 0 && !slices.ContainsFunc(starts, func(state map[string]any) bool { return !circlesFrom(state, steps) })
}

// begins returns what fields may be when a chain begins, of those that its values are computed
// from; nothing if that is not known.
func begins(steps []doing) []map[string]any {
	reads := map[string]bool{}
	for _, d := range steps {
		for _, v := range d.effect.values {
			if v.expr == nil {
				continue
			}
			names, alone := v.expr.Fields()
			if !alone {
				return nil
			}
			for _, name := range names {
				reads[name] = true
			}
		}
	}
	if len(reads) == 0 {
		return []map[string]any{{}}
	}
	name := slices.Collect(maps.Keys(reads))[0]
	field, _ := steps[0].rule.schema.Fields(steps[0].rule.On).Field(name)
	if len(reads) > 1 || len(crm.Picklist(field.List)) == 0 {
		return nil
	}
	all := []map[string]any{{name: nil}}
	for _, value := range crm.Picklist(field.List) {
		all = append(all, map[string]any{name: value})
	}
	return all
}

// mostRounds bounds how often a chain is gone round.
const mostRounds = 20

// circlesFrom goes round a chain until the record is as it was before. What it was at first is
// not known, so that the first round may be made; the others have to be.
func circlesFrom(state map[string]any, steps []doing) bool {
	seen := map[string]bool{}
	state = maps.Clone(state)
	for round := range mostRounds {
		for i, d := range steps {
			given, ok := d.after(state)
			if !ok || round > 0 && !slices.Contains(slices.Collect(maps.Values(given.Changed)), true) {
				return false
			}
			state = given.Fields
			if round > 0 && !query.Certain(given, steps[(i+1)%len(steps)].conditions...) {
				return false
			}
		}
		key := fmt.Sprint(state)
		if seen[key] {
			return true
		}
		seen[key] = true
	}
	return false
}

// after returns what is known of the edit that an effect makes of a record; ok is false if its
// values are not known.
func (d doing) after(state map[string]any) (given *query.Given, ok bool) {
	catalogue := d.rule.schema.Fields(d.rule.On)
	record := crm.New(d.rule.On)
	for name, value := range state {
		if f, _ := catalogue.Field(name); f.Own || f.Set(record, value) != nil {
			return nil, false
		}
	}
	given = &query.Given{
		Fields: maps.Clone(state), Changed: map[string]bool{}, Unsure: map[string]bool{},
		Values: map[string]bool{"created()": false, "updated()": true, "deleted()": false},
	}
	for _, v := range d.effect.values {
		is, err := v.literal, error(nil)
		if v.expr != nil {
			is, err = v.expr.Eval(&query.Facts{Record: record})
		}
		if err != nil || v.parts != nil || v.field.Own || oneOf(v.field.Name, "phone", "do_not_contact", "stage") && d.rule.On != crm.KindContact || v.field.Name == "phone" {
			return nil, false // which are set in ways of their own
		}
		was, known := state[v.field.Name]
		if known {
			given.Changed[v.field.Name] = v.field.EncodeValue(was) != v.field.EncodeValue(is)
		} else {
			given.Unsure[v.field.Name] = true
		}
		given.Fields[v.field.Name] = is
	}
	for _, f := range catalogue.Fields { // what follows from others may change with them
		if _, set := given.Fields[f.Name]; !set && slices.ContainsFunc(f.From, func(from string) bool { _, is := given.Fields[from]; return is }) {
			given.Unsure[f.Name] = true
		}
	}
	return given, true
}

// tooLong returns the longest chain of rules each of which sets off the next, if that is longer
// than may be and one of the rules is asked about.
func (c *conflicts) tooLong() []Conflict {
	longest := map[*compiled][]string{}
	var from func(r *compiled) []string
	from = func(r *compiled) []string {
		if known, ok := longest[r]; ok {
			return known
		}
		longest[r] = nil // of a circle, which is another thing
		var best []string
		for _, d := range c.does[r] {
			for _, s := range c.follow(d) {
				if next := s.rule; next.own && next != r && (s.certain || next.isBehind(r.Name)) {
					if behind := from(next); len(behind) > len(best) {
						best = behind
					}
				}
			}
		}
		longest[r] = append([]string{r.Name}, best...)
		return longest[r]
	}
	var found []string
	for _, r := range c.all {
		if !r.own {
			continue
		}
		chain := from(r)
		if len(chain) > max(Deepest, len(found)) && slices.ContainsFunc(chain, func(name string) bool { return slices.Contains(c.names, name) }) {
			found = chain
		}
	}
	if found == nil {
		return nil
	}
	return []Conflict{{Rules: found, Long: true}}
}

// isBehind reports whether a rule acts on what another one makes alone.
func (r *Rule) isBehind(other string) bool {
	return slices.ContainsFunc(r.Needs, func(either []Need) bool {
		return len(either) == 1 && either[0].Field == "rule" && either[0].Is == other
	})
}
