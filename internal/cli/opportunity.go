package cli

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"crm/internal/book"
	"crm/internal/crm"
)

func (a *app) opportunityCommand() *cobra.Command {
	cmd := groupOf("opp", "Opportunities: sales that may come about",
		a.addOpportunity(), a.listOpportunities(),
		a.showCommand("opp", "Show opportunities with their history"),
		a.editOpportunity(), a.stageOpportunity(), a.assignCommand("opp"),
		a.closeWonCommand(), a.closeLostCommand(), a.reopenCommand(),
		a.stagesCommand(), a.linesCommand())
	cmd.Aliases = []string{"opportunity"}
	return cmd
}

// opportunityFlags are the fields of an opportunity that flags can give.
func opportunityFlags() []fieldFlag {
	return []fieldFlag{
		{field: "line", about: "line of business: " + strings.Join(crm.Picklist("line"), "|") + ", or a short code (crm opp lines)"},
		{field: "topic", about: "what it is about"},
		{field: "premium", about: "the premium to expect, a year"},
		{field: "probability", about: "how likely it is, in percent; that of its stage unless said"},
		{field: "close_by", about: "the `DATE` by which it should be closed"},
		{field: "due", about: "the `DATE` by which they want an answer"},
		{field: "source", about: "where it comes from: " + strings.Join(crm.Picklist("source"), "|")},
		{field: "reason", about: "why they were referred; a referral needs one"},
		{field: "referred_by", about: "who referred them, a `CONTACT` or a producer (producer:NAME)"},
		{field: "competitor", about: "who else is asked"},
		{field: "note", about: "a note", many: true, short: "m"},
	}
}

func (a *app) addOpportunity() *cobra.Command {
	cmd := &cobra.Command{Use: "add CONTACT", Short: "Open an opportunity, or one for each of several lines of business", Args: args(1, -1), ValidArgsFunction: a.completeContacts(""),
		Example: "  crm opp add \"Jane Hudson\" --line auto --premium 1480\n  crm opp add 3 --line auto,home,umbrella --referred-by \"Ruth Adeyemi\" --reason \"new house\""}
	collect := a.bindFields(cmd, append(opportunityFlags(),
		fieldFlag{field: "stage", about: "how far it has come: " + strings.Join(crm.Picklist("opportunity_stage"), "|") + ", or one of the book's own"},
		fieldFlag{field: "owner", about: "whose it is, a `PRODUCER`"},
	), crm.KindOpportunity)
	return a.write(cmd, func(ctx context.Context, b *book.Book, args []string) (*crm.Outcome, error) {
		return b.AddOpportunity(ctx, args[0], collect())
	})
}

func (a *app) editOpportunity() *cobra.Command {
	cmd := &cobra.Command{Use: "edit OPPORTUNITY...", Short: "Change open opportunities", Args: args(1, -1), ValidArgsFunction: a.completeOpportunities}
	collect := a.bindEdits(cmd, opportunityFlags(), crm.KindOpportunity)
	return a.write(cmd, func(ctx context.Context, b *book.Book, args []string) (*crm.Outcome, error) {
		values, err := something(collect(), "opp")
		if err != nil {
			return nil, err
		}
		return b.EditOpportunities(ctx, args, values)
	})
}

// something refuses an edit that was given nothing.
func something(values book.Values, noun string) (book.Values, error) {
	if len(values) == 0 {
		return nil, crm.Errorf(crm.CodeUsage, "nothing to change was given").Next("What can be changed", noun+" edit", crm.With("help", nil))
	}
	return values, nil
}

func (a *app) stageOpportunity() *cobra.Command {
	var note string
	cmd := &cobra.Command{Use: "stage OPPORTUNITY... STAGE", Short: "Say how far opportunities have come", Args: args(2, -1), ValidArgsFunction: a.completeStage,
		Example: "  crm opp stage 391 presented\n  crm opp stage 391 398 closing"}
	cmd.Flags().StringVarP(&note, "note", "m", "", "a note")
	return a.write(cmd, func(ctx context.Context, b *book.Book, args []string) (*crm.Outcome, error) {
		last := len(args) - 1
		return b.StageOpportunities(ctx, args[:last], args[last], note)
	})
}

func (a *app) completeStage(cmd *cobra.Command, given []string, typed string) ([]string, cobra.ShellCompDirective) {
	if len(given) == 0 {
		return a.completeOpportunities(cmd, given, typed)
	}
	return a.completeCodes("opportunity_stage")(cmd, given, typed)
}

func (a *app) listOpportunities() *cobra.Command {
	var all bool
	var stage, line string
	l := mustList("opp", "List open opportunities")
	l.flags = func(cmd *cobra.Command) {
		cmd.Flags().BoolVar(&all, "all", false, "those that are closed, too")
		cmd.Flags().StringVar(&stage, "stage", "", "only those at a `STAGE`, or several with commas")
		cmd.Flags().StringVar(&line, "line", "", "only those of a `LINE` of business, or several with commas")
		_ = cmd.RegisterFlagCompletionFunc("stage", a.completeCodes("opportunity_stage"))
		_ = cmd.RegisterFlagCompletionFunc("line", a.completeCodes("line"))
	}
	l.is = func() map[string]string { return map[string]string{"stage": stage, "line": line} }
	l.also = func() []string {
		if all {
			return []string{"status", "closed", "actual_premium"}
		}
		return nil
	}
	l.open = func() []string {
		if all {
			return nil
		}
		return []string{`status == "open"`}
	}
	return a.list(l)
}

func (a *app) reopenCommand() *cobra.Command {
	var note string
	cmd := &cobra.Command{Use: "reopen NUMBER...", Short: "Open closed opportunities again; the policy of a won one is cancelled", Args: args(1, -1)}
	cmd.Flags().StringVarP(&note, "note", "m", "", "why")
	return a.write(cmd, func(ctx context.Context, b *book.Book, args []string) (*crm.Outcome, error) {
		return b.ReopenOpportunities(ctx, args, note)
	})
}

// settings are those of the book, or of one that nobody has set anything in.
func (a *app) settings(ctx context.Context) (*crm.Settings, error) {
	a.hushed = true
	b, err := a.read(ctx)
	if b == nil || err != nil {
		return crm.DefaultSettings(), err
	}
	return b.Settings(), nil
}

func (a *app) stagesCommand() *cobra.Command {
	cmd := &cobra.Command{Use: "stages", Short: "List the stages of this book with their probability", Args: args(0, 0),
		Long: "List the stages of this book with their probability in percent. A book has its\nown ones after: crm book set stages \"new=10, fact-finding=30, offer=60\""}
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		s, err := a.settings(cmd.Context())
		if err != nil {
			return err
		}
		return a.screen().Stages(s.StageTable())
	}
	return cmd
}

func (a *app) linesCommand() *cobra.Command {
	cmd := &cobra.Command{Use: "lines", Short: "List the lines of business of this book with their short codes", Args: args(0, 0),
		Long: "List the lines of business of this book with the short codes that insurers'\nsystems use. A book adds its own with: crm book set lines \"pet=PETS, travel\""}
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		s, err := a.settings(cmd.Context())
		if err != nil {
			return err
		}
		return a.screen().Lines(s.LineTable())
	}
	return cmd
}
