package exchange

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/unicode"

	"crm/internal/crm"
	"crm/internal/fold"
)

// testColumns are what a caller would make of its labels.
var testColumns = Columns{
	"name": "name", "full name": "name", "氏名": "name",
	"phone": "phone", "mobile": "phone", "phone 2": "phone", "telefon": "phone", "電話": "phone",
	"e mail": "email", "email": "email",
	"birthday": "birthday", "誕生日": "birthday",
	"notes": "note", "notiz": "note", fold.Text("メモ"): "note",
}

// readAll reads a file to its end or its first error.
func readAll(t testing.TB, from io.Reader, o Options) (*Reader, []Row, error) {
	t.Helper()
	r, err := NewReader(from, testColumns, o)
	if err != nil {
		return nil, nil, err
	}
	var rows []Row
	for {
		row, err := r.Next()
		if err == io.EOF {
			return r, rows, nil
		}
		if err != nil {
			return r, rows, err
		}
		rows = append(rows, row)
	}
}

// shape writes rows as one line of text: line:cell|cell.
func shape(rows []Row) string {
	var out []string
	for _, row := range rows {
		out = append(out, fmt.Sprintf("%d:%s", row.Line, strings.Join(row.Raw, "|")))
	}
	return strings.Join(out, " ")
}

func TestReader(t *testing.T) {
	for _, test := range []struct{ name, in, want string }{
		{"plain", "Name,Phone\nJane,1\nBen,2\n", "2:Jane|1 3:Ben|2"},
		{"no last line end", "Name,Phone\nJane,1", "2:Jane|1"},
		{"no last field", "Name,Phone\nJane,", "2:Jane|"},
		{"CRLF", "Name,Phone\r\nJane,1\r\nBen,2\r\n", "2:Jane|1 3:Ben|2"},
		{"CR", "Name,Phone\rJane,1\rBen,2\r", "2:Jane|1 3:Ben|2"},
		{"mixed", "Name,Phone\rJane,1\nBen,2\r\nAnn,3", "2:Jane|1 3:Ben|2 4:Ann|3"},
		{"mark", "\ufeffName,Phone\nJane,1\n", "2:Jane|1"},
		{"bars", "Name|Phone\nJane, A.|1\n", "2:Jane, A.|1"},
		{"a bar within a heading", "Name (a|b),Phone\nJane,1\n", "2:Jane|1"},
		{"semicolons", "Name;Phone\nJane, A.;1\n", "2:Jane, A.|1"},
		{"tabs", "Name\tPhone\nJane; A.\t1\n", "2:Jane; A.|1"},
		{"delimiter in a quoted heading", "\"Name;of;the;lead\",Phone\nJane,1\n", "2:Jane|1"},
		{"one column", "Name\nJane\n\nBen\n", "2:Jane 4:Ben"},
		{"sep", "sep=;\r\nName;Phone\r\nJane;1\r\n", "3:Jane|1"},
		{"blank lines", "\n \r\n\r\nName,Phone\n\n\nJane,1\n,\n  ,\u3000\nBen,2\n\n", "7:Jane|1 10:Ben|2"},
		{"quotes", "Name,Phone\n\"Hudson, Jane\",\"\"\n\"\"\"JJ\"\"\",1\n", "2:Hudson, Jane| 3:\"JJ\"|1"},
		{"lines in quotes", "Name,Phone\n\"a\nb\r\nc\rd\",1\nBen,2\n", "2:a\nb\r\nc\rd|1 6:Ben|2"},
		{"quote inside", "Name,Phone\nJane \"JJ\" Hudson,5\"\n", "2:Jane \"JJ\" Hudson|5\""},
		{"spaces around quotes", "Name,Phone\n  \"Hudson, Jane\"  , \"1\"\n", "2:Hudson, Jane|1"},
		{"spaces kept raw", "Name,Phone\n Jane , 1\n", "2: Jane | 1"},
		{"empty fields", "Name,Phone,Notes\n,1,\n", "2:|1|"},
	} {
		for _, size := range []string{"whole", "byte by byte"} {
			var from io.Reader = strings.NewReader(test.in)
			if size != "whole" {
				from = iotest.OneByteReader(from)
			}
			_, rows, err := readAll(t, from, Options{})
			if got := shape(rows); err != nil || got != test.want {
				t.Errorf("%s, %s: %q, %v, want %q", test.name, size, got, err, test.want)
			}
		}
	}
}

