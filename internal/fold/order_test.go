package fold

import (
	"bytes"
	"slices"
	"strings"
	"testing"
)

func TestOrder(t *testing.T) {
	for country, sorted := range map[string]string{
		"es": "Álvarez, Alvaro, Azul, Nunez, Nuzo, Nz, Ñato, Zorro",
		"us": "Álvarez, Alvaro, Azul, Ñato, Nunez, Nuzo, Nz, Zorro",
		"it": "D'Angelo, De Rossi, Dè Rossi, Denti, È, Elia",
		"se": "Zorn, Åberg, Ärlig, Örn",
		"dk": "Zorn, Ærlig, Østergaard, Åberg",
		"de": "Muller, Müller, Mullern, Ott, Zorn",
		"pl": "Lis, Lzy, Łoś, Mak",
		"cz": "Cyr, Čapek, Dub, Hus, Chalupa, Ivan",
		"jp": "Álvarez, Hudson, アオキ, ｱﾍﾞ, いとう, イトウ ハナ, さとう, サトウ ジロウ, ヤマモト, 阿部, 伊藤",
		"":   "Ábel, Abend, Żak, Zander",
	} {
		want := strings.Split(sorted, ", ")
		got := slices.Clone(want)
		slices.Reverse(got)
		o := NewOrder(country)
		slices.SortStableFunc(got, func(a, b string) int { return bytes.Compare(o.Key(a), o.Key(b)) })
		if !slices.Equal(got, want) {
			t.Errorf("in %q: %s, want %s", country, strings.Join(got, ", "), sorted)
		}
	}
}
