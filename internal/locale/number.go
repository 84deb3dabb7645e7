package locale

import (
	"math"
	"strconv"
	"strings"
)

// Percent is a share in whole percent: "67%" of 0.667, in Spanish "67 %".
func (l *Locale) Percent(share float64) string {
	text := l.Number(int64(math.Floor(100*share + 0.5)))
	if l.lang == spanish {
		return text + " %"
	}
	return text + "%"
}

// Rate is a percentage, with a decimal where it has one.
func (l *Locale) Rate(percent float64) string {
	if math.Abs(percent-math.Round(percent)) < 0.05 {
		return l.Percent(percent / 100)
	}
	return strings.Replace(l.Percent(0), "0", l.Decimal(percent, 1), 1)
}

// Decimal is a number with so many decimals, half rounded up: "1,480.5", "1.480,5".
func (l *Locale) Decimal(x float64, decimals int) string {
	unit := math.Pow10(decimals)
	text := strconv.FormatFloat(math.Floor(x*unit+0.5)/unit, 'f', decimals, 64)
	whole, fraction, ok := strings.Cut(text, ".")
	whole = l.group(whole)
	switch {
	case !ok:
		return whole
	case l.lang == italian || l.lang == spanish:
		return whole + "," + fraction
	}
	return whole + "." + fraction
}
