// Package internal_test keeps the layers: which package may import which.
package internal_test

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// layers says, of every package, which of ours it may import. A package that
// is not here fails the test: add it, and its line to the table in
// docs/architecture.md.
var layers = map[string][]string{
	"crm":      {},
	"fold":     {"crm"},
	"calendar": {"crm", "fold"},
	"query":    {"crm", "fold"},
	"exchange": {"crm", "fold"},
	"locale":   {"crm", "fold"},
	"config":   {"crm", "fold"},
	"yaml":     {"crm"},
	"shelf":    {},
	"rules":    {"crm", "fold", "query", "calendar", "yaml"},
	"store":    {"crm", "fold", "query"},
	"book":     {"crm", "fold", "query", "calendar", "rules", "report", "store"},
	"report":   {"crm", "fold", "query", "yaml"},
	"verb":     {"crm", "book", "exchange"},
	"say":      {"crm", "fold", "locale"},
	"wire":     {"crm", "exchange", "say"},
	"screen":   {"crm", "say", "wire"},
	"cli": {
		"crm", "fold", "calendar", "query", "exchange", "locale", "config",
		"rules", "store", "book", "verb", "report", "say", "wire", "screen",
	},
	"cmd/gen": {
		"crm", "fold", "calendar", "query", "exchange", "locale", "config",
		"rules", "store", "book", "verb", "report", "say", "wire", "screen", "cli",
	},
	"cmd/crm": {"cli"},
}

// homes are the libraries that begin and end in one layer.
var homes = map[string][]string{
	"github.com/spf13/cobra":  {"cli", "cmd/gen"},
	"github.com/spf13/pflag":  {"cli", "cmd/gen"},
	"github.com/spf13/viper":  {"config"},
	"github.com/goccy":        {"yaml"},
	"database/sql":            {"store"},
	"modernc.org":             {"store"},
	"github.com/jackc/pgx":    {"store"},
	"filippo.io/age":          {"store"},  // encrypted backups
	"github.com/olekukonko":   {"screen"}, // tables
	"github.com/clipperhouse": {"screen"}, // the widths of characters
}

// libraries are all that a package may import of other people's; a package
// that is not here is free.
var libraries = map[string][]string{
	"crm":     {},
	"fold":    {"golang.org/x/text"},
	"cmd/crm": {},
}

// fault says why the package may not import the path, or nothing.
func fault(name, path string) string {
	allowed, known := layers[name]
	if !known {
		return "is not in the table"
	}
	if ours, is := ourName(path); is {
		if !slices.Contains(allowed, ours) {
			return "may not import " + ours
		}
		return ""
	}
	for library, users := range homes {
		if within(path, library) && !slices.Contains(users, name) {
			return "may not import " + path + ": only " + strings.Join(users, ", ") + " may"
		}
	}
	few, limited := libraries[name]
	if limited && !standard(path) && !slices.ContainsFunc(few, func(l string) bool { return within(path, l) }) {
		return "may not import " + path
	}
	return ""
}

// ourName is the name by which the table knows one of our packages.
func ourName(path string) (string, bool) {
	name, ours := strings.CutPrefix(path, "crm/")
	return strings.TrimPrefix(name, "internal/"), ours
}

func within(path, root string) bool {
	return path == root || strings.HasPrefix(path, root+"/")
}

// standard goes by the rule of the go command: the first element of everything
// else has a dot.
func standard(path string) bool {
	first, _, _ := strings.Cut(path, "/")
	return !strings.Contains(first, ".")
}

func TestLayers(t *testing.T) {
	watch(t)
	// Files of other systems have imports, too.
	for _, system := range []string{"linux", "darwin", "windows"} {
		for _, p := range list(t, system) {
			if len(p.GoFiles) == 0 {
				continue // tests only: tests may import what they like
			}
			name, _ := ourName(p.ImportPath)
			if _, known := layers[name]; !known {
				t.Errorf("%s: %s is not in the table of arch_test.go", system, p.ImportPath)
				continue
			}
			for _, path := range p.Imports {
				if f := fault(name, path); f != "" {
					t.Errorf("%s: %s %s", system, name, f)
				}
			}
		}
	}
}

