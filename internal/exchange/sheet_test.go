package exchange

import (
	"archive/zip"
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"crm/internal/crm"
)

// packed is an archive of parts, each a name and its content.
func packed(parts ...string) []byte {
	var b bytes.Buffer
	to := zip.NewWriter(&b)
	for i := 0; i < len(parts); i += 2 {
		part, err := to.Create(parts[i])
		if err == nil {
			_, err = part.Write([]byte(parts[i+1]))
		}
		if err != nil {
			panic(err)
		}
	}
	if err := to.Close(); err != nil {
		panic(err)
	}
	return b.Bytes()
}

const relType = `http://schemas.openxmlformats.org/officeDocument/2006/relationships/`

// bookOf is a workbook of sheets, each a name and what stands in its sheetData. The formats of
// its cells are those of styled; more are further parts, or replace these.
func bookOf(sheets []string, more ...string) []byte {
	var list, rels strings.Builder
	var parts []string
	for i := 0; i < len(sheets); i += 2 {
		n := i/2 + 1
		name, state, _ := strings.Cut(sheets[i], "!")
		fmt.Fprintf(&list, `<sheet name="%s" sheetId="%d" state="%s" r:id="rId%d"/>`, name, n, state, n)
		fmt.Fprintf(&rels, `<Relationship Id="rId%d" Type="%sworksheet" Target="worksheets/sheet%d.xml"/>`, n, relType, n)
		parts = append(parts, fmt.Sprintf("xl/worksheets/sheet%d.xml", n), `<?xml version="1.0"?><worksheet><sheetData>`+sheets[i+1]+`</sheetData></worksheet>`)
	}
	parts = append([]string{
		"xl/workbook.xml", `<workbook><workbookPr/><sheets>` + list.String() + `</sheets></workbook>`,
		"xl/_rels/workbook.xml.rels", `<Relationships>` + rels.String() +
			`<Relationship Id="s1" Type="` + relType + `styles" Target="styles.xml"/><Relationship Id="s2" Type="` + relType + `sharedStrings" Target="/xl/sharedStrings.xml"/></Relationships>`,
		"xl/styles.xml", styled,
	}, parts...)
	for i := 0; i < len(more); i += 2 {
		if at := slices.Index(parts, more[i]); at >= 0 {
			parts[at+1] = more[i+1]
		} else {
			parts = append(parts, more[i], more[i+1])
		}
	}
	return packed(parts...)
}

// styled has the formats of a list, by their places in it.
var styled = func() string {
	codes := []string{"General", "m/d/yyyy", "h:mm", `yyyy"-"mm\-dd hh:mm:ss`, "0.0%", "00000", "000-00-0000", "[h]:mm", `"day "0`, `[$-409]d\ mmm`, "[<=9999999]###-####;(###) ###-####", "0.00E+00", "[$-411]ge.m.d", "General;[Red]-General", "#,##0.00 \"d\"_d*y"}
	var b strings.Builder
	b.WriteString(`<styleSheet><numFmts>`)
	for i, code := range codes {
		fmt.Fprintf(&b, `<numFmt numFmtId="%d" formatCode="%s"/>`, 164+i, strings.NewReplacer(`"`, "&quot;", "<", "&lt;").Replace(code))
	}
	b.WriteString(`</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs>`)
	for i := range codes {
		fmt.Fprintf(&b, `<xf numFmtId="%d"/>`, 164+i)
	}
	b.WriteString(`<xf numFmtId="14"/><xf numFmtId="22"/><xf numFmtId="0"/></cellXfs></styleSheet>`)
	return b.String()
}()

// inline is a row of texts.
func inline(number int, cells ...string) string {
	var b strings.Builder
	fmt.Fprintf(&b, `<row r="%d">`, number)
	for _, cell := range cells {
		cell = strings.NewReplacer("&", "&amp;", "<", "&lt;").Replace(cell)
		fmt.Fprintf(&b, `<c t="inlineStr"><is><t xml:space="preserve">%s</t></is></c>`, cell)
	}
	return b.String() + "</row>"
}

