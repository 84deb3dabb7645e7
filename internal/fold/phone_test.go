package fold

import (
	"slices"
	"strings"
	"testing"
)

func TestPhone(t *testing.T) {
	for _, test := range []struct{ in, want string }{
		{"(614) 555 0147", "6145550147"},
		{"614.555.0147", "6145550147"},
		{"614/555-0147", "6145550147"},
		{"+1 614 555 0147", "+16145550147"},
		{"(+1) 614-555-0147", "+16145550147"},
		{"tel:+1-614-555-0147", "+16145550147"},
		{"tel:+1-614-555-0147;ext=12", "+16145550147x12"},
		{"６１４－５５５－０１４７", "6145550147"},
		{"＋８１　９０ー００００ー０１４７", "+819000000147"},
		{"614‑555–0147", "6145550147"},
		{"\u202a+1 614 555 0147\u202c", "+16145550147"},
		{"614 555 0147 x12", "6145550147x12"},
		{"614 555 0147x12", "6145550147x12"},
		{"614 555 0147 Ext. 12", "6145550147x12"},
		{"614 555 0147 extension: 12", "6145550147x12"},
		{"614 555 0147 #12", "6145550147x12"},
		{"03-0000-0000 内線12", "0300000000x12"},
		{"+44 (0)20 7946 0000", "+442079460000"},
		{"0044 (0)20 7946 0000", "00442079460000"},
		{"+39 (0)6 0000 0000", "+390600000000"},
		{"112", "112"},
		{"", ""},
		{"12", ""},
		{"+12", ""},
		{"none", ""},
		{"1-800-FLOWERS", "18003569377"},
		{"614-555-HOME", "6145554663"},
		{"614 555 0147 (home)", "6145550147"},
		{"614-555-0147 home", "6145550147"},
		{"614-555-0147 x12 home", "6145550147x12"},
		{"home: 614-555-0147", "6145550147"},
		{"Tel. 06 0000 0147", "0600000147"},
		{"携帯 090-0000-0147", "09000000147"},
		{"090-0000-0147（携帯）", "09000000147"},
		{"555-0147 fax", "5550147"},
		{"614 555 0147 estensione 12", "6145550147x12"},
		{"614 555 0147 extensión 12", "6145550147x12"},
		{"06 0000 0147 int. 12", "0600000147x12"},
		{"06 0000 0147 interno 12", "0600000147x12"},
		{"614 555 0147,12", "6145550147x12"},
		{"614 555 0147 interim", "6145550147"},
		{"614-555-0147 ask for 2", ""},
		{"room 112", ""},
		{"FLOWERS", ""},
		{"1-800-FLOWER", ""},
		{"614 555 0147 / 614 555 0148", ""},
		{"614 555 0147 x", "6145550147"},
		{"614 555 0147 x12 x13", ""},
		{"614 555 0147 x123456789", ""},
		{"x12", ""},
		{"614+5550147", ""},
		{"++16145550147", ""},
		{"+0123456789", ""},
		{"*67 614 555 0147", ""},
		{"jane@example.com", ""},
	} {
		got, ok := Phone(test.in)
		if got != test.want || ok != (test.want != "") {
			t.Errorf("Phone(%q) = %q, %v, want %q", test.in, got, ok, test.want)
		}
	}
}

