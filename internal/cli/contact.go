package cli

import (
	"github.com/spf13/cobra"

	"crm/internal/crm"
)

// people is a command that works on contacts: all of them, or those of one stage.
type people struct {
	noun  string // the command's own word
	stage string // that its list is of
}

func (a *app) contactCommand() *cobra.Command {
	p := people{noun: "contact"}
	verbs := a.verbsOf(p.noun)
	return groupOf("contact", "Everybody in the book, whatever their stage",
		verbs["add"],
		a.listContacts(p, "List contacts"),
		a.showCommand("contact", "Show contacts with their history"),
		verbs["edit"],
		verbs["assign"],
		verbs["stop"], verbs["allow"])
}

func (a *app) leadCommand() *cobra.Command {
	p := people{noun: "lead", stage: crm.StageLead}
	verbs := a.verbsOf(p.noun)
	return groupOf("lead", "People who may become clients",
		verbs["add"],
		a.listContacts(p, "List leads"),
		a.showCommand("lead", "Show leads with their history"),
		verbs["edit"],
		verbs["qualify"], verbs["reject"],
		a.importContacts(verbs["import"], p))
}

func (a *app) prospectCommand() *cobra.Command {
	p := people{noun: "prospect", stage: crm.StageProspect}
	verbs := a.verbsOf(p.noun)
	return groupOf("prospect", "Leads that have been qualified",
		verbs["add"],
		a.listContacts(p, "List prospects"),
		a.showCommand("prospect", "Show prospects with their history"),
		verbs["edit"])
}

func (a *app) clientCommand() *cobra.Command {
	p := people{noun: "client", stage: crm.StageClient}
	verbs := a.verbsOf(p.noun)
	return groupOf("client", "People who have bought",
		verbs["add"],
		a.listContacts(p, "List clients"),
		a.showCommand("client", "Show clients with their history"),
		verbs["edit"],
		a.importContacts(verbs["import"], p))
}

func (a *app) householdCommand() *cobra.Command {
	p := people{noun: "household"}
	verbs := a.verbsOf(p.noun)
	return groupOf("household", "People who live together",
		verbs["add"], a.listContacts(p, "List households"),
		a.showCommand("household", "Show households with their members"), verbs["edit"])
}

func (a *app) orgCommand() *cobra.Command {
	p := people{noun: "org"}
	verbs := a.verbsOf(p.noun)
	return groupOf("org", "Companies and other organizations",
		verbs["add"], a.listContacts(p, "List organizations"),
		a.showCommand("org", "Show organizations with their members"), verbs["edit"])
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
