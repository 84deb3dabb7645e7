// Package wire writes what the book answers for programs: JSON, JSON Lines, CSV, TSV,
// and the Markdown that somebody pastes elsewhere.
//
// It owns the order and the names of keys and columns, and how values are written in
// them: codes, ISO dates, amounts with a decimal point. These never change with the
// language; where there are words, such as the message of a notice, package say has
// them in English. JSON keeps text as it is and escapes what could drive a terminal, so
// that it can be read back; CSV and TSV show it as an escape, unless the text is wanted
// raw. Only Markdown is in the reader's language.
//
// It must not know what a terminal is, and which flag was given.
package wire
