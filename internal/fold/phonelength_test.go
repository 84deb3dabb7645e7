package fold

import (
	"strings"
	"testing"
)

// TestOddLength holds that a digit too few or too many in a mobile is seen, and none in
// whole numbers.
func TestOddLength(t *testing.T) {
	for country, numbers := range map[string]string{
		"it": "333 123 4567; 02 1234567; 06 1234; 0331 123456; +39 333 123 4567; +39 02 1234567; 0347 1234567; 800 123456; 112; +1 614 555 0147; 0039 333 1234567; 39 333 123 4567",
		"jp": "090-1234-5678; 03-1234-5678; 0120-123-456; 0800-123-4567; +81 90 1234 5678; +81 3 1234 5678; 0570-000-123; 050-1234-5678; 045-123-4567; 110; 3-1234-5678; 0081 90 1234 5678; 010 81 90 1234 5678",
		"gb": "07700 900123; 020 7946 0000",
		"de": "0151 23456789; 0171 2345678; 030 123456; 089 1234",
		"us": "614-555-0147; 555-0147; +44 7700 900123; +39 333 123 4567",
		"":   "+39 333 123 4567; 333 123 456",
		"es": "612 345 678; 612 345 67", // these are incomplete
		"br": "11 91234-5678; 11 1234-5678; (011) 91234-5678; 11 8123-4567",
		"au": "0412 345 678; 02 1234 5678",
	} {
		for number := range strings.SplitSeq(numbers, "; ") {
			if has, least, longest, odd := OddLength(number, country); odd {
				t.Errorf("%s in %q has %d digits, and others from %d to %d", number, country, has, least, longest)
			}
		}
	}
	for country, numbers := range map[string]string{
		"it": "333 123 456; 333 123 45678; 333 123 45; +39 333 123 456; +39 333 123 45678; 0039 333 123456; 39 333 123 45678; 0347 123 45678",
		"jp": "090-1234-567; 080-123-4567; 03-1234-56789; +81 90 1234 567; ０９０-１２３４-５６７; 070-123-4567",
		"gb": "07700 90012; +44 7700 90012",
		"de": "0151 2345; 0171 234567890",
		"us": "+39 333 123 456; +81 90 1234 567; 011 39 333 123 456",
		"br": "11 9123-456",
		"au": "0412 345 67; 0412 345 6789",
	} {
		for number := range strings.SplitSeq(numbers, "; ") {
			if _, _, _, odd := OddLength(number, country); !odd {
				t.Errorf("%s in %q is whole", number, country)
			}
		}
	}
}
