package fold

import "testing"

func TestBracketed(t *testing.T) {
	for _, test := range []struct{ name, bare, nickname, reading string }{
		{"Lee, Ann (Annie)", "Lee, Ann", "Annie", ""}, {"Ann Lee (Annie)", "Ann Lee", "Annie", ""}, {"Ann (Annie) Lee", "Ann Lee", "Annie", ""}, {"Robert (Bob) Smith", "Robert Smith", "Bob", ""},
		{"Mr. Robert Smith (Bob)", "Mr. Robert Smith", "Bob", ""}, {"Zbigniew (Zbig) Kowal", "Zbigniew Kowal", "Zbig", ""}, {"Ana (Annie) Zhang", "Ana Zhang", "Annie", ""},
		{"小鳥遊（たかなし）", "小鳥遊", "", "たかなし"}, {"小鳥遊 優（たかなし　ゆう）", "小鳥遊 優", "", "たかなし ゆう"}, {"小鳥遊(タカナシ)様", "小鳥遊様", "", "タカナシ"}, {"髙橋 サクラ（たかはし・さくら）", "髙橋 サクラ", "", "たかはし・さくら"},

		{"Jane Hudson (widow)", "", "", ""}, {"Lee, Ann (Bob)", "", "", ""}, {"Ann Lee (Bob's wife)", "", "", ""}, {"Jane (Smith) Hudson", "", "", ""}, {"Jane Hudson (CPA)", "", "", ""}, {"Ann Lee (Ann)", "", "", ""},
		{"田中 一郎（父）", "", "", ""}, {"山田（ママ）", "", "", ""}, {"たなか（はなこ）", "", "", ""}, {"山田 太郎（ア）", "", "", ""}, {"株式会社山田（ヤマダ）", "", "", ""}, {"（株）山田", "", "", ""}, {"(Annie)", "", "", ""}, {"Ann", "", "", ""},
		{"Ann (Annie) (Nan) Lee", "", "", ""}, {"佐藤花子（旧姓田中）", "", "", ""},
	} {
		if test.bare == "" {
			test.bare = test.name
		}
		bare, nickname, reading := Bracketed(test.name)
		if bare != test.bare || nickname != test.nickname || reading != test.reading {
			t.Errorf("%q is %q, nickname %q, reading %q", test.name, bare, nickname, reading)
		}
	}
}
