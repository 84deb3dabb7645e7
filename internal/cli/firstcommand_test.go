package cli

import (
	"io/fs"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestAFailedFirstCommandLeavesNothing: where there is no book, a command that
// fails leaves none, nor a directory for it, for whatever reason it fails.
func TestAFailedFirstCommandLeavesNothing(t *testing.T) {
	t.Parallel()
	c := newCounter(t)
	c.home = t.TempDir()
	made, root := 0, Root()
	commands := commandsTried()
	for n, name := range slices.Sorted(maps.Keys(commands)) {
		try := commands[name]
		if try.like != "" {
			continue
		}
		plain := append(strings.Fields(name), c.words(try.args)...)
		if _, errs, _ := c.runPlain(plain...); strings.Contains(errs, "there is no book yet") {
			continue // it makes none
		}
		c.home = t.TempDir()
		tries := [][]string{
			append(slices.Clone(plain), "--today=2036-11-23"),
			append(slices.Clone(plain), "--today=someday"),
			append(strings.Fields(name), ""),
			append(slices.Clone(plain), ""),
			append(slices.Clone(plain), "--dry-run"),
		}
		cmd, _, err := root.Find(strings.Fields(name))
		if err != nil {
			t.Fatal(err)
		}
		for i, flag := range slices.Sorted(maps.Keys(usual)) {
			if (cmd.Flag(flag) != nil || flag == "force") && inTurn(i+n, 4) { // most lack the latter
				tries = append(tries, append(slices.Clone(plain), "--"+flag+"=?"))
			}
		}
		for _, words := range tries {
			_, errs, exit := c.runPlain(words...)
			dry := slices.Contains(words, "--dry-run")
			if exit == 0 && !dry {
				c.home = t.TempDir()
				made++
				continue
			}
			_ = filepath.WalkDir(c.home, func(path string, _ fs.DirEntry, err error) error {
				if err == nil && path != c.home {
					t.Errorf("crm %q exits with %d and leaves %s", words, exit, path)
				}
				return err
			})
			if !dry && strings.Contains(errs, "made your book") {
				t.Errorf("crm %q exits with %d and says that it made a book", words, exit)
			}
		}
	}
	if made == 0 {
		t.Error("none of the commands made a book, so nothing was tried")
	}
}
