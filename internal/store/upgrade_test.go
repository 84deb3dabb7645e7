//go:build unix

package store

import (
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"testing/fstest"
	"time"

	"modernc.org/sqlite"

	"crm/internal/crm"
)

// atVersion1 makes a book as the program before version 2 left it, with more
// SQL where a test needs it.
func atVersion1(t *testing.T, path string, more ...string) string {
	t.Helper()
	db, err := sql.Open("sqlite", "file:"+path)
	if err != nil {
		t.Fatal(err)
	}
	db.SetMaxOpenConns(1)
	text := string(contents(t, "migrations/0001_book.sql")) + string(contents(t, "testdata/version-1.sql")) + strings.Join(more, "")
	if _, err := db.Exec("PRAGMA journal_mode = WAL; BEGIN; " + text + fmt.Sprintf("; PRAGMA application_id = %d; PRAGMA user_version = 1; COMMIT", applicationID)); err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(db.Close(), os.Chmod(path, 0o600)); err != nil {
		t.Fatal(err)
	}
	return path
}

func oldBookIn(t *testing.T, more ...string) string {
	t.Helper()
	return atVersion1(t, filepath.Join(t.TempDir(), "book.db"), more...)
}

// plain opens a file as SQLite has it, of whatever version.
func plain(t *testing.T, path string) *Store {
	t.Helper()
	s, err := connect(path, "ro")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

// version1 gives all rows of the tables of version 1, in its columns; what the
// migration fills and what is computed again after it are left out.
func version1(t *testing.T, path string) []string {
	t.Helper()
	s := plain(t, path)
	defer s.Close()
	if whole := rowsOf(t, s, "PRAGMA integrity_check"); !slices.Equal(whole, []string{"ok"}) {
		t.Errorf("%s is not whole: %q", path, whole)
	}
	if tables1 == nil {
		tables1 = tablesOf(t, plain(t, oldBookIn(t)))
	}
	var all []string
	for _, table := range tables1 {
		for _, row := range rowsOf(t, s, "SELECT "+table.columns+" FROM "+table.name+" ORDER BY "+table.columns) {
			all = append(all, table.name+"|"+row)
		}
	}
	return all
}

// tables1 are the tables of version 1, with their columns.
var tables1 []struct{ name, columns string }

func tablesOf(t *testing.T, s *Store) (tables []struct{ name, columns string }) {
	t.Helper()
	for _, table := range rowsOf(t, s, "SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'lookup' ORDER BY name") {
		var columns []string
		for _, name := range rowsOf(t, s, "SELECT name FROM pragma_table_info('"+table+"')") {
			if !slices.Contains([]string{"probability", "next_due", "given", "family"}, name) {
				columns = append(columns, `"`+name+`"`)
			}
		}
		tables = append(tables, struct{ name, columns string }{table, strings.Join(columns, ", ")})
	}
	return tables
}

func versionOf(t *testing.T, path string) string {
	t.Helper()
	s := plain(t, path)
	defer s.Close()
	return rowsOf(t, s, "PRAGMA user_version")[0]
}

func namesIn(t *testing.T, dir string) []string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}

// theBackup is the only backup of a book.
func theBackup(t *testing.T, path string) string {
	t.Helper()
	names := namesIn(t, BackupDir(path))
	if len(names) != 1 {
		t.Fatalf("the backups are %q", names)
	}
	return filepath.Join(BackupDir(path), names[0])
}

// onlyBackedUp makes sure that there is the book and one backup, and nothing is left.
func onlyBackedUp(t *testing.T, path string) {
	t.Helper()
	if got := namesIn(t, filepath.Dir(path)); !slices.Equal(got, []string{"backups", filepath.Base(path)}) {
		t.Errorf("in the directory is %q", got)
	}
	theBackup(t, path)
}

