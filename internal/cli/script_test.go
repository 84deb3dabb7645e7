package cli

import (
	"archive/zip"
	"crypto/sha256"
	"database/sql"
	"errors"
	"flag"
	"fmt"
	"io"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"runtime/debug"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
	_ "modernc.org/sqlite"

	"crm/internal/config"
	"crm/internal/exchange"
	"crm/internal/locale"
	"crm/internal/shelf"
)

// TestMain makes this program crm, too, for who finds it under that name: scripts
// run it as a process of its own with exec, and with the clock at what NOW says.
func TestMain(m *testing.M) {
	debug.SetGCPercent(400) // thousands of short commands, whose garbage is a fifth of the work
	if strings.TrimSuffix(filepath.Base(os.Args[0]), ".exe") == "crm" {
		env := System()
		env.Now, env.sealWork, env.book = clock(env.Vars), 1, bookOf(env.Vars)
		os.Exit(Main(env))
	}
	os.Exit(withProgram(m))
}

// withProgram runs the tests where crm is this program.
func withProgram(m *testing.M) int {
	shelf.InMemory()
	dir, err := os.MkdirTemp("", "crm-tests-*")
	if err != nil {
		panic(err)
	}
	defer func() { _ = os.RemoveAll(dir) }()
	_ = flag.Set("test.parallel", strconv.Itoa(4*runtime.GOMAXPROCS(0))) // most of them wait for the disk
	name := "crm"
	if runtime.GOOS == "windows" {
		name += ".exe"
	}
	program, err := os.Executable()
	if err == nil {
		err = os.Symlink(program, filepath.Join(dir, name))
	}
	if err == nil {
		err = os.Setenv("PATH", dir+string(filepath.ListSeparator)+os.Getenv("PATH"))
	}
	if err != nil {
		panic(err)
	}
	return m.Run()
}

// clock is the clock that NOW sets, or that of the machine.
func clock(vars config.Environment) func() time.Time {
	text := vars.Get("NOW")
	if text == "" {
		return time.Now
	}
	now, err := time.Parse(time.RFC3339, text)
	if err != nil {
		panic(err)
	}
	return func() time.Time { return now }
}

// TestScripts runs the specification by example. UPDATE_SCRIPTS=1 writes what
// the program prints into the scripts; look at what changed.
//
// Beside the commands of testscript, scripts have
//
//	crm ARG...                the program, in this process and without standard input
//	exits STATUS COMMAND...   the exit status of crm, or of exec, is exactly that
//	locked BOOK COMMAND...    exec runs, or exits, while somebody else writes to the book
//	fill FILE TIMES TEXT      the file gets the text so many times over
//	older BOOK                the book is one that the program before version 2 made
func TestScripts(t *testing.T) {
	testscript.Run(t, scripts(t, "testdata/script"))
}

// TestJourneys runs the scripts that tell a whole story, once in each language. What a
// language calls somebody or something, and what is typed in it, are variables:
// they stand in the file words of its directory, one on a line, beside the screens.
func TestJourneys(t *testing.T) {
	for _, lang := range locale.Languages() {
		t.Run(lang, func(t *testing.T) {
			p := scripts(t, "testdata/journey")
			setup := p.Setup
			p.Setup = func(e *testscript.Env) error {
				words, err := os.ReadFile(filepath.Join(e.WorkDir, lang, "words"))
				if err = errors.Join(err, setup(e)); err != nil {
					return err
				}
				e.Setenv("CRM_LANG", lang)
				e.Setenv("COLUMNS", "80")
				for line := range strings.Lines(string(words)) {
					name, text, _ := strings.Cut(strings.TrimSpace(line), " ")
					e.Setenv(name, text)
				}
				return nil
			}
			testscript.Run(t, p)
		})
	}
}

// scripts are the scripts of a directory, and what they are run with.
func scripts(t *testing.T, dir string) testscript.Params {
	recipes, err := filepath.Abs("../../docs/recipes.md")
	if err != nil {
		t.Fatal(err)
	}
	return testscript.Params{
		Dir:                dir,
		RequireUniqueNames: true,
		Condition: func(name string) (bool, error) {
			if name != "file" { // where the book is one
				return false, fmt.Errorf("there is no condition %q", name)
			}
			return servers == "", nil
		},
		UpdateScripts: os.Getenv("UPDATE_SCRIPTS") != "",
		Cmds: map[string]func(ts *testscript.TestScript, neg bool, args []string){
			"crm":    inside,
			"exits":  exits,
			"locked": locked,
			"fill":   fill,
			"older":  older,
			"damage": damage,
			"unzip":  unzip,
			"phone":  phone,
			"xlsx":   xlsx,
		},
		Setup: func(e *testscript.Env) error {
			e.Setenv("HOME", e.WorkDir+"/home")
			e.Setenv("TZ", "America/New_York")
			e.Setenv("LANG", "en_US.UTF-8")
			e.Setenv("USER", "ann")
			e.Setenv("CRM_AS", "")
			if servers != "" {
				e.Setenv("CRM_TEST_BOOK", fmt.Sprintf("%s&book=s%d_%d", servers, os.Getpid(), books.Add(1)))
			}
			e.Setenv("RECIPES", recipes)                 // what they say to do is tried
			e.Setenv("NOW", "2026-11-25T10:42:00-05:00") // Wednesday, the day before Thanksgiving
			return nil
		},
	}
}

