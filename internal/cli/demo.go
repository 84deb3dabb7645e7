package cli

import "github.com/spf13/cobra"

func (a *app) demoCommand() *cobra.Command {
	return &cobra.Command{Use: "demo", Short: "Play ten steps from a lead to a client in a sample book", Args: args(0, 0)}
}
