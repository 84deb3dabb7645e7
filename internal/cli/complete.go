package cli

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"crm/internal/book"
	"crm/internal/calendar"
	"crm/internal/crm"
	"crm/internal/say"
	"crm/internal/verb"
)

// Completions offer numbers and codes, never text from the book, since the shell
// evaluates what it inserts. Names are descriptions.

// most limits the candidates of a completion.
const most = 200

const noFiles = cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveKeepOrder

// completing reports whether the shell asks for completions. Cobra then reads the flags
// twice.
func (a *app) completing() bool {
	return len(a.env.Args) > 0 && (a.env.Args[0] == cobra.ShellCompRequestCmd || a.env.Args[0] == cobra.ShellCompNoDescRequestCmd)
}

// peek opens the book for a completion, or returns nil.
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

// completeTake completes what a verb takes.
func (a *app) completeTake(t verb.Take) completion {
	switch {
	case t.Values != nil:
		return cobra.FixedCompletions(t.Values, cobra.ShellCompDirectiveNoFileComp)
	case t.Type == crm.CodeType:
		return a.completeCodes(t.List)
	case t.Known == "by":
		return a.completeGroupings
	case t.Known == "field":
		return a.fieldCompletion(t.Ref)
	case t.Whose:
		return a.completeOwners
	case t.Ref == crm.KindView:
		return a.completeViews
	case t.Ref == crm.KindField:
		return a.completeOwnFields
	case t.Ref == crm.KindReport:
		return a.completeReports
	case t.Ref == crm.KindSettings:
		return cobra.FixedCompletions(book.SettingKeys(), cobra.ShellCompDirectiveNoFileComp)
	case len(crm.Picklist(t.Known)) > 0:
		return a.completeCodes(t.Known)
	case t.Known != "":
		return func(cmd *cobra.Command, given []string, _ string) ([]string, cobra.ShellCompDirective) {
			return a.knownValues(cmd, t.Known, given), cobra.ShellCompDirectiveNoFileComp
		}
	case t.Type == crm.RefType:
		return a.completeRecords(book.OfferQuery{Kind: t.Ref, Among: t.Among, Closed: t.Closed})
	case t.Path:
		return nil
	}
	return cobra.NoFileCompletions
}

// knownValues returns a list of tags, of rules, of countries, of the regions of a country, of
// time zones, of the fields that a merge may prefer, or of the values of a setting.
func (a *app) knownValues(cmd *cobra.Command, list string, given []string) []string {
	if list == "setting" {
		list = given[0]
	}
	switch country := cmd.Flags().Lookup("country"); {
	case list == "tag":
		return tagNames(cmd.Context(), a.peek(cmd))
	case list == "profile":
		return profileNames(a.peek(cmd))
	case list == "rule":
		return ruleNames(cmd, a.peek(cmd))
	case list == "pack":
		return packNames()
	case list == "zone":
		return zonesHere(a.peek(cmd))
	case list == "prefer":
		return book.FieldsToPrefer(a.schema())
	case list == "country":
		return calendar.Countries()
	case list == "region" && country != nil:
		return regionCodes(country.Value.String())
	case list == "region":
		if b := a.peek(cmd); b != nil {
			return regionCodes(b.Settings().Country)
		}
	}
	return nil
}

// zonesHere returns the time zones of the country of a book.
func zonesHere(b *book.Book) []string {
	if b == nil {
		return nil
	}
	_, zones := calendar.ZoneNamed("", b.Settings().Country)
	return zones
}

// completeArgs completes the arguments of a verb in order.
func (a *app) completeArgs(takes []verb.Take) completion {
	return func(cmd *cobra.Command, given []string, typed string) ([]string, cobra.ShellCompDirective) {
		i := len(given)
		if last := len(takes) - 1; i > last && last >= 0 && (takes[last].Many || takes[0].Many) {
			i = last
		}
		if i >= len(takes) {
			return nil, noFiles
		}
		if complete := a.completeTake(takes[i]); complete != nil {
			return complete(cmd, given, typed)
		}
		return nil, cobra.ShellCompDirectiveDefault
	}
}

// completeRecords completes numbers of records from book.Offers.
func (a *app) completeRecords(q book.OfferQuery) completion {
	return func(cmd *cobra.Command, _ []string, typed string) ([]string, cobra.ShellCompDirective) {
		b := a.peek(cmd)
		if b == nil {
			return nil, noFiles
		}
		if q.Kind == crm.KindActivity && strings.Trim(typed, "0123456789") != "" { // somebody's name does as well
			q = book.OfferQuery{Kind: crm.KindContact}
		}
		q.Typed, q.Most = typed, most
		found, err := b.Offers(cmd.Context(), q)
		if err != nil {
			return nil, noFiles
		}
		var offers []string
		for _, o := range found {
			said := []string{firstWords(o.Name)}
			if o.Stopped {
				said = append(said, a.locale.Text("stopped"))
			}
			offers = append(offers, candidate(o.ID, append(said, o.About...)))
		}
		return offers, noFiles
	}
}

// candidate is a number with a description.
func candidate(id int64, parts []string) string {
	parts = slices.DeleteFunc(parts, func(p string) bool { return p == "" })
	return fmt.Sprintf("%d\t%s", id, strings.ReplaceAll(say.Clean(strings.Join(parts, ", ")), "\t", " "))
}

// firstWords returns as much of a text as identifies it.
func firstWords(text string) string {
	words := strings.Fields(text)
	return strings.Join(words[:min(len(words), 8)], " ")
}

// completeOwners completes owners: a producer, a team, all.
func (a *app) completeOwners(cmd *cobra.Command, given []string, typed string) ([]string, cobra.ShellCompDirective) {
	offers, _ := a.completeRecords(book.OfferQuery{Kind: crm.KindProducer})(cmd, given, typed)
	teams, _ := a.completeRecords(book.OfferQuery{Kind: crm.KindTeam})(cmd, given, typed)
	for _, team := range teams {
		offers = append(offers, "team:"+team)
	}
	return append(offers, "all"), noFiles
}

// completeCodes completes the values of a picklist, described in the user's language.
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

// fieldCompletion completes fields, also after a comma or a minus.
func (a *app) fieldCompletion(noun crm.Kind) completion {
	return func(cmd *cobra.Command, _ []string, typed string) ([]string, cobra.ShellCompDirective) {
		before := typed[:strings.LastIndexAny(typed, ",-")+1]
		var offers []string
		a.peek(cmd)
		for _, f := range a.schema().Fields(noun).Fields {
			offers = append(offers, before+f.Name)
			if f.Ref == crm.KindContact {
				offers = append(offers, before+f.Name+".name", before+f.Name+".phone")
			}
		}
		return offers, noFiles | cobra.ShellCompDirectiveNoSpace
	}
}

// completeOwnFields completes the names of the fields that the book has added.
func (a *app) completeOwnFields(cmd *cobra.Command, _ []string, _ string) ([]string, cobra.ShellCompDirective) {
	b := a.peek(cmd)
	if b == nil {
		return nil, noFiles
	}
	all, err := b.OwnFields(cmd.Context())
	if err != nil {
		return nil, noFiles
	}
	var offers []string
	for _, f := range all {
		name := f.Name
		if slices.ContainsFunc(all, func(o *crm.OwnField) bool { return o.Name == name && o.ID != f.ID }) {
			name = itoa(int(f.ID))
		}
		offers = append(offers, name+"\t"+say.Clean(f.Name+", "+a.locale.Label("noun", f.On)))
	}
	return offers, noFiles
}
