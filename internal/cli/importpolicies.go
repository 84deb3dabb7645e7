package cli

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"crm/internal/book"
	"crm/internal/crm"
	"crm/internal/exchange"
	"crm/internal/fold"
	"crm/internal/locale"
	"crm/internal/verb"
)

// importsKinds makes crm import take what its file has in --as, which names the producer who
// acts everywhere else: a kind is a word that no producer needs, and any other value is a
// producer as ever.
func (a *app) importsKinds(cmd *cobra.Command) {
	as := &kindOrProducer{app: a}
	cmd.Flags().Var(as, "as", "`WHAT` the file has: contacts, policies, opportunities, quotes, activities or notes; any other value is the producer as whom you act")
	contacts := cmd.RunE
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		a.kind = "asked"
		if as.isKind() {
			a.kind = as.text
		}
		if a.kind != policiesKind {
			for _, flag := range verb.PolicyFlags {
				if cmd.Flags().Changed(flag) {
					return crm.Errorf(crm.CodeUsage, "--%s belongs to --as policies", flag).On(flag)
				}
			}
			return contacts(cmd, args)
		}
		return a.runImport(cmd, verb.Policies(), args, a.importPolicies)
	}
}

// policiesKind is the kind of a file of policies.
const policiesKind = "policies"

// kindOrProducer is the value of that flag.
type kindOrProducer struct {
	*app
	text string
}

func (v *kindOrProducer) isKind() bool { return slices.Contains(verb.ImportKinds, v.text) }

func (v *kindOrProducer) Set(text string) error {
	if v.text = text; !v.isKind() {
		v.flags.as = text
	}
	return nil
}

func (v *kindOrProducer) String() string { return v.text }

func (v *kindOrProducer) Type() string { return "string" }

// importPolicies imports the policies of a file.
func (a *app) importPolicies(r verb.Request) (*crm.Outcome, error) {
	how, err := importHow(r)
	if err != nil {
		return nil, err
	}
	var own []*crm.Field
	var kept []*crm.ImportProfile
	a.glance(r.Context, func(b *book.Book) { own, kept = ownFields(b, crm.KindContact), b.ImportProfiles() })
	of := policyFormat(how.saying, own)
	if err := of.choose(r.Text("profile"), ownProfiles(kept, policiesKind)); err != nil {
		return nil, err
	}
	of.profiles, of.profile = policiesOf(of.profiles), policyOf(of.profile)
	how.noHeader = how.noHeader || of.profile != nil && of.profile.NoHeader
	return a.importFrom(r.Context, how.importFlags, of, func(ctx context.Context, b *book.Book, rows fileRows) (*crm.Outcome, error) {
		said := keptOf(rows.reader, kept)
		how.source, how.owner = cmp.Or(how.source, said.Source), cmp.Or(how.owner, said.Owner)
		in := a.importOf(how, crm.StageClient, rows)
		in.Show = a.preview()
		if in.Keep, err = profileOf(r, rows, in.Defaults); err != nil {
			return nil, err
		}
		all := map[string]string{}
		for field, flag := range map[string]string{"line": "line", "carrier": "carrier", "policy_status": "status"} {
			if text := cmp.Or(r.Text(flag), said.Policies[field]); text != "" {
				in.Defaults[field], all[field] = []string{text}, text
			}
		}
		if in.Keep != nil {
			in.Keep.Kind, in.Keep.Policies = policiesKind, all
		}
		return b.ImportPolicies(ctx, "policy import", in)
	})
}

// policiesOf returns profiles for lists of policies.
func policiesOf(all []*exchange.Profile) (changed []*exchange.Profile) {
	for _, p := range all {
		changed = append(changed, policyOf(p))
	}
	return changed
}

// policyOf returns a profile of another program without the columns that have no field of a
// contact, where they are those of a policy.
func policyOf(p *exchange.Profile) *exchange.Profile {
	if p == nil || p.Own {
		return p
	}
	headers, changed := locale.PolicyHeaders(), *p
	changed.Columns = slices.DeleteFunc(slices.Clone(p.Columns), func(c exchange.ProfileColumn) bool {
		return slices.Contains(book.PolicyFields(), headers[fold.Text(c.Heading)])
	})
	return &changed
}

// checkKind asks whether a list of policies is one of people alone: contacts have no fields for
// carriers, numbers, days and lines of business.
//
// Errors: CodeInvalid.
func checkKind(reader *exchange.Reader) error {
	headers, fields := locale.PolicyHeaders(), reader.Fields()
	var columns, of []string
	for i, heading := range reader.Header() {
		field := headers[fold.Text(heading)]
		if fields[i] == "" && !reader.Fixed(i) && slices.Contains(book.PolicyFields(), field) {
			columns, of = append(columns, heading), append(of, field)
		}
	}
	carried := slices.Contains(of, "carrier")
	enough := 2 // the carrier, and its number or days
	if !carried {
		enough = 3 // "Company" may be the carrier, and a number with one day is a note
	}
	if len(of) < enough || !carried && !slices.Contains(of, "policy_number") {
		return nil
	}
	return crm.Errorf(crm.CodeInvalid, "the file has policies: %s", strings.Join(columns, ", ")).
		Again("Take them, with the people", crm.With("as", policiesKind)).
		Leaving("Take the people alone", crm.With("as", "contacts"))
}