func TestReaderValues(t *testing.T) {
	in := "Full Name,Mobile,Phone,Phone 2,Score,Notes\n" +
		"\u00a0Jose\u0301 ,1,,2,7,\"'=1+1\r\nx\"\n" +
		"'+1,'-,'Tis,'  ,8,''=x\n"
	r, rows, err := readAll(t, strings.NewReader(in), Options{})
	if err != nil {
		t.Fatal(err)
	}
	if got := r.Fields(); !slices.Equal(got, []string{"name", "phone", "phone", "phone", "", "note"}) {
		t.Errorf("fields %q", got)
	}
	if got := r.Ignored(); !slices.Equal(got, []string{"Score"}) {
		t.Errorf("ignored %q", got)
	}
	for i, want := range []map[string][]string{
		{"name": {"José"}, "phone": {"1", "2"}, "note": {"=1+1\nx"}},
		{"name": {"+1"}, "phone": {"-", "'Tis", "'"}, "note": {"'=x"}},
	} {
		if !maps.EqualFunc(rows[i].Values, want, slices.Equal) {
			t.Errorf("row %d: %q, want %q", i, rows[i].Values, want)
		}
	}
}

func TestReaderMap(t *testing.T) {
	in := "Who,Name,Tel #\nJane,Acme,1\n"
	r, rows, err := readAll(t, strings.NewReader(in), Options{Map: map[string]string{"WHO": "name", "name": "", "tel #": "phone"}})
	if err != nil {
		t.Fatal(err)
	}
	if want := map[string][]string{"name": {"Jane"}, "phone": {"1"}}; !maps.EqualFunc(rows[0].Values, want, slices.Equal) || len(r.Ignored()) != 0 {
		t.Errorf("%q, ignored %q", rows[0].Values, r.Ignored())
	}
}

func TestReaderFiles(t *testing.T) {
	for _, test := range []struct {
		file, ignored string
		values        []map[string][]string
	}{
		{"japanese.csv", "フリガナ", []map[string][]string{
			{"name": {"山田　太郎"}, "phone": {"090-0000-0147"}, "birthday": {"1980-05-12"}, "note": {"二回目の面談\n資料を送る"}},
			{"name": {"佐藤 花子"}, "phone": {"０３－００００－０１４７"}},
		}},
		{"excel-semicolon.csv", "Prämie", []map[string][]string{
			{"name": {"Müller; Jürgen"}, "phone": {"0171 0000147"}, "email": {"j@example.de"}, "note": {`sagt "später"`}},
			{"name": {"Anna Weiß"}, "email": {"anna@example.de"}, "note": {"=SUMME(A1)"}},
		}},
	} {
		whole, err := os.ReadFile("testdata/" + test.file)
		if err != nil {
			t.Fatal(err)
		}
		text := string(bytes.TrimPrefix(whole, markUTF8))
		encoded := map[string]string{"utf-8": string(whole)}
		for name, encoder := range map[string]interface{ String(string) (string, error) }{
			"shift-jis":   japanese.ShiftJIS.NewEncoder(),
			"euc-jp":      japanese.EUCJP.NewEncoder(),
			"iso-2022-jp": japanese.ISO2022JP.NewEncoder(),
			"latin-1":     charmap.Windows1252.NewEncoder(),
			"utf-16":      unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder(),
			"utf-16 ":     unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewEncoder(),
			" utf-16":     unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM).NewEncoder(),
			" utf-16 ":    unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM).NewEncoder(),
		} {
			if s, err := encoder.String(text); err == nil { // not every encoding has all letters
				encoded[name] = s
			}
		}
		if len(encoded) < 6 {
			t.Errorf("%s in %d encodings only", test.file, len(encoded))
		}
		for name, in := range encoded {
			r, rows, err := readAll(t, strings.NewReader(in), Options{Encoding: name})
			if err != nil {
				t.Errorf("%s in %q: %v", test.file, name, err)
				continue
			}
			if got := strings.Join(r.Ignored(), ","); got != test.ignored {
				t.Errorf("%s in %q: ignored %s", test.file, name, got)
			}
			if len(rows) != len(test.values) {
				t.Fatalf("%s in %q: %d rows", test.file, name, len(rows))
			}
			for i, want := range test.values {
				if !maps.EqualFunc(rows[i].Values, want, slices.Equal) {
					t.Errorf("%s in %q: %q, want %q", test.file, name, rows[i].Values, want)
				}
			}
		}
	}
}