// readSheet reads a sheet of a workbook; the rows are line:cell|cell.
func readSheet(book []byte, sheet string) (string, *Reader, error) {
	w, err := OpenWorkbook(bytes.NewReader(book), int64(len(book)))
	if err != nil {
		return "", nil, err
	}
	r, err := NewSheetReader(w, sheet, testColumns, Options{Needs: []string{"name"}, Yearless: []string{"birthday"}})
	if err != nil {
		return "", nil, err
	}
	var out []string
	for {
		row, err := r.Next()
		if errors.Is(err, io.EOF) {
			return strings.Join(out, " "), r, nil
		}
		if err != nil && row.Line == 0 {
			return strings.Join(out, " "), r, r.InSheet(err)
		}
		line := fmt.Sprintf("%d:%s", row.Line, strings.Join(row.Raw, "|"))
		if err != nil {
			line += "!" + err.Error()
		}
		out = append(out, line)
	}
}

func TestCellsOfSheets(t *testing.T) {
	shared := `<sst><si><t>Jane &amp; Bob</t></si><si><r><t xml:space="preserve">山田 </t></r><r><rPr><b/></rPr><t>太郎</t></r><rPh><t>ヤマダ</t></rPh></si><si/><si><t>a_x000D__x000A_b_x0041__x00g_</t></si></sst>`
	for _, test := range []struct{ cell, want string }{
		{`<c t="s"><v>0</v></c>`, "Jane & Bob"},
		{`<c t="s"><v> 1 </v></c>`, "山田 太郎"},
		{`<c t="s"><v>2</v></c>`, ""},
		{`<c t="s"><v>3</v></c>`, "a\r\nbA_x00g_"},
		{`<x:c t="s"><x:v>0</x:v></x:c>`, "Jane & Bob"},
		{`<c t="inlineStr"><is><r><t>Jo</t></r><r><t>s&#233;&#x301;</t></r><rPh><t>no</t></rPh></is></c>`, "José\u0301"},
		{`<c t="inlineStr"><is><t><![CDATA[a&amp;<b>]]></t></is></c>`, "a&amp;<b>"},
		{`<c t="str"><f>A1&amp;"x"</f><v>x &lt;y&gt; "q"</v></c>`, `x <y> "q"`},
		{`<c t="str"><f>IF(A1,"","")</f><v></v></c>`, ""},
		{`<c><f>SUM(A1)</f></c>`, "#FORMULA?"},
		{`<c t="b"><v>1</v></c>`, "TRUE"},
		{`<c t="b"><v>0</v></c>`, "FALSE"},
		{`<c t="b"/>`, ""},
		{`<c t="e"><v>#REF!</v></c>`, "#REF!"},
		{`<c t="d"><v>1961-03-14T00:00:00</v></c>`, "1961-03-14"},
		{`<c t="d"><v>1961-03-14T10:30:00.000Z</v></c>`, "1961-03-14 10:30"},
		// Numbers.
		{`<c><v>6145550147</v></c>`, "6145550147"},
		{`<c><v>6.145550147E9</v></c>`, "6145550147"},
		{`<c><v>6145550147.0</v></c>`, "6145550147"},
		{`<c s="10"><v>6145550147</v></c>`, "6145550147"},
		{`<c s="11"><v>6145550147</v></c>`, "6145550147"},
		{`<c><v>4210</v></c>`, "4210"},
		{`<c><v>04210</v></c>`, "04210"},
		{`<c s="5"><v>4210</v></c>`, "04210"},
		{`<c s="5"><v>432151</v></c>`, "432151"},
		{`<c s="6"><v>12345678</v></c>`, "012-34-5678"},
		{`<c s="8"><v>3</v></c>`, "3"},
		{`<c s="14"><v>1234.5</v></c>`, "1234.5"},
		{`<c s="13"><v>45000.5</v></c>`, "45000.5"},
		{`<c><v>1.1000000000000001</v></c>`, "1.1"},
		{`<c><v>-0.5</v></c>`, "-0.5"},
		{`<c><v>12345678901234567890</v></c>`, "12345678901234567890"},
		{`<c><v>1E+300</v></c>`, "1E+300"},
		{`<c><v>-0</v></c>`, "0"},
		{`<c><v>1e9999</v></c>`, "1e9999"},
		{`<c><v>who knows</v></c>`, "who knows"},
		{`<c s="4"><v>0.155</v></c>`, "15.5%"},
		{`<c s="4"><v>0.07</v></c>`, "7%"},
		{`<c s="999999"><v>45000</v></c>`, "45000"},
		// Days and times.
		{`<c s="1"><v>22354</v></c>`, "1961-03-14"},
		{`<c s="1"><v>22354.75</v></c>`, "1961-03-14"},
		{`<c s="15"><v>46354</v></c>`, "2026-11-28"},
		{`<c s="16"><v>46354.4375</v></c>`, "2026-11-28 10:30"},
		{`<c s="16"><v>46354</v></c>`, "2026-11-28"},
		{`<c s="3"><v>46354.437511574077</v></c>`, "2026-11-28 10:30:01"},
		{`<c s="3"><v>46353.9999999</v></c>`, "2026-11-28"},
		{`<c s="2"><v>0.60416666666666663</v></c>`, "14:30"},
		{`<c s="2"><v>46354.604166666664</v></c>`, "2026-11-28 14:30"},
		{`<c s="9"><v>46354</v></c>`, "2026-11-28"},
		{`<c s="9"><v>22354</v></c>`, "1961-03-14"},
		{`<c s="12"><v>46354</v></c>`, "2026-11-28"},
		{`<c s="1"><v>0</v></c>`, "1900-01-00"},
		{`<c s="1"><v>1</v></c>`, "1900-01-01"},
		{`<c s="1"><v>59</v></c>`, "1900-02-28"},
		{`<c s="1"><v>60</v></c>`, "1900-02-29"},
		{`<c s="1"><v>61</v></c>`, "1900-03-01"},
		{`<c s="1"><v>2958465</v></c>`, "9999-12-31"},
		{`<c s="1"><v>2958466</v></c>`, "2958466"},
		{`<c s="1"><v>-1</v></c>`, "-1"},
		{`<c s="1"/>`, ""},
	} {
		book := bookOf([]string{"People", inline(1, "Name", "X") + `<row r="2">` + `<c t="inlineStr"><is><t>Jane</t></is></c>` + test.cell + `</row>`}, "xl/sharedStrings.xml", shared)
		got, _, err := readSheet(book, "")
		if want := "2:Jane|" + test.want; got != want || err != nil {
			t.Errorf("%s: %q, %v, want %q", test.cell, got, err, want)
		}
	}
}

