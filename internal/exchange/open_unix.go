//go:build unix

package exchange

import "syscall"

// noWait opens a pipe without waiting for who writes to it, and no link.
const noWait = syscall.O_NONBLOCK | syscall.O_NOFOLLOW
