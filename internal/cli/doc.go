// Package cli is the command line: it makes a command of each verb of package verb, with
// flags and completion from what the verb takes, passes on what was given, and hands what
// comes back to package screen, or to package wire for a program.
//
// Cobra begins and ends here, and so do the clock, the streams and the environment of the
// process (Env). It must not know SQL or what a rule does. testdata/script holds the
// specification by example.
package cli
