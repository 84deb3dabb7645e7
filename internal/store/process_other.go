//go:build !unix

package store

import "os"

// alive reports whether there is a process of that number.
func alive(process int) bool {
	p, err := os.FindProcess(process)
	if err == nil {
		_ = p.Release()
	}
	return err == nil
}
