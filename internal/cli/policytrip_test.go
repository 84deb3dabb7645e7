package cli

import (
	"os"
	"path/filepath"
	"testing"
)

// TestPolicyListComesBack: what policy list writes makes the same policies in another book, and
// changes nothing in its own.
func TestPolicyListComesBack(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	path, other, list := filepath.Join(dir, "book.db"), filepath.Join(dir, "other.db"), filepath.Join(dir, "policies.csv")
	for _, to := range []string{path, other} {
		done(t, to, "book init --country us --timezone America/New_York --producer Ann~Lee")
	}
	for _, line := range []string{
		"client add Jane~Hudson --phone 614-555-0147", "client add Bob~Tran",
		"policy add Jane~Hudson --carrier Acme --line auto --number P-1 --effective 2026-03-01 --premium 900 --term 12",
		"policy add Jane~Hudson --carrier Buckeye~Mutual --line home --number 614555014 --effective 2026-06-01 --premium 1200.50 --product Gold",
		"policy add Bob~Tran --carrier Acme --line auto --number P-2 --effective 2026-09-01 --premium 300 --term 6",
	} {
		done(t, path, line)
	}
	whole := func(path string) string {
		out, errs, exit := runWide(200, path, "policy", "list", "--owner", "all", "-o", "csv", "--sort", "number", "--columns", "contact.name,contact.stopped,number,carrier,product,line,status,premium,term,effective,expires,ended")
		if exit != 0 {
			t.Fatal(errs)
		}
		return out
	}
	written, _, _ := runWide(200, path, "policy", "list", "--owner", "all", "-o", "csv")
	if err := os.WriteFile(list, []byte(written), 0o600); err != nil {
		t.Fatal(err)
	}
	people := func() string {
		out, _, _ := runWide(200, path, "contact", "list", "--owner", "all", "-q")
		return out
	}
	before, those := whole(path), people()
	for _, to := range []string{other, other, path} {
		out, errs, exit := runWide(200, to, "import", list, "--as", "policies", "--yes")
		if after := whole(to); exit != 0 || after != before {
			t.Fatalf("exit %d: %s%s\n%s\ncame back as\n%s", exit, out, errs, before, after)
		}
	}
	if now := people(); now != those {
		t.Errorf("its own list makes %s of %s", now, those)
	}
}
