package cli

import (
	"github.com/spf13/cobra"

	"crm/internal/crm"
)

func (a *app) emailCommand() *cobra.Command {
	verbs := a.verbsOf("email")
	return groupOf("email", "E-mails: what is to be written, was sent and came in",
		verbs["log"], verbs["add"],
		a.listOpen("email", "List the e-mails that are to be written"),
		a.showCommand(crm.Email, "Show e-mails with whom they are to"),
		verbs["done"], verbs["edit"], verbs["snooze"], verbs["cancel"], a.whyCommand(crm.Email))
}
