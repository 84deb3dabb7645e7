package rules

import "crm/internal/crm"

// exampleSchema returns how an example is written, as a part of the JSON Schema. Effect has
// the keys of effects.
func exampleSchema(effect map[string]any) map[string]any {
	type object = map[string]any
	text := func(about string) object { return object{"type": "string", "description": about} }
	choice := func(about string, values ...string) object {
		return object{"type": "string", "description": about, "enum": values}
	}
	record := func(about string) object {
		return object{"type": []string{"object", "null"}, "additionalProperties": object{"type": []string{"string", "number", "boolean", "null"}}, "description": about}
	}
	given := object{
		"today":   object{"type": "string", "format": "date", "description": "The day on which the edit is made."},
		"country": text("Whose holidays there are, such as us; none if it is left out. Saturday and Sunday are off."),
		"record":  record("The record before the edit. Without it the edit makes it."),
		"edit":    object{"description": "The fields that the edit gives it; delete removes it.", "anyOf": []object{record("The fields."), {"const": "delete"}}},
	}
	for name := range vocabulary().Records {
		given[name] = record("The record that has that name in expressions.")
	}
	for name, noun := range givenLists {
		given[name] = object{"type": "array", "items": record("Its fields."), "description": "Records that there are: " + string(noun)}
	}
	for _, name := range givenValues {
		given[name] = object{"type": []string{"string", "number", "boolean"}, "description": "The value that has that name in expressions."}
	}
	does := object{"rule": text("Which rule does it, if it may not be any.")}
	expected := object{"type": "object", "properties": does, "additionalProperties": object{"type": []string{"string", "number", "boolean", "null"}}}
	for key, about := range map[string]any{
		"create":   effect["create"],
		"set":      effect["set"],
		"cancel":   choice("An open activity that is cancelled.", crm.Picklist("activity_kind")...),
		"complete": choice("An open activity that is done.", crm.Picklist("activity_kind")...),
		"say":      text("A remark."),
		"warn":     text("A warning."),
	} {
		does[key] = about
	}
	var one []object
	for _, key := range deeds {
		one = append(one, object{"required": []string{key}})
	}
	expected["oneOf"] = one
	return object{
		"type":                 "object",
		"additionalProperties": false,
		"required":             []string{"given", "expect"},
		"properties": object{
			"about":  text("One sentence for people."),
			"given":  object{"type": "object", "additionalProperties": false, "required": []string{"today", "edit"}, "properties": given, "description": "A record, an edit, and what else is known."},
			"expect": object{"type": "array", "items": expected, "description": "What is to follow; empty if nothing is."},
		},
	}
}