func TestPhoneIn(t *testing.T) {
	for _, test := range []struct{ country, in, want string }{
		{"us", "614-555-0147", "+16145550147"},
		{"US", "1 (614) 555-0147", "+16145550147"},
		{"us", "+1 614 555 0147", "+16145550147"},
		{"us", "011 1 614 555 0147", "+16145550147"},
		{"us", "614-555-0147 x12", "+16145550147x12"},
		{"us", "555-0147", "5550147"},
		{"us", "011 81 90-0000-0147", "+819000000147"},
		{"us", "+81 090-0000-0147", "+819000000147"},
		{"us", "00 44 (0)20 7946 0000", "+442079460000"},
		{"ca", "613 555 0147", "+16135550147"},
		{"jp", "090-0000-0147", "+819000000147"},
		{"jp", "０９０－００００－０１４７", "+819000000147"},
		{"jp", "+81 90 0000 0147", "+819000000147"},
		{"jp", "010 1 614 555 0147", "+16145550147"},
		{"jp", "03-0000-0147", "+81300000147"},
		{"it", "06 0000 0147", "+390600000147"},
		{"it", "+39 06 0000 0147", "+390600000147"},
		{"it", "0039 06 0000 0147", "+390600000147"},
		{"it", "347 000 0147", "+393470000147"},
		{"es", "612 000 147", "+34612000147"},
		{"es", "34 612 000 147", "+34612000147"},
		{"mx", "55 0000 0147", "+525500000147"},
		{"mx", "01 55 0000 0147", "+525500000147"},
		{"mx", "044 55 0000 0147", "+525500000147"},
		{"mx", "+52 1 55 0000 0147", "+525500000147"},
		{"gb", "020 7946 0000", "+442079460000"},
		{"gb", "20 7946 0000", "+442079460000"}, // a spreadsheet ate the zero
		{"gb", "0044 20 7946 0000", "+442079460000"},
		{"de", "0171 0000147", "+491710000147"},
		{"fr", "06 00 00 01 47", "+33600000147"},
		{"hu", "06 1 000 0147", "+3610000147"},
		{"lt", "8 612 00147", "+37061200147"},
		{"lt", "0 612 00147", "+37061200147"},
		{"ru", "8 (495) 000-01-47", "+74950000147"},
		{"ru", "7 495 000 01 47", "+74950000147"},
		{"ru", "8 10 44 20 7946 0000", "+442079460000"},
		{"au", "0011 44 20 7946 0000", "+442079460000"},
		{"au", "02 0000 0147", "+61200000147"},
		{"pl", "22 000 01 47", "+48220000147"},
		{"us", "911", "911"},
		{"gb", "999", "999"},
		{"xx", "614 555 0147", "6145550147"},
		{"", "+44 020 7946 0000", "+442079460000"},
		{"gb", "0000 0000", ""},
		{"us", "1-800-FLOWERS", "+18003569377"},
		{"it", "800-FLOWERS", ""},
		{"us", "614-555-0147 home", "+16145550147"},
		{"us", "614 555 0147 (x12)", "+16145550147x12"},
	} {
		got, ok := PhoneIn(test.in, test.country)
		if got != test.want || ok != (test.want != "") {
			t.Errorf("PhoneIn(%q, %s) = %q, %v, want %q", test.in, test.country, got, ok, test.want)
		}
	}
}

