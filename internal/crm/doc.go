// Package crm holds the nouns of the trade (contacts, activities, opportunities,
// quotes, policies and what is told of them; nouns in noun.go lists them all), the
// fields each of them has, and what is made of them and of changes to them (Edit,
// Outcome, Agenda, Card, Sheet) as codes and values.
//
// It owns what the words mean. It must not know where records are kept, how a
// rule decides, or how anything is said or shown: it imports nothing but the
// standard library, and it makes no sentences.
package crm
