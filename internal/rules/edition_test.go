package rules

import (
	"crypto/sha256"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// sums are what the rules of the program are: a sum for each, without what it is about and its
// examples.
func sums(t *testing.T) map[string]string {
	t.Helper()
	all := map[string]string{}
	sum := func(key string, clauses []Rule) {
		for i := range clauses {
			clauses[i].About = ""
		}
		text, err := Encode(clauses)
		if err != nil {
			t.Fatal(err)
		}
		all[key] = fmt.Sprintf("%x", sha256.Sum256([]byte(text)))[:8]
	}
	for _, name := range BuiltinNames() {
		var clauses []Rule
		for _, r := range builtin {
			if r.Name == name {
				clauses = append(clauses, r)
			}
		}
		sum(name, clauses)
	}
	for _, p := range Packs() {
		for _, name := range p.Named {
			if clauses := p.Clauses(name, "en"); len(clauses) > 0 {
				sum(inPack(p.Name, name), clauses)
			}
		}
	}
	return all
}

// TestEditions holds editions.txt to the rules: whoever changes one gives it another version with
// go test ./internal/rules -run TestEditions -update. What has changed since the last release is
// one edition, whose number is that of the releases before it and one.
func TestEditions(t *testing.T) {
	log, err := os.ReadFile("../../CHANGELOG.md")
	if err != nil {
		t.Fatal(err)
	}
	next := len(regexp.MustCompile(`(?m)^## \[\d`).FindAll(log, -1)) + 1
	now, last := sums(t), map[string][]string{}
	var lines []string
	newest := 0
	for line := range strings.Lines(editions) {
		fields := strings.Fields(line)
		if strings.HasPrefix(line, "#") || len(fields) != 3 {
			lines = append(lines, strings.TrimSuffix(line, "\n"))
			continue
		}
		var edition int
		if _, err := fmt.Sscan(fields[1], &edition); err != nil {
			t.Fatalf("editions.txt: %q: %v", line, err)
		}
		newest = max(newest, edition)
		if edition < next || now[fields[0]] == fields[2] {
			lines, last[fields[0]] = append(lines, strings.TrimSpace(line)), fields
		}
	}
	var names []string
	for name := range now {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		if l := last[name]; l == nil || l[2] != now[name] {
			lines, newest = append(lines, fmt.Sprintf("%s %d %s", name, next, now[name])), max(newest, next)
		}
	}
	written := strings.Join(lines, "\n") + "\n"
	if *update {
		if err := os.WriteFile("editions.txt", []byte(written), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if written != editions {
		t.Error("editions.txt does not have the rules as they are: run go test ./internal/rules -run TestEditions -update")
	}
	if newest != Edition {
		t.Errorf("the newest edition in editions.txt is %d, and Edition says %d", newest, Edition)
	}
}

// TestVersionIn asks for versions of rules in editions that there are and are not.
func TestVersionIn(t *testing.T) {
	was := editions
	defer func() { editions = was }()
	editions = "# a remark\nnew-lead 1 aaaaaaaa\nno-reach 1 aaaaaaaa\nspeed-to-lead/new-lead 1 aaaaaaaa\nnew-lead 3 bbbbbbbb\n"
	for _, c := range []struct {
		pack, rule   string
		edition      int64
		version, now int64
	}{
		{"", "no-reach", 1, 1, 1}, {"", "new-lead", 1, 1, 2}, {"speed-to-lead", "new-lead", 1, 1, 1},
		{"", "new-lead", 0, 0, 2}, {"", "unheard", 1, 0, 0}, {"", "no-reach", Edition + 1, 0, 1},
	} {
		if version, now := VersionIn(c.pack, c.rule, c.edition); version != c.version || now != c.now {
			t.Errorf("%+v: version %d of %d", c, version, now)
		}
	}
}