// eucJP is 高橋 一.
const eucJP = "\xb9\xe2\xb6\xb6 \xb0\xec\n"

// TestAccentsAreNoJapanese: what people write with accents and quotes is read in the
// encoding that is named.
func TestAccentsAreNoJapanese(t *testing.T) {
	for _, name := range []string{"José Núñez", "Núñez", "García", "“Él” O’Brien", "Señora Iñíguez", "Ôéè", "Straße Müller", "ÑÁÑEZ", "PEÑA NÚÑEZ", "À côté – «été»"} {
		in, err := charmap.Windows1252.NewEncoder().String("Name\n" + name + "\n")
		if err != nil {
			t.Fatal(err)
		}
		for _, encoding := range []string{"windows-1252", "latin-1"} {
			if _, rows, err := readAll(t, strings.NewReader(in), Options{Encoding: encoding}); err != nil || rows[0].Values["name"][0] != name {
				t.Errorf("%s in %s: %v %v", name, encoding, rows, err)
			}
		}
		if is := guessEncoding([]byte(in)); is != "latin-1" {
			t.Errorf("%s: %s", name, is)
		}
	}
}

// TestDOS: what old programs wrote for DOS is read as that, and refused as anything else.
func TestDOS(t *testing.T) {
	for _, name := range []string{"Begoña Muñoz", "María Pérez", "José Núñez", "Jürgen Groß-Käfer", "Niccolò Forlì", "André", "Citté è là", "Ángel Ibáñez"} {
		in, err := charmap.CodePage850.NewEncoder().String("Name\n" + name + "\n")
		if err != nil {
			t.Fatal(err)
		}
		for _, encoding := range []string{"cp850", "cp437"} {
			if encoding == "cp437" && strings.ContainsAny(name, "Á") { // which lacks it
				continue
			}
			if _, rows, err := readAll(t, strings.NewReader(in), Options{Encoding: encoding}); err != nil || rows[0].Values["name"][0] != name {
				t.Errorf("%s in %s: %v %v", name, encoding, rows, err)
			}
		}
		if _, rows, err := readAll(t, strings.NewReader(in), Options{Encoding: "latin-1"}); err == nil || !strings.Contains(err.Error(), "cp850") {
			t.Errorf("%s in latin-1: %v %v", name, rows, err)
		}
		if is := guessEncoding([]byte(in)); is != "cp850" {
			t.Errorf("%s: %s", name, is)
		}
	}
}

