package fold

import (
	"slices"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"
)

// TestOneName: whatever stands in a row is the name that is first in it.
func TestOneName(t *testing.T) {
	for _, row := range [][]string{
		{"Jane Hudson", "jane  HUDSON", "Hudson, Jane", "Hudson Jane", "ＪＡＮＥ　Ｈｕｄｓｏｎ", "Mr. Jane Hudson", "Mrs Jane Hudson, PhD"},
		{"Maria D'Angelo", "Maria D’Angelo", "Maria DAngelo", "Maria D Angelo", "D'Angelo, Maria", "maria d´angelo", "Sig.ra Maria D'Angelo", "Dott.ssa Maria Dangelo"},
		{"Seán O'Brien", "Sean OBrien", "O’Brien Seán"},
		{"Ana García-López", "Ana Garcia Lopez", "García López, Ana", "ANA GARCIA‐LOPEZ", "Sra. Ana García López", "Ana Garci\u0301a-Lo\u0301pez", "Doña Ana García López"},
		{"Juan de la Cruz", "Juan Delacruz", "De La Cruz, Juan", "Don Juan de la Cruz", "D. Juan de la Cruz"},
		{"María del Mar Gil", "Dª María del Mar Gil", "D.ª Maria del Mar Gil", "Dña. María del Mar Gil"},
		{"Jürgen Müller", "Juergen Mueller", "Jurgen Muller", "MÜLLER, JÜRGEN"},
		{"Søren Ørsted", "Soren Orsted", "Soeren Oersted"},
		{"Jan Groß", "Jan Gross"},
		{"Łukasz Wałęsa", "Lukasz Walesa"},
		{"Ayşe Işık", "Ayse Isik", "AYŞE IŞIK"},
		{"Æsa Þór", "Aesa Thor"},
		{"Gal·la Pi", "Galla Pi"},
		{"Ἀλέξης Ζορμπᾶς", "Αλεξησ Ζορμπασ", "ΑΛΕΞΗΣ ΖΟΡΜΠΑΣ"},
		{"Фёдор Иванов", "Федор Иванов", "Иванов, Фёдор"},
		{"محمد علي", "مُحَمَّد عَلِيّ", "محمـــد على"},
		{"أحمد", "احمد"},
		{"田中 一郎", "田中一郎", "田中　一郎", "田中一郎様", "田中 一郎 様", "田中一郎さん", "田中・一郎"},
		{"林たろう", "林 たろう", "林たろうさん", "林たろう様", "林タロウ"},
		{"高橋 さくら", "髙橋さくら", "髙橋 サクラ", "髙橋ｻｸﾗ"},
		{"山﨑 渡邉", "山崎渡辺", "山嵜渡邊", "山碕渡辺"},
		{"齋藤 櫻", "斉藤桜", "斎藤 桜", "齊藤桜"},
		{"濵田 國廣", "浜田国広", "濱田國広"},
		{"小澤 龍眞", "小沢竜真"},
		{"佐々木 翔", "佐佐木翔"},
		{"神田 太郎", "\ufa19田太郎"}, // a compatibility ideograph
		{"辻 愛", "辻\U000e0100愛"},
		{"さとう ゆうこ", "サトウ ユウコ", "ｻﾄｳ ﾕｳｺ", "サトー ユーコ", "ｻﾄｰﾕｰｺ", "サト-ユ-コ", "サトオユウコ"},
		{"ガクト", "がくと", "ｶﾞｸﾄ", "か\u3099くと", "カ゛クト"},
		{"きょうこ", "キヨウコ", "ｷﾖｳｺ", "キョーコ"},
		{"ジェーン・ハドソン", "ジェーンハドソン", "ｼﾞｪｰﾝ･ﾊﾄﾞｿﾝ", "ジエーン ハドソン", "ハドソン ジェーン"},
		{"オリヴィア", "オリビア"},
		{"みづほ", "みずほ"},
		{"関ヶ原 茂", "関ケ原茂"},
		{"株式会社 山田商店", "株式会社山田商店", "㈱山田商店", "(株)山田商店", "（株）山田商店", "山田商店株式会社"},
		{"株式会社山田", "山田", "㈱山田", "山田（株）"},
		{"Officine Ghedini S.r.l.", "Officine Ghedini srl", "Officine Ghedini"},
		{"Aceros del Norte, S.A. de C.V.", "Aceros del Norte SA de CV", "ACEROS DEL NORTE"},
		{"Acme, Inc.", "Acme Inc", "ACME"},
		{"Ma. Fernanda Ruiz", "Mª Fernanda Ruiz", "María Fernanda Ruiz", "Ruiz, Maria Fernanda"},
		{"Ivo Tosi", "Rag. Ivo Tosi", "Egr. Sig. Tosi Ivo", "Dott. Ivo Tosi", "Avv. Ivo Tosi"},
		{"Juan Pérez", "Sr. Juan Pérez", "Lic. Pérez, Juan", "Mtro. Juan Pérez", "Arq. Juan Pérez"},
		{"張偉", "张伟"},
		{"김철수", "김 철수", "김철수 님"},
		{"คุณสมชาย ใจดี", "สมชาย ใจดี", "สมชายใจดี"},
		{"Jane & Mike Hudson", "Jane and Mike Hudson"},
		{"Nguyễn Thị Ánh", "Nguyen Thi Anh"},
	} {
		for _, other := range row {
			if !SameName(row[0], other) || !SameName(other, row[0]) {
				t.Errorf("%q and %q are not the same: %q, %q", row[0], other, NewName(row[0]).Turns(), NewName(other).Turns())
			}
		}
	}
}

