package config

import (
	"os"
	"path/filepath"
	"testing"

	"crm/internal/crm"
)

// home gives a test a home of its own, with that configuration file unless it
// is empty.
func home(t *testing.T, file string, mode os.FileMode) {
	t.Helper()
	dir := t.TempDir()
	for _, name := range []string{"CRM_BOOK", "CRM_AS", "CRM_LANG", "CRM_OUTPUT", "XDG_CONFIG_HOME", "XDG_DATA_HOME"} {
		t.Setenv(name, "")
	}
	t.Setenv("HOME", dir)
	if file == "" {
		return
	}
	path := filepath.Join(dir, ".config", "crm", "config.yaml")
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(file), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(path, mode); err != nil {
		t.Fatal(err)
	}
}

func TestTheEnvironmentComesBeforeTheFile(t *testing.T) {
	home(t, "lang: ja\nas: Ben Ortiz\n", 0o600)
	t.Setenv("CRM_LANG", "it")
	c, err := Load()
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
		home(t, c.file, c.mode)
		if _, err := Load(); crm.CodeOf(err) != c.code {
			t.Errorf("%s: %v, want the code %s", name, err, c.code)
		}
	}
}

func TestTheDefaultBook(t *testing.T) {
	home(t, "", 0)
	under := filepath.Join(os.Getenv("HOME"), ".local", "share", "crm", "book.db")
	if got, err := DefaultBook(); got != under || err != nil {
		t.Errorf("the book is at %q (%v), want %q", got, err, under)
	}
	t.Setenv("XDG_DATA_HOME", "/data")
	if got, _ := DefaultBook(); got != "/data/crm/book.db" {
		t.Errorf("the book is at %q", got)
	}
	t.Setenv("XDG_DATA_HOME", "data") // relative: ignored, with a warning
	if got, _ := DefaultBook(); got != under {
		t.Errorf("the book is at %q, want %q", got, under)
	}
	c, err := Load()
	if err != nil || len(c.Warnings) != 1 {
		t.Errorf("warnings %q (%v), want one", c.Warnings, err)
	}
	t.Setenv("XDG_DATA_HOME", "")
	t.Setenv("HOME", "")
	if _, err := DefaultBook(); crm.CodeOf(err) != crm.CodeEnvironment {
		t.Errorf("without a home: %v", err)
	}
}
