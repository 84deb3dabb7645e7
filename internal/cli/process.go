package cli

import (
	"os"
	"runtime"
	"runtime/debug"
	"sync/atomic"

	"crm/internal/store"
)

// laterPercent is how much memory may grow before the first collection if it is put
// off.
const laterPercent = 400

// usualPercent is how much it may grow afterwards; 0 is what GOGC or Go says.
var usualPercent atomic.Int32

// OneCommand sets the process up for the one command that it runs.
//
// It puts off the first garbage collection until sixteen megabytes are in use, which most
// commands never reach. With the usual four it would take a quarter of their time.
// Afterwards memory is collected as usual. GOGC overrides it.
//
// Until then one thread does the work, too: to wake another costs more than most
// commands have to share. GOMAXPROCS overrides it. One goroutine at a time uses SQLite,
// which needs no locks then.
func OneCommand() {
	store.Alone()
	if os.Getenv("GOMAXPROCS") == "" {
		runtime.GOMAXPROCS(1)
		onceCollected(runtime.SetDefaultGOMAXPROCS)
	}
	if os.Getenv("GOGC") == "" {
		usualPercent.Store(int32(debug.SetGCPercent(laterPercent)))
		onceCollected(func() { debug.SetGCPercent(int(usualPercent.Load())) })
	}
}

// onceCollected calls do after the first collection.
func onceCollected(do func()) {
	runtime.AddCleanup(new([64]byte), func(do func()) { do() }, do)
}

// collectSeldom has a command with much garbage, such as an import, collect a fourth as
// often.
func collectSeldom() {
	if usualPercent.Load() != 0 {
		usualPercent.Store(laterPercent)
		debug.SetGCPercent(laterPercent)
	}
}
