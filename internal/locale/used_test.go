package locale

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// The program must not ask for a message that is not there: it would show its
// key to the reader.
func TestEveryKeyTheProgramAsksForIsThere(t *testing.T) {
	asked := regexp.MustCompile(`\.(?:Text|Plural)\("([a-z0-9-]+\.[a-z0-9.-]+)"[,)]`)
	known := read(messageFile(english))
	for _, directory := range []string{"../say", "../wire", "../screen", "../cli"} { // who may import this package
		sources, err := filepath.Glob(directory + "/*.go")
		if err != nil {
			t.Fatal(err)
		}
		for _, path := range sources {
			source, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			for _, match := range asked.FindAllSubmatch(source, -1) {
				if key := string(match[1]); known[key] == "" && !strings.HasSuffix(path, "_test.go") {
					t.Errorf("%s asks for the message %s, which is in no file of messages", path, key)
				}
			}
		}
	}
}
