//go:build unix

package store_test

import (
	"strings"
	"testing"
)

// TestLoginsAreNamed names the logins that outlive what they were granted for: of somebody who is retired, and in a copy.
func TestLoginsAreNamed(t *testing.T) {
	a := opened(t)
	says := func(text string, words ...string) {
		t.Helper()
		text = strings.Join(strings.Fields(text), " ")
		for _, word := range words {
			if !strings.Contains(text, word) {
				t.Errorf("it does not say %q: %s", word, text)
			}
		}
	}
	says(a.done("owner", "book", "copy", a.address("owner"), a.home+"/copy.db"), "4 logins of the server stay in the file")
	says(a.done("cy", "producer", "retire", "Ben", "--to", "Ann Lee", "--yes"), "Ben Ito still reads the book by: "+a.login("ben"), "crm book grant 2 --revoke")
	a.done("owner", "book", "grant", "Ben", "--revoke")
	if text, exit := a.run("ben", "today"); exit != 7 {
		t.Errorf("exit %d: %s", exit, text)
	}
}
