package locale

import (
	"errors"
	"testing"

	"crm/internal/crm"
)

func locale(t *testing.T, lang string) *Locale {
	t.Helper()
	l, err := New(lang)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// four checks one call in each language, in the order of Languages.
func four(t *testing.T, what string, say func(*Locale) string, want ...string) {
	t.Helper()
	for i, lang := range Languages() {
		if got := say(locale(t, lang)); got != want[i] {
			t.Errorf("%s, %s: got %q, want %q", what, lang, got, want[i])
		}
	}
}

func TestNewRefusesOtherLanguages(t *testing.T) {
	for _, lang := range []string{"", "fr", "EN", "en_US"} {
		_, err := New(lang)
		var e *crm.Error
		if !errors.As(err, &e) || e.Code != crm.CodeUsage {
			t.Errorf("New(%q): got %v, want a usage error", lang, err)
		}
	}
}

func TestFromEnvironment(t *testing.T) {
	for value, want := range map[string]string{
		"ja_JP.UTF-8": "ja", "ja": "ja", "JA_jp": "ja", "it": "it", "it_IT@euro": "it", "es-MX": "es", "es.UTF-8": "es",
		"en_GB.UTF-8": "en", "pt_BR": "en", "C": "en", "C.UTF-8": "en", "POSIX": "en", "": "en", "ital": "en",
	} {
		if got := FromEnvironment(value); got != want {
			t.Errorf("FromEnvironment(%q) = %q, want %q", value, got, want)
		}
	}
}

func TestList(t *testing.T) {
	list := func(items ...string) func(*Locale) string {
		return func(l *Locale) string { return l.List(items) }
	}
	four(t, "none", list(), "", "", "", "")
	four(t, "one", list("a"), "a", "a", "a", "a")
	four(t, "two", list("a", "b"), "a and b", "a、b", "a e b", "a y b")
	four(t, "three", list("a", "b", "c"), "a, b and c", "a、b、c", "a, b e c", "a, b y c")
	four(t, "Isabel", list("Ana", "Isabel"), "Ana and Isabel", "Ana、Isabel", "Ana e Isabel", "Ana e Isabel")
	four(t, "hielo", list("agua", "hielo"), "agua and hielo", "agua、hielo", "agua e hielo", "agua y hielo")
	four(t, "joined", func(l *Locale) string { return l.Join("a", "b") }, "a, b", "a、b", "a, b", "a, b")
}
