package cli

import (
	"context"

	"github.com/spf13/cobra"

	"crm/internal/book"
	"crm/internal/crm"
)

func (a *app) emailCommand() *cobra.Command {
	return groupOf("email", "E-mails: what is to be written, was sent and came in",
		a.logEmail(), a.addEmail(),
		a.listOpen("email", "List the e-mails that are to be written"),
		a.showCommand(crm.Email, "Show e-mails with whom they are to"),
		a.doneCommand(crm.Email, "email", "Mark e-mails as sent"),
		a.editActivity(crm.Email, "email", "Change e-mails"),
		a.snoozeCommand(crm.Email, "email"), a.cancelCommand(crm.Email, "email"), a.whyCommand(crm.Email))
}

func (a *app) logEmail() *cobra.Command {
	var in book.EmailLog
	cmd := &cobra.Command{Use: "log CONTACT|EMAIL", Short: "Record an e-mail that was sent, or came in", Args: args(1, -1),
		Long: `Record an e-mail that was sent, or with --inbound one that came in. The number of
an e-mail that was planned marks that as sent.`,
		Example: "  crm email log \"Jane Hudson\" --subject \"auto quote\" --opp 391\n  crm email log 406 --inbound -m \"asks about the deductible\"", ValidArgsFunction: a.completeContacts("")}
	f := cmd.Flags()
	f.StringVar(&in.Subject, "subject", "", "its subject")
	f.StringVarP(&in.Note, "note", "m", "", "what it said")
	dateFlag(cmd, &in.On, "on", "the `DATE` on which it was sent, if not today")
	f.StringVar(&in.Opportunity, "opp", "", "the `OPPORTUNITY` that it regards")
	f.BoolVar(&in.Inbound, "inbound", false, "they wrote it")
	_ = cmd.RegisterFlagCompletionFunc("opp", a.completeOpportunities)
	return a.write(cmd, func(ctx context.Context, b *book.Book, args []string) (*crm.Outcome, error) {
		return b.LogEmail(ctx, args[0], in)
	})
}

func (a *app) addEmail() *cobra.Command {
	in := book.NewActivity{Kind: crm.Email}
	cmd := &cobra.Command{Use: "add CONTACT", Short: "Plan an e-mail", Args: args(1, -1), ValidArgsFunction: a.completeContacts(""),
		Example: "  crm email add \"Jane Hudson\" --subject \"send the comparison\" --due fri"}
	f := cmd.Flags()
	dateFlag(cmd, &in.Due, "due", "the `DATE`, and if wanted the time")
	f.StringVar(&in.Subject, "subject", "", "its subject")
	f.StringVar(&in.Opportunity, "opp", "", "the `OPPORTUNITY` that it regards")
	f.StringVar(&in.Owner, "owner", "", "the `PRODUCER` who is to write")
	f.StringVarP(&in.Note, "note", "m", "", "a note")
	_ = cmd.MarkFlagRequired("due")
	_ = cmd.MarkFlagRequired("subject")
	_ = cmd.RegisterFlagCompletionFunc("opp", a.completeOpportunities)
	_ = cmd.RegisterFlagCompletionFunc("owner", a.completeProducers)
	return a.write(cmd, func(ctx context.Context, b *book.Book, args []string) (*crm.Outcome, error) {
		in.Contact = args[0]
		return b.AddActivity(ctx, in)
	})
}
