package locale

import (
	"embed"
	"iter"
	"strings"
	"sync"
)

// The files are read one by one, when they are first needed.
//
//go:embed labels/*.properties messages/*.properties words/*.properties headings/*.txt holidays/names.txt
var files embed.FS

// texts are the lines "key = text" of a file. A command asks for few of some nine
// hundred, so they are searched for: a table of all would take longer to make. Several
// goroutines may use them.
type texts struct {
	lines func() []string
	mu    sync.Mutex
	known map[string]found // what was asked for
}

type found struct {
	text string
	ok   bool
}

func textsOf(path string) *texts {
	return &texts{
		lines: sync.OnceValue(func() []string { return strings.Split(content(path), "\n") }),
		known: map[string]found{},
	}
}

// find returns the text of a key.
func (t *texts) find(key string) (string, bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	f, asked := t.known[key]
	if !asked {
		f = t.search(key)
		t.known[key] = f
	}
	return f.text, f.ok
}

func (t *texts) search(key string) found {
	for _, line := range t.lines() {
		if end := len(key); len(line) > end && line[end] == ' ' && line[:end] == key {
			return found{line[end+len(" = "):], true}
		}
	}
	return found{}
}

func labelFile(lang string) string   { return "labels/" + lang + ".properties" }
func messageFile(lang string) string { return "messages/" + lang + ".properties" }

func content(path string) string {
	text, err := files.ReadFile(path)
	if err != nil {
		panic(err) // the files are part of the program
	}
	return string(text)
}

// lines iterates over lines "key = text". It skips empty lines and those that start with
// #. There are no escapes or continuations.
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

// linesOf iterates over the lines whose keys begin like that; a comment is the first. They
// are a few of many, and stand together: it looks for the first and does not read the
// others.
func linesOf(text, beginning string) iter.Seq2[string, string] {
	return func(yield func(string, string) bool) {
		at := strings.Index(text, "\n"+beginning)
		for text = text[at+1:]; at >= 0 && strings.HasPrefix(text, beginning); {
			var line string
			line, text, _ = strings.Cut(text, "\n")
			if key, value, ok := strings.Cut(line, " = "); ok && !yield(key, value) {
				return
			}
		}
	}
}
