package cli

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"crm/internal/config"
	"crm/internal/exchange"
)

// soak says that nothing is left out (make soak).
var soak = os.Getenv("SOAK") != ""

// inTurn reports whether n takes its turn: of what is tried in very many ways, each in
// some of them, one in so many is tried.
func inTurn(n, oneIn int) bool { return soak || n%oneIn == 0 }

// afternoon is when tests take place: the Wednesday before Thanksgiving.
func afternoon() time.Time { return time.Date(2026, 11, 25, 15, 42, 0, 0, time.UTC) }

// variables is an environment of names, each with its value.
func variables(pairs ...string) config.Environment {
	return func(name string) string {
		for i := 0; i < len(pairs); i += 2 {
			if pairs[i] == name {
				return pairs[i+1]
			}
		}
		return ""
	}
}

// worldOf is the world of a command on a book, which finds its files beside it.
func worldOf(book string, args []string, out, errs io.Writer) Env {
	return Env{Args: append(args[:len(args):len(args)], "--book", book), In: strings.NewReader(""), Out: out, Err: errs, Now: afternoon, Dir: exchange.Dir(filepath.Dir(book))}
}

// runIn runs a command on a book and gives all that it says, on wide lines.
func runIn(t *testing.T, path string, args ...string) (said string, exit int) {
	t.Helper()
	var out bytes.Buffer
	world := worldOf(path, args, &out, &out)
	world.Vars = variables("COLUMNS", "200")
	exit = Main(world)
	return out.String(), exit
}

// runWide runs a command on a book and keeps apart what it says, on lines of so many
// columns.
func runWide(columns int, path string, args ...string) (out, errs string, exit int) {
	var stdout, stderr bytes.Buffer
	world := worldOf(path, args, &stdout, &stderr)
	world.Vars = variables("COLUMNS", fmt.Sprint(columns))
	exit = Main(world)
	return stdout.String(), stderr.String(), exit
}

// runApart is runWide where nobody says how wide lines are.
func runApart(path string, args ...string) (out, errs string, exit int) {
	return runWide(0, path, args...)
}
