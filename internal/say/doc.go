// Package say puts what the book answers into words: the head of an outcome, why a call
// is on the list, a notice as a sentence, what an edit changed, an error and what to do
// next, the title and the figures of a report.
//
// It owns the sentences, and what records, days and amounts are called in them. A Voice
// says whose words they are: the language, the day, the zone, the currency and the
// names of a book. Compound answers are returned in parts (Told, Fact, AgendaLine,
// Compared), with dates as dates, for others to set out.
//
// It makes all text from records safe (see Clean): a sentence is one line that reads as
// it was meant, wherever it is shown.
//
// It must not know who reads it. It has no columns, widths or colours, no keys of JSON
// and no HTML; package screen sets words out on a terminal.
package say
