package rules

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"crm/internal/calendar"
	"crm/internal/crm"
	"crm/internal/query"
	"crm/internal/yaml"
)

// Example is one of a rule's own: a record with an edit, and what is to follow from it.
type Example struct {
	Rule  string
	About string
	At    string   // where it stands: "mine.yaml:12:5"
	Today crm.Date // the day on which the edit is made

	on       crm.Kind
	country  string
	gone     bool // the edit removes the record
	edit     []assigned
	records  map[string][]assigned   // by the names that they have in expressions, and "record"
	lists    map[string][][]assigned // as givenLists
	values   map[string]any
	expected []crm.Deed
}

// assigned is a field with the value that an example gives it.
type assigned struct {
	field *crm.Field
	value any
}

// Keys of an example, of what is given, and of what an effect that is expected does.
var (
	exampleKeys = []string{"about", "given", "expect"}
	givenLists  = map[string]crm.Kind{
		"open": crm.KindActivity, "quotes": crm.KindQuote, "members": crm.KindContact, "policies": crm.KindPolicy, "opportunities": crm.KindOpportunity,
	}
	// givenValues are the values of expressions that an example gives; the others follow from
	// its records.
	givenValues = []string{
		"now", "acted", "overtaken", "meeting_since", "inherited", "other_phone", "to_be_called", "open_steps", "home_last_call", "birthday_over",
		"renewal_days", "x_date_days", "birthday_quiet", "max_attempts", "birthday_attempts",
		"input.due", "input.start", "input.end", "input.place", "input.phone", "input.merged",
	}
)

// givenKeys are what may be given.
func givenKeys() []string {
	keys := []string{"today", "country", "record", "edit"}
	var more []string
	for name := range vocabulary().Records {
		more = append(more, name)
	}
	for name := range givenLists {
		more = append(more, name)
	}
	slices.Sort(more)
	return append(append(keys, more...), givenValues...)
}

// readExamples reads the examples of a rule, and notes their faults.
func (f *File) readExamples(schema *crm.Schema, r *Rule, n *yaml.Node) {
	if !n.IsList() {
		f.fault(n.Place, "examples takes a list: each begins with - and has given and expect")
		return
	}
	for _, item := range n.Items {
		if !item.IsMapping() {
			f.fault(item.Place, "an example is written as about:, given: and expect:")
			continue
		}
		x := &Example{
			Rule: r.Name, At: strings.TrimSuffix(f.said(fault{Place: item.Place}), ": "), on: r.On,
			records: map[string][]assigned{}, lists: map[string][][]assigned{}, values: map[string]any{},
		}
		for _, p := range item.Pairs {
			switch p.Key {
			case "about":
				x.About = strings.Join(strings.Fields(p.Value.Text), " ")
			case "given":
				f.readGiven(schema, x, p.Value)
			case "expect":
				f.readExpected(schema, x, p.Value)
			default:
				f.unknown(p.Place, fmt.Sprintf("an example has no %q", p.Key), p.Key, exampleKeys)
			}
		}
		for _, key := range exampleKeys[1:] {
			if item.Value(key) == nil {
				f.fault(item.Place, "the example has no %s", key)
			}
		}
		f.examples = append(f.examples, x)
	}
}

func (f *File) readGiven(schema *crm.Schema, x *Example, n *yaml.Node) {
	if !n.IsMapping() {
		f.fault(n.Place, "given takes today:, record: and edit:, and what else is known")
		return
	}
	for _, p := range n.Pairs {
		noun, isRecord := vocabulary().Records[p.Key]
		items, isList := givenLists[p.Key]
		switch {
		case p.Key == "today":
			x.Today, _ = f.readValue(p.Value, query.DateType).(crm.Date)
		case p.Key == "country":
			x.country = p.Value.Text
			if _, err := calendar.New(calendar.Settings{Country: x.country}); err != nil {
				f.fault(p.Value.Place, "%v", err)
			}
		case p.Key == "edit" && p.Value.IsScalar() && p.Value.Text == "delete":
			x.gone = true
		case p.Key == "edit":
			x.edit = f.readFields(schema, x.on, p.Value)
		case p.Key == "record":
			x.records["record"] = f.readFields(schema, x.on, p.Value)
		case isRecord:
			x.records[p.Key] = f.readFields(schema, noun, p.Value)
		case isList && !p.Value.IsList():
			f.fault(p.Value.Place, "%s takes a list", p.Key)
		case isList:
			for _, item := range p.Value.Items {
				x.lists[p.Key] = append(x.lists[p.Key], f.readFields(schema, items, item))
			}
		case p.Key == "inherited", p.Key == "acted":
			x.values[p.Key] = f.readValue(p.Value, query.BoolType)
		case slices.Contains(givenValues, p.Key):
			x.values[p.Key] = f.readValue(p.Value, vocabulary().Values[p.Key])
		default:
			f.unknown(p.Place, fmt.Sprintf("there is no %q to be given", p.Key), p.Key, givenKeys())
		}
	}
	switch {
	case n.Value("today") == nil:
		f.fault(n.Place, "say on which day the edit is made: today")
	case n.Value("edit") == nil:
		f.fault(n.Place, "say what is edited: edit")
	case x.gone && n.Value("record") == nil:
		f.fault(n.Place, "say which record is deleted: record")
	}
}

