package store

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// unfinished is how the names of temporary files begin. A file that is being made stands
// beside its place under such a name, so that a half-made one never has its own.
const unfinished = ".new-book-"

// A file is where something is on the disk, and what messages call it. One that is being
// made has a name that means nothing to anybody, so it is called by what it is to be, or
// by the directory that it is for.
type file struct{ path, as string }

// newTemp makes an empty temporary file in a directory, which only its owner can read,
// and removes what killed processes have left there.
func newTemp(dir, as string) (file, error) {
	clearTemps(dir)
	f, err := os.CreateTemp(dir, fmt.Sprintf("%s%s-%d-*", unfinished, here(), os.Getpid()))
	if err != nil {
		return file{}, unmade(as, err)
	}
	return file{f.Name(), as}, f.Close()
}

// clearTemps removes what killed processes have left in a directory. A process of another
// system that shares the directory may be alive, so its files have to be old as well.
func clearTemps(dir string) {
	entries, _ := os.ReadDir(dir)
	for _, entry := range entries {
		rest, ours := strings.CutPrefix(entry.Name(), unfinished)
		if !ours {
			continue
		}
		var process, number int
		system, numbers, _ := strings.Cut(rest, "-")
		if n, _ := fmt.Sscanf(numbers, "%d-%d", &process, &number); n != 2 {
			continue
		}
		path := filepath.Join(dir, fmt.Sprintf("%s%s-%d-%d", unfinished, system, process, number)) // without -wal and -shm
		if system == here() && alive(process) {
			continue
		}
		if system == here() || unchangedFor(path, time.Hour) && unchangedFor(path+"-wal", time.Hour) {
			discard(path)
		}
	}
}

// unchangedFor reports whether a file has not been written to for so long, or is not
// there.
func unchangedFor(path string, age time.Duration) bool {
	info, err := os.Stat(path)
	return err != nil || time.Since(info.ModTime()) > age
}

// discard removes a temporary file with what SQLite keeps beside it.
func discard(temp string) {
	if temp == "" {
		return
	}
	for _, suffix := range []string{"", "-wal", "-shm", "-journal"} {
		_ = os.Remove(temp + suffix)
	}
}

// digest is a short name for texts.
func digest(texts ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(texts, "\x00")))
	return hex.EncodeToString(sum[:3])
}