// However a number is written, it rings the same telephone.
func TestPhonePoint(t *testing.T) {
	for _, test := range []struct{ country, want, spelt string }{
		{"us", "+16145550147", "614-555-0147|(614) 555 0147|1 614 555 0147|+1 (614) 555-0147|001 614 555 0147|011 1 614 555 0147|+1.614.555.0147|" +
			"614-555-0147 x12|614-555-0147 ext. 12|614-555-0147;ext=12|614-555-0147 #12|614-555-0147 内線12|614-555-0147p12|614-555-0147,,12|614-555-0147 w 12|614-555-0147 ramal 12|614-555-0147 int. 12|" +
			"6145550147.0|614-555-0147 home|(614) 555-0147 (cell)|home 614-555-0147|tel:+1-614-555-0147|６１４－５５５－０１４７"},
		{"jp", "+818022220007", "080-2222-0007|81-80-2222-0007|818022220007|(81)80-2222-0007|+81 80 2222 0007|81 080 2222 0007"},
		{"it", "+393471234567", "347 1234567|39 347 1234567|+39 347 1234567|0039 347 1234567|+39 (0)347 1234567|+39 (0) 347 1234567|0039 (0)347 1234567|+39 0347 1234567|0347 1234567|(0)347 1234567"},
		{"it", "+390341123456", "0341 123456|+39 (0)341 123456|+39 0341 123456"},
		{"us", "+393471234567", "+39 (0)347 1234567|011 39 (0)347 1234567"},
		{"it", "+39061234567", "06 1234567|39 06 1234567|61234567|+39 6 1234567|+3961234567|0039 6 1234567"},
		{"it", "+390302345678", "030 2345678|302345678|+39 30 2345678"},
		{"it", "+390815551234", "081 5551234|815551234"},
		{"it", "+390115550201", "011 5550201|115550201|+39 11 5550201|0039 11 5550201|+39 (0)11 5550201"},
		{"it", "+39199123456", "199 123456|199-123456"},
		{"it", "+393471112233", "3471112233.0|+393471112233.0|+39 347 1112233.0|0039 347 1112233.0"},
		{"it", "+39800123456", "800 123456|800-123456"},
		{"gb", "+447700900123", "07700 900123|44 7700 900123|44 07700 900123"},
		{"de", "+491711234567", "0171 1234567|49 171 1234567"},
		{"fr", "+33612345678", "06 12 34 56 78|33 6 12 34 56 78"},
		{"br", "+5511912345678", "011 91234-5678|11 91234-5678|55 11 91234-5678"},
		{"br", "+5555912345678", "55 91234-5678|55 55 91234-5678"},
		{"au", "+61412345678", "0412 345 678|61 412 345 678"},
		{"ar", "+541123456789", "011 15 2345-6789|+54 9 11 2345-6789|15 2345-6789|+54 11 2345-6789|11 2345-6789|011 2345-6789|54 9 11 2345 6789|5491123456789|+54 11 15 2345-6789|+54 (0)11 15 2345-6789|9 11 2345-6789|0054 9 11 2345-6789|11-15-2345-6789 int. 3"},
		{"ar", "+543512345678", "0351 15 234-5678|+54 9 351 234-5678|351 234-5678|0351 234-5678|351 15 234 5678|5493512345678|+54 351 15 234 5678"},
		{"ar", "+542966412345", "02966 15 41-2345|+54 9 2966 41-2345|2966 412345"},
		{"us", "+541123456789", "+54 9 11 2345-6789|011 54 9 11 2345 6789|+54 011 15 2345-6789"},
		{"br", "+5511987654321", "(11) 98765-4321|(11) 8765-4321|+55 11 8765-4321|0 15 11 98765-4321|015 11 8765 4321|5511987654321|551187654321|0055 11 98765-4321"},
		{"br", "+551132654321", "(11) 3265-4321|011 3265-4321|0 21 11 3265-4321|+55 11 3265-4321|551132654321"},
		{"us", "+628123456789", "+62 812 345 6789|+62 (0)812 345 6789|011 62 0812 345 6789"},
		{"us", "+919812345678", "+91 98123 45678|+91 098123 45678|+91 (0)98123-45678"},
		{"mx", "+525587654321", "5215587654321|52 1 55 8765 4321|+521 55 8765 4321|045 55 8765 4321|+52 044 55 8765 4321|55 8765 4321|011 52 55 8765 4321|52 55 8765 4321|01 55 8765 4321"},
		{"jp", "+81300000147", "81 3 0000 0147|03-0000-0147|０３ー００００ー０１４７|+81 3 0000 0147|+81 (0)3 0000 0147|010 81 3 0000 0147|03-0000-0147 内線12|03-0000-0147(自宅)"},
		{"it", "+390600000147", "06 0000 0147|+39 06 0000 0147|0039 06 0000 0147|06 0000 0147 int. 12|06/00000147 interno 3|Tel. 06 0000 0147"},
		{"es", "+34612000147", "612 000 147|+34 612 000 147|0034 612000147|612000147 ext. 4|móvil 612 000 147"},
	} {
		for _, spelt := range strings.Split(test.spelt, "|") {
			if same, ok := PhoneIn(spelt, test.country); !ok || !strings.HasPrefix(same, test.want) {
				t.Errorf("PhoneIn(%q, %s) = %q, %v, want %q", spelt, test.country, same, ok, test.want)
			}
			if got, ok := PhonePoint(spelt, test.country); got != test.want || !ok {
				t.Errorf("PhonePoint(%q, %s) = %q, %v, want %q", spelt, test.country, got, ok, test.want)
			}
		}
	}
}

// The rest of the package relies on these two.
func TestPlans(t *testing.T) {
	if len(plans) != 80 {
		t.Errorf("%d plans", len(plans))
	}
	for _, a := range plans {
		for _, b := range plans {
			if a.code != b.code && strings.HasPrefix(a.code, b.code) {
				t.Errorf("the code of %s is the start of that of %s", b.country, a.country)
			}
			if a.country != b.country && a.code == b.code && a.length != b.length {
				t.Errorf("%s and %s share a code and no rules", a.country, b.country)
			}
		}
	}
}

