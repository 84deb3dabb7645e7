package exchange

import (
	"bufio"
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/encoding/japanese"
	utf "golang.org/x/text/encoding/unicode"

	"crm/internal/crm"
)

// asTable reads vCards as lines of "heading=cell" with a line of their own between cards.
func asTable(content, encoding string) (string, error) {
	r, err := NewCardReader(strings.NewReader(content), strings.NewReader(content), Columns{}, Options{Encoding: encoding})
	if err != nil {
		return "", err
	}
	var b strings.Builder
	for {
		row, err := r.Next()
		if errors.Is(err, io.EOF) {
			return b.String(), nil
		}
		if err != nil {
			fmt.Fprintf(&b, "error %v\n", err)
			if row.Line == 0 {
				return b.String(), err
			}
			continue
		}
		for i, heading := range r.Header() {
			if row.Raw[i] != "" {
				fmt.Fprintf(&b, "%s=%s\n", heading, strings.ReplaceAll(row.Raw[i], "\n", "|"))
			}
		}
		for _, p := range row.Photos {
			fmt.Fprintf(&b, "photo %s %s %d\n", p.Name, p.MediaType, len(p.Content))
		}
		for _, of := range row.Related {
			fmt.Fprintf(&b, "related %s%s as %s\n", of.Name, of.UID, of.As)
		}
		b.WriteString("--\n")
	}
}

// gif is the smallest picture.
var gif = base64.StdEncoding.EncodeToString([]byte("GIF89a\x01\x00\x01\x00\x00\x00\x00;"))

