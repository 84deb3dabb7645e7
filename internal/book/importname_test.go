package book

import "testing"

// Somebody of whom a file or an e-mail has no more than the address is called by it.
func TestNameInEmail(t *testing.T) {
	t.Parallel()
	for address, want := range map[string]string{
		"jane.smith@example.com":       "Jane Smith",
		"jane_smith-lee+x@example.com": "Jane Smith Lee",
		"émile.dupont@example.com":     "Émile Dupont",
		"bob1970@example.com":          "Bob",
		"12345@example.com":            "",
	} {
		if got := nameInEmail(address); got != want {
			t.Errorf("%s: %q, want %q", address, got, want)
		}
	}
}
