//go:build unix

package exchange

import "syscall"

// noWait opens a pipe without waiting for its writer, and no link.
const noWait = syscall.O_NONBLOCK | syscall.O_NOFOLLOW
