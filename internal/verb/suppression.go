package verb

import (
	"context"

	"crm/internal/book"
	"crm/internal/crm"
)

func suppressionVerbs(string) []*Verb {
	return []*Verb{addSuppression(), importSuppressions(), removeSuppression()}
}

// points are phones and e-mails.
func points() Take { return arg("PHONE|EMAIL", text("point", "")).several() }

func addSuppression() *Verb {
	return &Verb{Name: "add", About: "Keep phones and e-mails from being used, whoever has them", Effect: Adds,
		Examples: []string{`614-555-0147 --reason asked -m "wrote on 3 May"`, `jane@example.com --reason legal`},
		Takes:    []Take{points(), code("reason", "stop_reason", "why").must(), note("what they said")},
		Do: func(ctx context.Context, b *book.Book, in Input) (*crm.Outcome, error) {
			return b.AddSuppressions(ctx, in.All("point"), in.Text("reason"), in.Text("note"))
		}}
}

func removeSuppression() *Verb {
	return &Verb{Name: "remove", About: "Let phones and e-mails be used again; rules plan again with those who have them",
		Takes: []Take{points(), text("reason", "who asked for it and when; it is kept").must()},
		Do: func(ctx context.Context, b *book.Book, in Input) (*crm.Outcome, error) {
			return b.RemoveSuppressions(ctx, in.All("point"), in.Text("reason"))
		}}
}
