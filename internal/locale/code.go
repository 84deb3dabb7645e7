package locale

import (
	"slices"
	"strings"

	"crm/internal/crm"
	"crm/internal/fold"
)

// Code is the code that somebody means by what they typed for a value of a
// picklist. Case, accents, width, spaces and hyphens say nothing.
//
//  1. A whole word stands for its code: the code itself, a label of it in any
//     of the languages, or another word that practitioners use for it (the files
//     in words/). A call frequency may be said in figures: "every 3 months".
//  2. The start of a word stands for it if everything that begins so, in all
//     languages together, is one and the same code. It never crosses a word:
//     "person" begins "personal umbrella" but does not stand for it, since what
//     is left out is a word and may be another one. The start of a code may
//     leave words out: "stay" is stay-in-touch.
//
// The values are those of the book; without any they are the built-in ones. A
// value of the book's own has one word, its code, which comes before the words
// for others. What fits none or several is a *crm.Error with CodeInvalid that
// names the values in question.
func Code(list, text string, values ...string) (string, error) {
	if values == nil {
		values = crm.Picklist(list)
	}
	if code, ok := Word(list, text, values...); ok {
		return code, nil
	}
	found, sure := begun(list, text, values)
	switch {
	case len(found) == 0:
		return "", crm.Errorf(crm.CodeInvalid, "%q is not %s", text, crm.Article(crm.ListName(list))).On(list).OneOfList(list, values)
	case len(found) > 1:
		return "", crm.Errorf(crm.CodeInvalid, "%q can mean several things", text).On(list).OneOfList(list, found)
	case !sure:
		return "", crm.Errorf(crm.CodeInvalid, "%q is only part of a name", text).On(list).OneOfList(list, found)
	}
	return found[0], nil
}

// Word is Code for a whole word alone, where a start could come to mean another
// value later: in expressions that are kept.
func Word(list, text string, values ...string) (string, bool) {
	if values == nil {
		values = crm.Picklist(list)
	}
	if slices.Contains(values, text) {
		return text, true
	}
	typed := spelling(text)
	if typed == "" {
		return "", false
	}
	builtin := crm.Picklist(list)
	for _, code := range values { // the book's own
		if !slices.Contains(builtin, code) && spelling(code) == typed {
			return code, true
		}
	}
	code := lookUp(list, text)
	if code == "" && list == "call_frequency" {
		code = frequency(text)
	}
	return code, slices.Contains(values, code)
}

// begun are the values that have a word which begins like that, in their order.
// The only one of them is meant for sure if the text begins its code, or a
// word as long as the text itself.
func begun(list, text string, values []string) (found []string, sure bool) {
	typed := fold.Text(text)
	if typed == "" {
		return nil, false
	}
	begins := func(word, code string) bool {
		if !strings.HasPrefix(word, typed) || !slices.Contains(values, code) {
			return false
		}
		if !slices.Contains(found, code) {
			found = append(found, code)
		}
		return true
	}
	for _, code := range values {
		sure = begins(fold.Text(code), code) || sure
	}
	for _, word := range vocabularyOf(list).words {
		if begins(word.text, word.code) {
			sure = sure || strings.Count(word.text, " ") == strings.Count(typed, " ")
		}
	}
	slices.SortFunc(found, func(a, b string) int { return slices.Index(values, a) - slices.Index(values, b) })
	return found, sure
}
