package cli

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"encoding/xml"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

// xlsx makes a workbook of texts with a row on each line and | between cells:
// xlsx FILE SHEET TEXT [SHEET TEXT]. A cell is a number behind =, a day behind @, a number
// with five digits behind 0, a day shown without its year behind ~, an answer behind ? and an error behind !. Hidden sheets end in
// a minus.
func xlsx(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args)%2 == 0 {
		ts.Fatalf("usage: xlsx FILE SHEET TEXT [SHEET TEXT]...")
	}
	var sheets []string
	for i := 1; i < len(args); i += 2 {
		sheets = append(sheets, args[i], ts.ReadFile(args[i+1]))
	}
	content, err := workbook(sheets...)
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), content, 0o600))
}

// workbook makes a workbook of sheets, each a name and its rows as xlsx has them.
func workbook(sheets ...string) ([]byte, error) {
	const types = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
	var list, relations strings.Builder
	parts := map[string]string{
		"[Content_Types].xml": `<Types/>`,
		"_rels/.rels":         `<Relationships><Relationship Id="rId1" Type="` + types + `officeDocument" Target="xl/workbook.xml"/></Relationships>`,
		"xl/styles.xml":       `<styleSheet><numFmts><numFmt numFmtId="164" formatCode="00000"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="16"/></cellXfs></styleSheet>`,
	}
	for i := 0; i < len(sheets); i += 2 {
		name, hidden := strings.CutSuffix(sheets[i], "-")
		state := "visible"
		if hidden {
			state = "hidden"
		}
		fmt.Fprintf(&list, `<sheet name="%s" sheetId="%d" state="%s" r:id="rId%d"/>`, name, i+1, state, i)
		fmt.Fprintf(&relations, `<Relationship Id="rId%d" Type="%sworksheet" Target="worksheets/sheet%d.xml"/>`, i, types, i)
		parts[fmt.Sprintf("xl/worksheets/sheet%d.xml", i)] = sheetOf(sheets[i+1])
	}
	parts["xl/workbook.xml"] = `<workbook><sheets>` + list.String() + `</sheets></workbook>`
	parts["xl/_rels/workbook.xml.rels"] = `<Relationships>` + relations.String() + `<Relationship Id="s" Type="` + types + `styles" Target="styles.xml"/></Relationships>`
	var b bytes.Buffer
	to := zip.NewWriter(&b)
	for name, content := range parts {
		part, err := to.Create(name)
		if err != nil {
			return nil, err
		}
		if _, err := part.Write([]byte(content)); err != nil {
			return nil, err
		}
	}
	err := to.Close()
	return b.Bytes(), err
}

func sheetOf(rows string) string {
	if strings.HasPrefix(rows, "<?xml") {
		return rows
	}
	var b strings.Builder
	b.WriteString(`<?xml version="1.0" encoding="UTF-8"?><worksheet><sheetData>`)
	for i, line := range strings.Split(strings.TrimSuffix(rows, "\n"), "\n") {
		fmt.Fprintf(&b, `<row r="%d">`, i+1)
		for column, cell := range strings.Split(line, "|") {
			cell = strings.NewReplacer("&", "&amp;", "<", "&lt;").Replace(strings.TrimSpace(cell))
			at, value := fmt.Sprintf(`<c r="%c%d"`, 'A'+column, i+1), `><v>`+cell[min(1, len(cell)):]+`</v></c>`
			switch {
			case cell == "":
			case cell[0] == '=':
				b.WriteString(at + value)
			case cell[0] == '@':
				b.WriteString(at + ` s="1"` + value)
			case cell[0] == '0':
				b.WriteString(at + ` s="2"` + value)
			case cell[0] == '~':
				b.WriteString(at + ` s="3"` + value)
			case cell[0] == '?':
				b.WriteString(at + ` t="b"` + value)
			case cell[0] == '!':
				b.WriteString(at + ` t="e"` + value)
			default:
				b.WriteString(at + ` t="inlineStr"><is><t>` + cell + `</t></is></c>`)
			}
		}
		b.WriteString(`</row>`)
	}
	return b.String() + `</sheetData></worksheet>`
}