func TestCards(t *testing.T) {
	sjis, _ := japanese.ShiftJIS.NewEncoder().String("山田;太郎")
	wide, _ := utf.UTF16(utf.LittleEndian, utf.UseBOM).NewEncoder().String("BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Zoë\r\nEND:VCARD\r\n")
	tests := []struct{ name, lines, want string }{
		{"3.0", "N:Hudson;Jane;Q.,R.;Dr.;Jr.\nFN:Dr. Jane Q. R. Hudson Jr.\nNICKNAME:Jan\\,e,JH\nORG:Acme\\; Inc;Sales\nTITLE:Clerk\nCATEGORIES:gold,golf club\nNOTE:one\\ntwo\\, three",
			"Full Name=Dr. Jane Q. R. Hudson Jr.\nPrefix=Dr.\nFirst Name=Jane\nMiddle Name=Q. R.\nLast Name=Hudson\nSuffix=Jr.\nNickname=Jan,e, JH\nOrganization=Acme; Inc\nTags=gold, golf club\nNotes=one|two, three\nDepartment=Sales\nJob Title=Clerk\n"},
		{"folded", "FN:Jane\n  Hud\n\tson\nTEL;TYPE=CELL:614-\n 555-0101", "Full Name=Jane Hudson\nPhone 1 - Label=mobile\nPhone 1 - Value=614-555-0101\n"},
		{"phones", "FN:A\nTEL;TYPE=HOME,VOICE:1\nTEL;TYPE=\"work,fax\":2\nTEL;TYPE=work;TYPE=pref:3\nTEL;VALUE=uri;PREF=2;TYPE=cell:tel:+1-614-555-0104;ext=7\nTEL;TYPE=x-Boat:5",
			"Full Name=A\nPhone 1 - Label=work\nPhone 1 - Value=3\nPhone 2 - Label=mobile\nPhone 2 - Value=+1-614-555-0104 x7\nPhone 3 - Label=home\nPhone 3 - Value=1\nPhone 4 - Label=fax\nPhone 4 - Value=2\nPhone 5 - Label=Boat\nPhone 5 - Value=5\n"},
		{"bare parameters", "VERSION:2.1\nN:Cole;Bob\nTEL;HOME;VOICE:614-555-0102\nTEL;CELL:614-555-0103\nEMAIL;INTERNET:bob@example.com",
			"First Name=Bob\nLast Name=Cole\nPhone 1 - Label=home\nPhone 1 - Value=614-555-0102\nPhone 2 - Label=mobile\nPhone 2 - Value=614-555-0103\nE-mail 1 - Value=bob@example.com\n"},
		{"quoted-printable", "VERSION:2.1\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=4E=C3=BA=C3=B1ez;Jos=C3=A9;;;\nNOTE;ENCODING=QUOTED-PRINTABLE:first=0D=0Asecond =\nline; =3B",
			"First Name=José\nLast Name=Núñez\nNotes=first|second line; ;\n"},
		{"quoted-printable that does not say so", "VERSION:2.1\nN;CHARSET=UTF-8:=E5=B1=B1=E7=94=B0;=E5=A4=AA\nURL;CHARSET=UTF-8:http://example.com/?a=b", "First Name=太\nLast Name=山田\nWebsite=http://example.com/?a=b\n"},
		{"outlook", "VERSION:2.1\nN;LANGUAGE=en-us:Pohl;Marge\nFN:Marge Pohl\nTEL;WORK;VOICE:(614) 555-0101\nX-MS-TEL;VOICE;COMPANY:614-555-0102\nADR;WORK;PREF;ENCODING=QUOTED-PRINTABLE:;;1 Elm St=0D=0ASuite 2;Columbus;OH;43215;USA\nLABEL;WORK;PREF;ENCODING=QUOTED-PRINTABLE:1 Elm St=0D=0A=\nSuite 2\nX-MS-OL-DEFAULT-POSTAL-ADDRESS:2\nX-MS-SPOUSE;N:Bill\nX-MS-CARDPICTURE;TYPE=JPEG;ENCODING=BASE64:\n /9j/4AAQ\n\nREV:20261101T120000Z",
			"Full Name=Marge Pohl\nFirst Name=Marge\nLast Name=Pohl\nPhone 1 - Label=work\nPhone 1 - Value=(614) 555-0101\nPhone 2 - Value=614-555-0102\nAddress 1 - Label=work\nAddress 1 - Street=1 Elm St, Suite 2\nAddress 1 - City=Columbus\nAddress 1 - Region=OH\nAddress 1 - Postal Code=43215\nAddress 1 - Country=USA\nX-MS-CARDPICTURE=(binary)\nrelated Bill as spouse\n"},
		{"latin quoted-printable", "VERSION:2.1\nN;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:P=E9rez;Jos=E9", "First Name=José\nLast Name=Pérez\n"},
		{"half-width kana", "VERSION:2.1\nN:Yamada;Taro\nSOUND;X-IRMC-N:ﾔﾏﾀﾞ;ﾀﾛｳ", "First Name=Taro\nLast Name=Yamada\nPhonetic First Name=タロウ\nPhonetic Last Name=ヤマダ\n"},
		{"shift jis", "VERSION:2.1\nN;CHARSET=SHIFT_JIS:" + sjis + "\nSOUND;X-IRMC-N;CHARSET=SHIFT_JIS:" + "ヤマダ;タロウ", "First Name=太郎\nLast Name=山田\nPhonetic First Name=タロウ\nPhonetic Last Name=ヤマダ\n"},
		{"reading", "N;SORT-AS=\"ヤマダ,タロウ\":山田;太郎\nFN:山田 太郎", "Full Name=山田 太郎\nFirst Name=太郎\nLast Name=山田\nPhonetic First Name=タロウ\nPhonetic Last Name=ヤマダ\n"},
		{"kana", "FN:山田 花子\nX-PHONETIC-FIRST-NAME:はなこ\nX-PHONETIC-LAST-NAME:やまだ", "Full Name=山田 花子\nPhonetic First Name=はなこ\nPhonetic Last Name=やまだ\n"},
		{"sort string of letters", "FN:Rene van der Harten\nSORT-STRING:Harten", "Full Name=Rene van der Harten\n"},
		{"apple", "FN:A\nitem1.TEL:614-555-0101\nitem1.X-ABLabel:_$!<Main>!$_\nitem2.ADR;type=HOME:;Apt 4;1 Elm St;Columbus;OH;43215;USA\nitem2.X-ABADR:us\nitem3.X-ABRELATEDNAMES:Bill\nitem3.X-ABLabel:_$!<Spouse>!$_\nitem4.X-ABDATE:2001-06-12\nitem4.X-ABLabel:_$!<Anniversary>!$_\nBDAY;X-APPLE-OMIT-YEAR=1604:1604-04-12",
			"Full Name=A\nBirthday=--04-12\nPhone 1 - Label=main\nPhone 1 - Value=614-555-0101\nAddress 1 - Label=home\nAddress 1 - Street=1 Elm St, Apt 4\nAddress 1 - City=Columbus\nAddress 1 - Region=OH\nAddress 1 - Postal Code=43215\nAddress 1 - Country=USA\nAnniversary=2001-06-12\nrelated Bill as spouse\n"},
		{"birthday without a year", "FN:A\nBDAY:--0412", "Full Name=A\nBirthday=--04-12\n"},
		{"birthday with a time", "FN:A\nBDAY:1980-04-12T00:00:00Z", "Full Name=A\nBirthday=1980-04-12\n"},
		{"basic birthday", "FN:A\nBDAY;VALUE=date:19800412", "Full Name=A\nBirthday=1980-04-12\n"},
		{"birthday in part", "FN:A\nBDAY:1980", "Full Name=A\nPart of a birthday=1980\n"},
		{"company", "FN:Acme\nN:;;;;\nORG:Acme;\nX-ABShowAs:COMPANY", "Full Name=Acme\nKind=organization\n"},
		{"company and person", "FN:Acme\nN:Pohl;Marge;;;\nORG:Acme\nX-ABShowAs:COMPANY", "Full Name=Acme\nKind=organization\nContact person=Marge Pohl\n"},
		{"kind", "KIND:org\nFN:Acme\nUID:urn:uuid:4fbe8971-0bc3-424c-9c26-36c3e1eff6b1", "Full Name=Acme\nKind=organization\nExternal ID=urn:uuid:4fbe8971-0bc3-424c-9c26-36c3e1eff6b1\n"},
		{"carets", "FN:A\nTEL;TYPE=home;X-SAID=\"^'a^^b^n\":614-555-0101\nADR;LABEL=\"1 Elm St^nColumbus, OH\":;;;;;;", "Full Name=A\nPhone 1 - Label=home\nPhone 1 - Value=614-555-0101\nAddress 1 - Formatted=1 Elm St, Columbus, OH\n"},
		{"what is too long", "FN:A\nitem1.TEL:614-555-0101\nitem1.X-ABLabel:" + strings.Repeat("x", 41) + "\nUID:" + strings.Repeat("y", 201),
			"Full Name=A\nPhone 1 - Value=614-555-0101\nLong labels=" + strings.Repeat("x", 41) + "\nUID=" + strings.Repeat("y", 201) + "\n"},
		{"label", "FN:A\nLABEL;TYPE=home:1 Elm St\\nColumbus\\, OH", "Full Name=A\nAddress 1 - Formatted=1 Elm St, Columbus, OH\n"},
		{"photo", "FN:A\nPHOTO;ENCODING=b;TYPE=GIF:" + gif[:10] + "\n " + gif[10:] + "\nPHOTO:data:image/gif;base64\\," + gif + "\nPHOTO;VALUE=uri:http://example.com/a.jpg\nLOGO;ENCODING=b:AAAA",
			"Full Name=A\nPHOTO=http://example.com/a.jpg\nLOGO=(binary)\nphoto photo.gif image/gif 14\nphoto photo-2.gif image/gif 14\n"},
		{"photo that is not indented", "VERSION:2.1\nN:A;B\nPHOTO;GIF;BASE64:" + gif[:10] + "\n" + gif[10:] + "\n\nTEL:1", "First Name=B\nLast Name=A\nPhone 1 - Value=1\nphoto photo.gif image/gif 14\n"},
		{"related", "FN:A\nRELATED;TYPE=child;VALUE=text:Tim\nRELATED;TYPE=spouse:urn:uuid:0A\nX-SPOUSE:Bill\nX-ANDROID-CUSTOM:vnd.android.cursor.item/relation;Ann;8;;;;;;;;;;;;;\nX-ANDROID-CUSTOM:vnd.android.cursor.item/relation;Joe;11;;;;;;;;;;;;;",
			"Full Name=A\nReferred By=Joe\nrelated Tim as child\nrelated 0a as spouse\nrelated Bill as spouse\nrelated Ann as parent\n"},
		{"agent", "VERSION:2.1\nN:A;B\nAGENT:\nBEGIN:VCARD\nVERSION:2.1\nN:Secret;Ary\nEND:VCARD\nTEL:1", "First Name=B\nLast Name=A\nPhone 1 - Value=1\nAGENT=(another card)\n"},
		{"own", "FN:A\nX-CRM-VERSION:3\nX-CRM-ID:12\nX-CRM-CALL-FREQUENCY:monthly\nCATEGORIES:gold", "name=A\nTags=gold\nversion=3\nid=12\ncall_frequency=monthly\n"},
		{"a property without a name", "FN:A\n:b\nX-CRM-:c\na.:d", "Full Name=A\nUnnamed=b|d\nX-CRM-=c\n"},
		{"what a table has no column for", "FN:A\nX-FOO;X=1:a\nX-FOO:b\nURL:http://example.com\nGEO:1;2", "Full Name=A\nX-FOO=a|b\nWebsite=http://example.com\nGEO=1;2\n"},
	}
	for _, test := range tests {
		for _, end := range []string{"\n", "\r\n", "\r"} {
			content := "BEGIN:VCARD\n" + test.lines + "\nEND:VCARD\n"
			if !strings.Contains(test.lines, "VERSION") {
				content = "BEGIN:vcard\nVERSION:3.0\n" + test.lines + "\nEND:VCARD"
			}
			got, err := asTable(strings.ReplaceAll(content, "\n", end), "")
			if err != nil || got != test.want+"--\n" {
				t.Errorf("%s with %q: %v\n%swant\n%s", test.name, end, err, got, test.want)
			}
		}
	}
	if got, err := asTable(wide, ""); err != nil || got != "Full Name=Zoë\n--\n" || !IsCards(bufio.NewReader(strings.NewReader(wide))) {
		t.Errorf("UTF-16: %v %s", err, got)
	}
	if got, err := asTable("BEGIN:VCARD\nVERSION:2.1\nN;ENCODING=QUOTED-PRINTABLE:P=E9rez;Jos=E9\nEND:VCARD\n", "windows-1252"); err != nil || got != "First Name=José\nLast Name=Pérez\n--\n" {
		t.Errorf("named encoding: %v %s", err, got)
	}
}

