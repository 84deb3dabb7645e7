//go:build !unix

package store

import (
	"os"
	"sync"
)

// alive reports whether there is a process of that number.
func alive(process int) bool {
	p, err := os.FindProcess(process)
	if err == nil {
		_ = p.Release()
	}
	return err == nil
}

// here names the system whose process numbers are known here.
var here = sync.OnceValue(func() string {
	host, _ := os.Hostname()
	return digest(host)
})
