package fold

import "testing"

func TestInName(t *testing.T) {
	for name, want := range map[string][2]string{
		"Sam Jones 512-555-0142":            {"512-555-0142", ""},
		"Sam Jones (512) 555-0142":          {"(512) 555-0142", ""},
		"Sam Jones +1 512 555 0142":         {"+1 512 555 0142", ""},
		"Pam Jones, 5550143, pam@x.example": {"5550143", "pam@x.example"},
		"Kim Roy <kim@roy.example>":         {"", "kim@roy.example"},
		"山田 太郎 ０９０－１２３４－５６７８":               {"０９０－１２３４－５６７８", ""},
		"0142 555 512 Sam":                  {"0142 555 512", ""},
		"Jane Hudson":                       {},
		"Studio 54":                         {},
		"Henry VIII 1509-47":                {},
		"24 Hour Fitness":                   {},
		"Area 51 Tours 2000":                {},
		"Tom @ Work":                        {},
		"7-Eleven 1234":                     {},
		"Born 1980-05-12":                   {},
		"Born 12/05/1980":                   {},
		"Class of (1984)":                   {},
		"John (Jack) Smith":                 {},
	} {
		if phone, email := InName(name); phone != want[0] || email != want[1] {
			t.Errorf("%q has %q and %q, want %q", name, phone, email, want)
		}
	}
}
