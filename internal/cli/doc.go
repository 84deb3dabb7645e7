// Package cli is the command line: it binds flags into the input of a verb of
// package book, makes one call, and hands what comes back to package screen.
//
// Cobra begins and ends here, and so do the clock, the streams and the
// environment of the process (Env). It must not know SQL or what a rule does.
// testdata/script holds the specification by example.
package cli
