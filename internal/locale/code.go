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
//  2. The start of a code or of a label stands for it if everything that begins
//     so, in all languages together, is one and the same code. The start of a
//     label never crosses a word: "person" begins "personal umbrella" but does not
//     stand for it, since what is left out is a word and may be another one. The
//     start of a code may leave words out: "stay" is stay-in-touch.
//  3. What people say otherwise (words/) has no starts, nor has a script without
//     spaces, nor what ends all contact: contesta is not a contestador, and 興味 is
//     the opposite of 興味なし. Nor does a number alone begin a built-in value: it
//     does not say what it counts.
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
	begins := codesBegun(list, text, values)
	switch {
	case len(begins.near) == 0:
		return "", crm.Errorf(crm.CodeInvalid, "%q is not %s", text, crm.Article(crm.ListName(list))).On(list).OneOfList(list, values)
	case len(begins.any) > 1:
		return "", crm.Errorf(crm.CodeInvalid, "%q can mean several things", text).On(list).OneOfList(list, begins.any)
	case !begins.sure:
		return "", crm.Errorf(crm.CodeInvalid, "%q is only part of a name", text).On(list).OneOfList(list, begins.near)
	}
	return begins.any[0], nil
}

// Word is Code for whole words: in expressions that are kept, a beginning could get
// another meaning later.
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

// beginnings are the values that begin like a text: any, and those of which a code, a
// label or a whole word of several begins so. A single one is meant for sure if the
// text begins its code, or a label with as many words as the text.
type beginnings struct {
	any, near []string
	sure      bool
}

func codesBegun(list, text string, values []string) (b beginnings) {
	typed := fold.Text(text)
	if typed == "" || fold.Unspaced(typed) {
		return b
	}
	_, number := crm.ParseCount(typed)
	builtin := crm.Picklist(list)
	add := func(word, code string, near bool) bool {
		if !strings.HasPrefix(word, typed) || !slices.Contains(values, code) || number && slices.Contains(builtin, code) {
			return false
		}
		if !slices.Contains(b.any, code) {
			b.any = append(b.any, code)
		}
		if near && code != crm.DeadFile && !slices.Contains(b.near, code) {
			b.near = append(b.near, code)
		}
		return near && code != crm.DeadFile
	}
	for _, code := range values {
		b.sure = add(fold.Text(code), code, true) || b.sure
	}
	for _, word := range vocabularyOf(list).words {
		if add(word.text, word.code, word.term || strings.HasPrefix(word.text, typed+" ")) {
			b.sure = b.sure || word.term && strings.Count(word.text, " ") == strings.Count(typed, " ")
		}
	}
	inOrder := func(a, b string) int { return slices.Index(values, a) - slices.Index(values, b) }
	slices.SortFunc(b.any, inOrder)
	slices.SortFunc(b.near, inOrder)
	return b
}
