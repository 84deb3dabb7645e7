package book

import "testing"

func TestDateFormatsOfOtherLanguages(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"DD/MM/YYYY": "DD/MM/YYYY", "gg/mm/aaaa": "DD/MM/YYYY", "GG-MM-AA": "DD/MM/YY", "DD/MM/AAAA": "DD/MM/YYYY", "AAAA-MM-DD": "YYYY/MM/DD",
		"TT.MM.JJJJ": "DD/MM/YYYY", "JJ/MM/AAAA": "DD/MM/YYYY", "年月日": "YYYY/MM/DD", "年/月/日": "YYYY/MM/DD", "YYYY年MM月DD日": "YYYY/MM/DD", "月/日/年": "MM/DD/YYYY",
		"GGMMAAAA": "DD/MM/YYYY",
		"GG/MM":    "DD/MM", "MM-DD": "MM/DD", "日/月": "DD/MM",
		"AAAA": "", "GG/DD/AAAA": "", "年月": "", "XX/MM/YYYY": "", "A/A/A": "",
	} {
		f, err := parseDateFormat(text)
		got := ""
		if err == nil {
			got = f.write("/")
		}
		if got != want {
			t.Errorf("%s is %q, %v; want %q", text, got, err, want)
		}
	}
}
