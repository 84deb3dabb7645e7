package cli

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// damages are what may have become of an export, and what the error says of it.
var damages = []struct {
	name   string
	damage func(t *testing.T, dir string)
	exit   int
	says   string
}{
	{"a file is missing", removed("contacts.jsonl"), 8, `contacts.jsonl in out is missing`},
	{"a CSV is missing", removed("contacts.csv"), 8, `contacts.csv in out is missing`},
	{"the bytes of a file are missing", removed("files/7-letter.txt"), 8, `files/7-letter.txt in out is missing`},
	{"the manifest is missing", removed("manifest.json"), 8, `out is not an export of a whole book`},
	{"a line was edited", replaced("contacts.jsonl", "Jane", "Joan"), 8, `contacts.jsonl in out was changed after the export`},
	{"a line was broken", replaced("contacts.jsonl", `"Mike Brandt",`, `"Mike Brandt"`), 8, `contacts.jsonl in out, line 2: it was changed after the export: this is not JSON`},
	{"a line is gone", replaced("contacts.jsonl", "(?m)^.*Mike.*\n", ""), 8, `contacts.jsonl in out has 1 lines, and 2 were exported`},
	{"the end is gone", replaced("edits.jsonl", `}\n$`, ""), 8, `edits.jsonl in out, line 10: it was changed after the export: this is not JSON`},
	{"the bytes of a file were changed", replaced("files/7-letter.txt", "Dear", "Dead"), 8, `files/7-letter.txt in out was changed after the export`},
	{"a CSV was changed", replaced("contacts.csv", "Jane", "Joan"), 8, `contacts.csv in out was changed after the export`},
	{"the manifest was changed", replaced("manifest.json", `"next_record": \d+`, `"next_record": 3`), 8, `manifest.json in out was changed after the export`},
	{"the manifest was broken", replaced("manifest.json", `"format_version": 1,`, `"format_version": 1`), 8, `manifest.json in out, line 4: is not the JSON of a manifest`},
	{"a newer schema", replaced("manifest.json", `"schema_version": 3`, `"schema_version": 4`), 9, `out was written by a newer crm`},
	{"a newer form", replaced("manifest.json", `"format_version": 1`, `"format_version": 2`), 9, `out was written by a newer crm`},
	{"an older schema", replaced("manifest.json", `"schema_version": 3`, `"schema_version": 2`), 9, `out has version 2`},
	{"something else", replaced("manifest.json", `"crm book"`, `"crm cook"`), 8, `out is not an export of a whole book`},
	{"a link", func(t *testing.T, dir string) {
		must(t, os.Remove(filepath.Join(dir, "contacts.jsonl")))
		must(t, os.Symlink("/etc/passwd", filepath.Join(dir, "contacts.jsonl")))
	}, 4, `contacts.jsonl in out is not a file, but a link or a device`},
	{"a link that nobody named", func(t *testing.T, dir string) { must(t, os.Symlink("/etc", filepath.Join(dir, "etc"))) }, 4, `etc in out is not a file`},
	// What follows has right sums.
	{"a wrong field", forged("contacts.jsonl", `"birthday": "1980-05-12"`, `"birthday": "soon"`), 8, `contacts.jsonl in out, line 1: birthday can't be read`},
	{"a needed field is empty", forged("contacts.jsonl", `"name": "Jane Hudson"`, `"name": null`), 8, `contacts.jsonl in out, line 1: name can't be read: it is empty`},
	{"a number for a text", forged("contacts.jsonl", `"name": "Jane Hudson"`, `"name": 7`), 8, `contacts.jsonl in out, line 1: name can't be read`},
	{"a field is missing", forged("contacts.jsonl", `"name": "Jane Hudson", `, ``), 8, `contacts.jsonl in out, line 1: it has no name`},
	{"an unknown field", forged("contacts.jsonl", `"name": "Jane Hudson"`, `"name": "Jane Hudson", "shoe": 7`), 8, `contacts.jsonl in out, line 1: no field is called "shoe"`},
	{"a field twice", forged("contacts.jsonl", `"name": "Jane Hudson"`, `"name": "Jane Hudson", "name": "x"`), 8, `contacts.jsonl in out, line 1: it is not a JSON object with each member once`},
	{"two records on a line", forged("contacts.jsonl", "}\n{", "} {"), 8, `contacts.jsonl in out, line 1: it is not a JSON object`},
	{"a number that was never given out", forged("contacts.jsonl", `"id": 2,`, `"id": 400,`), 8, `contacts.jsonl in out, line 1: 400 is not a number that the book has given out`},
	{"the same number twice", forged("contacts.jsonl", `"id": 5,`, `"id": 2,`), 8, `contacts.jsonl in out, line 2: the number 2 does not come behind 2`},
	{"a reference to nobody", forged("contacts.jsonl", `"owner": 1`, `"owner": 99`), 8, `contacts.jsonl in out, line 1: refers to something in producers that is not there`},
	{"an edit of no change", forged("edits.jsonl", `"change": 2,`, `"change": 99,`), 8, `edits.jsonl in out refers to something in changes that is not there`},
	{"a text for a number", forged("changes.jsonl", `"id": 1,`, `"id": "1",`), 8, `changes.jsonl in out, line 1: id has the value "1"`},
	{"an operation twice", forged("changes.jsonl", `"op": "[0-9a-f]*"`, `"op": "same"`), 8, `changes.jsonl in out, line 2: its number is taken, or something that it needs is missing`},
	{"another book's journal", forged("changes.jsonl", `("id": 1, "op": ")[0-9a-f]*"`, `${1}other"`), 8, `changes.jsonl in out, line 1: is not of the same book as the manifest`},
	{"no settings", forged("settings.jsonl", `(?s).*`, ``), 8, `settings.jsonl in out has the settings of 0 books`},
	{"a time zone that is none", forged("settings.jsonl", `America/New_York`, `Moon/Base`), 8, `settings.jsonl in out, line 1: `},
	{"a name that leads out", func(t *testing.T, dir string) {
		replaced("manifest.json", `files/7-letter.txt`, `../letter.txt`)(t, dir)
		path := filepath.Join(dir, "manifest.json")
		manifest, err := os.ReadFile(path)
		must(t, err)
		must(t, os.WriteFile(path, summed(manifest), 0o600))
	}, 4, `the manifest of out names a file "../letter.txt", which leads out of it`},
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func removed(name string) func(*testing.T, string) {
	return func(t *testing.T, dir string) { must(t, os.Remove(filepath.Join(dir, name))) }
}

// replaced replaces all that matches in a file. A manifest has a right sum then, unless it
// is the sum that is tried.
func replaced(name, pattern, by string) func(*testing.T, string) {
	return func(t *testing.T, dir string) {
		path := filepath.Join(dir, name)
		text, err := os.ReadFile(path)
		must(t, err)
		is := regexp.MustCompile(pattern).ReplaceAll(text, []byte(by))
		if bytes.Equal(is, text) {
			t.Fatalf("%s is not in %s:\n%s", pattern, name, text)
		}
		must(t, os.WriteFile(path, is, 0o600))
	}
}

// forged replaces what matches in a file, and puts the manifest right.
func forged(name, pattern, by string) func(*testing.T, string) {
	return func(t *testing.T, dir string) {
		replaced(name, pattern, by)(t, dir)
		text, err := os.ReadFile(filepath.Join(dir, name))
		must(t, err)
		path := filepath.Join(dir, "manifest.json")
		manifest, err := os.ReadFile(path)
		must(t, err)
		entry := regexp.MustCompile(`(?s)"name": "` + regexp.QuoteMeta(name) + `",\n.*?\}`)
		manifest = entry.ReplaceAll(manifest, fmt.Appendf(nil, "\"name\": %q,\n      \"lines\": %d,\n      \"bytes\": %d,\n      \"sha256\": \"%x\"\n    }", name, bytes.Count(text, []byte("\n")), len(text), sha256.Sum256(text)))
		must(t, os.WriteFile(path, summed(manifest), 0o600))
	}
}

// summed is a manifest with its right sum.
func summed(manifest []byte) []byte {
	blank := regexp.MustCompile(`(?m)^  "sha256": ".*"$`).ReplaceAll(manifest, []byte(`  "sha256": ""`))
	sum := fmt.Sprintf(`  "sha256": "%x"`, sha256.Sum256(blank))
	return bytes.Replace(blank, []byte(`  "sha256": ""`), []byte(sum), 1)
}

// smallBook makes a book with something of much in it.
func smallBook(t *testing.T, dir string) string {
	t.Helper()
	path := filepath.Join(dir, "book.db")
	letter := filepath.Join(dir, "letter.txt")
	must(t, os.WriteFile(letter, []byte("Dear Jane\n"), 0o600))
	for _, line := range []string{
		"book init --country us --timezone America/New_York --producer Ann~Lee", "lead add Jane~Hudson --phone 614-555-0147 --birthday 1980-05-12",
		"contact add Mike~Brandt --phone 614-555-0166", "contact relate Jane~Hudson Mike~Brandt --as spouse", "file add Jane~Hudson " + letter, "log Jane~Hudson nr",
	} {
		done(t, path, line)
	}
	return path
}

// TestADamagedExportIsRefused: whatever has become of an export, the error says where, and
// there is no book of it.
func TestADamagedExportIsRefused(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	book := smallBook(t, dir)
	whole := filepath.Join(dir, "whole")
	if _, errs, exit := runWide(200, book, "export", "book", whole); exit != 0 {
		t.Fatal(errs)
	}
	for i, d := range damages {
		at := t.TempDir()
		out, other := filepath.Join(at, "out"), filepath.Join(at, "other.db")
		must(t, os.CopyFS(out, os.DirFS(whole)))
		d.damage(t, out)
		forms := []string{out}
		if i%5 == 0 && !strings.Contains(d.name, "link") {
			forms = append(forms, zipped(t, out))
		}
		for _, form := range forms {
			_, errs, exit := runWide(200, other, "import", "book", form)
			errs = strings.ReplaceAll(strings.ReplaceAll(strings.Join(strings.Fields(errs), " "), form, "out"), "out.zip", "out")
			if exit != d.exit || !strings.Contains(errs, d.says) {
				t.Errorf("%s: exit %d, want %d\n%s\nand not\n%s", d.name, exit, d.exit, errs, d.says)
			}
			if !strings.Contains(errs, "Nothing was changed") {
				t.Errorf("%s: %s", d.name, errs)
			}
			if left, _ := filepath.Glob(filepath.Join(at, "*.db*")); len(left) > 0 {
				t.Errorf("%s: there is %s", d.name, left)
			}
			if left, _ := filepath.Glob(filepath.Join(at, ".*")); len(left) > 0 {
				t.Errorf("%s: there is %s", d.name, left)
			}
		}
	}
}

// zipped packs a directory.
func zipped(t *testing.T, dir string) string {
	t.Helper()
	file, err := os.Create(dir + ".zip")
	must(t, err)
	z := zip.NewWriter(file)
	must(t, z.AddFS(os.DirFS(dir)))
	must(t, z.Close())
	must(t, file.Close())
	return file.Name()
}

// TestAHostileZipIsRefused: names that lead out of it, links, names that are there twice, and
// one that unpacks to a thousand times its size.
func TestAHostileZipIsRefused(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	book := smallBook(t, dir)
	whole := filepath.Join(dir, "whole")
	if _, errs, exit := runWide(200, book, "export", "book", whole); exit != 0 {
		t.Fatal(errs)
	}
	link := &zip.FileHeader{Name: "etc"}
	link.SetMode(fs.ModeSymlink | 0o777)
	for _, h := range []struct {
		name string
		add  func(*zip.Writer) error
		says string
	}{
		{"a name that leads out", entryOf(&zip.FileHeader{Name: "../evil"}, "x"), `has a file "../evil", whose name leads out of it`},
		{"a whole path", entryOf(&zip.FileHeader{Name: "/evil"}, "x"), `has a file "/evil", whose name leads out of it`},
		{"a path of another system", entryOf(&zip.FileHeader{Name: `..\evil`}, "x"), `whose name leads out of it`},
		{"a link", entryOf(link, "/etc/passwd"), `etc in out.zip is not a file, but a link or a device`},
		{"a name that is there twice", entryOf(&zip.FileHeader{Name: "contacts.jsonl"}, "x"), `has the file "contacts.jsonl" twice`},
	} {
		at := t.TempDir()
		path := filepath.Join(at, "out.zip")
		file, err := os.Create(path)
		must(t, err)
		z := zip.NewWriter(file)
		must(t, z.AddFS(os.DirFS(whole)))
		must(t, h.add(z))
		must(t, z.Close())
		must(t, file.Close())
		_, errs, exit := runWide(200, filepath.Join(at, "other.db"), "import", "book", path)
		errs = strings.ReplaceAll(strings.Join(strings.Fields(errs), " "), path, "out.zip")
		if exit != 4 || !strings.Contains(errs, h.says) {
			t.Errorf("%s: exit %d: %s", h.name, exit, errs)
		}
	}
}

func entryOf(h *zip.FileHeader, text string) func(*zip.Writer) error {
	return func(z *zip.Writer) error {
		w, err := z.CreateHeader(h)
		if err == nil {
			_, err = io.WriteString(w, text)
		}
		return err
	}
}

// TestAZipBombIsRefused: what unpacks to a thousand times its size is not unpacked, and what
// unpacks to more than it says is not either.
func TestAZipBombIsRefused(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	book := smallBook(t, dir)
	for _, bomb := range []struct{ bytes, says string }{
		{"2199023255552", "more than 200 times its size"},
		{"5", "contacts.jsonl in out.zip, line 1: is longer than any record"},
	} {
		whole := filepath.Join(t.TempDir(), "out")
		if _, errs, exit := runWide(200, book, "export", "book", whole); exit != 0 {
			t.Fatal(errs)
		}
		must(t, os.WriteFile(filepath.Join(whole, "contacts.jsonl"), bytes.Repeat([]byte(`"" `), 16<<20), 0o600))
		path := filepath.Join(whole, "manifest.json")
		manifest, err := os.ReadFile(path)
		must(t, err)
		entry := regexp.MustCompile(`(?s)("name": "contacts.jsonl",\n.*?"bytes": )\d+`)
		must(t, os.WriteFile(path, summed(entry.ReplaceAll(manifest, []byte("${1}"+bomb.bytes))), 0o600))
		_, errs, exit := runWide(200, filepath.Join(t.TempDir(), "other.db"), "import", "book", zipped(t, whole))
		errs = strings.ReplaceAll(strings.Join(strings.Fields(errs), " "), whole, "out")
		if exit == 0 || !strings.Contains(errs, bomb.says) {
			t.Errorf("exit %d: %s", exit, errs)
		}
	}
}
