package exchange

import "testing"

// TestMaildirFlags holds that the flags behind the name of an e-mail are read, whatever stands
// before them where a file system has no colons.
func TestMaildirFlags(t *testing.T) {
	for name, want := range map[string]string{"cur/1.a:2,DS": "DS", "cur/1.a;2,T": "T", "cur/1.a!2,S": "S", "cur/1.a": "", "cur/2,T": "", "cur/1.a:2,": "", "1.a_2,T": ""} {
		if got := maildirFlags(name); got != want {
			t.Errorf("%s: %q", name, got)
		}
	}
}
