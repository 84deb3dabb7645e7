// Command gen writes what is made from the command tree: the completions and
// docs/reference below the current directory, or with -man DIR the man pages.
package main

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/cobra/doc"

	"crm/internal/cli"
	"crm/internal/crm"
	"crm/internal/rules"
)

func main() {
	man := flag.String("man", "", "write the man pages into that directory, and nothing else")
	flag.Parse()
	if err := run(*man); err != nil {
		fmt.Fprintln(os.Stderr, "gen:", err)
		os.Exit(1)
	}
}

func run(man string) error {
	root := cli.Root()
	root.DisableAutoGenTag = true
	if man != "" {
		if err := os.MkdirAll(man, 0o755); err != nil {
			return err
		}
		// A date would make every run differ.
		day := time.Date(2026, time.January, 1, 0, 0, 0, 0, time.UTC)
		return doc.GenManTree(root, &doc.GenManHeader{Title: "CRM", Section: "1", Source: "crm", Date: &day}, man)
	}
	if err := completions(root); err != nil {
		return err
	}
	return reference(root)
}

func completions(root *cobra.Command) error {
	if err := os.MkdirAll("completions", 0o755); err != nil {
		return err
	}
	for _, shell := range cli.Shells() {
		var script bytes.Buffer
		if err := cli.WriteCompletion(root, shell, true, &script); err != nil {
			return err
		}
		name := "crm." + strings.Replace(shell, "powershell", "ps1", 1)
		if err := os.WriteFile(filepath.Join("completions", name), script.Bytes(), 0o644); err != nil {
			return err
		}
	}
	return nil
}

// reference writes a page a command, one for the fields and one for the exit
// codes, and removes the pages of commands that are gone.
func reference(root *cobra.Command) error {
	dir := filepath.Join("docs", "reference")
	if err := os.RemoveAll(dir); err != nil {
		return err
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	if err := doc.GenMarkdownTree(root, dir); err != nil {
		return err
	}
	fields, err := fields()
	if err != nil {
		return err
	}
	for name, text := range map[string]string{"fields.md": fields, "exit-codes.md": exitCodes(), "rules.schema.json": rules.JSONSchema()} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			return err
		}
	}
	return nil
}

// fields documents the fields of each noun: the names in JSON, CSV, --columns
// and --where.
func fields() (string, error) {
	var b strings.Builder
	b.WriteString(`# Fields

The names of fields are the same in JSON, in CSV, in --columns and --sort, in
--where and in rules, in every language. Dates are YYYY-MM-DD, birthdays without
a year --MM-DD, points in time RFC 3339 in UTC, amounts decimal text in the
book's currency, references the number of a record; unknown is null, and in CSV
empty. A dot follows a reference: contact.name, contact.household.name.
`)
	for _, kind := range crm.Kinds() {
		fmt.Fprintf(&b, "\n## %s\n\n| field | type | values |\n| --- | --- | --- |\n", kind)
		for _, f := range crm.BuiltIn(kind).Fields {
			values := strings.Join(crm.Picklist(f.List), ", ")
			if f.Ref != "" {
				values = "number of the " + string(f.Ref)
			}
			if f.Derived {
				follows, ok := derived[string(kind)+"."+f.Name]
				if !ok {
					return "", fmt.Errorf("say in derived what %s.%s follows from", kind, f.Name)
				}
				values = strings.TrimPrefix(values+"; kept by the program: "+follows, "; ")
			}
			fmt.Fprintf(&b, "| %s | %s | %s |\n", f.Name, f.Type, values)
		}
	}
	return b.String(), nil
}

// derived says what the fields that nobody sets follow from.
var derived = map[string]string{
	"contact.phone":             "the first of phones that is neither bad nor a fax",
	"contact.address":           "the first of addresses, in one line as its country writes it",
	"contact.street":            "the first of addresses",
	"contact.city":              "the first of addresses",
	"contact.region":            "the first of addresses: the code of a state or a province, or its name",
	"contact.postal_code":       "the first of addresses",
	"contact.address_country":   "the first of addresses: the code of its country; null where it is that of the book",
	"contact.email":             "the first of emails that is not bad",
	"contact.next_due":          "when the next step is due, of their own or one that serves their household; null where nobody is looking after them",
	"contact.policies":          "how many policies in force they hold",
	"contact.stopped":           "since when nobody may call or write to them, because they are marked or a phone or an e-mail of theirs is on the do-not-contact list; null where they may be contacted",
	"contact.stopped_reason":    "why they are stopped",
	"contact.calls_withdrawn":   "since when they want no calls, in their own word; null where they have not said so",
	"contact.calls_barred":      "since when they may not be called, because they, somebody with the same phone, or whoever they are reached through withdrew the consent to calls; null where they may be",
	"contact.texts_withdrawn":   "since when they want no texts, in their own word; null where they have not said so",
	"contact.post_withdrawn":    "since when they want no letters, in their own word; null where they have not said so",
	"contact.emails_withdrawn":  "since when they want no e-mails, in their own word; null where they have not said so",
	"contact.emails_barred":     "since when they are not to be written e-mails, because they, or somebody with the same e-mail, withdrew the consent to e-mails; null where they may be",
	"contact.suppression":       "what on the do-not-contact list keeps them from being contacted; null for somebody without a phone or an e-mail",
	"opportunity.next_due":      "when the next step is due that regards it, or one with its contact",
	"policy.next_due":           "when the first of what is planned for it is due",
	"opportunity.last_activity": "when something that regards it was last done",
	"quote.annual_premium":      "premium for a year, from premium and term",
	"policy.annual_premium":     "premium for a year, from premium and term",
	"settings.rules":            "the numbers and versions of what the book says of rules",
	"settings.fields":           "the numbers and versions of the fields that the book has added",
	"suppression.point":         "channel and value, in the form that compares equal",
}

func exitCodes() string {
	var b strings.Builder
	b.WriteString("# Exit codes\n\nWith `-o json` the code stands in the error on standard error.\n\n| exit | code | meaning |\n| --- | --- | --- |\n| 0 | | done; an empty list is not an error |\n")
	for _, row := range crm.Codes {
		fmt.Fprintf(&b, "| %d | `%s` | %s |\n", row.Exit, row.Code, row.About)
	}
	b.WriteString("| 130, 131, 143 | | interrupted; nothing was changed |\n| 141 | | the output was closed; what was committed stands |\n")
	return b.String()
}
