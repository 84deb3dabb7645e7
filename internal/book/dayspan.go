package book

import (
	"slices"
	"strings"
	"unicode"

	"crm/internal/crm"
	"crm/internal/fold"
)

// Days in a row as people write them: "dec 28 - jan 8", "28-31 dec", "fri to tue",
// "del 3 al 28 de agosto", 8月12日から16日. What the last day or the first lacks, the other has.

// fromWords are the words before the first of days in a row, in any language.
var fromWords = []string{"from", "del", "dal", "dalla", "dall'", "de", "da", "desde"}

// andWords are those words between days that make two of them, and no row.
var andWords = []string{"and", "y", "e", "el"}

// narrow makes a full-width figure a plain one.
func narrow(r rune) rune {
	if r >= '０' && r <= '９' {
		return r - '０' + '0'
	}
	return r
}

var dayNumber = fold.Expression(`\b[0-9]{1,2}\b`)

// dayPair is the first and the last day of a text, as they are written.
type dayPair struct{ first, last string }

// readSpan reads days in a row of whose days one is behind a word or a sign that stands
// between two. It reports false for any other text.
func (w *work) readSpan(text string) (from, to crm.Date, ok bool) {
	for _, pair := range daysInRow(text) {
		r := w.reading(crm.FlagLooks("day"))
		r.Note = nil
		first, err := r.Date(pair.first)
		if err != nil {
			continue
		}
		r.Today = crm.Latest(first, w.today)
		last, err := r.Date(pair.last)
		if err == nil && last.After(first) {
			return first, last, true
		}
	}
	return from, to, false
}

// daysInRow are the two days that a text may have.
func daysInRow(text string) (pairs []dayPair) {
	text = strings.ToLower(strings.Map(narrow, strings.TrimSpace(text)))
	words := strings.Fields(text)
	if len(words) > 1 && slices.Contains(fromWords, words[0]) {
		text = strings.Join(words[1:], " ")
	}
	for i := range text {
		for _, word := range between {
			if slices.Contains(andWords, word) {
				continue
			}
			if !strings.HasPrefix(text[i:], word) || i == 0 || inWord(text, i, word) {
				continue
			}
			first, last := strings.TrimSpace(text[:i]), strings.TrimSpace(text[i+len(word):])
			last = strings.TrimSpace(strings.TrimSuffix(last, "まで"))
			if first != "" && last != "" {
				pairs = append(pairs, dayPair{lend(first, last), lend(last, first)}, dayPair{first, last})
			}
		}
	}
	return pairs
}

// inWord reports whether what is found in a text is a part of a longer word.
func inWord(text string, at int, word string) bool {
	if !unicode.IsLetter([]rune(word)[0]) || word == "から" {
		return false
	}
	return text[at-1] != ' ' || !strings.HasPrefix(text[at+len(word):], " ")
}

// lend completes a day that is a number alone with the month of another one.
func lend(day, from string) string {
	bare := strings.TrimSuffix(day, "日")
	if len(bare) > 2 || strings.Trim(bare, "0123456789") != "" {
		return day
	}
	if at := strings.LastIndex(from, "日"); at > 0 {
		begin := strings.LastIndexFunc(from[:at], func(r rune) bool { return !unicode.IsDigit(r) })
		return from[:begin+1] + bare + "日"
	}
	at := dayNumber().FindStringIndex(from)
	if at == nil {
		return day
	}
	return from[:at[0]] + bare + from[at[1]:]
}
