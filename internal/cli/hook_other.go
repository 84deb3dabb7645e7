//go:build !unix

package cli

import "os/exec"

// withChildren does nothing here: what a program has started goes on if that is ended.
func withChildren(*exec.Cmd) {}
