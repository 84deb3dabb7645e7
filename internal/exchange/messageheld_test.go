package exchange

import (
	"testing"
	"time"

	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
)

func TestMailDates(t *testing.T) {
	for text, want := range map[string]string{
		"Mon, 16 Nov 2026 10:00:00 -0500":             "2026-11-16T15:00:00Z",
		"Mon, 16 Nov 2026 10:00:00 +0900 (JST)":       "2026-11-16T01:00:00Z",
		"16 Nov 26 10:00 EST":                         "2026-11-16T15:00:00Z",
		"Mon, 16 Nov 2026 10:00:00 PDT":               "2026-11-16T17:00:00Z",
		"Mon, 16 Nov 2026 10:00:00 JST":               "2026-11-16T01:00:00Z",
		"Mon, 16 Nov 2026 10:00:00 CEST":              "2026-11-16T08:00:00Z",
		"Mon, 16 Nov 2026 10:00:00 GMT":               "2026-11-16T10:00:00Z",
		"Mon, 16 Nov 2026 10:00:00 UT":                "2026-11-16T10:00:00Z",
		"Mon, 16 Nov 2026 10:00:00":                   "2026-11-16T10:00:00Z",
		"Mon Nov 16 10:00:00 2026":                    "2026-11-16T10:00:00Z",
		"Mon Nov 16 10:00:00 EST 2026":                "2026-11-16T15:00:00Z",
		"2026-11-16 10:00:00 -0500":                   "2026-11-16T15:00:00Z",
		"2026-11-16T10:00:00Z":                        "2026-11-16T10:00:00Z",
		"Mon, 16 Nov 2026 10:00:00 +0100 (GMT+01:00)": "2026-11-16T09:00:00Z",
		"Mon, 16 November 2026 10:00:00 -0500":        "2026-11-16T15:00:00Z",
		"Fri, 31 Dec 1999 99:99:99":                   "",
		"Thu, 1 Jan 1970 00:00:00 +0000":              "",
		"0000":                                        "",
		"":                                            "",
	} {
		got := ""
		if at, ok := mailDate(text); ok {
			got = at.UTC().Format(time.RFC3339)
		}
		if got != want {
			t.Errorf("%q is %q, want %q", text, got, want)
		}
	}
}

// TestCharsets: the text of an e-mail is in the charset that it names, however that is spelled.
func TestCharsets(t *testing.T) {
	encoded := func(text string, in interface{ String(string) (string, error) }) string {
		out, err := in.String(text)
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	for _, c := range []struct{ charset, raw, want string }{
		{"gb18030", encoded("你好，保险", simplifiedchinese.GB18030.NewEncoder()), "你好，保险"},
		{"GB2312", encoded("你好", simplifiedchinese.GBK.NewEncoder()), "你好"},
		{"big5", encoded("保險", traditionalchinese.Big5.NewEncoder()), "保險"},
		{"ks_c_5601-1987", encoded("보험", korean.EUCKR.NewEncoder()), "보험"},
		{"iso-8859-9", "\xdeeker", "Şeker"},
		{"ISO_8859-15", "1 \xa4", "1 €"},
		{"iso8859-2", "\xb3", "ł"},
		{"cp1251", "\xc0", "А"},
		{"koi8-r", "\xe1", "А"},
		{"windows-1252", "Caf\xe9 \x96 ok", "Café – ok"},
		{"cp50221", "\x1b$B4A;z\x1b(B", "漢字"},
		{"no-such", "Caf\xe9", "Café"},
	} {
		if got := mailText([]byte(c.raw), c.charset); got != c.want {
			t.Errorf("%s: %q, want %q", c.charset, got, c.want)
		}
	}
}

// TestTextOfHTML: lines are where a page shows them.
func TestTextOfHTML(t *testing.T) {
	for page, want := range map[string]string{
		"<div>One</div><div>Two</div><div><br></div><div>Three</div>":                         "One\nTwo\n\nThree",
		"<p>One</p>\n\n<p>Two</p>":                                                            "One\n\nTwo",
		"<ul>\n<li>One</li>\n<li>Two &amp; three</li>\n</ul>After":                            "One\nTwo & three\n\nAfter",
		"One<br>Two<br/><br/>Three":                                                           "One\nTwo\n\nThree",
		"<table><tr><td>Auto</td><td>$900</td></tr><tr><td>Home</td><td>$1</td></tr></table>": "Auto $900\nHome $1",
	} {
		if got := tidyText(textOfHTML(page)); got != want {
			t.Errorf("%q is %q, want %q", page, got, want)
		}
	}
}
