package locale

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"crm/internal/crm"
)

// Label is the label of a code in a picklist, or in the list "noun" (contact, lead,
// household, call, quote-request …), with a capital, as a heading or a cell has it. A
// code without a label, such as a value of the book's own, is its own label.
func (l *Locale) Label(list, code string) string {
	if label, ok := l.labels.find(list + "." + code); ok {
		return label
	}
	return code
}

// Inline is the label inside a sentence: "no reach".
func (l *Locale) Inline(list, code string) string {
	if label, ok := l.labels.find("inline." + list + "." + code); ok {
		return label
	}
	label, ok := l.labels.find(list + "." + code)
	if !ok {
		return code
	}
	first, size := utf8.DecodeRuneInString(label)
	second, _ := utf8.DecodeRuneInString(label[size:])
	if size == len(label) || unicode.IsUpper(second) { // the rating A, not the article; RC
		return label
	}
	return string(unicode.ToLower(first)) + label[size:]
}

// InlineOf is Inline for the state of a record, as an adjective that agrees with the
// word for its kind.
func (l *Locale) InlineOf(list, code, kind string) string {
	if label, ok := l.labels.find("inline." + list + "." + code + "." + kind); ok {
		return label
	}
	return l.Inline(list, code)
}

// Many is Inline in the plural.
func (l *Locale) Many(list, code string) string {
	if label, ok := l.labels.find("many." + list + "." + code); ok {
		return label
	}
	return l.Inline(list, code)
}

// Short is the shortest word for a code inside a line that tells its list: "referral"
// for a referral call. By default it is Inline.
func (l *Locale) Short(list, code string) string {
	if label, ok := l.labels.find("short." + list + "." + code); ok {
		return label
	}
	return l.Inline(list, code)
}

// Typed is the code as this reader would type it in a command: the label, or the code
// in English and if the label has figures or several words.
func (l *Locale) Typed(list, code string) string {
	if label := l.Inline(list, code); l.lang != english && !strings.ContainsAny(label, "/0123456789") {
		return label
	}
	return code
}

// Choices are values of a picklist as this reader would type them: labels, or in
// English codes.
func (l *Locale) Choices(list string, codes []string) []string {
	var words []string
	for _, code := range codes {
		if l.lang != english {
			code = l.Inline(list, code)
		}
		words = append(words, code)
	}
	return words
}

// Heading is Field for a column of a list.
func (l *Locale) Heading(kind crm.Kind, f *crm.Field) string {
	if f.Own {
		first, size := utf8.DecodeRuneInString(f.Name)
		if label := l.OwnField(f); label != strings.ReplaceAll(f.Name, "_", " ") {
			return label
		}
		return string(unicode.ToUpper(first)) + strings.ReplaceAll(f.Name[size:], "_", " ")
	}
	if label, ok := l.labels.find("heading." + string(kind) + "." + f.Name); ok {
		return label
	}
	return l.Field(kind, f.Name)
}

// OwnField is what a field of the book's own is called inside a sentence.
func (l *Locale) OwnField(f *crm.Field) string {
	if label, ok := f.Labels[l.lang]; ok {
		return label
	}
	return f.Label
}

// Field is the short heading of a field, or else its name.
func (l *Locale) Field(kind crm.Kind, name string) string {
	if label, ok := l.labels.find("field." + string(kind) + "." + name); ok {
		return label
	}
	if label, ok := l.labels.find("field." + name); ok {
		return label
	}
	return name
}

// FieldHeaded returns the field of a noun with that name or heading, in the user's
// language or else another. It is false for an ambiguous one.
func (l *Locale) FieldHeaded(of *crm.Catalogue, word string) (string, bool) {
	typed := spelling(word)
	for _, f := range of.Fields {
		if spelling(f.Name) == typed {
			return f.Name, true
		}
	}
	for _, lang := range append([]string{l.lang}, Languages()...) {
		reader, err := New(lang)
		if err != nil {
			return "", false
		}
		var found []string
		for _, f := range of.Fields {
			if spelling(reader.Heading(of.Kind, f)) == typed || spelling(reader.Field(of.Kind, f.Name)) == typed {
				found = append(found, f.Name)
			}
		}
		if len(found) > 0 {
			return found[0], len(found) == 1
		}
	}
	return "", false
}