func TestDaysOf1904(t *testing.T) {
	for _, since := range []string{"1", "true"} {
		sheet := inline(1, "Name", "Born") + `<row><c t="inlineStr"><is><t>Jane</t></is></c><c s="1"><v>20892</v></c></row>` +
			`<row><c t="inlineStr"><is><t>Bob</t></is></c><c s="1"><v>0</v></c></row>`
		book := bookOf([]string{"A", sheet})
		book = bookOf([]string{"A", sheet}, "xl/workbook.xml", strings.Replace(partOf(book, "xl/workbook.xml"), "<workbookPr/>", `<workbookPr date1904="`+since+`"/>`, 1))
		if got, _, err := readSheet(book, ""); got != "2:Jane|1961-03-14 3:Bob|1904-01-01" || err != nil {
			t.Errorf("%s: %q, %v", since, got, err)
		}
	}
}

func partOf(book []byte, name string) string {
	archive, err := zip.NewReader(bytes.NewReader(book), int64(len(book)))
	if err != nil {
		panic(err)
	}
	f, err := archive.Open(name)
	if err != nil {
		panic(err)
	}
	defer f.Close()
	content, _ := io.ReadAll(f)
	return string(content)
}

func TestShapesOfSheets(t *testing.T) {
	people := inline(1, "Name", "Phone") + inline(2, "Jane", "1")
	for _, test := range []struct {
		name   string
		sheets []string
		sheet  string
		want   string
		of     string // the sheet that is read
	}{
		{"gaps and rows without cells", []string{"A", inline(3, "Name", "Phone") + `<row r="4"/><row r="5"><c s="1"/><c t="inlineStr"><is><t>  </t></is></c></row>` + inline(9, "Jane", "1") + `<row r="1048576" ht="15"/>`}, "", "9:Jane|1", "A"},
		{"no numbers of rows and cells", []string{"A", strings.ReplaceAll(inline(0, "Name", "Phone")+inline(0, "Jane", "1"), ` r="0"`, "")}, "", "2:Jane|1", "A"},
		{"margins and columns without cells", []string{"A", `<row r="2"><c r="B2" t="str"><v>Name</v></c><c r="C2"/><c r="AB2" t="str"><v>Phone</v></c></row><row r="3"><c r="B3" t="str"><v>Jane</v></c><c r="AB3"><v>1</v></c><c r="XFD3" s="1"/></row>`}, "", "3:Jane|1", "A"},
		{"a short row is filled up", []string{"A", inline(1, "Name", "Phone", "X") + inline(2, "Jane")}, "", "2:Jane||", "A"},
		{"a line of titles", []string{"A", inline(1, "Our people of 2026") + inline(3, "Name", "Phone") + inline(4, "Jane", "1")}, "", "4:Jane|1", "A"},
		{"text of several lines", []string{"A", inline(1, "Name", "X") + inline(2, "Jane", "a\nb \"c\", d") + inline(3, "Bob", "\r\ne")}, "", "2:Jane|a\nb \"c\", d 3:Bob|\r\ne", "A"},
		{"sheets without rows", []string{"Empty", "", "A", people, "Blank", `<row r="1"><c r="A1" s="1"/></row>`}, "", "2:Jane|1", "A"},
		{"a sheet of headings alone", []string{"A", people, "Next", inline(1, "Name", "Phone")}, "", "2:Jane|1", "A"},
		{"a hidden sheet", []string{"Lists!hidden", people + inline(3, "x", "y"), "Codes!veryHidden", people, "A", people}, "", "2:Jane|1", "A"},
		{"a hidden sheet alone", []string{"A!hidden", people, "B", ""}, "", "2:Jane|1", "A"},
		{"the sheet named", []string{"A", people, "B &amp; C", people}, "B & C", "2:Jane|1", "B & C"},
		{"the hidden sheet named", []string{"A", people, "B!hidden", people}, "b", "2:Jane|1", "B"},
		{"days typed without a year", []string{"A", inline(1, "Name", "Birthday", "Since") + `<row><c t="str"><v>Jane</v></c><c s="9"><v>46095</v></c><c s="9"><v>46095</v></c></row><row><c t="str"><v>Bob</v></c><c s="9"><v>22354</v></c><c s="1"><v>46095</v></c></row>`}, "", "2:Jane|--03-14|2026-03-14 3:Bob|1961-03-14|2026-03-14", "A"},
		{"headings alone", []string{"A", inline(1, "Name", "Phone")}, "", "", "A"},
		{"errors", []string{"A", people + `<row><c t="e"><v>#NAME?</v></c><c t="e"><v>#N/A</v></c></row><row><c><f>B1</f></c><c><v>1</v></c></row>`}, "", "2:Jane|1 3:#NAME?|#N/A!line 3: #NAME? is an error of the spreadsheet, not a value 4:#FORMULA?|1!line 4: this is a formula whose result is not in the file", "A"},
	} {
		got, r, err := readSheet(bookOf(test.sheets), test.sheet)
		if err != nil || got != test.want || r.Sheet() != test.of {
			t.Errorf("%s: %q, %v; want %q", test.name, got, err, test.want)
		}
	}
}

