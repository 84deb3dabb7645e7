package cli

import (
	"context"
	"slices"

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
	cmd.Flags().Var(as, "as", "`WHAT` the file has: policies; any other value is the producer as whom you act")
	contacts := cmd.RunE
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if !as.isKind() {
			for _, flag := range verb.PolicyFlags {
				if cmd.Flags().Changed(flag) {
					return crm.Errorf(crm.CodeUsage, "--%s belongs to --as policies", flag).On(flag)
				}
			}
			return contacts(cmd, args)
		}
		if cmd.Flags().Changed("save-profile") {
			return crm.Errorf(crm.CodeUsage, "--save-profile is for contacts").On("save-profile")
		}
		return a.runImport(cmd, verb.Policies(), args, a.importPolicies)
	}
}

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
	a.glance(r.Context, func(b *book.Book) { own = ownFields(b, crm.KindContact) })
	of := policyFormat(how.saying, own)
	if name := r.Text("profile"); name != "" { // which else are of contacts
		if err := of.choose(name, nil); err != nil {
			return nil, err
		}
	}
	return a.importFrom(r.Context, how.importFlags, of, func(ctx context.Context, b *book.Book, rows fileRows) (*crm.Outcome, error) {
		in := a.importOf(how, crm.StageClient, rows)
		for _, flag := range []string{"line", "carrier"} {
			if text := r.Text(flag); text != "" {
				in.Defaults[flag] = []string{text}
			}
		}
		if text := r.Text("status"); text != "" {
			in.Defaults["policy_status"] = []string{text}
		}
		return b.ImportPolicies(ctx, "policy import", in)
	})
}

// policyFormat describes lists of policies: those of contacts, with columns of policies, which
// come first.
func policyFormat(s saying, own []*crm.Field) format {
	f := contactFormat(crm.StageClient, s, own)
	f.cards = false
	f.fields = append(slices.DeleteFunc(slices.Clone(f.fields), func(field string) bool { return field == "status" || field == "stage" }), book.PolicyFields()...)
	f.dates = append(slices.Clone(f.dates), "effective", "expires", "ended", "x_date")
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
		return all
	}
	f.settle = func(columns []exchange.Column) {
		settlePolicies(columns)
		settle(columns)
	}
	return f
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

var (
	carrierWords = []string{"company", "company name", "会社", "会社名", "azienda", "società", "societa", "empresa"}
	lineWords    = []string{"type", "tipo", "種類", "class"}
)
