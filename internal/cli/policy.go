package cli

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"crm/internal/book"
	"crm/internal/crm"
)

func (a *app) policyCommand() *cobra.Command {
	return groupOf("policy", "Policies: insurance that somebody has bought",
		a.addPolicy(), a.listPolicies(),
		a.showCommand(string(crm.KindPolicy), "Show policies"),
		a.editPolicy(), a.renewPolicy(), a.cancelPolicy(), a.expirePolicy(), a.reinstatePolicy())
}

// policyFlags are the fields of a policy that flags can give.
func policyFlags() []fieldFlag {
	return []fieldFlag{
		{field: "number", about: "its `NUMBER` at the carrier; without one it is pending"},
		{field: "carrier", about: "whose policy it is"},
		{field: "product", about: "which of their products"},
		{field: "premium", about: "the premium of its term"},
		{field: "term", about: "for how many `MONTHS` that is, or a length of time (5 years); 12 unless said"},
		{field: "effective", about: "the `DATE` from which it is in force"},
		{field: "expires", about: "the `DATE` on which it expires; when the term is over unless said"},
		{field: "note", about: "a note", many: true, short: "m"},
	}
}

func lineFlag() fieldFlag {
	return fieldFlag{field: "line", about: "line of business: " + strings.Join(crm.Picklist("line"), "|") + ", or a short code (crm opp lines)"}
}

func (a *app) addPolicy() *cobra.Command {
	var opportunity string
	cmd := &cobra.Command{Use: "add CONTACT", Short: "Add a policy that somebody has", Args: args(1, -1), ValidArgsFunction: a.completeContacts(""),
		Example: "  crm policy add \"Jane Hudson\" --line home --carrier Buckeye --number HO-3391 --premium 900 --effective 2026-06-01"}
	collect := a.bindFields(cmd, append([]fieldFlag{lineFlag()}, policyFlags()...), crm.KindPolicy)
	cmd.Flags().StringVar(&opportunity, "opp", "", "the `OPPORTUNITY` that it came of")
	return a.write(cmd, func(ctx context.Context, b *book.Book, args []string) (*crm.Outcome, error) {
		values := collect()
		if opportunity != "" {
			values["opportunity"] = []string{opportunity}
		}
		return b.AddPolicy(ctx, args[0], values)
	})
}

func (a *app) editPolicy() *cobra.Command {
	cmd := &cobra.Command{Use: "edit POLICY...", Short: "Change policies; a number makes a pending one active", Args: args(1, -1), ValidArgsFunction: a.completePolicies,
		Example: "  crm policy edit 405 --number PA-1207"}
	collect := a.bindEdits(cmd, append(policyFlags(), lineFlag()), crm.KindPolicy)
	return a.write(cmd, func(ctx context.Context, b *book.Book, args []string) (*crm.Outcome, error) {
		values, err := something(collect(), "policy")
		if err != nil {
			return nil, err
		}
		return b.EditPolicies(ctx, args, values)
	})
}

func (a *app) renewPolicy() *cobra.Command {
	cmd := &cobra.Command{Use: "renew POLICY", Short: "Add the policy that takes the place of one that expires", Args: args(1, 1), ValidArgsFunction: a.completePolicies,
		Long: "Add the policy that takes the place of one that expires: as that one is, from\nthe day on which it expires and as long, unless flags say otherwise."}
	fields := policyFlags()
	for i := range fields {
		if fields[i].field == "effective" {
			fields[i].looks = crm.BoughtFrom
		}
	}
	collect := a.bindFields(cmd, fields, crm.KindPolicy)
	return a.write(cmd, func(ctx context.Context, b *book.Book, args []string) (*crm.Outcome, error) {
		return b.RenewPolicy(ctx, args[0], collect())
	})
}

func (a *app) cancelPolicy() *cobra.Command {
	var date, note string
	cmd := &cobra.Command{Use: "cancel POLICY...", Short: "Note that policies have ended before their time", Args: args(1, -1), ValidArgsFunction: a.completePolicies}
	dateFlag(cmd, &date, "date", "the `DATE` on which it ended, if not today")
	cmd.Flags().StringVarP(&note, "note", "m", "", "why")
	return a.write(cmd, func(ctx context.Context, b *book.Book, args []string) (*crm.Outcome, error) {
		return b.CancelPolicies(ctx, args, date, note)
	})
}

func (a *app) expirePolicy() *cobra.Command {
	var note string
	cmd := &cobra.Command{Use: "expire POLICY...", Short: "Note that policies have run out and were not renewed", Args: args(1, -1), ValidArgsFunction: a.completePolicies}
	cmd.Flags().StringVarP(&note, "note", "m", "", "a note")
	return a.write(cmd, func(ctx context.Context, b *book.Book, args []string) (*crm.Outcome, error) {
		return b.ExpirePolicies(ctx, args, note)
	})
}

func (a *app) reinstatePolicy() *cobra.Command {
	var note string
	cmd := &cobra.Command{Use: "reinstate POLICY...", Short: "Put policies in force again that had ended", Args: args(1, -1),
		Long: "Put policies in force again that were cancelled or had expired, with the end and\nthe renewal they had."}
	cmd.Flags().StringVarP(&note, "note", "m", "", "why")
	return a.write(cmd, func(ctx context.Context, b *book.Book, args []string) (*crm.Outcome, error) {
		return b.ReinstatePolicies(ctx, args, note)
	})
}

func (a *app) listPolicies() *cobra.Command {
	var all, stray bool
	l := mustList("policy", "List the policies in force")
	l.flags = func(cmd *cobra.Command) {
		cmd.Flags().BoolVar(&all, "all", false, "those that have ended, too")
		cmd.Flags().BoolVar(&stray, "stray", false, "those whose end nobody looks after")
	}
	l.narrow = func() []string {
		var conditions []string
		if stray {
			conditions = append(conditions, `status in ["pending", "active"]`, `next_due == nil or next_due > expires and expires >= today`)
		}
		return conditions
	}
	l.open = func() []string {
		if all {
			return nil
		}
		return []string{`status in ["pending", "active"]`}
	}
	l.spare = func() []string {
		if all { // their status tells them apart
			return []string{"number", "annual_premium", "carrier"}
		}
		return []string{"status", "number", "annual_premium", "carrier"}
	}
	return a.list(l)
}
