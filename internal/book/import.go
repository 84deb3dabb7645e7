package book

import (
	"context"
	"fmt"
	"iter"
	"slices"
	"strings"
	"time"
	"unicode"

	"crm/internal/crm"
	"crm/internal/fold"
)

// listed is how many bad rows an error names.
const listed = 20

// ImportFields are the fields of a contact that a file may give.
func ImportFields() []string {
	return []string{
		"name", "given", "family", "birthday", "phone", "email", "address", "household", "org", "owner", "source",
		"referred_by", "rating", "call_frequency", "client_since", "last_call", "external_id", "note",
	}
}

// ImportRow is one row of a file.
type ImportRow struct {
	Line   int
	Values Values
	// Reject keeps the row in the reject file, with the reason.
	Reject func(reason string) error
}

// Import is what ImportContacts is given.
type Import struct {
	Stage string
	// Rows are the rows of the file. An error with a row is of that row, any
	// other ends the import.
	Rows     iter.Seq2[ImportRow, error]
	Defaults Values // for fields that a row does not give
	SkipBad  bool   // leave rows out that can't be read, instead of taking none
	// OnDuplicate says what becomes of rows that are in the book already:
	// "skip" (the default), "fail" or "add".
	OnDuplicate string
	// DateFormat is how the file writes dates: DD/MM/YYYY and the like; empty
	// is any form that is no riddle.
	DateFormat  string
	CallsPerDay int // spread the calls that rules make; 0 leaves them when they are due
}

// ImportContacts adds contacts from the rows of a file, as one change. Rules
// are asked about each. Nothing is added where a row can't be read, unless
// those are to be skipped; rows that are in the book already are skipped and
// named.
//
// Errors: CodeInvalid, which lists the first 20 rows that can't be read.
func (b *Book) ImportContacts(ctx context.Context, command string, in Import) (*crm.Outcome, error) {
	layout, err := dateLayout(in.DateFormat)
	if err != nil {
		return nil, err
	}
	return b.change(ctx, command, func(w *work) error {
		w.streaming, w.dateLayout = true, layout
		w.outcome.Imported = &crm.Imported{}
		if in.CallsPerDay > 0 {
			w.pace = &pace{perDay: in.CallsPerDay, day: w.cal.NextWorkday(w.today)}
		}
		for row, err := range in.Rows {
			if err == nil {
				err = w.importRow(row, in)
			} else if row.Line == 0 {
				return err
			}
			if err != nil {
				if err := w.badRow(row, in, err); err != nil {
					return err
				}
				continue
			}
			if err := w.drain(); err != nil {
				return err
			}
			if err := w.journal(); err != nil {
				return err
			}
		}
		return badRows(w.outcome.Imported, in)
	})
}

// importRow adds one row, or skips it.
func (w *work) importRow(row ImportRow, in Import) error {
	values := Values{}
	for field, texts := range in.Defaults {
		values[field] = texts
	}
	for field, texts := range row.Values {
		values[field] = texts
	}
	if _, named := values.first("name"); !named {
		values["name"] = []string{joinName(values.one("given"), values.one("family"))}
	}
	if err := w.keepReferrer(values); err != nil {
		return err
	}
	groups := Values{}
	for _, field := range []string{"household", "org"} {
		if text, given := values.first(field); given {
			groups[field] = []string{text}
			delete(values, field)
		}
	}
	c, err := w.newContact(NewContact{Values: values, Stage: in.Stage})
	if err != nil {
		return err
	}
	notices := len(w.outcome.Notices)
	err = w.checkDuplicate(c, in.OnDuplicate == "add")
	w.outcome.Notices = w.outcome.Notices[:notices] // so many warnings would be read by nobody
	if e, ok := crm.AsError(err); ok && in.OnDuplicate != "fail" && len(e.People) > 0 {
		there := e.People[0].Contact
		w.outcome.Imported.Skipped = append(w.outcome.Imported.Skipped, crm.SkippedRow{Line: row.Line, Reason: "duplicate", Name: there.Name, ID: there.ID})
		return nil
	}
	if err != nil {
		return err
	}
	// A row that can't be taken must not leave the household that it names.
	for _, group := range []struct{ field, kind string }{{"household", crm.Household}, {"org", crm.Organization}} {
		text := fold.Clean(groups.one(group.field))
		if text == "" {
			continue
		}
		if _, err := w.findGroup(group.kind, text); err != nil {
			if e, ok := crm.AsError(err); ok {
				e.Field = group.field
			}
			return err
		}
	}
	if err := w.assign(c, groups); err != nil {
		return err
	}
	w.outcome.Imported.Added++
	if _, err := w.put(c); err != nil {
		return err
	}
	for _, body := range values["note"] {
		if err := w.note(&crm.Note{Contact: c.ID, Body: body}); err != nil {
			return err
		}
	}
	return nil
}