func TestUpgrade(t *testing.T) {
	old := syscall.Umask(0)
	defer syscall.Umask(old)
	path := oldBookIn(t)
	before := version1(t, path)
	done, err := Upgrade(t.Context(), path, time.Now())
	if err != nil || done == nil || *done != (Upgraded{1, SchemaVersion, theBackup(t, path)}) {
		t.Fatalf("%+v, %v", done, err)
	}
	onlyBackedUp(t, path)
	for file, want := range map[string]string{path: fmt.Sprint(SchemaVersion), done.Backup: "1"} {
		if got := versionOf(t, file); got != want {
			t.Errorf("%s has version %s, want %s", file, got, want)
		}
		if got := version1(t, file); !slices.Equal(got, before) {
			t.Errorf("%s: %q, want %q", file, got, before)
		}
	}
	info, err := os.Stat(done.Backup)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the copy has mode %s, %v", info.Mode(), err)
	}
	s := openFor(t, path)
	for text, want := range map[string][]string{
		"PRAGMA foreign_key_check": nil,
		"PRAGMA journal_mode":      {"wal"},
		"SELECT id, probability, stage_since, last_activity FROM opportunities": {"13|10|2026-11-03|2026-11-06", "14|10|2026-11-03|", "16|10|2026-11-03|"},
		"SELECT renewal_days, x_date_days, file_limit FROM settings":            {"60|60|25"},
	} {
		if got := rowsOf(t, s, text); !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
	if again, err := Upgrade(t.Context(), path, time.Now()); again != nil || err != nil {
		t.Errorf("a second time: %+v, %v", again, err)
	}
}

// TestUpgradeTellsWhoDidIt: who has done what is read from the journal, where
// several have had a hand in it from the change that is in force.
func TestUpgradeTellsWhoDidIt(t *testing.T) {
	path := oldBookIn(t, `
		UPDATE activities SET status = 'done' WHERE id = 22;
		INSERT INTO changes VALUES(19, 'x-1', '2026-11-07T16:00:00Z', '2026-11-07', 2, 'done', NULL, 20);
		INSERT INTO edits VALUES(19, 1, 'update', 'activity', 22, 2, NULL, NULL, '{"status":"open"}', '{"status":"done"}');
		INSERT INTO changes VALUES(20, 'x-2', '2026-11-07T16:00:00Z', '2026-11-07', 2, 'undo', 19, NULL);
		INSERT INTO edits VALUES(20, 1, 'update', 'activity', 22, 3, NULL, NULL, '{"status":"done"}', '{"status":"open"}');
		INSERT INTO changes VALUES(21, 'x-3', '2026-11-07T16:00:00Z', '2026-11-07', 2, 'done', NULL, NULL);
		INSERT INTO edits VALUES(21, 1, 'update', 'activity', 22, 4, NULL, NULL, '{"status":"open"}', '{"status":"done"}');
		INSERT INTO changes VALUES(22, 'x-4', '2026-11-08T16:00:00Z', '2026-11-08', 1, 'task edit', NULL, NULL);
		INSERT INTO edits VALUES(22, 1, 'update', 'activity', 22, 5, NULL, NULL, '{"note":null}', '{"note":"it said \"status\":\"done\""}');
		UPDATE activities SET owner = 2 WHERE id = 21;`)
	if _, err := Upgrade(t.Context(), path, time.Now()); err != nil {
		t.Fatal(err)
	}
	want := []string{"9|1", "12|1", "17|1", "21|1", "22|2"}
	if got := rowsOf(t, openFor(t, path), "SELECT id, done_by FROM activities WHERE done_by IS NOT NULL ORDER BY id"); !slices.Equal(got, want) {
		t.Errorf("it says %q, want %q", got, want)
	}
}