func TestTwoNames(t *testing.T) {
	for _, pair := range [][2]string{
		{"Jane Hudson", "Jane Hudsen"}, {"Jane Hudson", "Jane"}, {"Jane Hudson", "Jane Hudson Smith"},
		{"John Smith Jr.", "John Smith"}, {"John Smith Jr.", "John Smith Sr."}, {"John Smith II", "John Smith III"},
		{"Don Draper", "Draper"}, {"D. Draper", "Draper"}, {"Joe Roe", "Jo Roe"}, {"Muller", "Mueller"}, {"100 % Ltd", "100 Ltd"},
		{"山本さくら", "山本 太郎"}, {"山本", "山本太郎"}, {"田中 一郎（父）", "田中 一郎（子）"}, {"株式会社山田", "有限会社山田"}, {"Acme Inc", "Acme LLC"}, {"Maria Sa", "Maria"}, {"Ma Long", "Maria Long"},
		{"か", "が"}, {"は", "ぱ"}, {"ヨウコ", "ヨコ"}, {"ジョン", "ジョーン"}, {"大野", "小野"}, {"川崎", "川島"}, {"キ", "キー"}, {"", ""}, {"!", "?"},
	} {
		if SameName(pair[0], pair[1]) {
			t.Errorf("%q and %q are the same", pair[0], pair[1])
		}
	}
}

// TestNames: which part of a name is enough to name somebody.
func TestFits(t *testing.T) {
	for _, test := range []struct{ name, fits, not string }{
		{"Maria D'Angelo", "maria|Angelo|D'Angelo|dangelo|d angelo|Angelo, Maria", "ange|mariad|danielo"},
		{"Ana García-López", "garcia|lopez|Garcia-Lopez|garcialopez|López García", "gar|anagarcia lopezz"},
		{"Juan de la Cruz", "cruz|de la cruz|delacruz|la cruz|Cruz, Juan", "juande"},
		{"Jürgen Müller", "müller|mueller|muller|MÜLLER", "muell"},
		{"山本 太郎", "山本|太郎|山本 太郎|太郎 山本|山本太|山本 太", "山|本|太"},
		{"山本太郎", "山本|山|山本太|山本 太郎", "太郎|本太|山田"},
		{"ﾔﾏﾓﾄﾀﾛｳ", "やまもと|ヤマ|ヤマモト タロー", "たろう"},
		{"株式会社山田商店", "山田商店|株式会社|山田", "商店"},
		{"林たろう", "林|林た|たろう|タロウ|林 たろう", "ろう|田"},
		{"山本さくら", "山本|さくら|サクラ|山本 さくら|ｻｸﾗ", "本|くら"},
		{"髙橋マリア", "高橋|まりあ|マリア", "リア"},
		{"佐藤ゆき江", "佐藤|ゆき江", "江|ゆき"},
		{"いとう一郎", "いとう|一郎|イトウ", "郎"},
		{"さとう健", "さとう|さと", "健"},
		{"みち子", "みち|みち子", "子"},
		{"関ヶ原茂", "関ヶ原|関ケ原|関", "茂|原茂"},
		{"一ノ瀬さくら", "一ノ瀬|さくら", "瀬|瀬さくら"},
		{"佐藤 美ゆき", "佐藤|美ゆき", "ゆき|美"},
		{"株式会社みどり商事", "みどり商事|みどり", "商事"},
		{"김철수", "김|김철", "철수"},
	} {
		n := NewName(test.name)
		for _, text := range strings.Split(test.fits, "|") {
			if !NewName(text).Fits(n) {
				t.Errorf("%q does not fit %q", text, test.name)
			}
		}
		for _, text := range strings.Split(test.not, "|") {
			if NewName(text).Fits(n) {
				t.Errorf("%q fits %q", text, test.name)
			}
		}
	}
}