// servers begins the addresses of the default books of scripts, where they are on a server:
// CRM_TEST_POSTGRES, as .ci/with-postgres has it. Each script has a book of its own there, and
// with another HOME or XDG_DATA_HOME another one.
var (
	servers = os.Getenv("CRM_TEST_POSTGRES")
	books   atomic.Int64
)

// bookOf returns the address of the default book; empty for a file.
func bookOf(vars config.Environment) string {
	address := vars.Get("CRM_TEST_BOOK")
	home, data := vars.Get("HOME"), vars.Get("XDG_DATA_HOME")
	switch {
	case home == "" && data == "": // which there is no default book without
		return ""
	case address != "" && (filepath.Base(home) != "home" || data != ""):
		address += fmt.Sprintf("_%x", sha256.Sum256([]byte(home+data)))[:9]
	}
	return address
}

// inside runs crm in this process, which takes a tenth of the time: in the directory
// of the script, with its variables and its clock. What is about a process, such as
// standard input, terminals, signals and the locks of a book, needs exec crm.
func inside(ts *testscript.TestScript, neg bool, args []string) {
	if exit := runInside(ts, args); (exit != 0) != neg {
		ts.Fatalf("exit status %d", exit)
	}
}

func runInside(ts *testscript.TestScript, args []string) int {
	return Main(Env{Args: args, In: noInput{ts}, Out: ts.Stdout(), Err: ts.Stderr(),
		Now: clock(ts.Getenv), Vars: ts.Getenv, Dir: exchange.Dir(ts.MkAbs(".")), sealWork: 1, book: bookOf(ts.Getenv)})
}

// noInput is the standard input of who has none.
type noInput struct{ ts *testscript.TestScript }

func (n noInput) Read([]byte) (int, error) {
	n.ts.Fatalf("crm reads standard input, which only exec crm has")
	return 0, io.EOF
}

// exits runs a command whose exit status has to be the one that is given: that
// a command fails is not enough where scripts rely on the number.
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits STATUS crm|exec...")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	var got int
	switch args[1] {
	case "crm":
		got = runInside(ts, args[2:])
	case "exec":
		got = process(ts, args[2:])
	default:
		ts.Fatalf("usage: exits STATUS crm|exec...")
	}
	if got != want {
		ts.Fatalf("exit status %d, want %d", got, want)
	}
}

// process runs a process to its end and returns its exit status.
func process(ts *testscript.TestScript, args []string) int {
	err := ts.Exec(args[0], args[1:]...)
	var exit *exec.ExitError
	switch {
	case err == nil:
		return 0
	case errors.As(err, &exit):
		return exit.ExitCode()
	}
	ts.Fatalf("%s did not run: %v", args[0], err)
	return 0
}

// locked runs a command while a transaction of this process holds the book's
// write lock, and fails where it takes longer than the promised wait.
func locked(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) < 3 || args[1] != "exec" && args[1] != "exits" {
		ts.Fatalf("usage: [!] locked BOOK exec|exits...")
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
	} else if exit := process(ts, args[2:]); (exit != 0) != neg {
		ts.Fatalf("exit status %d", exit)
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

// damage runs SQL on the default book, as no crm does.
func damage(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: damage SQL")
	}
	db, err := sql.Open("sqlite", "file:"+(&url.URL{Path: filepath.Join(ts.Getenv("HOME"), ".local", "share", "crm", "book.db")}).EscapedPath())
	ts.Check(err)
	_, err = db.Exec("PRAGMA foreign_keys = OFF; " + args[0])
	ts.Check(errors.Join(err, db.Close()))
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
	ts.Check(errors.Join(err, db.Close(), os.Chmod(ts.MkAbs(args[0]), 0o600)))
}

// storePackage is where the migrations are; a script runs in a directory of its
// own.
var storePackage, _ = filepath.Abs("../store")

// phone writes vCards as a phone gives them back: without what only crm reads, in lines
// that are not folded, and with texts replaced, OLD=NEW.
func phone(ts *testscript.TestScript, _ bool, args []string) {
	text := strings.NewReplacer("\r\n ", "", "\r\n", "\n").Replace(ts.ReadFile(args[0]))
	text = regexp.MustCompile(`(?m)^X-CRM.*\n|;X-CRM-UID="[^"]*"`).ReplaceAllString(text, "")
	for _, pair := range args[2:] {
		old, replaced, _ := strings.Cut(pair, "=")
		if old == "UID" {
			text = regexp.MustCompile(`(?m)^UID.*\n`).ReplaceAllString(text, "")
			continue
		}
		text = strings.ReplaceAll(text, old, replaced)
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), []byte(text), 0o600))
}

// unzip unpacks a zip file into a directory: unzip FILE DIRECTORY.
func unzip(ts *testscript.TestScript, _ bool, args []string) {
	archive, err := zip.OpenReader(ts.MkAbs(args[0]))
	ts.Check(err)
	defer archive.Close()
	ts.Check(os.CopyFS(ts.MkAbs(args[1]), archive))
}
