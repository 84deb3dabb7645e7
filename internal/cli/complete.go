package cli

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"crm/internal/book"
	"crm/internal/crm"
	"crm/internal/fold"
	"crm/internal/say"
)

// Completions offer numbers and codes, never text from the book, since the
// shell evaluates what it inserts; names are their descriptions.

// most is how many candidates a completion offers.
const most = 200

const noFiles = cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveKeepOrder

// completing reports whether the shell asks what may come next. Cobra then reads
// the flags twice.
func (a *app) completing() bool {
	return len(a.env.Args) > 0 && (a.env.Args[0] == cobra.ShellCompRequestCmd || a.env.Args[0] == cobra.ShellCompNoDescRequestCmd)
}

// peek opens the book for a completion; nil where that can't be.
func (a *app) peek(cmd *cobra.Command) *book.Book {
	if a.prepare() != nil {
		return nil
	}
	o, err := a.options()
	if err != nil {
		return nil
	}
	o.DryRun = true // a book of an earlier version stays as it is
	b, err := book.OpenRead(cmd.Context(), o)
	if err != nil {
		return nil
	}
	a.book = b
	return b
}

type completion = func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective)

// candidate is a number with a description.
func candidate(id int64, parts ...string) string {
	var said []string
	for _, p := range parts {
		if p != "" {
			said = append(said, strings.ReplaceAll(say.Clean(p), "\t", " "))
		}
	}
	return fmt.Sprintf("%d\t%s", id, strings.Join(said, ", "))
}

func (a *app) completeContacts(stage string) completion {
	return func(cmd *cobra.Command, _ []string, typed string) ([]string, cobra.ShellCompDirective) {
		b := a.peek(cmd)
		if b == nil {
			return nil, noFiles
		}
		found, err := b.OfferContacts(cmd.Context(), typed, stage, most)
		if err != nil {
			return nil, noFiles
		}
		var offers []string
		for _, c := range found {
			offers = append(offers, candidate(c.ID, c.Name, fold.ShownPhone(c.Phone), a.stopWord(c)))
		}
		return offers, noFiles
	}
}

// stopWord says that somebody must not be contacted; empty where they may be.
func (a *app) stopWord(c *crm.Contact) string {
	if c.Stopped.IsZero() {
		return ""
	}
	return a.locale.Text("stopped")
}

func (a *app) completeActivities(kind string) completion {
	return func(cmd *cobra.Command, given []string, typed string) ([]string, cobra.ShellCompDirective) {
		if strings.Trim(typed, "0123456789") != "" { // somebody's name does as well
			return a.completeContacts("")(cmd, given, typed)
		}
		b := a.peek(cmd)
		if b == nil {
			return nil, noFiles
		}
		planned, err := b.OfferActivities(cmd.Context(), kind, most)
		if err != nil {
			return nil, noFiles
		}
		var offers []string
		for _, p := range planned {
			name, stopped := "", ""
			if p.Contact != nil {
				name, stopped = p.Contact.Name, a.stopWord(p.Contact)
			}
			if id := fmt.Sprint(p.Activity.ID); strings.HasPrefix(id, typed) {
				offers = append(offers, candidate(p.Activity.ID, name, stopped, p.Activity.Subject, p.Activity.Due.String()))
			}
		}
		return offers, noFiles
	}
}

func (a *app) completeOpportunities(cmd *cobra.Command, _ []string, typed string) ([]string, cobra.ShellCompDirective) {
	b := a.peek(cmd)
	if b == nil {
		return nil, noFiles
	}
	found, err := b.OfferOpportunities(cmd.Context(), most)
	if err != nil {
		return nil, noFiles
	}
	var offers []string
	for _, o := range found {
		if id := fmt.Sprint(o.Opportunity.ID); strings.HasPrefix(id, typed) {
			offers = append(offers, candidate(o.Opportunity.ID, o.Name, o.Opportunity.Line))
		}
	}
	return offers, noFiles
}

func (a *app) completeQuotes(cmd *cobra.Command, _ []string, typed string) ([]string, cobra.ShellCompDirective) {
	b := a.peek(cmd)
	if b == nil {
		return nil, noFiles
	}
	found, err := b.OfferQuotes(cmd.Context(), most)
	if err != nil {
		return nil, noFiles
	}
	var offers []string
	for _, q := range found {
		if id := fmt.Sprint(q.ID); strings.HasPrefix(id, typed) {
			offers = append(offers, candidate(q.ID, q.Carrier, q.Status))
		}
	}
	return offers, noFiles
}