// A character in two groups would stand for two others.
func TestVariantsAreApart(t *testing.T) {
	seen := map[rune]bool{}
	for _, group := range strings.Fields(variantGroups) {
		for _, r := range group {
			if seen[r] {
				t.Errorf("%c is in two groups", r)
			}
			seen[r] = true
			if to := []rune(Text(string(r))); len(to) != 1 || to[0] != r {
				t.Errorf("%c is folded to %q before it is looked up", r, string(to))
			}
		}
	}
}

// TestNameOfAnySpelling: case, width, form, spaces and accents change no key.
func TestNameOfAnySpelling(t *testing.T) {
	letters := []rune("abzéñçøłßİıжёΣςאبأ亜辺邊髙崎﨑神きょガパーッ々ｶﾞｰ김 -'’・,.&")
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.StringOfN(rapid.SampledFrom(letters), 0, 12, -1).Draw(t, "name")
		keys := NewName(s).Keys()
		for what, other := range map[string]string{
			"apart": norm.NFD.String(s), "together": norm.NFC.String(s), "with room": "  " + strings.ReplaceAll(s, " ", "\u3000\t") + "\n",
			"in small letters": strings.ToLower(s), "in katakana": strings.Map(func(r rune) rune {
				if unicode.Is(unicode.Hiragana, r) && r < 'ゖ' {
					return r + 'ァ' - 'ぁ'
				}
				return r
			}, s),
		} {
			if got := NewName(other).Keys(); !slices.Equal(got, keys) {
				t.Fatalf("%q is %q, %s %q", s, keys, what, got)
			}
		}
		if turns := NewName(s).Turns(); !slices.Equal(turns[:len(keys)], keys) {
			t.Fatalf("%q: the first turns %q are not the keys %q", s, turns, keys)
		}
	})
}

// TestSameNameBothWays: whether two names are the same does not depend on which is asked
// about.
func TestSameNameBothWays(t *testing.T) {
	if !SameName("Hudson Jane", "JaneHudson") || !SameName("JaneHudson", "Hudson Jane") || !SameName("a\xff\xfe", "a\xff") {
		t.Error("Hudson Jane is JaneHudson, and any bytes outside of UTF-8 are one unknown letter")
	}
	name := rapid.Custom(func(t *rapid.T) string {
		words := []string{"a", "b", "ab", "d'", "-", " ", " ", "Mr. ", "Inc.", "株式会社", "田", "たろう", "さん", "ー", "ö", "oe", ",", "\xff"}
		return strings.Join(rapid.SliceOfN(rapid.SampledFrom(words), 0, 6).Draw(t, "words"), "")
	})
	rapid.Check(t, func(t *rapid.T) {
		a, b := name.Draw(t, "a"), name.Draw(t, "b")
		if SameName(a, b) != SameName(b, a) {
			t.Fatalf("%q and %q are the same only one way round", a, b)
		}
	})
}

func FuzzName(f *testing.F) {
	for _, s := range []string{"Hudson, Jane", "D'Angelo", "ـ", "ｶﾞ-", "々", "ゞ", "(株)", "คุณ", "さん", "Mr. Dr.", "de la", "\xff", "\u3099"} {
		f.Add(s, "Jane")
	}
	f.Fuzz(func(t *testing.T, s, other string) {
		n := NewName(s)
		if slices.Contains(n.Words(), "") {
			t.Errorf("%q has a word that is nothing: %q", s, n.Words())
		}
		if SameName(s, other) != SameName(other, s) {
			t.Errorf("%q and %q are the same only one way round", s, other)
		}
		if keys := n.Keys(); keys[0] != "" && (!SameName(s, s) || !n.Fits(n)) {
			t.Errorf("%q is not its own name: %q", s, keys)
		}
		n.Rarest()
		if bare, ok := n.Untitled(); ok && len(bare.Words()) == 0 && len(n.Words()) > 0 {
			t.Errorf("%q is nothing without its title", s)
		}
	})
}

func TestWithoutTitles(t *testing.T) {
	for name, want := range map[string]string{
		"Mrs. Jane Hudson": "Jane Hudson", "Mr. & Mrs. Hudson": "Hudson", "Mr. and Mrs. John Hudson": "John Hudson", "Mrs. Reed": "Reed", "Jane Hudson, CPA": "Jane Hudson", "Mr.": "Mr.",
		"Sig.ra Anna Riva": "Anna Riva", "Dott.ssa Riva": "Riva", "Sr. y Sra. Paz": "Paz", "Don Luis Paz": "Luis Paz", "Don Paz": "Don Paz", "D. Luis Paz": "Luis Paz",
		"山本 花子 様": "山本 花子", "山本花子様": "山本花子", "Jane Hudson": "Jane Hudson", "": "",
	} {
		if got := WithoutTitles(name); got != want {
			t.Errorf("%q is %q, want %q", name, got, want)
		}
		if OnlyTitles(name) != (name == "Mr.") {
			t.Errorf("%q: only titles: %v", name, OnlyTitles(name))
		}
	}
}
