package locale

import (
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"crm/internal/crm"
	"crm/internal/fold"
)

// PointLabel returns the label that a heading of phones or e-mails gives them: "Home Phone",
// "Cellulare 2", 勤務先電話. It is empty where the heading does not say. A mobile phone of
// the office is a mobile phone.
func PointLabel(heading string) string {
	folded := strings.ReplaceAll(fold.Text(spacedOut(heading)), "i phone", "iphone")
	all := wordsOf(folded)
	for i, word := range all { // cell2, cellphone
		word = strings.TrimRight(word, "0123456789")
		if bare := strings.TrimSuffix(word, "phone"); len(bare) > 1 && bare != "i" && bare != "tele" {
			word = bare
		}
		all[i] = word
	}
	isFax := says(all, folded, pointLabelWords(crm.LabelFax))
	if isFax && says(all, folded, []string{"tel", "phone", "telefono", "電話"}) && strings.ContainsAny(heading, "/&+・") {
		return "" // which is both
	}
	for _, label := range []string{crm.LabelFax, crm.LabelPager, crm.LabelMobile, crm.LabelHome, crm.LabelWork, crm.LabelMain, crm.LabelOther} {
		if says(all, folded, pointLabelWords(label)) {
			return label
		}
	}
	return ""
}

// pointLabelWords are the words for a label, folded, but for those of one letter.
func pointLabelWords(label string) []string { return allPointLabels()[label] }

var allPointLabels = sync.OnceValue(func() map[string][]string {
	all := map[string][]string{}
	for word, code := range words("point_label") {
		if folded := fold.Text(word); utf8.RuneCountInString(folded) > 1 && folded != "direct" {
			all[code] = append(all[code], folded)
		}
	}
	return all
})

// LabelHeading reports whether a heading is of the labels of the phones, e-mails or addresses
// beside it, and returns the beginning that it shares with their columns: "phone 1" for
// "Phone 1 - Type".
func LabelHeading(heading string) (of string, ok bool) {
	folded := fold.Text(heading)
	for _, word := range []string{"label", "type", "kind", "etichetta", "tipo", "etiqueta"} {
		of, found := strings.CutSuffix(folded, " "+word)
		if !found {
			continue
		}
		first := strings.Fields(of)
		if len(first) > 0 && len(first) < 3 && slices.Contains([]string{"phone", "e", "email", "mail", "address", "telefono", "indirizzo", "direccion"}, first[0]) || len(first) == 3 && first[0] == "e" && first[1] == "mail" {
			return of, true
		}
	}
	return "", false
}
