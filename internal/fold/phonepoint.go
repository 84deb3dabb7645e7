package fold

import (
	"slices"
	"strings"
)

// PhonePoint returns the telephone line that a number rings: PhoneIn without the
// extension.
func PhonePoint(s, country string) (string, bool) {
	number, ok := PhoneIn(s, country)
	line, _ := CutExtension(number)
	return line, ok
}

// CutExtension returns a number in international form, or what stands for an e-mail,
// without its extension, and the extension with the x before it.
func CutExtension(point string) (line, extension string) {
	line, digits, found := strings.Cut(point, "x")
	if !found || strings.Trim(line+digits, "+0123456789") != "" { // an e-mail
		return point, ""
	}
	return line, "x" + digits
}

// Covers reports whether one number on a list stands for another: it is the same, or the
// line without an extension.
func Covers(listed, point string) bool {
	line, _ := CutExtension(point)
	return listed == point || listed == line
}

// Meet reports whether two numbers may ring the same person: they are the same, or one is
// the line of the other. Two extensions of a line are two people.
func Meet(a, b string) bool { return Covers(a, b) || Covers(b, a) }

// AlikePoints returns the telephones that a number rings if its country code is wrong:
// "+478 555 0101" may be 478 555 0101 of the United States with a + too many, or "0478
// 555 0101" with a zero. In a book without a country nobody knows which it is, so "614
// 555 0101" may be "+1 614 555 0101". PhonePoint comes first.
func AlikePoints(point, country string) []string {
	line, extension := CutExtension(point)
	points := alikeLines(line, country)
	if extension != "" {
		for i := range points {
			points[i] += extension
		}
	}
	return points
}

func alikeLines(point, country string) []string {
	points := []string{point}
	home, known := planOf(country)
	if !known {
		return append(points, anywhere(point)...)
	}
	digits, plus := strings.CutPrefix(point, "+")
	national, whole := strings.CutPrefix(digits, home.code)
	zero := home.length > 0 && !slices.Contains(home.trunks, "0")
	switch {
	case plus && whole && home.fits(national):
		points = append(points, "+"+national)
		if zero {
			points = append(points, "0"+national)
		}
	case plus && home.fits(digits):
		points = append(points, "+"+home.code+digits)
	case zero && strings.HasPrefix(digits, "0") && home.fits(digits[1:]):
		points = append(points, "+"+home.code+digits[1:])
	}
	return points
}

// anywhere returns the telephones that a number rings, of whatever country it is: with
// and without a calling code, and the zero behind it.
func anywhere(point string) []string {
	digits, plus := strings.CutPrefix(point, "+")
	var all []string
	add := func(prefix, national string) {
		bare := strings.TrimLeft(national, "0")
		if len(bare) >= minAlike {
			all = append(all, prefix+bare, prefix+"0"+bare)
		}
	}
	if !plus {
		add("", digits)
	}
	for i := range plans {
		code := plans[i].code
		if rest, ok := strings.CutPrefix(digits, code); ok {
			add("", rest)
			add("+"+code, rest)
			add(code, rest)
		}
		if !plus {
			add("+"+code, digits)
			add(code, digits)
		}
	}
	return all
}

// TwoWays reports whether a number is of another country as written, and of this one
// without the + or the zero: see AlikePoints.
func TwoWays(s, country string) bool {
	point, ok := PhonePoint(s, country)
	home, known := planOf(country)
	if !ok || !known || strings.HasPrefix(point, "+"+home.code) {
		return false
	}
	return len(AlikePoints(point, country)) > 1
}
