// Package screen shows what the book answers on a terminal: an agenda, the outcome of
// a command, a card, a list, a report, an error.
//
// It owns the look: columns, widths, colours, what goes on in the next line and what is
// cut where a terminal is narrow. It is the only place that knows about terminals. The
// words come from package say, and what is for programs it leaves to package wire.
//
// It must not know where records come from, what a rule decides, or which flag was
// given: it is handed values of package crm and a Screen that says how to show them,
// and it asks nobody for more.
package screen
