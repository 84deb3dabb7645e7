// Package screen shows what the book answers on a terminal: an agenda, the outcome of a
// command, a card, a list, a report, an error.
//
// It owns the look: columns, widths, colours, and what wraps or is cut on a narrow
// terminal. It is the only package that knows about terminals. The words come from
// package say, and package wire writes for programs.
//
// It must not know where records come from, what a rule decides, or which flag was
// given: it gets values of package crm and a Screen that says how to show them.
package screen
