// Package fold makes spellings of the same thing equal: names, column headings,
// telephone numbers, e-mail addresses.
//
// It owns what counts as "the same". A folded text is for comparing and looking up,
// never for showing or storing (only Clean is for storing). It is a leaf: it must not
// know what a contact is, which texts are compared, or what is said about equal ones.
package fold
