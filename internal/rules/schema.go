package rules

import (
	"encoding/json"

	"crm/internal/crm"
)

// JSONSchema returns how rules are written, as a JSON Schema by which an editor completes
// and checks them. What only the program knows, such as what an expression may mention, it
// leaves to that.
func JSONSchema() string {
	type object = map[string]any
	text := func(about string) object { return object{"type": "string", "description": about} }
	choice := func(about string, values ...string) object {
		return object{"type": "string", "description": about, "enum": values}
	}
	flag := func(about string) object { return object{"type": "boolean", "description": about} }
	field := object{"type": []string{"string", "number", "boolean"}, "description": "The value of a field. What begins with = is computed; in a text, what stands between {{ and }} is."}
	effect := object{
		"type":                 "object",
		"properties":           object{},
		"additionalProperties": field,
		"oneOf":                []object{},
	}
	properties := effect["properties"].(object)
	for key, about := range map[string]object{
		"if":           text("A condition of the effect's own about the edited record."),
		"create":       choice("An activity to make, or a note to add.", append(crm.Picklist("activity_kind"), createNote)...),
		"set":          choice("Whose fields to set.", SetRecord, SetContact, SetMembers, SetOpportunity, SetActivities),
		"cancel":       choice("What to cancel: open activities.", SetActivities),
		"complete":     choice("What to mark as done: open activities.", SetActivities),
		"say":          text("A remark: a sentence, or the code of one that the program has."),
		"warn":         text("A remark about what may be a mistake."),
		"each":         choice("The remark is made of each open activity.", SetActivities),
		"where":        text("A condition about each member, or each activity."),
		"of":           choice("What a slot, or activities, belong to.", "contact", OfOpportunity, OfPolicy, OfHousehold, OfMembers, OfCall),
		"slot":         text("The activity is the only open one of that slot: a second one moves it."),
		"once_per":     choice("Nothing is made where the household has an open one: a call of that type, or what is in that slot and for that purpose.", OfHousehold),
		"follow_up":    flag("The activity takes the date that the producer gave, if any."),
		"only_later":   flag("What is in the slot moves to a later day, never to an earlier one."),
		"promised":     flag("Activities on a day that a person has chosen are meant, too."),
		"only_earlier": flag("What is in the slot moves to an earlier day, never to a later one."),
	} {
		properties[key] = about
	}
	for _, key := range actions {
		effect["oneOf"] = append(effect["oneOf"].([]object), object{"required": []string{key}})
	}
	rule := object{
		"type":                 "object",
		"additionalProperties": false,
		"required":             []string{"name", "do"},
		"oneOf":                []object{{"required": []string{"on", "when"}}, {"required": []string{"idle"}}},
		"properties": object{
			"name":     object{"type": "string", "pattern": "^[a-z0-9][a-z0-9-]*$", "maxLength": longestRuleName, "description": "What the rule is called. Entries with one name are one rule; that of a built-in one replaces it."},
			"about":    text("One sentence for people."),
			"on":       choice("The noun that the rule listens to.", Listened()...),
			"when":     text("The condition about the edited record, or about one with which nothing happens."),
			"idle":     idleSchema(),
			"once":     onceSchema(),
			"do":       object{"type": "array", "minItems": 1, "items": effect, "description": "The effects, in order."},
			"examples": object{"type": "array", "items": exampleSchema(properties), "description": "What is to follow from an edit."},
		},
	}
	schema := object{
		"$schema": "https://json-schema.org/draft/2020-12/schema",
		"title":   "Rules of crm",
		"oneOf":   []object{{"type": "array", "items": object{"$ref": "#/$defs/rule"}}, {"$ref": "#/$defs/rule"}},
		"$defs":   object{"rule": rule},
	}
	written, err := json.MarshalIndent(schema, "", "  ")
	if err != nil { // it is made of texts
		panic(err)
	}
	return string(written) + "\n"
}
