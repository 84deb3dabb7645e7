package fold

import (
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"
)

func TestText(t *testing.T) {
	for _, test := range []struct{ in, want string }{
		{"", ""},
		{"jane hudson", "jane hudson"},
		{"Jane  HUDSON ", "jane hudson"},
		{"\tJane\r\nHudson", "jane hudson"},
		{"José García", "jose garcia"},
		{"Jose\u0301 Garci\u0301a", "jose garcia"},
		{"ＪＡＮＥ　Ｈｕｄｓｏｎ", "jane hudson"},
		{"Jane\u00a0Hudson", "jane hudson"},
		{"Straße", "strasse"},
		{"STRASSE", "strasse"},
		{"STRAẞE", "strasse"},
		{"İstanbul", "istanbul"},
		{"Işık", "isik"},
		{"Sørensen", "sorensen"},
		{"Łukasz Æsop", "lukasz aesop"},
		{"Μάριος", "μαριοσ"},
		{"ΜΆΡΙΟΣ", "μαριοσ"},
		{"Фёдор", "федор"},
		{"O'Brien", "o brien"},
		{"O’Brien", "o brien"},
		{"O´Brien", "o brien"},
		{"O`Brien", "o brien"},
		{"Oʼ Brien", "o brien"},
		{"Anne-Marie", "anne marie"},
		{"Anne\u2010Marie", "anne marie"},
		{"Hudson, Jane A.", "hudson jane a"},
		{"Smith & Sons", "smith & sons"},
		{"First_Name", "first name"},
		{"Phone (mobile)", "phone mobile"},
		{"Share %", "share %"},
		{"--", ""},
		{"ﬁne", "fine"},
		{"か", "か"},
		{"が", "が"},
		{"か\u3099", "が"},
		{"ｶﾞｽ", "ガス"},
		{"ガス", "ガス"},
		{"ジェーン・ハドソン", "ジェーン ハドソン"},
		{"㈱山田", "株 山田"},
		{"辻\U000e0100", "辻"},
		{"한국", "한국"},
		{"हिन्दी", "हिन्दी"},
		{"Ja\u200bne\ufeff Hu\u00adds\u2060on", "jane hudson"},
		{"\u202eJane\u202c \u2066Hudson\u2069", "jane hudson"},
		{"a\xffb", "a\ufffdb"},
	} {
		if got := Text(test.in); got != test.want {
			t.Errorf("Text(%q) = %q, want %q", test.in, got, test.want)
		}
	}
}

// Dakuten make letters of their own, and so do vowel signs.
func TestTextKeepsLettersApart(t *testing.T) {
	for _, pair := range [][2]string{{"か", "が"}, {"は", "ぱ"}, {"カ", "か"}, {"क", "की"}, {"Share", "Share %"}} {
		if Text(pair[0]) == Text(pair[1]) {
			t.Errorf("%q and %q fold to the same", pair[0], pair[1])
		}
	}
}

// The short way for ASCII must not differ from the long one.
func TestTextASCII(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.StringOf(rapid.RuneFrom(nil, &unicode.RangeTable{
			R16: []unicode.Range16{{Lo: 0, Hi: 127, Stride: 1}}, LatinOffset: 1,
		})).Draw(t, "text")
		if short, long := foldASCII(s), foldUnicode(s); short != long {
			t.Fatalf("%q: %q by the short way, %q by the long one", s, short, long)
		}
	})
}

func TestTextAllocations(t *testing.T) {
	for text, most := range map[string]float64{"jane hudson": 0, "Jane O'Hudson": 1} {
		if n := testing.AllocsPerRun(100, func() { Text(text) }); n > most {
			t.Errorf("%q: %v allocations", text, n)
		}
	}
}

func TestWords(t *testing.T) {
	for _, test := range []struct {
		in   string
		want []string
	}{
		{"", nil},
		{"Jane Hudson", []string{"jane", "hudson"}},
		{"Hudson, Jane HUDSON-Smith", []string{"hudson", "jane", "smith"}},
		{"山田　太郎", []string{"山田", "太郎"}},
	} {
		if got := Words(test.in); !slices.Equal(got, test.want) {
			t.Errorf("Words(%q) = %q, want %q", test.in, got, test.want)
		}
	}
}

func TestClean(t *testing.T) {
	for in, want := range map[string]string{
		"  Jane Hudson\n":      "Jane Hudson",
		"\u3000山田\u00a0":       "山田",
		"Jose\u0301":           "José",
		"か\u3099":              "が",
		"ＪＡＮＥ":                 "ＪＡＮＥ",
		"two  words\nand more": "two  words\nand more",
	} {
		if got := Clean(in); got != want {
			t.Errorf("Clean(%q) = %q, want %q", in, got, want)
		}
	}
}

func FuzzText(f *testing.F) {
	for _, s := range []string{"José García", "O´Brien", "か゛", "ŉ", "İ", "ͅα", "한", "\u1100\u115f\u1161", "ﷺ", "a\u0301\u034f\u0323", "ẞ", "\xff"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		once := Text(s)
		if twice := Text(once); twice != once {
			t.Errorf("%q folds to %q and that to %q", s, once, twice)
		}
		if !utf8.ValidString(once) || !norm.NFC.IsNormalString(once) {
			t.Errorf("%q folds to %q, which is not in NFC", s, once)
		}
		if strings.Join(strings.Fields(once), " ") != once {
			t.Errorf("%q folds to %q, with too much space", s, once)
		}
		if apart := Text(norm.NFD.String(s)); utf8.ValidString(s) && apart != once {
			t.Errorf("%q folds to %q, and taken apart to %q", s, once, apart)
		}
		if clean := Clean(s); Clean(clean) != clean {
			t.Errorf("Clean(%q) is not final", s)
		}
	})
}
