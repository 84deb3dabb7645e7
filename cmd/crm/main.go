// Command crm keeps an insurance producer's book of business in one file and
// lets no follow-up fall through.
package main

import (
	"os"
	_ "time/tzdata" // time zones, for machines that have none

	"crm/internal/cli"
)

func main() {
	cli.OneCommand()
	os.Exit(cli.Main(cli.System()))
}
