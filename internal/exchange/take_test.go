package exchange

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"crm/internal/crm"
)

func TestTake(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "quote.pdf")
	want := []byte("%PDF-1.7 twelve")
	if err := os.WriteFile(path, want, 0o600); err != nil {
		t.Fatal(err)
	}
	got, err := Dir("").Take(path, int64(len(want)))
	if err != nil || !bytes.Equal(got, want) {
		t.Fatalf("got %q, %v", got, err)
	}
	if _, err := Dir("").Take(path, int64(len(want))-1); !errors.Is(err, ErrTooLarge) {
		t.Errorf("a byte too many gives %v", err)
	}
	link := filepath.Join(dir, "link")
	if err := os.Symlink(path, link); err != nil {
		t.Skip("no links here")
	}
	for _, bad := range []string{dir, link, filepath.Join(dir, "none"), os.DevNull} {
		if _, err := Dir("").Take(bad, 100); crm.CodeOf(err) != crm.CodeInvalid {
			t.Errorf("%s gives %v", bad, err)
		}
	}
}

// A file that somebody writes to while it is read is neither what it was nor
// what it will be.
func TestTakeOfAChangingFile(t *testing.T) {
	for what, change := range map[string]func(path string) error{
		"longer":  func(path string) error { return os.WriteFile(path, []byte("twelve bytes"), 0o600) },
		"shorter": func(path string) error { return os.Truncate(path, 2) },
		"rewritten": func(path string) error {
			return errors.Join(os.WriteFile(path, []byte("other"), 0o600), os.Chtimes(path, time.Time{}, time.Now().Add(time.Hour)))
		},
	} {
		path := filepath.Join(t.TempDir(), "file")
		if err := os.WriteFile(path, []byte("bytes"), 0o600); err != nil {
			t.Fatal(err)
		}
		file, err := os.Open(path)
		if err != nil {
			t.Fatal(err)
		}
		before, err := file.Stat()
		if err != nil {
			t.Fatal(err)
		}
		if content, err := takeOpen(path, file, before, 100); err != nil || string(content) != "bytes" {
			t.Fatalf("before the change: %q, %v", content, err)
		}
		if _, err := file.Seek(0, 0); err != nil {
			t.Fatal(err)
		}
		if err := change(path); err != nil {
			t.Fatal(err)
		}
		if _, err := takeOpen(path, file, before, 100); crm.CodeOf(err) != crm.CodeInvalid {
			t.Errorf("%s: %v", what, err)
		}
		_ = file.Close()
	}
}

func TestMediaType(t *testing.T) {
	for _, c := range []struct{ name, content, want string }{
		{"quote.pdf", "", "application/pdf"},
		{"photo.JPEG", "", "image/jpeg"},
		{"scan", "%PDF-1.7\n", "application/pdf"},
		{"scan", "\x89PNG\r\n\x1a\n", "image/png"},
		{"letter", "Dear Jane", "text/plain"},
		{"x.unheardof", "\x00\x01\x02", "application/octet-stream"},
	} {
		if got := MediaType(c.name, []byte(c.content)); got != c.want {
			t.Errorf("%s is %s, want %s", c.name, got, c.want)
		}
	}
	for text, want := range map[string]bool{"application/pdf": true, "text/plain; charset=x": false, "pdf": false, "": false, "a b/c": false} {
		if got := IsMediaType(text); got != want {
			t.Errorf("IsMediaType(%q) is %t", text, got)
		}
	}
}
