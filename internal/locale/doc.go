// Package locale owns the words: the label of every code and field, the messages of the
// screens, and how dates, money and spans of time are written in English, Japanese,
// Italian and Spanish. It also reads codes and column names as people type them, in any
// of the four languages.
//
// It must not know what a screen looks like: it has no widths, colours or padding,
// except in DateAligned. It must not know where a record is kept, and it decides
// nothing: stored values, JSON, CSV and flags carry codes that never change with the
// language. Error messages are in English and not part of it.
//
// # Where the words are
//
// Labels (picklist values, nouns, field headings) are in labels/LANG.properties, the
// sentences of the screens in messages/LANG.properties, one file per language, in the
// same order, a line each:
//
//	today.counts = {calls} {calls?call|calls}, {tasks} {tasks?task|tasks}.
//
// {name} is replaced by the argument of that name. {name?one|other} chooses by the
// count in that argument, so a sentence can have several counts. English, Italian and
// Spanish use the first form for exactly 1; Japanese has no such forms. (The third form
// of Italian and Spanish in CLDR, for whole millions, reaches no screen.) A line that
// starts with # is for the translator. Every language has the same keys with the same
// names; tests keep that, and that the program asks for no missing key.
//
// Further words that people type for a picklist value are in words/LANG.properties,
// separated by commas, and the column names of other programs in headings.
//
// A file is parsed when its first word is needed, and only in the user's language.
// Nothing is built when the program starts.
package locale
