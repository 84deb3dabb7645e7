package fold

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// TestTakeApart: only what is certain is taken apart.
func TestTakeApart(t *testing.T) {
	for _, test := range []struct {
		name     string
		want     Parts
		nickname string
	}{
		{"Dr. Jane A. Hudson Jr.", Parts{"Dr.", "Jane", "A.", "Hudson", "Jr."}, ""},
		{"Jane Hudson", Parts{Given: "Jane", Family: "Hudson"}, ""},
		{"Hudson, Jane", Parts{Given: "Jane", Family: "Hudson"}, ""},
		{"Hudson, Dr. Jane A.", Parts{Prefix: "Dr.", Given: "Jane", Middle: "A.", Family: "Hudson"}, ""},
		{"Smith, J. R.", Parts{Given: "J. R.", Family: "Smith"}, ""},
		{"Hudson, Jane, CPA", Parts{Given: "Jane", Family: "Hudson", Suffix: "CPA"}, ""},
		{"John Smith, Jr.", Parts{Given: "John", Family: "Smith", Suffix: "Jr."}, ""},
		{"John Smith Jr., CPA", Parts{Given: "John", Family: "Smith", Suffix: "Jr., CPA"}, ""},
		{"Bert Zuckerman, MD", Parts{Given: "Bert", Family: "Zuckerman", Suffix: "MD"}, ""},
		{"Zed Zuckerman III", Parts{Given: "Zed", Family: "Zuckerman", Suffix: "III"}, ""},
		{"Zed Q. Zuckerman III", Parts{Given: "Zed", Middle: "Q.", Family: "Zuckerman", Suffix: "III"}, ""},
		{"Mr. Zed Zuckerman", Parts{Prefix: "Mr.", Given: "Zed", Family: "Zuckerman"}, ""},
		{"Robert \"Bob\" Smith", Parts{Given: "Robert", Family: "Smith"}, "Bob"},
		{"Robert \"Bob\"", Parts{}, "Bob"},
		{"山本 太郎「タロ」", Parts{Given: "太郎", Family: "山本"}, "タロ"},
		{"Chris Van Dyke", Parts{Given: "Chris", Family: "Van Dyke"}, ""},
		{"山本 太郎", Parts{Given: "太郎", Family: "山本"}, ""}, {"山本　太郎", Parts{Given: "太郎", Family: "山本"}, ""}, {"山本 太郎 様", Parts{Prefix: "様", Given: "太郎", Family: "山本"}, ""},
		{"山本 太郎様", Parts{Prefix: "様", Given: "太郎", Family: "山本"}, ""}, {"さとう はなこ", Parts{Given: "はなこ", Family: "さとう"}, ""}, {"山本 マリア", Parts{Given: "マリア", Family: "山本"}, ""},
		{"María José García López", Parts{Given: "María José", Family: "García López"}, ""}, {"Juan García López", Parts{Given: "Juan", Family: "García López"}, ""},
		{"Sra. Guadalupe Hernández", Parts{Prefix: "Sra.", Given: "Guadalupe", Family: "Hernández"}, ""},
		{"Dott. Mario Rossi", Parts{Prefix: "Dott.", Given: "Mario", Family: "Rossi"}, ""}, {"Sig.ra Anna Maria De Luca", Parts{Prefix: "Sig.ra", Given: "", Family: ""}, ""},
		{"Egr. Sig. Giuseppe Lo Presti", Parts{Prefix: "Egr. Sig.", Given: "Giuseppe", Family: "Lo Presti"}, ""}, {"Gian Rossi", Parts{}, ""},

		// A particle behind the given name belongs to the family name before the comma.
		{"Berg, Jan van der", Parts{Given: "Jan", Family: "van der Berg"}, ""}, {"BERG, JAN VAN DER", Parts{Given: "JAN", Family: "VAN DER BERG"}, ""}, {"Berg, Jan A. van den", Parts{Given: "Jan", Middle: "A.", Family: "van den Berg"}, ""},
		{"Berg van der, Jan", Parts{Given: "Jan", Family: "van der Berg"}, ""}, {"van der Berg, Jan", Parts{Given: "Jan", Family: "van der Berg"}, ""}, {"Hof, Piet in 't", Parts{Given: "Piet", Family: "in 't Hof"}, ""},
		{"Boer, Anna de", Parts{Given: "Anna", Family: "de Boer"}, ""}, {"Boer, A. de", Parts{Given: "A.", Family: "de Boer"}, ""}, {"Brink, Dr. Els ten", Parts{Prefix: "Dr.", Given: "Els", Family: "ten Brink"}, ""},
		{"Santos, Maria dos", Parts{Given: "Maria", Family: "dos Santos"}, ""}, {"Silva, João da", Parts{Given: "João", Family: "da Silva"}, ""}, {"Luca, Giovanni De", Parts{Given: "Giovanni", Family: "De Luca"}, ""},
		{"Fuente, Ana de la", Parts{Given: "Ana", Family: "de la Fuente"}, ""}, {"Stein, Anna von", Parts{Given: "Anna", Family: "von Stein"}, ""}, {"Mühlen, Otto von der", Parts{Given: "Otto", Family: "von der Mühlen"}, ""},
		{"Beethoven, Ludwig van", Parts{Given: "Ludwig", Family: "van Beethoven"}, ""}, {"Berg, Jan van der, Jr.", Parts{Given: "Jan", Family: "van der Berg", Suffix: "Jr."}, ""},
		{"Nguyen, Thi Van", Parts{Given: "Thi Van", Family: "Nguyen"}, ""}, {"Nguyen, Kim Van", Parts{Given: "Kim Van", Family: "Nguyen"}, ""}, {"Wang, Xiao De", Parts{Given: "Xiao De", Family: "Wang"}, ""}, {"Lee, Jane Do", Parts{Given: "Jane Do", Family: "Lee"}, ""}, {"Tran, Van", Parts{Given: "Van", Family: "Tran"}, ""},

		// A part is certain, and the rest is not.
		{"Dott. Rossi Mario", Parts{Prefix: "Dott."}, ""}, {"Dr. Hudson", Parts{Prefix: "Dr."}, ""}, {"山本様", Parts{Prefix: "様"}, ""},
		{"Sig.ra Rossi", Parts{Prefix: "Sig.ra"}, ""}, {"Juan García López Jr.", Parts{Given: "Juan", Family: "García López", Suffix: "Jr."}, ""}, {"Bob Hudson Smith Jr.", Parts{Suffix: "Jr."}, ""},

		// Nothing is.
		{"Rossi Mario", Parts{}, ""}, {"Hudson Jane", Parts{}, ""}, {"Hudson", Parts{}, ""}, {"", Parts{}, ""}, {"Robert Andrew", Parts{}, ""}, {"James Hudson", Parts{}, ""},
		{"Jane Ann Roe", Parts{}, ""}, {"Kim Min-jun", Parts{}, ""}, {"Arch Manning", Parts{}, ""}, {"Sig Hansen", Parts{}, ""}, {"María del Carmen", Parts{}, ""}, {"Rosa María", Parts{}, ""},
		{"山本太郎", Parts{}, ""}, {"ジョン スミス", Parts{}, ""}, {"マリア 山本", Parts{}, ""}, {"田中 社長", Parts{}, ""}, {"山本 家族", Parts{}, ""}, {"ジョン・スミス", Parts{}, ""},
		{"Jane and Mike Hudson", Parts{}, ""}, {"Jane & Mike Hudson", Parts{}, ""}, {"Mr. & Mrs. Hudson", Parts{}, ""}, {"Jane Hudson (widow)", Parts{}, ""}, {"Bob Sims Inc.", Parts{}, ""}, {"Jane 2", Parts{}, ""},
		{"Santiago Ramón y Cajal", Parts{}, ""}, {"Hudson, Jane and Mike", Parts{}, ""},
	} {
		got, nickname := TakeApart(test.name)
		if got != test.want || nickname != test.nickname {
			t.Errorf("%q is %+v, nickname %q", test.name, got, nickname)
		}
	}
}

