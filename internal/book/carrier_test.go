package book

import (
	"slices"
	"strings"
	"testing"
)

// What stands between the names of two carriers makes a name doubtful; what stands
// within the name of one does not.
func TestNamesOfTwoCarriers(t *testing.T) {
	t.Parallel()
	between := []string{
		" & ", "&", "＆", "/", " / ", "／", "+", " + ", "＋", " and ", " AND ", " or ", " plus ", " with ", " vs ", " vs. ", " - ", " – ", " — ", " then ", " → ", " = ",
		" e ", " ed ", " o ", " con ", " oppure ", " e/o ", " y ", " u ", " y/o ", "・", "･", "·", " · ", "•", "と", "及び", "および", "並びに", "ならびに", "または", "又は", "もしくは", "あるいは",
		",", ", ", "、", "，", ";", "；", "|", "｜", "\n",
	}
	for _, pair := range [][2]string{{"アフラック", "メットライフ"}, {"Progressive", "Safeco"}, {"AXA", "MetLife"}, {"東京海上", "三井住友"}} {
		for _, word := range between {
			if name := pair[0] + word + pair[1]; !mayBeTwo(name) {
				t.Errorf("%q is taken for one carrier", name)
			}
		}
	}
	for _, name := range []string{
		"USF&G", "Brown & Sons", "Erie Property and Casualty", "Farm & Home", "Acme, Inc.", "Acme Co., Ltd.", "Aceros, S.A. de C.V.", "Legal & General", "Town & Country", "Wells & Co", "東京海上・日動", "ジブラルタ・ライフ", "アクサ・ダイレクト",
		"Reale Mutua", "Santa Lucía", "State Auto", "All-State", "Auto-Owners", "Nationwide", "なないろ生命", "はなさく生命", "Vitality", "Hyundai", "Plus Ultra", "Con Vida",
	} {
		if mayBeTwo(name) {
			t.Errorf("%q is taken for two carriers", name)
		}
	}
}

func TestCarriersInOneText(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"Acme, Inc., Buckeye":              "Acme, Inc.|Buckeye",
		"Acme Co., Ltd.;Buckeye, LLC":      "Acme Co., Ltd.|Buckeye, LLC",
		"Aceros, S.A. de C.V., GNP":        "Aceros, S.A. de C.V.|GNP",
		"A、B，C；D｜E|F;G":                    "A|B|C|D|E|F|G",
		" , Acme ,, ":                      "Acme",
		"Generali, Allianz S.p.A., Zurich": "Generali|Allianz S.p.A.|Zurich",
		"アフラック、メットライフ生命、":                  "アフラック|メットライフ生命",
	} {
		if got := carriers([]string{text}); !slices.Equal(got, strings.Split(want, "|")) {
			t.Errorf("carriers in %q: %q, want %q", text, got, want)
		}
	}
}
