package soak

import (
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// An event is a system call that concerns the disk, or that a command is done.
type event struct {
	call     string // write, size, sync, syncdir, create, mkdir, link, rename, unlink
	file     int    // which file, by the order of their creation
	path, to string
	data     []byte
	at       int64 // the offset, or the size
	done     int   // so many commands are done
}

// A disk is a file system as it is in memory, with what of it is on the disk for sure.
type disk struct {
	files   []*file
	names   map[string]int // path to file, in memory
	durable map[string]int
	pending []event // changes of names that are not on the disk for sure
}

type file struct {
	data    []byte
	synced  []byte
	pending []event
}

func newDisk() *disk {
	return &disk{names: map[string]int{}, durable: map[string]int{}}
}

// isDir stands for a directory where the number of a file does.
const isDir = -1

// change does an event to the bytes of a file.
func change(data []byte, e event) []byte {
	end := e.at
	if e.call == "write" {
		end += int64(len(e.data))
	}
	for int64(len(data)) < end {
		data = append(data, 0)
	}
	if e.call == "write" {
		copy(data[e.at:], e.data)
		return data
	}
	return data[:e.at]
}

// rename does an event to names.
func rename(names map[string]int, e event) {
	switch e.call {
	case "create":
		names[e.path] = e.file
	case "mkdir":
		names[e.path] = isDir
	case "link":
		names[e.to] = names[e.path]
	case "rename":
		names[e.to] = names[e.path]
		delete(names, e.path)
	case "unlink":
		delete(names, e.path)
	}
}

// take lets an event happen.
func (d *disk) take(e event) {
	switch e.call {
	case "write", "size":
		f := d.files[e.file]
		f.data = change(slices.Clone(f.data), e)
		f.pending = append(f.pending, e)
	case "sync":
		f := d.files[e.file]
		f.synced, f.pending = f.data, nil
	case "syncdir":
		rest := d.pending[:0:0]
		for _, p := range d.pending {
			if filepath.Dir(p.path) == e.path {
				rename(d.durable, p)
			} else {
				rest = append(rest, p)
			}
		}
		d.pending = rest
	case "create":
		for len(d.files) <= e.file {
			d.files = append(d.files, &file{})
		}
		rename(d.names, e)
		d.pending = append(d.pending, e)
	case "mkdir", "link", "rename", "unlink":
		rename(d.names, e)
		d.pending = append(d.pending, e)
	}
}

// reached reports whether all directories above a path are there.
func reached(names map[string]int, path string) bool {
	for dir := filepath.Dir(path); dir != "/"; dir = filepath.Dir(dir) {
		if _, there := names[dir]; !there {
			return false
		}
	}
	return true
}

// sector is what a disk writes whole.
const sector = 512

// cut writes what is left after the power is gone.
func (d *disk) cut(root string) error {
	names := maps.Clone(d.durable)
	for _, e := range d.pending[:rand.IntN(len(d.pending)+1)] {
		rename(names, e)
	}
	kept := rand.Float64() // of what was not synced
	for path, number := range names {
		if number == isDir || strings.HasSuffix(path, "-shm") || !reached(names, path) {
			continue // -shm is shared memory, and never synced
		}
		f := d.files[number]
		data := slices.Clone(f.synced)
		for _, e := range f.pending {
			if e.call == "size" {
				if rand.Float64() < kept {
					data = change(data, e)
				}
				continue
			}
			for from := int64(0); from < int64(len(e.data)); {
				to := min((e.at+from)/sector*sector+sector-e.at, int64(len(e.data)))
				if rand.Float64() < kept {
					data = change(data, event{call: "write", at: e.at + from, data: e.data[from:to]})
				}
				from = to
			}
		}
		if err := os.MkdirAll(filepath.Dir(filepath.Join(root, path)), 0o700); err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(root, path), data, 0o600); err != nil {
			return err
		}
	}
	return nil
}
