package cli

import (
	"context"

	"github.com/spf13/cobra"

	"crm/internal/book"
	"crm/internal/crm"
)

func (a *app) appointmentCommand() *cobra.Command {
	cmd := groupOf("appt", "Appointments",
		a.addAppointment(),
		a.listOpen("appt", "List open appointments"),
		a.doneCommand(crm.Appointment, "appt", "Mark appointments as done; a rule asks for the next step"),
		a.noShow(), a.moveAppointment(), a.editActivity(crm.Appointment, "appt", "Change appointments"), a.cancelCommand(crm.Appointment, "appt"),
		a.showCommand(crm.Appointment, "Show appointments with whom they are"), a.whyCommand(crm.Appointment))
	cmd.Aliases = []string{"appointment"}
	return cmd
}

func (a *app) addAppointment() *cobra.Command {
	in := book.NewActivity{Kind: crm.Appointment}
	cmd := &cobra.Command{Use: "add CONTACT WHEN", Short: "Put an appointment on the list", Args: args(2, -1),
		Example: "  crm appt add \"Jane Hudson\" \"fri 10:30\" --for 30m --place \"214 Elm St\"", ValidArgsFunction: a.completeContacts("")}
	f := cmd.Flags()
	f.StringVar(&in.For, "for", "", "how long it lasts: 1h (the default), 30m")
	f.StringVar(&in.Place, "place", "", "where it is")
	f.StringVar(&in.Subject, "subject", "", "what it is about")
	f.StringVar(&in.Opportunity, "opp", "", "the `OPPORTUNITY` that it regards")
	f.StringVar(&in.Owner, "owner", "", "whose appointment it is, a `PRODUCER`")
	f.StringVarP(&in.Note, "note", "m", "", "a note")
	return a.write(cmd, func(ctx context.Context, b *book.Book, args []string) (*crm.Outcome, error) {
		in.Contact, in.When = args[0], args[1]
		return b.AddActivity(ctx, in)
	})
}

func (a *app) noShow() *cobra.Command {
	var note, due string
	cmd := &cobra.Command{Use: "no-show NUMBER|NAME...", Aliases: []string{"noshow", "missed"}, Short: "Record that somebody did not come; a rule plans a call to agree on another appointment",
		Args: args(1, -1), Example: "  crm appt no-show 41\n  crm appt no-show Ruth -m \"waited for half an hour\" --due \"fri 10:00\"", ValidArgsFunction: a.completeActivities(crm.Appointment)}
	cmd.Flags().StringVarP(&note, "note", "m", "", "a note")
	dateFlag(cmd, &due, "due", "the `DATE` of the call, if you have a day of your own")
	return a.write(cmd, func(ctx context.Context, b *book.Book, args []string) (*crm.Outcome, error) {
		return b.NoShow(ctx, args, note, due)
	})
}

func (a *app) moveAppointment() *cobra.Command {
	var length, place string
	cmd := &cobra.Command{Use: "move NUMBER|NAME WHEN", Short: "Give an appointment another time", Args: args(2, -1), ValidArgsFunction: a.completeActivities(crm.Appointment)}
	cmd.Flags().StringVar(&length, "for", "", "how long it lasts; as long as before unless said")
	cmd.Flags().StringVar(&place, "place", "", "where it is")
	return a.write(cmd, func(ctx context.Context, b *book.Book, args []string) (*crm.Outcome, error) {
		return b.MoveAppointment(ctx, args[0], args[1], length, place)
	})
}
