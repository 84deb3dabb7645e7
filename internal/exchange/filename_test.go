package exchange

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

func TestFileName(t *testing.T) {
	long := strings.Repeat("é", 150)
	for text, want := range map[string]string{
		"buckeye.pdf":                   "buckeye.pdf",
		"見積 2026.pdf":                   "見積 2026.pdf",
		"../../etc/passwd":              "passwd",
		`C:\Users\ann\quote.pdf`:        "quote.pdf",
		"/":                             "file",
		"..":                            "file",
		"":                              "file",
		" . ":                           "file",
		".bashrc":                       "bashrc",
		"quote.pdf...":                  "quote.pdf",
		"CON":                           "_CON",
		"con.txt":                       "_con.txt",
		"Lpt9 .pdf":                     "_Lpt9 .pdf",
		"com¹":                          "_com¹",
		"COM10":                         "COM10",
		"console":                       "console",
		"a:b?.txt":                      "a_b_.txt",
		"a\x00b\x1b[2J\n.txt":           "a_b_[2J_.txt",
		"invoice\u202efdp.exe":          "invoicefdp.exe",
		"zero\u200bwidth":               "zerowidth",
		"e\u0301.txt":                   "é.txt",
		"bad\xff.txt":                   "bad_.txt",
		long + ".pdf":                   strings.Repeat("é", 98) + ".pdf",
		"x." + strings.Repeat("y", 300): "x." + strings.Repeat("y", 198),
	} {
		if got := FileName(text); got != want {
			t.Errorf("FileName(%q) is %q, want %q", text, got, want)
		}
	}
}

func FuzzFileName(f *testing.F) {
	for _, text := range []string{"quote.pdf", "../../x", `..\..\x`, "CON.", ".CON", "con .a", "\u202e", "a\u200d\u0301", strings.Repeat("あ", 90) + ".pdf", "a." + strings.Repeat(".", 250), "\xff/\xfe", "nul\u00ad.txt"} {
		f.Add(text)
	}
	dir := f.TempDir()
	f.Fuzz(func(t *testing.T, text string) {
		name := FileName(text)
		switch {
		case name == "" || len(name) > longestFileName || !utf8.ValidString(name) || !norm.NFC.IsNormalString(name):
			t.Errorf("FileName(%q) is %q", text, name)
		case filepath.Base(name) != name || !filepath.IsLocal(name) || strings.ContainsAny(name, `/\<>:"|?*`) || strings.HasPrefix(name, "."):
			t.Errorf("FileName(%q) leads elsewhere: %q", text, name)
		case strings.ContainsFunc(name, func(r rune) bool { return unicode.IsControl(r) || unicode.Is(unicode.Cf, r) }):
			t.Errorf("FileName(%q) has what can't be seen: %q", text, name)
		case reserved(name):
			t.Errorf("FileName(%q) is a device: %q", text, name)
		case FileName(name) != name:
			t.Errorf("FileName(%q) is %q, and of that %q", text, name, FileName(name))
		}
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, nil, 0o600); err != nil {
			t.Errorf("FileName(%q) can't be the name of a file: %v", text, err)
		}
		_ = os.Remove(path)
	})
}
