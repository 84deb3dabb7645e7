package exchange

import (
	"strings"
	"testing"

	"crm/internal/crm"
)

// TestForeignFiles: a file that holds no table is named as what it is, and the message says what to do. Tables
// that begin alike are read.
func TestForeignFiles(t *testing.T) {
	for _, test := range []struct{ content, is, do string }{
		{"%PDF-1.4\n", "a PDF", "Export the list"},
		{"\x89PNG\r\n\x1a\n", "a picture", "file add NAME FILE"},
		{"\xff\xd8\xff\xe0\x00\x10JFIF", "a picture", "file add NAME FILE"},
		{`{\rtf1\ansi hello}`, "a document (.rtf)", "spreadsheet"},
		{"SQLite format 3\x00\x10\x00", "a database", "contact list --book FILE"},
		{"\x00\x01\x00\x00Standard ACE DB\x00", "a database of Access", "Export its table"},
		{"!BDN\x00\x00", "a data file of Outlook", "contacts as CSV"},
		{"\x1f\x8b\x08\x00", "packed", "Unpack it"},
		{"dn: cn=Jane Hudson\nmail: jane@example.com\n", "an address book as LDIF", "vCard or CSV"},
		{`[{"name": "Jane Hudson"}]`, "JSON", "-o csv"},
		{"{\n  \"contacts\": []}", "JSON", "-o csv"},
		{"[11/03/26, 9:12:04 AM] Jane Hudson: Hi\n", "a conversation", "file add NAME FILE"},
		{"03/11/26, 09:12 - Jane Hudson: Hi\n", "a conversation", "file add NAME FILE"},
		{"\u200e[2026/11/03 9:12:04] 高橋花子: こんにちは\n", "a conversation", "file add NAME FILE"},
		{"\ufeff[LINE] 高橋花子とのトーク履歴\n", "a conversation", "file add NAME FILE"},
	} {
		_, err := NewReader(strings.NewReader(test.content), Columns{"name": "name"}, Options{Encoding: "utf-8"})
		e, is := crm.AsError(err)
		if !is || e.Code != crm.CodeInvalid || !strings.Contains(e.Error(), "the file is "+test.is) {
			t.Errorf("%q: %v", test.content, err)
			continue
		}
		var said []string
		for _, r := range e.Remedies {
			said = append(said, r.Text)
			for _, c := range r.Commands {
				said = append(said, c.String())
			}
		}
		if !strings.Contains(strings.Join(said, "\n"), test.do) {
			t.Errorf("%q: what to do is %q, without %q", test.content, said, test.do)
		}
	}
	for _, content := range []string{"[Name],Phone\nJane,614-555-0101\n", "{Name};Phone\nJane;614\n", "Name,Seen\nJane,\"03/11/26, 09:12\"\n", "dn,name\n1,Jane\n", "GIF,Name\nx,Jane\n"} {
		if _, err := NewReader(strings.NewReader(content), Columns{"name": "name"}, Options{Encoding: "utf-8"}); err != nil {
			t.Errorf("%q: %v", content, err)
		}
	}
}
