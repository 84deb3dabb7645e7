package fold

import (
	"cmp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"pgregory.net/rapid"

	"crm/internal/crm"
)

func TestCutAddress(t *testing.T) {
	for _, c := range []struct {
		home, text string
		want       crm.Address
		line       string // as it is written again, if not as the text
	}{
		{"us", "12 Oak St, Columbus, OH 43215", crm.Address{Street: "12 Oak St", City: "Columbus", Region: "OH", PostalCode: "43215"}, ""},
		{"us", "12 Oak St, Apt 4, Columbus, Ohio 43215-1234", crm.Address{Street: "12 Oak St, Apt 4", City: "Columbus", Region: "OH", PostalCode: "43215-1234"}, "12 Oak St, Apt 4, Columbus, OH 43215-1234"},
		{"us", "12 Oak St, Columbus OH 43215", crm.Address{Street: "12 Oak St", City: "Columbus", Region: "OH", PostalCode: "43215"}, "12 Oak St, Columbus, OH 43215"},
		{"us", "12 Oak St, Columbus, OH, 43215", crm.Address{Street: "12 Oak St", City: "Columbus", Region: "OH", PostalCode: "43215"}, "12 Oak St, Columbus, OH 43215"},
		{"us", "12 Oak St\nColumbus, OH 43215", crm.Address{Street: "12 Oak St", City: "Columbus", Region: "OH", PostalCode: "43215"}, "12 Oak St, Columbus, OH 43215"},
		{"us", "12 Oak St, Columbus, OH", crm.Address{Street: "12 Oak St", City: "Columbus", Region: "OH"}, ""},
		{"us", "12 Oak St, New York, New York 10001", crm.Address{Street: "12 Oak St", City: "New York", Region: "NY", PostalCode: "10001"}, "12 Oak St, New York, NY 10001"},
		{"us", "Columbus, OH 43215", crm.Address{City: "Columbus", Region: "OH", PostalCode: "43215"}, ""},
		{"us", "12 Oak St, Columbus, OH 43215, USA", crm.Address{Street: "12 Oak St", City: "Columbus", Region: "OH", PostalCode: "43215", Country: "us"}, "12 Oak St, Columbus, OH 43215"},
		{"it", "12 Oak St, Columbus, OH 43215 USA", crm.Address{Street: "12 Oak St", City: "Columbus", Region: "OH", PostalCode: "43215", Country: "us"}, "12 Oak St, Columbus, OH 43215, United States"},
		{"us", "12 Oak St Columbus OH 43215", crm.Address{}, ""},
		{"us", "12 Oak St, OH 43215", crm.Address{}, ""},
		{"us", "12 Oak St, Apt 4 Columbus OH 43215", crm.Address{}, ""},
		{"us", "12 Oak St, Suite B Columbus OH 43215", crm.Address{}, ""},
		{"us", "Main Street, OH 43215", crm.Address{}, ""},
		{"us", "1 Elm St", crm.Address{}, ""},
		{"us", "Paris, France", crm.Address{}, ""},
		{"us", "call her for it", crm.Address{}, ""},
		{"ca", "100 Queen St W, Toronto, ON M5H 2N2", crm.Address{Street: "100 Queen St W", City: "Toronto", Region: "ON", PostalCode: "M5H 2N2"}, ""},
		{"ca", "100 Queen St W, Toronto, Ontario m5h2n2, Canada", crm.Address{Street: "100 Queen St W", City: "Toronto", Region: "ON", PostalCode: "M5H 2N2", Country: "ca"}, "100 Queen St W, Toronto, ON M5H 2N2"},
		{"it", "Via Roma 12, 20121 Milano (MI)", crm.Address{Street: "Via Roma 12", City: "Milano", Region: "MI", PostalCode: "20121"}, ""},
		{"it", "Via Roma, 12 - 20121 Milano MI", crm.Address{Street: "Via Roma, 12", City: "Milano", Region: "MI", PostalCode: "20121"}, "Via Roma, 12, 20121 Milano (MI)"},
		{"it", "Via Roma 12, 20121 Milano", crm.Address{Street: "Via Roma 12", City: "Milano", PostalCode: "20121"}, ""},
		{"it", "Via Roma 12, Milano (MI)", crm.Address{Street: "Via Roma 12", City: "Milano", Region: "MI"}, ""},
		{"it", "Corso d'Italia 3, 00198 Roma (RM), Italia", crm.Address{Street: "Corso d'Italia 3", City: "Roma", Region: "RM", PostalCode: "00198", Country: "it"}, "Corso d'Italia 3, 00198 Roma (RM)"},
		{"it", "Via Roma 12, Milano", crm.Address{}, ""},
		{"it", "Via Roma 12, 20121 Milano (zona Brera)", crm.Address{}, ""},
		{"es", "Calle Mayor 5, 3º B, 28801 Alcalá de Henares, Madrid", crm.Address{Street: "Calle Mayor 5, 3º B", City: "Alcalá de Henares", Region: "Madrid", PostalCode: "28801"}, ""},
		{"es", "Calle Mayor 5, 28013 Madrid", crm.Address{Street: "Calle Mayor 5", City: "Madrid", PostalCode: "28013"}, ""},
		{"es", "C/ Mayor 5, 28801 Alcalá de Henares (Madrid)", crm.Address{Street: "C/ Mayor 5", City: "Alcalá de Henares", Region: "Madrid", PostalCode: "28801"}, "C/ Mayor 5, 28801 Alcalá de Henares, Madrid"},
		{"mx", "Av. Juárez 10, Col. Centro, C.P. 06000, Ciudad de México", crm.Address{Street: "Av. Juárez 10, Col. Centro", City: "Ciudad de México", PostalCode: "06000"}, "Av. Juárez 10, Col. Centro, 06000 Ciudad de México"},
		{"mx", "Calle 5, Col. Obrera, 64010 Monterrey, N.L.", crm.Address{Street: "Calle 5, Col. Obrera", City: "Monterrey", Region: "Nuevo León", PostalCode: "64010"}, "Calle 5, Col. Obrera, 64010 Monterrey, Nuevo León"},
		{"mx", "Calle 5, Col. Obrera, Monterrey, NL, CP 64010", crm.Address{Street: "Calle 5, Col. Obrera", City: "Monterrey", Region: "Nuevo León", PostalCode: "64010"}, "Calle 5, Col. Obrera, 64010 Monterrey, Nuevo León"},
		{"jp", "〒100-0005 東京都千代田区丸の内1-1", crm.Address{Street: "丸の内1-1", City: "千代田区", Region: "東京都", PostalCode: "100-0005"}, ""},
		{"jp", "１０００００５　東京都 千代田区 丸の内１－１", crm.Address{Street: "丸の内１－１", City: "千代田区", Region: "東京都", PostalCode: "100-0005"}, "〒100-0005 東京都千代田区丸の内１－１"},
		{"jp", "大阪府大阪市北区梅田1-2-3 梅田ビル5F", crm.Address{Street: "梅田1-2-3 梅田ビル5F", City: "大阪市北区", Region: "大阪府"}, ""},
		{"jp", "京都府京都市左京区吉田本町", crm.Address{Street: "吉田本町", City: "京都市左京区", Region: "京都府"}, ""},
		{"jp", "東京都府中市宮西町2-24", crm.Address{Street: "宮西町2-24", City: "府中市", Region: "東京都"}, ""},
		{"jp", "千葉県市川市八幡1-1", crm.Address{Street: "八幡1-1", City: "市川市", Region: "千葉県"}, ""},
		{"jp", "東京都町田市森野2-2", crm.Address{Street: "森野2-2", City: "町田市", Region: "東京都"}, ""},
		{"jp", "三重県四日市市諏訪町1-5", crm.Address{Street: "諏訪町1-5", City: "四日市市", Region: "三重県"}, ""},
		{"jp", "東京都西多摩郡瑞穂町箱根ケ崎2335", crm.Address{Street: "箱根ケ崎2335", City: "西多摩郡瑞穂町", Region: "東京都"}, ""},
		{"jp", "北海道余市郡余市町朝日町26", crm.Address{Street: "朝日町26", City: "余市郡余市町", Region: "北海道"}, ""},
		{"jp", "埼玉県さいたま市大宮区桜木町1-7", crm.Address{Street: "桜木町1-7", City: "さいたま市大宮区", Region: "埼玉県"}, ""},
		{"jp", "駅の前", crm.Address{}, ""},
		// Two in one text are left as they are.
		{"us", "1 A St, Denver, CO 80202; 2 B St, Golden, CO 80401", crm.Address{}, ""},
		{"us", "1 A St, Denver, CO 80202, 2 B St, Golden, CO 80401", crm.Address{}, ""},
		{"us", "1 A St, Denver; 2 B St, Golden, CO 80401", crm.Address{}, ""},
		{"us", "1 A St, Denver, CO 80202 / 2 B St, Golden, CO 80401", crm.Address{}, ""},
		{"it", "Via Roma 1, 40121 Bologna (BO); Via Verdi 2, 20121 Milano (MI)", crm.Address{}, ""},
		{"es", "Calle Mayor 1, 28013 Madrid; Calle Real 2, 41001 Sevilla", crm.Address{}, ""},
		{"us", "12 Oak St; Apt 4, Columbus, OH 43215", crm.Address{Street: "12 Oak St; Apt 4", City: "Columbus", Region: "OH", PostalCode: "43215"}, "12 Oak St; Apt 4, Columbus, OH 43215"},
		{"", "12 Oak St, Columbus, OH 43215", crm.Address{}, ""},
		{"de", "Hauptstraße 1, 10115 Berlin", crm.Address{}, ""},
	} {
		got, ok := CutAddress(c.text, c.home)
		want := c.want
		if want == (crm.Address{}) {
			want = crm.Address{Street: c.text}
			if ok {
				t.Errorf("%s: %q is certain", c.home, c.text)
			}
		} else if !ok {
			t.Errorf("%s: %q is not certain", c.home, c.text)
			continue
		}
		if got != want {
			t.Errorf("%s: %q is\n%+v, want\n%+v", c.home, c.text, got, want)
		}
		line := c.line
		if line == "" {
			line = c.text
		}
		if again := AddressLine(got, c.home); again != line {
			t.Errorf("%s: %q is written as %q, want %q", c.home, c.text, again, line)
		}
	}
}