func TestOtherWriters(t *testing.T) {
	sheet := inline(1, "Name", "Phone") + inline(2, "José", "1")
	plain := bookOf([]string{"A", sheet})
	part := func(name string) string { return partOf(plain, name) }
	strict := strings.NewReplacer("http://schemas.openxmlformats.org/officeDocument/2006", "http://purl.oclc.org/ooxml/officeDocument")
	prefixed := strings.NewReplacer("<worksheet>", "<x:worksheet>", "</worksheet>", "</x:worksheet>", "sheetData>", "x:sheetData>", "</x:", "</x:").Replace(part("xl/worksheets/sheet1.xml"))
	prefixed = strings.ReplaceAll(prefixed, "</sheetData", "</x:sheetData")
	prefixed = strings.ReplaceAll(prefixed, "</x:x:", "</x:")
	wide := "\xff\xfe"
	for _, r := range part("xl/worksheets/sheet1.xml") {
		wide += string([]byte{byte(r), byte(r >> 8)})
	}
	for name, book := range map[string][]byte{
		"a byte order mark": bookOf([]string{"A", sheet}, "xl/workbook.xml", "\xef\xbb\xbf"+part("xl/workbook.xml")),
		"strict":            bookOf([]string{"A", sheet}, "xl/_rels/workbook.xml.rels", strict.Replace(part("xl/_rels/workbook.xml.rels"))),
		"prefixes":          bookOf([]string{"A", sheet}, "xl/worksheets/sheet1.xml", prefixed),
		"UTF-16":            bookOf([]string{"A", sheet}, "xl/worksheets/sheet1.xml", wide),
		"comments":          bookOf([]string{"A", "<!-- <row> -- >" + "-->" + sheet + "<?x >?>"}),
		"another place":     packed("_rels/.rels", `<Relationships><Relationship Id="a" Type="`+relType+`officeDocument" Target="/xl/workbook2.xml"/></Relationships>`, "XL\\Workbook2.xml", part("xl/workbook.xml"), "xl/_rels/workbook2.xml.rels", part("xl/_rels/workbook.xml.rels"), "xl/worksheets/Sheet1.xml", part("xl/worksheets/sheet1.xml")),
	} {
		if got, _, err := readSheet(book, ""); got != "2:José|1" || err != nil {
			t.Errorf("%s: %q, %v", name, got, err)
		}
	}
}

