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
		{"Jane <jane@example.com>", ""},
		{"<jane@example.com>", ""},
		{"jane@example.com, ben@example.com", ""},
		{"jane＠example.com", ""},
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
