//go:build !linux

package shelf

func roomInMemory() string { return "" }
