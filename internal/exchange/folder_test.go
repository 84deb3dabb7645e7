package exchange

import (
	"os"
	"path/filepath"
	"testing"

	"crm/internal/crm"
)

func TestFolder(t *testing.T) {
	outside := t.TempDir()
	dir := filepath.Join(outside, "in")
	if err := os.Mkdir(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	folder, err := Dir("").OpenFolder(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer folder.Close()
	if err := folder.Save("a.txt", []byte("first"), false); err != nil {
		t.Fatal(err)
	}
	if err := folder.Save("a.txt", []byte("second"), false); crm.CodeOf(err) != crm.CodeConflict {
		t.Errorf("a name that is taken: %v", err)
	}
	wantFile(t, filepath.Join(dir, "a.txt"), "first")
	if err := folder.Save("a.txt", []byte("second"), true); err != nil {
		t.Error(err)
	}
	wantFile(t, filepath.Join(dir, "a.txt"), "second")
	if info, err := os.Stat(filepath.Join(dir, "a.txt")); err != nil || info.Mode().Perm()&0o077 != 0 {
		t.Errorf("others may read it: %v, %v", info.Mode(), err)
	}

	// Whatever it is asked for, it stays in the directory.
	if err := os.Symlink(filepath.Join(outside, "elsewhere"), filepath.Join(dir, "link")); err != nil {
		t.Fatal(err)
	}
	if err := folder.Save("link", []byte("x"), false); crm.CodeOf(err) != crm.CodeConflict {
		t.Errorf("a link has the name: %v", err)
	}
	if err := folder.Save("link", []byte("x"), true); err != nil {
		t.Error(err)
	}
	if err := folder.Save("../out", []byte("x"), true); err == nil {
		t.Error("it was written outside")
	}
	if err := os.Mkdir(filepath.Join(dir, "sub"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := folder.Save("sub", []byte("x"), true); crm.CodeOf(err) != crm.CodeConflict {
		t.Errorf("a directory has the name: %v", err)
	}
	left, err := os.ReadDir(outside)
	if err != nil || len(left) != 1 {
		t.Errorf("outside are %v, %v", left, err)
	}
	if left, err = os.ReadDir(dir); err != nil || len(left) != 3 {
		t.Errorf("inside are %v, %v", left, err)
	}

	for _, bad := range []string{filepath.Join(outside, "none"), filepath.Join(dir, "a.txt")} {
		if _, err := Dir("").OpenFolder(bad); crm.CodeOf(err) != crm.CodeInvalid {
			t.Errorf("%s: %v", bad, err)
		}
	}
}

func wantFile(t *testing.T, path, want string) {
	t.Helper()
	got, err := os.ReadFile(path)
	if err != nil || string(got) != want {
		t.Errorf("%s is %q, %v", path, got, err)
	}
}