func TestReaderFaults(t *testing.T) {
	long := strings.Repeat("a", maxField)
	for _, test := range []struct {
		name, in string
		o        Options
		code     crm.Code
		message  string
		help     string
	}{
		{name: "empty", in: "", message: "line 1: the file is empty"},
		{name: "blank", in: "\n\n", message: "line 1: the file is empty"},
		{name: "duplicate heading", in: "Name,phone,ＮＡＭＥ\n", message: `line 1: "Name" and "ＮＡＭＥ (3)" are both the name`, help: `--map 3=`},
		{name: "two columns for a field", in: "Name,Full name\n", message: `line 1: "Name" and "Full name" are both the name`, help: `--map "Full name="`},
		{name: "unclosed quote", in: "Name,Phone\nJane,1\n\"Ben,2\nAnn,3\n", message: "line 3: a quote is opened here and never closed"},
		{name: "unclosed quote, CR", in: "Name,Phone\rJane,1\r\"Ben,2\rAnn,3\r", message: "line 3: a quote is opened"},
		{name: "unclosed, in a row of lines", in: "Name,Phone\n\"a\nb\nc\",\"d\n\n", message: "line 4: a quote is opened"},
		{name: "quote missing", in: "Name,Phone\n\"Ben,2\n\"Ann\",3\n", message: "line 2: the quote opened here is closed on line 3 with text"},
		{name: "text behind quote", in: "Name,Phone\n\"Ben\"jamin,2\n", message: "line 2: there is text behind the closing quote"},
		{name: "quote behind space", in: "Name,Phone\n\"Ben\" \"x\",2\n", message: "line 2: there is text behind the closing quote"},
		{name: "long row", in: "Name,Phone\nJane,1\n\nBen,2,3\n", message: "line 4: 3 fields where the headings are 2"},
		{name: "short row", in: "Name,Phone\nJane\n", message: "line 2: 1 field where the headings are 2"},
		{name: "latin-1", in: "Name,Phone\nJane,1\nJos\xe9,2\n", message: "line 3, byte 22 of the file: 0xe9 is not UTF-8", help: "--encoding latin-1"},
		{name: "latin-1 at the end", in: "Name\nJos\xe9", message: "line 2, byte 9 of the file", help: "--encoding latin-1"},
		{name: "latin-1 behind a mark", in: "\ufeffName\nJos\xe9", message: "line 2, byte 12 of the file"},
		{name: "latin-1 in headings", in: "Name,Tel\xe9fono\nJane,1\n", message: "line 1, byte 9 of the file"},
		{name: "curly quote", in: "Name\nO\x92Brien and more\n", message: "line 2, byte 7 of the file", help: "--encoding latin-1"},
		{name: "shift-jis", in: "Name\n\x8e\x52\x93\x63\n", message: "line 2, byte 6 of the file: 0x8e", help: "--encoding shift-jis"},
		{name: "surrogate", in: "Name\n\xed\xa0\x80\n", message: "line 2, byte 6 of the file"},
		{name: "NUL", in: "Name,Phone\nJane,\x001\n", message: "line 2, byte 17 of the file: a zero byte"},
		{name: "UTF-16 with a mark", in: "\xff\xfeN\x00a\x00", message: "the file is in UTF-16", help: "--encoding utf-16"},
		{name: "UTF-16 without", in: "\x00N\x00a\x00m\x00e\x00\n", message: "the file is in UTF-16", help: "--encoding utf-16"},
		{name: "web page", in: " \n<html><table>", message: "web page", help: ".xlsx"},
		{name: "XML", in: "\ufeff<?xml version=\"1.0\"?><Workbook>", message: "XML", help: ".xlsx"},
		{name: "PDF", in: "%PDF-1.7\n", message: "a PDF", help: "Export the list"},
		{name: "workbook", in: "PK\x03\x04\x00\x00", message: "workbook"},
		{name: "not shift-jis", in: "Name\nJos\xe9\n", o: Options{Encoding: "shift-jis"}, message: "line 2: the file is not in shift-jis", help: "--encoding"},
		{name: "UTF-8 as windows-1252", in: "Name\nJosé\n", o: Options{Encoding: "windows-1252"}, message: "the file is in utf-8, not in windows-1252", help: "--encoding utf-8"},
		{name: "UTF-8 as latin-1, far behind", in: "Name\n" + strings.Repeat("Jane\n", sourceSize) + "José", o: Options{Encoding: "latin-1"}, message: "the file is in utf-8, not in latin-1", help: "--encoding utf-8"},
		{name: "UTF-8 as latin-1, one byte undefined", in: "Name\nÍñigo\n", o: Options{Encoding: "latin-1"}, message: "the file is in utf-8", help: "--encoding utf-8"},
		{name: "UTF-8 as Shift_JIS", in: "Name\nJosé\n", o: Options{Encoding: "shift-jis"}, message: "the file is in utf-8, not in shift-jis", help: "--encoding utf-8"},
		{name: "EUC-JP", in: "Name\n" + eucJP, message: "is not UTF-8", help: "--encoding euc-jp"},
		{name: "EUC-JP as latin-1", in: "Name\n" + eucJP, o: Options{Encoding: "latin-1"}, message: "the file is in euc-jp, not in latin-1", help: "--encoding euc-jp"},
		{name: "EUC-JP as Shift_JIS", in: "Name\n" + eucJP, o: Options{Encoding: "shift-jis"}, message: "the file is not in shift-jis", help: "--encoding euc-jp"},
		{name: "Shift_JIS as windows-1252", in: "Name\n\x8e\x52\x93\x63\n", o: Options{Encoding: "windows-1252"}, message: "the file is in shift-jis", help: "--encoding shift-jis"},
		{name: "ISO-2022-JP", in: "Name\n\x1b$B9b66\x1b(B\n", message: "the file is in iso-2022-jp", help: "--encoding iso-2022-jp"},
		{name: "half a character", in: "N\x00a\x00m\x00e\x00\n\x00J", o: Options{Encoding: "utf-16"}, message: "line 2: the file is not in utf-16"},
		{name: "long field", in: "Name,Phone\nJane,1\nBen," + long + "a\n", message: "line 3: a field is longer than 1 MiB"},
		{name: "long quoted field", in: "Name,Phone\nJane,1\n\"\n" + long + "\",1\n", message: "line 3: the field that is opened here is longer"},
		{name: "long rows", in: "a,b,c,d,e,f,g,h,i,j,k\n\n" + strings.Repeat(long+",", 11), message: "line 3: the row is longer than 10 MiB"},
		{name: "many headings", in: "Name\n" + strings.Repeat(",", 500) + "x\n", message: "line 2: more than 500 columns"},
		{name: "unknown heading", in: "Name,Tel\n", o: Options{Map: map[string]string{"Telephone": "phone"}}, code: crm.CodeUsage, message: `the file has no heading "Telephone"`, help: `"Name", "Tel"`},
		{name: "heading mapped twice", in: "Name,Tel\n", o: Options{Map: map[string]string{"TEL": "phone", "tel": "email"}}, code: crm.CodeUsage, message: `the heading "tel" is given two fields`},
		{name: "encoding", in: "Name\n", o: Options{Encoding: "ebcdic"}, code: crm.CodeUsage, message: `unknown encoding "ebcdic"`, help: "shift-jis"},
		{name: "delimiter", in: "Name\n", o: Options{Delimiter: '"'}, code: crm.CodeUsage, message: "can't be a delimiter"},
	} {
		_, _, err := readAll(t, strings.NewReader(test.in), test.o)
		var e *crm.Error
		if !errors.As(err, &e) {
			t.Errorf("%s: %v", test.name, err)
			continue
		}
		if test.code == "" {
			test.code = crm.CodeInvalid
		}
		if e.Code != test.code || !strings.Contains(e.Error(), test.message) || !strings.Contains(strings.Join(e.Help(), "\n"), test.help) {
			t.Errorf("%s: %s %q, help %q", test.name, e.Code, e.Error(), e.Help())
		}
	}
}

