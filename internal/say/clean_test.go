package say

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

// payloads is what has been put into names and log files to take over the
// terminal of whoever reads them, and how each of them is to be shown.
var payloads = []struct{ name, in, want string }{
	// Sequences of ESC.
	{"colour", "\x1b[31mJane", `\x1b[31mJane`},
	{"reset", "\x1b[0m", `\x1b[0m`},
	{"conceal", "\x1b[8mhidden\x1b[28m", `\x1b[8mhidden\x1b[28m`},
	{"clear screen", "\x1b[2J\x1b[H", `\x1b[2J\x1b[H`},
	{"clear scrollback", "\x1b[3J", `\x1b[3J`},
	{"clear line", "Jane\x1b[2K\x1b[1G", `Jane\x1b[2K\x1b[1G`},
	{"cursor up", "\x1b[1A", `\x1b[1A`},
	{"save cursor", "\x1b7\x1b8", `\x1b7\x1b8`},
	{"scroll region", "\x1b[1;1r", `\x1b[1;1r`},
	{"alternate screen", "\x1b[?1049h", `\x1b[?1049h`},
	{"hide cursor", "\x1b[?25l", `\x1b[?25l`},
	{"mouse reports", "\x1b[?1003h", `\x1b[?1003h`},
	{"bracketed paste off", "\x1b[?2004l", `\x1b[?2004l`},
	{"device attributes", "\x1b[c", `\x1b[c`},
	{"cursor report", "\x1b[6n", `\x1b[6n`},
	{"window title report", "\x1b[21t", `\x1b[21t`},
	{"checksum report", "\x1b[1;1;1;1;1;1*y", `\x1b[1;1;1;1;1;1*y`},
	{"printer on", "\x1b[5i", `\x1b[5i`},
	{"reset terminal", "\x1bc", `\x1bc`},
	{"soft reset", "\x1b[!p", `\x1b[!p`},
	{"line drawing", "\x1b(0", `\x1b(0`},
	{"screen alignment", "\x1b#8", `\x1b#8`},
	{"repeat", "a\x1b[9999999b", `a\x1b[9999999b`},
	{"key remap", "\x1b[0;59;\"rm -rf\";13p", `\x1b[0;59;"rm -rf";13p`},
	// Strings: OSC, DCS, APC, PM, SOS.
	{"title", "\x1b]0;pwned\x07", `\x1b]0;pwned\x07`},
	{"title, ST", "\x1b]2;pwned\x1b\\", `\x1b]2;pwned\x1b\`},
	{"clipboard", "\x1b]52;c;cm0gLXJmIH4K\x07", `\x1b]52;c;cm0gLXJmIH4K\x07`},
	{"clipboard, ST", "\x1b]52;p;cm0=\x1b\\", `\x1b]52;p;cm0=\x1b\`},
	{"clipboard query", "\x1b]52;c;?\x07", `\x1b]52;c;?\x07`},
	{"hyperlink", "\x1b]8;;http://evil.example\x07Jane\x1b]8;;\x07", `\x1b]8;;http://evil.example\x07Jane\x1b]8;;\x07`},
	{"palette", "\x1b]4;1;rgb:00/00/00\x07", `\x1b]4;1;rgb:00/00/00\x07`},
	{"font query", "\x1b]50;?\x07", `\x1b]50;?\x07`},
	{"working directory", "\x1b]7;file:///tmp\x07", `\x1b]7;file:///tmp\x07`},
	{"iTerm file", "\x1b]1337;File=inline=1:AAAA\x07", `\x1b]1337;File=inline=1:AAAA\x07`},
	{"notification", "\x1b]777;notify;a;b\x07", `\x1b]777;notify;a;b\x07`},
	{"DECRQSS", "\x1bP$q\nid\n\x1b\\", `\x1bP$q\nid\n\x1b\`},
	{"sixel", "\x1bPq#0;2;0;0;0\x1b\\", `\x1bPq#0;2;0;0;0\x1b\`},
	{"tmux passthrough", "\x1bPtmux;\x1b\x1b]52;c;AA==\x07\x1b\\", `\x1bPtmux;\x1b\x1b]52;c;AA==\x07\x1b\`},
	{"kitty graphics", "\x1b_Gf=24;AAAA\x1b\\", `\x1b_Gf=24;AAAA\x1b\`},
	{"privacy message", "\x1b^x\x1b\\", `\x1b^x\x1b\`},
	{"start of string", "\x1bXx\x1b\\", `\x1bXx\x1b\`},
	{"unfinished", "\x1b]0;", `\x1b]0;`},
	// C1, as characters and as bare bytes.
	{"CSI character", "\u009b31m", `\u009b31m`},
	{"CSI byte", "\x9b31m", `\x9b31m`},
	{"OSC character", "\u009d52;c;AA==\u009c", `\u009d52;c;AA==\u009c`},
	{"OSC byte", "\x9d52;c;AA==\x9c", `\x9d52;c;AA==\x9c`},
	{"DCS character", "\u0090$qm\u009c", `\u0090$qm\u009c`},
	{"next line", "a\u0085b", `a\u0085b`},
	{"first and last C1", "\u0080\u009f", `\u0080\u009f`},
	// Single controls.
	{"carriage return", "Jane\rEvil", `Jane\rEvil`},
	{"new line", "Jane\nroot", `Jane\nroot`},
	{"tab", "Jane\tHudson", `Jane\tHudson`},
	{"backspace", "Jane\b\b\b\bEvil", `Jane\x08\x08\x08\x08Evil`},
	{"bell", "\a", `\x07`},
	{"shift out", "\x0e\x0f", `\x0e\x0f`},
	{"NUL and DEL", "\x00\x7f", `\x00\x7f`},
	{"vertical tab, form feed", "\v\f", `\x0b\x0c`},
	// Direction and the invisible.
	{"override", "txt\u202egpj.exe\u202c", `txt\u202egpj.exe\u202c`},
	{"isolates", "\u2066a\u2067b\u2068c\u2069", `\u2066a\u2067b\u2068c\u2069`},
	{"marks", "\u200ea\u200fb\u061c", `\u200ea\u200fb\u061c`},
	{"zero width", "Ja\u200bn\u200ce\u200d\u2060\ufeff", `Ja\u200bn\u200ce\u200d\u2060\ufeff`},
	{"separators", "a\u2028b\u2029", `a\u2028b\u2029`},
	{"tags", "a\U000e0041\U000e007f", `a\U000e0041\U000e007f`},
	{"broken UTF-8", "a\xc3(\xe2\x82\xed\xa0\x80\xff", `a\xc3(\xe2\x82\xed\xa0\x80\xff`},
}

func TestClean(t *testing.T) {
	if len(payloads) != 64 {
		t.Errorf("%d payloads", len(payloads))
	}
	for _, test := range payloads {
		if got := Clean(test.in); got != test.want {
			t.Errorf("%s: Clean(%q) = %s, want %s", test.name, test.in, got, test.want)
		}
		lines := strings.ReplaceAll(test.want, `\n`, "\n")
		if got := CleanLines(test.in); got != lines {
			t.Errorf("%s: CleanLines(%q) = %s, want %s", test.name, test.in, got, lines)
		}
	}
}

func TestCleanLeavesTextAlone(t *testing.T) {
	for _, s := range []string{"", "Jane Hudson", `C:\new`, "José García", "山田　太郎", "Jose\u0301", "👍🏽", "\u00a0", "\ufffd", "العربية", "हिन्दी"} {
		if got := Clean(s); got != s {
			t.Errorf("Clean(%q) = %q", s, got)
		}
		if n := testing.AllocsPerRun(10, func() { Clean(s) }); n > 0 {
			t.Errorf("Clean(%q): %v allocations", s, n)
		}
	}
	if got := CleanLines("a\nb\r\n"); got != "a\nb\\r\n" {
		t.Errorf("CleanLines gave %q", got)
	}
}

func FuzzClean(f *testing.F) {
	for _, test := range payloads {
		f.Add(test.in)
	}
	f.Fuzz(func(t *testing.T, s string) {
		out := Clean(s)
		if !utf8.ValidString(out) {
			t.Errorf("Clean(%q) = %q, not UTF-8", s, out)
		}
		for _, r := range out {
			if unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) ||
				strings.ContainsRune("\u200b\u200c\u200d\u2060\ufeff\u2028\u2029", r) {
				t.Errorf("Clean(%q) = %q still has %U", s, out, r)
			}
		}
		if Clean(out) != out {
			t.Errorf("Clean(%q) is not final", s)
		}
		if lines := CleanLines(s); strings.ReplaceAll(lines, "\n", `\n`) != out {
			t.Errorf("Clean and CleanLines differ on %q", s)
		}
	})
}
