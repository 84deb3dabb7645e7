package fold

import "testing"

func TestOtherAddress(t *testing.T) {
	for _, one := range [][2]string{
		{"1 Elm St", "1 Elm Street, Macon GA 31201"},
		{"1 Elm St, Macon", "1 ELM ST MACON"},
		{"1 Elm St Macon GA 31201", "1 Elm St, Macon, GA 31201-4410"},
		{"Via Roma 12, 20121 Milano", "via Roma 12 Milano"},
		{"Calle Mayor 3", "C/ Mayor, 3"},
		{"東京都港区芝1-2-3", "港区芝１−２−３"},
		{"", "1 Elm St"},
	} {
		if OtherAddress(one[0], one[1]) || OtherAddress(one[1], one[0]) {
			t.Errorf("%q and %q are two", one[0], one[1])
		}
	}
	for _, two := range [][2]string{
		{"1 Elm St Macon", "77 Far Rd Athens"},
		{"1 Elm St", "1 Oak St"},
		{"1 Elm St Apt 3", "1 Elm St Apt 4"},
		{"Via Roma 12, Milano", "Via Roma 21, Milano"},
		{"Calle Mayor 3", "Calle Luna 3"},
		{"東京都港区芝1-2-3", "東京都港区芝4-5-6"},
	} {
		if !OtherAddress(two[0], two[1]) || !OtherAddress(two[1], two[0]) {
			t.Errorf("%q and %q are one", two[0], two[1])
		}
	}
}