// TestUpgradeTakesNamesApart: people get the parts that their names say for certain, and
// what was known of them stays.
func TestUpgradeTakesNamesApart(t *testing.T) {
	person := func(id int, name, given, family string) string {
		return fmt.Sprintf(`INSERT INTO contacts (id, version, kind, name, given, family, created) VALUES (%d, 1, 'person', '%s', %s, %s, '2026-11-02');`, id, name, given, family)
	}
	path := oldBookIn(t, person(101, "Dr. Robert Q. Vance, CPA", "NULL", "NULL"), person(102, "Bruni Carla", "NULL", "NULL"), person(103, "Jane Q. Hudson Jr.", "'Jane Q.'", "'Hudson'"),
		person(104, "Big O", "'Opal'", "'Sims'"), person(105, "María José García López", "NULL", "NULL"), person(106, `William "Bill" Roe`, "NULL", "'Roe'"), person(107, "Ann Roe", "NULL", "NULL"),
		"INSERT INTO contacts (id, version, kind, name, given, created) VALUES (108, 1, 'household', 'Liz Roe', 'Liz', '2026-11-02');",
		`INSERT INTO changes VALUES(19, 'x-1', '2026-11-07T16:00:00Z', '2026-11-07', 1, 'contact edit', NULL, NULL);
		INSERT INTO edits VALUES(19, 1, 'update', 'contact', 107, 2, NULL, NULL, '{"name":"Ann Poe"}', '{"name":"Ann Roe"}');`)
	if _, err := Upgrade(t.Context(), path, time.Now()); err != nil {
		t.Fatal(err)
	}
	s := openFor(t, path)
	want := []string{
		"3|Ruth Adeyemi||||||", "7|The Hudsons||||||", "8|Jane Hudson||Jane||Hudson||", "11|山本 さくら||さくら||山本||",
		"101|Dr. Robert Q. Vance, CPA|Dr.|Robert|Q.|Vance|CPA|", "102|Bruni Carla||||||", "103|Jane Q. Hudson Jr.||Jane Q.||Hudson|Jr.|", "104|Big O||Opal||Sims||",
		"105|María José García López||María José||García López||", `106|William "Bill" Roe||William||Roe||Bill`, "107|Ann Roe||||||", "108|Liz Roe||Liz||||",
	}
	if got := rowsOf(t, s, "SELECT id, name, prefix, given, middle, family, suffix, nickname FROM contacts ORDER BY id"); !slices.Equal(got, want) {
		t.Errorf("it has\n%s, want\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	read(t, s, func(v *View) error {
		if found, err := v.ByWords("Bill Roe"); len(found) != 1 || err != nil {
			t.Errorf("Bill Roe names %d, %v", len(found), err)
		}
		return nil
	})
}

// TestUpgradeKeepsNamesAnew: whoever is in an older book is found and sorted as
// in a new one.
func TestUpgradeKeepsNamesAnew(t *testing.T) {
	path := oldBookIn(t)
	if _, err := Upgrade(t.Context(), path, time.Now()); err != nil {
		t.Fatal(err)
	}
	s := openFor(t, path)
	read(t, s, func(tx *View) error {
		for _, text := range []string{"山本サクラ", "hudson, jane"} {
			if found, err := tx.ByWords(text); len(found) != 1 || err != nil {
				t.Errorf("%q names %d, %v", text, len(found), err)
			}
		}
		return nil
	})
	if got := rowsOf(t, s, "SELECT id FROM contacts ORDER BY name_order"); !slices.Equal(got, []string{"8", "3", "7", "11"}) {
		t.Errorf("by name they are %q", got)
	}
}

