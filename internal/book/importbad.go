package book

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"crm/internal/crm"
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
	reason := *e
	reason.Line = 0 // the row has it
	done.Bad = append(done.Bad, crm.SkippedRow{Line: row.Line, Column: e.Field, Reason: reason.Error(), Name: nameOfRow(row.Values)})
	if in.SkipBad {
		return false, row.Reject(e.Error())
	}
	return len(done.Bad) >= listed, nil
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
	if len(done.Bad) == 0 || in.SkipBad {
		return nil
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
	if hint := w.file.hint(w.settings.Country); hint != "" && slices.ContainsFunc(done.Bad, func(r crm.SkippedRow) bool { return isDate(r.Column) }) {
		e.Try("%s", hint)
	}
	return e.Try("Take the others and write these to a file: the same command with --skip-bad")
}

func isDate(column string) bool {
	f, ok := crm.BuiltIn(crm.KindContact).Field(column)
	return ok && (f.Type == crm.DateType || f.Type == crm.BirthdayType)
}
