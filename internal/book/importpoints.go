package book

import (
	"slices"
	"strings"

	"crm/internal/crm"
	"crm/internal/fold"
)

// eachPhone splits a text that consists of several whole phone numbers.
func (w *work) eachPhone(texts []string) []string {
	var each []string
	for _, text := range texts {
		label, rest := headedLabel(text)
		for _, part := range fold.EachPhone(rest, w.settings.Country) {
			if whole, number := strings.CutSuffix(part, ".0"); number && strings.Trim(whole, "0123456789") == "" {
				part = whole // which a program has kept as a number
			}
			each = append(each, w.labelled(label, part))
		}
	}
	return each
}

// headedLabel cuts off the label that the heading of a column gives a cell.
func headedLabel(text string) (label, rest string) {
	if label, rest, ok := strings.Cut(text, ": "); ok && slices.Contains(crm.Picklist("point_label"), label) {
		return label, rest
	}
	return "", text
}

// labelled puts a label before a phone or an e-mail, unless it has one of its own.
func (b *Book) labelled(label, text string) string {
	if own, _ := b.cutLabel(text); own != "" || label == "" {
		return text
	}
	return label + ": " + text
}

// eachEmail splits a text that consists of several whole e-mail addresses.
func (w *work) eachEmail(texts []string) []string {
	var each []string
	for _, text := range texts {
		label, text := headedLabel(text)
		parts := strings.FieldsFunc(strings.ReplaceAll(text, " ::: ", ";"), func(r rune) bool { return strings.ContainsRune(",;/|\n、 ", r) })
		if slices.ContainsFunc(parts, func(part string) bool { _, err := fold.Email(part); return err != nil }) {
			parts = []string{text}
		}
		for _, part := range parts {
			each = append(each, w.labelled(label, part))
		}
	}
	return each
}
