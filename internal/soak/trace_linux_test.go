package soak

import (
	"encoding/hex"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
)

// A tracer reads what strace has written of one command after another, and numbers the files
// below root by their creation.
type tracer struct {
	root  string
	names map[string]int // path below root to file
	next  int
	open  map[string]*handle // of the present command, by descriptor
}

// A handle is what a descriptor leads to.
type handle struct {
	path string
	file int
	at   int64 // where the next write or read begins
}

var (
	lineOf    = regexp.MustCompile(`^(\d+) +(.*)$`)
	resumed   = regexp.MustCompile(`^<\.\.\. \w+ resumed>(.*)$`)
	callOf    = regexp.MustCompile(`^(\w+)\((.*)\) += (-?\d+)`)
	stringsIn = regexp.MustCompile(`"((?:\\x[0-9a-f]{2})*)"`)
)

// read returns what a command did below root.
func (f *tracer) read(trace string) (all []event) {
	f.open = map[string]*handle{}
	begun := map[string]string{} // by thread
	for line := range strings.Lines(trace) {
		m := lineOf.FindStringSubmatch(strings.TrimSpace(line))
		if m == nil {
			continue
		}
		text := m[2]
		if before, unfinished := strings.CutSuffix(text, "<unfinished ...>"); unfinished {
			begun[m[1]] = strings.TrimSpace(before)
			continue
		}
		if r := resumed.FindStringSubmatch(text); r != nil {
			text = begun[m[1]] + r[1]
		}
		if c := callOf.FindStringSubmatch(text); c != nil && !strings.HasPrefix(c[3], "-") {
			all = append(all, f.call(c[1], c[2], c[3])...)
		}
	}
	return all
}

// call returns what a system call did below root.
func (f *tracer) call(name, arguments, result string) []event {
	var texts []string
	for _, m := range stringsIn.FindAllStringSubmatch(arguments, -1) {
		text, _ := hex.DecodeString(strings.ReplaceAll(m[1], `\x`, "")) // the pattern lets nothing else through
		texts = append(texts, string(text))
	}
	words := strings.Split(stringsIn.ReplaceAllString(arguments, ""), ", ")
	number := func(i int) int64 { n, _ := strconv.ParseInt(words[i], 0, 64); return n }
	var paths []string
	for _, text := range texts {
		path, below := strings.CutPrefix(text+"/", f.root+"/")
		if !below {
			break
		}
		paths = append(paths, filepath.Clean("/"+path))
	}
	switch name {
	case "open", "openat":
		if len(paths) == 1 {
			return f.opened(paths[0], arguments, result)
		}
	case "mkdir", "mkdirat":
		if len(paths) == 1 {
			return f.named(event{call: "mkdir", path: paths[0]})
		}
	case "unlink", "unlinkat":
		if len(paths) == 1 && !strings.Contains(arguments, "AT_REMOVEDIR") {
			return f.named(event{call: "unlink", path: paths[0]})
		}
	case "link", "linkat", "rename", "renameat", "renameat2":
		if len(paths) == 2 {
			return f.named(event{call: strings.TrimRight(name, "at2"), path: paths[0], to: paths[1]})
		}
	case "close":
		delete(f.open, words[0])
	}
	h := f.open[words[0]]
	if h == nil {
		return nil
	}
	switch name {
	case "pwrite64":
		return []event{{call: "write", file: h.file, data: []byte(texts[0]), at: number(3)}}
	case "write":
		h.at += int64(len(texts[0]))
		return []event{{call: "write", file: h.file, data: []byte(texts[0]), at: h.at - int64(len(texts[0]))}}
	case "read":
		n, _ := strconv.ParseInt(result, 10, 64)
		h.at += n
	case "lseek":
		h.at, _ = strconv.ParseInt(result, 10, 64)
	case "ftruncate":
		return []event{{call: "size", file: h.file, at: number(1)}}
	case "fsync", "fdatasync":
		if h.file == isDir {
			return []event{{call: "syncdir", path: h.path}}
		}
		return []event{{call: "sync", file: h.file}}
	}
	return nil
}

// opened is the opening of a file or a directory.
func (f *tracer) opened(path, arguments, descriptor string) []event {
	number, there := f.names[path]
	switch {
	case there && number != isDir && strings.Contains(arguments, "O_TRUNC"):
		f.open[descriptor] = &handle{path: path, file: number}
		return []event{{call: "size", file: number}}
	case there:
		f.open[descriptor] = &handle{path: path, file: number}
		return nil
	case strings.Contains(arguments, "O_CREAT"):
		number, f.next = f.next, f.next+1
		f.open[descriptor] = &handle{path: path, file: number}
		return f.named(event{call: "create", path: path, file: number})
	}
	return nil // was there before
}

// named keeps the names of files.
func (f *tracer) named(e event) []event {
	rename(f.names, e)
	return []event{e}
}
