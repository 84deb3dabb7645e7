//go:build !unix

package exchange

// noWait is for systems on which a path does not name a pipe.
const noWait = 0
