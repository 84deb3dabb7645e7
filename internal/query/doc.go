// Package query is the one language for filters (--where) and for the
// conditions and values of rules. An expression has the syntax of expr-lang,
// whose parser reads it; this package types it against the field catalogue of
// package crm and gives it two back ends over one checked tree: Eval walks it
// over records in memory, Select and Aggregate write it as SQL.
//
// It owns what an expression means, and that both back ends mean the same. It
// must not know where records come from, what the functions of a rule do, or
// which database runs the SQL: those are given to it as a Scope, as Facts, and
// as the subset of SQL that SQLite and PostgreSQL share.
//
// # Meaning
//
// Every field may be unknown, which is nil. nil equals only nil, and so does
// the empty text; != counts nil as different; orderings, in, contains,
// startsWith and endsWith are false where a side is nil; arithmetic on nil is
// nil. Comparisons are never nil themselves, so not is plain negation; a
// condition that is nil (an unknown value of type bool) counts as false.
//
// == on text is exact; contains, startsWith and endsWith take ASCII capitals
// and small letters for the same. Texts are ordered by their bytes.
//
// A quoted text becomes what it is compared with: a date in any form that a
// date flag takes, a birthday, an amount in major units, a code of a picklist
// (which it must be one of). Numbers become amounts too. An instant compares
// with a date by the day it has in the zone of the scope. A birthday without a
// year is neither before nor after anything.
package query
