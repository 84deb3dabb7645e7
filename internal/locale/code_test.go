package locale

import (
	"errors"
	"maps"
	"slices"
	"strings"
	"testing"

	"crm/internal/crm"
	"crm/internal/fold"
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
	results := "no-reach, stay-in-touch, dead-file, appointment, wrong-number"
	for _, test := range []struct{ list, text, message, values string }{
		{"call_result", "xyz", `"xyz" is not a call result`, results},
		{"call_result", "", `"" is not a call result`, results},
		{"call_result", "---", `"---" is not a call result`, results},
		{"call_type", "r", `"r" can mean several things`, "referral, review"},
		{"stage", "cliente pot", `"cliente pot" can mean several things`, "lead, prospect"},
		{"stage", "見込み顧", `"見込み顧" is not a stage`, "lead, prospect, client"},
		{"call_result", "興味", `"興味" is not a call result`, results}, // and not: did you mean dead-file
		{"call_result", "contesta", `"contesta" is not a call result`, results},
		{"call_result", "dead f", `"dead f" is not a call result`, results},
		{"call_result", "numero", `"numero" is only part of a name`, "wrong-number"},
		{"line", "per", `"per" can mean several things`, "auto, umbrella, personal-liability, boat, life, accident, disability, long-term-care"},
		{"line", "personal", `"personal" can mean several things`, "auto, umbrella, personal-liability, boat, accident"},
		{"line", "workmans", `"workmans" is only part of a name`, "workers-comp"},
		{"line", "automatic", `"automatic" is not a line of business`, strings.Join(crm.Picklist("line"), ", ")},
		{"line", "insurance", `"insurance" is not a line of business`, strings.Join(crm.Picklist("line"), ", ")},
		{"line", "rv", `"rv" is not a line of business`, strings.Join(crm.Picklist("line"), ", ")}, // a van or a trailer, and no car
		{"line", "roof", `"roof" is not a line of business`, strings.Join(crm.Picklist("line"), ", ")},
		{"call_frequency", "1", `"1" is not a call frequency`, "1-2-per-year, 3-4-per-year, 5-6-per-year, monthly"},
		{"call_frequency", "12", `"12" is not a call frequency`, "1-2-per-year, 3-4-per-year, 5-6-per-year, monthly"},
		{"no_such_list", "a", `"a" is not a no such list`, ""},
	} {
		code, err := Code(test.list, test.text)
		if test.message == "" {
			if err != nil {
				t.Errorf("Code(%s, %q): %v", test.list, test.text, err)
			}
			continue
		}
		var e *crm.Error
		if !errors.As(err, &e) || code != "" {
			t.Errorf("Code(%s, %q) = %q, %v; want an error", test.list, test.text, code, err)
			continue
		}
		if e.Code != crm.CodeInvalid || e.Field != test.list || e.Error() != test.message || strings.Join(e.Values, ", ") != test.values {
			t.Errorf("Code(%s, %q): got %s %s %q %q", test.list, test.text, e.Code, e.Field, e.Error(), strings.Join(e.Values, ", "))
		}
	}
}

func TestCodeOfTheBooksOwn(t *testing.T) {
	own := append(crm.Picklist("line"), "pet", "farm", "会社団体")
	for text, want := range map[string]string{"pet": "pet", "Pet": "pet", "fa": "", "far": "farm", "会社": "", "会社団": "", "会社団体": "会社団体", "home": "home"} {
		if got, err := Code("line", text, own...); got != want {
			t.Errorf("Code(line, %q) = %q, %v; want %q", text, got, err, want)
		}
	}
	if _, err := Code("line", "farm"); err == nil {
		t.Error("the codes of one book are known to another")
	}
}

