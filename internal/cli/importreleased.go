package cli

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

	"crm/internal/book"
	"crm/internal/crm"
	"crm/internal/exchange"
	"crm/internal/fold"
	"crm/internal/locale"
)

// readReleased looks in the columns that are not taken, or have no heading, for words that
// take a number off the list, and for rows that only say no in those that say since when.
func (r *contactRows) readReleased(row exchange.Row) {
	var no []said
	listed := false
	for i, field := range r.fields {
		if field != "since" || i >= len(row.Raw) || fold.Clean(row.Raw[i]) == "" {
			continue
		}
		if answer, _ := locale.Word("answer", row.Raw[i]); answer != "no" {
			listed = true
			continue
		}
		no = append(no, said{row.Line, r.header[i], fold.Clean(row.Raw[i])})
	}
	if !listed {
		r.released = append(r.released, no...)
	}
	set(row, "since", r.readSince(row))
	for i, field := range r.fields {
		heading := r.header[i]
		if field == book.SaidField {
			heading = ""
		} else if !slices.Contains(r.ignored, i) {
			continue
		}
		if i >= len(row.Raw) {
			continue
		}
		of := said{row.Line, cmp.Or(heading, fmt.Sprintf("column %d", i+1)), fold.Clean(row.Raw[i])}
		if locale.Released(heading, row.Raw[i]) {
			r.released = append(r.released, of)
			continue
		}
		switch answer, _ := locale.Word("answer", of.text); {
		case answer == "yes" || of.text == "1":
			r.yes[i] = true
		case answer == "no" || of.text == "0":
			r.no[i] = append(r.no[i], of)
		}
	}
}

// readSince returns since when a number has been on the list. Beside the day on which it
// came to be there, another day is that on which it came off.
func (r *contactRows) readSince(row exchange.Row) (since []string) {
	begins := slices.ContainsFunc(r.header, func(heading string) bool {
		at := slices.Index(r.header, heading)
		return r.fields[at] == "since" && !locale.EndHeading(heading)
	})
	for i, field := range r.fields {
		if field != "since" || i >= len(row.Raw) {
			continue
		}
		text := fold.Clean(row.Raw[i])
		_, answer := locale.Word("answer", text)
		switch {
		case locale.Blank(text), answer:
		case begins && locale.EndHeading(r.header[i]):
			r.released = append(r.released, said{row.Line, r.header[i], text})
		case len(since) > 0 && text != since[0]:
			r.odd[i] = true
		default:
			since = append(since, text)
		}
	}
	return since
}

// settleAnswers takes a column of yes and no beside the numbers, whatever its heading, for
// whether they are on the list.
func (r *contactRows) settleAnswers() {
	for _, i := range slices.Sorted(maps.Keys(r.no)) {
		if r.yes[i] {
			r.released = append(r.released, r.no[i]...)
		}
	}
}

// endList returns why nothing of a file of numbers is taken.
//
// Errors: CodeRefused.
func (r *contactRows) endList() error {
	e := crm.Errorf(crm.CodeRefused, "the file has numbers that are not on the list, or are to come off it")
	showSaid(e, r.released)
	e.Try("Take these out of the file").Next("To take a number off the list", "dnc remove", crm.Blank("NUMBER"), crm.With("reason", crm.Blank("TEXT")))
	for _, i := range r.ignored {
		if heading := r.header[i]; heading != "" && slices.ContainsFunc(r.released, func(s said) bool { return s.heading == heading }) {
			e.Again("It says nothing of that", crm.With("map", heading+"="))
		}
	}
	return e
}
