package fold

import (
	"strings"
	"testing"
)

func TestEmail(t *testing.T) {
	for _, test := range []struct{ in, want string }{
		{"jane@example.com", "jane@example.com"},
		{" Jane.Hudson@Example.COM\n", "jane.hudson@example.com"},
		{"jane+crm@example.co.uk", "jane+crm@example.co.uk"},
		{"o'brien@example.com", "o'brien@example.com"},
		{"jose\u0301@example.com", "josé@example.com"},
		{"山田@example.jp", "山田@example.jp"},
		{"", ""},
		{"jane", ""},
		{"jane@", ""},
		{"@example.com", ""},
		{"jane@@example.com", ""},
		{"jane@example..com", ""},
		{"jane hudson@example.com", ""},
		{"Jane <jane@example.com>", "jane@example.com"},
		{"<jane@example.com>", "jane@example.com"},
		{"jane@example.com, ben@example.com", ""},
		{"jane＠example.com", "jane@example.com"},
		{`"jane hudson"@example.com`, ""},
		{"date@example.com?", "date@example.com"},
		{"ja\u200bne@example.com", ""},
		{"jane@exa\u202emple.com", ""},
		{"jane@example.com\x00", ""},
		{"jane\xff@example.com", ""},
		{strings.Repeat("a", 250) + "@example.com", ""},
	} {
		got, err := Email(test.in)
		if got != test.want || (err == nil) != (test.want != "") {
			t.Errorf("Email(%q) = %q, %v, want %q", test.in, got, err, test.want)
		}
	}
}

func TestEmailPoint(t *testing.T) {
	for _, test := range []struct{ in, want string }{
		{"Jane@Example.com", "jane@example.com"},
		{"jane+crm@example.com", "jane@example.com"},
		{"mailto:jane@example.com?subject=Stop", "jane@example.com"},
		{"Jane Hudson <jane+x@example.com>", "jane@example.com"},
		{"jane@example.com.", "jane@example.com"},
		{"jane＠example.com", "jane@example.com"},
		{"j.a.ne+news@gmail.com", "jane@gmail.com"},
		{"Jane@GoogleMail.com", "jane@gmail.com"},
		{"jane.hudson@example.com", "jane.hudson@example.com"}, // dots are letters elsewhere
		{"+jane@example.com", "+jane@example.com"},
		{"jane.+crm@example.com", "jane.+crm@example.com"}, // no box ends with a point
		{"jane.+crm@gmail.com", "jane@gmail.com"},
		{"jane", ""},
		{"614-555-0147", ""},
		{"", ""},
	} {
		got, ok := EmailPoint(test.in)
		if got != test.want || ok != (test.want != "") {
			t.Errorf("EmailPoint(%q) = %q, %v, want %q", test.in, got, ok, test.want)
		}
	}
}

// spellings are ways to write an address that people and programs have.
var spellings = []string{
	"%s", "'%s'", "\"%s\"", "'%s", "`%s`", "‘%s’", "“%s”", "«%s»", "「%s」", "<%s>", "(%s)", "[%s]", "{%s}", "【%s】", "＜%s＞",
	"%s.", "%s,", "%s;", "%s?", "%s!", "%s？", "%s！", "%s。", "%s*", "*%s", "※%s", "%s※", "%s ※", "• %s", "- %s", "%s →", "✉ %s", "%s ✓",
	"mailto:%s", "MAILTO:%s", "mailto:%s?subject=Hi", "<mailto:%s>", "E-mail: %s", "メール：%s", "(work) %s", "Jane <%s>", "\"Jane Hudson\" <%s>", "山田 <%s>",
	"%s（会社）", "%s(work)", "%s (work)", "%s [old]", "%s <work>", "%s【自宅】", "%s会社", "%s - work", "%s / work", "%s (do not use!)", "%s\u3000", "\u00a0%s", "%s…", "%s\u2009",
}

// TestEmailSpellings holds that a mailbox is one thing however it is written: for
// whoever asks if two people have the same, and for whoever asks if it may be used.
func TestEmailSpellings(t *testing.T) {
	for _, address := range []string{"date@example.com", "jane.hudson+x@gmail.com", "o'brien_1@mail.example.co.jp", "山田@example.jp"} {
		point, _ := EmailPoint(address)
		for _, spelling := range spellings {
			for _, text := range []string{strings.Replace(spelling, "%s", address, 1), strings.Replace(spelling, "%s", wide(address), 1), strings.Replace(spelling, "%s", strings.ToUpper(address), 1)} {
				if email, err := Email(text); err != nil || email != address {
					t.Errorf("Email(%q) = %q, %v, want %q", text, email, err, address)
				}
				if got, ok := EmailPoint(text); !ok || got != point {
					t.Errorf("EmailPoint(%q) = %q, %t, want %q", text, got, ok, point)
				}
				if bare, remark, _ := Address(text); strings.ContainsAny(bare, "<>()[] ※?？") || strings.Contains(spelling, "work") != strings.Contains(remark, "work") {
					t.Errorf("Address(%q) = %q, %q", text, bare, remark)
				}
			}
		}
	}
}

// wide is a text in full-width letters.
func wide(text string) string {
	return strings.Map(func(r rune) rune {
		if '!' <= r && r <= '~' {
			return r + '！' - '!'
		}
		return r
	}, text)
}

func FuzzEmailPoint(f *testing.F) {
	f.Add("mailto:J.a+b@gmail.com")
	f.Add(`<"a+b"@x.y>`)
	f.Add("..@gmail.com")
	f.Fuzz(func(t *testing.T, s string) {
		once, ok := EmailPoint(s)
		if !ok {
			return
		}
		if twice, ok := EmailPoint(once); !ok || twice != once {
			t.Errorf("%q is %q and that is %q, %v", s, once, twice, ok)
		}
	})
}

func FuzzEmail(f *testing.F) {
	f.Add("Jane@Example.com")
	f.Add(`"a b"@x`)
	f.Add("İ@x.y")
	f.Fuzz(func(t *testing.T, s string) {
		once, err := Email(s)
		if err != nil {
			return
		}
		if twice, err := Email(once); err != nil || twice != once {
			t.Errorf("%q is %q and that is %q, %v", s, once, twice, err)
		}
	})
}
