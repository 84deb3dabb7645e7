package cli

import (
	_ "embed" // dates.txt

	"github.com/spf13/cobra"
)

//go:embed dates.txt
var datesText string

// datesTopic is crm help dates: how to write days and times. A test reads every
// example.
func datesTopic() *cobra.Command {
	return &cobra.Command{Use: "dates", Short: "How days and times are written", Long: datesText}
}