// policyFormat describes lists of policies: those of contacts, with columns of policies, which
// come first.
func policyFormat(s saying, own []*crm.Field) format {
	f := contactFormat(crm.StageClient, s, own)
	f.cards, f.beside = false, nil
	f.fields = append(slices.DeleteFunc(slices.Clone(f.fields), func(field string) bool { return field == "status" || field == "stage" }), book.PolicyFields()...)
	f.dates = append(slices.Clone(f.dates), "effective", "expires", "ended", "x_date")
	f.amounts = append(slices.Clone(f.amounts), "premium")
	columns, settle := f.columns, f.settle
	f.columns = func() map[string]string {
		all := columns()
		for heading, field := range locale.PolicyHeaders() {
			if slices.Contains(book.PolicyFields(), field) {
				all[heading] = field
			}
		}
		for _, field := range book.PolicyFields() {
			all[fold.Text(field)] = field
		}
		all[fold.Text(string(crm.KindContact)+".name")] = "full_name" // of a list of ours
		return all
	}
	f.beside = nil // what only a list of contacts has
	f.settle = func(columns []exchange.Column) {
		settleOwnPolicies(columns)
		settlePolicies(columns)
		settle(columns)
		settleElsewhere(columns)
	}
	return f
}

// settleOwnPolicies reads the columns of crm policy list, which has the number of a policy below
// what is elsewhere that of a phone. What belongs to the book that it was written from, or
// follows from the others, is left.
func settleOwnPolicies(columns []exchange.Column) {
	at := func(heading string) int {
		return slices.IndexFunc(columns, func(c exchange.Column) bool { return c.Heading == heading })
	}
	if at("version") < 0 || at("contact.name") < 0 || at("annual_premium") < 0 {
		return
	}
	for heading, field := range ownPolicyColumns {
		if i := at(heading); i >= 0 && !columns[i].Fixed {
			columns[i].Field, columns[i].Fixed = field, true
		}
	}
}

var ownPolicyColumns = map[string]string{
	"contact.name": "name", "contact.stopped": "stopped", "number": "policy_number", "status": "policy_status",
	"id": "", "version": "", "contact": "", "opportunity": "", "quote": "", "renews": "", "owner": "", "annual_premium": "", "next_due": "",
}

// settlePolicies decides about columns whose heading may be of a policy or of its holder:
// "Company" is the carrier if no other column is and the people have names of their own,
// "Type" the line of business. Of two columns of one field the first one stands.
func settlePolicies(columns []exchange.Column) {
	has := func(field string) bool {
		return slices.ContainsFunc(columns, func(c exchange.Column) bool { return c.Field == field })
	}
	named := has("full_name") || has("given") || has("family") || has("name")
	for i, c := range columns {
		heading := fold.Text(c.Heading)
		switch {
		case c.Fixed:
		case c.Field == "org" && named && !has("carrier") && slices.Contains(carrierWords, heading):
			columns[i].Field = "carrier"
		case c.Field == "" && !has("line") && slices.Contains(lineWords, heading):
			columns[i].Field = "line"
		case slices.Contains(book.PolicyFields(), c.Field) && slices.ContainsFunc(columns[:i], func(o exchange.Column) bool { return o.Field == c.Field }):
			columns[i].Field = ""
		}
	}
}

// settleElsewhere takes the end of a policy for an x-date where its carrier is the one that
// somebody has now, and none of ours: "Current Carrier", without a number.
func settleElsewhere(columns []exchange.Column) {
	elsewhere := false
	for _, c := range columns {
		if c.Field == "policy_number" || c.Field == "x_date" {
			return
		}
		if c.Field == "carrier" {
			words := strings.Fields(fold.Text(c.Heading))
			elsewhere = !c.Fixed && slices.ContainsFunc(words, func(word string) bool { return slices.Contains(otherCarriers, word) })
		}
	}
	for i, c := range columns {
		if elsewhere && c.Field == "expires" && !c.Fixed {
			columns[i].Field = "x_date"
		}
	}
}

// otherCarriers are words for the carrier of somebody who is not insured with us.
var otherCarriers = []string{"current", "present", "prior", "existing", "incumbent", "attuale", "actual"}

var (
	carrierWords = []string{"company", "company name", "会社", "会社名", "azienda", "società", "societa", "empresa"}
	lineWords    = []string{"type", "tipo", "種類", "class"}
)
