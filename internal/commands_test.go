package internal_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// TestNoCommandLineInTheBook holds that book and what is below it name commands as
// data: an error's next step is a verb and what it is given, which a shell, a program
// and a page each write for their reader.
func TestNoCommandLineInTheBook(t *testing.T) {
	line := regexp.MustCompile(`(^|: |, then |, or )crm [a-z]`)
	for _, dir := range []string{"book", "store", "rules", "report", "query", "calendar", "fold", "crm"} {
		files, err := filepath.Glob(filepath.Join(dir, "*.go"))
		if err != nil || len(files) == 0 {
			t.Fatalf("%s: %v", dir, err)
		}
		for _, name := range files {
			if strings.HasSuffix(name, "_test.go") {
				continue
			}
			source, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			files := token.NewFileSet()
			file, err := parser.ParseFile(files, name, source, 0)
			if err != nil {
				t.Fatal(err)
			}
			ast.Inspect(file, func(n ast.Node) bool {
				if text, ok := n.(*ast.BasicLit); ok && text.Kind == token.STRING {
					if said, err := strconv.Unquote(text.Value); err == nil && line.MatchString(said) {
						t.Errorf("%s: a command line in %s; use crm.Run or Error.Next", files.Position(text.Pos()), text.Value)
					}
				}
				return true
			})
		}
	}
}