// TestPartsName: a name that is made of its parts has the order of their language.
func TestPartsName(t *testing.T) {
	for want, parts := range map[string]Parts{
		"Dr. Jane A. Hudson Jr.": {"Dr.", "Jane", "A.", "Hudson", "Jr."}, "Hudson": {Family: "Hudson"}, "Mrs. Hudson": {Prefix: "Mrs.", Family: "Hudson"}, "": {},
		"山本 太郎 様": {Prefix: "様", Given: "太郎", Family: "山本"}, "Dr. 山本 太郎": {Prefix: "Dr.", Given: "太郎", Family: "山本"}, "山本 太郎 アレン Jr.": {Given: "太郎", Family: "山本", Middle: "アレン", Suffix: "Jr."},
		"María José García López": {Given: "María José", Family: "García López"},
	} {
		if got := parts.Name(); got != want {
			t.Errorf("%+v is %q, want %q", parts, got, want)
		}
	}
}

// Taking apart and putting together agree: of a name that is made of parts, what is taken
// out of it is those parts, and all of a name that is taken apart whole is in its parts.
func TestTakingApartAndPuttingTogetherAgree(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		one := func(what string, words ...string) string { return rapid.SampledFrom(words).Draw(t, what) }
		parts := Parts{
			one("prefix", "", "", "Dr.", "Mr.", "Sig.ra", "Prof. Dr.", "Dott.ssa"), one("given", "Jane", "Robert", "Bob", "María José", "Giuseppe", "Zed", "Wei"),
			one("middle", "", "", "A.", "Q", "J. R."), one("family", "Hudson", "García López", "De Luca", "O'Brien", "Hudson-Roe", "Van Dyke", "Martin"), one("suffix", "", "", "Jr.", "III", "CPA", "Jr., CPA"),
		}
		if one("script", "latin", "latin", "kanji") == "kanji" {
			parts = Parts{one("prefix", "", "様", "先生"), one("given", "太郎", "花子", "さくら", "マリア"), "", one("family", "山本", "林", "さとう"), ""}
		}
		name := parts.Name()
		got, _ := TakeApart(name)
		for _, part := range [][2]string{{got.Prefix, parts.Prefix}, {got.Given, parts.Given}, {got.Middle, parts.Middle}, {got.Family, parts.Family}, {got.Suffix, parts.Suffix}} {
			if part[0] != "" && part[0] != part[1] {
				t.Fatalf("%+v is %q, which is taken apart as %+v", parts, name, got)
			}
		}
		if got.Given != "" && got.Name() != name {
			t.Fatalf("%q is put together again as %q", name, got.Name())
		}
		if turned, _ := TakeApart(parts.Family + ", " + parts.Given); turned.Family != parts.Family || turned.Given != parts.Given {
			t.Fatalf("%q is %+v", parts.Family+", "+parts.Given, turned)
		}
	})
}

