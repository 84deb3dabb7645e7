package fold

import (
	"reflect"
	"strings"
	"sync"
	"testing"
)

// TestRemembered: what was taken apart before is the same when it is asked for again,
// whoever asks at the same time and whatever was done with it.
func TestRemembered(t *testing.T) {
	texts := []string{"Mr. Jane Hudson", "Acme, Inc.", "田中 一郎様", "Müller", "614-555-0147", "Hudson, Jane", "Sig.ra Maria D'Angelo", "株式会社大阪メタル", "090-0000-0147", "Jane Hudson", "d", ""}
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			for range 50 {
				for _, text := range texts {
					n := NewName(text)
					n.Untitled()
					n.Forms()
					if fresh := newName(text); !reflect.DeepEqual(n, fresh) {
						t.Errorf("%q is remembered as %v, and is %v", text, n, fresh)
					}
					bare, ok := Company(text)
					if fresh := newCompany(text); bare != fresh.bare || ok != fresh.ok {
						t.Errorf("the company %q is remembered as %q, and is %q", text, bare, fresh.bare)
					}
					for _, country := range []string{"us", "jp"} {
						number, ok := PhoneIn(strings.Clone(text), country)
						if fresh, valid := phoneIn(text, country); number != fresh || ok != valid {
							t.Errorf("%q in %s is remembered as %q, and is %q", text, country, number, fresh)
						}
					}
				}
			}
		})
	}
	all.Wait()
}
