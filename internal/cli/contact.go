package cli

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"crm/internal/book"
	"crm/internal/crm"
)

// people is a command that works on contacts: all of them, or those of one
// stage or kind.
type people struct {
	noun  string // the command's own word
	stage string // that its list is of and its add gives
	kind  string
}

func (a *app) contactCommand() *cobra.Command {
	p := people{noun: "contact"}
	return groupOf("contact", "Everybody in the book, whatever their stage",
		a.addContact(p, "Add a person, a household or an organization without a stage"),
		a.listContacts(p, "List contacts"),
		a.showCommand("contact", "Show contacts with their history"),
		a.editContact(p, "Change contacts"),
		a.assignCommand("contact"),
		a.stopCommand(), a.allowCommand())
}

func (a *app) leadCommand() *cobra.Command {
	p := people{noun: "lead", stage: crm.StageLead}
	return groupOf("lead", "People who may become clients",
		a.addContact(p, "Add a lead; a rule plans the first call"),
		a.listContacts(p, "List leads"),
		a.showCommand("lead", "Show leads with their history"),
		a.editContact(p, "Change leads"),
		a.qualifyCommand(), a.rejectCommand(),
		a.importContacts(p, "Add leads from a CSV file"))
}

func (a *app) prospectCommand() *cobra.Command {
	p := people{noun: "prospect", stage: crm.StageProspect}
	return groupOf("prospect", "Leads that have been qualified",
		a.addContact(p, "Add somebody who is a prospect already"),
		a.listContacts(p, "List prospects"),
		a.showCommand("prospect", "Show prospects with their history"),
		a.editContact(p, "Change prospects"))
}

func (a *app) clientCommand() *cobra.Command {
	p := people{noun: "client", stage: crm.StageClient}
	return groupOf("client", "People who have bought",
		a.addContact(p, "Add somebody who is a client already"),
		a.listContacts(p, "List clients"),
		a.showCommand("client", "Show clients with their history"),
		a.editContact(p, "Change clients"),
		a.importContacts(p, "Add the clients you have already from a CSV file"))
}

func (a *app) householdCommand() *cobra.Command {
	p := people{noun: "household", kind: crm.Household}
	return groupOf("household", "People who live together",
		a.addContact(p, "Add a household"), a.listContacts(p, "List households"),
		a.showCommand("household", "Show households with their members"), a.editContact(p, "Change households"))
}

func (a *app) orgCommand() *cobra.Command {
	p := people{noun: "org", kind: crm.Organization}
	return groupOf("org", "Companies and other organizations",
		a.addContact(p, "Add an organization"), a.listContacts(p, "List organizations"),
		a.showCommand("org", "Show organizations with their members"), a.editContact(p, "Change organizations"))
}

func (a *app) addContact(p people, short string) *cobra.Command {
	var allow bool
	var kind, stage string
	cmd := &cobra.Command{Use: "add NAME", Short: short, Args: args(1, -1)}
	collect := a.bindFields(cmd, contactFlags(), crm.KindContact)
	cmd.Flags().BoolVar(&allow, "allow-duplicate", false, "add them though somebody like that is in the book")
	if p.kind == "" {
		cmd.Flags().StringVar(&kind, "kind", "", "what it is: person|household|organization")
		a.completeField(cmd, "kind", "kind", crm.KindContact)
	}
	if p.noun == "contact" {
		cmd.Flags().StringVar(&stage, "stage", "", "lead|prospect|client")
		a.completeField(cmd, "stage", "stage", crm.KindContact)
	}
	return a.add(cmd, func(ctx context.Context, b *book.Book, args []string) (*crm.Outcome, error) {
		values := collect()
		values["name"] = []string{args[0]}
		for field, text := range map[string]string{"kind": kind, "stage": stage} {
			if text != "" {
				values[field] = []string{text}
			}
		}
		return b.AddContact(ctx, p.noun+" add", book.NewContact{Values: values, Stage: p.stage, Kind: p.kind, AllowDuplicate: allow})
	})
}

func (a *app) listContacts(p people, short string) *cobra.Command {
	var stray bool
	l := mustList(p.noun, short)
	l.flags = func(cmd *cobra.Command) {
		cmd.Flags().BoolVar(&stray, "stray", false, "leads, prospects and clients without a next step")
	}
	l.narrow = func() []string {
		if stray {
			return []string{`stage in ["lead", "prospect", "client"] and next_due == nil and stopped == nil`}
		}
		return nil
	}
	return a.list(l)
}