// Groups are tags of their members, by what these are called.
func TestCardGroups(t *testing.T) {
	got, err := asTable("BEGIN:VCARD\nVERSION:4.0\nKIND:group\nFN:Golf\nMEMBER:urn:uuid:0A\nEND:VCARD\nBEGIN:VCARD\nVERSION:4.0\nFN:A\nUID:urn:uuid:0a\nEND:VCARD\n", "")
	if want := "Full Name=A\nTags=Golf\nExternal ID=urn:uuid:0a\n--\n"; err != nil || got != want {
		t.Errorf("%v\n%s", err, got)
	}
}

// What is wrong with a file is said with its line.
func TestBadCards(t *testing.T) {
	for content, want := range map[string]string{
		"BEGIN:VCARD\nFN:A\n":                                           "never closed",
		"BEGIN:VCARD\nFN:A\nBEGIN:VCARD\nFN:B\nEND:VCARD\n":             "another one begins on line 3",
		"BEGIN:VCARD\nFN:A\nEND:VEVENT\n":                               "END:VEVENT is on line 3",
		"BEGIN:VCARD\nFN:A\nEND:VCARD\nFN:B\n":                          "outside",
		"BEGIN:VCARD\nFN A\nEND:VCARD\n":                                "neither a property",
		"BEGIN:VCALENDAR\nEND:VCALENDAR\n":                              "is not a vCard",
		"BEGIN:VCARD\nFN:Jos\xe9\nEND:VCARD\n":                          "not UTF-8",
		"BEGIN:VCARD\nFN;CHARSET=KLINGON:Jos\xe9\nEND:VCARD\n":          "charset",
		"BEGIN:VCARD\nFN:a\x00b\nEND:VCARD\n":                           "zero byte",
		"BEGIN:VCARD\nEND:VCARD\n":                                      "no vCard that says anything",
		"BEGIN:VCARD\n" + strings.Repeat("X:1\n", 10_001) + "END:VCARD": "more than 10000 lines",
	} {
		_, err := asTable(content, "")
		e, ok := crm.AsError(err)
		if !ok || e.Code != crm.CodeInvalid || !strings.Contains(e.Error(), want) {
			t.Errorf("%.60q: %v", content, err)
		}
	}
	got, err := asTable("BEGIN:VCARD\nFN:A\nNOTE:"+strings.Repeat("x", 2<<20)+"\nEND:VCARD\nBEGIN:VCARD\nFN:B\nPHOTO;ENCODING=b:"+strings.Repeat("A", 2<<20)+"\nEND:VCARD\n", "")
	if err != nil || !strings.Contains(got, "NOTE has more than 1 MiB") || !strings.Contains(got, "Full Name=B\nPHOTO=(too large)") {
		t.Errorf("long: %v %.200s", err, got)
	}
}

