package exchange

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"crm/internal/fold"
)

// appleLabel is a label as Apple writes it, _$!<HomePage>!$_, in words.
func appleLabel(value string) string {
	text, ok := strings.CutPrefix(unescape(value), "_$!<")
	if ok {
		text = strings.ToLower(strings.TrimSuffix(text, ">!$_"))
	}
	return oneLine(text)
}

// typeLabels are the labels of types, the first that is there counts.
var typeLabels = []struct{ kind, label string }{
	{"fax", "fax"}, {"cell", "mobile"}, {"iphone", "mobile"}, {"mobile", "mobile"}, {"car", "mobile"}, {"main", "main"}, {"home", "home"}, {"work", "work"}, {"pager", "pager"}, {"other", "other"},
}

// pointLabelOf returns which phone, e-mail or address of theirs a property is.
func pointLabelOf(p *property, said string) string {
	types := p.all("TYPE")
	for i, kind := range types {
		types[i] = strings.ToLower(kind)
	}
	switch {
	case said != "" && !strings.EqualFold(said, "fax"):
		if strings.HasSuffix(strings.ToLower(said), "fax") {
			return "fax"
		}
		return said
	case strings.EqualFold(said, "fax"):
		return "fax"
	}
	for _, known := range typeLabels {
		if slices.Contains(types, known.kind) {
			return known.label
		}
	}
	for _, kind := range p.all("TYPE") {
		if len(kind) > 2 && strings.EqualFold(kind[:2], "x-") && !strings.HasPrefix(strings.ToLower(kind), "x-evolution") && utf8.RuneCountInString(kind) <= 42 {
			return strings.ReplaceAll(kind[2:], "-", " ")
		}
	}
	return ""
}

// rankOf returns where a property stands among those of its name.
func rankOf(p *property) int {
	if slices.ContainsFunc(p.all("TYPE"), func(kind string) bool { return strings.EqualFold(kind, "pref") }) {
		return 1
	}
	said := p.all("PREF")
	if len(said) == 0 {
		return 1000
	}
	n, _ := strconv.Atoi(said[0])
	return max(n, 1)
}

// labelledCell is a value beside its label.
func labelledCell(value, label string) cellList {
	var cells cellList
	cells.add("Value", oneLine(value), "")
	cells.add("Label", label, "")
	return cells
}

// phoneCells reads a phone, which may be a URI: tel:+1-614-555-0147;ext=2.
func phoneCells(p *property, said string) ranked {
	value := unescape(p.value)
	if number := trimScheme(value, "tel:"); number != value {
		number, rest, _ := strings.Cut(number, ";")
		value = number
		for part := range strings.SplitSeq(rest, ";") {
			if extension, ok := strings.CutPrefix(strings.ToLower(part), "ext="); ok {
				value += " x" + extension
			}
		}
	}
	return ranked{labelledCell(value, pointLabelOf(p, said)), rankOf(p)}
}

// trimScheme cuts the scheme of a URI off.
func trimScheme(value, scheme string) string {
	value = strings.TrimSpace(value)
	if len(value) >= len(scheme) && strings.EqualFold(value[:len(scheme)], scheme) {
		return value[len(scheme):]
	}
	return value
}

// addressCells reads an address. What is in front of its street is part of that.
func addressCells(p *property, said string) ranked {
	parts := splitEscaped(p.value, ';')
	for i, part := range parts {
		var pieces []string
		for _, piece := range unescaped(splitEscaped(part, ',')) {
			for line := range strings.Lines(piece) {
				if line = strings.Trim(oneLine(line), ","); line != "" {
					pieces = append(pieces, line)
				}
			}
		}
		parts[i] = strings.Join(pieces, ", ")
	}
	part := func(i int) string {
		if i < len(parts) {
			return parts[i]
		}
		return ""
	}
	var a cellList
	street := part(2)
	for _, i := range []int{1, 0} { // the flat, and the box
		if text := part(i); text != "" && street != "" {
			street += ", " + text
		} else {
			street = cmp.Or(street, text)
		}
	}
	a.add("Street", street, "")
	for i, heading := range []string{"City", "Region", "Postal Code", "Country"} {
		a.add(heading, part(3+i), "")
	}
	if label := p.all("LABEL"); len(a) == 0 && len(label) > 0 {
		a.add("Formatted", strings.ReplaceAll(label[0], "\n", ", "), "")
	}
	if len(a) > 0 {
		a.add("Label", pointLabelOf(p, said), "")
	}
	return ranked{a, rankOf(p)}
}

// birthday returns the heading and the text of a day of birth. A day without a year is
// --04-12; Apple writes it in the year that it names in a parameter. A part of a
// day has a column of its own.
func birthday(p *property, value string) (heading, text string) {
	text, _, _ = strings.Cut(fold.Clean(value), "T")
	digits := strings.ReplaceAll(text, "-", "")
	omitted := p.all("X-APPLE-OMIT-YEAR")
	isNumber := strings.Trim(digits, "0123456789") == ""
	switch {
	case isNumber && strings.HasPrefix(text, "---"), isNumber && strings.HasPrefix(text, "--") && len(digits) == 2:
		return "Part of a birthday", text
	case isNumber && strings.HasPrefix(text, "--") && len(digits) == 4:
		return "Birthday", "--" + digits[:2] + "-" + digits[2:]
	case isNumber && len(digits) == 8 && (digits[:4] == "1604" || digits[:4] == "0000" || len(omitted) > 0 && omitted[0] == digits[:4]):
		return "Birthday", "--" + digits[4:6] + "-" + digits[6:]
	case isNumber && len(digits) == 8:
		return "Birthday", digits[:4] + "-" + digits[4:6] + "-" + digits[6:]
	case isNumber && (len(digits) == 4 || len(digits) == 6 && strings.Count(text, "-") < 2), p.has("VALUE", "text"):
		return "Part of a birthday", text
	}
	return "Birthday", text
}
