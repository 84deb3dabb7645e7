package wire

import (
	"strings"

	"crm/internal/crm"
)

// commandObject is a command in JSON: its words, arguments and flags, and which of them
// the reader has to fill in.
func commandObject(c crm.Command) object {
	flags := object{}
	for _, g := range c.Given {
		if g.Flag != "" {
			flags = flags.with(g.Flag, orNull(g.Value))
		}
	}
	o := object{{"command", strings.Fields(c.Verb)}, {"args", c.Args()}}
	if len(flags) > 0 {
		o = o.with("flags", flags)
	}
	if blanks := c.Blanks(); len(blanks) > 0 {
		o = o.with("blanks", blanks)
	}
	return o
}
