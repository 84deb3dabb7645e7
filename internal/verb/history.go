package verb

import (
	"context"
	"strings"

	"crm/internal/book"
	"crm/internal/crm"
)

// again is a verb that takes a change back or restores it: the last one, or that of a
// number.
func again(name, about string, do func(*book.Book, context.Context, int64, string) (*crm.Outcome, error)) *Verb {
	change := Take{Name: "change", Arg: "CHANGE", Type: crm.NumberType, Plain: true}
	return &Verb{Name: name, About: about, Takes: []Take{change, text("reason", "why somebody may be contacted again, where that is what comes of it")},
		Do: func(ctx context.Context, b *book.Book, in Input) (*crm.Outcome, error) {
			text := in.Text("change")
			if text == "" {
				return do(b, ctx, 0, in.Text("reason"))
			}
			id, ok := crm.ParseCount(strings.TrimLeft(text, "#＃"))
			if !ok || id < 1 {
				return nil, crm.Errorf(crm.CodeUsage, "%q is not the number of a change", text).Next("List them", "history")
			}
			return do(b, ctx, id, in.Text("reason"))
		}}
}

func undo() *Verb {
	return again("undo", "Take a change back with everything its rules did: the last one, or that of a number", (*book.Book).Undo)
}

func redo() *Verb {
	return again("redo", "Restore a change that was taken back: the last one, or that of a number", (*book.Book).Redo)
}