// keepReferrer turns a referrer who is not in the book, or could be several,
// into a note: the file may name people whom nobody has entered.
func (w *work) keepReferrer(values Values) error {
	name, given := values.first("referred_by")
	if !given || name == "" {
		return nil
	}
	_, err := w.contact(name)
	switch crm.CodeOf(err) {
	case crm.CodeNotFound, crm.CodeConflict:
		delete(values, "referred_by")
		values["note"] = append(slices.Clone(values["note"]), "Referred by "+name)
		return nil
	}
	return err
}

// joinName makes a name of its parts, the family name first where it is
// written in Chinese characters or kana.
func joinName(given, family string) string {
	for _, r := range family {
		if unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) {
			return strings.TrimSpace(family + " " + given)
		}
	}
	return strings.TrimSpace(given + " " + family)
}

// badRow keeps what is wrong with a row. It ends the import where the error is
// not one of the row's values, or enough bad rows have been seen.
func (w *work) badRow(row ImportRow, in Import, err error) error {
	e, ok := crm.AsError(err)
	if !ok || e.Code != crm.CodeInvalid && e.Code != crm.CodeNotFound && e.Code != crm.CodeConflict && e.Code != crm.CodeRefused && e.Code != crm.CodeUsage {
		return err
	}
	done := w.outcome.Imported
	if e.Code == crm.CodeConflict {
		done.Conflicts++
	}
	done.Bad = append(done.Bad, crm.SkippedRow{Line: row.Line, Column: e.Field, Reason: strings.TrimPrefix(e.Message, fmt.Sprintf("line %d: ", row.Line)), Name: row.Values.one("name")})
	if in.SkipBad {
		return row.Reject(e.Message)
	}
	if len(done.Bad) >= listed {
		return badRows(done, in)
	}
	return nil
}

// badRows is the error for rows that can't be taken, unless they are skipped.
func badRows(done *crm.Imported, in Import) error {
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
	riddles := false
	for _, bad := range done.Bad {
		column := ""
		if bad.Column != "" && !strings.HasPrefix(bad.Reason, label(bad.Column)) {
			column = ", " + label(bad.Column)
		}
		e.Try("line %d%s: %s", bad.Line, column, bad.Reason)
		riddles = riddles || strings.Contains(bad.Reason, " can be ")
	}
	if riddles {
		e.Try("Say how the file writes dates: --date-format DD/MM/YYYY")
	}
	return e.Try("Take the others and write these to a file: the same command with --skip-bad")
}

// dateLayout turns DD/MM/YYYY and the like into the layout that package time
// reads.
func dateLayout(format string) (string, error) {
	if format == "" {
		return "", nil
	}
	layout := strings.NewReplacer("YYYY", "2006", "YY", "06", "MM", "01", "M", "1", "DD", "02", "D", "2").Replace(strings.ToUpper(format))
	sample := crm.NewDate(2021, time.November, 30)
	back, err := time.Parse(layout, sample.Time().Format(layout))
	if err != nil || crm.DateOf(back) != sample {
		return "", crm.Errorf(crm.CodeUsage, "%q is no date format", format).On("date-format").Try("Write it with D, M and Y: DD/MM/YYYY, M/D/YY, YYYY.MM.DD")
	}
	return layout, nil
}

// inLayout reads a date as the file writes it. Two digits of a year mean the
// last such year that is not to come.
//
// Errors: CodeInvalid for figures in another order, since the next row could
// be read wrongly then.
func (w *work) inLayout(text string) (d crm.Date, ok bool, err error) {
	if w.dateLayout == "" {
		return crm.Date{}, false, nil
	}
	t, err := time.Parse(w.dateLayout, text)
	if err != nil {
		// A year in front leaves no doubt, and neither does a birthday without one.
		if strings.Trim(text, "0123456789/-. ") == "" && strings.IndexAny(text, "/-.") != len("2006") && !strings.HasPrefix(text, "--") {
			return crm.Date{}, false, crm.Errorf(crm.CodeInvalid, "%q is not a date as the file writes them", text)
		}
		return crm.Date{}, false, nil
	}
	d = crm.DateOf(t)
	if !strings.Contains(w.dateLayout, "2006") && d.After(w.today) {
		d.Year -= 100
	}
	return d, true, nil
}
