//go:build unix

package store

import (
	"slices"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/unicode/norm"
	"golang.org/x/text/width"

	"crm/internal/crm"
	"crm/internal/fold"
)

// people are names in many scripts, some of them nearly alike.
func people() []*crm.Contact {
	return []*crm.Contact{
		{Name: "Jane Hudson"}, {Name: "Jane Hudson Smith"}, {Name: "Janet Hudson"}, {Name: "Hudson"}, {Name: "Hudson Jane Brown"},
		{Name: "José García"}, {Name: "Jose Garcia Brandt"}, {Name: "María José García-López", Given: "María José", Family: "García-López"},
		{Name: "Maria D’Angelo"}, {Name: "Angelo Maria"}, {Name: "Seán O'Brien"}, {Name: "Brian Sean"},
		{Name: "Juan de la Cruz"}, {Name: "Cruz Juana"}, {Name: "Jürgen Müller"}, {Name: "Mueller Bernd"}, {Name: "Groß"}, {Name: "Søren Ørsted"},
		{Name: "Łukasz Wałęsa"}, {Name: "Ayşe Işık"}, {Name: "Nguyễn Thị Ánh"}, {Name: "Фёдор Иванов"}, {Name: "Ἀλέξης Ζορμπᾶς"}, {Name: "محمد علي"},
		{Name: "山本さくら"}, {Name: "山本 太郎", Reading: "ヤマモト タロウ"}, {Name: "山本"}, {Name: "山"}, {Name: "山田花子", Reading: "ﾔﾏﾀﾞﾊﾅｺ"},
		{Name: "髙橋 健", Reading: "たかはし けん"}, {Name: "高橋健一"}, {Name: "渡邉桜"}, {Name: "渡部 桜"}, {Name: "田中一郎", Family: "田中", Given: "一郎"}, {Name: "田 中一"},
		{Name: "佐々木 翔"}, {Name: "サトー ユーコ"}, {Name: "ガブリエル・ガルシア"}, {Name: "株式会社山田商店", Kind: crm.Organization},
		{Name: "김철수"}, {Name: "김 영희"}, {Name: "สมชาย ใจดี"}, {Name: "陈伟"}, {Name: "Jane & Mike Hudson", Kind: crm.Household},
	}
}

// waysOfWriting are other ways to write a name, for people who have not seen
// how it is written in the book.
func waysOfWriting(c *crm.Contact) []string {
	kana := func(from, to rune, by rune) func(rune) rune {
		return func(r rune) rune {
			if from <= r && r <= to {
				return r + by
			}
			return r
		}
	}
	bare := func(s string) string { // accents off, of Latin letters
		var out []rune
		for _, r := range norm.NFD.String(s) {
			if !unicode.Is(unicode.M, r) || len(out) > 0 && !unicode.Is(unicode.Latin, out[len(out)-1]) {
				out = append(out, r)
			}
		}
		return norm.NFC.String(string(out))
	}
	ways := []string{}
	names := []string{c.Name}
	if c.Reading != "" {
		names = append(names, c.Reading)
	}
	for _, name := range names {
		ways = append(ways, name, strings.ToUpper(name), strings.ToLower(name), norm.NFD.String(name), norm.NFKC.String(name), bare(name), "  "+name+"\t",
			width.Widen.String(name), width.Narrow.String(name),
			strings.Map(kana('ぁ', 'ゖ', 'ァ'-'ぁ'), norm.NFKC.String(name)), strings.Map(kana('ァ', 'ヶ', 'ぁ'-'ァ'), norm.NFKC.String(name)),
			strings.ReplaceAll(name, " ", ""), strings.ReplaceAll(name, " ", "\u3000"), strings.ReplaceAll(name, " ", "-"),
			strings.NewReplacer("'", "", "’", "", "-", "").Replace(name), strings.NewReplacer("'", "’", "’", "´", "-", " ").Replace(name),
			strings.NewReplacer("髙", "高", "高", "髙", "邉", "邊", "桜", "櫻", "山", "山", "々", "佐", "陈", "陳", "株式会社", "㈱").Replace(name),
			strings.NewReplacer("ü", "ue", "ø", "oe", "Ø", "Oe", "ß", "ss").Replace(name),
			strings.NewReplacer("ー", "-").Replace(name))
		words := strings.Fields(name)
		for i := 1; i < len(words); i++ {
			ways = append(ways, strings.Join(words[i:], " ")+", "+strings.Join(words[:i], " "), strings.Join(words[i:], " ")+" "+strings.Join(words[:i], " "))
		}
	}
	return ways
}