func TestReaderLimitsTakeWhatFits(t *testing.T) {
	long := strings.Repeat("a", maxField)
	in := "a,b\n" + long + ",\"" + long + "\"\n"
	if _, rows, err := readAll(t, strings.NewReader(in), Options{}); err != nil || len(rows) != 1 {
		t.Errorf("%d rows, %v", len(rows), err)
	}
}

// Reading goes on behind a ragged row, which comes with its cells, and behind
// nothing else.
func TestReaderGoesOn(t *testing.T) {
	r, err := NewReader(strings.NewReader("Name,Phone\nJane\nBen,2\n\"Ann\n"), testColumns, Options{})
	if err != nil {
		t.Fatal(err)
	}
	row, err := r.Next()
	var fault RowError
	if e, ok := crm.AsError(err); !ok || !errors.As(err, &fault) || e.Line != 2 || row.Line != 2 || !slices.Equal(row.Raw, []string{"Jane"}) || row.Values != nil {
		t.Errorf("%v, %v", row, err)
	}
	if row, err = r.Next(); err != nil || !slices.Equal(row.Values["name"], []string{"Ben"}) {
		t.Errorf("%v, %v", row, err)
	}
	_, first := r.Next()
	_, second := r.Next()
	if errors.As(first, &fault) || crm.CodeOf(first) != crm.CodeInvalid || first != second {
		t.Errorf("%v, then %v", first, second)
	}
}

func TestReaderPassesErrorsOn(t *testing.T) {
	broken := errors.New("disk on fire")
	_, _, err := readAll(t, io.MultiReader(strings.NewReader("Name\n"+strings.Repeat("Jane\n", 1000)), iotest.ErrReader(broken)), Options{})
	if !errors.Is(err, broken) || crm.CodeOf(err) != crm.CodeEnvironment {
		t.Errorf("%v", err)
	}
}

// endless is a file that never ends, and counts what was taken of it.
type endless struct {
	piece []byte
	taken int
}

func (e *endless) Read(b []byte) (int, error) {
	n := copy(b, e.piece)
	e.taken += n
	return n, nil
}

func TestReaderIsBounded(t *testing.T) {
	for _, piece := range []string{"a", "\"", " ", ",", "a,", "\"a\n", "\xe3\x81\x82", "aaaaaaa\"\""} {
		for _, head := range []string{"Name,Phone\n", "Name,Phone\n\"", ""} {
			file := &endless{piece: []byte(strings.Repeat(piece, 4096))}
			_, _, err := readAll(t, io.MultiReader(strings.NewReader(head), file), Options{})
			if crm.CodeOf(err) != crm.CodeInvalid || file.taken > 12<<20 {
				t.Errorf("%q behind %q: %v after %d bytes", piece, head, err, file.taken)
			}
		}
	}
}

