package cli

import (
	"github.com/spf13/cobra"

	"crm/internal/crm"
	"crm/internal/verb"
)

// showEach makes a command show each thing that it names.
func (a *app) showEach(cmd *cobra.Command, v *verb.Verb) {
	cmd.RunE = func(cmd *cobra.Command, given []string) error {
		given, err := a.expand(given)
		if err != nil {
			return err
		}
		a.hushed = true
		b, err := a.read(cmd.Context())
		if err != nil {
			return err
		}
		if b == nil {
			return crm.Errorf(crm.CodeNotFound, "nobody is in the book yet").Next("Start with", "lead add", crm.Blank("NAME"), crm.With("phone", crm.Blank("PHONE")))
		}
		if given, err = a.arranged(cmd.Context(), cmd, b, given); err != nil {
			return err
		}
		for _, text := range given {
			found, err := v.Read(cmd.Context(), b, text)
			if err == nil {
				err = a.tell(found)
			}
			if err != nil {
				return err
			}
		}
		return nil
	}
}

// tell shows a result.
func (a *app) tell(found any) error {
	s := a.screen()
	switch found := found.(type) {
	case *crm.Card:
		return s.Card(found)
	case *crm.Why:
		return s.Why(found)
	case *crm.Comparison:
		return s.Comparison(found)
	case *crm.ProducerCard:
		return s.Producer(found)
	case *crm.TeamCard:
		return s.Team(found)
	case *crm.Referral:
		return s.Referrals(found)
	default:
		return crm.Errorf(crm.CodeInternal, "nobody can show a %T", found)
	}
}
