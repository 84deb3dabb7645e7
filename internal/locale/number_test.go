package locale

import "testing"

func TestPercent(t *testing.T) {
	four(t, "two thirds", func(l *Locale) string { return l.Percent(2.0 / 3) }, "67%", "67%", "67%", "67 %")
	four(t, "none", func(l *Locale) string { return l.Percent(0) }, "0%", "0%", "0%", "0 %")
	four(t, "twelve times", func(l *Locale) string { return l.Percent(12.345) }, "1,235%", "1,235%", "1.235%", "1.235 %")
}

func TestDecimal(t *testing.T) {
	four(t, "with a fraction", func(l *Locale) string { return l.Decimal(1480.25, 1) }, "1,480.3", "1,480.3", "1.480,3", "1.480,3")
	four(t, "without", func(l *Locale) string { return l.Decimal(-12.5, 0) }, "-12", "-12", "-12", "-12")
}
