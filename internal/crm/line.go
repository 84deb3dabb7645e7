package crm

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// LineOther is the line of business of what has no line of its own.
const LineOther = "other"

// Line is a line of business: its code, and the short code used by many insurers'
// systems. People type and exchange the short codes; they follow no particular
// standard.
type Line struct{ Code, Short string }

// builtinLines are the lines of business that every book has.
func builtinLines() []Line {
	return []Line{
		{"auto", "AUTOP"}, {"motorcycle", "MOTOR"}, {"home", "HOME"}, {"renters", "HO4"}, {"condo", "HO6"},
		{"dwelling", "DFIRE"}, {"mobile-home", "MHOME"}, {"flood", "FLOOD"}, {"earthquake", "EQ"},
		{"umbrella", "UMBRP"}, {"personal-liability", "PLIAB"}, {"boat", "BOAT"},
		{"life", "LIFE"}, {"children", "CHILD"}, {"annuity", "ANN"}, {"health", "HLTH"}, {"cancer", "CANC"},
		{"dental", "DENT"}, {"accident", "ACC"}, {"disability", "DI"}, {"long-term-care", "LTC"},
		{"medicare", "MED"}, {"medicare-supplement", "MEDSUP"},
		{"commercial", "CPKGE"}, {"business-owners", "BOP"}, {"commercial-auto", "AUTOB"},
		{"liability", "CGL"}, {"workers-comp", "WORK"}, {"other", "OTHER"},
	}
}

// LineTable returns the lines of business of a book: the built-in ones and its own.
func (s *Settings) LineTable() []Line {
	own, _ := ParseLines(s.Lines) // checked when it was set
	return append(builtinLines(), own...)
}

// ParseLines reads a book's own lines of business: codes separated by commas, each with
// "=" and an optional short code: "pet=PETS, travel".
//
// Errors: CodeInvalid for a code that is empty, duplicate or invalid.
func ParseLines(text string) ([]Line, error) {
	var lines []Line
	seen := map[string]bool{}
	for _, l := range builtinLines() {
		seen[strings.ToUpper(l.Code)], seen[l.Short] = true, true
	}
	for _, entry := range entries(text) {
		code, short, _ := strings.Cut(entry, "=")
		l := Line{ownCode(code), strings.ToUpper(strings.TrimSpace(short))}
		name := strings.ToUpper(l.Code) // either may be typed, in any case
		switch {
		case l.Code == "":
			return nil, Errorf(CodeInvalid, "a line of business has no name in %q", text)
		case !goodCode(l.Code) || !goodCode(l.Short):
			return nil, badCode(entry)
		case seen[name] || l.Short != "" && seen[l.Short]:
			return nil, Errorf(CodeInvalid, "the line of business %s is there already", strings.TrimSpace(entry))
		}
		seen[name], seen[l.Short] = true, l.Short != ""
		lines = append(lines, l)
	}
	return lines, nil
}

// FormatLines writes lines as ParseLines reads them.
func FormatLines(lines []Line) string {
	var entries []string
	for _, l := range lines {
		if l.Short != "" {
			l.Code += "=" + l.Short
		}
		entries = append(entries, l.Code)
	}
	return strings.Join(entries, ", ")
}

// entries splits a setting that is a list.
func entries(text string) []string {
	return slices.DeleteFunc(strings.Split(text, ","), func(s string) bool { return strings.TrimSpace(s) == "" })
}

// ownCode turns a book's own value into its code, which is also its name: as written,
// with single spaces.
func ownCode(name string) string { return strings.Join(strings.Fields(name), " ") }

// longestCode is the most characters of a book's own code.
const longestCode = 40

// goodCode reports whether a text can be a code: visible, typeable, and usable in an
// expression.
func goodCode(code string) bool {
	bad := func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsMark(r) && !unicode.IsDigit(r) && !strings.ContainsRune("-_.&+/ ", r)
	}
	return !strings.ContainsFunc(code, bad) && utf8.RuneCountInString(code) <= longestCode
}

func badCode(name string) error {
	return Errorf(CodeInvalid, "%q is not a valid name", strings.TrimSpace(name)).
		Try("It is a name of letters, digits, spaces and hyphens, %d at most.", longestCode)
}
