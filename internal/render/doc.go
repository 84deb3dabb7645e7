// Package render puts what the book answers in front of somebody: an agenda,
// the outcome of a command, a card, a list, a report, an error, as a screen for
// people or as JSON, CSV and Markdown for programs.
//
// It owns the look: columns, widths, colours, what is cut where a terminal is
// narrow, the order of keys in JSON. It is the only place that knows about
// terminals, and, with package locale, the only one that makes sentences.
// Whatever comes from records is made safe here (see Clean) before it reaches
// a terminal.
//
// It must not know where records come from, what a rule decides, or which flag
// was given: it is handed values of package crm and a Screen that says how to
// show them, and it asks nobody for more.
package render
