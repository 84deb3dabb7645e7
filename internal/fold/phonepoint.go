package fold

import (
	"slices"
	"strings"
)

// PhonePoint returns the telephone that a number rings, by which somebody refuses
// calls: PhoneIn without the extension.
func PhonePoint(s, country string) (string, bool) {
	number, ok := PhoneIn(s, country)
	number, _, _ = strings.Cut(number, "x")
	return number, ok
}

// AlikePoints returns the telephones that a number rings if its country code is wrong:
// "+478 555 0101" may be 478 555 0101 of the United States with a + too many, or "0478
// 555 0101" with a zero. In a book without a country nobody knows which it is, so "614
// 555 0101" may be "+1 614 555 0101". PhonePoint comes first.
func AlikePoints(point, country string) []string {
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
