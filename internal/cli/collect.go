package cli

import (
	"os"
	"runtime"
	"runtime/debug"
	"sync/atomic"
)

// laterPercent is how much more memory may come into use before garbage is collected
// where that is put off.
const laterPercent = 400

// usualPercent is the same once garbage was collected for the first time; 0 is what GOGC
// says, or Go without it.
var usualPercent atomic.Int32

// CollectLater puts off the first garbage collection until sixteen megabytes are in
// use, before which most commands end; after four, as is usual, it is a quarter of
// what they do. From then on memory is collected as usual. GOGC says otherwise.
//
// Until then one thread does the work of a command, too, since to wake another one costs
// more than most have to share. GOMAXPROCS says otherwise.
func CollectLater() {
	if os.Getenv("GOMAXPROCS") == "" {
		runtime.GOMAXPROCS(1)
		onceCollected(runtime.SetDefaultGOMAXPROCS)
	}
	if os.Getenv("GOGC") == "" {
		usualPercent.Store(int32(debug.SetGCPercent(laterPercent)))
		onceCollected(func() { debug.SetGCPercent(int(usualPercent.Load())) })
	}
}

// onceCollected does something after garbage was collected for the first time.
func onceCollected(do func()) {
	runtime.AddCleanup(new([64]byte), func(do func()) { do() }, do)
}

// collectSeldom is for a command that makes much garbage and keeps little, such as an
// import: memory is collected a fourth as often.
func collectSeldom() {
	if usualPercent.Load() != 0 {
		usualPercent.Store(laterPercent)
		debug.SetGCPercent(laterPercent)
	}
}
