//go:build linux

package cli

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// ownRules writes so many rules as agencies have them: about all that rules listen to, each
// with a condition of its own, some of them for new leads.
func ownRules(n int) string {
	kinds := []string{
		"on: contact\n  when: becomes(\"rating\", \"a\") and stage == \"client\"\n  do:\n    - set: contact\n      call_frequency: monthly",
		"on: activity\n  when: becomes(\"call_result\", \"no-reach\") and attempt > 2\n  do:\n    - create: task\n      subject: write to {{contact.name}}\n      due: = next_workday(today)",
		"on: opportunity\n  when: becomes(\"status\", \"won\") and line in [\"home\", \"condo\"]\n  do:\n    - create: task\n      subject: ask {{contact.name}} about flood cover\n      due: = on_or_after_workday(closed + months(1))",
		"on: quote\n  when: becomes(\"status\", \"presented\")\n  do:\n    - create: task\n      subject: ask what they think of it\n      due: = today + days(3)",
		"on: policy\n  when: changed(\"effective\") and effective != nil\n  do:\n    - create: task\n      subject: look at it again\n      due: = effective + months(11)",
		"on: contact\n  when: becomes(\"stage\", \"lead\") and city == \"Denver %d\"\n  do:\n    - create: email\n      subject: Thank you, {{given ?? name}}\n      due: = today",
		"on: contact\n  when: created() and city == \"Denver\" and birthday != nil\n  do:\n    - create: task\n      subject: send a card\n      due: = next_birthday(birthday, today)",
		"on: activity\n  when: kind == \"email\" and rule == \"own-%d\" and becomes(\"status\", \"done\")\n  do:\n    - create: call\n      subject: Did our e-mail arrive?\n      due: = on_or_after_workday(today + days(3))",
	}
	var text strings.Builder
	for i := range n {
		kind := kinds[i%len(kinds)]
		if strings.Contains(kind, "%d") {
			kind = fmt.Sprintf(kind, i)
		}
		fmt.Fprintf(&text, "- name: own-%d\n  about: Rule %d of the agency.\n  %s\n", i, i, kind)
	}
	return text.String()
}

// withOwnRules adds rules to a copy of a book.
func withOwnRules(b *testing.B, program, book string, n int) string {
	b.Helper()
	dir := b.TempDir()
	path, file := filepath.Join(dir, "ruled.db"), filepath.Join(dir, "rules.yaml")
	data, err := os.ReadFile(book)
	if err == nil {
		err = os.WriteFile(path, data, 0o600)
	}
	if err == nil {
		err = os.WriteFile(file, []byte(ownRules(n)), 0o600)
	}
	if err != nil {
		b.Fatal(err)
	}
	took(b, exec.Command(program, "rule", "add", file, "--book", path))
	return path
}

// BenchmarkLeadAddWithOwnRules is a lead in a book with 200 rules of its own, beside one in a
// book with the built-in ones. At most half as much again is the aim; TestCounts holds it to
// that in instructions.
func BenchmarkLeadAddWithOwnRules(b *testing.B) {
	book, program := benchBook(b, 5_000), benchProgram(b)
	add := func(book string) *exec.Cmd {
		return exec.Command(program, "lead", "add", "Jane Hudson", "--today", "2026-11-25", "--dry-run", "--book", book)
	}
	sideBySide(b, add(withOwnRules(b, program, book, 200)), add(book))
}

// BenchmarkLargeImportWithOwnRules imports a million leads through 20 rules of the book's own,
// beside the same with the built-in ones.
func BenchmarkLargeImportWithOwnRules(b *testing.B) {
	book, program := benchBook(b, 5_000), benchProgram(b)
	file := filepath.Join(b.TempDir(), "million.csv")
	var rows strings.Builder
	rows.WriteString("name,phone,email,city\n")
	for i := range 1_000_000 {
		fmt.Fprintf(&rows, "P%d Q%dx%d,+1 6%02d 5%02d %04d,p%d@example.com,Denver %d\n", i, i%97, i, i/1_000_000%100, i/10_000%100, i%10_000, i, i%40)
	}
	if err := os.WriteFile(file, []byte(rows.String()), 0o600); err != nil {
		b.Fatal(err)
	}
	read := func(book string) *exec.Cmd {
		return exec.Command(program, "lead", "import", file, "--today", "2026-11-25", "--dry-run", "--yes", "--book", book)
	}
	sideBySide(b, read(withOwnRules(b, program, book, 20)), read(book))
}