func (a *app) editContact(p people, short string) *cobra.Command {
	var in book.ContactEdit
	cmd := &cobra.Command{Use: "edit CONTACT...", Short: short, Args: args(1, -1), ValidArgsFunction: a.completeContacts(p.stage),
		Long: short + ". A value of \"\" empties a field."}
	fields := append(contactFlags(), fieldFlag{field: "name", about: "the name"}, fieldFlag{field: "stage", about: "lead|prospect|client, or \"\" for none"})
	collect := a.bindEdits(cmd, fields, crm.KindContact)
	cmd.Flags().StringArrayVar(&in.RemovePhones, "remove-phone", nil, "take a phone `NUMBER` away")
	cmd.Flags().StringArrayVar(&in.RemoveEmails, "remove-email", nil, "take an e-mail `ADDRESS` away")
	cmd.Flags().StringArrayVar(&in.BadPhones, "bad-phone", nil, "mark a phone `NUMBER` as one that reaches nobody")
	cmd.Flags().StringArrayVar(&in.BadEmails, "bad-email", nil, "mark an e-mail `ADDRESS` as one that reaches nobody")
	return a.write(cmd, func(ctx context.Context, b *book.Book, args []string) (*crm.Outcome, error) {
		in.Values, in.Kind = collect(), p.kind
		if len(in.Values) == 0 && len(in.RemovePhones)+len(in.RemoveEmails)+len(in.BadPhones)+len(in.BadEmails) == 0 {
			return nil, crm.Errorf(crm.CodeUsage, "nothing to change was given").Next("What can be changed", p.noun+" edit", crm.With("help", nil))
		}
		return b.EditContacts(ctx, p.noun+" edit", args, in)
	})
}

func (a *app) qualifyCommand() *cobra.Command {
	var note string
	cmd := &cobra.Command{Use: "qualify LEAD...", Short: "Move leads on to prospect", Args: args(1, -1), ValidArgsFunction: a.completeContacts(crm.StageLead)}
	cmd.Flags().StringVarP(&note, "note", "m", "", "a note")
	return a.write(cmd, func(ctx context.Context, b *book.Book, args []string) (*crm.Outcome, error) {
		return b.Qualify(ctx, "lead qualify", args, note)
	})
}

func (a *app) rejectCommand() *cobra.Command {
	var reason, note string
	cmd := &cobra.Command{Use: "reject LEAD...", Short: "Give leads up: no stage, no calls; they may be contacted again", Args: args(1, -1), ValidArgsFunction: a.completeContacts(crm.StageLead)}
	cmd.Flags().StringVar(&reason, "reason", "", "why: "+strings.Join(crm.Picklist("reject_reason"), "|"))
	cmd.Flags().StringVarP(&note, "note", "m", "", "a note")
	_ = cmd.MarkFlagRequired("reason")
	_ = cmd.RegisterFlagCompletionFunc("reason", a.completeCodes("reject_reason"))
	return a.write(cmd, func(ctx context.Context, b *book.Book, args []string) (*crm.Outcome, error) {
		return b.Reject(ctx, "lead reject", args, reason, note)
	})
}

func (a *app) stopCommand() *cobra.Command {
	var reason, note string
	cmd := &cobra.Command{Use: "stop CONTACT...", Short: "Mark contacts as not to be contacted, by anybody, on any of their phones", Args: args(1, -1), ValidArgsFunction: a.completeContacts("")}
	cmd.Flags().StringVar(&reason, "reason", "", "why: "+strings.Join(crm.Picklist("stop_reason"), "|"))
	cmd.Flags().StringVarP(&note, "note", "m", "", "what they said")
	_ = cmd.MarkFlagRequired("reason")
	_ = cmd.RegisterFlagCompletionFunc("reason", a.completeCodes("stop_reason"))
	return a.write(cmd, func(ctx context.Context, b *book.Book, args []string) (*crm.Outcome, error) {
		return b.Stop(ctx, "contact stop", args, reason, note)
	})
}

func (a *app) allowCommand() *cobra.Command {
	var reason string
	cmd := &cobra.Command{Use: "allow CONTACT...", Short: "Lift the do-not-contact mark; rules plan again", Args: args(1, -1)}
	cmd.Flags().StringVar(&reason, "reason", "", "who asked for it and when; kept as a note")
	_ = cmd.MarkFlagRequired("reason")
	return a.write(cmd, func(ctx context.Context, b *book.Book, args []string) (*crm.Outcome, error) {
		return b.Allow(ctx, "contact allow", args, reason)
	})
}
