package exchange

import (
	"bytes"
	"strings"

	"crm/internal/crm"
	"crm/internal/fold"
)

// What an import can't read is named as what it is, with what to do with it: a message about
// headings or bytes would have somebody look for a fault in a file that has none.

// foreign are kinds of files by how they begin.
var foreign = []struct {
	begins   []string
	is, make string
	keep     bool // it can be attached to whom it is about
	opens    bool // it may be a book
}{
	{begins: []string{"%PDF-"}, is: "a PDF, which is made to be printed", make: "Export the list as .xlsx or CSV from the program that it is from"},
	{begins: []string{"\x89PNG", "\xff\xd8\xff", "GIF8", "II*\x00", "MM\x00*", "\x00\x00\x00\x18ftyphei", "\x00\x00\x00\x1cftyphei", "\x00\x00\x00\x24ftyphei"}, is: "a picture", make: "Export the list as .xlsx or CSV from the program that it is from", keep: true},
	{begins: []string{`{\rtf`}, is: "a document (.rtf), not a table", make: "Copy its table into a spreadsheet and save that as .xlsx, or as CSV UTF-8"},
	{begins: []string{"SQLite format 3\x00"}, is: "a database", opens: true},
	{begins: []string{"\x00\x01\x00\x00Standard Jet DB", "\x00\x01\x00\x00Standard ACE DB"}, is: "a database of Access", make: "Export its table as .xlsx or CSV UTF-8"},
	{begins: []string{"!BDN"}, is: "a data file of Outlook (.pst)", make: "Export from Outlook what is to be taken: contacts as CSV, the calendar as .ics, e-mails as .eml"},
	{begins: []string{"\x1f\x8b", "7z\xbc\xaf\x27\x1c", "Rar!\x1a\x07", "BZh"}, is: "packed", make: "Unpack it, and name the file in it"},
	{begins: []string{"dn: ", "dn:: ", "version: 1\ndn:", "version: 1\r\ndn:", "version: 1\n\ndn:", "version: 1\r\n\r\ndn:"}, is: "an address book as LDIF", make: "Export the address book as vCard or CSV"},
}

// chatLine is how the lines of a conversation begin that WhatsApp has exported.
var chatLine = fold.Expression(`(?i)^\x{200e}?\[?\d{1,4}[./-]\d{1,2}[./-]\d{2,4},? \d{1,2}[:.]\d{2}([:.]\d{2})?([ \x{202f}]?[ap]\.? ?m\.?)?(\]| -) `)

// foreignTo returns the error for a file whose first bytes say that it holds no table, or nil.
//
// Errors: CodeInvalid.
func foreignTo(head []byte) error {
	text := bytes.TrimPrefix(head, markUTF8)
	for _, kind := range foreign {
		for _, begins := range kind.begins {
			if !bytes.HasPrefix(text, []byte(begins)) {
				continue
			}
			e := crm.Errorf(crm.CodeInvalid, "line 1: the file is %s", kind.is)
			if kind.make != "" {
				e.Try("%s", kind.make)
			}
			if kind.keep {
				_ = keptWith(e)
			}
			if kind.opens {
				e.Next("If it is a book of crm, look into it", "contact list", crm.With("book", crm.TheFile)).
					Try("If another program has made it, export the list from there as .xlsx or CSV")
			}
			return e
		}
	}
	first, _, _ := strings.Cut(string(text), "\n")
	first = strings.TrimSpace(strings.ToValidUTF8(first, "?"))
	switch {
	case isJSON(text):
		return crm.Errorf(crm.CodeInvalid, "line 1: the file is JSON, not a table").
			Try("Export the list as CSV from the program that it is from; what crm lists comes back from -o csv")
	case strings.HasPrefix(first, "[LINE]") || chatLine().MatchString(first):
		return keptWith(crm.Errorf(crm.CodeInvalid, "line 1: the file is a conversation from a phone, not a table"))
	}
	return nil
}

// keptWith adds that a file can be attached to whom it is about.
func keptWith(e *crm.Error) *crm.Error {
	return e.Next("Keep it with whom it is about", "file add", crm.Blank("NAME"), crm.TheFile)
}

// isJSON reports whether a text begins as an object or an array of JSON does, and as no heading.
func isJSON(text []byte) bool {
	text = bytes.TrimLeft(text, " \t\r\n")
	if len(text) == 0 || text[0] != '{' && text[0] != '[' {
		return false
	}
	rest := bytes.TrimLeft(text[1:], " \t\r\n")
	return len(rest) > 0 && (rest[0] == '"' || rest[0] == '{' || rest[0] == text[0]+2)
}