// hostileCards are files that are made to cost much.
func hostileCards() map[string]string {
	folded := strings.Repeat(strings.Repeat("A", 74)+"\r\n ", 10<<20/77)
	return map[string]string{
		"line":           "BEGIN:VCARD\nFN:" + strings.Repeat("x", 10<<20) + "\nEND:VCARD\n",
		"endless line":   "BEGIN:VCARD\nFN:" + strings.Repeat("x", 20<<20),
		"begins":         strings.Repeat("BEGIN:VCARD\n", 200_000),
		"agents":         strings.Repeat("BEGIN:VCARD\nAGENT:\n", 200_000),
		"unterminated":   "BEGIN:VCARD\nFN:A\n" + strings.Repeat("NOTE:x\n", 9000),
		"photo":          "BEGIN:VCARD\nFN:A\nPHOTO;ENCODING=b:" + folded + "\r\nEND:VCARD\r\n",
		"bare photo":     "BEGIN:VCARD\nFN:A\nPHOTO;BASE64:" + strings.Repeat(strings.Repeat("A", 74)+"\n", 10<<20/75) + "\nEND:VCARD\n",
		"soft breaks":    "BEGIN:VCARD\nNOTE;QUOTED-PRINTABLE:" + strings.Repeat("=\n", 4<<20) + "END:VCARD\n",
		"empty folds":    "BEGIN:VCARD\nNOTE:x" + strings.Repeat("\n ", 4<<20) + "\nEND:VCARD\n",
		"parameters":     "BEGIN:VCARD\nTEL" + strings.Repeat(";A", 500_000) + ":1\nEND:VCARD\n",
		"values":         "BEGIN:VCARD\nTEL;TYPE=" + strings.Repeat("a,", 500_000) + ":1\nEND:VCARD\n",
		"parts":          "BEGIN:VCARD\nN:" + strings.Repeat(";", 1<<20-3) + "\nORG:" + strings.Repeat(";", 1<<20-5) + "\nADR:" + strings.Repeat(",", 1<<20-5) + "\nCATEGORIES:" + strings.Repeat("a,", 1<<19-10) + "\nEND:VCARD\n",
		"phones":         "BEGIN:VCARD\nFN:A\n" + strings.Repeat("TEL:1\n", 9_990) + "END:VCARD\n",
		"columns":        strings.Repeat("BEGIN:VCARD\nFN:A\nEND:VCARD\n", 100) + func() (b string) { return columnsCard(20_000) }(),
		"one name often": "BEGIN:VCARD\nFN:A\n" + strings.Repeat("X-A:"+strings.Repeat("x", 500)+"\n", 9_990) + "END:VCARD\n",
		"quotes":         "BEGIN:VCARD\nTEL;A=\"" + strings.Repeat("\";\"", 300_000) + ":1\nEND:VCARD\n",
		"blank":          strings.Repeat("\r", 10<<20),
		"group":          "BEGIN:VCARD\nKIND:group\nFN:G\n" + strings.Repeat("MEMBER:a\n", 9_990) + "END:VCARD\nBEGIN:VCARD\nFN:A\nUID:a\nEND:VCARD\n",
		"long cards":     strings.Repeat("BEGIN:VCARD\nFN:A\n"+strings.Repeat("NOTE:"+strings.Repeat("x", 1<<20-10)+"\n", 12)+"END:VCARD\n", 2),
	}
}

