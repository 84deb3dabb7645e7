package cli

import (
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"crm/internal/book"
	"crm/internal/crm"
)

// whole returns the whole path of a file, and the address of a book on a server as it is.
func (a *app) whole(path string) (string, error) {
	if book.OnServer(path) {
		return path, nil
	}
	return filepath.Abs(path)
}

// examine describes the program and its book for somebody who helps.
func (a *app) examine(cmd *cobra.Command) {
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		o, err := a.options()
		if err != nil {
			return err
		}
		if o.Path, err = a.whole(o.Path); err != nil {
			return crm.Errorf(crm.CodeEnvironment, "%s can't be found: %w", o.Path, err)
		}
		c := book.Examine(cmd.Context(), o)
		if err := cmd.Context().Err(); err != nil {
			return err
		}
		c.Program, c.Go, c.System = version, runtime.Version(), runtime.GOOS+"/"+runtime.GOARCH
		c.SystemZone = a.env.Vars.FindOrigin().Timezone
		if loaded, err := a.env.Vars.Load(); err == nil {
			c.Config = loaded.Source
			if loaded.Hook != nil {
				if program, why := findHook(loaded.Hook.Words[0]); why != "" {
					c.Odd = append(c.Odd, crm.Notice{Code: "doctor-hook-" + why, Values: map[string]any{"program": program}})
				}
			}
		}
		shown := a.screen()
		if zone, err := time.LoadLocation(c.Zone); err == nil {
			shown.Zone = zone
			shown.Today = crm.DateOf(c.Now.In(zone))
		}
		a.withoutHome(c)
		if err := shown.Checkup(c); err != nil {
			return err
		}
		if len(c.Odd) > 0 {
			a.exit = crm.CodeProblems.Exit()
		}
		return nil
	}
}

// withoutHome writes ~ for the home directory, which is often named after a person.
func (a *app) withoutHome(c *crm.Checkup) {
	home := a.env.Vars.Get("HOME")
	if home == "" || home == "/" {
		return
	}
	short := func(path string) string {
		if rest, under := strings.CutPrefix(path, home+string(filepath.Separator)); under {
			return "~" + string(filepath.Separator) + rest
		}
		return path
	}
	for _, path := range []*string{&c.Book, &c.Config, &c.Backups} {
		*path = short(*path)
	}
	for _, b := range c.Kept {
		b.Path = short(b.Path)
	}
	for _, n := range c.Odd {
		for key, value := range n.Values {
			switch v := value.(type) {
			case string:
				n.Values[key] = short(v)
			case []string:
				for i := range v {
					v[i] = short(v[i])
				}
			case crm.Command:
				for i := range v.Given {
					v.Given[i].Value = short(v.Given[i].Value)
				}
			}
		}
	}
}