func FuzzReader(f *testing.F) {
	for _, s := range []string{
		"Name,Phone\nJane,1\n", "Name;Phone\r\n\"a\r\nb\";\r", "sep=|\nName|Phone\n", "\ufeffName\n'=1\n", "\xff\xfeN\x00",
		"Name\nJos\xe9", "Name,Phone\n\"Ben\"x", "Name\n \"a\" \n", "\x8e\x52,\n", "N\x00\n\x00",
	} {
		for i := range len(Encodings) {
			f.Add([]byte(s), byte(i), byte(0))
		}
		f.Add([]byte(s), byte(0), byte(';'))
	}
	f.Fuzz(func(t *testing.T, in []byte, encoding, delimiter byte) {
		o := Options{Encoding: Encodings[int(encoding)%len(Encodings)], Delimiter: rune(delimiter)}
		r, err := NewReader(bytes.NewReader(in), testColumns, o)
		line := 1
		rows := 0
		for err == nil {
			var row Row
			row, err = r.Next()
			if fault := RowError(""); errors.As(err, &fault) {
				if e, _ := crm.AsError(err); e.Line != row.Line {
					t.Errorf("row of line %d faulted on %d", row.Line, e.Line)
				}
				err = nil
			} else if err == nil && len(row.Raw) != len(r.Fields()) {
				t.Errorf("%d cells", len(row.Raw))
			}
			if err != nil {
				break
			}
			if rows++; row.Line <= line || rows > len(in) {
				t.Fatalf("row %d on line %d, behind line %d", rows, row.Line, line)
			}
			line = row.Line
		}
		if err == io.EOF {
			return
		}
		var e *crm.Error
		if !errors.As(err, &e) || e.Code != crm.CodeInvalid && e.Code != crm.CodeUsage {
			t.Fatalf("%v", err)
		}
		var at int
		if e.Code == crm.CodeInvalid && e.Flag != "encoding" && e.Field != "encoding" {
			if n, _ := fmt.Sscanf(e.Error(), "line %d", &at); n != 1 || at < 1 || at < line && rows > 0 {
				t.Errorf("%q behind line %d", e.Error(), line)
			}
		}
	})
}

func BenchmarkReader(b *testing.B) {
	in := []byte("Name,Phone,E-mail,Birthday,Notes\n" + strings.Repeat("Jane Hudson,614-555-0147,jane@example.com,1980-05-12,\"met at the fair, call back\"\n", 10000))
	b.SetBytes(int64(len(in)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := drain(in); err != nil {
			b.Fatal(err)
		}
	}
}

func drain(in []byte) (int, error) {
	r, err := NewReader(bytes.NewReader(in), testColumns, Options{})
	if err != nil {
		return 0, err
	}
	for n := 0; ; n++ {
		if _, err := r.Next(); err == io.EOF {
			return n, nil
		} else if err != nil {
			return n, err
		}
	}
}

// TestTitles: lines above the headings are skipped only where they can be nothing else.
func TestTitles(t *testing.T) {
	names := Columns{"name": "name", "phone": "phone", "email": "email"}
	for file, want := range map[string]int{
		"Report\n\nName,Phone\nAnn,1\n":                  3,
		"Report\nName,Phone\nAnn,1\n":                    2,
		"Report\r\n\r\nName;Phone\r\nAnn;1\r\n":          3,
		"Report, all, of today\n\nName\tPhone\nAnn\t1\n": 3,
		"\"Report\nof today\"\n\n\nName,Phone\nAnn,1\n":  5,
		"Name\nAnn\nPhone\n":                             1,
		"Name,Foo\nAnn,1\nName,Phone\n":                  1,
		"Ann,614-555-0101\nName,Phone\nBob,2\n":          1,
		"Report\nann@example.com\nName,Phone\nBob,2\n":   1,
		"Foo,Bar\nName,Phone\nBob,2\n":                   1,
		"Report\n\nFoo,Bar\nBob,2\n":                     1,
	} {
		r, err := NewReader(strings.NewReader(file), names, Options{Needs: []string{"name"}})
		if err != nil {
			t.Errorf("%q: %v", file, err)
			continue
		}
		got := max(r.Titles().Line, 1)
		if got != want {
			t.Errorf("%q: the headings are in line %d, want %d", file, got, want)
		}
		if row, err := r.Next(); want > 1 && (err != nil || row.Line != want+1 || row.Values["name"] == nil) {
			t.Errorf("%q: the first row is %v, %v", file, row, err)
		}
	}
}
