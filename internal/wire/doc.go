// Package wire writes what the book answers for programs: JSON, JSON Lines, CSV, TSV,
// and Markdown to paste elsewhere. It reads the lines of an export of a whole book again.
//
// It owns the order and the names of keys and columns, and the form of values: codes,
// ISO dates, amounts with a decimal point. These never change with the language; words,
// such as the message of a notice, are those of package say in English. JSON keeps text
// and escapes what could drive a terminal, so that it can be read back; CSV and TSV
// show it as an escape, unless the text is wanted raw. Only Markdown is in the user's
// language.
//
// It must not know what a terminal is, and which flag was given.
package wire