// TestLayersFault keeps TestLayers from passing because it sees nothing.
func TestLayersFault(t *testing.T) {
	for _, c := range []struct {
		name, path string
		bad        bool
	}{
		{"crm", "strings", false},
		{"crm", "crm/internal/fold", true},
		{"crm", "golang.org/x/text/width", true},
		{"crm", "database/sql/driver", true},
		{"fold", "golang.org/x/text/width", false},
		{"fold", "crm/internal/query", true},
		{"fold", "github.com/spf13/cast", true},
		{"rules", "crm/internal/calendar", false},
		{"rules", "crm/internal/store", true},
		{"book", "crm/internal/locale", true},
		{"book", "database/sql", true},
		{"book", "modernc.org/sqlite", true},
		{"store", "database/sql", false},
		{"store", "modernc.org/sqlite/lib", false},
		{"store", "crm/internal/rules", true},
		{"say", "crm/internal/locale", false},
		{"say", "crm/internal/wire", true},
		{"say", "github.com/clipperhouse/displaywidth", true},
		{"wire", "crm/internal/say", false},
		{"wire", "crm/internal/screen", true},
		{"screen", "crm/internal/wire", false},
		{"screen", "crm/internal/store", true},
		{"screen", "github.com/olekukonko/tablewriter/tw", false},
		{"config", "github.com/spf13/viper", false},
		{"config", "github.com/spf13/pflag", true},
		{"cli", "github.com/spf13/viper", true},
		{"cli", "github.com/spf13/cobra", false},
		{"cli", "crm/internal/book", false},
		{"cmd/gen", "github.com/spf13/cobra/doc", false},
		{"cmd/gen", "crm/internal/cli", false},
		{"cmd/crm", "crm/internal/cli", false},
		{"cmd/crm", "crm/internal/book", true},
		{"cmd/crm", "github.com/spf13/cobra", true},
		{"util", "strings", true},
	} {
		if f := fault(c.name, c.path); (f != "") != c.bad {
			t.Errorf("fault(%q, %q) = %q", c.name, c.path, f)
		}
	}
}

// TestLayersTable finds names in the tables that no package can have.
func TestLayersTable(t *testing.T) {
	known := func(where string, names []string) {
		for _, name := range names {
			if _, is := layers[name]; !is {
				t.Errorf("%s names %s, which is not in the table", where, name)
			}
		}
	}
	for name, allowed := range layers {
		known(name, allowed)
	}
	for library, users := range homes {
		known(library, users)
	}
	for name := range libraries {
		known("libraries", []string{name})
	}
}

type goPackage struct {
	ImportPath string
	Dir        string
	Export     string // the file with its types, where -export asks for it
	GoFiles    []string
	Imports    []string
}

// list asks go for our packages. With -e it also tells of those that do not
// compile: that is another test's business.
func list(t *testing.T, system string) []goPackage {
	t.Helper()
	return listed(t, system, "-e", "./...")
}

func listed(t *testing.T, system string, args ...string) []goPackage {
	t.Helper()
	cmd := exec.Command("go", append([]string{"list", "-json=ImportPath,Dir,Export,GoFiles,Imports"}, args...)...)
	cmd.Dir = ".."
	if system != "" {
		cmd.Env = append(os.Environ(), "GOOS="+system, "GOARCH=amd64", "CGO_ENABLED=0")
	}
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	var packages []goPackage
	for d := json.NewDecoder(bytes.NewReader(out)); d.More(); {
		var p goPackage
		if err := d.Decode(&p); err != nil {
			t.Fatal(err)
		}
		packages = append(packages, p)
	}
	if len(packages) < 2 {
		t.Fatalf("go list found %d packages", len(packages))
	}
	return packages
}

// watch reads the directories that go list reads: go test keeps a result until
// something changes that the test itself has opened.
func watch(t *testing.T) {
	t.Helper()
	for _, root := range []string{".", "../cmd"} {
		err := filepath.WalkDir(root, func(_ string, _ fs.DirEntry, err error) error { return err })
		if err != nil {
			t.Fatal(err)
		}
	}
}
