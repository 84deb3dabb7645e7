package cli

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestCalendarComesBackWhole: what export calendar writes changes nothing in its own book,
// whatever that holds and whoever reads it, and makes the same appointments in another one,
// where the same file changes nothing either. What it made can be taken back.
func TestCalendarComesBackWhole(t *testing.T) {
	t.Parallel()
	rounds := 6
	if soak {
		rounds = 300
	}
	for seed := range rounds {
		random := rand.New(rand.NewPCG(11, uint64(seed)))
		one := func(texts ...string) string { return texts[random.IntN(len(texts))] }
		dir := t.TempDir()
		path, other, file := filepath.Join(dir, "book.db"), filepath.Join(dir, "other.db"), filepath.Join(dir, "crm.ics")
		var typed []string
		run := func(path string, args ...string) string {
			t.Helper()
			out, errs, exit := runWide(200, path, args...)
			typed = append(typed, strings.Join(args, " "))
			if exit != 0 {
				t.Fatalf("seed %d: exit %d\n%s\nof\n%s", seed, exit, errs, strings.Join(typed, "\n"))
			}
			return out
		}
		zone := one("America/New_York", "Europe/Rome", "Asia/Tokyo", "Australia/Lord_Howe", "America/St_Johns")
		run(path, "book", "init", "--country", "us", "--timezone", zone, "--producer", "Ann Lee")
		inZone := one(zone, "Europe/Rome")
		run(other, "book", "init", "--country", "us", "--timezone", inZone, "--producer", "Ann Lee")
		for _, who := range []string{"Ann Hog", "Bo, \"Bare\"", "山本 さくら"} {
			email := one("a", "b", "c") + who[:1] + "@example.com"
			if who[0] > 'z' {
				email = "sakura@example.com"
			}
			for _, to := range []string{path, other} {
				run(to, "client", "add", who, "--email", email, "--birthday", "1980-02-29")
			}
		}
		for range 1 + random.IntN(8) {
			args := []string{"appt", "add", one("2", "4", "6"), one("2026-12-01", "2026-12-06", "2027-03-28", "2027-03-14") + " " + one("00:00", "01:30", "09:05", "23:45"), "--for", one("15m", "1h", "24h")}
			for flag, texts := range map[string][]string{"--place": {"", "Elm St 1; rear, left", `C:\new`}, "--subject": {"", "Review", "日本語の件名をここに書きます。とても長い件名なので折り返されます。", `back\slash, "quoted"; n`}, "--note": {"", "line one\nline two", "=1+1"}} {
				if text := one(texts...); text != "" {
					args = append(args, flag, text)
				}
			}
			if out, errs, exit := runWide(200, path, args...); exit != 0 && !strings.Contains(errs, "does not exist") { // a time that clocks skip
				t.Fatalf("seed %d: %s%s", seed, out, errs)
			}
		}
		run(path, "call", "add", "2", "--due", "2026-12-02 "+one("09:00", "13:30"))
		run(path, "policy", "add", "4", "--carrier", "Acme", "--line", "auto", "--effective", "2026-01-01", "--premium", "900")
		planned := func(path string) string {
			return run(path, "appt", "list", "--owner", "all", "-o", "csv", "--columns", "start,end,contact.name,place", "--sort", "start,place,contact.name")
		}
		changes := func(path string) string { return run(path, "history", "-o", "csv") }
		private := one("", "--private")
		written := run(path, strings.Fields("export calendar "+private)...)
		if again := run(path, strings.Fields("export calendar "+private)...); again != written {
			t.Errorf("seed %d: two exports differ", seed)
		}
		for line := range strings.SplitSeq(strings.TrimSuffix(written, "\r\n"), "\r\n") {
			if len(line) > 75 || strings.ContainsAny(line, "\r\n") {
				t.Errorf("seed %d: a line of %d bytes: %q", seed, len(line), line)
			}
		}
		if err := os.WriteFile(file, []byte(written), 0o600); err != nil {
			t.Fatal(err)
		}
		typed = append(typed, written)
		before := changes(path)
		run(path, "import", file)
		if after := changes(path); after != before {
			t.Fatalf("seed %d: its own calendar changes a book\n%s\nof\n%s", seed, after, strings.Join(typed, "\n"))
		}
		if private != "" {
			continue
		}
		empty := planned(other)
		run(other, "import", file)
		if got, want := planned(other), planned(path); got != want && zone == inZone {
			t.Fatalf("seed %d: another book has\n%s\nof\n%s\nof\n%s", seed, got, want, strings.Join(typed, "\n"))
		}
		before = changes(other)
		run(other, "import", file)
		if after := changes(other); after != before {
			t.Fatalf("seed %d: the same file changes a book\n%s\nof\n%s", seed, after, strings.Join(typed, "\n"))
		}
		run(other, "undo", "--yes")
		if after := planned(other); after != empty {
			t.Fatalf("seed %d: undo leaves\n%s\nof\n%s", seed, after, strings.Join(typed, "\n"))
		}
	}
}
