//go:build !linux

package store

// NetworkOf is the file system of a directory if that is on another computer, which is
// not known here.
func NetworkOf(string) string { return "" }
