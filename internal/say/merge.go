package say

import (
	"slices"
	"strconv"
	"strings"

	"crm/internal/crm"
)

// mergedHead is the sentence about two contacts that became one, with how much came to the
// one that is left. Those edits are told with it.
func (v *Voice) mergedHead(o *crm.Outcome, own map[*crm.Edit]bool) string {
	if o.Command != crm.MergeCommand {
		return ""
	}
	at := slices.IndexFunc(o.Edits, func(e *crm.Edit) bool { return e.Kind == crm.KindAlias && e.Action == crm.Create })
	if at < 0 {
		return ""
	}
	alias := o.Edits[at].After.(*crm.Alias)
	own[o.Edits[at]] = true
	for _, e := range o.Edits {
		own[e] = own[e] || e.Kind == crm.KindContact && e.Action == crm.Delete
	}
	keep := o.People[alias.Contact]
	key, args := "outcome.merged", map[string]any{"other": itoa(alias.Number), "id": itoa(alias.Contact), "noun": v.Noun(keep), "name": nameOrNone(o.People[alias.Number]), "keep": nameOrNone(keep)}
	if what := v.counted(o.Edits, own); what != "" {
		key, args["what"] = "outcome.merged.what", what
	}
	return v.Did(o, key, args)
}

// counted counts the records that only came to another contact.
func (v *Voice) counted(edits []*crm.Edit, own map[*crm.Edit]bool) string {
	counts := map[crm.Kind]int{}
	for _, e := range edits {
		if e.Rule == "" && e.IsPointed() {
			own[e] = true
			if n, ok := e.After.(*crm.Note); !ok || n.Body != "" { // others are not read by whoever acts
				counts[e.Kind]++
			}
		}
	}
	var parts []string
	for _, kind := range crm.Kinds() {
		if key := "counted." + string(kind); counts[kind] > 0 && kind != crm.KindAlias {
			parts = append(parts, v.Locale.Plural(key, counts[kind]))
		}
	}
	return v.Locale.Join(parts...)
}

// also writes what was left of merged contacts: "birthday 2 Jan 1980".
func (v *Voice) also(left crm.Terms) string {
	var parts []string
	for _, c := range left {
		name, value := Clean(c.Name), Clean(c.Value)
		if f, ok := v.Schema.Fields(crm.KindContact).Field(c.Name); ok {
			name = v.fieldIn(crm.KindContact, f)
			if said := v.stored(f, c.Value); said != "" {
				value = said
			}
		}
		parts = append(parts, v.Locale.Text("edit.set", "field", name, "to", value))
	}
	return strings.Join(parts, "; ")
}

// stored words the stored form of a value; nothing for a reference, which is kept by name.
func (v *Voice) stored(f *crm.Field, text string) string {
	if f.Ref != "" {
		return ""
	}
	var stored any = text
	if n, err := strconv.ParseInt(text, 10, 64); err == nil && (f.Type.IsNumber() || f.Type == crm.MoneyType) {
		stored = n
	}
	value, err := f.DecodeValue(stored)
	if err != nil {
		return ""
	}
	return v.inline(f, value)
}
