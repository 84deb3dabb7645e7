// Package store keeps a book in a database: it opens, creates and migrates
// it, reads and writes records, keeps the journal and answers the questions
// that need an index.
//
// It is the only package with SQL. It must not know why a record changes or
// what follows from it: that is the work of books and rules. What it derives
// (next_due, the primary phone, the words of a name) is kept in the same
// write, so that no list has to count.
package store
