package locale

import (
	"iter"
	"slices"
	"strings"
	"sync"

	"crm/internal/crm"
	"crm/internal/fold"
)

// Code is the code that somebody means by what they typed for a value of that
// picklist. These are tried in turn, without regard to case, accents, width,
// spaces and hyphens:
//
//  1. the code itself, a label of it in any of the languages, or another word
//     that practitioners use for it;
//  2. the start of one code;
//  3. the start of one label or other word, in any of the languages.
//
// Codes of the book's own are given after the text and count like the others.
// What fits none or several is a *crm.Error with CodeInvalid.
func Code(list, text string, own ...string) (string, error) {
	codes := crm.Picklist(list)
	if slices.Contains(codes, text) || slices.Contains(own, text) {
		return text, nil
	}
	typed := spelling(text)
	if typed == "" {
		return "", unknown(list, text, own)
	}
	for _, code := range own {
		if spelling(code) == typed {
			return code, nil
		}
	}
	known, code := lookUp(list, text, typed)
	if code != "" {
		return code, nil
	}
	var found []string
	for _, code := range append(slices.Clip(codes), own...) {
		if strings.HasPrefix(spelling(code), typed) {
			found = append(found, code)
		}
	}
	if len(found) == 0 {
		for word, code := range known {
			if strings.HasPrefix(word, typed) && !slices.Contains(found, code) {
				found = append(found, code)
			}
		}
	}
	switch len(found) {
	case 0:
		return "", unknown(list, text, own)
	case 1:
		return found[0], nil
	}
	slices.SortStableFunc(found, func(a, b string) int { // in the order of the picklist
		return slices.Index(codes, a) - slices.Index(codes, b)
	})
	return "", crm.Errorf(crm.CodeInvalid, "%q can be %s", text, crm.OneOf(found)).On(list)
}

func unknown(list, text string, own []string) error {
	noun := strings.ReplaceAll(list, "_", " ")
	if list == "line" {
		noun = "line of business"
	}
	err := crm.Errorf(crm.CodeInvalid, "%q is no %s", text, noun).On(list)
	if codes := append(slices.Clip(crm.Picklist(list)), own...); len(codes) > 0 {
		_ = err.Try("One of: %s", strings.Join(codes, ", "))
	}
	return err
}

// words gives every word for the codes of a picklist with its code. Where two
// codes claim a word, the first has it: codes before aliases before labels.
func words(list string) iter.Seq2[string, string] {
	return func(yield func(string, string) bool) {
		codes := crm.Picklist(list)
		for _, code := range codes {
			if !yield(code, code) {
				return
			}
		}
		for _, code := range codes {
			for _, word := range aliases(list, code) {
				if !yield(word, code) {
					return
				}
			}
		}
		for _, lang := range Languages() {
			for key, label := range lines(content(labelFile(lang))) {
				name, code, _ := strings.Cut(strings.TrimPrefix(key, "short."), ".")
				if name == list && slices.Contains(codes, code) && !yield(label, code) {
					return
				}
			}
		}
	}
}

// vocabulary is the codes of a picklist by every word for them, as spelling
// has it.
type vocabulary map[string]string

// vocabularies keeps them, since an import asks for one at every line. A list
// that was asked for once has a nil one: a command reads one or two words, and
// folding them all takes four times as long as going through them.
var vocabularies sync.Map

// lookUp is the code of a word: as typed, and also typed with spelling.
func lookUp(list, text, typed string) (vocabulary, string) {
	kept, asked := vocabularies.LoadOrStore(list, vocabulary(nil))
	if !asked {
		for word, code := range words(list) {
			if strings.EqualFold(word, text) {
				return nil, code
			}
		}
	}
	v := kept.(vocabulary)
	if v == nil {
		v = vocabulary{}
		for word, code := range words(list) {
			key := spelling(word)
			if _, taken := v[key]; !taken {
				v[key] = code
			}
		}
		vocabularies.Store(list, v)
	}
	return v, v[typed]
}

// spelling makes the spellings of a word equal. It is fold.Text, which has
// spaces for hyphens, without the spaces that say nothing: no-reach is noreach,
// and 1 - 2 回/年 is 1-2回/年. A space between two digits stays: 1-2 is not 12.
func spelling(text string) string {
	folded := fold.Text(text)
	if !strings.Contains(folded, " ") {
		return folded
	}
	var out strings.Builder
	for i := range len(folded) {
		if folded[i] == ' ' && !(isDigit(folded[i-1]) && isDigit(folded[i+1])) {
			continue
		}
		out.WriteByte(folded[i])
	}
	return out.String()
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }
