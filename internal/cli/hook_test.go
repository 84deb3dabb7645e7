package cli

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"runtime"
	"strings"
	"testing"

	"crm/internal/verb"
)

// TestHooksHearWhatIsSaved: a hook is told what each command prints with -o json, once and
// only if something was saved, beside which book it is, and the operation id.
func TestHooksHearWhatIsSaved(t *testing.T) {
	if _, err := exec.LookPath("tee"); err != nil || runtime.GOOS == "windows" {
		t.Skip("the hook is tee")
	}
	t.Parallel()
	path, words := wishedBook(t)
	db := rawBook(t, path)
	if _, err := db.Exec("PRAGMA wal_checkpoint(TRUNCATE)"); err != nil {
		t.Fatal(err)
	}
	_ = db.Close()
	book, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	home := t.TempDir()
	heard, config := filepath.Join(home, "heard"), filepath.Join(home, ".config", "crm", "config.yaml")
	if err := errors.Join(os.MkdirAll(filepath.Dir(config), 0o700), os.WriteFile(config, []byte("hooks:\n  after_change: [tee, -a, heard]\n  timeout: 30s\n"), 0o600)); err != nil {
		t.Fatal(err)
	}
	vars := []string{"COLUMNS", "200", "HOME", home}
	run := func(args []string) (out, said, hears string, exit int) {
		_ = os.Remove(heard)
		var stdout, stderr bytes.Buffer
		world := worldOf(path, args, &stdout, &stderr)
		world.Vars = variables(vars...)
		exit = Main(world)
		text, _ := os.ReadFile(heard)
		return stdout.String(), stderr.String(), string(text), exit
	}
	object := func(text string) (o map[string]any) {
		_ = json.Unmarshal([]byte(text), &o)
		return o
	}
	count := 0
	for _, v := range verb.All() {
		wish := wishes[v.String()]
		if wish == "" {
			continue
		}
		restored(t, book, path)
		args := append(words(wish), "--yes", "--op-id", "once", "-o", "json")
		if _, said, hears, _ := run(append(args, "-n")); hears != "" {
			t.Errorf("crm %s -n: %s\nthe hook was told\n%s", wish, said, hears)
		}
		out, said, hears, exit := run(args)
		printed, told := object(out), object(hears)
		if exit != 0 || printed == nil || (printed["change"] == nil) != (hears == "") || strings.Count(hears, "\n") > 1 {
			t.Errorf("crm %s, %d:\n%s%s\nthe hook was told\n%s", wish, exit, out, said, hears)
			continue
		}
		if hears == "" {
			continue
		}
		count++
		if told["book"] != path || told["op_id"] != "once" && told["command"] != "book roll" {
			t.Errorf("crm %s: the hook was told of the book %v and the operation %v", wish, told["book"], told["op_id"])
		}
		delete(told, "book")
		delete(told, "op_id")
		if !reflect.DeepEqual(told, printed) {
			t.Errorf("crm %s printed\n%s\nand the hook was told\n%s", wish, out, hears)
		}
		if _, said, hears, _ := run(args); hears != "" && told["command"] != "book roll" {
			t.Errorf("crm %s, once more: %s\nthe hook was told\n%s", wish, said, hears)
		}
	}
	if count < len(wishes)*9/10 {
		t.Errorf("the hook was told of %d of %d commands", count, len(wishes))
	}
	// A crm that a hook runs has none.
	vars = append(vars, inHook, "1")
	if out, said, hears, exit := run(words("lead add Ida~Poe -q")); exit != 0 || hears != "" {
		t.Errorf("within a hook, %d: %s%s\nthe hook was told\n%s", exit, out, said, hears)
	}
}

// TestHookSays: of what a hook writes to standard error the end is kept, and is safe to show.
func TestHookSays(t *testing.T) {
	var said tail
	for range 1000 {
		_, _ = said.Write([]byte(strings.Repeat("never ending ", 1000) + "\n"))
	}
	if len(said.kept) > mostTail || len(said.lines()) > mostTailLines {
		t.Errorf("%d bytes are kept, and %d lines", len(said.kept), len(said.lines()))
	}
	said = tail{}
	_, _ = said.Write([]byte("\x1b[31mred\xff\r\n" + strings.Repeat("x", 500) + "\n\n"))
	if lines := said.lines(); len(lines) != 2 || lines[0] != `\x1b[31mred�` || len([]rune(lines[1])) != mostTailLine+1 {
		t.Errorf("it is shown as %q", lines)
	}
}
