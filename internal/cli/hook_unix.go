//go:build unix

package cli

import (
	"os/exec"
	"syscall"
)

// withChildren has a program begin a session of its own, without a terminal, which ends as
// a whole.
func withChildren(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
	cmd.Cancel = func() error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }
}
