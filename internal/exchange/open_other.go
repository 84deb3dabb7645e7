//go:build !unix

package exchange

// noWait is empty on systems on which a path does not name a pipe.
const noWait = 0
