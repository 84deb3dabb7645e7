package cli

import (
	"bytes"
	"os"
	"strings"
	"syscall"
	"testing"
	"time"
)

// shut is an output that refuses every write, for that reason.
type shut struct{ why error }

func (s shut) Write([]byte) (int, error) {
	return 0, &os.PathError{Op: "write", Path: "/dev/stdout", Err: s.why}
}

// TestOutputFails: whoever stops reading is told nothing; any other failure to write is
// one of the command, of one that has no errors of its own as well.
func TestOutputFails(t *testing.T) {
	t.Parallel()
	for _, command := range []string{"--help", "--version", "help dates", "completion zsh", "rule list", "lead add --help"} {
		for _, test := range []struct {
			why  error
			exit int
			says string
		}{{syscall.EPIPE, 141, ""}, {syscall.ENOSPC, 7, "the output could not be written: no space left on device"}, {syscall.EIO, 7, "the output could not be written"}} {
			var errs bytes.Buffer
			home := t.TempDir()
			vars := func(name string) string { return map[string]string{"HOME": home, "USER": "ann"}[name] }
			exit := Main(Env{Args: strings.Fields(command), In: strings.NewReader(""), Out: shut{test.why}, Err: &errs, Now: time.Now, Vars: vars})
			if exit != test.exit || !strings.Contains(errs.String(), test.says) || test.says == "" && errs.Len() > 0 {
				t.Errorf("crm %s, %v: exit %d, %q", command, test.why, exit, errs.String())
			}
		}
	}
}
