package verb

import (
	"context"

	"crm/internal/book"
	"crm/internal/crm"
)

func fileVerbs(string) []*Verb { return []*Verb{addFile(), removeFile()} }

func addFile() *Verb {
	return &Verb{Name: "add", About: "Keep files with a contact, an opportunity, a quote, a policy, or a call and its like",
		Long: `Keep files with whatever has a number, or with a contact by name. Their bytes are
copied into the book, once however often they are added.`,
		Examples: []string{`391 buckeye.pdf`, `"Jane Hudson" scan0001.jpg --name license.jpg`},
		Takes: []Take{
			recordCalled("RECORD", ""), fileArg("PATH").several(),
			text("name", "what it is called from now on, if not as it is"),
			text("type", "its media type, `TYPE/SUBTYPE`; found out unless said"),
			given("allow-duplicate", "keep what the record has already once more"),
		}}
}

func removeFile() *Verb {
	return &Verb{Name: "remove", About: "Take files out; undo brings them back", Takes: []Take{recordArg("FILE", crm.KindFile).several()},
		Do: func(ctx context.Context, b *book.Book, in Input) (*crm.Outcome, error) {
			return b.RemoveFiles(ctx, in.All("file"))
		}}
}
