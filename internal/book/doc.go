// Package book holds the verbs: what can be done with a book, one file per
// noun. Every mutation goes through one private function, change, which makes
// edits, rules and journal one transaction with one outcome.
//
// It owns the order in which things happen, whose records are meant, and who
// may read a note. It must not know SQL, how a rule is written, how anything is
// said or shown, or where the clock and the environment come from.
package book
