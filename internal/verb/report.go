package verb

import (
	"context"

	"crm/internal/book"
	"crm/internal/crm"
)

func reportVerbs(string) []*Verb { return []*Verb{saveReport(), removeReport()} }

func saveReport() *Verb {
	return &Verb{Name: "save", About: "Keep a report of your own in the book", Effect: Adds,
		Long: `Keep a report of your own in the book. The file, or with - standard input, is YAML
as "crm report show NAME" prints it; it is checked whole before it is kept.`,
		Examples: []string{"crm report show pipeline > mine.yaml", `mine mine.yaml`},
		Takes:    []Take{wordArg("NAME", "name"), fileArg("FILE|-"), given("force", "replace the report that is there")},
		Do: func(ctx context.Context, b *book.Book, in Input) (*crm.Outcome, error) {
			return b.SaveReport(ctx, in.Text("name"), in.Text("file"), in.Is("force"))
		}}
}

func removeReport() *Verb {
	return &Verb{Name: "remove", About: "Remove a report of your own; undo brings it back", Takes: []Take{nameArg(crm.KindReport)},
		Do: func(ctx context.Context, b *book.Book, in Input) (*crm.Outcome, error) {
			return b.RemoveReport(ctx, in.Text("name"))
		}}
}
