// Package store keeps a book in a database: it opens, creates and migrates
// it, reads and writes records, keeps the journal and answers the questions
// that need an index.
//
// It is the only package that runs SQL. It must not know why a record changes,
// what follows from it or who may read it: that is the work of books and rules.
// What it derives (next_due, last_activity, the premium of a year, the words of
// a name) is kept in the same write, so that no list has to count. The bytes of
// files are here as well, each content once.
package store