// Whatever somebody types is taken apart without a fault, and of pieces of it.
func FuzzTakeApart(f *testing.F) {
	for _, name := range []string{"Dr. Jane A. Hudson Jr.", "Hudson, Jane", "山本 太郎様", `Robert "Bob" Smith`, ", ,", "\"\"", "様", "Jr., Jr."} {
		f.Add(name)
	}
	f.Fuzz(func(t *testing.T, name string) {
		p, nickname := TakeApart(name)
		for _, part := range []string{p.Prefix, p.Given, p.Middle, p.Family, p.Suffix, nickname} {
			for _, word := range strings.Fields(part) {
				if !strings.Contains(name, strings.TrimSuffix(word, ",")) {
					t.Errorf("%q is said to have %q", name, word)
				}
			}
		}
	})
}

// TestNicknames: each line is read, and each of its words stands for its name.
func TestNicknames(t *testing.T) {
	for _, line := range strings.Split(strings.TrimSpace(givenNames), "\n") {
		words := strings.Fields(line)
		if words[0] == "#" {
			continue
		}
		if len(words) < 3 || len(words[0]) != 2 || strings.Join(words, " ") != line {
			t.Errorf("the line %q", line)
		}
		for _, word := range words[1:] {
			word = strings.TrimSuffix(word, "*")
			if Text(word) != word || !SameGiven(word, strings.TrimSuffix(words[1], "*")) {
				t.Errorf("%q of %q", word, line)
			}
		}
	}
	for _, pair := range []string{"bob robert", "bill william", "lupe guadalupe", "lupita guadalupe", "pepe jose", "paco francisco", "beppe giuseppe", "gigi luigi", "nacho ignacio", "liz elizabeth", "bob bobby"} {
		a, b, _ := strings.Cut(pair, " ")
		if !SameGiven(a, b) || !SameGiven(b, a) {
			t.Errorf("%s and %s are two names", a, b)
		}
	}
	for _, pair := range []string{"robert william", "hudson hudson", "rob roberta", "o bob", "does given", "en es"} {
		a, b, _ := strings.Cut(pair, " ")
		if SameGiven(a, b) || SameGiven(b, a) {
			t.Errorf("%s and %s are one name", a, b)
		}
	}
}