func columnsCard(n int) string {
	var b strings.Builder
	for i := range n {
		if i%9000 == 0 {
			b.WriteString("BEGIN:VCARD\nFN:A\n")
		}
		fmt.Fprintf(&b, "X-%d:1\n", i)
		if i%9000 == 8999 || i == n-1 {
			b.WriteString("END:VCARD\n")
		}
	}
	return b.String()
}

// A hostile file is an error or a result, in little time and memory.
func TestHostileCards(t *testing.T) {
	for name, content := range hostileCards() {
		runtime.GC()
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		begun := time.Now()
		r, err := NewCardReader(strings.NewReader(content), strings.NewReader(content), Columns{}, Options{})
		rows := 0
		for err == nil {
			var row Row
			if row, err = r.Next(); row.Line > 0 {
				rows, err = rows+1, nil
			}
		}
		took := time.Since(begun)
		runtime.ReadMemStats(&after)
		if took > 2*time.Second*slowness || after.Sys-before.Sys > 300<<20 {
			t.Errorf("%s: %v, %d MiB", name, took, (after.Sys-before.Sys)>>20)
		}
		t.Logf("%s: %d rows, %v, %v, %d MiB", name, rows, err, took, (after.TotalAlloc-before.TotalAlloc)>>20)
	}
}