// Whatever label the program shows is understood when it is typed, as the
// first word that is asked for and as a later one.
func TestEveryLabelIsItsCode(t *testing.T) {
	for list := range lists() {
		typed := map[string]string{}
		for _, code := range crm.Picklist(list) {
			for _, lang := range Languages() {
				l := locale(t, lang)
				for _, text := range append(l.Choices(list, []string{code}), code, l.Label(list, code), l.Inline(list, code), l.Short(list, code), l.Typed(list, code)) {
					typed[text] = code
				}
			}
		}
		for word, code := range words(list) {
			typed[word] = code
		}
		for _, when := range []string{"first", "later"} {
			for i, text := range slices.Sorted(maps.Keys(typed)) {
				want := typed[text]
				if when == "first" {
					if i%10 != 0 { // the words of all languages are read again
						continue
					}
					vocabularies.Delete(list)
				}
				if got, err := Code(list, text); err != nil || got != want {
					t.Errorf("%s, %s: %q is %q, %v; want %q", list, when, text, got, err, want)
				}
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
		if !known[name] && !slices.Contains([]string{"noun", "field", "by", "measure", "heading", "joined"}, list) { // package screen tests those of reports
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
			for _, key := range []string{spelling(word), spelling(withoutNoun(list, word))} {
				if other, taken := claims[key]; taken && other != code {
					t.Errorf("%s: %q is claimed by %s and by %s", list, word, other, code)
				}
				claims[key] = code
			}
		}
	}
}

// The words of the files are of values that there are, and each is there once.
func TestNoWordOfAnUnknownCode(t *testing.T) {
	for _, lang := range Languages() {
		keys := map[string]bool{}
		for key, text := range lines(content(wordFile(lang))) {
			list, code, _ := strings.Cut(key, ".")
			if !slices.Contains(crm.Picklist(list), code) {
				t.Errorf("words/%s.properties: %s is not a value of a picklist", lang, key)
			}
			if keys[key] {
				t.Errorf("words/%s.properties: %s is there twice", lang, key)
			}
			keys[key] = true
			seen := map[string]bool{}
			for _, word := range strings.Split(text, ", ") {
				if word != strings.TrimSpace(word) || strings.Contains(word, ",") || word == "" || seen[spelling(word)] {
					t.Errorf("words/%s.properties: %s has the word %q twice, empty, or with a comma", lang, key, word)
				}
				seen[spelling(word)] = true
			}
		}
	}
}

// A start is taken only if nothing that begins so, in whatever language, is
// another value, and if it begins a code, or a label of which no word was left out.
// What ends all contact has none, nor has a script without spaces.
func TestStartsAreOfOneCode(t *testing.T) {
	for list := range everyList() {
		term := map[string]bool{}
		for word := range terms(list) {
			term[word] = true
		}
		all := map[string]map[string]bool{} // the codes by everything that begins a word
		long := map[string]bool{}           // starts that end within their word, or begin a code
		for word, code := range words(list) {
			folded := fold.Text(word)
			for end := range folded + "." {
				start := folded[:end]
				if all[start] == nil {
					all[start] = map[string]bool{}
				}
				all[start][code] = true
				whole := strings.Count(start, " ") == strings.Count(folded, " ") && term[word] || word == code
				if whole && !fold.Unspaced(start) && code != crm.DeadFile {
					long[start] = true
				}
			}
		}
		for start, codes := range all {
			if start == "" || strings.HasSuffix(start, " ") {
				continue
			}
			got, err := Code(list, start)
			_, whole := Word(list, start)
			_, number := crm.ParseCount(start) // which does not say what it counts
			switch {
			case whole:
			case number:
				if err == nil {
					t.Errorf("%s: the number %q is %q", list, start, got)
				}
			case len(codes) == 1 && long[start]:
				if !codes[got] {
					t.Errorf("%s: the start %q is %q, %v; it begins a word of %v alone", list, start, got, err, codes)
				}
			case err == nil:
				t.Errorf("%s: the start %q is %q, but it begins words of %v", list, start, got, codes)
			}
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
