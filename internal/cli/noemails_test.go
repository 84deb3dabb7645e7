package cli

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"crm/internal/locale"
	"crm/internal/wire"
)

// shared is the e-mail of Eva, who wants none, of Fox, who has said nothing, and of somebody who
// was erased. It is in nothing else.
const shared = "eel@pond.example"

// unwrittenBook is a book with them, with what goes on with Fox.
func unwrittenBook(t *testing.T) (path string, about []string) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "book.db")
	for _, line := range []string{
		"book init --producer Ann~Lee --country us --timezone America/New_York",
		"client add Eva~Roe --phone 614-555-0101 --email " + shared,                    // 2
		"lead add Fox~Roe --phone 614-555-0102 --email " + shared + " --household Roe", // 4, in 5
		"email add 4 --subject brochure --due 2026-11-25",                              // 7
		"opp add 4 --line auto", // 8
		"policy add 4 --line home --carrier Acme --premium 900 --effective 2026-01-01",
		"note add 4 likes~tea",
		"email log 4 --subject hello",
		"contact consent 2 email withdrawn",
		"view save mine --list contact --columns name,email",
	} {
		done(t, path, line)
	}
	return path, []string{"4", "2", "7", "8", "Fox", "Roe", shared, "mine"}
}

// saysNoEmails reports whether a text says so in a language.
func saysNoEmails(text, lang string) bool {
	words := map[string][]string{"en": {"no e-mails", "or e-mails", "no e-mails since"}, "ja": {"メール不可"}, "it": {"niente e-mail", "né e-mail"}, "es": {"sin correos", "ni correos"}}[lang]
	return slices.ContainsFunc(words, func(word string) bool { return strings.Contains(strings.ToLower(text), word) })
}

// unsaid is a line, a row or an object with the address that doesn't say so, and in which nothing
// around it does.
func unsaid(out, format, lang string) string {
	switch format {
	case string(wire.JSON):
		var all any
		if json.Unmarshal([]byte(out), &all) != nil {
			return ""
		}
		return unsaidIn(all)
	case string(wire.CSV):
		rows, err := csv.NewReader(strings.NewReader(out)).ReadAll()
		if err != nil {
			return ""
		}
		for _, row := range rows[min(1, len(rows)):] {
			said := false
			for i, name := range rows[0] {
				said = said || strings.HasSuffix(name, "emails_barred") && row[i] != ""
			}
			if text := strings.Join(row, ","); strings.Contains(text, shared) && !said {
				return text
			}
		}
		return ""
	}
	for part := range strings.SplitSeq(out, "\n\n") { // a card, or what is in it
		if saysNoEmails(part, lang) && !strings.HasPrefix(strings.TrimLeft(part, " "), "Id ") {
			continue
		}
		for line := range strings.Lines(part) {
			if strings.Contains(line, shared) && !saysNoEmails(line, lang) {
				return line
			}
		}
	}
	return ""
}

// unsaidIn is such an object of decoded JSON.
func unsaidIn(value any) string {
	switch v := value.(type) {
	case []any:
		for _, of := range v {
			if found := unsaidIn(of); found != "" {
				return found
			}
		}
	case map[string]any:
		for name, of := range v {
			if found := unsaidIn(of); found != "" {
				return found
			}
			barred := v[strings.TrimSuffix(name, "email")+"emails_barred"]
			if text, ok := of.(string); ok && text == shared && strings.HasSuffix(name, "email") && barred == nil {
				return fmt.Sprint(v)
			}
		}
	}
	return ""
}

// TestNoEmailsIsSeen: wherever a command shows an e-mail at which none are wanted, it says so
// with it, also of whoever has it beside the one who said so, and once that one is erased.
func TestNoEmailsIsSeen(t *testing.T) {
	t.Parallel()
	path, about := unwrittenBook(t)
	for _, erased := range []bool{false, true} {
		shown := 0
		if erased {
			done(t, path, "contact erase 2 --reason letter --yes")
			about = slices.DeleteFunc(about, func(text string) bool { return text == "2" })
		}
		try := func(lang, format string, width int, args ...string) bool {
			out, errs, _ := runWide(width, path, append(slices.Clone(args), "-o", format, "--lang", lang, "--no-input")...)
			if !strings.Contains(out, shared) {
				return false
			}
			shown++
			if found := unsaid(out, format, lang); found != "" && !saysNoEmails(errs, lang) {
				t.Errorf("COLUMNS=%d crm %s -o %s --lang %s:\n%s\nin\n%s%s", width, strings.Join(args, " "), format, lang, found, out, errs)
			}
			return true
		}
		reading := [][]string{
			{"contact", "list", "--columns", "name,email"}, {"contact", "list", "--columns", "emails,name"}, {"opp", "list", "--columns", "id,contact.email"},
			{"policy", "list", "--columns", "contact.emails,id"}, {"email", "list", "--columns", "contact.email"}, {"search", "eel"},
		}
		for _, command := range leaves(Root(), nil) {
			if verb := command[len(command)-1]; len(command) < 3 && !slices.Contains([]string{"list", "show", "search", "today", "next", "duplicates", "history", "why"}, verb) || command[0] == "dnc" {
				continue
			}
			reading = append(reading, command)
			for _, given := range about {
				reading = append(reading, append(slices.Clone(command), given))
			}
		}
		for i, args := range reading {
			if !try("en", string(wire.Table), 80, args...) {
				continue
			}
			try("en", string(wire.JSON), 80, args...)
			try("en", string(wire.CSV), 80, args...)
			for j, lang := range locale.Languages() {
				if !inTurn(i+j, 2) {
					continue
				}
				try(lang, string(wire.Table), 60+(i*7+j*31)%80, args...)
			}
		}
		if shown < 50 {
			t.Errorf("the address was shown %d times: too few to say anything", shown)
		}
	}
}