// sheetOfCSV makes a sheet of texts of what is CSV.
func sheetOfCSV(t *testing.T, content string) string {
	t.Helper()
	rows, err := csv.NewReader(strings.NewReader(content)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	b.WriteString(`<?xml version="1.0" encoding="UTF-8"?><worksheet><sheetData>`)
	for i, row := range rows {
		fmt.Fprintf(&b, `<row r="%d">`, i+1)
		for column, cell := range row {
			at := string(rune('A' + column%26))
			if column >= 26 {
				at = string(rune('A'+column/26-1)) + at
			}
			fmt.Fprintf(&b, `<c r="%s%d" t="inlineStr"><is><t xml:space="preserve">`, at, i+1)
			_ = xml.EscapeText(&b, []byte(cell))
			b.WriteString(`</t></is></c>`)
		}
		b.WriteString(`</row>`)
	}
	return b.String() + `</sheetData></worksheet>`
}

// TestWorkbookMakesTheBookOfItsTable: a table makes the same book as CSV and as a workbook,
// where phones are numbers and birthdays are days.
func TestWorkbookMakesTheBookOfItsTable(t *testing.T) {
	t.Parallel()
	words := [][]string{
		{"Jane Hudson", "Bob Stone", "Ann Ode", "山田 太郎", "José García", "Ann & Bob", ""},
		{"6145550147", "6145550148", "614-555-0149", "+39 06 1234567", "n/a", ""},
		{"jane@example.com", "bob@example.com", ""},
		{"1961-03-14", "1900-01-00", "2000-02-29", "1999-12-31", "", "soon"},
		{"TRUE", "FALSE", "", "yes", "maybe"},
		{"asked not to be called", "likes golf & \"tea\"", "#N/A", "#VALUE!", ""},
		{"golf, tea", "vip", ""},
		{"04210", "43215", ""},
	}
	for seed := range uint64(4) {
		r := rand.New(rand.NewPCG(seed, 7))
		rows := [][]string{{"Name", "Phone", "E-mail", "Birthday", "Do not contact", "Notes", "Tags", "ZIP"}}
		sheet := strings.Join(rows[0], "|")
		for range 12 {
			row := make([]string, len(words))
			for i, of := range words {
				row[i] = of[r.IntN(len(of))]
			}
			rows = append(rows, row)
			cells := make([]string, len(row))
			for i, cell := range row {
				cells[i] = asCell(i, cell)
			}
			sheet += "\n" + strings.Join(cells, "|")
		}
		var text bytes.Buffer
		if err := csv.NewWriter(&text).WriteAll(rows); err != nil {
			t.Fatal(err)
		}
		content, err := workbook("People", sheet)
		if err != nil {
			t.Fatal(err)
		}
		var books []string
		for name, content := range map[string][]byte{"people.csv": text.Bytes(), "people.xlsx": content} {
			dir := t.TempDir()
			path := filepath.Join(dir, name)
			if err := os.WriteFile(path, content, 0o600); err != nil {
				t.Fatal(err)
			}
			var out, errs bytes.Buffer
			book := filepath.Join(dir, "book.db")
			for _, args := range [][]string{
				{"book", "init", "--country", "us", "--producer", "Ann Lee"},
				{"lead", "import", path, "--refusals", "mark", "--skip-bad"},
				{"contact", "list", "--where", "true", "--columns", "id,name,birthday,phones,emails,postal_code,stopped,do_not_contact_reason,do_not_contact_note,tags", "-o", "csv", "--sort", "id"},
				{"note", "list", "--columns", "contact,body", "-o", "csv", "--sort", "id"},
				{"call", "list", "-o", "csv", "--sort", "id"},
			} {
				Main(worldOf(book, args, &out, &errs))
			}
			said := strings.NewReplacer(dir+"/", "").Replace(out.String())
			books = append(books, said)
			if !strings.Contains(said, "Added") {
				t.Fatalf("%s%s", said, errs.String())
			}
		}
		if books[0] != books[1] {
			t.Errorf("%q\n%s\nand as the other\n%s", rows, books[0], books[1])
		}
	}
}

// asCell writes a cell of the columns above as xlsx reads it.
func asCell(column int, cell string) string {
	day, err := time.Parse(time.DateOnly, cell)
	switch {
	case cell == "1900-01-00":
		return "@0"
	case column == 3 && err == nil:
		return fmt.Sprintf("@%d", int(day.Sub(time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)).Hours()/24))
	case cell == "TRUE":
		return "?1"
	case cell == "FALSE":
		return "?0"
	case strings.HasPrefix(cell, "#"):
		return "!" + cell
	case column == 1 && strings.Trim(cell, "0123456789") == "" && cell != "":
		return "=" + cell
	}
	return cell
}