func TestShownPhone(t *testing.T) {
	for written, want := range map[string]string{
		"614-555-0147": "614-555-0147",
		"０９０－１２３４－５６７８":           "090-1234-5678",
		"０９０ー１２３４ー５６７８":           "090-1234-5678",
		"（０３）　１２３４−５６７８":          "(03) 1234-5678",
		"＋８１ 90‐1234‐5678":        "+81 90-1234-5678",
		"03-1234-5678 内線１２":       "03-1234-5678 内線12",
		"０３－１２３４－５６７８ｘ１２":         "03-1234-5678x12",
		"\u200e614\u00a0555 0147": "614 555 0147",
		"山本ー携帯１":                  "山本ー携帯１", // no number
		"ａｎｎ＠example.com":         "ａｎｎ＠example.com",
		"":                        "",
	} {
		got := ShownPhone(written)
		if got != want {
			t.Errorf("%q is shown as %q, want %q", written, got, want)
		}
		was, ok := Phone(written)
		if is, still := Phone(got); is != was || ok != still {
			t.Errorf("%q is %q and shown it is %q", written, was, is)
		}
	}
}

func FuzzPhone(f *testing.F) {
	f.Add("+44 (0)20 7946 0000 ext 12", "gb")
	f.Add("00 00 1", "us")
	f.Add("0606060606", "hu")
	f.Add("ｘ内線", "jp")
	f.Add("1-800-FLOWERS", "ca")
	f.Add("home: 614 555 0147, 12 (cell)", "us")
	f.Fuzz(func(t *testing.T, s, country string) {
		for _, key := range []func(string) (string, bool){Phone, func(s string) (string, bool) { return PhoneIn(s, country) }} {
			once, ok := key(s)
			if !ok {
				if once != "" {
					t.Errorf("%q is not a number and %q", s, once)
				}
				continue
			}
			if strings.Trim(once, "+x0123456789") != "" || len(once) < minPhone {
				t.Errorf("%q is %q", s, once)
			}
			if twice, ok := key(once); !ok || twice != once {
				t.Errorf("%q in %q is %q and that is %q, %v", s, country, once, twice, ok)
			}
		}
	})
}

// TestPhoneInCountsDigits: a number of a country has as many digits as there are; what
// has more is two numbers or a remark, and what has fewer lacks its area code.
func TestPhoneInCountsDigits(t *testing.T) {
	for _, test := range []struct {
		country, in      string
		good, incomplete bool
	}{
		{"us", "937-555-0202", true, false},
		{"us", "1 937 555 0202", true, false},
		{"us", "+1 937 555 0202", true, false},
		{"us", "937-555-0202 x12345678", true, false},
		{"us", "937-555-0202 (2nd floor)", false, false},
		{"us", "937-555-0202/0203", false, false},
		{"us", "93755502020", false, false},
		{"us", "+1 937 555 02020", false, false},
		{"us", "011 44 20 7946 0000", true, false},
		{"us", "+44 20 7946 0000", true, false},
		{"us", "+44 20 7946 00001", false, false},
		{"us", "555-0202", true, true},
		{"us", "37 555 0202", true, true},
		{"us", "911", true, false},
		{"us", "1-800-FLOWERS", true, false},
		{"mx", "55 1234 5678", true, false},
		{"mx", "044 55 1234 5678", true, false},
		{"mx", "52 55 1234 5678", true, false},
		{"mx", "1234 5678", true, true},
		{"mx", "55 1234 5678 9", false, false},
		{"es", "612 345 678", true, false},
		{"es", "612 345 678/9", false, false},
		{"jp", "090-1234-5678", true, false},
		{"jp", "9012345678", true, false},
		{"jp", "0120-444-444", true, false},
		{"jp", "090-1234-5678-9", false, false},
		{"jp", "03-1234-5678・5679", false, false},
		{"it", "06 1234 5678", true, false},
		{"it", "333 123 4567", true, false},
		{"it", "333 123 4567/4568", false, false},
		{"it", "06 5551234/5", false, false},
		{"it", "06 5551234-5", false, false},
		{"it", "06-5551234/35", false, false},
		{"it", "0123/45.67.89", true, false},
		{"jp", "045-222-3333～5", false, false},
		{"jp", "045-222-3333-4", false, false},
		{"jp", "045-222-3333〜5", false, false},
		{"de", "030/123456-0", true, false},
		{"gb", "020 7946 0000", true, false},
		{"gb", "020 7946 0000 1", false, false},
		{"de", "030 123456", true, false},
		{"none", "93755502020", true, false},
		{"us", "0101", true, true},
		{"us", "+1 937 555 020", true, true},
		{"us", "+47 22 55 03 0", true, true},
		{"us", "+47 22 55 03 01", true, false},
		{"us", "+86 10 5555 0101", true, false},
		{"jp", "5555-0201", true, true},
		{"jp", "03-5555-020", true, true},
		{"gb", "7946 0000", true, true},
		{"it", "0101", true, true},
		{"none", "0101", true, true},
	} {
		if got, ok := PhoneIn(test.in, test.country); ok != test.good {
			t.Errorf("%s: %q is %q, %v", test.country, test.in, got, ok)
		}
		if got := Incomplete(test.in, test.country); got != test.incomplete {
			t.Errorf("%s: %q is incomplete: %v", test.country, test.in, got)
		}
	}
}

