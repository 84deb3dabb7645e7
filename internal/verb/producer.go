package verb

import (
	"context"

	"crm/internal/book"
	"crm/internal/crm"
)

func producerVerbs(string) []*Verb {
	return []*Verb{
		{Name: "add", About: "Add a producer", Makes: true, Takes: producerFields(newName()),
			Do: func(r Request) (*crm.Outcome, error) { return r.Book.AddProducer(r.Context, r.Fields()) }},
		listVerb(crm.KindProducer, "List producers", `'name contains "lee"'`, switchFlag("all", "those who are retired, too")),
		readVerb("show", "Show producers: their teams, and how much they look after", producer(),
			func(ctx context.Context, b *book.Book, text string) (any, error) { return b.Producer(ctx, text) }),
		editProducer(),
		{Name: "retire", About: "Retire a producer: somebody else takes over",
			Long: `Retire a producer. Their contacts, open opportunities and activities and the
policies in force go to somebody else, all in one change; what is closed stays
theirs. They leave their teams, and can't act or be given anything any more.
Somebody else than oneself only a manager retires; a book without one asks.`,
			Examples: []string{`"Ben Ito" --to "Ann Lee" --dry-run`},
			Takes:    []Take{producer(), record("to", crm.KindProducer, "the `PRODUCER` who takes over"), date("date", "since that `DATE`, if not today")},
			Do: func(r Request) (*crm.Outcome, error) {
				return r.Book.RetireProducer(r.Context, r.Text("producer"), book.Retirement{To: r.Text("to"), Date: r.Text("date")})
			}},
	}
}

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

func editProducer() *Verb {
	takes := edits(producerFields(producer(), fieldsOf(crm.KindProducer)("name", "the name"))...)
	return &Verb{Name: "edit", About: "Change a producer", Takes: append(takes, switchFlag("active", "retired no longer")),
		Do: func(r Request) (*crm.Outcome, error) {
			values := r.Fields()
			if r.Is("active") {
				values["retired"] = []string{""}
			}
			return r.Book.EditProducer(r.Context, r.Text("producer"), values)
		}}
}
