// Package exchange turns the bytes of files that come from elsewhere, or go there, into
// records and back: delimited text (CSV, TSV) of any program, workbooks, vCards, calendars,
// e-mails, exports of whole books, and documents that are kept as they are.
//
// It owns the formats: encodings, delimiters, quotes, line ends, limits, the position
// of a fault, and what a spreadsheet would make of a cell; of documents what may be
// read, under which name they are saved, and that they are there whole or not at all.
// It must not know what a field means or which values it takes, which language a
// heading is in (the caller gives it the headings to expect), where records are kept,
// or how a fault is shown.
package exchange
