// Command crm keeps an insurance producer's book of business in one file and
// lets no follow-up fall through.
package main

import (
	"os"
	"runtime"
	"runtime/debug"
	_ "time/tzdata" // time zones, for machines that have none

	"crm/internal/cli"
)

func main() {
	collectLater()
	os.Exit(cli.Main(cli.System()))
}

// collectLater puts off the first garbage collection until sixteen megabytes are in
// use, before which most commands end; after four, as is usual, it is a quarter of
// what they do. From then on memory is collected as usual. GOGC says otherwise.
func collectLater() {
	if os.Getenv("GOGC") != "" {
		return
	}
	usual := debug.SetGCPercent(400)
	collected := new([64]byte)
	runtime.AddCleanup(collected, func(percent int) { debug.SetGCPercent(percent) }, usual)
}