// A sign too many in front makes no other telephone of it, as far as the list of those
// who are not to be called goes; what is really abroad is no other either way.
func TestAlikePoints(t *testing.T) {
	alike := func(a, b, country string) bool {
		x, okX := PhonePoint(a, country)
		y, okY := PhonePoint(b, country)
		return okX && okY && slices.Contains(AlikePoints(x, country), y)
	}
	for _, test := range []struct{ country, number, spelt string }{
		{"us", "478-555-0101", "+478 555 0101|+1 0478 555 0101|0478 555 0101|011 478 555 0101|00478 555 0101|1 478 555 0101|+1 1 478 555 0101|+1 (0) 478 555 0101"},
		{"us", "614-555-0101", "+614 555 0101|0614 555 0101|+614-555-0101 x12"},
		{"es", "612 000 147", "+612 000 147|0612 000 147|+34 0612 000 147"},
		{"it", "347 000 0147", "+347 000 0147"},
		{"jp", "090-0000-0147", "+90-0000-0147|+81 090 0000 0147"},
		{"mx", "55 0000 0147", "+55 0000 0147|+52 055 0000 0147"},
		{"gb", "020 7946 0000", "+20 7946 0000|+44 020 7946 0000"},
		{"none", "614-555-0101", "+1 614-555-0101|1 614 555 0101|001 614 555 0101|0614-555-0101|+1 (0) 614-555-0101|614-555-0101 x12"},
		{"none", "347 123 4567", "+39 347 123 4567|0039 347 1234567|39 347 1234567|+39 0347 1234567"},
		{"none", "03-1234-5678", "+81 3-1234-5678|+81 (0)3-1234-5678|0081 3 1234 5678"},
		{"none", "0812 345 6789", "+62 812 345 6789"},
		{"none", "+1 614-555-0101", "001 614-555-0101|16145550101"},
	} {
		for _, spelt := range strings.Split(test.spelt, "|") {
			if !alike(test.number, spelt, test.country) || !alike(spelt, test.number, test.country) {
				t.Errorf("%s: %q and %q are not alike", test.country, test.number, spelt)
			}
		}
	}
	for _, test := range [][3]string{
		{"us", "478-555-0101", "+47 85 55 01 02"}, {"us", "478-555-0101", "+44 478 555 0101"}, {"us", "478-555-0101", "555-0101"}, {"us", "478-555-0101", "+52 478 555 0101"},
		{"jp", "03-5555-0101", "+39 03 5555 0101"}, {"it", "06 0000 0147", "+6 0000 0147"}, {"none", "478 555 0101", "+479 555 0101"},
		{"none", "+1 614-555-0101", "+39 614 555 0101"}, {"none", "614-555-0101", "+1 614-555-0102"}, {"none", "555-0101", "+1 614-555-0101"},
	} {
		if alike(test[1], test[2], test[0]) {
			t.Errorf("%s: %q and %q are alike", test[0], test[1], test[2])
		}
	}
}

