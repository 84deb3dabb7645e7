package cli

import (
	"context"

	"github.com/spf13/cobra"

	"crm/internal/book"
	"crm/internal/crm"
)

// The lists of which many can be assigned at once, by the word for them.
func assignLists() map[string]crm.Kind {
	return map[string]crm.Kind{"opp": crm.KindOpportunity, "contact": crm.KindContact, "activity": crm.KindActivity}
}

// mayAssign is who may give what to whom.
const mayAssign = `Anybody gives what is theirs;
what a colleague looks after only a manager gives, and a book without one asks.`

// assignCommand gives records of a noun to a producer; empty is any noun, and
// then a list may say which.
func (a *app) assignCommand(noun string) *cobra.Command {
	var to, list string
	var q book.ListQuery
	cmd := &cobra.Command{
		Use: "assign NUMBER|NAME...", Short: "Give to another producer, with what is planned", Args: args(1, -1),
		Long:    `Give to another producer, with what is planned. ` + mayAssign,
		Example: "  crm " + commandName(noun, "assign") + " 391 --to \"Ben Ito\"", ValidArgsFunction: a.completeShow(noun),
	}
	f := cmd.Flags()
	f.StringVar(&to, "to", "", "the `PRODUCER` who is to have it")
	_ = cmd.MarkFlagRequired("to")
	_ = cmd.RegisterFlagCompletionFunc("to", a.completeProducers)
	if noun == "" {
		cmd.Args = func(cmd *cobra.Command, given []string) error {
			if list != "" || q.Where != "" || q.Owner != "" {
				return nil
			}
			return args(1, -1)(cmd, given)
		}
		cmd.Long = `Give contacts, open opportunities, policies in force and open activities to
another producer, as many as are named, or with --list all that a list of yours
shows. An opportunity or a policy takes what is planned for it along, a contact
its policies and what regards no opportunity. ` + mayAssign
		cmd.Example += "\n  crm opp list --where 'line == \"boat\"' -q | crm assign - --to ben\n  crm assign --list contact --where 'address contains \"Dayton\"' --from ann --to ben"
		f.StringVar(&list, "list", "", "of a list instead of numbers: opp|contact|activity")
		f.StringVar(&q.Where, "where", "", "of the list, those for which an `EXPRESSION` holds")
		f.StringVar(&q.Owner, "from", "", "of the list, "+ownerUsage)
		f.StringVar(&q.Owner, "owner", "", "the same as --from")
		for _, flag := range []string{"from", "owner"} {
			_ = cmd.RegisterFlagCompletionFunc(flag, a.completeOwners)
		}
		_ = cmd.RegisterFlagCompletionFunc("list", cobra.FixedCompletions([]string{"opp", "contact", "activity"}, cobra.ShellCompDirectiveNoFileComp))
	}
	return a.write(cmd, func(ctx context.Context, b *book.Book, args []string) (*crm.Outcome, error) {
		if list == "" && q.Where == "" && q.Owner == "" {
			return b.Assign(ctx, commandName(noun, "assign"), noun, args, to)
		}
		kind, known := assignLists()[list]
		switch {
		case !known:
			return nil, crm.Errorf(crm.CodeUsage, "there is no list %q", list).On("list").Try("One of: opp, contact, activity")
		case len(args) > 0:
			return nil, crm.Errorf(crm.CodeUsage, "numbers and --list don't go together")
		}
		q.Noun = kind
		return b.AssignList(ctx, q, to)
	})
}
