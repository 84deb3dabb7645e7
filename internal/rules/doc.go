// Package rules decides what has to happen next. A rule is data: a name, the noun it
// listens to, a condition over an edit, and effects. The built-in rules, the Producer
// Success Model and the pipeline, are YAML, from which a test generates the table
// builtin; Parse reads and checks rules.
//
// It is pure: an edit and its facts go in, effects come out. It must not read or write
// a book, know the clock, or make sentences.
package rules