// TestUpgradedIsAsNew: tables, columns and indexes are those of a new book.
func TestUpgradedIsAsNew(t *testing.T) {
	path := oldBookIn(t)
	if _, err := Upgrade(t.Context(), path, time.Now()); err != nil {
		t.Fatal(err)
	}
	text := `SELECT m.type, m.name, c.name, c.type, c."notnull", c.pk, i.name FROM sqlite_schema m
		LEFT JOIN pragma_table_info(m.name) c LEFT JOIN pragma_index_info(m.name) i ORDER BY 1, 2, 3, 7`
	got, want := rowsOf(t, openFor(t, path), text), rowsOf(t, openFor(t, bookIn(t)), text)
	if !slices.Equal(got, want) {
		t.Errorf("the schema is\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// The SQL function interrupted() ends a migration: as a fault, or in a process
// made for it, by death.
const dies = "CRM_TEST_DIES"

func init() {
	sqlite.MustRegisterScalarFunction("interrupted", 0, func(*sqlite.FunctionContext, []driver.Value) (driver.Value, error) {
		if os.Getenv(dies) != "" {
			_ = syscall.Kill(os.Getpid(), syscall.SIGKILL)
			select {}
		}
		return nil, errors.New("interrupted")
	})
}

// TestUpgradeOfADamagedBook: only what has been upgraded can be checked and mended, so a
// reference to nobody is not an obstacle; the backup is a copy as it is.
func TestUpgradeOfADamagedBook(t *testing.T) {
	path := oldBookIn(t, "PRAGMA foreign_keys = OFF; UPDATE contacts SET owner = 9999 WHERE id = (SELECT min(id) FROM contacts)")
	done, err := Upgrade(t.Context(), path, time.Now())
	if err != nil || done == nil || !strings.HasSuffix(done.Backup, "-damaged.db") || versionOf(t, done.Backup) != "1" || versionOf(t, path) != fmt.Sprint(SchemaVersion) {
		t.Errorf("%+v, %v", done, err)
	}
}

// interruptedAfter are migrations of which the last stops after n statements;
// all of them where it is shorter.
func interruptedAfter(n int) (files fs.FS, stops bool) {
	text, err := migration(migrations, SchemaVersion)
	if err != nil {
		panic(err)
	}
	statements := strings.SplitAfter(text, ";\n")
	if stops = n < len(statements); stops {
		text = strings.Join(statements[:n], "") + ";SELECT interrupted();"
	}
	all := fstest.MapFS{fmt.Sprintf("migrations/%04d_x.sql", SchemaVersion): {Data: []byte(text)}}
	for version := 2; version < SchemaVersion; version++ {
		text, err := migration(migrations, version)
		if err != nil {
			panic(err)
		}
		all[fmt.Sprintf("migrations/%04d_x.sql", version)] = &fstest.MapFile{Data: []byte(text)}
	}
	return all, stops
}

// TestInterruptedUpgrade stops after each statement by a fault, and after each
// fourth by kill -9: the book is of version 1 and whole, no copy has been left under
// its name, and the next attempt succeeds.
func TestInterruptedUpgrade(t *testing.T) {
	pattern := oldBookIn(t)
	before := version1(t, pattern)
	for n := 0; ; n++ {
		files, stops := interruptedAfter(n)
		if !stops {
			break
		}
		if n%4 != 0 && os.Getenv("SOAK") == "" {
			continue
		}
		path := filepath.Join(t.TempDir(), "book.db")
		copyFile(t, pattern, path)
		if done, err := upgrade(t.Context(), path, time.Now(), files); err == nil {
			t.Fatalf("after %d statements: %+v and no error", n, done)
		}
		if got := namesIn(t, filepath.Dir(path)); !slices.Equal(got, []string{"book.db"}) {
			t.Errorf("after %d statements and a fault in the directory is %q", n, got)
		}
		if n%8 == 0 || os.Getenv("SOAK") != "" { // a process costs more than a fault
			child := upgradeIn(t, path, dies+"="+strconv.Itoa(n))
			if err := child.Run(); err == nil || child.ProcessState.Sys().(syscall.WaitStatus).Signal() != syscall.SIGKILL {
				t.Fatalf("after %d statements the process ended with %v", n, err)
			}
		}
		if versionOf(t, path) != "1" || !slices.Equal(version1(t, path), before) {
			t.Errorf("after %d statements the book is changed", n)
		}
		if got := namesIn(t, filepath.Dir(path)); slices.Contains(got, "backups") {
			t.Errorf("after %d statements there is a backup for nothing", n)
		}
		if done, err := Upgrade(t.Context(), path, time.Now()); err != nil || done == nil {
			t.Errorf("after %d statements and again: %+v, %v", n, done, err)
		}
		onlyBackedUp(t, path)
		if n > 500 {
			t.Fatal("there is no end")
		}
	}
}

// upgradeIn is a process that upgrades a book, by TestUpgradeProcess.
func upgradeIn(t *testing.T, path string, env ...string) *exec.Cmd {
	t.Helper()
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), program, "-test.run", "^TestUpgradeProcess$", "-test.count", "1")
	cmd.Env = append(append(os.Environ(), "CRM_TEST_UPGRADES="+path), env...)
	return cmd
}

// TestUpgradeProcess is not a test, but what upgradeIn runs.
func TestUpgradeProcess(t *testing.T) {
	path := os.Getenv("CRM_TEST_UPGRADES")
	if path == "" {
		t.Skip("is run by others")
	}
	files := fs.FS(migrations)
	if n, err := strconv.Atoi(os.Getenv(dies)); err == nil {
		files, _ = interruptedAfter(n)
	}
	done, err := upgrade(t.Context(), path, time.Now(), files)
	if err != nil {
		t.Fatal(err)
	}
	if done != nil {
		fmt.Println("upgraded")
	}
}

// TestKilledUpgrade kills the process at any moment, the copying among them:
// the book is old or new, and whatever has the name of a backup is whole.
func TestKilledUpgrade(t *testing.T) {
	pattern := oldBookIn(t, `WITH RECURSIVE n (value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM n WHERE value < 4000)
		INSERT INTO notes SELECT value + 1000, 1, 3, NULL, NULL, 1, hex(randomblob(400)), '2026-11-02T14:00:00Z' FROM n;`)
	before := version1(t, pattern)
	start := time.Now()
	whole := filepath.Join(t.TempDir(), "book.db")
	copyFile(t, pattern, whole)
	if err := upgradeIn(t, whole).Run(); err != nil {
		t.Fatal(err)
	}
	lasts := time.Since(start)
	rounds := 4
	if os.Getenv("SOAK") != "" {
		rounds = 40
	}
	old, copying := 0, 0
	for range rounds {
		path := filepath.Join(t.TempDir(), "book.db")
		copyFile(t, pattern, path)
		child := upgradeIn(t, path)
		if err := child.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(lasts/4 + time.Duration(rand.Int64N(int64(lasts))))
		_ = child.Process.Kill()
		_ = child.Wait()
		if exists(BackupDir(path)) {
			for _, name := range namesIn(t, BackupDir(path)) {
				file := filepath.Join(BackupDir(path), name)
				switch {
				case strings.HasPrefix(name, unfinished):
					copying++
				case versionOf(t, file) != "1" || !slices.Equal(version1(t, file), before):
					t.Errorf("%s is not a whole backup", name)
				}
			}
		}
		if versionOf(t, path) == "1" {
			old++
		}
		if _, err := Upgrade(t.Context(), path, time.Now()); err != nil {
			t.Error(err)
		}
		if versionOf(t, path) != fmt.Sprint(SchemaVersion) || !slices.Equal(version1(t, path), before) {
			t.Error("the book is not what it was")
		}
		for _, name := range append(namesIn(t, filepath.Dir(path)), namesIn(t, BackupDir(path))...) {
			if strings.HasPrefix(name, ".") {
				t.Errorf("%s is left", name)
			}
		}
	}
	t.Logf("%d of %d were killed before the commit, %d while copying", old, rounds, copying)
}

func copyFile(t *testing.T, from, to string) {
	t.Helper()
	if err := os.WriteFile(to, contents(t, from), 0o600); err != nil {
		t.Fatal(err)
	}
}

// TestUpgradeIsDoneByOne: processes and connections that come at once find the
// book brought up to date by one of them, and one copy. SQLite removes its files when the
// last connection closes; where the last two close at once, neither is the last, and the
// next command does it.
func TestUpgradeIsDoneByOne(t *testing.T) {
	path := oldBookIn(t)
	before := version1(t, path)
	var group sync.WaitGroup
	results := make([]string, 6)
	for i := range results {
		group.Go(func() {
			if i%2 == 0 {
				out, err := upgradeIn(t, path).CombinedOutput()
				results[i] = fmt.Sprint(strings.Contains(string(out), "upgraded\n"), err)
				return
			}
			done, err := Upgrade(t.Context(), path, time.Now())
			results[i] = fmt.Sprint(done != nil, err)
		})
	}
	group.Wait()
	slices.Sort(results)
	want := append(slices.Repeat([]string{"false <nil>"}, len(results)-1), "true <nil>")
	if !slices.Equal(results, want) {
		t.Errorf("%q, want %q", results, want)
	}
	next, err := Open(t.Context(), path)
	if err != nil || next.Close() != nil {
		t.Fatal(err)
	}
	onlyBackedUp(t, path)
	if !slices.Equal(version1(t, path), before) {
		t.Error("the book is not what it was")
	}
}

// TestUpgradeWhatCanNotBe: what is refused is left as it was.
func TestUpgradeWhatCanNotBe(t *testing.T) {
	newer := oldBookIn(t)
	if s, err := sql.Open("sqlite", "file:"+newer); err != nil {
		t.Fatal(err)
	} else if _, err := s.Exec("PRAGMA user_version = 99"); err != nil || s.Close() != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]crm.Code{newer: crm.CodeVersion, filepath.Join(t.TempDir(), "none.db"): crm.CodeNotFound, os.DevNull: crm.CodeEnvironment} {
		done, err := Upgrade(t.Context(), path, time.Now())
		if done != nil || crm.CodeOf(err) != want {
			t.Errorf("%s: %+v, %v, want %s", path, done, err, want)
		}
	}
	if got := namesIn(t, filepath.Dir(newer)); !slices.Equal(got, []string{"book.db"}) {
		t.Errorf("in the directory is %q", got)
	}
}
