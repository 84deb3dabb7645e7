package cli

import (
	"slices"
	"strings"

	"crm/internal/book"
	"crm/internal/crm"
	"crm/internal/exchange"
	"crm/internal/fold"
)

// words returns what --value and the profile of a file say of its words.
//
// Errors: CodeUsage.
func (f importFlags) words(reader *exchange.Reader) ([]book.ImportWord, error) {
	words, err := wordsTold(f.request.All("value"), headings(reader))
	p := reader.Profile()
	if p == nil || err != nil {
		return words, err
	}
	kept, err := wordsTold(p.Values, headings(reader))
	for i := range kept {
		kept[i].Kept = true
	}
	return slices.Concat(words, kept), err
}

// wordsTold reads what --value says of words: "Facebook Ads=advertising", or of those below
// one heading "Lead Source:Facebook Ads=advertising". Headings are those of a file, by field.
//
// Errors: CodeUsage.
func wordsTold(texts []string, headings map[string]string) (words []book.ImportWord, err error) {
	for _, text := range texts {
		last := strings.LastIndex(text, "=")
		if last < 1 {
			return nil, crm.Errorf(crm.CodeUsage, "%q does not say what a word means", text).On("value").
				Try("Write WORD=VALUE, or COLUMN:WORD=VALUE: --value \"Facebook Ads=advertising\"")
		}
		word := book.ImportWord{Word: fold.Clean(text[:last]), Value: fold.Clean(text[last+1:])}
		for field, heading := range headings {
			for _, column := range []string{heading, field} {
				if len(column) < len(word.Word) && word.Word[len(column)] == ':' && fold.Text(word.Word[:len(column)]) == fold.Text(column) {
					word.Field, word.Word = field, fold.Clean(word.Word[len(column)+1:])
				}
			}
		}
		same := func(other book.ImportWord) bool {
			return other.Field == word.Field && fold.Text(other.Word) == fold.Text(word.Word) && other.Value != word.Value
		}
		if slices.ContainsFunc(words, same) {
			return nil, crm.Errorf(crm.CodeUsage, "%q is said to mean two things", word.Word).On("value")
		}
		words = append(words, word)
	}
	return words, nil
}
