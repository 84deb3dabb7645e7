package cli

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"crm/internal/book"
	"crm/internal/crm"
)

func (a *app) taskCommand() *cobra.Command {
	return groupOf("task", "Tasks: whatever else is to be done",
		a.addTask(), a.listTasks(),
		a.doneCommand(crm.Task, "task", "Mark tasks as done"),
		a.editActivity(crm.Task, "task", "Change tasks"),
		a.snoozeCommand(crm.Task, "task"), a.cancelCommand(crm.Task, "task"), a.assignCommand(crm.Task),
		a.showCommand(crm.Task, "Show tasks with whom they are about"), a.whyCommand(crm.Task))
}

func (a *app) addTask() *cobra.Command {
	in := book.NewActivity{Kind: crm.Task, Due: "today"}
	cmd := &cobra.Command{Use: "add CONTACT SUBJECT", Short: "Put a task on the list", Args: args(1, -1), ValidArgsFunction: a.completeContacts(""),
		Long: `Put a task on the list: whom it is about, by name or number, and what is to be done.
The number of an opportunity, a quote or a policy has it regard that. A task about
nobody is one argument, or takes --nobody.`,
		Example: "  crm task add \"Jane Hudson\" send the brochure --due fri\n  crm task add 391 \"ask for the drivers\"\n  crm task add --nobody renew the licence --due 2027-01-31"}
	f := cmd.Flags()
	dateFlag(cmd, &in.Due, "due", "the `DATE`, and if wanted the time")
	f.StringVar(&in.Contact, "contact", "", "whom it is about, a `CONTACT`, in the place of NAME")
	f.BoolVar(&in.Nobody, "nobody", false, "it is about nobody")
	f.StringVar(&in.Opportunity, "opp", "", "the `OPPORTUNITY` that it regards")
	f.StringVar(&in.Priority, "priority", "", strings.Join(crm.Picklist("priority"), "|"))
	f.StringVar(&in.Owner, "owner", "", "the `PRODUCER` whose list it is on")
	f.StringVarP(&in.Note, "note", "m", "", "a note")
	_ = cmd.RegisterFlagCompletionFunc("contact", a.completeContacts(""))
	_ = cmd.RegisterFlagCompletionFunc("priority", a.completeCodes("priority"))
	return a.add(cmd, func(ctx context.Context, b *book.Book, args []string) (*crm.Outcome, error) {
		in.Words = args
		if in.Nobody && in.Contact != "" {
			return nil, crm.Errorf(crm.CodeUsage, "--nobody and --contact can't both be meant").On("contact")
		}
		return b.AddActivity(ctx, in)
	})
}

func (a *app) listTasks() *cobra.Command {
	return a.listOpen("task", "List open tasks")
}

// listOpen lists the open activities of a kind, or with --done the done ones.
func (a *app) listOpen(word, short string) *cobra.Command {
	var done bool
	l := mustList(word, short)
	l.flags = func(cmd *cobra.Command) { cmd.Flags().BoolVar(&done, "done", false, "those that are done instead") }
	l.narrow = func() []string {
		if done {
			return []string{`status == "done"`}
		}
		return nil
	}
	l.open = func() []string {
		if done {
			return nil
		}
		return []string{`status == "open"`}
	}
	return a.list(l)
}
