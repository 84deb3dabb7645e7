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
func CollectLater() {
	if os.Getenv("GOGC") != "" {
		return
	}
	usualPercent.Store(int32(debug.SetGCPercent(laterPercent)))
	collected := new([64]byte)
	runtime.AddCleanup(collected, func(int) { debug.SetGCPercent(int(usualPercent.Load())) }, 0)
}

// collectSeldom is for a command that makes much garbage and keeps little, such as an
// import: memory is collected a fourth as often.
func collectSeldom() {
	if usualPercent.Swap(laterPercent) != 0 {
		debug.SetGCPercent(laterPercent)
	}
}
