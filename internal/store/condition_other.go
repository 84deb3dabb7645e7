//go:build !unix

package store

import "io/fs"

// writerOf names nobody here.
func writerOf(string) string { return "" }

// modeOf says nothing here.
func modeOf(fs.FileInfo) string { return "" }
