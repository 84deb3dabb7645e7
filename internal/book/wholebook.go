package book

import (
	"bytes"
	"context"
	"encoding/json"
	"iter"

	"crm/internal/crm"
)

// Whole is one state of a book, and all of it that the acting producer may read. What others
// have written in notes that are not shared with them is left out: such a note has its
// number, and neither text nor tags.
type Whole struct {
	reader
	hidden map[int64]bool // notes
}

// Whole runs show on one state of the book.
func (b *Book) Whole(ctx context.Context, show func(*Whole) error) error {
	return b.read(ctx, func(v reader) error {
		w := &Whole{v, map[int64]bool{}}
		if err := w.hide(); err != nil {
			return err
		}
		return show(w)
	})
}

// hide finds the notes whose texts are left out, those included that were taken out.
func (w *Whole) hide() error {
	if w.manages() {
		return nil
	}
	ids, err := w.tx.EverRecorded(crm.KindNote)
	if err != nil {
		return err
	}
	for _, id := range ids {
		n, err := w.noteAtLast(&crm.Edit{Kind: crm.KindNote, ID: id})
		if err != nil {
			return err
		}
		if !w.mayRead(n) {
			w.hidden[id] = true
		}
	}
	return nil
}

// Hidden is how many notes are without their texts.
func (w *Whole) Hidden() int { return len(w.hidden) }

// Of returns what is true of the book beside its records and rows.
func (w *Whole) Of() (crm.Whole, error) { return w.tx.Whole() }

// Records iterates over the records of a noun by number.
func (w *Whole) Records(kind crm.Kind) iter.Seq2[crm.Record, error] {
	return func(yield func(crm.Record, error) bool) {
		for record, err := range w.tx.Records(kind) {
			if err == nil && kind == crm.KindNote && w.hidden[crm.IDOf(record)] {
				record = withoutWords(record)
			}
			if !yield(record, err) {
				return
			}
		}
	}
}

// Rows iterates over the rows of a table that has no records. It reuses one slice.
func (w *Whole) Rows(t crm.Table) iter.Seq2[[]any, error] {
	at := map[string]int{}
	for i, c := range t.Columns {
		at[c.Name] = i
	}
	return func(yield func([]any, error) bool) {
		for row, err := range w.tx.Rows(t) {
			if err == nil && t.Name == "edits" && row[at["kind"]] == string(crm.KindNote) && w.hidden[row[at["record"]].(int64)] {
				for _, image := range []string{"before", "after"} {
					row[at[image]] = withoutTexts(row[at[image]])
				}
			}
			if !yield(row, err) {
				return
			}
		}
	}
}

// withoutTexts returns what the journal keeps of a note without its text and its tags.
func withoutTexts(image any) any {
	text, ok := image.(string)
	if !ok {
		return image
	}
	var fields map[string]json.RawMessage
	if json.Unmarshal([]byte(text), &fields) != nil {
		return nil
	}
	for _, words := range []string{"body", "tags"} { // as withoutWords
		if _, there := fields[words]; there {
			fields[words] = json.RawMessage("null")
		}
	}
	out, err := json.Marshal(fields)
	if err != nil {
		return nil
	}
	return string(bytes.TrimSpace(out))
}

// Contents iterates over the bytes of files, those included that were taken out, each once;
// with the number and name of a file that has them.
func (w *Whole) Contents() iter.Seq2[Content, error] {
	return func(yield func(Content, error) bool) {
		sums, files, err := w.tx.ContentNames()
		if err != nil {
			yield(Content{}, err)
			return
		}
		for _, sum := range sums {
			content, err := w.tx.Content(sum)
			if !yield(Content{Sum: sum, File: files[sum], Bytes: content}, err) || err != nil {
				return
			}
		}
	}
}

// Content are the bytes of a file. File is nil for what was taken out.
type Content struct {
	Sum   string
	File  *crm.File
	Bytes []byte
}
