package cli

import (
	"os"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestMain lets scripts run crm: a process of its own, with the clock at what
// NOW says.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"crm": func() {
			env := System()
			if text := os.Getenv("NOW"); text != "" {
				now, err := time.Parse(time.RFC3339, text)
				if err != nil {
					panic(err)
				}
				env.Now = func() time.Time { return now }
			}
			os.Exit(Main(env))
		},
	})
}

// TestScripts runs the specification by example. UPDATE_SCRIPTS=1 writes what
// the program prints into the scripts; look at what changed.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		UpdateScripts:       os.Getenv("UPDATE_SCRIPTS") != "",
		Setup: func(e *testscript.Env) error {
			e.Setenv("HOME", e.WorkDir+"/home")
			e.Setenv("TZ", "America/New_York")
			e.Setenv("LANG", "en_US.UTF-8")
			e.Setenv("USER", "ann")
			e.Setenv("CRM_AS", "")
			e.Setenv("NOW", "2026-11-25T10:42:00-05:00") // Wednesday, the day before Thanksgiving
			return nil
		},
	})
}
