package cli

import (
	"context"

	"github.com/spf13/cobra"

	"crm/internal/crm"
)

// settings returns the settings of the book or else of a new one.
func (a *app) settings(ctx context.Context) (*crm.Settings, error) {
	a.hushed = true
	b, err := a.read(ctx)
	if b == nil || err != nil {
		return crm.DefaultSettings(), err
	}
	return b.Settings(), nil
}

func (a *app) listStages(cmd *cobra.Command, _ []string) error {
	s, err := a.settings(cmd.Context())
	if err != nil {
		return err
	}
	return a.screen().Stages(s.StageTable())
}

func (a *app) listLines(cmd *cobra.Command, _ []string) error {
	s, err := a.settings(cmd.Context())
	if err != nil {
		return err
	}
	return a.screen().Lines(s.LineTable())
}
