package config

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"crm/internal/crm"
)

// home makes a home with that configuration file, unless it is empty, and returns the
// variables of somebody who lives there.
func home(t *testing.T, file string, mode os.FileMode) map[string]string {
	t.Helper()
	dir := t.TempDir()
	if file != "" {
		path := filepath.Join(dir, ".config", "crm", "config.yaml")
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o700), os.WriteFile(path, []byte(file), 0o600), os.Chmod(path, mode)); err != nil {
			t.Fatal(err)
		}
	}
	return map[string]string{"HOME": dir}
}

// in is an environment of those variables.
func in(variables map[string]string) Environment {
	return func(name string) string { return variables[name] }
}

func TestTheEnvironmentComesBeforeTheFile(t *testing.T) {
	variables := home(t, "lang: ja\nas: Ben Ortiz\n", 0o600)
	variables["CRM_LANG"] = "it"
	c, err := in(variables).Load()
	if err != nil {
		t.Fatal(err)
	}
	if c.Lang != "it" || c.As != "Ben Ortiz" || c.Book != "" {
		t.Errorf("language %q as %q with the book %q", c.Lang, c.As, c.Book)
	}
}

func TestFilesThatAreNotRead(t *testing.T) {
	for name, c := range map[string]struct {
		file string
		mode os.FileMode
		code crm.Code
	}{
		"an unknown key":           {"language: ja\n", 0o600, crm.CodeUsage},
		"no YAML":                  {"lang: [\n", 0o600, crm.CodeUsage},
		"a file others may change": {"lang: ja\n", 0o666, crm.CodeEnvironment},
	} {
		if _, err := in(home(t, c.file, c.mode)).Load(); crm.CodeOf(err) != c.code {
			t.Errorf("%s: %v, want the code %s", name, err, c.code)
		}
	}
}

// TestOnlyAFileIsRead: a directory is not one, nor is a link to what never ends.
func TestOnlyAFileIsRead(t *testing.T) {
	for name, made := range map[string]func(path string) error{
		"a directory": func(path string) error { return os.Mkdir(path, 0o700) },
		"a device":    func(path string) error { return os.Symlink(os.DevNull, path) },
	} {
		variables := home(t, "", 0)
		path := filepath.Join(variables["HOME"], ".config", "crm", "config.yaml")
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o700), made(path)); err != nil {
			t.Fatal(err)
		}
		if _, err := in(variables).Load(); crm.CodeOf(err) != crm.CodeEnvironment {
			t.Errorf("%s: %v, want the code environment", name, err)
		}
	}
}

func TestTheDefaultBook(t *testing.T) {
	variables := home(t, "", 0)
	under := filepath.Join(variables["HOME"], ".local", "share", "crm", "book.db")
	if got, err := in(variables).DefaultBook(); got != under || err != nil {
		t.Errorf("the book is at %q (%v), want %q", got, err, under)
	}
	variables["XDG_DATA_HOME"] = "/data"
	if got, _ := in(variables).DefaultBook(); got != "/data/crm/book.db" {
		t.Errorf("the book is at %q", got)
	}
	variables["XDG_DATA_HOME"] = "data" // relative: ignored, with a warning
	if got, _ := in(variables).DefaultBook(); got != under {
		t.Errorf("the book is at %q, want %q", got, under)
	}
	c, err := in(variables).Load()
	if err != nil || len(c.Warnings) != 1 {
		t.Errorf("warnings %q (%v), want one", c.Warnings, err)
	}
	variables["XDG_DATA_HOME"] = ""
	variables["HOME"] = ""
	if _, err := in(variables).DefaultBook(); crm.CodeOf(err) != crm.CodeEnvironment {
		t.Errorf("without a home: %v", err)
	}
	if _, err := Environment(nil).DefaultBook(); crm.CodeOf(err) != crm.CodeEnvironment {
		t.Errorf("without any variable: %v", err)
	}
}

func TestHooks(t *testing.T) {
	for file, want := range map[string]string{
		"hooks: {after_change: /opt/a hook}":                             "/opt/a hook; 5s",
		"hooks: {after_change: [notify-send, $HOME, '5'], timeout: 2}":   "notify-send|$HOME|5; 2s",
		"hooks.after_change: ~/bin/told\nhooks.timeout: 300ms":           "{home}/bin/told; 300ms",
		"hooks: {after_change: sort, timeout: 10m}":                      "sort; 10m0s",
		"hooks: {timeout: 3s}":                                           "none",
		"hooks: {after_change: }":                                        "none",
		"hooks: {after_change: []}":                                      "usage",
		"hooks: {after_change: ''}":                                      "usage",
		"hooks: {after_change: {program: sort}}":                         "usage",
		"hooks: {after_change: [sort, 5000]}":                            "usage",
		"hooks: {after_change: bin/told}":                                "usage",
		"hooks: {after_change: ./told}":                                  "usage",
		"hooks: {after_change: ~ann/told}":                               "usage",
		"hooks: {after_change: sort, timeout: -1s}":                      "usage",
		"hooks: {after_change: sort, timeout: 0}":                        "usage",
		"hooks: {after_change: sort, timeout: 601s}":                     "usage",
		"hooks: {after_change: sort, timeout: soon}":                     "usage",
		"hooks: {after_change: sort, timeout: 99999999999999999999999h}": "usage",
		"hooks: {before_change: sort}":                                   "usage",
		"hooks: sort":                                                    "usage",
	} {
		variables := home(t, file, 0o600)
		c, err := in(variables).Load()
		got := "none"
		switch {
		case err != nil:
			got = string(crm.CodeOf(err))
		case c.Hook != nil:
			got = strings.ReplaceAll(strings.Join(c.Hook.Words, "|"), variables["HOME"], "{home}") + "; " + c.Hook.Limit.String()
		}
		if got != want {
			t.Errorf("%s\n is %s (%v), want %s", file, got, err, want)
		}
	}
}
