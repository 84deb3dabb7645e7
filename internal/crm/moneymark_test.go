package crm

import "testing"

func TestDecimalMark(t *testing.T) {
	for text, want := range map[string]string{
		"450,00": ",!", "€ 450,5": ",!", "1.480,50": ",!", "1 480,50": ",!", "1.480.000": ",!", "0,480": ",!", "1480,50 /yr": ",!",
		"450.00": ".!", "$1,480.50": ".!", "1'480.50": ".!", "1,480,000": ".!",
		"1,480": ".", "1.480": ",",
		"": "", "450": "", "1 480": "", "none": "", "1,2 or 3.4": "", "a,b": "",
	} {
		mark, sure := DecimalMark(text)
		if sure {
			mark += "!"
		}
		if mark != want {
			t.Errorf("%q: %q, want %q", text, mark, want)
		}
	}
}
