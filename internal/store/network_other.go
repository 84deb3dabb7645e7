//go:build !linux

package store

// NetworkOf returns nothing: whether a directory is on another computer is not known
// here.
func NetworkOf(string) string { return "" }
