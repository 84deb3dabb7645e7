// Package fold makes two spellings of the same thing equal: names, column
// headings, telephone numbers, e-mail addresses.
//
// It owns what counts as "the same". A folded text is for comparing and for
// looking up, never for showing or for storing in place of what was given
// (only Clean is for storing). It is a leaf: it must not know what a contact
// is, which texts are compared, or what is said about those that are equal.
package fold