// slowness is how much slower than alone a test may run beside others.
const slowness = 3

// FuzzCards: whatever the bytes, an error or rows, each as wide as the columns.
func FuzzCards(f *testing.F) {
	for _, seed := range []string{
		"BEGIN:VCARD\r\nVERSION:3.0\r\nN:Hudson;Jane;;;\r\nitem1.TEL;TYPE=\"cell,home\":614-555-0101\r\nitem1.X-ABLabel:_$!<Main>!$_\r\nEND:VCARD\r\n",
		"BEGIN:VCARD\nVERSION:2.1\nN;CHARSET=SHIFT_JIS;ENCODING=QUOTED-PRINTABLE:=8E=52=93=63;=\n=91=BE\nPHOTO;GIF;BASE64:" + gif + "\n\nAGENT:\nBEGIN:VCARD\nEND:VCARD\nEND:VCARD\n",
		"BEGIN:VCARD\nVERSION:4.0\nKIND:group\nMEMBER:urn:uuid:a\nEND:VCARD\nBEGIN:VCARD\nBDAY:--0412\nRELATED;TYPE=child:urn:uuid:b\nADR;LABEL=\"a^nb\":;;1;;;;\nEND:VCARD\n",
		"\xff\xfeB\x00E\x00G\x00I\x00N\x00:\x00V\x00C\x00A\x00R\x00D\x00", "BEGIN:VCARD\rX;=:=\rEND:VCARD", "BEGIN:VCARD\nDTSTART;X=",
	} {
		f.Add([]byte(seed), "")
	}
	f.Add([]byte("BEGIN:VCARD\nFN:Jos\xe9\nEND:VCARD\n"), "latin-1")
	f.Fuzz(func(t *testing.T, content []byte, encoding string) {
		if len(encoding) > 20 {
			return
		}
		r, err := NewCardReader(bytes.NewReader(content), bytes.NewReader(content), Columns{}, Options{Encoding: encoding})
		if err != nil {
			return
		}
		if slices.Contains(r.Header(), "") {
			t.Errorf("a column without a heading: %q", r.Header())
		}
		for {
			row, err := r.Next()
			if err != nil && row.Line == 0 {
				if !errors.Is(err, io.EOF) {
					t.Errorf("the second reading fails: %v", err)
				}
				return
			}
			if err == nil && len(row.Raw) != len(r.Header()) {
				t.Errorf("%d cells below %d headings", len(row.Raw), len(r.Header()))
			}
		}
	})
}
