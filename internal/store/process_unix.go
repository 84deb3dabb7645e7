//go:build unix

package store

import (
	"errors"
	"os"
	"sync"
	"syscall"
)

// alive reports whether there is a process of that number.
func alive(process int) bool {
	err := syscall.Kill(process, 0)
	return err == nil || errors.Is(err, syscall.EPERM)
}

// here names the system whose process numbers are known here: this container, since it
// was started.
var here = sync.OnceValue(func() string {
	boot, _ := os.ReadFile("/proc/sys/kernel/random/boot_id")
	space, _ := os.Readlink("/proc/self/ns/pid")
	host, _ := os.Hostname()
	return digest(host, string(boot), space)
})
