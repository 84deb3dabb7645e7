package book

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"crm/internal/crm"
	"crm/internal/fold"
)

// listed is how many bad rows an error lists.
const listed = 20

// badRow keeps the error of a row and reports whether there are enough of them. An
// error that is not about a value ends the import.
func (w *work) badRow(row ImportRow, in Import, err error) (full bool, _ error) {
	e, ok := crm.AsError(err)
	if !ok || e.Code != crm.CodeInvalid && e.Code != crm.CodeNotFound && e.Code != crm.CodeConflict && e.Code != crm.CodeRefused && e.Code != crm.CodeUsage {
		return false, err
	}
	done := w.outcome.Imported
	if e.Code == crm.CodeConflict {
		done.Conflicts++
	}
	w.advise(e)
	reason := *e
	reason.Line = 0 // the row has it
	done.Bad = append(done.Bad, crm.SkippedRow{Line: row.Line, Column: e.Field, Reason: reason.Error(), Name: nameOfRow(row.Values)})
	if in.SkipBad {
		return false, row.Reject(e.Error())
	}
	return len(done.Bad) >= listed, nil
}

// wantMeaning remembers a word of a row of policies for which a list has no value, to be told
// with --value.
func (w *work) wantMeaning(values Values, in Import, err error) {
	e, ok := crm.AsError(err)
	if !ok {
		return
	}
	word, heading := fold.Clean(values.text(e.Field)), in.Headings[e.Field]
	if e.List == "" || word == "" || heading == "" || len(w.importing.meant) >= mostMeant {
		return
	}
	blank := strings.ToUpper(strings.ReplaceAll(e.Field, policyStatus, statusField))
	given := crm.With("value", crm.Blank(heading+":"+word+"="+blank))
	if !slices.Contains(w.importing.meant, given) {
		w.importing.meant = append(w.importing.meant, given)
	}
}

// lineMissing is the error of a policy without a line of business.
const lineMissing = "it is not said of which line of business it is"

// What is wrong with a bad row that is not mended in the file alone.
const (
	stoppedRow = "left-out-stopped"   // its number must not be used
	retiredRow = "left-out-retired"   // its owner has been retired
	unknownRow = "left-out-unknown"   // its owner is not known
	apartRow   = "left-out-household" // it names a household whose people live elsewhere
)

// advise remembers what to do about a bad row beside mending it in the file.
func (w *work) advise(e *crm.Error) {
	var code string
	var about []crm.Remedy
	switch {
	case e.Code == crm.CodeRefused:
		code = stoppedRow
		about = append(slices.Clone(e.Remedies), crm.Remedy{Text: `If it is to be kept, and not called: yes in a column "do not contact"`})
	case e.Field == "household" && e.Code == crm.CodeConflict && len(e.Remedies) > 0:
		code, about = apartRow, e.Remedies
	case e.Field == "owner" && e.Code == crm.CodeConflict:
		code = retiredRow
		about = append([]crm.Remedy{{Text: "If somebody else looks after their people now", Adds: []crm.Given{crm.With("owner", crm.Blank("NAME"))}}}, e.Remedies...)
	case e.Field == "owner" && e.Code == crm.CodeNotFound:
		code = unknownRow
		about = []crm.Remedy{{Text: "If they are a colleague", Commands: []crm.Command{crm.Run("producer add", crm.Blank("NAME"))}}, {Text: "If all rows are to be yours, with the name of that column", Adds: []crm.Given{crm.With("map", crm.Blank("COLUMN="))}}}
	}
	if _, known := w.importing.advice[code]; code != "" && !known {
		if w.importing.advice == nil {
			w.importing.advice = map[string][]crm.Remedy{}
		}
		w.importing.advice[code] = about
	}
}

// nameOfRow returns the name that a row would have given.
func nameOfRow(values Values) string {
	all := Values{} // an unreadable row has none
	maps.Copy(all, values)
	rowName(all)
	return all.text("name")
}

// badRows returns the error that lists the bad rows, or nil if they are skipped.
func (w *work) badRows(in Import) error {
	done := w.outcome.Imported
	if in.SkipBad {
		for _, code := range slices.Sorted(maps.Keys(w.importing.advice)) {
			w.say(code)
		}
		return nil
	}
	if len(done.Bad) == 0 {
		return w.unknownWords(in, nil)
	}
	count := fmt.Sprintf("%d rows can't be taken", len(done.Bad))
	switch {
	case len(done.Bad) >= listed:
		count = fmt.Sprintf("at least %d rows can't be taken", listed)
	case len(done.Bad) == 1:
		count = "a row can't be taken"
	}
	code := crm.CodeInvalid
	if done.Conflicts == len(done.Bad) {
		code = crm.CodeConflict
	}
	e := crm.Errorf(code, "%s", count)
	for _, bad := range done.Bad {
		column := ""
		if bad.Column != "" && !strings.HasPrefix(bad.Reason, label(bad.Column)) {
			column = ", " + label(bad.Column)
		}
		e.Try("line %d%s: %s", bad.Line, column, bad.Reason)
	}
	if slices.ContainsFunc(done.Bad, func(r crm.SkippedRow) bool { return w.isDate(r.Column) }) {
		w.importing.file.advise(e, w.settings.Country)
	}
	for _, column := range spare {
		if heading := in.Headings[column]; heading != "" && (column != "birthday" || w.importing.file.dayless) && slices.ContainsFunc(done.Bad, func(r crm.SkippedRow) bool { return r.Column == column }) {
			e.Leaving("Take them without that column", crm.With("map", heading+"="))
		}
	}
	if heading := in.Headings["stage"]; heading != "" && slices.ContainsFunc(done.Bad, func(r crm.SkippedRow) bool { return r.Column == "stage" }) {
		e.Again("If it says more than the stage", crm.With("map", heading+"=status"))
	}
	if slices.ContainsFunc(done.Bad, func(r crm.SkippedRow) bool { return r.Reason == lineMissing }) {
		e.Again("If it is not known", crm.With("line", "other"))
	}
	if len(w.importing.meant) > 0 {
		e.Again("Say what they mean, with a word of the list for the capitals", w.importing.meant...)
	}
	for _, code := range slices.Sorted(maps.Keys(w.importing.advice)) {
		e.Remedies = append(e.Remedies, w.importing.advice[code]...)
	}
	e.Leaving("Take the others and write these to a file", crm.With("skip-bad", nil))
	return w.unknownWords(in, e)
}

// spare are the fields without which somebody is taken all the same, and called.
var spare = []string{"birthday", "source", "rating", "call_frequency"}

func (w *work) isDate(column string) bool {
	return slices.ContainsFunc(w.importing.file.dateFields(), func(f *crm.Field) bool { return f.Name == column })
}