func TestCleanAddress(t *testing.T) {
	for _, c := range []struct {
		home     string
		is, want crm.Address
	}{
		{"us", crm.Address{City: " New   York ", Region: "new york", PostalCode: "2139"}, crm.Address{City: "New York", Region: "NY", PostalCode: "02139"}},
		{"us", crm.Address{Region: "Ontario", PostalCode: "m5h2n2", Country: "Canada"}, crm.Address{Region: "ON", PostalCode: "M5H 2N2", Country: "ca"}},
		{"us", crm.Address{Region: "Bayern", Country: "Deutschland"}, crm.Address{Region: "Bayern", Country: "de"}},
		{"us", crm.Address{Country: "Narnia"}, crm.Address{Country: "Narnia"}},
		{"us", crm.Address{PostalCode: "432151234"}, crm.Address{PostalCode: "43215-1234"}},
		{"us", crm.Address{PostalCode: "43215.0"}, crm.Address{PostalCode: "43215"}},
		{"us", crm.Address{PostalCode: "12"}, crm.Address{PostalCode: "12"}},
		{"it", crm.Address{Region: "Milano", PostalCode: "184"}, crm.Address{Region: "MI", PostalCode: "00184"}},
		{"jp", crm.Address{Region: "東京", PostalCode: "〒１０００００５"}, crm.Address{Region: "東京都", PostalCode: "100-0005"}},
	} {
		if got := CleanAddress(c.is, c.home); got != c.want {
			t.Errorf("%+v is %+v, want %+v", c.is, got, c.want)
		} else if again := CleanAddress(got, c.home); again != got {
			t.Errorf("%+v is then %+v", got, again)
		}
	}
}

