package book

import (
	"context"
	"fmt"
	"testing"

	"crm/internal/crm"
)

// TestZeroByte: no text of a record has a zero byte, which a book in a file would keep and one
// on a server refuse.
func TestZeroByte(t *testing.T) {
	t.Parallel()
	d := newDesk(t, "2026-11-25")
	jane := d.add(crm.StageLead, "Jane Hudson")
	_, err := d.do(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
		return b.AddNote(ctx, NewNote{On: fmt.Sprint(jane), Body: "likes\x00cats"})
	})
	if crm.CodeOf(err) != crm.CodeInvalid {
		t.Errorf("a note: %v", err)
	}
	tried := 0
	d.look(func(v reader) {
		for _, kind := range crm.Kinds() {
			for _, f := range v.schema.Fields(kind).Fields {
				record := crm.New(kind)
				if f.Derived || crm.Set(record, f.Name, "a\x00b") != nil {
					continue // no text
				}
				tried++
				w := &work{reader: v}
				if err := w.checkTexts(record); crm.CodeOf(err) != crm.CodeInvalid {
					t.Errorf("%s %s: %v", kind, f.Name, err)
				}
			}
		}
	})
	if tried < 60 {
		t.Errorf("only %d texts were tried", tried)
	}
}
