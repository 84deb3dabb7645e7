package verb

import (
	"context"
	"strings"

	"crm/internal/book"
	"crm/internal/crm"
)

// reversal makes a verb that undoes or redoes a change: the last one, or that of a
// number.
func reversal(name, about string, do func(*book.Book, context.Context, int64, string) (*crm.Outcome, error)) *Verb {
	change := Take{Name: "change", Arg: "CHANGE", Type: crm.NumberType, Plain: true}
	return &Verb{Name: name, About: about, Takes: []Take{change, text("reason", "why somebody may be contacted again, where that is what comes of it")},
		Do: func(r Request) (*crm.Outcome, error) {
			text := r.Text("change")
			if text == "" {
				return do(r.Book, r.Context, 0, r.Text("reason"))
			}
			id, ok := crm.ParseCount(strings.TrimLeft(text, "#＃"))
			if !ok || id < 1 {
				return nil, crm.Errorf(crm.CodeUsage, "%q is not the number of a change", text).Next("List them", "history")
			}
			return do(r.Book, r.Context, id, r.Text("reason"))
		}}
}

func undo() *Verb {
	return reversal("undo", "Take a change back with everything its rules did: the last one, or that of a number", (*book.Book).Undo)
}

func redo() *Verb {
	return reversal("redo", "Restore a change that was taken back: the last one, or that of a number", (*book.Book).Redo)
}

func remove() *Verb {
	which := recordNamed("NUMBER", "").several()
	which.Named = false
	return &Verb{Name: "delete", About: "Delete what was entered by mistake; undo brings it back",
		Long: `Delete what was entered by mistake: anything with a number. What rules planned
because of it goes with it. What people recorded about it is in the way, unless it is
deleted by the same command. A call that was planned and then logged is not deleted:
its result is taken back by "crm undo", or becomes another by "crm call correct".
Whoever said that they are not to be called stays on the do-not-contact list.`,
		Examples: []string{"12", "12 15 16 --dry-run"},
		Takes:    []Take{which},
		Do:       func(r Request) (*crm.Outcome, error) { return r.Book.Delete(r.Context, r.All("record")) }}
}

func history() *Verb {
	of := recordNamed("NUMBER|NAME", "")
	of.Required = false
	rule := text("rule", "in which that `RULE` acted").known("rule")
	return &Verb{Name: "history", About: "Who changed what, when, by which command and which rule", Reads: true,
		Takes: []Take{
			of,
			date("since", "from that `DATE` on"),
			record("by", crm.KindProducer, "made by that `PRODUCER`"), rule,
			count("change", "that `CHANGE` alone"),
			count("limit", "the last so many; 0 is all").orZero("is all").usually("20"),
		}}
}