func TestFaultsOfWorkbooks(t *testing.T) {
	people := inline(1, "Name", "Phone") + inline(2, "Jane", "1")
	protected := make([]byte, 2048)
	copy(protected, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
	protected[30] = 9
	old := bytes.Clone(protected)
	copy(protected[600:], "E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00")
	message := bytes.Clone(old)
	copy(message[600:], "_\x00_\x00n\x00a\x00m\x00e\x00i\x00d\x00_\x00v\x00e\x00r\x00s\x00i\x00o\x00n\x00")
	whole := bookOf([]string{"A", people})
	broken := bytes.Clone(whole)
	broken[bytes.Index(broken, []byte("sheet1.xml"))+30] ^= 0x55
	many := func(n int, of string) string { return strings.Repeat(of, n) }
	for _, test := range []struct {
		name, message, help string
		book                []byte
		sheet               string
		code                crm.Code
	}{
		{"old", "a workbook of before 2007 (.xls)", "save it as .xlsx", old, "", ""},
		{"password", "protected by a password", "save it without one", protected, "", ""},
		{"cut", "damaged: it is not a whole archive", "save it again", whole[:len(whole)/2], "", ""},
		{"flipped", "damaged", "save it again", broken, "", ""},
		{"archive", "an archive, and not of a workbook", "name the file in it: leads.csv", packed("out/leads.csv", "Name", "__MACOSX/._leads.csv", "x"), "", ""},
		{"archive of cards", "an archive, and not of a workbook", "in one file", packed("a.vcf", "BEGIN:VCARD", "b.vcf", "BEGIN:VCARD"), "", ""},
		{"e-mail of Outlook", "an e-mail of Outlook (.msg)", "Save it as .eml", message, "", ""},
		{"empty archive", "an archive, and not of a workbook", "Unpack it", packed(), "", ""},
		{"OpenDocument", "OpenDocument", "save it as .xlsx", packed("mimetype", "application/vnd.oasis.opendocument.spreadsheet", "content.xml", "<x/>"), "", ""},
		{"binary", ".xlsb", "save it as .xlsx", packed("_rels/.rels", `<Relationships><Relationship Id="a" Type="`+relType+`officeDocument" Target="xl/workbook.bin"/></Relationships>`), "", ""},
		{"document", "a document, not a workbook", "Copy its table", packed("_rels/.rels", `<Relationships><Relationship Id="a" Type="`+relType+`officeDocument" Target="word/document.xml"/></Relationships>`), "", ""},
		{"no workbook part", "it has no list of its sheets", "save it again", packed("[Content_Types].xml", "<Types/>"), "", ""},
		{"no sheet", "it has no sheet with cells", "", bookOf(nil), "", ""},
		{"missing sheet", `"xl/worksheets/gone.xml" is missing`, "", bookOf([]string{"A", people}, "xl/_rels/workbook.xml.rels", `<R><Relationship Id="rId1" Type="x/worksheet" Target="worksheets/gone.xml"/></R>`), "", ""},
		{"a path out of it", `"etc/passwd" is missing`, "", bookOf([]string{"A", people}, "xl/_rels/workbook.xml.rels", `<R><Relationship Id="rId1" Type="x/worksheet" Target="../../../etc/passwd"/></R>`), "", ""},
		{"no texts", "row 1 of a sheet has a text that is missing", "", bookOf([]string{"A", `<row><c t="s"><v>0</v></c></row>`}), "", ""},
		{"a text that is not there", "has a text that is missing", "", bookOf([]string{"A", `<row><c t="s"><v>-1</v></c></row>`}, "xl/sharedStrings.xml", `<sst><si><t>a</t></si></sst>`), "", ""},
		{"empty", "the workbook is empty", "headings", bookOf([]string{"A", "", "B", ""}), "", ""},
		{"empty sheet", `the sheet "B" is empty`, "headings", bookOf([]string{"A", people, "B", ""}), "B", ""},
		{"several", "2 sheets of the workbook have rows", `--sheet B`, bookOf([]string{"A", people, "B", people, "C", ""}), "", crm.CodeUsage},
		{"no such sheet", `no sheet "Z"`, `--sheet A`, bookOf([]string{"A", people}), "Z", crm.CodeUsage},
		{"document type", "document type", "", bookOf([]string{"A", people}, "xl/workbook.xml", `<!DOCTYPE x [<!ENTITY a "b"><!ENTITY c SYSTEM "file:///etc/passwd">]><workbook>&c;</workbook>`), "", ""},
		{"no XML", "not XML", "", bookOf([]string{"A", people}, "xl/workbook.xml", `hello`), "", ""},
		{"cut XML", "cut off", "", bookOf([]string{"A", people}, "xl/worksheets/sheet1.xml", `<worksheet><sheetData><row>`), "", ""},
		{"cut tag", "cut off", "", bookOf([]string{"A", people}, "xl/worksheets/sheet1.xml", `<worksheet><sheetData><row r="1`), "", ""},
		{"crossed tags", "does not end", "", bookOf([]string{"A", "<row><c></row></c>"}), "", ""},
		{"deep", "nested deeper than 64", "", bookOf([]string{"A", many(200_000, "<a>")}), "", ""},
		{"long tag", "longer than 64 KiB", "", bookOf([]string{"A", `<row a="` + many(maxTag, "x") + `"/>`}), "", ""},
		{"long cell", "longer than 1 MiB", "", bookOf([]string{"A", inline(1, many(maxField+1, "x"))}), "", ""},
		{"long row", "longer than 10 MiB", "", bookOf([]string{"A", `<row>` + many(2000, `<c t="s"><v>0</v></c>`) + `</row>`}, "xl/sharedStrings.xml", `<sst><si><t>`+many(10_000, "x")+`</t></si></sst>`), "", ""},
		{"backwards", "comes after row 7", "", bookOf([]string{"A", inline(7, "Name") + inline(7, "x")}), "", ""},
		{"far below", "comes after", "", bookOf([]string{"A", inline(1, "Name") + inline(99_999_999, "x")}), "", ""},
		{"not a row", "comes after", "", bookOf([]string{"A", `<row r="x"><c><v>1</v></c></row>`}), "", ""},
		{"cells backwards", "not in order", "", bookOf([]string{"A", `<row><c r="B1"/><c r="A1"/></row>`}), "", ""},
		{"not a cell", "not in order", "", bookOf([]string{"A", `<row><c r="1"/></row>`}), "", ""},
		{"far right", "not in order", "", bookOf([]string{"A", `<row><c r="XFE1"/></row>`}), "", ""},
		{"no characters", "bytes that are not characters", "", bookOf([]string{"A", inline(1, "Jos\xe9")}), "", ""},
		{"wide", `sheet "A", row 1: more than 500 columns`, "", bookOf([]string{"A", inline(1, slices.Repeat([]string{"x"}, 501)...)}), "", ""},
	} {
		_, _, err := readSheet(test.book, test.sheet)
		e, ok := crm.AsError(err)
		if !ok {
			t.Errorf("%s: %v", test.name, err)
			continue
		}
		if test.code == "" {
			test.code = crm.CodeInvalid
		}
		if e.Code != test.code || !strings.Contains(e.Error(), test.message) || !strings.Contains(strings.Join(e.Help(), "\n"), test.help) {
			t.Errorf("%s: %s %v %q", test.name, e.Code, e, e.Help())
		}
	}
}

func TestIsWorkbook(t *testing.T) {
	for text, want := range map[string]bool{"PK\x03\x04abc": true, "PK\x05\x06": true, "\xd0\xcf\x11\xe0": true, "Name,Phone": false, "PK,Phone\n": false, "": false} {
		if got := IsWorkbook(bufio.NewReader(strings.NewReader(text))); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
}

// TestSheetIsTable: a sheet gives the rows that the CSV of it does.
func TestSheetIsTable(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		cell := rapid.SampledFrom([]string{"", "", "Jane Hudson", "614-555-0147", "a\nb", `say "hi"`, "x, y; z", " padded ", "'=1+1", "山田", "#N/A", "#REF!", "TRUE", "0042", "1961-03-14"})
		headings := []string{"Name", "Phone", "Notes"}
		rows := rapid.SliceOfN(rapid.SliceOfN(cell, 3, 3), 1, 12).Draw(t, "rows")
		sheet := inline(1, headings...)
		var text bytes.Buffer
		to := csv.NewWriter(&text)
		_ = to.Write(headings)
		for i, row := range rows {
			sheet += inline(i+2, row...)
			_ = to.Write(row)
		}
		to.Flush()
		book := bookOf([]string{"A", sheet})
		w, err := OpenWorkbook(bytes.NewReader(book), int64(len(book)))
		if err != nil {
			t.Fatal(err)
		}
		a, err := NewSheetReader(w, "", testColumns, Options{})
		if err != nil {
			t.Fatal(err)
		}
		b, err := NewReader(&text, testColumns, Options{})
		if err != nil {
			t.Fatal(err)
		}
		for {
			x, errX := a.Next()
			y, errY := b.Next()
			if fmt.Sprint(x.Raw, x.Values) != fmt.Sprint(y.Raw, y.Values) || (errX == nil) != (errY == nil) {
				t.Fatalf("%q %v, %q %v", x.Raw, errX, y.Raw, errY)
			}
			if errors.Is(errX, io.EOF) {
				return
			}
		}
	})
}

