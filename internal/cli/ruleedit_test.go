package cli

import (
	"slices"
	"testing"
)

// An editor with arguments is taken apart as people write it for a shell, and a path on Windows
// stays as it is.
func TestArgumentsIn(t *testing.T) {
	for line, want := range map[string][]string{
		`vi`:                              {"vi"},
		` code  --wait `:                  {"code", "--wait"},
		`"C:\Program Files\ed.exe" -m ''`: {`C:\Program Files\ed.exe`, "-m", ""},
		`'/opt/my ed/ed' --title="a b"`:   {"/opt/my ed/ed", "--title=a b"},
		`sed -i s/lead\"/leed\"/`:         {"sed", "-i", `s/lead"/leed"/`},
		`/home/o'brien/bin/ed -w`:         {"/home/o'brien/bin/ed", "-w"},
		`\\server\share\ed.exe`:           {`\\server\share\ed.exe`},
	} {
		if got := argumentsIn(line); !slices.Equal(got, want) {
			t.Errorf("%s is %q, want %q", line, got, want)
		}
	}
}