func (a *app) completePolicies(cmd *cobra.Command, _ []string, typed string) ([]string, cobra.ShellCompDirective) {
	b := a.peek(cmd)
	if b == nil {
		return nil, noFiles
	}
	found, err := b.OfferPolicies(cmd.Context(), most)
	if err != nil {
		return nil, noFiles
	}
	var offers []string
	for _, p := range found {
		if id := fmt.Sprint(p.ID); strings.HasPrefix(id, typed) {
			offers = append(offers, candidate(p.ID, p.Carrier, p.Number, p.Line))
		}
	}
	return offers, noFiles
}

// completeLog completes a call, then its result.
func (a *app) completeLog(cmd *cobra.Command, given []string, typed string) ([]string, cobra.ShellCompDirective) {
	if len(given) == 0 {
		return a.completeActivities(crm.Call)(cmd, given, typed)
	}
	if len(given) == 1 {
		return a.completeCodes("call_result")(cmd, given, typed)
	}
	return nil, noFiles
}

func (a *app) completeShow(noun string) completion {
	switch noun {
	case crm.Call, crm.Task, crm.Appointment, crm.Email:
		return a.completeActivities(noun)
	case "note":
		return a.completeNotes
	case "file":
		return a.completeFiles
	case "opp":
		return a.completeOpportunities
	case string(crm.KindQuote):
		return a.completeQuotes
	case string(crm.KindPolicy):
		return a.completePolicies
	}
	return a.completeContacts("")
}

func (a *app) completeProducers(cmd *cobra.Command, _ []string, _ string) ([]string, cobra.ShellCompDirective) {
	b := a.peek(cmd)
	if b == nil {
		return nil, noFiles
	}
	producers, err := b.OfferProducers(cmd.Context())
	if err != nil {
		return nil, noFiles
	}
	var offers []string
	for _, p := range producers {
		offers = append(offers, candidate(p.ID, p.Name))
	}
	return offers, noFiles
}

func (a *app) completeTeams(cmd *cobra.Command, _ []string, _ string) ([]string, cobra.ShellCompDirective) {
	b := a.peek(cmd)
	if b == nil {
		return nil, noFiles
	}
	teams, err := b.OfferTeams(cmd.Context())
	if err != nil {
		return nil, noFiles
	}
	var offers []string
	for _, t := range teams {
		offers = append(offers, candidate(t.ID, t.Name))
	}
	return offers, noFiles
}

// completeOwners completes whose records are meant: a producer, a team, all.
func (a *app) completeOwners(cmd *cobra.Command, given []string, typed string) ([]string, cobra.ShellCompDirective) {
	offers, _ := a.completeProducers(cmd, given, typed)
	teams, _ := a.completeTeams(cmd, given, typed)
	for _, team := range teams {
		offers = append(offers, "team:"+team)
	}
	return append(offers, "all"), noFiles
}

// completeCodes completes the values of a picklist, described in the reader's
// language.
func (a *app) completeCodes(list string) completion {
	return func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		codes := crm.Picklist(list)
		if a.prepare() != nil {
			return codes, noFiles
		}
		var offers []string
		for _, code := range codes {
			offers = append(offers, code+"\t"+a.locale.Label(list, code))
		}
		return offers, noFiles
	}
}

// fieldCompletion completes fields, also behind a comma or a minus.
func fieldCompletion(noun crm.Kind) completion {
	return func(_ *cobra.Command, _ []string, typed string) ([]string, cobra.ShellCompDirective) {
		before := typed[:strings.LastIndexAny(typed, ",-")+1]
		var offers []string
		for _, f := range crm.BuiltIn(noun).Fields {
			offers = append(offers, before+f.Name)
			if f.Ref == crm.KindContact {
				offers = append(offers, before+f.Name+".name", before+f.Name+".phone")
			}
		}
		return offers, noFiles | cobra.ShellCompDirectiveNoSpace
	}
}

func completeRules(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	return ruleNames(), cobra.ShellCompDirectiveNoFileComp
}
