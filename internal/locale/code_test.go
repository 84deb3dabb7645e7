package locale

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"crm/internal/crm"
)

func TestCode(t *testing.T) {
	for _, test := range []struct{ list, text, want string }{
		{"call_result", "no-reach", "no-reach"},
		{"call_result", "No Reach", "no-reach"},
		{"call_result", "NO_REACH", "no-reach"},
		{"call_result", "noreach", "no-reach"},
		{"call_result", "nr", "no-reach"},
		{"call_result", "n", "no-reach"},
		{"call_result", "sit", "stay-in-touch"},
		{"call_result", "s", "stay-in-touch"},
		{"call_result", "dead", "dead-file"},
		{"call_result", "appt", "appointment"},
		{"call_result", "wrong", "wrong-number"},
		{"call_result", "到達なし", "no-reach"},
		{"call_result", "到達", "no-reach"},
		{"call_result", "不在", "no-reach"},
		{"call_result", "留守", "no-reach"},
		{"call_result", "ﾃﾞｯﾄﾞﾌｧｲﾙ", "dead-file"},
		{"call_result", "ｎｏ－ｒｅａｃｈ", "no-reach"},
		{"call_result", "irraggiungibile", "no-reach"},
		{"call_result", "numero errato", "wrong-number"},
		{"call_result", "numero equivocado", "wrong-number"},
		{"call_result", "sin contacto", "no-reach"},
		{"call_type", "紹介", "referral"},
		{"call_type", "紹介コール", "referral"},
		{"call_type", "照会", "referral"},
		{"call_type", "revisión", "review"},
		{"call_frequency", "1-2", "1-2-per-year"},
		{"call_frequency", "1 - 2 回/年", "1-2-per-year"},
		{"call_frequency", "１－２回/年", "1-2-per-year"},
		{"call_frequency", "1-2 Times/Year", "1-2-per-year"},
		{"call_frequency", "3", "3-4-per-year"},
		{"call_frequency", "毎月", "monthly"},
		{"stage", "見込み客", "lead"},
		{"stage", "見込み顧客", "prospect"},
		{"stage", "Cliente potenziale", "prospect"},
		{"stage", "Cliente potencial", "lead"},
		{"stage", "cliente potenz", "prospect"},
		{"stage", "cliente", "client"},
		{"source", "lista", "list"},
		{"rating", "Ａ", "a"},
		{"line", "car", "auto"},
		{"activity_kind", "e-mail", "email"},
	} {
		if got, err := Code(test.list, test.text); err != nil || got != test.want {
			t.Errorf("Code(%s, %q) = %q, %v; want %q", test.list, test.text, got, err, test.want)
		}
	}
}

func TestCodeRefuses(t *testing.T) {
	for _, test := range []struct{ list, text, message, help string }{
		{"call_result", "xyz", `"xyz" is no call result`, "One of: no-reach, stay-in-touch, dead-file, appointment, wrong-number"},
		{"call_result", "", `"" is no call result`, "One of: no-reach, stay-in-touch, dead-file, appointment, wrong-number"},
		{"call_result", "---", `"---" is no call result`, "One of: no-reach, stay-in-touch, dead-file, appointment, wrong-number"},
		{"call_type", "r", `"r" can be referral or review`, ""},
		{"stage", "cliente pot", `"cliente pot" can be lead or prospect`, ""},
		{"stage", "見込み", `"見込み" can be lead or prospect`, ""},
		{"call_frequency", "12", `"12" is no call frequency`, "One of: 1-2-per-year, 3-4-per-year, 5-6-per-year, monthly"},
		{"no_such_list", "a", `"a" is no no such list`, ""},
	} {
		code, err := Code(test.list, test.text)
		var e *crm.Error
		if !errors.As(err, &e) || code != "" {
			t.Errorf("Code(%s, %q) = %q, %v; want an error", test.list, test.text, code, err)
			continue
		}
		if e.Code != crm.CodeInvalid || e.Field != test.list || e.Message != test.message || strings.Join(e.Help, "\n") != test.help {
			t.Errorf("Code(%s, %q): got %s %s %q %q", test.list, test.text, e.Code, e.Field, e.Message, e.Help)
		}
	}
}

func TestCodeOfTheBooksOwn(t *testing.T) {
	own := []string{"pet", "farm", "会社団体"}
	for text, want := range map[string]string{"pet": "pet", "Pet": "pet", "f": "", "fa": "farm", "会社": "会社団体", "home": "home"} {
		if got, err := Code("line", text, own...); got != want {
			t.Errorf("Code(line, %q) = %q, %v; want %q", text, got, err, want)
		}
	}
	if _, err := Code("line", "pet"); err == nil {
		t.Error("the codes of one book are known to another")
	}
}

// Whatever label the program shows is understood when it is typed, as the
// first word that is asked for and as a later one.
func TestEveryLabelIsItsCode(t *testing.T) {
	check := func(what, list, text, want string) {
		t.Helper()
		vocabularies.Delete(list)
		for _, when := range []string{"first", "later"} {
			if got, err := Code(list, text); err != nil || got != want {
				t.Errorf("%s, %s, %s: %q is %q, %v; want %q", list, what, when, text, got, err, want)
			}
		}
	}
	for list := range lists() {
		for _, code := range crm.Picklist(list) {
			for _, lang := range Languages() {
				l := locale(t, lang)
				for _, text := range []string{code, l.Label(list, code), l.Inline(list, code), l.Short(list, code), l.Typed(list, code)} {
					check(lang, list, text, code)
				}
			}
			for _, word := range aliases(list, code) {
				check("alias", list, word, code)
			}
		}
	}
}

// A label of a value that is gone is work for four translators.
func TestNoLabelOfAnUnknownCode(t *testing.T) {
	known := map[string]bool{}
	for list := range lists() {
		for _, code := range crm.Picklist(list) {
			known[list+"."+code] = true
		}
	}
	for key := range read(labelFile(english)) {
		name := key
		for _, form := range []string{"inline.", "short.", "many."} {
			name = strings.TrimPrefix(name, form)
		}
		if parts := strings.Split(name, "."); len(parts) == 3 { // an adjective for one kind of record
			name = parts[0] + "." + parts[1]
		}
		list, _, _ := strings.Cut(key, ".")
		if !known[name] && !slices.Contains([]string{"noun", "field", "by", "measure", "heading", "joined"}, list) { // package render tests those of reports
			t.Errorf("%s labels no value of a picklist", key)
		}
	}
}

// One word may stand for two codes of one list in two languages. The first of
// them would then have it, which must not come about by chance.
func TestNoWordIsClaimedTwice(t *testing.T) {
	for list := range lists() {
		claims := map[string]string{}
		for word, code := range words(list) {
			key := spelling(word)
			if other, taken := claims[key]; taken && other != code {
				t.Errorf("%s: %q is claimed by %s and by %s", list, word, other, code)
			}
			claims[key] = code
		}
	}
}

func BenchmarkCode(b *testing.B) {
	for range b.N {
		if _, err := Code("call_result", "到達なし"); err != nil {
			b.Fatal(err)
		}
	}
}