// readFields reads the fields of a record.
func (f *File) readFields(schema *crm.Schema, noun crm.Kind, n *yaml.Node, but ...string) (all []assigned) {
	if n.IsScalar() && n.Text == "" || n.IsList() && len(n.Items) == 0 {
		return []assigned{} // which is there, with nothing in it
	}
	if !n.IsMapping() {
		f.fault(n.Place, "write the fields of %s, as in {name: value}", article(noun))
		return nil
	}
	all = []assigned{}
	catalogue := schema.Fields(noun)
	for _, p := range n.Pairs {
		if slices.Contains(but, p.Key) {
			continue
		}
		field, ok := catalogue.Field(p.Key)
		if !ok {
			var names []string
			for _, one := range catalogue.Fields {
				names = append(names, one.Name)
			}
			f.unknown(p.Place, fmt.Sprintf("there is no field %q of %s", p.Key, article(noun)), p.Key, names)
			continue
		}
		value, err := givenValue(schema, field, p.Value)
		if err != nil {
			f.faults = append(f.faults, fault{p.Value.Place, err.Error(), helpOf(err)})
			continue
		}
		all = append(all, assigned{field, value})
	}
	return all
}

// givenValue reads the value of a field; an empty one is unknown.
func givenValue(schema *crm.Schema, field *crm.Field, n *yaml.Node) (any, error) {
	text := strings.TrimSpace(n.Text)
	switch {
	case !n.IsScalar():
		return nil, fmt.Errorf("%s takes one value", field.Name)
	case text == "" || text == "null" || text == "nil":
		return nil, nil
	case field.Type == crm.RefType:
		number, err := strconv.ParseInt(text, 10, 64)
		if err != nil || number <= 0 {
			return nil, fmt.Errorf("%q is not a whole number", text)
		}
		return number, nil
	case field.Type == crm.InstantType:
		return givenInstant(text)
	}
	value, err := literal(schema, field, text)
	if e, ok := crm.AsError(err); ok {
		return nil, e
	}
	if err != nil {
		return nil, fmt.Errorf("%s", strings.TrimSuffix(err.Error(), "; what is computed begins with ="))
	}
	return value, nil
}

// givenInstant reads a point in time, in UTC unless it says where.
func givenInstant(text string) (time.Time, error) {
	for _, form := range []string{time.RFC3339, "2006-01-02 15:04"} {
		if t, err := time.Parse(form, text); err == nil {
			return t, nil
		}
	}
	return time.Time{}, fmt.Errorf("%q is not a point in time, such as 2026-11-30 14:30", text)
}

// readValue reads a value that is not one of a field.
func (f *File) readValue(n *yaml.Node, t query.Type) (value any) {
	err := fmt.Errorf("write one value")
	if n.IsScalar() {
		switch t {
		case query.BoolType:
			if value, err = strconv.ParseBool(n.Text); err != nil {
				err = fmt.Errorf("%q is neither true nor false", n.Text)
			}
		case query.NumberType:
			if value, err = strconv.ParseInt(n.Text, 10, 64); err != nil {
				err = fmt.Errorf("%q is not a whole number", n.Text)
			}
		case query.DateType:
			value, err = crm.ParseISODate(n.Text)
		case query.InstantType:
			value, err = givenInstant(n.Text)
		default:
			value, err = n.Text, nil
		}
	}
	if err != nil {
		f.fault(n.Place, "%v", err)
		return nil
	}
	return value
}

// deeds are what an effect may be expected to do.
var deeds = []string{"create", "set", "cancel", "complete", "say", "warn"}

// readExpected reads what is to follow.
func (f *File) readExpected(schema *crm.Schema, x *Example, n *yaml.Node) {
	if !n.IsList() {
		f.fault(n.Place, "expect takes a list, which is empty if nothing is to follow: []")
		return
	}
	for _, item := range n.Items {
		i := slices.IndexFunc(item.Pairs, func(p yaml.Pair) bool { return slices.Contains(deeds, p.Key) })
		if i < 0 {
			f.fault(item.Place, "say what is expected: one of %s", crm.OneOf(deeds))
			continue
		}
		does := item.Pairs[i]
		d := crm.Deed{Does: does.Key, What: strings.TrimSpace(does.Value.Text)}
		kinds := crm.Picklist("activity_kind")
		switch d.Does {
		case "create":
			kinds = append(slices.Clone(kinds), createNote)
		case "set":
			kinds = []string{SetRecord, SetContact, SetMembers, SetOpportunity, SetActivities}
		case "say", "warn":
			kinds = nil
		}
		if kinds != nil && !slices.Contains(kinds, d.What) {
			f.unknown(does.Value.Place, fmt.Sprintf("%s is %q", d.Does, d.What), d.What, kinds, "One of: "+strings.Join(kinds, ", "))
			continue
		}
		if rule := item.Value("rule"); rule != nil {
			d.Rule = rule.Text
		}
		if kinds == nil {
			for _, p := range item.Pairs {
				if p.Key != d.Does && p.Key != "rule" {
					f.fault(p.Place, "a remark is expected without %s", p.Key)
				}
			}
		} else {
			for _, a := range f.readFields(schema, deedNoun(&d, x.on), item, d.Does, "rule") {
				d.Fields = append(d.Fields, crm.DeedField{Field: a.field, Value: a.value})
			}
		}
		x.expected = append(x.expected, d)
	}
}
