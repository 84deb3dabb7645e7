package cli

import (
	"database/sql"
	"errors"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"runtime/debug"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
	_ "modernc.org/sqlite"
)

// TestMain lets scripts run crm: a process of its own, with the clock at what
// NOW says.
func TestMain(m *testing.M) {
	debug.SetGCPercent(200) // thousands of short commands, whose garbage is a fifth of the work
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
//
// Beside the commands of testscript, scripts have
//
//	exits STATUS COMMAND...   the command's exit status is exactly that
//	locked BOOK COMMAND...    the command runs while somebody else writes to the book
//	fill FILE TIMES TEXT      the file gets the text so many times over
//	older BOOK                the book is one that the program before version 2 made
func TestScripts(t *testing.T) {
	recipes, err := filepath.Abs("../../docs/recipes.md")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		UpdateScripts:       os.Getenv("UPDATE_SCRIPTS") != "",
		Cmds: map[string]func(ts *testscript.TestScript, neg bool, args []string){
			"exits":  exits,
			"locked": locked,
			"fill":   fill,
			"older":  older,
		},
		Setup: func(e *testscript.Env) error {
			e.Setenv("HOME", e.WorkDir+"/home")
			e.Setenv("TZ", "America/New_York")
			e.Setenv("LANG", "en_US.UTF-8")
			e.Setenv("USER", "ann")
			e.Setenv("CRM_AS", "")
			e.Setenv("RECIPES", recipes)                 // what they say to do is tried
			e.Setenv("NOW", "2026-11-25T10:42:00-05:00") // Wednesday, the day before Thanksgiving
			return nil
		},
	})
}

// exits runs a command whose exit status has to be the one that is given: that
// a command fails is not enough where scripts rely on the number.
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits STATUS COMMAND...")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		var exit *exec.ExitError
		if !errors.As(err, &exit) {
			ts.Fatalf("%s did not run: %v", args[1], err)
		}
		got = exit.ExitCode()
	}
	if got != want {
		ts.Fatalf("exit status %d, want %d", got, want)
	}
}

// locked runs a command while a transaction of this process holds the book's
// write lock, and fails where it takes longer than the promised wait.
func locked(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) < 2 {
		ts.Fatalf("usage: [!] locked BOOK COMMAND...")
	}
	path := (&url.URL{Path: ts.MkAbs(args[0])}).EscapedPath()
	db, err := sql.Open("sqlite", "file:"+path+"?mode=rw&_txlock=immediate")
	ts.Check(err)
	defer db.Close()
	tx, err := db.Begin()
	ts.Check(err)
	defer func() { _ = tx.Rollback() }()
	start := time.Now()
	if args[1] == "exits" {
		exits(ts, false, args[2:])
	} else if err := ts.Exec(args[1], args[2:]...); (err != nil) != neg {
		ts.Fatalf("the command ended with %v", err)
	}
	if waited := time.Since(start); waited > 7*time.Second {
		ts.Fatalf("the command waited %s for the lock", waited.Round(time.Second))
	}
}

// fill makes a file that is too large to stand in a script.
func fill(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: fill FILE TIMES TEXT")
	}
	times, err := strconv.Atoi(args[1])
	ts.Check(err)
	file, err := os.OpenFile(ts.MkAbs(args[0]), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	ts.Check(err)
	_, err = file.WriteString(strings.Repeat(args[2], times))
	ts.Check(errors.Join(err, file.Close()))
}

// older makes a book of version 1, as store/testdata has it.
func older(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: older BOOK")
	}
	text := "PRAGMA journal_mode = WAL;"
	for _, file := range []string{"migrations/0001_book.sql", "testdata/version-1.sql"} {
		part, err := os.ReadFile(filepath.Join(storePackage, file))
		ts.Check(err)
		text += string(part)
	}
	db, err := sql.Open("sqlite", "file:"+(&url.URL{Path: ts.MkAbs(args[0])}).EscapedPath())
	ts.Check(err)
	_, err = db.Exec(text + "PRAGMA application_id = 0x63726d62; PRAGMA user_version = 1")
	ts.Check(errors.Join(err, db.Close()))
}

// storePackage is where the migrations are; a script runs in a directory of its
// own.
var storePackage, _ = filepath.Abs("../store")
