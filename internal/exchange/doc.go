// Package exchange turns the bytes of files that come from elsewhere, or go
// there, into records and back: delimited text (CSV, TSV) of any program.
//
// It owns the formats: encodings, delimiters, quotes, line ends, limits, the
// position of a fault, and what a spreadsheet would make of a cell. It must
// not know what a field means or which values it takes, which language a
// heading is in (the caller hands it the headings it may meet), where records
// are kept, or how a fault is shown.
package exchange
