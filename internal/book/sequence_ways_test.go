package book

import (
	"fmt"
	"reflect"
	"strconv"
	"strings"

	"crm/internal/crm"
)

// waysOut returns the commands that an outcome or an error names.
func waysOut(o *crm.Outcome, err error) (commands []crm.Command) {
	if e, ok := crm.AsError(err); ok {
		for _, way := range e.Remedies {
			commands = append(commands, way.Commands...)
		}
	}
	if o == nil {
		return commands
	}
	for _, n := range o.Notices {
		for _, value := range n.Values {
			commands = append(commands, commandsIn(reflect.ValueOf(value))...)
		}
	}
	return commands
}

// commandsIn returns the commands in a value.
func commandsIn(v reflect.Value) (commands []crm.Command) {
	if !v.IsValid() {
		return nil
	}
	if v.CanInterface() {
		if c, is := v.Interface().(crm.Command); is {
			return []crm.Command{c}
		}
	}
	switch v.Kind() {
	case reflect.Slice, reflect.Array:
		for i := range v.Len() {
			commands = append(commands, commandsIn(v.Index(i))...)
		}
	case reflect.Map:
		for _, key := range v.MapKeys() {
			commands = append(commands, commandsIn(v.MapIndex(key))...)
		}
	case reflect.Interface, reflect.Pointer:
		commands = commandsIn(v.Elem())
	}
	return commands
}

// waysThere looks at what an outcome or an error says to do next: each record of it is in the
// book, and each change can be taken back, or has been.
func (p *player) waysThere(did string, o *crm.Outcome, err error) {
	for _, c := range waysOut(o, err) {
		for _, text := range c.Args() {
			if id, failed := strconv.ParseInt(text, 10, 64); failed == nil && !p.leads(c.Verb, id) {
				p.Fatalf("%s: %v: nothing there for: %s\n%s", did, err, c, strings.Join(p.log, "\n"))
			}
		}
	}
}

// leads reports whether a verb finds a number.
func (p *player) leads(verb string, id int64) bool {
	switch verb {
	case "undo":
		return len(p.raw.rows("SELECT id FROM changes WHERE undone_by IS NULL AND id = ?", id)) > 0
	case "redo":
		return len(p.raw.rows("SELECT id FROM changes WHERE undone_by IS NOT NULL AND id = ?", id)) > 0
	}
	if verb == "history" && len(p.raw.rows("SELECT change FROM edits WHERE record = ?", id)) > 0 {
		return true
	}
	for _, kind := range crm.Kinds() {
		if len(p.raw.rows(fmt.Sprintf("SELECT id FROM %s WHERE id = ?", crm.NounOf(kind).Table), id)) > 0 {
			return true
		}
	}
	return len(p.raw.rows("SELECT id FROM aliases WHERE old_number = ?", id)) > 0
}
