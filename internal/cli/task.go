package cli

import (
	"github.com/spf13/cobra"

	"crm/internal/crm"
)

func (a *app) taskCommand() *cobra.Command {
	verbs := a.verbsOf("task")
	return groupOf("task", "Tasks: whatever else is to be done",
		verbs["add"], a.listOpen("task", "List open tasks"), verbs["done"], verbs["edit"], verbs["snooze"], verbs["cancel"], verbs["assign"],
		a.showCommand(crm.Task, "Show tasks with whom they are about"), a.whyCommand(crm.Task))
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
