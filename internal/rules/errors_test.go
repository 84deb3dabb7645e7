package rules

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"crm/internal/crm"
)

// TestErrors holds what a producer reads who has written a rule wrong to the golden files.
func TestErrors(t *testing.T) {
	files, err := filepath.Glob("testdata/errors/*.yaml")
	if err != nil || len(files) == 0 {
		t.Fatal(err, files)
	}
	for _, path := range files {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		_, err = Read(nil, filepath.Base(path), string(text))
		e, ok := crm.AsError(err)
		if !ok || e.Code != crm.CodeInvalid {
			t.Errorf("%s: %v, want an error of code invalid", path, err)
			continue
		}
		said := e.Error() + "\n"
		for _, r := range e.Remedies {
			said += r.Text + "\n"
		}
		golden := strings.TrimSuffix(path, ".yaml") + ".golden"
		if *update {
			if err := os.WriteFile(golden, []byte(said), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(golden)
		if err != nil || string(want) != said {
			t.Errorf("%s: %v, it says\n%s\nwant\n%s", path, err, said, want)
		}
	}
}