// countRows reads all of a workbook.
func countRows(book []byte) (rows int, _ error) {
	w, err := OpenWorkbook(bytes.NewReader(book), int64(len(book)))
	if err != nil {
		return 0, err
	}
	r, err := NewSheetReader(w, "", testColumns, Options{Needs: []string{"name"}})
	if err != nil {
		return 0, err
	}
	for {
		row, err := r.Next()
		if errors.Is(err, io.EOF) {
			return rows, nil
		}
		if err != nil && row.Line == 0 {
			return rows, err
		}
		rows++
	}
}

func FuzzWorkbook(f *testing.F) {
	people := inline(1, "Name", "Phone") + inline(2, "Jane", "1")
	f.Add(bookOf([]string{"A", people}))
	f.Add(bookOf([]string{"A", people}, "xl/sharedStrings.xml", `<sst><si><t>x</t></si></sst>`))
	f.Add(bookOf([]string{"A", strings.Repeat("<a>", 1000)}))
	f.Add([]byte("\xd0\xcf\x11\xe0" + strings.Repeat("\xff", 600)))
	f.Add([]byte("PK\x05\x06" + strings.Repeat("\xff", 18)))
	f.Fuzz(func(t *testing.T, content []byte) {
		began := time.Now()
		rows, err := countRows(content)
		if _, ok := crm.AsError(err); err != nil && !ok {
			t.Errorf("%T %v", err, err)
		}
		if took := time.Since(began); took > 2*time.Second*slowness {
			t.Errorf("%d rows took %v", rows, took)
		}
	})
}

// FuzzSheet: the parts of a workbook are compressed, so they are tried by themselves, too.
func FuzzSheet(f *testing.F) {
	f.Add(inline(1, "Name", "Phone")+inline(2, "Jane", "1"), `<sst><si><t>x</t></si></sst>`, styled)
	f.Add(`<row r="1"><c r="A1" t="s" s="1"><v>0</v></c></row>`, `<sst><si><r><t>x&#65;_x0041_</t></r></si></sst>`, `<a><numFmt numFmtId="1" formatCode="[h"/><cellXfs><xf numFmtId="1"/></cellXfs></a>`)
	f.Add(`<row><c><f/></c></row><![CDATA[`, `<!DOCTYPE a>`, `&amp;<`)
	f.Fuzz(func(t *testing.T, sheet, shared, styles string) {
		_, err := countRows(bookOf([]string{"A", sheet}, "xl/sharedStrings.xml", shared, "xl/styles.xml", styles))
		if _, ok := crm.AsError(err); err != nil && !ok {
			t.Errorf("%T %v", err, err)
		}
	})
}