func TestEachPhone(t *testing.T) {
	for _, test := range []struct {
		country, in string
		want        []string
	}{
		{"it", "051 223344 - 347 1122330", []string{"051 223344", "347 1122330"}},
		{"it", "051 223344/347 1122330", []string{"051 223344", "347 1122330"}},
		{"it", "051 223344 e 347 1122330", []string{"051 223344", "347 1122330"}},
		{"it", "051/223344", []string{"051/223344"}},
		{"it", "0039 051/223344", []string{"0039 051/223344"}},
		{"it", "051 223344 int. 12", []string{"051 223344 int. 12"}},
		{"jp", "090-1111-2222 / 06-6777-8888", []string{"090-1111-2222", "06-6777-8888"}},
		{"jp", "090-1111-2222、06-6777-8888", []string{"090-1111-2222", "06-6777-8888"}},
		{"jp", "090-1111-2222\n06-6777-8888", []string{"090-1111-2222", "06-6777-8888"}},
		{"jp", "03/3456/7890", []string{"03/3456/7890"}},
		{"mx", "5512345678 y 5587654321", []string{"5512345678", "5587654321"}},
		{"us", "312-555-0122, 312-555-0123", []string{"312-555-0122", "312-555-0123"}},
		{"us", "312-555-0122 ::: 312-555-0123", []string{"312-555-0122", "312-555-0123"}},
		{"us", "312-555-0122; 312-555-0123; 312-555-0124", []string{"312-555-0122", "312-555-0123", "312-555-0124"}},
		{"us", "614-555-0147, 12", []string{"614-555-0147, 12"}},
		{"us", "614-555-0147 or nobody", []string{"614-555-0147 or nobody"}},
		{"us", "", []string{""}},
	} {
		if got := EachPhone(test.in, test.country); strings.Join(got, "|") != strings.Join(test.want, "|") {
			t.Errorf("%s: EachPhone(%q) = %q, want %q", test.country, test.in, got, test.want)
		}
	}
}

// What stands before a number in brackets, and signs, are not part of it.
func TestPhoneWithRemarks(t *testing.T) {
	for in, want := range map[string]string{
		"(携帯)090-1234-5678": "09012345678", "（携帯）090-1234-5678": "09012345678", "[casa] 051 223344": "051223344",
		"☎06-6345-1122": "0663451122", "📞 06-6345-1122": "0663451122", "06-6345-1122 (内204)": "0663451122x204", "06-6345-1122 内204": "0663451122x204",
	} {
		if got, ok := Phone(in); !ok || got != want {
			t.Errorf("Phone(%q) = %q, %t, want %q", in, got, ok, want)
		}
	}
}

// A word that only says that a number is one of a telephone is not part of it.
func TestBarePhone(t *testing.T) {
	for _, number := range []string{"+16145550147", "+1 614 555 0147", "614-555-0147", "(614) 555-0147", "614 555 0147 x12"} {
		for _, word := range []string{"p:", "P: ", "tel:", "Tel. ", "TEL ", "phone: ", "Phone #", "ph# ", "T. ", "t: ", "Cell: ", "cell ", "Mobile: ", "Mob. ", "m:", "c: ", "Phone no. ", "電話:", "携帯：", "携帯電話 ", "Telefono: ", "Cellulare ", "Móvil: ", "Cel. "} {
			if got := BarePhone(word + number); got != number {
				t.Errorf("%q is shown as %q", word+number, got)
			}
			want, _ := PhoneIn(number, "us")
			if got, ok := PhoneIn(word+number, "us"); !ok || got != want {
				t.Errorf("%q is %q, want %q", word+number, got, want)
			}
		}
	}
	for _, text := range []string{"home 614-555-0147", "614-555-0147 (cell)", "work: 614-555-0147", "Bob 614-555-0147", "Mother 614-555-0147", "1-800-FLOWERS", "*67 614-555-0147", "phone", "", "tel:", "call 614-555-0147"} {
		if got := BarePhone(text); got != text {
			t.Errorf("%q is shown as %q", text, got)
		}
	}
}

// TestPhoneBeginning: whatever a number begins with when it is dialled at home begins what it
// is kept as.
func TestPhoneBeginning(t *testing.T) {
	for _, c := range []struct{ number, country string }{
		{"614-555-0147", "us"}, {"1 614 555 0147", "us"}, {"03-1234-5678", "jp"}, {"090-1234-5678", "jp"},
		{"347 123 4567", "it"}, {"02 1234 5678", "it"}, {"612 345 678", "es"}, {"55 1234 5678", "mx"}, {"030 123456", "de"},
	} {
		whole, ok := PhoneIn(c.number, c.country)
		for n := 3; ok && n <= len(c.number); n++ {
			if got := PhoneBeginning(c.number[:n], c.country); got == "" || !strings.HasPrefix(whole, got) {
				t.Errorf("in %s %q begins like %q, and %q is %q", c.country, c.number[:n], got, c.number, whole)
			}
		}
		if !ok {
			t.Errorf("in %s %q is not a phone", c.country, c.number)
		}
	}
	for _, text := range []string{"Jane", "c77@example", "+1614", "0", "800-FLO", ""} {
		if got := PhoneBeginning(text, "jp"); got != "" {
			t.Errorf("%q begins like %q", text, got)
		}
	}
}
