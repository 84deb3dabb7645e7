package cli

import (
	"github.com/spf13/cobra"

	"crm/internal/crm"
)

func (a *app) appointmentCommand() *cobra.Command {
	verbs := a.verbsOf("appt")
	cmd := groupOf("appt", "Appointments",
		verbs["add"],
		a.listOpen("appt", "List open appointments"),
		verbs["done"], verbs["no-show"], verbs["move"], verbs["edit"], verbs["cancel"],
		a.showCommand(crm.Appointment, "Show appointments with whom they are"), a.whyCommand(crm.Appointment))
	cmd.Aliases = []string{"appointment"}
	return cmd
}
