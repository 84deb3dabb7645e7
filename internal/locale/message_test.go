package locale

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/width"
)

func TestText(t *testing.T) {
	calls := func(n int) func(*Locale) string {
		return func(l *Locale) string { return l.Plural("today.count.calls", n) }
	}
	four(t, "no calls", calls(0), "0 calls", "コール 0件", "0 chiamate", "0 llamadas")
	four(t, "one call", calls(1), "1 call", "コール 1件", "1 chiamata", "1 llamada")
	four(t, "calls", calls(1200), "1,200 calls", "コール 1,200件", "1.200 chiamate", "1.200 llamadas")
	four(t, "two counts", func(l *Locale) string {
		return l.Plural("today.count.calls.overdue", 6, "overdue", 1)
	}, "6 calls (1 overdue)", "コール 6件 (期限超過 1件)", "6 chiamate (1 in ritardo)", "6 llamadas (1 atrasada)")
	four(t, "map", func(l *Locale) string {
		return l.Text("today.from", map[string]any{"name": "Ruth Adeyemi"})
	}, "from Ruth Adeyemi", "紹介者 Ruth Adeyemi", "da Ruth Adeyemi", "de Ruth Adeyemi")
	four(t, "an argument with braces", func(l *Locale) string { return l.Text("today.from", "name", "{name}") },
		"from {name}", "紹介者 {name}", "da {name}", "de {name}")

	added := func(name string) func(*Locale) string {
		return func(l *Locale) string { return l.Text("outcome.besides", "what", name) }
	}
	four(t, "a full stop of its own", added("Herrera S.L."), "Herrera S.L.", "Herrera S.L.", "Herrera S.L.", "Herrera S.L.")
	four(t, "a question", added("Who?"), "Who?", "Who?", "Who?", "Who?")

	l := locale(t, "en")
	for got, want := range map[string]string{
		l.Text("no.such.key", "n", 1): "no.such.key",
		l.Text("today.from"):          "from {name}",
		l.Text("today.late", "n", 1):  "1 day",
		l.fill("{", nil):              "{",
		l.Number(-1234567):            "-1,234,567",
		l.Number(999):                 "999",
		l.Number(-999):                "-999",
		l.Number(0):                   "0",
	} {
		if got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	if l.Has("no.such.key") || !l.Has("today.late") {
		t.Error("Has is wrong about a key")
	}
}

// The Japanese screen of the reference, from its parts.
func TestJapaneseToday(t *testing.T) {
	l := locale(t, "ja")
	today := day("2026-11-20")
	for got, want := range map[string]string{
		l.Text("today.at.for", "time", "10:30", "duration", l.Duration(hour)): "10:30から1時間",
		l.Join(l.Short("call_type", "referral"), l.Text("today.try", "n", 4), l.Text("today.last-result", "date", l.Near(day("2026-11-18"), today), "result", l.Inline("call_result", "no-reach"))): "紹介、4回目、18日(水)到達なし",
		l.Text("today.before.off", "day", l.Soon(day("2026-11-24"), today), "off", l.Text("today.is-holiday", "date", l.Beside(day("2026-11-23"), day("2026-11-24")), "holiday", "勤労感謝の日")):         "11月24日(火)まで (23日は勤労感謝の日)",
	} {
		if got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

var placeholder = regexp.MustCompile(`\{([a-z]+)(\?([^{}|]*)(\|([^{}|]*))?)?\}`)

// names are the arguments that a message asks for.
func names(pattern string) []string {
	set := map[string]bool{}
	for _, match := range placeholder.FindAllStringSubmatch(pattern, -1) {
		set[match[1]] = true
	}
	return slices.Sorted(maps.Keys(set))
}

// read has the texts of a file by key.
func read(path string) map[string]string {
	return maps.Collect(lines(content(path)))
}

func TestEveryLanguageHasTheSameMessages(t *testing.T) {
	for _, directory := range []string{"labels", "messages"} {
		want := read(directory + "/en.properties")
		order := keysInOrder(t, directory+"/en.properties")
		for _, lang := range Languages() {
			path := directory + "/" + lang + ".properties"
			texts := read(path)
			for key := range want {
				if _, ok := texts[key]; !ok {
					t.Errorf("%s lacks %s", path, key)
				}
			}
			for key, text := range texts {
				if _, ok := want[key]; !ok {
					t.Errorf("%s has %s, which English lacks", path, key)
				} else if got, want := names(text), names(want[key]); !slices.Equal(got, want) {
					t.Errorf("%s: %s has the placeholders %v, in English %v", path, key, got, want)
				}
			}
			if got := keysInOrder(t, path); len(got) == len(order) && !slices.Equal(got, order) {
				t.Errorf("%s is not in the order of the English file", path)
			}
		}
	}
}

// What a command leaves open is named in capitals, in the reader's language.
func TestBlanksAreTranslated(t *testing.T) {
	blank := regexp.MustCompile(`\b[A-Z]{3,}\b`)
	for key, text := range read(messageFile(english)) {
		for _, lang := range Languages()[1:] {
			translated := blank.FindAllString(read(messageFile(lang))[key], -1)
			for _, word := range blank.FindAllString(text, -1) {
				if slices.Contains(translated, word) && !(lang == italian && word == "FILE") {
					t.Errorf("%s: %s has the English %s", lang, key, word)
				}
			}
		}
	}
}

func TestMessagesAreWellFormed(t *testing.T) {
	for _, lang := range Languages() {
		for key, text := range read(messageFile(lang)) {
			if strings.ContainsAny(placeholder.ReplaceAllString(text, ""), "{}") {
				t.Errorf("%s: %s has a brace too many or a bad placeholder: %s", lang, key, text)
			}
			for _, match := range placeholder.FindAllStringSubmatch(text, -1) {
				switch {
				case lang == japanese && match[2] != "":
					t.Errorf("%s has no plural forms: %s", lang, key)
				case match[2] != "" && match[4] == "":
					t.Errorf("%s: %s has one form of two: %s", lang, key, match[0])
				}
			}
		}
		for key, text := range read(labelFile(lang)) {
			if strings.ContainsAny(text, "{}") {
				t.Errorf("%s: label %s takes no arguments: %s", lang, key, text)
			}
		}
	}
}

// Terminals set up for Japanese draw these characters in two cells and others
// in one, so a column after them would not stand straight.
func TestNoAmbiguousWidthInJapanese(t *testing.T) {
	for _, table := range []map[string]string{read(labelFile(japanese)), read(messageFile(japanese)), read(labelFile(english)), read(messageFile(english))} {
		for key, text := range table {
			for _, r := range text {
				if width.LookupRune(r).Kind() == width.EastAsianAmbiguous {
					t.Errorf("%s has %q, whose width is ambiguous: %s", key, r, text)
				}
			}
		}
	}
}

// keysInOrder reads a file more strictly than the program does.
func keysInOrder(t *testing.T, path string) []string {
	text, err := files.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var keys []string
	for i, line := range strings.Split(strings.TrimSuffix(string(text), "\n"), "\n") {
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		key, value, ok := strings.Cut(line, " = ")
		switch {
		case !ok || value == "" || strings.TrimSpace(value) != value || strings.ContainsAny(key, " \t") || strings.Contains(line, "\r"):
			t.Errorf("%s:%d is not a line of the form key = text: %q", path, i+1, line)
		case slices.Contains(keys, key):
			t.Errorf("%s:%d: %s is there twice", path, i+1, key)
		}
		keys = append(keys, key)
	}
	return keys
}

func BenchmarkText(b *testing.B) {
	l, err := New(italian)
	if err != nil {
		b.Fatal(err)
	}
	for range b.N {
		l.Plural("today.count.calls.overdue", 8, "overdue", 2)
	}
}

// TestJapaneseNoticesHaveNoTense holds that what is said beside a change is as true before
// it, in a dry run, as behind it.
func TestJapaneseNoticesHaveNoTense(t *testing.T) {
	done := []string{
		"date-read", "clock-twice", "short-years", "doctor", "reversed", "backed-up", "erased", "backups-erased", "backup-removed", "ask-", // what was read, or is never in a dry run
	}
	for key, text := range read(messageFile("ja")) {
		code, ok := strings.CutPrefix(key, "notice.")
		if ok && strings.Contains(text, "ました") && !slices.ContainsFunc(done, func(begins string) bool { return strings.HasPrefix(code, begins) }) {
			t.Errorf("%s: %s", key, text)
		}
	}
}

// TestEveryQuestionHasItsAnswer: what is asked before something is done says what yes does.
func TestEveryQuestionHasItsAnswer(t *testing.T) {
	for _, lang := range Languages() {
		l := locale(t, lang)
		for line := range strings.Lines(messageFile(lang)) {
			key, _, _ := strings.Cut(line, " =")
			code, ok := strings.CutPrefix(key, "notice.confirm-")
			if ok && !strings.Contains(code, ".") && !l.Has("choice.confirm-"+code) {
				t.Errorf("%s: %s has no choice.confirm-%s", lang, key, code)
			}
		}
	}
}