// What is written of an address that was taken apart reads the same again, and nothing but
// separators is lost of the text.
func TestAddressesAgree(t *testing.T) {
	one := func(t *rapid.T, name string, texts ...string) string { return rapid.SampledFrom(texts).Draw(t, name) }
	kept := func(text string) string { // its letters and digits, in no order
		runes := slices.DeleteFunc([]rune(strings.ToLower(text)), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
		slices.Sort(runes)
		return string(runes)
	}
	places := map[string]func(t *rapid.T) crm.Address{
		"us": func(t *rapid.T) crm.Address {
			return crm.Address{Street: one(t, "street", "", "12 Oak St", "1 Elm Street, Apt 4", "PO Box 12", "200 N High St, Suite 900"), City: one(t, "city", "Columbus", "New York", "St. Louis", "Winston-Salem"), Region: one(t, "region", "OH", "NY", "WV", "DC"), PostalCode: one(t, "code", "43215", "02139", "10001-1234")}
		},
		"ca": func(t *rapid.T) crm.Address {
			return crm.Address{Street: one(t, "street", "", "100 Queen St W", "5 Rue Principale, Apt 2"), City: one(t, "city", "Toronto", "Québec", "St. John's"), Region: one(t, "region", "ON", "QC", "NL"), PostalCode: one(t, "code", "M5H 2N2", "G1R 4P5")}
		},
		"it": func(t *rapid.T) crm.Address {
			return crm.Address{Street: one(t, "street", "", "Via Roma 12", "Via Roma, 12/A", "Corso d'Italia 3, int. 5"), City: one(t, "city", "Milano", "Reggio nell'Emilia", "L'Aquila", "Cinisello Balsamo"), Region: one(t, "region", "", "MI", "RE", "RM"), PostalCode: one(t, "code", "20121", "00184")}
		},
		"es": func(t *rapid.T) crm.Address {
			return crm.Address{Street: one(t, "street", "", "Calle Mayor 5", "Av. de la Paz, 12, 3º B", "C/ Sol s/n"), City: one(t, "city", "Madrid", "Alcalá de Henares", "L'Hospitalet de Llobregat"), Region: one(t, "region", "", "Madrid", "Barcelona", "A Coruña"), PostalCode: one(t, "code", "28013", "08001")}
		},
		"mx": func(t *rapid.T) crm.Address {
			return crm.Address{Street: one(t, "street", "", "Av. Juárez 10, Col. Centro", "Calle 5"), City: one(t, "city", "Monterrey", "Cuauhtémoc"), Region: one(t, "region", "", "Nuevo León", "Ciudad de México"), PostalCode: one(t, "code", "64000", "06000")}
		},
		"jp": func(t *rapid.T) crm.Address {
			return crm.Address{Street: one(t, "street", "", "丸の内1-1", "本町2-3-4 本町ビル5F", "大字箱根ケ崎2335"), City: one(t, "city", "千代田区", "大阪市北区", "府中市", "西多摩郡瑞穂町", "市川市"), Region: one(t, "region", "東京都", "大阪府", "北海道", "神奈川県"), PostalCode: one(t, "code", "", "100-0005")}
		},
	}
	rapid.Check(t, func(t *rapid.T) {
		home := one(t, "home", "us", "ca", "it", "es", "mx", "jp")
		country := one(t, "country", "", "", "us", "it")
		a := places[cmp.Or(country, home)](t)
		a.Country = country
		line := AddressLine(a, home)
		again, ok := CutAddress(line, home)
		if a.Country == home { // which is not written
			again.Country = home
		}
		if !ok || again != a {
			t.Fatalf("%+v is written in %s as %q and read as %+v, %t", a, home, line, again, ok)
		}
	})
	rapid.Check(t, func(t *rapid.T) {
		home := one(t, "home", "us", "ca", "it", "es", "mx", "jp", "de", "")
		pieces := []string{"12 Oak St", "Columbus", "OH", "43215", "Apt 4", ",", ",", " ", "\n", "(", ")", "MI", "20121", "Milano", "Via Roma 12", "United States", "Italy", "東京都", "千代田区", "丸の内1-1", "〒", "100-0005", "Madrid", "28013", "-", "M5H 2N2", "ON"}
		text := ""
		for range rapid.IntRange(1, 12).Draw(t, "pieces") {
			text += one(t, "piece", pieces...) + one(t, "space", " ", "", ", ")
		}
		a, ok := CutAddress(text, home)
		all := a.Street + a.City + a.Region + a.PostalCode
		if a.Country != "" {
			all += CountryName(a.Country)
		}
		if has, is := kept(all), kept(text); has != is && (a.Region != "MI" || strings.Contains(text, "MI")) {
			t.Fatalf("%q is %+v, %t", text, a, ok)
		}
		if !ok && a.Street != oneLineAddress(text) {
			t.Fatalf("%q has the street %q", text, a.Street)
		}
		if ok {
			if more, sure := CutAddress(AddressLine(a, home), home); sure && more.Place() != a.Place() && !(a.Country == home && more.Country == "") {
				t.Fatalf("%q is %+v, and written as %q %+v", text, a, AddressLine(a, home), more)
			}
		}
	})
}
