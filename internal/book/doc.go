// Package book does the verbs, and answers what is asked of a book: a file for each noun,
// and one for each question that several nouns ask (docs/architecture.md lists them).
// Whatever changes a book goes through the private function change, which makes edits,
// rules and journal one transaction with one outcome.
//
// It owns the order in which things happen, which record and whose records are meant, and
// who may read a note. It must not know SQL, how a rule is written, how anything is said
// or shown, or where the clock and the environment come from.
package book
