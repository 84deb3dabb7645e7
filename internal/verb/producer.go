package verb

import (
	"context"

	"crm/internal/book"
	"crm/internal/crm"
)

func producerVerbs(string) []*Verb { return []*Verb{addProducer(), editProducer(), retireProducer()} }

func producer() Take { return namedArg("PRODUCER", crm.KindProducer) }

// producers are several of them in one value, or teams.
func producers(name, about string) Take {
	t := record(name, crm.KindProducer, about)
	t.Commas = true
	return t
}

func producerFields(takes ...Take) []Take {
	field := fieldsOf(crm.KindProducer)
	return append(takes,
		field("email", "an e-mail `ADDRESS`"),
		field("phone", "a phone `NUMBER`"),
		field("role", "what they may do").also("; a manager reads every note and decides about colleagues"))
}

func addProducer() *Verb {
	return &Verb{Name: "add", About: "Add a producer", Effect: Adds, Takes: producerFields(newName()),
		Do: func(ctx context.Context, b *book.Book, in Input) (*crm.Outcome, error) {
			return b.AddProducer(ctx, in.Fields())
		}}
}

func editProducer() *Verb {
	takes := edits(producerFields(producer(), fieldsOf(crm.KindProducer)("name", "the name"))...)
	return &Verb{Name: "edit", About: "Change a producer", Takes: append(takes, given("active", "retired no longer")),
		Do: func(ctx context.Context, b *book.Book, in Input) (*crm.Outcome, error) {
			values := in.Fields()
			if in.Is("active") {
				values["retired"] = []string{""}
			}
			return b.EditProducer(ctx, in.Text("producer"), values)
		}}
}

func retireProducer() *Verb {
	return &Verb{Name: "retire", About: "Retire a producer: somebody else takes over",
		Long: `Retire a producer. Their contacts, open opportunities and activities and the
policies in force go to somebody else, all in one change; what is closed stays
theirs. They leave their teams, and can't act or be given anything any more.
Somebody else than oneself only a manager retires; a book without one asks.`,
		Examples: []string{`"Ben Ito" --to "Ann Lee" --dry-run`},
		Takes:    []Take{producer(), record("to", crm.KindProducer, "the `PRODUCER` who takes over"), date("date", "since that `DATE`, if not today")},
		Do: func(ctx context.Context, b *book.Book, in Input) (*crm.Outcome, error) {
			return b.RetireProducer(ctx, in.Text("producer"), book.Retirement{To: in.Text("to"), Date: in.Text("date")})
		}}
}