// TestEveryWayOfWritingFindsThem: somebody is among those whom any way of
// writing their name names, in a look-up and in a search; whoever else is named
// has that name, too.
func TestEveryWayOfWritingFindsThem(t *testing.T) {
	s := openFor(t, anyBookIn(t))
	all := people()
	write(t, s, func(tx *Tx) error {
		for _, c := range all {
			if c.Kind == "" {
				c.Kind = crm.Person
			}
			if _, err := tx.Put(c); err != nil {
				return err
			}
		}
		return nil
	})
	read(t, s, func(tx *View) error {
		for _, c := range all {
			for _, way := range waysOfWriting(c) {
				found, err := tx.ByWords(way)
				if err != nil {
					return err
				}
				is := func(other *crm.Contact) bool { return other.ID == c.ID }
				if !slices.ContainsFunc(found, is) {
					t.Errorf("%q does not name %s but %d others: %q", way, c.Name, len(found), fold.NewName(way).Turns())
				}
				for _, other := range found {
					if other.ID != c.ID && !fold.SameName(other.Name, way) && !fold.SameName(other.Reading, way) && !fold.NewName(way).Fits(namesOf(other)...) {
						t.Errorf("%q names %s", way, other.Name)
					}
				}
				found, err = tx.Search(way, len(all), nil)
				if err != nil {
					return err
				}
				if !slices.ContainsFunc(found, is) {
					t.Errorf("a search for %q does not find %s", way, c.Name)
				}
			}
			// What a shell completes is what the name begins with, in any way of writing.
			typed := []rune(norm.NFC.String(c.Name))
			for n := 1; n <= len(typed); n++ {
				found, err := tx.Beginning(string(typed[:n]), "", len(all))
				if err != nil {
					return err
				}
				if !slices.ContainsFunc(found, func(other *crm.Contact) bool { return other.ID == c.ID }) {
					t.Errorf("%q is not completed to %s", string(typed[:n]), c.Name)
				}
			}
		}
		return nil
	})
}

// TestWhoIsNamed: a whole name goes before words of it; what fits several names
// them all.
func TestWhoIsNamed(t *testing.T) {
	s := openFor(t, anyBookIn(t))
	write(t, s, func(tx *Tx) error {
		for _, c := range people() {
			c.Kind = crm.Person
			if _, err := tx.Put(c); err != nil {
				return err
			}
		}
		return nil
	})
	read(t, s, func(tx *View) error {
		for text, want := range map[string]string{
			"jane hudson": "Jane Hudson", "Hudson, Jane": "Jane Hudson", "hudson": "Hudson",
			"jane":   "Jane Hudson, Jane Hudson Smith, Hudson Jane Brown, Jane & Mike Hudson",
			"garcia": "José García, Jose Garcia Brandt, María José García-López",
			"angelo": "Maria D’Angelo, Angelo Maria", "d'angelo": "Maria D’Angelo", "dangelo maria": "Maria D’Angelo", "angelo maria": "Angelo Maria",
			"mueller": "Jürgen Müller, Mueller Bernd", "müller": "Jürgen Müller, Mueller Bernd", "muller": "Jürgen Müller",
			"山本": "山本", "山本さ": "山本さくら", "山本様": "山本", "山": "山", "山田": "山田花子, 株式会社山田商店", "やまもと": "山本 太郎", "ヤマ": "山田花子", "山本 タロウ": "山本 太郎",
			"高橋": "髙橋 健, 高橋健一", "田": "田中一郎, 田 中一", "田中": "田中一郎, 田 中一", "渡辺": "渡邉桜", "桜": "渡部 桜", "一郎": "田中一郎", "김": "김철수, 김 영희",
			"Mr. Hudson": "Hudson", "Sig. García, José": "José García", "jan": "", "udson": "", "本": "", "!": "", "": "",
		} {
			found, err := tx.ByWords(text)
			if err != nil {
				return err
			}
			var names []string
			for _, c := range found {
				names = append(names, c.Name)
			}
			if got := strings.Join(names, ", "); got != want {
				t.Errorf("%q names %q, want %q", text, got, want)
			}
		}
		return nil
	})
}

// TestOtherOrder: somebody whose name has the same words in another order, or of
// whom they are parts, is no likelier than others whom the words fit.
func TestOtherOrder(t *testing.T) {
	s := openFor(t, anyBookIn(t))
	write(t, s, func(tx *Tx) error {
		for _, c := range []*crm.Contact{
			{Name: "Chris Van Dyke"}, {Name: "Dyke Chris"}, {Name: `Robert "Bob" Smith`}, {Name: "Bob Smith Jr.", Given: "Bob", Family: "Smith"},
			{Name: "Ann Cary"}, {Name: "Ann Cary Lee"}, {Name: "Cary Ann"},
		} {
			c.Kind = crm.Person
			if _, err := tx.Put(c); err != nil {
				return err
			}
		}
		house := &crm.Contact{Kind: crm.Household, Name: "Reed"}
		if _, err := tx.Put(house); err != nil {
			return err
		}
		_, err := tx.Put(&crm.Contact{Kind: crm.Person, Name: "Sam Reed", Household: house.ID})
		return err
	})
	read(t, s, func(tx *View) error {
		for text, want := range map[string]string{
			"Chris Dyke": "Dyke Chris, Chris Van Dyke", "Dyke, Chris": "Dyke Chris", "Dyke Chris": "Dyke Chris", "Chris Van Dyke": "Chris Van Dyke",
			"Bob Smith": `Bob Smith Jr., Robert "Bob" Smith`, "Ann Cary": "Ann Cary, Cary Ann", "Lee Ann": "Ann Cary Lee", "Reed": "Reed",
		} {
			found, err := tx.ByWords(text)
			if err != nil {
				return err
			}
			var names []string
			for _, c := range found {
				names = append(names, c.Name)
			}
			if got := strings.Join(names, ", "); got != want {
				t.Errorf("%q names %q, want %q", text, got, want)
			}
		}
		return nil
	})
}
