package cli

import (
	"bytes"
	"path/filepath"
	"strings"
	"testing"

	"github.com/clipperhouse/displaywidth"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"crm/internal/crm"
	"crm/internal/locale"
)

// TestEveryUsageErrorSaysWhatNext calls every command, and every group of them, with a
// flag that there is not, without what it takes, and with each of its flags used in a
// wrong way. Whatever is refused says what to do next.
func TestEveryUsageErrorSaysWhatNext(t *testing.T) {
	t.Parallel()
	root := (&app{}).root("")
	tried := map[*cobra.Command]bool{}
	for _, path := range leaves(root, nil) {
		for n := range len(path) + 1 {
			cmd, _, err := root.Find(path[:n])
			if err != nil {
				t.Fatal(err)
			}
			if !tried[cmd] {
				tried[cmd] = true
				refuses(t, cmd)
			}
		}
	}
	if len(tried) < 100 {
		t.Errorf("only %d commands were tried", len(tried))
	}
}

// TestHelpFits: no line of a help is wider than a terminal of 80 columns, in any language,
// but lines to be typed, which stay whole.
func TestHelpFits(t *testing.T) {
	root := (&app{}).root("")
	var helps [][]string
	for i, path := range leaves(root, nil) {
		helps = append(helps, append(path, "--help", "--lang", locale.Languages()[i%4]))
	}
	for _, lang := range locale.Languages() {
		for _, noun := range []string{"", "contact", "opp", "book", "help exit-codes", "help dates"} {
			helps = append(helps, append(strings.Fields(noun), "--help", "--lang", lang))
		}
	}
	for _, args := range helps {
		var out bytes.Buffer
		world := worldOf(filepath.Join(t.TempDir(), "none.db"), nil, &out, &out)
		world.Args = append(world.Args, args...)
		Main(world)
		if !strings.Contains(out.String(), " ") {
			t.Errorf("crm %s says %q", strings.Join(args, " "), out.String())
		}
		for line := range strings.Lines(out.String()) {
			if line = strings.TrimRight(line, "\n"); displaywidth.String(line) > 80 && !strings.HasPrefix(line, "  crm ") {
				t.Errorf("crm %s has a line of %d columns:\n%s", strings.Join(args, " "), displaywidth.String(line), line)
			}
		}
	}
}

func refuses(t *testing.T, cmd *cobra.Command) {
	flag := func(given string) {
		saysNext(t, cmd, given, cmd.FlagErrorFunc()(cmd, cmd.ParseFlags([]string{given})))
	}
	for _, unknown := range []string{"--zzz", "-Z", "--zzz=1", "--owners=x", "--results"} {
		flag(unknown)
	}
	cmd.Flags().VisitAll(func(f *pflag.Flag) {
		switch {
		case f.NoOptDefVal == "":
			flag("--" + f.Name)
			if f.Value.Type() == "int" {
				flag("--" + f.Name + "=many")
				f.Value.(*once).given = false
				if err := cmd.FlagErrorFunc()(cmd, cmd.ParseFlags([]string{"--" + f.Name + "=-3"})); !strings.Contains(err.Error(), "--"+f.Name+" takes a whole number from ") {
					t.Errorf("%s --%s -3: %v", cmd.CommandPath(), f.Name, err)
				}
			}
			if once, is := f.Value.(*once); is && f.Value.Type() == "string" {
				once.given = false
				err := cmd.FlagErrorFunc()(cmd, cmd.ParseFlags([]string{"--" + f.Name + "=a", "--" + f.Name + "=b"}))
				if !strings.Contains(err.Error(), "--"+f.Name+` takes one value, and was given two: "a" and "b"`) {
					t.Errorf("%s --%s twice: %v", cmd.CommandPath(), f.Name, err)
				}
				saysNext(t, cmd, "--"+f.Name+" twice", err)
			}
		case f.Value.Type() == "bool":
			flag("--" + f.Name + "=maybe")
		}
	})
	if cmd.Args != nil {
		if err := cmd.Args(cmd, nil); err != nil {
			saysNext(t, cmd, "", err)
		}
	}
	if err := cmd.ValidateRequiredFlags(); err != nil {
		saysNext(t, cmd, "", err)
	}
}

// saysNext requires an error of usage that does not only say what is wrong.
func saysNext(t *testing.T, cmd *cobra.Command, given string, err error) {
	t.Helper()
	e, ok := crm.AsError((&app{}).withNext(cmd, usage(err)))
	switch {
	case !ok || e.Code != crm.CodeUsage:
		t.Errorf("%s %s: %v", cmd.CommandPath(), given, err)
	case !e.Answered && len(e.Remedies) == 0 && len(e.Values) == 0:
		t.Errorf("%s %s does not say what to do next: %s", cmd.CommandPath(), given, e.Error())
	}
	if e != nil && strings.Contains(given, "=maybe") && strings.Contains(e.Error(), "number") {
		t.Errorf("%s %s: %s", cmd.CommandPath(), given, e.Error())
	}
}
